//! Listing, delisting, migration, and the release of MIR.

//! The one door to a live chain.
#![warn(missing_docs)]

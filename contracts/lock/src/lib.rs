//! Locked proceeds of short positions.

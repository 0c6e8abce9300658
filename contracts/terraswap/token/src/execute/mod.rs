//! The messages.

pub mod allowance;
pub mod instantiate;
pub mod marketing;
pub mod spend;
pub mod supply;

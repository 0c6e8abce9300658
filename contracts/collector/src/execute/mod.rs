//! The messages.

pub mod config;
pub mod convert;
pub mod distribute;

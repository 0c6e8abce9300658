//! The messages, each in a file.

pub mod config;
pub mod convert;
pub mod distribute;

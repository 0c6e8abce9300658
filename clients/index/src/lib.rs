#![doc = include_str!("../README.md")]
#![warn(missing_docs)]

#[macro_use]
pub mod store;
pub mod read;
pub mod serve;
pub mod service;

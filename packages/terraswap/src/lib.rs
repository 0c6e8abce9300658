#![doc = include_str!("../README.md")]

pub mod asset;
pub mod factory;
pub mod funds;
pub mod pair;
pub mod router;
pub mod token;
pub mod version;

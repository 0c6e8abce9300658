#![doc = include_str!("../README.md")]

pub mod asset;
pub mod deadline;
pub mod factory;
pub mod funds;
pub mod pair;
pub mod pair_record;
pub mod raw;
pub mod reply;
pub mod router;
pub mod token;
pub mod version;

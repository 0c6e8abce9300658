#![doc = include_str!("../README.md")]
#![warn(missing_docs)]

pub mod asset;
pub mod deadline;
pub mod factory;
pub mod funds;
pub mod ledger;
pub mod named;
pub mod pair;
pub mod raw;
pub mod registry;
pub mod reply;
pub mod router;
pub mod token;
pub mod version;

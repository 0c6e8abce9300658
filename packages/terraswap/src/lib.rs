#![doc = include_str!("../README.md")]

pub mod asset;
pub mod funds;
pub mod version;

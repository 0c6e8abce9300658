#![doc = include_str!("../README.md")]

pub mod common;
pub mod oracle;

#![doc = include_str!("../README.md")]
#![warn(missing_docs)]

pub mod feed;
pub mod frame;
pub mod keep;
pub mod liquidate;
pub mod look;
pub mod watch;

#![doc = include_str!("../README.md")]
#![warn(missing_docs)]

pub mod apr;
pub mod debt;
pub mod pool;
pub mod premium;
pub mod price;
pub mod ratio;
pub mod rewards;
pub mod schedule;
pub mod shares;
pub mod track;

mod error;
mod wide;

pub use error::MathError;

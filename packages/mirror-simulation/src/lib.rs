#![doc = include_str!("../README.md")]
#![warn(missing_docs)]

pub mod accounts;
pub mod amounts;
pub mod attacks;
pub mod calendar;
pub mod engine;
pub mod error;
mod fractions;
pub mod gov;
pub mod outcome;
pub mod plan;
pub mod prices;
pub mod progress;
pub mod rules;
pub mod scenario;
mod stream;
pub mod table;
pub mod text;

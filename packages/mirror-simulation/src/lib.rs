#![doc = include_str!("../README.md")]

pub mod amounts;
pub mod attacks;
pub mod calendar;
pub mod engine;
pub mod error;
pub mod outcome;
pub mod plan;
pub mod prices;
pub mod progress;
pub mod scenario;
pub mod table;
pub mod text;

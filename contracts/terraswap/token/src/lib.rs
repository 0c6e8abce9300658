#![doc = include_str!("../README.md")]

pub mod contract;
pub mod execute;
pub mod query;

pub mod allowance;

pub mod error;
pub mod state;

pub use error::ContractError;

#![doc = include_str!("../README.md")]

pub mod contract;

pub mod error;
pub mod execute;
pub mod query;
pub mod stage;
pub mod state;

pub use error::ContractError;

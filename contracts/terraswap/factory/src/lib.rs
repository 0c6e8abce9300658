#![doc = include_str!("../README.md")]

pub mod contract;
pub mod create;
pub mod execute;
pub mod query;

pub mod error;
pub mod state;

pub use error::ContractError;

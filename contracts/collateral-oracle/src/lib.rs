#![doc = include_str!("../README.md")]

pub mod contract;
pub mod execute;
pub mod query;

pub mod collateral;
pub mod config;
pub mod rate;
pub mod source;

pub mod error;
pub mod state;

pub use error::ContractError;

#![doc = include_str!("../README.md")]

pub mod contract;
pub mod execute;
pub mod query;

pub mod asset;
pub mod candidate;
pub mod delivery;
pub mod position;
pub mod prices;
pub mod quote;
pub mod ratio_moves;

pub mod config;
pub mod error;
pub mod state;

pub use error::ContractError;

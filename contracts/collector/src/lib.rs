#![doc = include_str!("../README.md")]

pub mod contract;
pub mod execute;
pub mod query;

pub mod asset;
pub mod config;
pub mod path;
pub mod routed;
pub mod sale;

pub mod belief;
pub mod context;
pub mod conversion;
pub mod market;

pub mod error;
pub mod state;

pub use error::ContractError;

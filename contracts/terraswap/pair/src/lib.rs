#![doc = include_str!("../README.md")]

pub mod contract;
pub mod execute;
pub mod query;
pub mod reply;

pub mod pair;
pub mod pools;
pub mod track;

pub mod error;
pub mod state;

pub use error::ContractError;

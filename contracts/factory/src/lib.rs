#![doc = include_str!("../README.md")]

pub mod contract;
pub mod execute;
pub mod query;
pub mod reply;

pub mod announcement;
pub mod config;
pub mod dues;
pub mod feed;
pub mod ledger;
pub mod listing;
pub mod plan;
pub mod pools;
pub mod release_curve;
pub mod split;
pub mod succession;
pub mod symbol;

pub mod error;
pub mod state;

pub use error::ContractError;

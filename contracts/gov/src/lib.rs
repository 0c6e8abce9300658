#![doc = include_str!("../README.md")]

pub mod contract;
pub mod execute;
pub mod query;
pub mod reply;

pub mod action;
pub mod ballot;
pub mod config;
pub mod listed;
pub mod marks;
pub mod message;
pub mod open;
pub mod poll;
pub mod pool;
pub mod price;
pub mod reach;
pub mod rewards;
pub mod staker;
pub mod votes;
pub mod watch;

pub mod error;
pub mod keys;
pub mod state;

pub use error::ContractError;

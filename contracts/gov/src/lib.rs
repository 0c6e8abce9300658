#![doc = include_str!("../README.md")]

pub mod contract;
pub mod execute;
pub mod query;
pub mod reply;

pub mod action;
pub mod allowed_messages;
pub mod ballot;
pub mod config;
pub mod content;
pub mod kind;
pub mod marks;
pub mod message;
pub mod open_polls;
pub mod poll;
pub mod pool;
pub mod reach;
pub mod rewards;
pub mod share_price;
pub mod staker;
pub mod takeover;
pub mod votes;

pub mod error;
pub mod keys;
pub mod state;

pub use error::ContractError;

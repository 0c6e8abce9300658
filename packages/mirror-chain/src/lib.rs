#![doc = include_str!("../README.md")]
#![warn(missing_docs)]

mod account;
mod block;
mod broadcast;
mod chain_governance;
pub mod config;
pub mod deployment;
mod endpoints;
mod error;
mod events;
#[cfg(feature = "fake")]
pub mod fake;
mod fee;
pub mod journal;
mod keys;
mod known_block;
mod made;
mod message;
mod node;
mod numbers;
mod paging;
pub mod refusal;
mod sent;
mod settle;
mod status;
mod token;
mod transaction;
mod wasm;

pub use account::Account;
pub use block::{Block, BlockResults};
pub use chain_governance::{Proposal, Validator};
pub use config::{Config, Fault, Faults, RawConfig, Source};
pub use error::{ChainError, RpcFault, Unfit};
pub use events::{Event, Included};
pub use fee::{Fee, GasPrice};
pub use keys::{Key, KeyError, KeySource, MNEMONIC};
pub use known_block::{KnownBlock, Standing};
pub use made::Made;
pub use message::Msg;
pub use node::Node;
pub use numbers::AccountNumbers;
pub use paging::{pages, PAGE};
pub use sent::Sent;
pub use settle::Outcome;
pub use status::NodeStatus;
pub use token::TokenInfo;
pub use transaction::{Signed, Terms};
pub use wasm::{CodeInfo, ContractInfo, StatePage};

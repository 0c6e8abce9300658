#![doc = include_str!("../README.md")]
#![warn(missing_docs)]

pub mod admin_manager;
pub mod airdrop;
pub mod collateral_oracle;
pub mod collector;
pub mod community;
pub mod factory;
pub mod gov;
pub mod limit_order;
pub mod lock;
pub mod mint;
pub mod oracle;
pub mod paging;
pub mod short_reward;
pub mod staking;

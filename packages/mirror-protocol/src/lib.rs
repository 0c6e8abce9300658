#![doc = include_str!("../README.md")]

pub mod collateral_oracle;
pub mod common;
pub mod factory;
pub mod lock;
pub mod mint;
pub mod oracle;
pub mod short_reward;
pub mod staking;

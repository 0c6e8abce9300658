//! The messages and hooks, each in a file.

pub mod cast_vote;
pub mod config;
pub mod create_poll;
pub mod deposit_reward;
pub mod end_poll;
pub mod execute_poll;
pub mod expire_poll;
pub mod snapshot_poll;
pub mod stake;
pub mod voting_rewards;
pub mod withdraw;

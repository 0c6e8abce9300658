//! The messages: a file for each, for two that belong together, or for what several share.

pub mod announce;
pub mod carry_out;
pub mod config;
pub mod delisting;
pub mod distribute;
pub mod migrate_asset;
pub mod pass_command;
pub mod revoke_asset;
pub mod set_up;
pub mod weights;
pub mod whitelist;

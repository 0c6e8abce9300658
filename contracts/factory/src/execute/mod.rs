//! The messages, a file for each or for two that belong together.

pub mod announce;
pub mod config;
pub mod delisting;
pub mod distribute;
pub mod migrate_asset;
pub mod pass_command;
pub mod revoke_asset;
pub mod set_up;
pub mod whitelist;

//! `mirror liquidate`: buys the collateral of positions below their minimum (clients.md section 6).
//!
//! In reading order: `config` is what can be set; `observe` reads what decides, with the questions of
//! `reader`, by the `book` of positions that `follow` keeps by the `events` of blocks; `terms` says what
//! a position is sold by, `choose` which are for sale, `profit` what a liquidation gains and `search` by
//! which amount the most; `plan` decides, within `guards`; `act` writes the messages and reads refusals; `bot` is the loop's
//! three steps, `role` the service, `find` one look for people. `metrics` are counted by all.

pub mod act;
pub mod book;
mod bot;
pub mod choose;
pub mod config;
pub mod events;
pub mod find;
mod follow;
pub mod guards;
mod metrics;
mod observe;
pub mod plan;
pub mod profit;
mod reader;
mod role;
pub mod search;
#[cfg(test)]
mod stage;
pub mod terms;

pub use bot::Liquidator;
pub use config::{Disposal, Mode, Raw, Settings};
pub use metrics::Metrics;
pub use observe::Observer;
pub use role::Liquidate;

//! The frame that all services share.
//!
//! In reading order: `operations` is the one file that all services are set by, `role` what a service
//! is to the program, `start` how it comes up; `bot` is its loop's three steps, `rounds` the loop;
//! `wallet` acts, once, whatever happens in between; `alerts` (by `webhook`), `health`, `metrics` and
//! `logs` are seen from outside, over `http`; `stop` ends it all between two acts.

mod alerts;
mod bot;
mod error;
mod health;
pub mod http;
mod key;
pub mod logs;
mod metrics;
mod operations;
mod patience;
mod role;
mod rounds;
mod start;
mod stop;
#[cfg(test)]
pub(crate) mod testing;
mod trouble;
mod wallet;
mod webhook;

pub use alerts::{Alert, Alerts};
pub use bot::{At, Bot, Tools};
pub use error::FrameError;
pub use health::{Health, Report, Status};
pub use key::HeldKey;
pub use logs::LogFormat;
pub use metrics::{registry, FrameMetrics, Label, Registry};
pub use operations::{Common, Layers, Operations, Places, OPERATIONS, SERVICES};
pub use role::{serve, Role};
pub use rounds::run;
pub use start::{Service, Start};
pub use stop::{Stop, Stopper};
pub use trouble::Trouble;
pub use wallet::{Settled, Totals, Wallet, WalletError};
pub use webhook::Notify;

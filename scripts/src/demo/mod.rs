//! `cargo xtask demo`: a protocol at work. A local network, the demonstration's deployment, and one process
//! each of the feeder, the keeper, the liquidator, the index and the watcher, on the prices of autumn 2008;
//! people who borrow and trade; one screen that says what happens.
//!
//! In reading order: `arguments` is what can be typed, `prepare` builds and deploys, `prices` is what the
//! feeder replays, `operations` what the services are told, `app` serves the web app, `people` borrow,
//! vote and trade (`trade` is what they know of prices), `look` asks what happens, `screen` shows it, `summary`
//! judges it.

mod app;
mod arguments;
mod fault;
mod look;
mod operations;
mod people;
mod prepare;
mod prices;
mod run;
mod screen;
mod summary;
mod trade;

pub use arguments::Arguments;
pub use fault::Fault;
pub use run::run;

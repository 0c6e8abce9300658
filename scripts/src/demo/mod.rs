//! `cargo xtask demo`: a protocol at work. A local network, the demonstration's deployment, and one process
//! each of the feeder, the keeper, the liquidator, the index and the watcher, on the prices of autumn 2008;
//! people who borrow and trade; one screen that says what happens.
//!
//! In reading order: `arguments` is what can be typed, `place` where all of it lies, `prepare` builds and
//! deploys, `prices` is what the feeder replays, `operations` what the services are told, `processes` starts
//! and ends them, `people` borrow and trade, `look` asks what happens, `usage` what it takes, `screen` shows
//! it, `summary` judges it.

mod arguments;
mod fault;
mod look;
mod operations;
mod people;
mod place;
mod prepare;
mod prices;
mod processes;
mod program;
mod run;
mod screen;
mod stop;
mod summary;
mod usage;

pub use arguments::Arguments;
pub use fault::Fault;
pub use run::run;

//! `cargo xtask web`: the SDK and the web app, checked by themselves and on a fresh local network.
//!
//! In reading order: `arguments` is what can be typed, `tools` finds Node and Chromium, `packages` installs,
//! checks and builds the two folders, `network` starts the chain and its services with an `airdrop` to claim,
//! `prices` lets journeys steer what the feeder posts, `run` is all of it in order; `child` runs a program that ends with us, `site`
//! serves the built app to whoever looks at a demonstration.

pub(crate) mod airdrop;
mod arguments;
mod child;
mod fault;
mod network;
mod operations;
mod packages;
mod prices;
mod run;
mod site;
mod tools;

pub use arguments::Arguments;
pub use fault::Fault;
pub(crate) use packages::bundle;
pub use run::{run, Outcome};
pub(crate) use site::Site;
pub(crate) use tools::node;

//! What the program `mirror` is made of.

// A program may use clock, disk, network and floating point; figures for a person to look at are
// floats. Everything the contracts and the files of a run are made of stays on integers.
#![allow(
    clippy::float_arithmetic,
    reason = "charts and speeds are for people, not for contracts"
)]

pub mod airdrop;
pub mod ask;
pub mod bench;
pub mod command_line;
pub mod connection;
pub mod deploy;
pub mod failure;
pub mod faucet;
pub mod feed;
pub mod index;
pub mod keep;
pub mod liquidate;
mod local_keys;
pub mod message;
pub mod output;
pub mod query;
pub mod run;
mod screen;
pub mod service;
pub mod simulate;
pub mod status;
mod text;
pub mod tx;
pub mod watch;

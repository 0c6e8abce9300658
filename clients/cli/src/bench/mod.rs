//! `mirror bench`: what messages cost on a local network, and how many of them it carries.
//!
//! In reading order: `call` writes messages, `protocol` puts one on the chain for the bench alone
//! (`people` are its users, `pin` keeps its codes loaded), `gas` compares with docs/gas.md and `load` sends as much as the chain takes.

mod call;
mod error;
mod gas;
mod load;
mod people;
mod pin;
mod protocol;

use clap::{Args, Subcommand};

pub use error::BadInput;

use crate::failure::{Failure, Verdict};

/// Measure a local network: gas of each message, or how much it carries.
#[derive(Clone, Debug, Args)]
pub struct Arguments {
    #[command(subcommand)]
    request: Request,
}

#[derive(Clone, Debug, Subcommand)]
enum Request {
    Gas(gas::Arguments),
    Load(load::Arguments),
}

/// Measures what was asked for.
pub fn command(arguments: Arguments) -> Result<Verdict, Failure> {
    match arguments.request {
        Request::Gas(arguments) => gas::command(arguments),
        Request::Load(arguments) => load::command(arguments),
    }
}

//! `mirror bench`: what messages cost on a local network, and how many of them it carries.
//!
//! In reading order: `call` writes messages, `protocol` puts one on the chain for the bench alone,
//! `load` sends as much as the chain takes.

mod call;
mod error;
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
    Load(load::Arguments),
}

/// Measures what was asked for.
pub fn command(arguments: Arguments) -> Result<Verdict, Failure> {
    match arguments.request {
        Request::Load(arguments) => load::command(arguments),
    }
}

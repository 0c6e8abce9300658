//! `mirror keep`: the calls that anybody may make and nobody has to, when they are due.

use clap::Args;
use mirror_bots::keep::Keep;

use crate::failure::{Failure, Verdict};
use crate::service::{self, ServiceArguments};

/// Make the calls that the protocol waits for: release, premiums, fees, polls, delistings.
///
/// It works until it is asked to stop (SIGINT or SIGTERM), and ends by itself only over its
/// configuration. What is not due, or would be refused, is not sent.
#[derive(Clone, Debug, Args)]
#[command(after_help = "Examples:\n  \
    mirror keep --file bots.toml\n  \
    mirror keep --key-file keys/keeper --listen 127.0.0.1:9103\n  \
    mirror keep --dump-config")]
pub struct Arguments {
    #[command(flatten)]
    service: ServiceArguments,
}

/// Keeps until it is asked to stop.
pub fn command(arguments: Arguments) -> Result<Verdict, Failure> {
    service::command::<Keep>(&arguments.service)
}

//! `mirror watch`: looks at a deployment after each block, and tells what somebody has to act on.

mod args;
mod once;

use mirror_bots::watch::Watch;

use crate::failure::{Failure, Verdict};
use crate::service;

pub use args::Arguments;

/// Watches until it is asked to stop, or looks once.
pub fn command(arguments: Arguments) -> Result<Verdict, Failure> {
    if arguments.once {
        return once::command(&arguments);
    }
    service::command::<Watch>(&arguments.service)
}

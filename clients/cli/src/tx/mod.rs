//! `mirror tx CONTRACT MESSAGE`: any message to any contract.
//!
//! In reading order: `args` is what can be typed, `plan` what it comes to, `act` simulates, asks, signs
//! and waits, and `screen` shows it.

mod act;
mod args;
mod plan;
mod screen;

pub use args::{Arguments, Task};
pub use plan::Plan;

use crate::failure::{Failure, Verdict};

/// Does what the arguments ask for.
pub fn command(arguments: Arguments) -> Result<Verdict, Failure> {
    match &arguments.task {
        Task::Send(sending) if sending.dry_run => {
            let plan = plan::offline(sending, &arguments.connection)?;
            screen::dry(&plan);
        }
        Task::Send(sending) => act::send(sending, &arguments)?,
        Task::Result { hash } => act::result(hash, &arguments)?,
    }

    Ok(Verdict::Fine)
}

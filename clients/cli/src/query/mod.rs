//! `mirror query CONTRACT QUERY`: any question to any contract.
//!
//! In reading order: `args` is what can be typed, `pages` how a list is asked for page by page, and
//! `act` asks and shows the answer.

mod act;
mod args;
mod pages;

pub use args::Arguments;

use crate::failure::{Failure, Verdict};

/// Does what the arguments ask for.
pub fn command(arguments: Arguments) -> Result<Verdict, Failure> {
    act::act(&arguments)?;

    Ok(Verdict::Fine)
}

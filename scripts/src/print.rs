//! The one place that writes results.
#![allow(
    clippy::print_stdout,
    reason = "a program's results go to standard output"
)]

use std::fmt::Display;

use serde::Serialize;

use crate::Error;

/// Print a result for a person, or as JSON for a program.
pub fn result<T: Display + Serialize>(json: bool, result: &T) -> Result<(), Error> {
    if json {
        println!("{}", serde_json::to_string_pretty(result)?);
    } else {
        println!("{result}");
    }
    Ok(())
}

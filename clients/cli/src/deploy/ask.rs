//! A question at the terminal.

use std::io::{self, BufRead, IsTerminal, Write};

use super::error::DeployError;

/// Ask a question at the terminal, unless that was answered beforehand.
pub(super) fn ask(question: &str, yes: bool) -> Result<(), DeployError> {
    if yes {
        return Ok(());
    }
    if !io::stdin().is_terminal() || !io::stderr().is_terminal() {
        return Err(DeployError::NotConfirmed);
    }
    eprint!("{question} [y/N] ");
    // Without an answer nothing is sent, so what the terminal says of it does not matter.
    let _ = io::stderr().flush();
    let mut answer = String::new();
    let _ = io::stdin().lock().read_line(&mut answer);
    match answer.trim() {
        "y" | "Y" | "yes" => Ok(()),
        _ => Err(DeployError::NotConfirmed),
    }
}

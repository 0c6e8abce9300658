//! Whether somebody said that it shall be sent.

use std::io::{self, BufRead, IsTerminal, Write};

use super::cost;
use super::error::DeployError;
use super::plan::Plan;

/// Ask at the terminal, unless that was answered beforehand or nothing on the network is worth
/// anything.
pub(super) fn confirm(plan: &Plan, left: usize, yes: bool) -> Result<(), DeployError> {
    let config = &plan.session.config;
    let most = cost::fees(plan.steps(), &config.gas_price);
    let question = format!(
        "{left} transactions to {}, signed by {}, for at most {most}{} in all. Send them?",
        config.chain_id,
        plan.account.address(),
        config.gas_price.denom,
    );
    ask(&question, yes || config.local)
}

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

//! Whether somebody said that it shall be sent.

use std::io::{self, BufRead, IsTerminal, Write};

use super::cost;
use super::error::DeployError;
use super::plan::Plan;

/// Ask at the terminal, unless that was answered beforehand or nothing on the network is worth
/// anything.
pub(super) fn confirm(plan: &Plan, left: usize, yes: bool) -> Result<(), DeployError> {
    let config = &plan.session.config;
    if yes || config.local {
        return Ok(());
    }
    if !io::stdin().is_terminal() || !io::stderr().is_terminal() {
        return Err(DeployError::NotConfirmed);
    }
    let most = cost::fees(plan.steps(), &config.gas_price);
    eprint!(
        "{left} transactions to {}, signed by {}, for at most {most}{} in all. Send them? [y/N] ",
        config.chain_id,
        plan.account.address(),
        config.gas_price.denom,
    );
    // Without an answer nothing is sent, so what the terminal says of it does not matter.
    let _ = io::stderr().flush();
    let mut answer = String::new();
    let _ = io::stdin().lock().read_line(&mut answer);
    match answer.trim() {
        "y" | "Y" | "yes" => Ok(()),
        _ => Err(DeployError::NotConfirmed),
    }
}

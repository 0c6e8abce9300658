//! Whether somebody said that it shall be sent.

use super::cost;
use super::plan::Plan;
use crate::ask::{ask, NoConsent};

/// Ask at the terminal, unless that was answered beforehand or nothing on the network is worth
/// anything.
pub(super) fn confirm(plan: &Plan, left: usize, yes: bool) -> Result<(), NoConsent> {
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

//! How one call is made.

use mirror_chain::deployment::DeploymentFile;
use mirror_chain::{ChainError, Included, Msg};
use mirror_protocol::{collector, factory, gov, lock, mint, staking};
use serde::Serialize;

use super::metrics::Metrics;
use super::pauses::Pauses;
use super::plan::Intent;
use super::tally::Tally;
use crate::frame::{Tools, Trouble, WalletError};

/// What explorers show.
const MEMO: &str = "mirror keep";

/// What is at hand when one call is made.
pub(super) struct Acting<'a> {
    pub(super) file: &'a DeploymentFile,
    pub(super) metrics: &'a Metrics,
    pub(super) tally: &'a mut Tally,
    pub(super) pauses: &'a mut Pauses,
    /// The time of the last block, in UNIX seconds.
    pub(super) now: u64,
}

impl Acting<'_> {
    /// Make a call. What is refused, in the simulation or in a block, is left alone for a while.
    pub(super) async fn act(self, intent: Intent, tools: &mut Tools) -> Result<(), Trouble> {
        let (name, task) = (intent.name(), intent.task().name());
        let message = message(&intent, self.file)?;
        let now = self.now;
        let wallet = tools.wallet()?;
        let included = match wallet.send(&name, &[message], MEMO).await {
            Ok(included) => included,
            Err(error) => {
                if let WalletError::Chain(ChainError::Refused { .. }) = &error {
                    self.metrics.call(task, "refused");
                    self.pauses.begin(&name, now);
                }
                return Err(error.into());
            }
        };
        let one = self.tally.count(&included, self.file, wallet);
        self.metrics.add(&one);
        let outcome = outcome(&intent, &included, &one);
        match outcome {
            "done" => self.pauses.end(&name),
            _ => self.pauses.begin(&name, now),
        }
        self.metrics.call(task, outcome);
        let fees = shown(&wallet.totals().fees);
        let received = shown(&wallet.totals().received);
        tracing::info!(call = name, outcome, totals = %self.tally, fees, received, "called");
        Ok(())
    }
}

/// Whether something came of a call that was carried out.
fn outcome(intent: &Intent, included: &Included, one: &Tally) -> &'static str {
    match intent {
        Intent::Distribute if one.released.is_zero() => "useless",
        Intent::Collect if one.collected.is_zero() => "useless",
        // Gov carries on when what a poll asks for fails; it may be tried again.
        Intent::Execute { .. } if failed(included) => "refused",
        _ => "done",
    }
}

fn failed(included: &Included) -> bool {
    let mut events = included.wasm();
    events.any(|event| event.value("action") == Some("failed_poll"))
}

fn message(intent: &Intent, file: &DeploymentFile) -> Result<Msg, Trouble> {
    let of = &file.protocol.contracts;
    match intent {
        Intent::Distribute => execute(&of.factory, &factory::ExecuteMsg::Distribute {}),
        Intent::Premium { assets } => {
            let asset_tokens = assets.clone();
            let message = staking::ExecuteMsg::AdjustPremium { asset_tokens };
            execute(&of.staking, &message)
        }
        Intent::Convert { asset } => {
            let message = collector::ExecuteMsg::Convert {
                asset_token: asset.clone(),
                amount: None,
                belief_price: None,
            };
            execute(&of.collector, &message)
        }
        Intent::Collect => execute(&of.collector, &collector::ExecuteMsg::Distribute {}),
        Intent::Snapshot { poll } => {
            execute(&of.gov, &gov::ExecuteMsg::SnapshotPoll { poll_id: *poll })
        }
        Intent::End { poll } => execute(&of.gov, &gov::ExecuteMsg::EndPoll { poll_id: *poll }),
        Intent::Execute { poll } => {
            execute(&of.gov, &gov::ExecuteMsg::ExecutePoll { poll_id: *poll })
        }
        Intent::Delist { asset } => {
            let asset_token = asset.clone();
            execute(
                &of.factory,
                &factory::ExecuteMsg::ExecuteDelisting { asset_token },
            )
        }
        Intent::Accept { asset } => {
            let asset_token = asset.clone();
            execute(
                &of.mint,
                &mint::ExecuteMsg::AcceptCollateral { asset_token },
            )
        }
        Intent::Unlock { positions } => {
            let positions_idx = positions.clone();
            execute(
                &of.lock,
                &lock::ExecuteMsg::UnlockPositionFunds { positions_idx },
            )
        }
    }
}

fn execute(contract: &str, message: &impl Serialize) -> Result<Msg, Trouble> {
    let msg = serde_json::to_vec(message).map_err(|error| Trouble::Halt {
        why: format!("a message can not be written: {error}"),
        what_to_do: "this is a fault of the program; tell its authors".to_string(),
    })?;
    Ok(Msg::Execute {
        contract: contract.to_string(),
        msg,
        funds: Vec::new(),
    })
}

/// Sums by asset in a line.
fn shown(sums: &std::collections::BTreeMap<String, cosmwasm_std::Uint128>) -> String {
    let all = sums
        .iter()
        .map(|(asset, amount)| format!("{amount}{asset}"));
    all.collect::<Vec<_>>().join(",")
}

#[cfg(test)]
mod tests;

//! The liquidator: the loop's three steps.

use std::collections::BTreeMap;

use cosmwasm_std::Uint128;
use mirror_chain::deployment::DeploymentFile;
use mirror_chain::{ChainError, Fee, GasPrice, Included};

use super::act::{self, Meaning};
use super::choose::Wish;
use super::config::{Mode, Settings};
use super::guards::{Guards, Payment};
use super::metrics::Metrics;
use super::observe::Observer;
use super::plan::{pays, plan, Intent, Limits, Seen};
use super::terms::Skip;
use crate::frame::{Alert, Alerts, At, Bot, FrameError, Tools, Trouble, Wallet, WalletError};

/// The note of what was paid in the last hour.
const PAYMENTS: &str = "payments";

/// What explorers show.
const MEMO: &str = "mirror liquidate";

/// So many positions of a list are looked at closely: those that may gain most.
const PER_LIST: usize = 16;

/// For so many blocks a position is left alone that was refused for a reason that is not known.
const PASSED_OVER: u64 = 50;

/// Buys the collateral of positions below their minimum.
pub struct Liquidator {
    observer: Observer,
    settings: Settings,
    guards: Guards,
    metrics: Metrics,
    alerts: Alerts,
    account: String,
    gas_price: GasPrice,
    /// What a liquidation costs in the denom of gas, as the last one was simulated.
    fee: Uint128,
    /// Positions that are left alone, and until which height.
    passed_over: BTreeMap<u128, u64>,
    /// Of which assets oracle and market were apart at the last look.
    apart: Vec<String>,
}

/// What the wallet noted of payments before a restart; none where it never noted any.
fn payments(wallet: &Wallet) -> Result<Vec<Payment>, FrameError> {
    let Some(noted) = wallet.noted(PAYMENTS) else {
        return Ok(Vec::new());
    };
    serde_json::from_value(noted.clone()).map_err(|error| FrameError::Unusable {
        what: format!(
            "the note of what was paid in the last hour, in {},",
            wallet.path().display()
        ),
        reason: format!(
            "{error}; it bounds what is paid by max_value_per_hour, so move the file away once an hour has \
             passed since the last liquidation"
        ),
    })
}

impl Liquidator {
    /// A liquidator with the first wallet of `tools`, which remembers what it paid lately.
    /// A note of payments that can not be read is an error: without it more could be paid than is set.
    pub fn new(
        tools: &Tools,
        file: &DeploymentFile,
        settings: Settings,
        metrics: Metrics,
    ) -> Result<Self, FrameError> {
        let wallet = tools.wallets.first();
        let account = wallet.map(|wallet| wallet.address().to_string());
        let payments = wallet.map(payments).transpose()?.unwrap_or_default();
        let observer = Observer::new(
            &tools.node,
            file,
            &settings,
            account.clone(),
            metrics.clone(),
        );
        let gas_price = tools.node.config().gas_price.clone();
        Ok(Self {
            fee: Fee::of(settings.gas, &gas_price).amount,
            observer,
            settings,
            guards: Guards::with(payments),
            metrics,
            alerts: tools.alerts.clone(),
            account: account.unwrap_or_default(),
            gas_price,
            passed_over: BTreeMap::new(),
            apart: Vec::new(),
        })
    }

    /// What bounds a liquidation at a height and time.
    fn limits(&self, height: u64, time: u64) -> Limits {
        let passed_over = self.passed_over.iter();
        let passed_over = passed_over.filter(|(_, until)| **until > height);
        Limits {
            base: self.observer.base().to_string(),
            left: self.guards.left(self.settings.max_value_per_hour, time),
            fee: self.worth(self.fee),
            is_stopped: self.guards.is_stopped(self.settings.max_reverts),
            gas_is_base: self.gas_is_base(),
            passed_over: passed_over.map(|(idx, _)| *idx).collect(),
            settings: self.settings.clone(),
        }
    }

    fn gas_is_base(&self) -> bool {
        self.gas_price.denom == self.observer.base()
    }

    /// What an amount of the denom of gas is worth in base units.
    fn worth(&self, fee: Uint128) -> Uint128 {
        self.settings.worth(fee, self.gas_is_base())
    }

    /// What a position has to be able to gain to be looked at.
    fn wish(&self) -> Wish {
        let fee = self.worth(self.fee);
        let twice = fee.saturating_mul(Uint128::new(2));
        Wish {
            least: self.settings.min_profit.max(twice).saturating_add(fee),
            per_list: PER_LIST,
            gap: self.settings.max_price_gap,
        }
    }

    /// Gas that is paid in something of unknown worth can not be weighed against a profit.
    fn check_gas(&self) -> Result<(), Trouble> {
        if self.gas_is_base() || self.settings.gas_worth.is_some() {
            return Ok(());
        }
        let (gas, base) = (&self.gas_price.denom, self.observer.base());
        Err(Trouble::Halt {
            why: format!("gas is paid in {gas}, and nobody says what that is worth in {base}"),
            what_to_do: format!(
                "set gas_worth in the table [liquidate] to the units of {base} that a unit of {gas} is worth, \
                 and start it again"
            ),
        })
    }

    /// Alerts and metrics of what was seen.
    fn tell(&mut self, seen: &Seen) {
        let reasons = seen.skipped.iter().map(|(_, skip)| skip.label());
        self.metrics.seen(seen.candidates.len(), reasons);
        let apart = seen.skipped.iter().filter_map(|(_, skip)| match skip {
            Skip::Apart { asset, .. } => Some((asset.clone(), skip.to_string())),
            _ => None,
        });
        let apart: BTreeMap<String, String> = apart.collect();
        for asset in std::mem::take(&mut self.apart) {
            if !apart.contains_key(&asset) {
                self.alerts.clear("price_gap", &asset);
            }
        }
        self.apart = apart.keys().cloned().collect();
        for (asset, words) in apart {
            self.alerts.raise(Alert {
                kind: "price_gap",
                subject: asset,
                words: format!("{words}: nothing that owes it or is backed by it is bought"),
                what_to_do: "find out which of the two is wrong: a bad feed is for the guardian to halt, an \
                             empty pool for somebody to fill; or set max_price_gap higher"
                    .to_string(),
                height: seen.height,
            });
        }
        self.tell_balance(seen);
    }

    fn tell_balance(&self, seen: &Seen) {
        let least = self.settings.min_balance;
        if seen.gas_balance >= least {
            self.alerts.clear("balance", &self.account);
            return;
        }
        let denom = &self.gas_price.denom;
        self.alerts.raise(Alert {
            kind: "balance",
            subject: self.account.clone(),
            words: format!(
                "{} has {}{denom}, less than the {least} that are kept for gas: nothing is bought",
                self.account, seen.gas_balance
            ),
            what_to_do: format!("pay it some {denom}; it goes on by itself"),
            height: seen.height,
        });
    }

    /// What a refusal means for the next tries, and for the loop.
    fn refused(&mut self, error: ChainError, intent: &Intent) -> Trouble {
        let idx = intent.candidate.idx;
        let until = intent.height.saturating_add(PASSED_OVER);
        match act::meaning(&error) {
            Meaning::Race { what } => {
                self.metrics.ended("lost");
                self.guards.explained();
                Trouble::Lost {
                    what: format!("position {idx}: {what}"),
                }
            }
            Meaning::Reverted { why } => {
                self.metrics.ended("reverted");
                self.guards.reverted();
                self.passed_over.insert(idx, until);
                tracing::warn!(position = %idx, why, "a liquidation was undone, its fee was paid");
                self.tell_reverts(intent.height);
                Trouble::Lost {
                    what: format!("position {idx}: undone: {why}"),
                }
            }
            Meaning::Refused { why } => {
                self.metrics.ended("refused");
                self.passed_over.insert(idx, until);
                tracing::warn!(position = %idx, why, "a liquidation was refused before it was sent");
                Trouble::Lost {
                    what: format!("position {idx}: {why}"),
                }
            }
            Meaning::Other => {
                let trouble = Trouble::from(error);
                if matches!(trouble, Trouble::Lost { .. }) {
                    self.metrics.ended("lost");
                }
                trouble
            }
        }
    }

    fn tell_reverts(&self, height: u64) {
        if !self.guards.is_stopped(self.settings.max_reverts) {
            return;
        }
        self.alerts.raise(Alert {
            kind: "reverts",
            subject: self.account.clone(),
            words: format!(
                "{} liquidations in a row were undone, and no race explains it: no more is tried",
                self.settings.max_reverts
            ),
            what_to_do:
                "read the reasons in the log, try one with `mirror tx`, and start the service again"
                    .to_string(),
            height,
        });
    }

    fn won(&mut self, intent: &Intent, included: &Included, fee: &Fee) {
        let deal = &intent.deal;
        let gain = deal.proceeds.saturating_sub(deal.cost).u128();
        let as_counter = |amount: u128| u64::try_from(amount).unwrap_or(u64::MAX);
        self.guards.explained();
        self.metrics.ended("won");
        self.metrics
            .won(as_counter(gain), as_counter(fee.amount.u128()));
        tracing::info!(
            position = %intent.candidate.idx,
            asset = intent.candidate.line.asset,
            amount = %deal.amount,
            cost = %deal.cost,
            collateral = %deal.auction.net,
            proceeds = %deal.proceeds,
            gain = %deal.gain(),
            fee = %fee.amount,
            bad_debt = %deal.auction.bad_debt,
            seen_at = intent.height,
            height = included.height,
            "liquidated"
        );
    }

    /// Note what was paid, so that a restart does not forget it.
    fn note(&self, wallet: &mut Wallet) -> Result<(), WalletError> {
        let payments = serde_json::to_value(self.guards.payments()).unwrap_or_default();
        wallet.note(PAYMENTS, &payments)
    }

    async fn send(&mut self, intent: &Intent, wallet: &mut Wallet) -> Result<(), Trouble> {
        let limits = self.limits(intent.height, intent.time);
        let messages = act::messages(intent, self.observer.mint(), &limits);
        let messages = messages.map_err(|error| Trouble::Lost {
            what: error.to_string(),
        })?;
        let fee = match wallet.estimate(&messages, MEMO).await {
            Ok(fee) => fee,
            Err(error) => return Err(self.refused(error, intent)),
        };
        self.fee = fee.amount;
        let is_paying = pays(&intent.deal, self.worth(fee.amount), &self.settings);
        if !is_paying.unwrap_or(false) {
            self.metrics.ended("unprofitable");
            tracing::info!(position = %intent.candidate.idx, %fee, "its gas costs more than it may");
            return Ok(());
        }
        if self.settings.mode == Mode::DryRun {
            self.metrics.ended("dry_run");
            let gain = intent.deal.gain();
            tracing::info!(position = %intent.candidate.idx, %gain, %fee, "would be liquidated");
            return Ok(());
        }
        // Before it is sent: a payment that is not made counts for a moment, one that is made for sure.
        self.guards.pay(Payment {
            time: intent.time,
            value: intent.deal.cost,
        });
        self.note(wallet)?;
        let name = format!("liquidate {}", intent.candidate.idx);
        match wallet.send_with(&name, &messages, MEMO, &fee).await {
            Ok(included) => {
                self.won(intent, &included, &fee);
                Ok(())
            }
            Err(WalletError::Chain(error)) if !error.is_outside() => {
                self.guards.take_back();
                self.note(wallet)?;
                Err(self.refused(error, intent))
            }
            // Nobody knows yet: the payment counts until it is known to be none.
            Err(error) => Err(error.into()),
        }
    }
}

impl Bot for Liquidator {
    type Seen = Seen;
    type Intent = Intent;

    async fn observe(&mut self, at: At) -> Result<Seen, Trouble> {
        self.check_gas()?;
        let wish = self.wish();
        let seen = self.observer.observe(at, &wish).await?;
        self.passed_over.retain(|_, until| *until > at.height);
        self.tell(&seen);
        Ok(seen)
    }

    fn plan(&mut self, seen: &Seen) -> Vec<Intent> {
        plan(seen, &self.limits(seen.height, seen.time))
    }

    async fn act(&mut self, intent: Intent, tools: &mut Tools) -> Result<(), Trouble> {
        self.send(&intent, tools.wallet()?).await
    }
}

#[cfg(test)]
mod tests;

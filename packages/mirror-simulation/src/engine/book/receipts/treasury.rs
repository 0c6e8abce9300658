//! MIR on its way, as collector, community and airdrops tell it.

use cosmwasm_std::Uint128;

use crate::accounts::Account;
use crate::engine::book::attributes::Attributes;
use crate::engine::book::{Book, Role};
use crate::error::SimulationError;

impl Book {
    pub(super) fn collector_told(
        &mut self,
        collector: Account,
        told: &Attributes,
    ) -> Result<(), SimulationError> {
        let mirror = self.mirror.token;
        match told.action() {
            "convert" => {
                let amount = told.amount("amount")?;
                let asset = told.text("asset_token")?.to_string();
                let buys_mirror =
                    asset == self.base_denom || self.accounts.number(&asset) == mirror;
                if buys_mirror {
                    // No event tells of coins that a contract sends along with a message.
                    let pair = self
                        .accounts
                        .number(self.mirror.pair_address.clone().as_str());
                    self.ledger.coins_moved(collector, pair, amount)?;
                    self.conversion.spent = self.conversion.spent.checked_add(amount)?;
                }
                Ok(())
            }
            "distribute" => {
                let amount = told.amount("amount")?;
                self.conversion.distributed = self.conversion.distributed.checked_add(amount)?;
                self.emptied = Some(collector);
                Ok(())
            }
            _ => Ok(()),
        }
    }

    /// I-31: nothing is left after a distribution, which the last event has moved.
    pub(super) fn expect_emptied(&mut self) {
        let Some(collector) = self.emptied.take() else {
            return;
        };
        let left = self.ledger.balance(self.mirror.token, collector);
        if !left.is_zero() {
            self.find("I-31", format!("{left} of MIR stayed with the collector"));
        }
    }

    /// I-31: only fees and swaps come to the collector. I-32: MIR leaves the community by grants.
    pub(super) fn watch_transfer(
        &mut self,
        token: Account,
        from: Account,
        to: Account,
        amount: Uint128,
    ) -> Result<(), SimulationError> {
        self.expect_usual_income(from, to, amount);
        if token == self.mirror.token {
            match self.roles.get(&from) {
                Some(Role::Community) => {
                    self.grants.left = self.grants.left.checked_add(amount)?;
                }
                Some(Role::Factory) => self.release.pay(to, amount)?,
                _ => {}
            }
        }

        Ok(())
    }

    pub(super) fn expect_usual_income(&mut self, from: Account, to: Account, amount: Uint128) {
        let is_usual = matches!(self.roles.get(&from), Some(Role::Mint | Role::Pair(_)));
        if self.roles.get(&to) == Some(&Role::Collector) && !is_usual {
            let from = self.accounts.address(from);
            let detail = format!("{amount} came to the collector from {from}");
            self.find("I-31", detail);
        }
    }

    /// I-32: no grant is above the limit.
    pub(super) fn community_told(&mut self, told: &Attributes) -> Result<(), SimulationError> {
        if told.action() != "spend" {
            return Ok(());
        }
        let amount = told.amount("amount")?;
        self.grants.count += 1;
        self.grants.granted = self.grants.granted.checked_add(amount)?;
        if amount > self.spend_limit {
            let limit = self.spend_limit;
            self.find("I-32", format!("a grant of {amount}, the limit is {limit}"));
        }

        Ok(())
    }

    pub(super) fn airdrop_told(
        &mut self,
        airdrop: Account,
        told: &Attributes,
    ) -> Result<(), SimulationError> {
        let airdrops = &mut self.airdrops;
        let amount = match told.action() {
            "register_merkle_root" => {
                airdrops.stages += 1;
                return Ok(());
            }
            "claim" => {
                let amount = told.amount("amount")?;
                airdrops.claims += 1;
                airdrops.claimed = airdrops.claimed.checked_add(amount)?;
                amount
            }
            "clawback" => {
                let amount = told.amount("amount")?;
                airdrops.clawed_back = airdrops.clawed_back.checked_add(amount)?;
                amount
            }
            _ => return Ok(()),
        };
        let paid = airdrops.paid.entry(airdrop).or_default();
        *paid = paid.checked_add(amount)?;

        Ok(())
    }
}

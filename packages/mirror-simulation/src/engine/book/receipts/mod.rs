//! Writing a transaction's events into the book.

mod auctions;
mod gov;
mod listings;
mod orders;
mod treasury;

use cosmwasm_std::{Decimal, Event, Uint128};
use mirror_math::ratio::value_floor;

use super::assets::{Announced, Stage};
use super::attributes::Attributes;
use super::positions::{Collateral, Position};
use super::receipt::Receipt;
use super::{Book, Role};
use crate::accounts::Account;
use crate::error::SimulationError;
use crate::outcome::Pool;

impl Book {
    pub(crate) fn enter(&mut self, receipt: &Receipt) -> Result<(), SimulationError> {
        self.ledger
            .coins_moved(receipt.sender, receipt.contract, receipt.funds)?;
        for event in receipt.events {
            match event.ty.as_str() {
                "transfer" => self.coins_sent(&Attributes(event))?,
                "wasm" => self.contract_told(receipt, event)?,
                _ => {}
            }
        }

        self.expect_emptied();

        self.listing(receipt)
    }

    fn coins_sent(&mut self, told: &Attributes) -> Result<(), SimulationError> {
        let (amount, denom) = told.asset("amount")?;
        if denom != self.base_denom {
            return Ok(());
        }
        let from = self.accounts.number(told.text("sender")?);
        let to = self.accounts.number(told.text("recipient")?);

        self.ledger.coins_moved(from, to, amount)?;
        self.expect_usual_income(from, to, amount);

        Ok(())
    }

    fn contract_told(&mut self, receipt: &Receipt, event: &Event) -> Result<(), SimulationError> {
        let told = Attributes(event);
        let contract = self.accounts.number(told.contract()?);

        match self.roles.get(&contract).copied() {
            Some(Role::Token) => self.token_told(contract, &told),
            Some(Role::Mint) => self.mint_told(receipt, &told),
            Some(Role::Staking) => self.staking_told(receipt, &told),
            Some(Role::Lock) => self.lock_told(receipt, &told),
            Some(Role::Pair(pool)) => self.pair_told(pool, &told),
            Some(Role::Oracle) => self.oracle_told(receipt, event),
            Some(Role::Factory) => self.factory_told(receipt, &told),
            Some(Role::Gov) => self.gov_told(receipt, &told),
            Some(Role::Collector) => self.collector_told(contract, &told),
            Some(Role::Community) => self.community_told(&told),
            Some(Role::Airdrop) => self.airdrop_told(contract, &told),
            Some(Role::Orders) => self.orders_told(&told),
            None => Ok(()),
        }
    }

    fn token_told(&mut self, token: Account, told: &Attributes) -> Result<(), SimulationError> {
        let (has_sender, has_receiver) = match told.action() {
            "transfer" | "transfer_from" | "send" | "send_from" => (true, true),
            "mint" => (false, true),
            "burn" | "burn_from" => (true, false),
            _ => return Ok(()),
        };
        let from = match has_sender {
            true => Some(self.accounts.number(told.text("from")?)),
            false => None,
        };
        let to = match has_receiver {
            true => Some(self.accounts.number(told.text("to")?)),
            false => None,
        };

        let amount = told.amount("amount")?;
        if let Some((from, to)) = from.zip(to) {
            self.watch_transfer(token, from, to, amount)?;
        }

        self.ledger.tokens_moved(token, from, to, amount)
    }

    fn mint_told(&mut self, receipt: &Receipt, told: &Attributes) -> Result<(), SimulationError> {
        match told.action() {
            "open_position" => self.opened(receipt, told),
            "deposit" => self
                .positions
                .deposit(told.number("position_idx")?, told.amount("deposit_amount")?),
            "withdraw" => {
                let idx = told.number("position_idx")?;
                self.positions
                    .withdraw(idx, told.amount("withdraw_amount")?)?;
                self.expect_safe("withdraw", idx, receipt.now);
                Ok(())
            }
            "mint" => {
                let idx = told.number("position_idx")?;
                self.positions.mint(idx, told.amount("mint_amount")?)?;
                self.expect_safe("mint", idx, receipt.now);
                Ok(())
            }
            "burn" => self.burned(told),
            "auction" => self.auctioned(told, receipt.now),
            "migrate_asset" => self.delisted(receipt, told),
            "announce_delisting" => {
                let asset = self.known(told.text("asset_token")?)?;
                // The factory tells what was announced.
                if told.get("end_price").is_none() {
                    self.assets[asset].announced = None;
                }
                Ok(())
            }
            "accept_collateral" => {
                let asset = self.known(told.text("asset_token")?)?;
                self.assets[asset].backs_from = None;
                Ok(())
            }
            "trigger_ipo" => self.went_public(receipt, told),
            "update_asset" => {
                self.terms_changed = true;
                Ok(())
            }
            _ => Ok(()),
        }
    }

    fn opened(&mut self, receipt: &Receipt, told: &Attributes) -> Result<(), SimulationError> {
        let (debt, token) = told.asset("mint_amount")?;
        let (collateral, info) = told.asset("collateral_amount")?;
        let idx = told.number("position_idx")?;
        let asset = self.known(token)?;
        let backing = match info == self.base_denom {
            true => Collateral::Base,
            false => Collateral::Asset(self.known(info)?),
        };
        self.positions.open(Position {
            idx,
            owner: receipt.sender,
            asset,
            debt,
            backing,
            collateral,
            is_short: told.text("is_short")? == "true",
        });
        self.expect_safe("open_position", idx, receipt.now);

        Ok(())
    }

    /// I-05: opening, minting and withdrawing leave a position covered; with debt, at prices that are in
    /// force.
    fn expect_safe(&mut self, action: &str, idx: u128, now: u64) {
        let Some(position) = self.positions.get(idx).cloned() else {
            return;
        };
        if !self.is_covered(&position) {
            let detail =
                format!("position {idx} is below its minimum after {action}: {position:?}");
            self.find("I-05", detail);
        }
        if position.debt.is_zero() {
            return;
        }
        self.expect_unhalted(action, &position, now);
        let leaves = |asset: usize| self.assets[asset].announced.is_some();
        if self.priced(&position).any(leaves) {
            let detail = format!("{action} before an announced delisting: {position:?}");
            self.find("I-22", detail);
        }
    }

    /// I-25: no action uses a halted price.
    pub(super) fn expect_unhalted(&mut self, action: &str, position: &Position, now: u64) {
        if self
            .priced(position)
            .any(|asset| self.assets[asset].is_halted(now))
        {
            let detail = format!("{action} at a halted price: {position:?}");
            self.find("I-25", detail);
        }
    }

    /// The assets whose prices decide about a position.
    fn priced(&self, position: &Position) -> impl Iterator<Item = usize> {
        let backing = match position.backing {
            Collateral::Base => None,
            Collateral::Asset(asset) => Some(asset),
        };

        [Some(position.asset), backing].into_iter().flatten()
    }

    fn burned(&mut self, told: &Attributes) -> Result<(), SimulationError> {
        let idx = told.number("position_idx")?;
        let position = self.position(idx)?;
        let asset = position.asset;
        let backing = position.backing;

        let fee = told.amount("protocol_fee")?;
        let refund = match told.get("refund_collateral_amount") {
            Some(_) => told.amount("refund_collateral_amount")?,
            None => Uint128::zero(),
        };
        let is_delisted = self.assets[asset].is_delisted();
        let written_off = self.positions.burn(
            idx,
            told.amount("burn_amount")?,
            fee.checked_add(refund)?,
            is_delisted,
        )?;

        self.fee_paid(backing, fee)?;
        self.bad_debt(asset, written_off)
    }

    pub(super) fn fee_paid(
        &mut self,
        backing: Collateral,
        fee: Uint128,
    ) -> Result<(), SimulationError> {
        let value = self.backing_value(backing, fee)?;
        self.tally.protocol_fees = self.tally.protocol_fees.checked_add(value)?;

        Ok(())
    }

    pub(super) fn bad_debt(
        &mut self,
        asset: usize,
        amount: Uint128,
    ) -> Result<(), SimulationError> {
        let value = self.backing_value(Collateral::Asset(asset), amount)?;
        self.tally.bad_debt = self.tally.bad_debt.checked_add(value)?;

        Ok(())
    }

    /// I-22: what was announced is carried out at that price, and not before it is due. The owner may
    /// go before.
    fn delisted(&mut self, receipt: &Receipt, told: &Attributes) -> Result<(), SimulationError> {
        let number = self.known(told.text("asset_token")?)?;
        let end_price = told.number("end_price")?;
        let asset = &mut self.assets[number];
        asset.stage = Stage::Delisted { end_price };
        asset.min_ratio = Decimal::one();
        asset.backs_from = None;
        let announced = asset.announced.take();
        let by_owner = self.roles.get(&receipt.contract) == Some(&Role::Gov);
        let differs = |one: Announced| one.end_price != end_price || receipt.now < one.due;
        if !by_owner && announced.is_some_and(differs) {
            let detail = format!("asset {number} delisted at {end_price} where {announced:?}");
            self.find("I-22", detail);
        }

        Ok(())
    }

    fn went_public(&mut self, receipt: &Receipt, told: &Attributes) -> Result<(), SimulationError> {
        let asset = self.known(told.text("asset_token")?)?;
        let backs_from = self.backs_from(true, receipt.now);
        let asset = &mut self.assets[asset];
        if let Stage::PreIpo { ratio_after, .. } = asset.stage {
            asset.min_ratio = ratio_after;
            asset.former_ratios.clear();
        }
        asset.stage = Stage::Live;
        asset.backs_from = backs_from;
        self.tally.ipos += 1;

        Ok(())
    }

    fn staking_told(
        &mut self,
        receipt: &Receipt,
        told: &Attributes,
    ) -> Result<(), SimulationError> {
        match told.action() {
            "premium_adjustment" => {
                self.weights_changed = true;
                Ok(())
            }
            "withdraw" => {
                let paid = told.amount("amount")?;
                let due = self.stakes.withdraw(receipt.sender, receipt.now)?;
                if paid != due {
                    let detail = format!("staking paid {paid} of MIR where {due} was earned");
                    self.find("I-13", detail);
                }
                Ok(())
            }
            action @ ("bond" | "unbond" | "increase_short_token" | "decrease_short_token") => {
                let staker = self.accounts.number(told.text("staker_addr")?);
                let pool = self.pool(told.text("asset_token")?)?;
                let pool = self.stakes.change(pool)?;
                let (amount, now) = (told.amount("amount")?, receipt.now);
                match action {
                    "bond" => pool.liquidity.add(staker, amount, now),
                    "unbond" => pool.liquidity.take(staker, amount, now),
                    "increase_short_token" => pool.shorts.add(staker, amount, now),
                    _ => pool.shorts.take(staker, amount, now),
                }
            }
            _ => Ok(()),
        }
    }

    fn lock_told(&mut self, receipt: &Receipt, told: &Attributes) -> Result<(), SimulationError> {
        match told.action() {
            "lock_position_funds_hook" => self.locks.add(
                told.number("position_idx")?,
                receipt.sender,
                told.amount("locked_amount")?,
                told.number("unlock_time")?,
            ),
            "release_shorting_funds" => {
                self.locks.release(told.number("position_idx")?);
                Ok(())
            }
            "unlock_shorting_funds" => {
                let paid = told.amount("unlocked_amount")?;
                let due = self.locks.unlock(receipt.sender, receipt.now)?;
                if paid != due {
                    let detail = format!("the lock paid {paid} where {due} was free");
                    self.find("I-11", detail);
                }
                Ok(())
            }
            _ => Ok(()),
        }
    }

    fn pair_told(&mut self, pool: Pool, told: &Attributes) -> Result<(), SimulationError> {
        self.moved.insert(pool);
        if told.action() != "swap" {
            return Ok(());
        }

        let commission = told.amount("commission_amount")?;
        let value = if told.text("ask_asset")? == self.base_denom {
            commission
        } else {
            match self.reserves(pool).price() {
                Some(price) => value_floor(commission, price)?,
                None => Uint128::zero(),
            }
        };
        self.tally.commission = self.tally.commission.checked_add(value)?;

        Ok(())
    }

    pub(super) fn known(&mut self, token: &str) -> Result<usize, SimulationError> {
        let account = self.accounts.number(token);

        self.asset_of_token(account)
            .ok_or_else(|| SimulationError::UnknownAsset {
                token: token.to_string(),
            })
    }

    fn pool(&mut self, token: &str) -> Result<Pool, SimulationError> {
        if self.accounts.number(token) == self.mirror.token {
            return Ok(Pool::Mir);
        }

        Ok(Pool::Asset(self.known(token)?))
    }

    pub(super) fn position(&self, idx: u128) -> Result<&Position, SimulationError> {
        self.positions
            .get(idx)
            .ok_or(SimulationError::UnknownPosition { idx })
    }
}

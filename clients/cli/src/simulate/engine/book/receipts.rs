//! Writing a transaction's events into the book.

use cosmwasm_std::{Decimal, Event, Uint128};
use cw_multi_test::AppResponse;
use mirror_math::ratio::value_floor;

use super::assets::Stage;
use super::positions::{Collateral, Position, Sale};
use super::told::Told;
use super::{Book, Role};
use crate::simulate::engine::accounts::Account;
use crate::simulate::engine::SimulationError;
use crate::simulate::outcome::{Liquidation, Pool};

/// A transaction that was carried out.
pub(crate) struct Receipt<'a> {
    pub(crate) sender: Account,
    pub(crate) contract: Account,
    /// Base coins that came with it.
    pub(crate) funds: Uint128,
    pub(crate) now: u64,
    pub(crate) response: &'a AppResponse,
}

impl Book {
    pub(crate) fn enter(&mut self, receipt: &Receipt) -> Result<(), SimulationError> {
        self.ledger
            .coins_moved(receipt.sender, receipt.contract, receipt.funds)?;
        for event in &receipt.response.events {
            match event.ty.as_str() {
                "transfer" => self.coins_sent(&Told(event))?,
                "wasm" => self.contract_told(receipt, event)?,
                _ => {}
            }
        }

        self.expect_emptied();

        self.listing(receipt)
    }

    fn coins_sent(&mut self, told: &Told) -> Result<(), SimulationError> {
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
        let told = Told(event);
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

    fn token_told(&mut self, token: Account, told: &Told) -> Result<(), SimulationError> {
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

    fn mint_told(&mut self, receipt: &Receipt, told: &Told) -> Result<(), SimulationError> {
        match told.action() {
            "open_position" => self.opened(receipt, told),
            "deposit" => self
                .positions
                .deposit(told.number("position_idx")?, told.amount("deposit_amount")?),
            "withdraw" => {
                let idx = told.number("position_idx")?;
                self.positions
                    .withdraw(idx, told.amount("withdraw_amount")?)?;
                self.expect_covered("withdraw", idx);
                Ok(())
            }
            "mint" => {
                let idx = told.number("position_idx")?;
                self.positions.mint(idx, told.amount("mint_amount")?)?;
                self.expect_covered("mint", idx);
                Ok(())
            }
            "burn" => self.burned(told),
            "auction" => self.auctioned(told),
            "migrate_asset" => self.delisted(told),
            "announce_delisting" => {
                let asset = self.known(told.text("asset_token")?)?;
                self.assets[asset].is_announced = told.get("end_price").is_some();
                Ok(())
            }
            "accept_collateral" => {
                let asset = self.known(told.text("asset_token")?)?;
                self.assets[asset].backs_from = None;
                Ok(())
            }
            "trigger_ipo" => self.went_public(receipt, told),
            "update_asset" => {
                self.retermed = true;
                Ok(())
            }
            _ => Ok(()),
        }
    }

    fn opened(&mut self, receipt: &Receipt, told: &Told) -> Result<(), SimulationError> {
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
        self.expect_covered("open_position", idx);

        Ok(())
    }

    /// I-05: what opens, mints or withdraws leaves the position covered.
    fn expect_covered(&mut self, action: &str, idx: u128) {
        let Some(position) = self.positions.get(idx) else {
            return;
        };
        if !self.is_covered(position) {
            let detail =
                format!("position {idx} is below its minimum after {action}: {position:?}");
            self.find("I-05", detail);
        }
    }

    fn burned(&mut self, told: &Told) -> Result<(), SimulationError> {
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

    fn auctioned(&mut self, told: &Told) -> Result<(), SimulationError> {
        let idx = told.number("position_idx")?;
        let before = self.position(idx)?.clone();
        let ratio = self.ratio(&before).unwrap_or_default();
        if self.is_covered(&before) {
            let detail = format!("a safe position was auctioned: {before:?}");
            self.find("I-07", detail);
        }

        let fee = told.amount("protocol_fee")?;
        let net = told.amount("return_collateral_amount")?;
        let gross = net.checked_add(fee)?;
        let liquidated = told.amount("liquidated_amount")?;
        self.expect_fair_price(&before, gross, liquidated);
        let written_off = match told.get("bad_debt") {
            Some(_) => told.amount("bad_debt")?,
            None => Uint128::zero(),
        };
        let sale = Sale {
            liquidated,
            written_off,
            gross,
        };
        self.positions.auction(idx, sale)?;

        self.tally.liquidations.push(Liquidation {
            date: self.today,
            asset: before.asset,
            position_idx: Uint128::new(idx),
            debt: liquidated,
            collateral_value: self.backing_value(before.backing, gross)?,
            ratio,
            bad_debt: written_off,
        });
        self.fee_paid(before.backing, fee)?;
        self.bad_debt(before.asset, written_off)
    }

    /// I-08: collateral given out is worth at most what was paid, over one less the discount; a whole
    /// debt buys a unit at least.
    fn expect_fair_price(&mut self, position: &Position, gross: Uint128, liquidated: Uint128) {
        let asset = &self.assets[position.asset];
        let prices = asset.price().zip(self.backing_price(position.backing));
        let Some((price, backing_price)) = prices else {
            return;
        };
        let discount = mirror_math::debt::effective_discount(asset.discount, asset.min_ratio);
        let kept = Decimal::one().saturating_sub(discount).atomics();
        let given = gross.full_mul(backing_price.atomics()).full_mul(kept);
        let paid = liquidated
            .full_mul(price.atomics())
            .full_mul(Decimal::one().atomics());
        if given > paid && gross > Uint128::one() {
            let detail = format!("{gross} of collateral for {liquidated} of debt: {position:?}");
            self.find("I-08", detail);
        }
    }

    fn fee_paid(&mut self, backing: Collateral, fee: Uint128) -> Result<(), SimulationError> {
        let value = self.backing_value(backing, fee)?;
        self.tally.protocol_fees = self.tally.protocol_fees.checked_add(value)?;

        Ok(())
    }

    fn bad_debt(&mut self, asset: usize, amount: Uint128) -> Result<(), SimulationError> {
        let value = self.backing_value(Collateral::Asset(asset), amount)?;
        self.tally.bad_debt = self.tally.bad_debt.checked_add(value)?;

        Ok(())
    }

    fn delisted(&mut self, told: &Told) -> Result<(), SimulationError> {
        let asset = self.known(told.text("asset_token")?)?;
        let end_price = told.number("end_price")?;
        let asset = &mut self.assets[asset];
        asset.stage = Stage::Delisted { end_price };
        asset.is_announced = false;
        asset.backs_from = None;
        asset.min_ratio = Decimal::one();

        Ok(())
    }

    fn went_public(&mut self, receipt: &Receipt, told: &Told) -> Result<(), SimulationError> {
        let asset = self.known(told.text("asset_token")?)?;
        let backs_from = self.backs_from(true, receipt.now);
        let asset = &mut self.assets[asset];
        if let Stage::PreIpo { ratio_after, .. } = asset.stage {
            asset.min_ratio = ratio_after;
        }
        asset.stage = Stage::Live;
        asset.backs_from = backs_from;
        self.tally.ipos += 1;

        Ok(())
    }

    fn staking_told(&mut self, receipt: &Receipt, told: &Told) -> Result<(), SimulationError> {
        match told.action() {
            "premium_adjustment" => {
                self.reweighed = true;
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

    fn lock_told(&mut self, receipt: &Receipt, told: &Told) -> Result<(), SimulationError> {
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

    fn pair_told(&mut self, pool: Pool, told: &Told) -> Result<(), SimulationError> {
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

    fn position(&self, idx: u128) -> Result<&Position, SimulationError> {
        self.positions
            .get(idx)
            .ok_or(SimulationError::UnknownPosition { idx })
    }
}

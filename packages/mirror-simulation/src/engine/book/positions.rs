//! Debt positions as the events of mint tell them.

use std::collections::{BTreeMap, BTreeSet};

use cosmwasm_std::Uint128;

use crate::accounts::Account;
use crate::error::SimulationError;

/// What backs a position.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Collateral {
    Base,
    /// A listed asset, by its number.
    Asset(usize),
}

/// An open position.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Position {
    pub(crate) idx: u128,
    pub(crate) owner: Account,
    pub(crate) asset: usize,
    pub(crate) debt: Uint128,
    pub(crate) backing: Collateral,
    pub(crate) collateral: Uint128,
    pub(crate) is_short: bool,
}

impl Position {
    fn is_empty(&self) -> bool {
        self.debt.is_zero() && self.collateral.is_zero()
    }
}

/// What an auction took out of a position.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Sale {
    /// Debt that was paid.
    pub(crate) liquidated: Uint128,
    /// Debt that was written off.
    pub(crate) written_off: Uint128,
    /// Collateral that went to the buyer and to the collector.
    pub(crate) gross: Uint128,
}

/// All open positions, and what was written off.
#[derive(Clone, Debug, Default)]
pub(crate) struct Positions {
    open: BTreeMap<u128, Position>,
    by_owner: BTreeMap<Account, BTreeSet<u128>>,
    /// By asset.
    bad_debts: BTreeMap<usize, Uint128>,
    /// Changed since the last check, also those that are gone.
    touched: BTreeSet<u128>,
}

impl Positions {
    pub(crate) fn get(&self, idx: u128) -> Option<&Position> {
        self.open.get(&idx)
    }

    pub(crate) fn iter(&self) -> impl Iterator<Item = &Position> {
        self.open.values()
    }

    /// The numbers of somebody's positions, rising.
    pub(crate) fn of(&self, owner: Account) -> Vec<u128> {
        self.by_owner
            .get(&owner)
            .map_or_else(Vec::new, |list| list.iter().copied().collect())
    }

    pub(crate) fn bad_debt(&self, asset: usize) -> Uint128 {
        self.bad_debts.get(&asset).copied().unwrap_or_default()
    }

    pub(crate) fn touched(&self) -> impl Iterator<Item = u128> + '_ {
        self.touched.iter().copied()
    }

    pub(crate) fn forget_touched(&mut self) {
        self.touched.clear();
    }

    pub(crate) fn open(&mut self, position: Position) {
        self.touched.insert(position.idx);
        self.by_owner
            .entry(position.owner)
            .or_default()
            .insert(position.idx);
        self.open.insert(position.idx, position);
    }

    pub(crate) fn deposit(&mut self, idx: u128, amount: Uint128) -> Result<(), SimulationError> {
        let position = self.change(idx)?;
        position.collateral = position.collateral.checked_add(amount)?;

        Ok(())
    }

    pub(crate) fn withdraw(&mut self, idx: u128, amount: Uint128) -> Result<(), SimulationError> {
        let position = self.change(idx)?;
        position.collateral = position.collateral.checked_sub(amount)?;
        if position.is_empty() {
            self.close(idx);
        }

        Ok(())
    }

    pub(crate) fn mint(&mut self, idx: u128, amount: Uint128) -> Result<(), SimulationError> {
        let position = self.change(idx)?;
        position.debt = position.debt.checked_add(amount)?;

        Ok(())
    }

    /// Burns debt. `paid_out` is what leaves the collateral: the fee, and for a delisted asset the payout.
    /// A position without collateral left is closed; the answer is its debt, which is written off.
    pub(crate) fn burn(
        &mut self,
        idx: u128,
        burned: Uint128,
        paid_out: Uint128,
        is_delisted: bool,
    ) -> Result<Uint128, SimulationError> {
        let position = self.change(idx)?;
        position.debt = position.debt.checked_sub(burned)?;
        position.collateral = position.collateral.checked_sub(paid_out)?;

        let (asset, debt) = (position.asset, position.debt);
        let is_used_up = position.collateral.is_zero();
        if position.is_empty() || (is_used_up && !is_delisted) {
            self.close(idx);
            return self.write_off(asset, debt);
        }

        Ok(Uint128::zero())
    }

    /// Sells collateral in an auction, which closes the position when no debt is left; the rest of the
    /// collateral is the owner's.
    pub(crate) fn auction(&mut self, idx: u128, sale: Sale) -> Result<(), SimulationError> {
        let position = self.change(idx)?;
        let gone = sale.liquidated.checked_add(sale.written_off)?;
        position.debt = position.debt.checked_sub(gone)?;
        position.collateral = position.collateral.checked_sub(sale.gross)?;

        let asset = position.asset;
        if position.debt.is_zero() {
            self.close(idx);
        }
        self.write_off(asset, sale.written_off)?;

        Ok(())
    }

    fn change(&mut self, idx: u128) -> Result<&mut Position, SimulationError> {
        self.touched.insert(idx);

        self.open
            .get_mut(&idx)
            .ok_or(SimulationError::UnknownPosition { idx })
    }

    fn close(&mut self, idx: u128) {
        if let Some(position) = self.open.remove(&idx) {
            if let Some(list) = self.by_owner.get_mut(&position.owner) {
                list.remove(&idx);
            }
        }
    }

    fn write_off(&mut self, asset: usize, debt: Uint128) -> Result<Uint128, SimulationError> {
        let sum = self.bad_debts.entry(asset).or_default();
        *sum = sum.checked_add(debt)?;

        Ok(debt)
    }
}

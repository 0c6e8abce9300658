//! Which liquidations to send, from what was seen: pure, so that tests of money are tables.

use std::collections::BTreeSet;

use cosmwasm_std::{Decimal, Int256, Uint128};
use mirror_math::price::deviates;
use mirror_math::ratio::{fraction_floor, value_ceil};
use mirror_math::MathError;

use super::book::Line;
use super::config::{Mode, Settings};
use super::profit::{difference, Deal, Exit, Offer, Pool, Source};
use super::search;
use super::terms::{Skip, Terms};

/// A market of an asset against the base denom.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Market {
    /// The pair's address.
    pub pair: String,
    /// What it holds.
    pub pool: Pool,
}

/// A position for sale, with the markets to buy and to sell in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Candidate {
    /// The position's number.
    pub idx: u128,
    /// What it owes and holds.
    pub line: Line,
    /// How much it holds.
    pub collateral: Uint128,
    /// How much it owes.
    pub debt: Uint128,
    /// What it is sold by.
    pub terms: Terms,
    /// Where the mAsset is bought.
    pub market: Market,
    /// Where the collateral is sold; `None` for the base denom, and where it is kept.
    pub outlet: Option<Market>,
    /// What the account has of the mAsset.
    pub held: Uint128,
}

/// Everything that decides, of one height.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Seen {
    /// The height.
    pub height: u64,
    /// The time of that block, in UNIX seconds.
    pub time: u64,
    /// Positions for sale.
    pub candidates: Vec<Candidate>,
    /// Lists of which nothing is bought now, and why.
    pub skipped: Vec<(Line, Skip)>,
    /// What the account has of the base denom.
    pub balance: Uint128,
    /// What it has of the denom of gas.
    pub gas_balance: Uint128,
}

/// What bounds a liquidation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Limits {
    /// What is set.
    pub settings: Settings,
    /// The base denom.
    pub base: String,
    /// What may still be paid in this hour, in base units.
    pub left: Uint128,
    /// What a transaction is expected to cost, in base units.
    pub fee: Uint128,
    /// Whether reverts have ended all tries.
    pub is_stopped: bool,
    /// Whether gas is paid in the base denom.
    pub gas_is_base: bool,
    /// Positions that are left alone for a while, since they were refused for a reason that is not
    /// known.
    pub passed_over: BTreeSet<u128>,
}

/// A liquidation to send.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Intent {
    /// The position.
    pub candidate: Candidate,
    /// What it comes to.
    pub deal: Deal,
    /// The height that it was decided at.
    pub height: u64,
    /// The time of that block.
    pub time: u64,
}

/// The liquidations to send now, the most profitable first. Each pool is used once: what was seen of it
/// no longer holds after the first.
pub fn plan(seen: &Seen, limits: &Limits) -> Vec<Intent> {
    if limits.is_stopped || seen.gas_balance < limits.settings.min_balance {
        return vec![];
    }
    let mut budget = funds(seen, limits).min(limits.left);
    let mut deals: Vec<(&Candidate, Deal)> = Vec::new();
    let tried = seen.candidates.iter();
    for candidate in tried.filter(|candidate| !limits.passed_over.contains(&candidate.idx)) {
        // What can not be counted with is refused by the contracts, too.
        if let Ok(Some(deal)) = best(candidate, budget, limits) {
            deals.push((candidate, deal));
        }
    }
    deals.sort_by(|one, other| {
        let by_gain = other.1.gain().cmp(&one.1.gain());
        by_gain.then(one.0.idx.cmp(&other.0.idx))
    });
    let mut used = BTreeSet::new();
    let mut intents = Vec::new();
    for (candidate, deal) in deals {
        if deal.cost > budget || candidate.pairs().any(|pair| used.contains(pair)) {
            continue;
        }
        used.extend(candidate.pairs().map(str::to_string));
        budget = budget.saturating_sub(deal.cost);
        intents.push(Intent {
            candidate: candidate.clone(),
            deal,
            height: seen.height,
            time: seen.time,
        });
    }
    intents
}

/// The best deal that pays, if there is one.
pub fn best(
    candidate: &Candidate,
    budget: Uint128,
    limits: &Limits,
) -> Result<Option<Deal>, MathError> {
    let budget = budget.min(limits.settings.max_value);
    let found = search::best(&candidate.offer(budget, limits))?;
    let Some(deal) = found else { return Ok(None) };
    Ok(pays(&deal, limits.fee, &limits.settings)?.then_some(deal))
}

/// Whether a deal leaves enough after gas: the larger of the least profit, the least part of what is
/// paid, and twice the gas.
pub fn pays(deal: &Deal, fee: Uint128, settings: &Settings) -> Result<bool, MathError> {
    let share = value_ceil(deal.cost, settings.min_profit_share)?;
    let twice = fee.saturating_mul(Uint128::new(2));
    let least = settings.min_profit.max(share).max(twice);
    let profit = deal.gain().saturating_sub(Int256::from(fee));
    Ok(profit >= Int256::from(least))
}

/// The profit of a deal after gas.
pub fn profit(deal: &Deal, fee: Uint128) -> Int256 {
    difference(deal.proceeds, deal.cost).saturating_sub(Int256::from(fee))
}

/// What can be spent of the account. Held mAssets are paid with, not coins.
fn funds(seen: &Seen, limits: &Limits) -> Uint128 {
    if limits.settings.mode == Mode::Inventory {
        return Uint128::MAX;
    }
    if !limits.gas_is_base {
        return seen.balance;
    }
    let kept = limits.settings.min_balance.saturating_add(limits.fee);
    seen.balance.saturating_sub(kept)
}

/// The market of an asset, if there is one with something in it whose price is not further than `gap` from
/// the oracle's.
pub fn usable(
    asset: &str,
    oracle: Decimal,
    market: Option<&Market>,
    gap: Decimal,
) -> Result<Market, Skip> {
    let asset = asset.to_string();
    let is_filled = |market: &&Market| !market.pool.base.is_zero() && !market.pool.asset.is_zero();
    let Some(found) = market.filter(is_filled) else {
        return Err(Skip::NoMarket { asset });
    };
    let price = fraction_floor(found.pool.base, found.pool.asset).unwrap_or(Decimal::MAX);
    if deviates(oracle, price, gap) {
        return Err(Skip::Apart {
            asset,
            oracle,
            market: price,
        });
    }
    Ok(found.clone())
}

impl Candidate {
    /// The position as something to calculate with.
    pub fn offer(&self, budget: Uint128, limits: &Limits) -> Offer {
        let source = match limits.settings.mode {
            Mode::Swap | Mode::DryRun => Source::Buy(self.market.pool),
            Mode::Inventory => Source::Held {
                amount: self.held,
                pool: self.market.pool,
            },
        };
        Offer {
            collateral: self.collateral,
            debt: self.debt,
            terms: self.terms,
            source,
            exit: self.exit(limits),
            budget,
        }
    }

    fn exit(&self, limits: &Limits) -> Exit {
        if self.line.collateral.id() == limits.base {
            return Exit::Base;
        }
        if let Some(outlet) = &self.outlet {
            return Exit::Sell(outlet.pool);
        }
        let counts = Decimal::one().saturating_sub(limits.settings.haircut);
        let price = self.terms.collateral_price.checked_mul(counts);
        Exit::Keep(price.unwrap_or_default())
    }

    fn pairs(&self) -> impl Iterator<Item = &str> {
        let outlet = self.outlet.as_ref().map(|outlet| outlet.pair.as_str());
        outlet.into_iter().chain([self.market.pair.as_str()])
    }
}

#[cfg(test)]
mod tests;

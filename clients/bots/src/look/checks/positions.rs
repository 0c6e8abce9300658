//! Positions, what backs them, and what is locked for them (I-01 to I-04, I-09, I-10).

use std::collections::BTreeMap;

use cosmwasm_std::Uint128;
use mirror_protocol::mint::PositionResponse;

use super::super::seen::{Seen, SeenAsset};
use super::super::told::Told;
use super::check::{both, Check, Relation};
use super::sum::sum;

/// What positions come to together.
#[derive(Default)]
struct Totals<'a> {
    collateral: BTreeMap<&'a str, Sum>,
    debt: BTreeMap<&'a str, Sum>,
    short_debt: BTreeMap<&'a str, Sum>,
    largest: Uint128,
    /// How many have neither collateral nor debt.
    empty: usize,
}

/// A sum that may not fit.
#[derive(Clone, Copy, Default)]
struct Sum(Option<Uint128>, bool);

impl Sum {
    fn add(&mut self, amount: Uint128) {
        match self.0.unwrap_or_default().checked_add(amount) {
            Ok(sum) => self.0 = Some(sum),
            Err(_) => self.1 = true,
        }
    }

    fn told(&self) -> Result<Uint128, String> {
        match self.1 {
            true => Err("the sum is too large".to_string()),
            false => Ok(self.0.unwrap_or_default()),
        }
    }
}

impl<'a> Totals<'a> {
    fn of(positions: &'a [PositionResponse]) -> Self {
        let mut totals = Self::default();
        for position in positions {
            let (collateral, asset) = (&position.collateral, &position.asset);
            let entry = totals.collateral.entry(collateral.info.id());
            entry.or_default().add(collateral.amount);
            let entry = totals.debt.entry(asset.info.id());
            entry.or_default().add(asset.amount);
            if position.is_short {
                let entry = totals.short_debt.entry(asset.info.id());
                entry.or_default().add(asset.amount);
            }
            totals.largest = totals.largest.max(position.idx);
            totals.empty += usize::from(collateral.amount.is_zero() && asset.amount.is_zero());
        }
        totals
    }
}

fn told(sums: &BTreeMap<&str, Sum>, id: &str) -> Result<Uint128, String> {
    sums.get(id).copied().unwrap_or_default().told()
}

pub(super) fn of(seen: &Seen) -> Vec<Check> {
    let positions = seen.lists.positions.get();
    let totals = Told::from(positions.map(|positions| Totals::of(positions)));
    let mut checks = collateral(seen, &totals);
    for asset in seen.assets.iter().filter(|asset| asset.config.is_some()) {
        checks.extend(debts(asset, &totals));
    }
    checks.extend(numbers(seen, &totals));
    checks.extend(locks(seen));
    checks
}

fn collateral(seen: &Seen, totals: &Told<Totals<'_>>) -> Vec<Check> {
    let held = seen.behind.held.iter().map(|(id, held)| {
        let owed = totals.and_then(|totals| told(&totals.collateral, id));
        Check::of(
            "I-01",
            format!("{} in mint, of positions", seen.symbol_of(id)),
            Relation::AtLeast,
            both(held, &owed),
        )
    });
    held.collect()
}

fn debts(asset: &SeenAsset, totals: &Told<Totals<'_>>) -> [Check; 2] {
    let debt = totals.and_then(|totals| told(&totals.debt, &asset.token));
    let short_debt = totals.and_then(|totals| told(&totals.short_debt, &asset.token));
    let bad = asset.bad_debt.as_ref().map(Told::get).transpose();
    let covered = debt.and_then(|debt| {
        let bad = bad.clone()?.copied().unwrap_or_default();
        sum([*debt, bad])
    });
    [
        // Holders may burn their own tokens, so that there are fewer than debts.
        Check::of(
            "I-02",
            format!("{} there are, owed or written off", asset.symbol),
            Relation::AtMost,
            both(&asset.supply, &covered),
        ),
        Check::of(
            "I-03",
            format!("{} short stakes, debt of shorts", asset.symbol),
            Relation::Equal,
            both(
                &asset.staked.map(|pool| pool.total_short_amount),
                &short_debt,
            ),
        ),
    ]
}

fn numbers(seen: &Seen, totals: &Told<Totals<'_>>) -> [Check; 2] {
    let largest = totals.map(|totals| totals.largest);
    let next = &seen.lists.next_position;
    let below = next.map(|next| next.saturating_sub(Uint128::one()));
    [
        Check::of(
            "I-04",
            "largest position, numbers given",
            Relation::AtMost,
            both(&largest, &below),
        ),
        Check::of(
            "I-04",
            "positions without collateral and debt",
            Relation::Equal,
            totals.get().map(|totals| (totals.empty, 0)),
        ),
    ]
}

fn locks(seen: &Seen) -> [Check; 3] {
    let locks = &seen.behind.locks;
    let owed = locks.and_then(|locks| sum(locks.iter().map(|lock| lock.locked_amount)));
    let strangers = locks.and_then(|locks| {
        let positions = seen.lists.positions.get()?;
        let owner = |idx: Uint128| {
            let place = positions.binary_search_by_key(&idx, |position| position.idx);
            let position = place.ok().and_then(|place| positions.get(place));
            position.map(|position| position.owner.as_str())
        };
        let others = locks
            .iter()
            .filter(|lock| owner(lock.idx) != Some(lock.receiver.as_str()));
        Ok(others.count())
    });
    [
        Check::of(
            "I-09",
            "base coins in lock, locked",
            Relation::AtLeast,
            both(&seen.money.locked_coins, &owed),
        ),
        // A lock that outlived its position would be in the sum only.
        Check::of(
            "I-10",
            "sum of all locks, of short positions",
            Relation::Equal,
            both(&seen.money.total_locked, &owed),
        ),
        Check::of(
            "I-10",
            "locks for another than the owner",
            Relation::Equal,
            strangers.get().map(|number| (*number, 0)),
        ),
    ]
}

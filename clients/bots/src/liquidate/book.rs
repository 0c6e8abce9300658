//! Positions in order: for each pair of mAsset and collateral one list, the weakest first.
//!
//! Within a pair the order by collateral for debt does not depend on prices: they are the same for all
//! of it. So a change of price is tested at the head of each list only, and the lists change only when
//! a position does.

use std::cmp::Ordering;
use std::collections::{BTreeMap, BTreeSet};
use std::ops::RangeInclusive;

use cosmwasm_std::Uint128;
use mirror_protocol::mint::PositionResponse;
use terraswap::asset::AssetInfo;

/// What positions of one list owe and hold.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Line {
    /// The token of the mAsset that is owed.
    pub asset: String,
    /// What backs the debt.
    pub collateral: AssetInfo,
}

/// A position by its number and amounts, in micro units. Ordered by collateral for debt, the weakest
/// first, compared exactly; equal ones by number.
#[derive(Clone, Copy, Debug)]
pub struct Ranked {
    /// The position's number.
    pub idx: u128,
    /// What it holds.
    pub collateral: Uint128,
    /// What it owes; above zero.
    pub debt: Uint128,
}

/// All positions that owe something.
#[derive(Clone, Debug, Default)]
pub struct Book {
    lines: BTreeMap<Line, usize>,
    lists: Vec<BTreeSet<Ranked>>,
    places: BTreeMap<u128, (usize, Ranked)>,
}

impl Ord for Ranked {
    fn cmp(&self, other: &Self) -> Ordering {
        let own = self.collateral.full_mul(other.debt);
        let others = other.collateral.full_mul(self.debt);
        own.cmp(&others).then(self.idx.cmp(&other.idx))
    }
}

impl PartialOrd for Ranked {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl PartialEq for Ranked {
    fn eq(&self, other: &Self) -> bool {
        self.cmp(other) == Ordering::Equal
    }
}

impl Eq for Ranked {}

impl Book {
    /// A position as the chain tells it; what was known of it before is forgotten. One without debt is
    /// in no list. Answers whether anything changed.
    pub fn put(&mut self, position: &PositionResponse) -> bool {
        let ranked = Ranked {
            idx: position.idx.u128(),
            collateral: position.collateral.amount,
            debt: position.asset.amount,
        };
        if ranked.debt.is_zero() {
            return self.remove(ranked.idx);
        }
        let line = Line {
            asset: position.asset.info.id().to_string(),
            collateral: position.collateral.info.clone(),
        };
        let place = self.place(line);
        if self.places.get(&ranked.idx).is_some_and(|(at, known)| {
            *at == place && known.collateral == ranked.collateral && known.debt == ranked.debt
        }) {
            return false;
        }
        self.remove(ranked.idx);
        if let Some(list) = self.lists.get_mut(place) {
            list.insert(ranked);
        }
        self.places.insert(ranked.idx, (place, ranked));
        true
    }

    /// Forget a position. Answers whether it was known.
    pub fn remove(&mut self, idx: u128) -> bool {
        let Some((place, ranked)) = self.places.remove(&idx) else {
            return false;
        };
        self.lists
            .get_mut(place)
            .is_some_and(|list| list.remove(&ranked))
    }

    /// Replace all positions of a range of numbers by those that the chain tells. Answers how many were
    /// not known as they are.
    pub fn correct(&mut self, range: RangeInclusive<u128>, found: &[PositionResponse]) -> usize {
        let told: BTreeSet<u128> = found.iter().map(|position| position.idx.u128()).collect();
        let known = self.places.range(range);
        let gone: Vec<u128> = known
            .map(|(idx, _)| *idx)
            .filter(|idx| !told.contains(idx))
            .collect();
        let removed = gone.into_iter().filter(|idx| self.remove(*idx)).count();
        let changed = found.iter().filter(|position| self.put(position)).count();
        removed.saturating_add(changed)
    }

    /// The weakest position of each list.
    pub fn heads(&self) -> impl Iterator<Item = (&Line, &Ranked)> {
        self.lines.iter().filter_map(|(line, place)| {
            let head = self.lists.get(*place)?.first()?;
            Some((line, head))
        })
    }

    /// The positions of a list, the weakest first.
    pub fn of(&self, line: &Line) -> impl Iterator<Item = &Ranked> {
        let place = self.lines.get(line);
        let list = place.and_then(|place| self.lists.get(*place));
        list.into_iter().flatten()
    }

    /// How many positions owe something.
    pub fn len(&self) -> usize {
        self.places.len()
    }

    /// Whether nobody owes anything.
    pub fn is_empty(&self) -> bool {
        self.places.is_empty()
    }

    fn place(&mut self, line: Line) -> usize {
        if let Some(place) = self.lines.get(&line) {
            return *place;
        }
        let place = self.lists.len();
        self.lists.push(BTreeSet::new());
        self.lines.insert(line, place);
        place
    }
}

#[cfg(test)]
mod tests;

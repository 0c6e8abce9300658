//! Looks from block to block: the long lists are kept, and only what changed is asked again.

use std::collections::BTreeSet;

use cosmwasm_std::Uint128;
use mirror_chain::deployment::DeploymentFile;
use mirror_chain::{ChainError, Node, PAGE};
use mirror_protocol::lock::PositionLockInfoResponse;
use mirror_protocol::mint::PositionResponse;

use super::changes::Changes;
use super::lists;
use super::observe::{self, Long};
use super::past::Past;
use super::seen::Seen;
use super::told::Told;

/// From so many blocks on it is less work to ask everything than what each of them changed.
const MOST_BLOCKS: u64 = 100;

/// Looks at a deployment again and again.
///
/// The first look asks everything, as [`observe::observe`] does. Each later one asks what is short (prices,
/// supplies, balances, polls, parameters: about nine questions for an asset and thirty more) and of the long
/// lists (positions, locks, limit orders) only the entries that the contracts told of in the blocks between,
/// so that its work does not grow with their length. A contract that got other code may have changed anything
/// without telling: then everything is asked anew. Besides, each look asks a few pages of the positions, as
/// many as make every position come up once in so many blocks: what is found changed then was changed without
/// anybody telling of it, and is noted as that. In the same rhythm all limit orders are asked and all shares of gov added up.
///
/// The lists are held in memory: about half a kilobyte for a position.
pub struct Lookout {
    file: DeploymentFile,
    /// In how many blocks everything is asked once.
    whole_every: u64,
    seen: Option<Seen>,
    /// The last position that a sample has reached; absent at the beginning of the list.
    cursor: Option<Uint128>,
    /// The height at which orders and shares were asked last.
    shares_at: u64,
}

/// What a look found.
pub struct Looked<'a> {
    /// How it is now.
    pub now: &'a Seen,
    /// How it was at the look before; absent after the first, and after one that could not be compared.
    pub before: Option<Past>,
    /// What happened between the two.
    pub changes: Changes,
    /// Whether everything was asked.
    pub is_whole: bool,
}

impl Lookout {
    /// Nothing is known yet. Every entry of a long list is asked at least once in `whole_every` blocks; 0
    /// counts as 1.
    pub fn new(file: DeploymentFile, whole_every: u64) -> Self {
        Self {
            file,
            whole_every: whole_every.max(1),
            seen: None,
            cursor: None,
            shares_at: 0,
        }
    }

    /// Looks at how it is after the block of this height. After an error the next look takes up where the
    /// last good one was.
    pub async fn look(&mut self, node: &Node, height: u64) -> Result<Looked<'_>, ChainError> {
        let last = node.carried_out().await?;
        let is_last = height >= last;
        let before = self.seen.as_ref().map(Past::of);
        let changes = self.changes(node, height).await?;
        let of = &self.file.protocol.contracts;
        let is_new = |changes: &Changes| {
            let mut contracts = [&of.mint, &of.lock, &of.limit_order].into_iter();
            contracts.any(|contract| changes.has_new_code(contract))
        };
        let (before, mut changes, mut long, is_whole) = match (self.seen.as_mut(), changes) {
            (Some(seen), Some(mut changes)) if !is_new(&changes) => {
                let at = node.at(height);
                touch(&at, &self.file, seen, &changes).await?;
                let rhythm = self.whole_every;
                self.cursor =
                    sample(&at, &self.file, seen, self.cursor, rhythm, &mut changes).await?;
                (before, changes, kept(seen), false)
            }
            (_, changes) => {
                let long = observe::long(&node.at(height), &self.file).await?;
                let before = before.filter(|_| changes.is_some());
                self.shares_at = height;
                (before, changes.unwrap_or_default(), long, true)
            }
        };
        let mut now = match self.beside(node, height, is_last, &mut long).await {
            Ok(now) => now,
            Err(error) => {
                // What was asked again of the lists may be asked again once more.
                if let Some(seen) = &mut self.seen {
                    observe::fill(seen, long);
                }
                return Err(error);
            }
        };
        observe::fill(&mut now, long);
        changes
            .silent
            .retain(|idx| !changes.positions.contains(idx));
        Ok(Looked {
            now: self.seen.insert(now),
            before,
            changes,
            is_whole,
        })
    }

    /// All that is short; in the rhythm of the whole also the lists of which no part is kept or sampled.
    async fn beside(
        &mut self,
        node: &Node,
        height: u64,
        is_last: bool,
        long: &mut Long,
    ) -> Result<Seen, ChainError> {
        let at = node.at(height);
        if long.shares.is_none() && height.saturating_sub(self.shares_at) >= self.whole_every {
            long.orders = observe::orders(&at, &self.file).await?;
            long.shares = Some(observe::shares(&at, &self.file).await?);
            self.shares_at = height;
        }
        observe::beside(node, &self.file, height, is_last, long).await
    }

    /// What happened since the last look; `None` if nobody can say.
    async fn changes(&self, node: &Node, height: u64) -> Result<Option<Changes>, ChainError> {
        let Some(seen) = &self.seen else {
            return Ok(None);
        };
        let is_near = height > seen.height && height - seen.height <= MOST_BLOCKS;
        if !is_near || seen.lists.positions.known().is_none() {
            return Ok(None);
        }
        let mut changes = Changes::default();
        for height in seen.height.saturating_add(1)..=height {
            match node.block_results(height).await {
                Ok(results) => changes.add(&results, &self.file),
                Err(ChainError::NoHistory { .. }) => return Ok(None),
                Err(error) => return Err(error),
            }
        }
        Ok(Some(changes))
    }
}

/// The long lists as they were left, taken out. Shares are not kept.
fn kept(seen: &mut Seen) -> Long {
    let gone = || "handed over".to_string();
    let positions = std::mem::replace(&mut seen.lists.positions, Told::unknown(gone()));
    let locks = std::mem::replace(&mut seen.behind.locks, Told::unknown(gone()));
    let orders = std::mem::replace(&mut seen.lists.orders, Told::unknown(gone()));
    Long {
        positions,
        locks,
        orders,
        shares: None,
    }
}

/// Asks again what was told of.
async fn touch(
    node: &Node,
    file: &DeploymentFile,
    seen: &mut Seen,
    changes: &Changes,
) -> Result<(), ChainError> {
    let of = &file.protocol.contracts;
    let numbers = changes.positions.iter().map(|idx| Uint128::new(*idx));
    let fresh = lists::positions_of(node, &of.mint, numbers);
    let orders = lists::orders_of(node, &of.limit_order, changes.orders.iter().copied());
    let (fresh, orders) = tokio::join!(fresh, orders);
    let (fresh, orders) = (fresh?, orders?);
    let numbers: BTreeSet<Uint128> = changes
        .positions
        .iter()
        .map(|idx| Uint128::new(*idx))
        .collect();
    if let Some(all) = seen.lists.positions.known_mut() {
        replace(all, fresh, |position| position.idx, &numbers);
    }
    if let Some(all) = seen.lists.orders.known_mut() {
        replace(all, orders, |order| order.order_id, &changes.orders);
    }
    touch_locks(node, file, seen, numbers, &changes.paid_by_lock).await
}

/// Asks again for the locks of these positions, and for those of whoever was paid.
async fn touch_locks(
    node: &Node,
    file: &DeploymentFile,
    seen: &mut Seen,
    mut numbers: BTreeSet<Uint128>,
    paid: &BTreeSet<String>,
) -> Result<(), ChainError> {
    let lock = &file.protocol.contracts.lock;
    let (Some(positions), Some(locks)) =
        (seen.lists.positions.known(), seen.behind.locks.known_mut())
    else {
        return Ok(());
    };
    if !paid.is_empty() {
        let of_paid = locks.iter().filter(|lock| paid.contains(&lock.receiver));
        numbers.extend(of_paid.map(|lock| lock.idx));
    }
    let to_ask = numbers.iter().filter_map(|idx| find(positions, *idx));
    let fresh: Vec<PositionLockInfoResponse> = lists::locks(node, lock, to_ask).await?;
    replace(locks, fresh, |lock| lock.idx, &numbers);
    Ok(())
}

/// Asks some pages of the positions again, from the cursor on; answers the new cursor.
async fn sample(
    node: &Node,
    file: &DeploymentFile,
    seen: &mut Seen,
    mut cursor: Option<Uint128>,
    rhythm: u64,
    changes: &mut Changes,
) -> Result<Option<Uint128>, ChainError> {
    let Some(all) = seen.lists.positions.known() else {
        return Ok(cursor);
    };
    let in_a_round = u64::from(PAGE).saturating_mul(rhythm);
    let number = u64::try_from(all.len()).unwrap_or(u64::MAX);
    for _ in 0..number.div_ceil(in_a_round).max(1) {
        let page = lists::positions_after(node, &file.protocol.contracts.mint, cursor).await?;
        let is_last = page.len() < PAGE as usize;
        let end = page.last().map(|last| last.idx).filter(|_| !is_last);
        let Some(all) = seen.lists.positions.known_mut() else {
            return Ok(cursor);
        };
        let numbers = differing(all, &page, cursor, end);
        let fresh = page.into_iter();
        let fresh = fresh.filter(|position| numbers.contains(&position.idx));
        let fresh = fresh.collect();
        replace(all, fresh, |position| position.idx, &numbers);
        let others = numbers.iter().map(|idx| idx.u128());
        changes.silent.extend(others);
        touch_locks(node, file, seen, numbers, &BTreeSet::new()).await?;
        cursor = end;
        if is_last {
            break;
        }
    }
    Ok(cursor)
}

/// The positions between two numbers that are not as they were known: changed, new or gone.
fn differing(
    known: &[PositionResponse],
    page: &[PositionResponse],
    after: Option<Uint128>,
    until: Option<Uint128>,
) -> BTreeSet<Uint128> {
    let is_within = |idx: Uint128| {
        after.is_none_or(|after| idx > after) && until.is_none_or(|until| idx <= until)
    };
    let start = known.partition_point(|position| after.is_some_and(|after| position.idx <= after));
    let known_here = known.iter().skip(start);
    let known_here = known_here.take_while(|position| is_within(position.idx));
    let gone = known_here.filter(|position| find(page, position.idx).is_none());
    let changed = page
        .iter()
        .filter(|position| find(known, position.idx) != Some(position));
    gone.chain(changed).map(|position| position.idx).collect()
}

/// A position of a list that is ascending by number.
fn find(all: &[PositionResponse], idx: Uint128) -> Option<&PositionResponse> {
    let place = all.binary_search_by_key(&idx, |position| position.idx);
    place.ok().and_then(|place| all.get(place))
}

/// Put the fresh entries in the place of those with these numbers, in a list that is ascending by number.
fn replace<T, N: Ord + Copy>(
    all: &mut Vec<T>,
    mut fresh: Vec<T>,
    number: impl Fn(&T) -> N,
    numbers: &BTreeSet<N>,
) {
    if numbers.is_empty() {
        return;
    }
    all.retain(|one| !numbers.contains(&number(one)));
    fresh.sort_by_key(&number);
    all.append(&mut fresh);
    // Two runs, each in order, which this sort merges.
    all.sort_by_key(&number);
}

#[cfg(test)]
mod tests {
    use terraswap::asset::Asset;

    use super::*;

    fn position(idx: u128, debt: u128) -> PositionResponse {
        PositionResponse {
            idx: Uint128::new(idx),
            owner: "owner".to_string(),
            collateral: Asset::native("uusd", 10u128),
            asset: Asset::token("apple", debt),
            is_short: false,
        }
    }

    fn numbers(all: &[u128]) -> BTreeSet<Uint128> {
        all.iter().copied().map(Uint128::new).collect()
    }

    #[test]
    fn what_was_touched_is_replaced_and_what_is_gone_is_left_out() {
        let mut all: Vec<_> = [1, 2, 4].map(|idx| position(idx, 5)).into();

        let fresh = vec![position(9, 1), position(2, 7)];
        replace(
            &mut all,
            fresh,
            |position| position.idx,
            &numbers(&[2, 4, 9]),
        );

        let expected = [position(1, 5), position(2, 7), position(9, 1)];
        assert_eq!(all, expected);
    }

    #[test]
    fn a_sample_finds_what_changed_came_and_went_and_nothing_outside_of_it() {
        let known: Vec<_> = [1, 3, 4, 5, 8].map(|idx| position(idx, 5)).into();
        let page = [position(3, 5), position(4, 6), position(6, 5)];
        let at = |idx| Some(Uint128::new(idx));

        assert_eq!(differing(&known, &page, at(1), at(6)), numbers(&[4, 5, 6]));
        // The last page ends the list.
        let all = numbers(&[4, 5, 6, 8]);
        assert_eq!(differing(&known, &page, at(1), None), all);
        assert_eq!(differing(&known, &known, None, None), numbers(&[]));
    }
}

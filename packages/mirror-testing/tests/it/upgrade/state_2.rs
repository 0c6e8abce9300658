//! How code 2 reads records in either layout, and carries the former ones over.

use cosmwasm_std::{Order, Storage};
use mirror_bytes::BytesError;

use super::code_2::{Quote, Stake, CARRIED, QUOTES, STAKES};
use super::former;

/// All quotes, whatever layout they lie in.
pub(crate) fn quotes(storage: &dyn Storage) -> Result<Vec<Quote>, BytesError> {
    let quotes = QUOTES.range(storage, &[], None, Order::Ascending);
    quotes.map(|entry| Ok(entry?.1)).collect()
}

/// A stake, wherever it lies.
pub(crate) fn stake(storage: &dyn Storage, account: &[u8]) -> Result<Option<Stake>, BytesError> {
    if let Some(stake) = STAKES.may_load(storage, account)? {
        return Ok(Some(stake));
    }
    let former = former::STAKES.may_load(storage, account)?;
    Ok(former.map(former::Stake::carried_over))
}

/// Store a stake in the present layout, and in no other.
pub(crate) fn save_stake(storage: &mut dyn Storage, account: &[u8], stake: &Stake) {
    former::STAKES.remove(storage, account);
    STAKES.save(storage, account, stake);
}

/// A page of stakes. Each lies in one of the two tables: a page of each has all that can be on this
/// one.
pub(crate) fn stakes(
    storage: &dyn Storage,
    after: Option<&[u8]>,
    limit: usize,
) -> Result<Vec<Stake>, BytesError> {
    let present = STAKES
        .range(storage, &[], after, Order::Ascending)
        .take(limit);
    let former = former::STAKES
        .range(storage, &[], after, Order::Ascending)
        .take(limit)
        .map(|entry| entry.map(|(account, stake)| (account, stake.carried_over())));
    let mut page = present.chain(former).collect::<Result<Vec<_>, _>>()?;
    page.sort_by(|(one, _), (other, _)| one.cmp(other));
    page.truncate(limit);
    Ok(page.into_iter().map(|(_, stake)| stake).collect())
}

/// Store the next quotes in the present layout, at most `limit`. Returns how many it read.
///
/// The former ones lie among the others, so the place that was reached is kept.
pub(crate) fn carry_quotes_over(
    storage: &mut dyn Storage,
    limit: usize,
) -> Result<usize, BytesError> {
    let Some(last) = CARRIED.may_load(storage)? else {
        return Ok(0);
    };
    let next: Vec<_> = QUOTES
        .range(storage, &[], Some(&last), Order::Ascending)
        .take(limit)
        .collect::<Result<_, _>>()?;
    for (asset, quote) in &next {
        QUOTES.save(storage, asset, quote);
    }
    if next.len() < limit {
        CARRIED.remove(storage);
    } else if let Some((asset, _)) = next.last() {
        CARRIED.save(storage, asset);
    }
    Ok(next.len())
}

/// Move the next stakes to the present table, at most `limit`. Returns how many it moved.
///
/// What is left in the former table is what is left to do.
pub(crate) fn carry_stakes_over(
    storage: &mut dyn Storage,
    limit: usize,
) -> Result<usize, BytesError> {
    let next: Vec<_> = former::STAKES
        .range(storage, &[], None, Order::Ascending)
        .take(limit)
        .collect::<Result<_, _>>()?;
    let count = next.len();
    for (account, stake) in next {
        save_stake(storage, &account, &stake.carried_over());
    }
    Ok(count)
}

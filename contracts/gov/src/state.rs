//! Everything that gov stores. What is read and written together is one record, and records are
//! bytes, since a chain charges for every key and every byte.

use cosmwasm_std::{CanonicalAddr, Order, Storage, Uint128};
use mirror_bytes::{Index, IndexedTable, Slot, Table};
use mirror_protocol::gov::PollStatus;

use crate::ballot::{Ballot, Vote};
use crate::config::Config;
use crate::content::Content;
use crate::error::ContractError;
use crate::keys;
use crate::poll::Poll;
use crate::pool::Pool;
use crate::rewards::{DayEntry, Pot};
use crate::staker::Staker;

/// The MIR token. It never changes. It has a key of its own, since some messages read nothing else.
pub const MIRROR_TOKEN: Slot<CanonicalAddr> = Slot::new(b"m");

/// The rules. They seldom change, but the messages that create, execute or end polls and that share
/// out rewards read them, so they are bytes (docs/decisions/0089).
pub const CONFIG: Slot<Config> = Slot::new(b"g");

/// The sums over all stakers and polls, and the list of polls in progress.
pub const POOL: Slot<Pool> = Slot::new(b"p");

/// Stakers, by account. An entry is removed when its share is 0.
pub const STAKERS: Table<Staker> = Table::new(b's');

/// The terms of every poll, by its number. They never change.
pub const POLLS: Table<Poll> = Table::new(b't');

/// The texts and the action of every poll, by its number. They have a key of their own, since they
/// may be long: only the messages that create, execute or expire a poll, and queries, read them.
pub const CONTENTS: Table<Content> = Table::new(b'a');

/// The votes and the status of every poll, by its number. There is no entry before the first
/// change.
pub const BALLOTS: IndexedTable<Ballot, 1> = IndexedTable::new(b'b', [ENDED]);

/// The polls that have ended, by status and number. Those in progress are in [`POOL`].
pub const ENDED: Index = Index::new(b'e');

/// Every vote, by poll and account. Votes are kept for ever.
pub const VOTES: Table<Vote> = Table::new(b'v');

/// The reward that voters of an ended poll have not claimed, by the poll's number.
pub const POTS: Table<Pot> = Table::new(b'r');

/// For each poll that owes an account a reward: the amount it voted with, by account and poll.
pub const UNCLAIMED: Table<Uint128> = Table::new(b'u');

/// The rewards of each day, by the day's number modulo 32.
pub const DAYS: Table<DayEntry> = Table::new(b'd');

/// The terms of a poll.
pub fn poll(storage: &dyn Storage, poll_id: u64) -> Result<Poll, ContractError> {
    POLLS
        .may_load(storage, &keys::poll(poll_id))?
        .ok_or(ContractError::PollNotFound { poll_id })
}

/// The texts and the action of a poll.
pub fn content(storage: &dyn Storage, poll_id: u64) -> Result<Content, ContractError> {
    CONTENTS
        .may_load(storage, &keys::poll(poll_id))?
        .ok_or(ContractError::PollNotFound { poll_id })
}

/// The votes and the status of a poll.
pub fn ballot(storage: &dyn Storage, poll_id: u64) -> Result<Ballot, ContractError> {
    match BALLOTS.may_load(storage, &keys::poll(poll_id))? {
        Some(ballot) => Ok(ballot),
        None => Ok(Ballot::of(&poll(storage, poll_id)?)),
    }
}

/// Store a ballot, as it was loaded, with another status.
pub fn set_status(storage: &mut dyn Storage, poll_id: u64, former: Ballot, status: PollStatus) {
    let ballot = Ballot { status, ..former };
    BALLOTS.replace(storage, &keys::poll(poll_id), &former, &ballot);
}

/// Remove the votes of a staker whose polls have ended. Where such a poll owes a reward, an entry
/// of [`UNCLAIMED`] keeps the vote, since there may be any number of them. Tells whether any was
/// removed; the caller saves the staker.
pub fn clean(
    storage: &mut dyn Storage,
    account: &CanonicalAddr,
    staker: &mut Staker,
    pool: &Pool,
) -> Result<bool, ContractError> {
    let ended = staker.votes.take_ended(&pool.open);
    for vote in &ended {
        if POTS.may_load(storage, &keys::poll(vote.poll_id))?.is_some() {
            let key = keys::reward(account, vote.poll_id);
            UNCLAIMED.save(storage, &key, &vote.amount);
        }
    }
    Ok(!ended.is_empty())
}

/// The oldest `limit` polls that owe an account a reward, each with the amount it voted with.
pub fn unclaimed(
    storage: &dyn Storage,
    account: &CanonicalAddr,
    limit: usize,
) -> Result<Vec<(u64, Uint128)>, ContractError> {
    UNCLAIMED
        .range(storage, &keys::rewards_of(account), None, Order::Ascending)
        .take(limit)
        .map(|entry| {
            let (key, amount) = entry?;
            Ok((keys::poll_id(&key)?, amount))
        })
        .collect()
}

/// Add a reward to the rewards of the day.
pub fn note_reward(
    storage: &mut dyn Storage,
    now: u64,
    amount: Uint128,
    total_staked: Uint128,
) -> Result<(), ContractError> {
    let today = DayEntry::new(now);
    let mut entry = DAYS
        .may_load(storage, &today.key())?
        .filter(|entry| entry.day == today.day)
        .unwrap_or(today);

    entry.add(amount, total_staked)?;

    DAYS.save(storage, &entry.key(), &entry);
    Ok(())
}

#[cfg(test)]
mod tests;

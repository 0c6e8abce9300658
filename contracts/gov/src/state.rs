//! What gov remembers, in bytes and in parts by what reads and changes them,
//! since every key touched and every byte is paid for.

use cosmwasm_std::{CanonicalAddr, Order, Storage, Uint128};
use mirror_bytes::{Slot, Table};
use mirror_protocol::gov::PollStatus;

use crate::ballot::{status_number, Ballot, Vote};
use crate::config::Config;
use crate::error::ContractError;
use crate::keys;
use crate::poll::{Content, Poll};
use crate::pool::Pool;
use crate::rewards::{DayEntry, Pot};
use crate::staker::Staker;

/// The MIR token. Fixed for life, and alone: it is all that some messages read.
pub const MIRROR_TOKEN: Slot<CanonicalAddr> = Slot::new(b"m");

/// The rules: what creating and executing polls and sharing out rewards read.
pub const CONFIG: Slot<Config> = Slot::new(b"g");

/// The sums over all stakers and polls, and the list of polls in progress.
pub const POOL: Slot<Pool> = Slot::new(b"p");

/// Stakers, by account. An entry goes when its share is 0.
pub const STAKERS: Table<Staker> = Table::new(b's');

/// What is fixed of every poll and counts, by its number.
pub const POLLS: Table<Poll> = Table::new(b't');

/// What every poll says and does, by its number. Apart, since it may be long: only creating,
/// executing and expiring it and questions touch it.
pub const CONTENTS: Table<Content> = Table::new(b'a');

/// What changes of a poll, by its number; none before the first change.
pub const BALLOTS: Table<Ballot> = Table::new(b'b');

/// The polls that have ended, by status and number. Those in progress are in [`POOL`].
pub const ENDED: Table<bool> = Table::new(b'e');

/// Every vote there ever was, by poll and account.
pub const VOTES: Table<Vote> = Table::new(b'v');

/// What voters of an ended poll have not claimed, by its number.
pub const POTS: Table<Pot> = Table::new(b'r');

/// With how much an account voted in a poll that owes it a reward, by account and poll.
pub const UNCLAIMED: Table<Uint128> = Table::new(b'u');

/// What was shared out, by day modulo 32.
pub const DAYS: Table<DayEntry> = Table::new(b'd');

/// What is fixed of a poll and counts.
pub fn poll(storage: &dyn Storage, poll_id: u64) -> Result<Poll, ContractError> {
    POLLS
        .may_load(storage, &keys::poll(poll_id))?
        .ok_or(ContractError::PollNotFound { poll_id })
}

/// What a poll says and does.
pub fn content(storage: &dyn Storage, poll_id: u64) -> Result<Content, ContractError> {
    CONTENTS
        .may_load(storage, &keys::poll(poll_id))?
        .ok_or(ContractError::PollNotFound { poll_id })
}

/// What changes of a poll.
pub fn ballot(storage: &dyn Storage, poll_id: u64) -> Result<Ballot, ContractError> {
    match BALLOTS.may_load(storage, &keys::poll(poll_id))? {
        Some(ballot) => Ok(ballot),
        None => Ok(Ballot::of(&poll(storage, poll_id)?)),
    }
}

/// Keep a ballot whose status has changed, and what finds it by status.
pub fn move_ballot(storage: &mut dyn Storage, poll_id: u64, former: PollStatus, ballot: &Ballot) {
    let key = keys::poll(poll_id);
    // There is no such entry of a poll that was in progress.
    if former != PollStatus::InProgress {
        ENDED.remove(
            storage,
            &[&[status_number(former)], key.as_slice()].concat(),
        );
    }
    let entry = [&[status_number(ballot.status)], key.as_slice()].concat();
    ENDED.save(storage, &entry, &true);
    BALLOTS.save(storage, &key, ballot);
}

/// Take the votes whose polls have ended out of a staker's; where a reward is owed that is noted
/// apart, since there may be any number.
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

/// The polls that owe an account a reward and how much it voted with, the oldest `limit` of them.
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

#[cfg(test)]
mod tests {
    /// Rule T-14.
    #[test]
    fn no_key_begins_another() {
        // Slots are these letters alone, tables begin with theirs; cw2's name begins with a c.
        let mut letters = b"mgpstabevrudc".to_vec();
        let count = letters.len();

        letters.sort_unstable();
        letters.dedup();

        assert_eq!(count, letters.len());
    }
}

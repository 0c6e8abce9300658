//! What is due, by what was seen. A simulation stands at the time of the last block, and so does this.

use cosmwasm_std::Uint128;
use mirror_protocol::gov::{PollResponse, PollStatus};

use super::config::{KeepSettings, Task};
use super::seen::{Due, Seen};

/// The most assets in one call to measure premiums, by staking's rule.
const CHUNK: usize = 30;
/// The most positions in one call to unlock, by the lock's rule.
const POSITIONS: usize = 100;

/// One call.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Intent {
    /// Release MIR.
    Distribute,
    /// Measure the premiums of these assets.
    Premium { assets: Vec<String> },
    /// Turn the fees of an asset into another.
    Convert { asset: String },
    /// Send the collector's MIR to gov.
    Collect,
    /// Note the stake of a poll.
    Snapshot { poll: u64 },
    /// Count the votes of a poll.
    End { poll: u64 },
    /// Carry a poll out.
    Execute { poll: u64 },
    /// Carry an announced delisting out.
    Delist { asset: String },
    /// Accept an asset as collateral.
    Accept { asset: String },
    /// Take the keeper's own proceeds.
    Unlock { positions: Vec<Uint128> },
}

impl Intent {
    /// The sort of call.
    pub(super) fn task(&self) -> Task {
        match self {
            Self::Distribute => Task::Distribute,
            Self::Premium { .. } => Task::Premium,
            Self::Convert { .. } => Task::Convert,
            Self::Collect => Task::Collect,
            Self::Snapshot { .. } => Task::Snapshot,
            Self::End { .. } => Task::End,
            Self::Execute { .. } => Task::Execute,
            Self::Delist { .. } => Task::Delist,
            Self::Accept { .. } => Task::Accept,
            Self::Unlock { .. } => Task::Unlock,
        }
    }

    /// What it is for, in a few words; the same for the same thing tried again.
    pub(super) fn name(&self) -> String {
        let task = self.task().name();
        match self {
            Self::Distribute | Self::Collect | Self::Unlock { .. } => task.to_string(),
            Self::Premium { assets } => {
                let first = assets.first().map_or("", String::as_str);
                format!("{task} of {} from {first}", assets.len())
            }
            Self::Convert { asset } | Self::Delist { asset } | Self::Accept { asset } => {
                format!("{task} {asset}")
            }
            Self::Snapshot { poll } | Self::End { poll } | Self::Execute { poll } => {
                format!("{task} poll {poll}")
            }
        }
    }
}

/// What is due, in order: what others wait for most comes first.
pub(super) fn plan(seen: &Seen, settings: &KeepSettings) -> Vec<Intent> {
    let now = seen.at.time;
    let mut due = Vec::new();
    for poll in &seen.polls {
        due.extend(about_poll(poll, seen));
    }
    let is_due = |one: &&Due| now >= one.due;
    due.extend(
        seen.delistings
            .iter()
            .filter(is_due)
            .map(|one| Intent::Delist {
                asset: one.asset.clone(),
            }),
    );
    due.extend(
        seen.candidates
            .iter()
            .filter(is_due)
            .map(|one| Intent::Accept {
                asset: one.asset.clone(),
            }),
    );
    let every = settings.distribute_every_s;
    let last = seen.last_distributed;
    if last.is_some_and(|last| now >= last.saturating_add(every)) {
        due.push(Intent::Distribute);
    }
    due.extend(premiums(seen));
    due.extend(fees(seen, settings));
    due.extend(unlocked(seen));
    due.retain(|intent| settings.does(intent.task()));
    due
}

fn about_poll(poll: &PollResponse, seen: &Seen) -> Option<Intent> {
    let (now, id) = (seen.at.time, poll.id);
    match poll.status {
        PollStatus::InProgress if now >= poll.end_time => Some(Intent::End { poll: id }),
        PollStatus::InProgress => {
            let from = poll.end_time.saturating_sub(seen.snapshot_period);
            let is_due = poll.staked_amount.is_none() && now >= from;
            is_due.then_some(Intent::Snapshot { poll: id })
        }
        PollStatus::Passed | PollStatus::Failed => {
            let acts = poll.execute_data.is_some() || poll.admin_action.is_some();
            let is_own = seen
                .self_governed_from
                .is_none_or(|from| poll.start_time > from);
            let is_time = (poll.effective_time..=poll.expiration_time).contains(&now);
            (acts && is_own && is_time).then_some(Intent::Execute { poll: id })
        }
        PollStatus::Rejected | PollStatus::Executed | PollStatus::Expired => None,
    }
}

fn premiums(seen: &Seen) -> Vec<Intent> {
    let is_due = |updated: u64| seen.at.time >= updated.saturating_add(seen.premium_interval);
    let due = seen.pools.iter();
    let due: Vec<String> = due
        .filter(|pool| is_due(pool.premium_updated))
        .map(|pool| pool.asset.clone())
        .collect();
    let chunks = due.chunks(CHUNK).map(|assets| Intent::Premium {
        assets: assets.to_vec(),
    });
    chunks.collect()
}

/// Only what is worth its fee; what has no price has no worth that anybody knows.
fn fees(seen: &Seen, settings: &KeepSettings) -> Vec<Intent> {
    let is_worth = |worth: Option<Uint128>| {
        worth.is_some_and(|worth| !worth.is_zero() && worth >= settings.least_convert)
    };
    let worth = seen.fees.iter().filter(|fees| is_worth(fees.worth));
    let mut due: Vec<Intent> = worth
        .map(|fees| Intent::Convert {
            asset: fees.asset.clone(),
        })
        .collect();
    if !seen.collected.is_zero() && seen.collected >= settings.least_collect {
        due.push(Intent::Collect);
    }
    due
}

fn unlocked(seen: &Seen) -> Vec<Intent> {
    let over = seen.locks.iter();
    let over: Vec<Uint128> = over
        .filter(|lock| seen.at.time >= lock.unlock_time)
        .map(|lock| lock.position)
        .collect();
    let chunks = over.chunks(POSITIONS).map(|positions| Intent::Unlock {
        positions: positions.to_vec(),
    });
    chunks.collect()
}

#[cfg(test)]
mod tests;

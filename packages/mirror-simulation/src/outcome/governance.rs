//! What became of MIR and of the polls.

use cosmwasm_std::{Decimal, Uint128};
use serde::Serialize;
use time::Date;

use crate::amounts::grouped;

/// How gov took over from the deployer.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct HandOver {
    /// In UNIX seconds.
    pub second: u64,
    /// MIR in gov at that time, and by how many accounts.
    pub staked: Uint128,
    /// Accounts that had staked it.
    pub holders: u64,
    /// The part of it that one of them had at most.
    pub largest: Decimal,
}

impl HandOver {
    /// "gov took over on 2004-07-20: 7 accounts had staked 4,485,000 MIR, none more than 14.3 %". With
    /// its day, since the timeline begins with the first session.
    pub fn sentence(&self) -> String {
        let staked = grouped(self.staked.u128() / 1_000_000);
        let tenths = self
            .largest
            .atomics()
            .u128()
            .div_ceil(1_000_000_000_000_000);
        let holders = self.holders;
        let (whole, tenth) = (tenths / 10, tenths % 10);

        let day = self
            .date()
            .map_or(String::new(), |date| format!(" on {date}"));

        format!(
            "gov took over{day}: {holders} accounts had staked {staked} MIR, none more than {whole}.{tenth} %"
        )
    }

    /// The day of the hand-over.
    pub fn date(&self) -> Option<Date> {
        let second = i64::try_from(self.second).ok()?;
        let then = time::OffsetDateTime::from_unix_timestamp(second).ok()?;

        Some(then.date())
    }
}

/// How many polls there were, in `summary.json`.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct PollCounts {
    /// All polls.
    pub created: u64,
    /// Also those that were executed since, or whose action failed.
    pub passed: u64,
    /// For lack of quorum or of agreement.
    pub rejected: u64,
    /// Those that brought about what they were to.
    pub executed: u64,
    /// Passed, but what they were to bring about was refused.
    pub failed: u64,
}

impl PollCounts {
    /// Counts polls by their status.
    pub fn of(polls: &[PollRecord]) -> Self {
        let count = |statuses: &[PollStatus]| {
            let polls = polls.iter().filter(|poll| statuses.contains(&poll.status));
            polls.count() as u64
        };
        use PollStatus::{Executed, Expired, Failed, Passed, Rejected};

        Self {
            created: polls.len() as u64,
            passed: count(&[Passed, Executed, Failed, Expired]),
            rejected: count(&[Rejected]),
            executed: count(&[Executed]),
            failed: count(&[Failed]),
        }
    }
}

/// How a poll stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum PollStatus {
    /// It may be voted on.
    InProgress,
    /// Enough voted, and most of them yes.
    Passed,
    /// Too few voted, or too few of them yes.
    Rejected,
    /// It brought about what it was to.
    Executed,
    /// What it was to bring about was refused.
    Failed,
    /// Nobody carried it out in time.
    Expired,
}

/// A poll.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct PollRecord {
    /// Its number in gov.
    pub id: u64,
    /// What its proposer called it.
    pub title: String,
    /// Whether the scenario wants it, not a staker.
    pub is_planned: bool,
    /// The day it was proposed.
    #[serde(with = "super::day")]
    pub created: Date,
    /// The day its vote was counted.
    #[serde(with = "super::day::option")]
    pub ended: Option<Date>,
    /// How it stands on the last day.
    pub status: PollStatus,
    /// The part of the stake that voted; absent while it is open.
    pub turnout: Option<Decimal>,
    /// The part that has to.
    pub quorum: Decimal,
    /// The part of Yes among Yes and No; absent without either.
    pub support: Option<Decimal>,
    /// Whether the proposer lost the deposit.
    pub is_forfeited: bool,
}

/// MIR at the end of a day; sums count from the start of the run.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct MirDay {
    /// MIR there is.
    pub supply: Uint128,
    /// What would exist if everything had been released by the second.
    pub scheduled_supply: Uint128,
    /// In gov.
    pub staked: Uint128,
    /// MIR for one share of the stake: its growth is what every staker has earned.
    pub share_price: Decimal,
    /// What one MIR has earned beside that has voted in every poll that reached its quorum.
    pub vote_yield: Decimal,
    /// What a year of staking and voting brings at the pace of the last 15 days; absent while
    /// nobody stakes.
    pub staking_apr: Option<Decimal>,
    /// Polls that may be voted on.
    pub open_polls: u64,
    /// Base coins of fees that bought MIR.
    pub fees_converted: Uint128,
    /// MIR that fees brought to gov.
    pub fees_distributed: Uint128,
    /// Rewards and lost deposits, by who got them.
    pub to_stakers: Uint128,
    /// The part of voters.
    pub to_voters: Uint128,
    /// In the community pool.
    pub community: Uint128,
    /// MIR that the community granted.
    pub granted: Uint128,
    /// MIR that was claimed of airdrops.
    pub airdrop_claimed: Uint128,
    /// Limit orders that are not filled.
    pub open_orders: u64,
}

//! Who governs the protocol, and by which rules.

use cosmwasm_std::{Decimal, Uint128};
use serde::Deserialize;

use super::value;

/// `[governance]`: the rules of polls, and the delegates who keep them going.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Governance {
    /// Accounts that got MIR at the start and staked it. They bring what the scenario plans before
    /// the polls, one after the other; 3 to 50.
    pub delegates: u32,
    /// The chance that a delegate votes in a poll, at most 1.
    #[serde(deserialize_with = "value::rate")]
    pub turnout: Decimal,
    /// How long a poll is open; 2 to 90.
    pub voting_days: u32,
    /// How long a poll that has passed waits before it is executed; 1 to 90.
    pub delay_days: u32,
    /// The part of the stake that has to vote, above 0, at most 0.9.
    #[serde(deserialize_with = "value::rate")]
    pub quorum: Decimal,
    /// The part of Yes among Yes and No that has to be exceeded, from 0.5, at most 0.9.
    #[serde(deserialize_with = "value::rate")]
    pub threshold: Decimal,
    /// MIR that a proposer puts down; above 0, at most 10,000.
    #[serde(deserialize_with = "value::amount")]
    pub deposit: Uint128,
    /// As `voting_days`, for polls that use `execute`, which may do more than a default poll. Such a poll
    /// gives the community what UNI holders did not claim of their airdrop. The airdrop to LUNA stakers
    /// is lent to its operator instead: a poll for a new owner has the rules and the length of a
    /// migration's.
    pub execute_voting_days: u32,
    /// As `quorum`.
    #[serde(deserialize_with = "value::rate")]
    pub execute_quorum: Decimal,
    /// As `threshold`.
    #[serde(deserialize_with = "value::rate")]
    pub execute_threshold: Decimal,
    /// As `deposit`.
    #[serde(deserialize_with = "value::amount")]
    pub execute_deposit: Uint128,
    /// The part of rewards that goes to the voters of open polls, below 1.
    #[serde(deserialize_with = "value::rate")]
    pub voter_weight: Decimal,
}

impl Default for Governance {
    fn default() -> Self {
        Self {
            delegates: 7,
            turnout: Decimal::percent(90),
            voting_days: 7,
            delay_days: 1,
            quorum: Decimal::percent(18),
            threshold: Decimal::percent(50),
            deposit: Uint128::new(1_000_000_000),
            execute_voting_days: 10,
            execute_quorum: Decimal::percent(25),
            execute_threshold: Decimal::permille(667),
            execute_deposit: Uint128::new(3_000_000_000),
            voter_weight: Decimal::percent(50),
        }
    }
}

impl Governance {
    /// From the creation of a poll to its execution, in seconds, if nobody waits.
    pub fn shortest_seconds(&self) -> u64 {
        seconds(self.voting_days, self.delay_days)
    }

    /// The same of a poll by `execute`.
    pub fn shortest_execute_seconds(&self) -> u64 {
        seconds(self.execute_voting_days, self.delay_days)
    }
}

fn seconds(voting_days: u32, delay_days: u32) -> u64 {
    let days = u64::from(voting_days).saturating_add(u64::from(delay_days));

    days.saturating_mul(86_400)
}

/// `[airdrop]`: who comes for the MIR that LUNA stakers were promised.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Airdrop {
    /// Accounts that claim their part of every stage, beside the delegates; at most 200.
    pub claimants: u32,
    /// The chance that a claimant sells some of it when it claims, at most 1.
    #[serde(deserialize_with = "value::rate")]
    pub sells: Decimal,
}

impl Default for Airdrop {
    fn default() -> Self {
        Self {
            claimants: 24,
            sells: Decimal::percent(20),
        }
    }
}

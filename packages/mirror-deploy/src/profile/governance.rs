//! The parameters of gov, the community and the collector.

use cosmwasm_std::{Decimal, Uint128};
use mirror_protocol::gov::PollConfig;
use serde::{Deserialize, Serialize};

/// Seconds of a day and of a week.
const DAY: u64 = 86_400;
const WEEK: u64 = 7 * DAY;

/// The rules of polls, and when gov may take over.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct GovRules {
    /// Of polls without an admin action.
    pub default_poll: PollConfig,
    /// Of polls that migrate contracts.
    pub migration_poll: PollConfig,
    /// Of polls with another admin action.
    pub auth_admin_poll: PollConfig,
    /// Of polls that send what a default poll may not.
    pub execute_poll: PollConfig,
    /// How long after its end a passed poll waits before it may be executed, in seconds.
    pub effective_delay_seconds: u64,
    /// For how long it may be executed then, in seconds.
    pub expiration_seconds: u64,
    /// For how long before its end a poll's stake may be noted, in seconds.
    pub snapshot_seconds: u64,
    /// The part of a reward that goes to the voters of open polls.
    pub voter_weight: Decimal,
    /// The gas a poll's action may use.
    pub poll_gas_limit: u64,
    /// The part of No votes among Yes and No above which a poll's deposit is lost; `None` if it is
    /// never lost for that.
    pub veto_threshold: Option<Decimal>,
    /// The least that every voting period, the delay and the time to execute may be set to, in
    /// seconds. It is fixed.
    pub min_period_seconds: u64,
    /// The micro MIR that have to be staked for rewards to flow.
    pub minimum_stake: Uint128,
    /// The micro MIR that have to be staked before gov takes over, and that a quorum is counted of
    /// at least: at most 1 % of the cap.
    pub stake_to_take_over: Uint128,
}

/// The limits of the community's grants.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CommunityLimits {
    /// The most micro MIR for one grant.
    pub spend_limit: Uint128,
    /// The most for all grants of a period; `None` if there is no such limit.
    pub window: Option<Window>,
}

/// A limit for a period.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Window {
    /// Its length in seconds.
    pub seconds: u64,
    /// The most micro MIR in it.
    pub limit: Uint128,
}

/// The limits of the collector's swaps.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CollectorLimits {
    /// The largest part of its value that a swap may lose.
    pub max_spread: Decimal,
    /// The largest part of a pool to swap in one block.
    pub max_swap_ratio: Decimal,
    /// The oldest oracle price to swap by, in seconds.
    pub price_max_age_seconds: u64,
    /// Who may convert; empty: anybody.
    pub keepers: Vec<String>,
}

impl GovRules {
    /// Those of the original main network in its last version (gov.md section 2), with a veto and
    /// what the specification adds. Gov takes over when 1 % of all MIR there will be is staked, and no
    /// less than the community may grant at once: a half of that, which outvotes the others, is more
    /// than one grant.
    pub fn standard() -> Self {
        let poll = |deposit_in_mir: u128, days: u64, quorum: u64, threshold: u64| PollConfig {
            proposal_deposit: Uint128::new(deposit_in_mir * 1_000_000),
            voting_period: days * DAY,
            quorum: Decimal::permille(quorum),
            threshold: Decimal::permille(threshold),
        };
        Self {
            default_poll: poll(1_000, 7, 180, 500),
            migration_poll: poll(2_000, 7, 400, 667),
            auth_admin_poll: poll(3_000, 7, 400, 667),
            execute_poll: poll(3_000, 10, 250, 667),
            effective_delay_seconds: DAY,
            expiration_seconds: WEEK,
            snapshot_seconds: DAY,
            voter_weight: Decimal::percent(50),
            poll_gas_limit: 8_000_000,
            veto_threshold: Some(Decimal::permille(667)),
            min_period_seconds: DAY,
            minimum_stake: Uint128::new(1_000_000_000),
            stake_to_take_over: CommunityLimits::standard().spend_limit,
        }
    }
}

impl CommunityLimits {
    /// 1 M MIR for a grant, 2 M in 30 days (community.md section 2).
    pub fn standard() -> Self {
        Self {
            spend_limit: Uint128::new(1_000_000_000_000),
            window: Some(Window {
                seconds: 30 * DAY,
                limit: Uint128::new(2_000_000_000_000),
            }),
        }
    }
}

impl CollectorLimits {
    /// Those of collector.md section 2: at most the pair's commission in a block, by fresh prices.
    pub fn standard() -> Self {
        Self {
            max_spread: Decimal::percent(1),
            max_swap_ratio: Decimal::permille(3),
            price_max_age_seconds: 60,
            keepers: vec![],
        }
    }
}

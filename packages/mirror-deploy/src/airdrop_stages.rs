//! The stages of Mirror's LUNA stakers (airdrop.md 7): the snapshot at genesis, then one for every
//! 100,000 blocks of the first year.

use cosmwasm_std::Uint128;
use serde::Serialize;

/// To those who staked LUNA at genesis.
const GENESIS_AMOUNT: u128 = 9_150_000_000_000;
const GENESIS_HEIGHT: u64 = 680_000;

/// To those who stake LUNA in the first year, in equal parts.
const YEAR_AMOUNT: u128 = 18_300_000_000_000;
const REWARDS: u8 = 53;
const FIRST_REWARD_HEIGHT: u64 = 920_000;
const BLOCKS_BETWEEN: u64 = 100_000;

/// A stage of the airdrop, whose list does not exist yet.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct PlannedStage {
    /// The stage's number.
    pub stage: u8,
    /// Who is paid.
    pub what: &'static str,
    /// The block whose stakes count.
    pub snapshot_height: u64,
    /// In micro-MIR.
    pub amount: Uint128,
}

/// All stages, in order.
pub fn planned_stages() -> Vec<PlannedStage> {
    let genesis = PlannedStage {
        stage: 1,
        what: "LUNA stakers at genesis",
        snapshot_height: GENESIS_HEIGHT,
        amount: Uint128::new(GENESIS_AMOUNT),
    };
    std::iter::once(genesis)
        .chain((0..REWARDS).map(reward))
        .collect()
}

/// The one of this number, from 0 on.
fn reward(number: u8) -> PlannedStage {
    let parts = u128::from(REWARDS);
    let is_last = number + 1 == REWARDS;
    // The last one gets what the division leaves over.
    let rest = if is_last { YEAR_AMOUNT % parts } else { 0 };

    PlannedStage {
        stage: number + 2,
        what: if is_last {
            "LUNA staking reward, last"
        } else {
            "LUNA staking reward"
        },
        snapshot_height: FIRST_REWARD_HEIGHT + u64::from(number) * BLOCKS_BETWEEN,
        amount: Uint128::new(YEAR_AMOUNT / parts + rest),
    }
}

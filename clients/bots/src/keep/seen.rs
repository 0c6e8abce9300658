//! What the keeper looks at, at one height.

use cosmwasm_std::Uint128;
use mirror_protocol::gov::PollResponse;

use crate::frame::At;

/// What the keeper looks at, at one height.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Seen {
    /// The block.
    pub(super) at: At,
    /// When MIR was last released, in UNIX seconds; absent while the release is held.
    pub(super) last_distributed: Option<u64>,
    /// Seconds between two looks at a premium.
    pub(super) premium_interval: u64,
    /// The pools of staking.
    pub(super) pools: Vec<Pool>,
    /// What the collector would swap.
    pub(super) fees: Vec<Fees>,
    /// The collector's MIR.
    pub(super) collected: Uint128,
    /// Polls that are voted on, and those that may still be carried out.
    pub(super) polls: Vec<PollResponse>,
    /// For how long before its end a poll's stake may be noted, in seconds.
    pub(super) snapshot_period: u64,
    /// Polls created up to this time are never carried out, if it is set.
    pub(super) self_governed_from: Option<u64>,
    /// Delistings that were announced.
    pub(super) delistings: Vec<Due>,
    /// Assets that wait to become collateral, and could now by their price.
    pub(super) candidates: Vec<Due>,
    /// The keeper's own proceeds that are locked.
    pub(super) locks: Vec<LockedProceeds>,
}

/// A pool of staking.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Pool {
    pub(super) asset: String,
    /// When its premium was measured, in UNIX seconds; 0 for never.
    pub(super) premium_updated: u64,
}

/// What the collector would swap of an asset.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Fees {
    /// A token's address, or the base denom.
    pub(super) asset: String,
    /// How much in one call, in micro units.
    pub(super) amount: Uint128,
    /// What that is worth, in base-denom micro units, rounded down; absent where it has no price.
    pub(super) worth: Option<Uint128>,
}

/// Something about an asset that may be done from a time on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Due {
    pub(super) asset: String,
    /// In UNIX seconds.
    pub(super) due: u64,
}

/// The keeper's own proceeds of a short position.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct LockedProceeds {
    pub(super) position: Uint128,
    /// In UNIX seconds.
    pub(super) unlock_time: u64,
}

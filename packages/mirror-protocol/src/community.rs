//! The community pool of MIR, out of which polls pay grants.
//!
//! Amounts are in micro-MIR.

use cosmwasm_schema::{cw_serde, QueryResponses};
use cosmwasm_std::Uint128;

pub use terraswap::version::MigrateMsg;

/// Set up the pool. Both fields of the window are named, or neither.
#[cw_serde]
pub struct InstantiateMsg {
    /// Who pays grants; gov in a deployed protocol.
    pub owner: String,
    /// The MIR token.
    pub mirror_token: String,
    /// The most for one grant.
    pub spend_limit: Uint128,
    /// The length of the window, in seconds; above 0, at most a year. Absent: no window.
    pub spend_period: Option<u64>,
    /// The most for all grants of a window.
    pub period_limit: Option<Uint128>,
}

/// No message takes coins.
#[cw_serde]
pub enum ExecuteMsg {
    /// Change the owner or the limits; absent fields stay as they are. If there is a window,
    /// everything that loosens a limit waits for the present length of the window. A change that
    /// waited before is dropped.
    ///
    /// Sender: the owner. Emits: action=update_config.
    UpdateConfig {
        /// The new owner.
        owner: Option<String>,
        /// The new most for one grant.
        spend_limit: Option<Uint128>,
        /// The new length of the window, in seconds, at most a year. If this and `period_limit` are
        /// 0 the window is removed.
        spend_period: Option<u64>,
        /// The new most for all grants of a window.
        period_limit: Option<Uint128>,
    },
    /// Pay a grant.
    ///
    /// Sender: the owner. Emits: action=spend, recipient, amount.
    Spend {
        /// Who gets it; neither this contract nor the owner.
        recipient: String,
        /// How much: above 0 and within the limits.
        amount: Uint128,
    },
}

/// The queries. For the pool's balance ask the MIR token.
#[cw_serde]
#[derive(QueryResponses)]
pub enum QueryMsg {
    /// The configuration.
    #[returns(ConfigResponse)]
    Config {},
    /// What may be granted now, and a change of the limits that waits.
    #[returns(SpendInfoResponse)]
    SpendInfo {},
}

/// The configuration.
#[cw_serde]
pub struct ConfigResponse {
    /// Who pays grants.
    pub owner: String,
    /// The MIR token.
    pub mirror_token: String,
    /// The most for one grant.
    pub spend_limit: Uint128,
    /// The length of the window, in seconds; null: no window.
    pub spend_period: Option<u64>,
    /// The most for all grants of a window; null: no window.
    pub period_limit: Option<Uint128>,
}

/// What may be granted now.
#[cw_serde]
pub struct SpendInfoResponse {
    /// When the last window started, in UNIX seconds; 0 before the first grant.
    pub window_start: u64,
    /// The sum of its grants; 0 once it is over.
    pub spent: Uint128,
    /// The most that the next grant may be.
    pub available: Uint128,
    /// A change of the limits that waits; null: none.
    pub pending: Option<PendingLimits>,
}

/// A change of the limits that waits; absent limits stay as they are.
#[cw_serde]
pub struct PendingLimits {
    /// The most for one grant.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub spend_limit: Option<Uint128>,
    /// The most for all grants of a window.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub period_limit: Option<Uint128>,
    /// The length of the window, in seconds.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub spend_period: Option<u64>,
    /// The first second in which they hold, in UNIX seconds.
    pub effective_time: u64,
}

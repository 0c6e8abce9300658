//! The curve from an asset's premium to the share of its reward that goes to short stakers.

use cosmwasm_schema::{cw_serde, QueryResponses};
use cosmwasm_std::{from_json, Addr, Decimal, QuerierWrapper, StdResult};

pub use terraswap::version::MigrateMsg;

/// Set up the curve.
#[cw_serde]
#[derive(Default)]
pub struct InstantiateMsg {
    /// The largest weight, above 0 and at most 1; "0.8" unless told.
    pub max_weight: Option<Decimal>,
}

/// Nothing can be changed.
#[cw_serde]
pub enum ExecuteMsg {}

/// What can be asked.
#[cw_serde]
#[derive(QueryResponses)]
pub enum QueryMsg {
    /// The part of the reward for short stakers at a premium: the largest weight times the normal
    /// distribution at (premium in per cent - 2), rounded down at the 18th digit, and above a
    /// premium of 7 % the largest weight itself.
    #[returns(ShortRewardWeightResponse)]
    ShortRewardWeight {
        /// The premium of the market price over the oracle's, as a fraction ("0.05" = 5 %).
        premium_rate: Decimal,
    },
}

/// The part of the reward for short stakers.
#[cw_serde]
pub struct ShortRewardWeightResponse {
    /// A fraction ("0.4" = 40 %).
    pub short_reward_weight: Decimal,
}

/// Where our curve stores the weight that it rises to, as JSON.
pub const MAX_WEIGHT: &str = "normal_curve";

/// A curve to ask.
pub struct ShortReward(pub Addr);

impl ShortReward {
    /// The largest weight, read without running the code; with it `mirror_math` computes what the
    /// curve answers. `None` if nothing is stored there, or nothing that this code can read: then
    /// it is another curve, and has to be asked.
    pub fn stored_max_weight(&self, querier: &QuerierWrapper) -> StdResult<Option<Decimal>> {
        let stored = querier.query_wasm_raw(&self.0, MAX_WEIGHT.as_bytes())?;
        Ok(stored.and_then(|weight| from_json(weight).ok()))
    }

    /// The weight at `premium_rate`.
    pub fn weight(&self, querier: &QuerierWrapper, premium_rate: Decimal) -> StdResult<Decimal> {
        let question = QueryMsg::ShortRewardWeight { premium_rate };
        let answer: ShortRewardWeightResponse = querier.query_wasm_smart(&self.0, &question)?;
        Ok(answer.short_reward_weight)
    }
}

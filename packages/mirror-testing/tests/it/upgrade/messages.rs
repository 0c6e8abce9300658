//! The board's messages. Both codes take them, so that nobody who speaks to it notices the upgrade.

use cosmwasm_schema::cw_serde;
use cosmwasm_std::{Addr, Uint128};

#[cw_serde]
pub(crate) struct InstantiateMsg {
    pub(crate) owner: String,
}

#[cw_serde]
pub(crate) enum ExecuteMsg {
    /// The owner posts the price of an asset.
    Post { asset: String, price: Uint128 },
    /// The sender stakes more.
    Stake { amount: Uint128 },
    /// Carry over at most so many records of a former layout; anybody may. New in code 2.
    CarryOver { limit: u32 },
}

#[cw_serde]
pub(crate) enum QueryMsg {
    Config {},
    Quote {
        asset: String,
    },
    Quotes {},
    Stake {
        account: String,
    },
    /// At most two, ascending by account.
    Stakes {
        start_after: Option<String>,
    },
}

#[cw_serde]
pub(crate) struct ConfigResponse {
    pub(crate) owner: Addr,
    /// New in code 2. A new field of an answer has a default, so that it may be absent.
    #[serde(default)]
    pub(crate) most_age: u64,
}

#[cw_serde]
pub(crate) struct QuoteResponse {
    pub(crate) price: Uint128,
    pub(crate) time: u64,
    /// New in code 2.
    #[serde(default)]
    pub(crate) halted_until: u64,
}

#[cw_serde]
pub(crate) struct StakeResponse {
    pub(crate) amount: Uint128,
    /// New in code 2.
    #[serde(default)]
    pub(crate) locked_until: u64,
}

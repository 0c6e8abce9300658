//! MIR on its way: what fees bought, what the community granted, what airdrops paid.

use std::collections::BTreeMap;

use cosmwasm_std::Uint128;

use crate::accounts::Account;

/// Fees turned into MIR, since the start.
#[derive(Clone, Debug, Default)]
pub(crate) struct Conversion {
    /// Base coins that bought MIR.
    pub(crate) spent: Uint128,
    /// MIR that went to gov.
    pub(crate) distributed: Uint128,
}

/// MIR of the community, since the start.
#[derive(Clone, Debug, Default)]
pub(crate) struct Grants {
    pub(crate) granted: Uint128,
    pub(crate) count: u64,
    /// What has left it, by the events of the token.
    pub(crate) left: Uint128,
}

/// Stages and claims of both airdrops, since the start.
#[derive(Clone, Debug, Default)]
pub(crate) struct Airdrops {
    pub(crate) claimed: Uint128,
    pub(crate) claims: u64,
    pub(crate) stages: u64,
    pub(crate) clawed_back: Uint128,
    /// Claimed and clawed back, by contract: so much must have left it by the events of the token.
    pub(crate) paid: BTreeMap<Account, Uint128>,
}

//! The queries.

use cosmwasm_std::{Deps, Uint128};
use mirror_protocol::community::{ConfigResponse, PendingLimits, SpendInfoResponse};

use crate::error::ContractError;
use crate::limits::Pending;
use crate::state::{self, LIMITS, PARTIES};

/// The configuration at second `now`.
pub fn config(deps: Deps, now: u64) -> Result<ConfigResponse, ContractError> {
    let parties = PARTIES.load(deps.storage)?;
    let limits = LIMITS.load(deps.storage)?.at(now);
    Ok(ConfigResponse {
        owner: parties.owner.into_string(),
        mirror_token: parties.mirror_token.into_string(),
        spend_limit: limits.spend_limit,
        spend_period: limits.window.map(|window| window.period),
        period_limit: limits.window.map(|window| window.limit),
    })
}

/// What may be granted at second `now`, and the pending change.
pub fn spend_info(deps: Deps, now: u64) -> Result<SpendInfoResponse, ContractError> {
    let limits = LIMITS.load(deps.storage)?.at(now);
    let last = state::spent(deps.storage)?;
    let (window_start, spent) = match (&limits.window, last) {
        (Some(window), Some(last)) => (last.window_start, window.spent(Some(last), now).amount),
        _ => (0, Uint128::zero()),
    };
    Ok(SpendInfoResponse {
        window_start,
        spent,
        available: limits.available(last, now),
        pending: limits.pending.map(shown),
    })
}

fn shown(pending: Pending) -> PendingLimits {
    PendingLimits {
        spend_limit: pending.change.spend_limit,
        period_limit: pending.change.period_limit,
        spend_period: pending.change.spend_period,
        effective_time: pending.effective_time,
    }
}

//! Stake, deposits and shares (I-15 to I-17).

use cosmwasm_std::Uint128;
use mirror_protocol::gov::PollStatus;

use super::super::seen::Seen;
use super::check::{both, Check, Relation};
use super::sum::sum;

/// Shares that belong to nobody, from the first stake on (gov.md section 4).
const DEAD_SHARES: Uint128 = Uint128::new(1_000);

pub(super) fn of(seen: &Seen) -> Vec<Check> {
    let owed = seen.lists.gov.and_then(|state| {
        let left = state.rewards_left.unwrap_or_default();
        let parts = [
            state.total_deposit,
            state.pending_voting_rewards,
            left,
            state.total_staked,
        ];
        sum(parts)
    });
    let deposits = seen.lists.polls.and_then(|polls| {
        let open = polls
            .iter()
            .filter(|poll| poll.status == PollStatus::InProgress);
        sum(open.map(|poll| poll.deposit_amount))
    });
    let mut checks = vec![
        Check::of(
            "I-15",
            "MIR in gov, staked, deposited, owed",
            Relation::AtLeast,
            both(&seen.money.gov_mir, &owed),
        ),
        Check::of(
            "I-17",
            "deposits in gov, of open polls",
            Relation::Equal,
            both(&seen.lists.gov.map(|state| state.total_deposit), &deposits),
        ),
    ];
    if let Some(shares) = &seen.lists.shares {
        let all = seen.lists.gov.map(|state| state.total_share);
        let added = shares.and_then(|shares| match all.get()?.is_zero() {
            true => Ok(*shares),
            false => sum([*shares, DEAD_SHARES]),
        });
        checks.push(Check::of(
            "I-16",
            "shares of gov, of stakers and of nobody",
            Relation::Equal,
            both(&all, &added),
        ));
    }
    checks
}

//! What the protocol and its polls may be deployed with.

use cosmwasm_std::{Decimal, Uint128};

use super::ranges::{at_most_one, below_one, discount, ensure, positive, ratio, share};
use crate::scenario::governance::{Airdrop, Governance};
use crate::scenario::parts::Protocol;
use crate::scenario::rule::Rule;

/// What the first provider of MIR's market has of it at most: the UNI airdrop.
const MOST_MIR: u128 = 9_150_000_000_000;

pub(super) fn protocol(protocol: &Protocol) -> Result<(), Rule> {
    let denom = &protocol.base_denom;
    let well_formed = (3..=128).contains(&denom.len())
        && denom.starts_with(|first: char| first.is_ascii_alphabetic())
        && denom
            .chars()
            .all(|each| each.is_ascii_alphanumeric() || "/:._-".contains(each));
    ensure("base_denom", denom, well_formed, "a native denom like uusd")?;
    below_one("protocol_fee_rate", protocol.protocol_fee_rate)?;
    ratio("min_collateral_ratio", protocol.min_collateral_ratio)?;
    discount(protocol.auction_discount)?;
    share("short_reward_max_weight", protocol.short_reward_max_weight)?;
    for (key, seconds) in [
        ("confirm_seconds", protocol.confirm_seconds),
        ("halt_seconds", protocol.halt_seconds),
    ] {
        ensure(
            key,
            seconds,
            (60..=86_400).contains(&seconds),
            "60 to 86400",
        )?;
    }
    let days = protocol.collateral_delay_days;
    let is_long = days == 0 || (15..=365).contains(&days);
    let key = "collateral_delay_days";
    ensure(key, days, is_long, "0, or 15 to 365")?;
    positive("mir_price", protocol.mir_price)?;
    let liquidity = protocol.mir_liquidity;

    let mirror = mirror_math::ratio::units_floor(liquidity, protocol.mir_price);
    let can_be_had = mirror.is_ok_and(|mirror| (1_001..=MOST_MIR).contains(&mirror.u128()));
    ensure(
        "mir_liquidity",
        liquidity,
        can_be_had && liquidity.u128() > 1_000,
        "worth at most 9,150,000 MIR, and more than nothing",
    )
}

pub(super) fn airdrop(airdrop: &Airdrop) -> Result<(), Rule> {
    let claimants = airdrop.claimants;
    ensure("claimants", claimants, claimants <= 200, "at most 200")?;

    at_most_one("sells", airdrop.sells)
}

pub(super) fn governance(governance: &Governance) -> Result<(), Rule> {
    let delegates = governance.delegates;
    let is_a_few = (3..=50).contains(&delegates);
    ensure("delegates", delegates, is_a_few, "3 to 50")?;
    at_most_one("turnout", governance.turnout)?;
    let days = governance.delay_days;
    ensure("delay_days", days, (1..=90).contains(&days), "1 to 90")?;
    poll(
        ["voting_days", "quorum", "threshold", "deposit"],
        governance.voting_days,
        [governance.quorum, governance.threshold],
        governance.deposit,
    )?;
    poll(
        [
            "execute_voting_days",
            "execute_quorum",
            "execute_threshold",
            "execute_deposit",
        ],
        governance.execute_voting_days,
        [governance.execute_quorum, governance.execute_threshold],
        governance.execute_deposit,
    )?;

    below_one("voter_weight", governance.voter_weight)
}

/// The bounds of gov, so that no poll is out of reach for ever. A delegate has no more MIR to put
/// down than this.
fn poll(
    [days_key, quorum_key, threshold_key, deposit_key]: [&'static str; 4],
    days: u32,
    [quorum, threshold]: [Decimal; 2],
    deposit: Uint128,
) -> Result<(), Rule> {
    let most = Decimal::percent(90);
    ensure(days_key, days, (2..=90).contains(&days), "2 to 90")?;
    let is_reachable = !quorum.is_zero() && quorum <= most;
    let allowed = "above 0 and at most 0.9";
    ensure(quorum_key, quorum, is_reachable, allowed)?;
    let decides = Decimal::percent(50) <= threshold && threshold <= most;
    ensure(threshold_key, threshold, decides, "0.5 to 0.9")?;
    let can_be_had = (1..=10_000_000_000).contains(&deposit.u128());
    let allowed = "above 0 and at most 10,000 MIR";

    ensure(deposit_key, deposit, can_be_had, allowed)
}

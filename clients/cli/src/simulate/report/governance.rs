//! What the page shows of polls, stakers, supply and treasury.

use cosmwasm_std::Uint128;
use mirror_simulation::outcome::{MirDay, Outcome, PollRecord, Summary};
use serde_json::{json, Value};

use super::super::figures::{coins_f64, rate_f64};
use super::{epoch_day, figure, optional};

/// MIR at the end of each year as the supply table has it, the start first.
const TABLE: [u128; 5] = [
    54_900_000_000_000,
    183_000_000_000_000,
    256_200_000_000_000,
    320_250_000_000_000,
    370_575_000_000_000,
];

/// Series over all days.
pub(super) fn series(outcome: &Outcome) -> Value {
    let series = |value: fn(&MirDay) -> f64| -> Value {
        let days = outcome.days.iter();
        days.map(|day| figure(value(&day.mir))).collect()
    };
    // What is absent has no figure.
    let apr = |mir: &MirDay| {
        mir.staking_apr
            .map_or(f64::NAN, |apr| rate_f64(apr) * 100.0)
    };

    json!({
        "supply": series(|mir| coins_f64(mir.supply)),
        "scheduled": series(|mir| coins_f64(mir.scheduled_supply)),
        "staked": series(|mir| coins_f64(mir.staked)),
        "shareYield": series(|mir| (rate_f64(mir.share_price) - 1.0) * 100.0),
        "voteYield": series(|mir| rate_f64(mir.vote_yield) * 100.0),
        "stakingApr": series(apr),
        "converted": series(|mir| coins_f64(mir.fees_converted)),
        "toStakers": series(|mir| coins_f64(mir.to_stakers)),
        "toVoters": series(|mir| coins_f64(mir.to_voters)),
        "community": series(|mir| coins_f64(mir.community)),
        "granted": series(|mir| coins_f64(mir.granted)),
        "claimed": series(|mir| coins_f64(mir.airdrop_claimed)),
    })
}

/// Year by year: what there is, what the table has, in whole MIR, and micro MIR that are missing.
pub(super) fn supply(summary: &Summary) -> Value {
    let years = summary.mir_supply_by_year.iter().zip(TABLE);

    years
        .map(|((year, supply), table)| {
            let missing = Uint128::new(table).abs_diff(*supply);
            json!({
                "year": year,
                "supply": coins_f64(*supply),
                "table": coins_f64(Uint128::new(table)),
                "missing": missing.u128() as f64,
            })
        })
        .collect()
}

/// Every poll, the latest first.
pub(super) fn polls(outcome: &Outcome) -> Value {
    outcome.polls.iter().rev().map(poll).collect()
}

fn poll(poll: &PollRecord) -> Value {
    let percent = |part: f64| (part * 1e4).round() / 1e2;

    json!({
        "id": poll.id,
        "title": poll.title,
        "planned": poll.is_planned,
        "created": poll.created.to_string(),
        "ended": poll.ended.map(epoch_day),
        "status": poll.status,
        "turnout": optional(poll.turnout.map(rate_f64).map(percent)),
        "quorum": figure(percent(rate_f64(poll.quorum))),
        "support": optional(poll.support.map(rate_f64).map(percent)),
        "forfeited": poll.is_forfeited,
    })
}

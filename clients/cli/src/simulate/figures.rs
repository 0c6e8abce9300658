//! The figures a person reads first, on the screen and at the top of the report.

use std::time::Duration;

use cosmwasm_std::{Decimal, SignedDecimal, Uint128};
use mirror_simulation::amounts::{coins, grouped};
use mirror_simulation::outcome::{KindProfit, Summary};
use serde::Serialize;

use super::timing::per_second;

/// One headline figure.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub(super) struct Figure {
    pub(super) name: &'static str,
    /// For a person: `1,234.5`.
    pub(super) shown: String,
    /// In millionths, for the difference between two runs.
    #[serde(skip)]
    pub(super) micro: i128,
    /// A few words beside the figure.
    pub(super) note: String,
}

/// Of a coin, or of one that is counted.
const MICRO: u128 = 1_000_000;

pub(super) fn figures(summary: &Summary) -> Vec<Figure> {
    let released = share(summary.mir_released, summary.mir_scheduled);
    let released = format!("{released} of the schedule");

    vec![
        count(
            "Invariants broken",
            summary.violations,
            "checked after every day",
        ),
        money(
            "Value in the protocol",
            summary.total_value,
            "on the last day",
        ),
        count(
            "Liquidations",
            summary.liquidations,
            "auctions that took collateral",
        ),
        money(
            "Bad debt",
            summary.bad_debt,
            "written off with what is sold",
        ),
        count(
            "Refused as stale",
            summary.refused_stale,
            "changes tried on old prices",
        ),
        money(
            "Protocol fees",
            summary.protocol_fees,
            "of burns and auctions",
        ),
        money("Commission", summary.commission, "left with the providers"),
        money("MIR released", summary.mir_released, &released),
        taken_over(summary),
        count("Polls", summary.polls.created, &polls(summary)),
        money(
            "Fees turned into MIR",
            summary.fees_converted,
            &distributed(summary),
        ),
        money("MIR staked", summary.mir_staked, "in gov, on the last day"),
        money(
            "Airdrops claimed",
            summary.airdrop_claimed,
            "MIR of all stages",
        ),
        count("Orders filled", summary.orders_filled, &placed(summary)),
        count("IPOs", summary.ipos, &lives(summary)),
        count("Prices halted", summary.halts, "by the guardian, for hours"),
        count("Messages", summary.messages, &speed(summary)),
    ]
}

fn lives(summary: &Summary) -> String {
    format!(
        "beside {} after a split, {} delisted by a feeder",
        summary.migrations, summary.announced_delistings
    )
}

fn taken_over(summary: &Summary) -> Figure {
    let hand_over = &summary.hand_over;
    let date = hand_over.date();

    Figure {
        name: "Gov took over",
        shown: date.map_or(String::new(), |date| date.to_string()),
        micro: 0,
        note: format!(
            "{} MIR staked by {}",
            coins(hand_over.staked),
            hand_over.holders
        ),
    }
}

fn polls(summary: &Summary) -> String {
    let polls = &summary.polls;
    let failed = match polls.failed {
        0 => String::new(),
        failed => format!(", {failed} failed"),
    };
    // One of them always: that from before gov took over.
    let left = match polls.passed.saturating_sub(polls.executed + polls.failed) {
        0 => String::new(),
        left => format!(", {left} passed only"),
    };

    format!(
        "{} executed, {} rejected{failed}{left}",
        polls.executed, polls.rejected
    )
}

fn distributed(summary: &Summary) -> String {
    format!("{} MIR for stakers", coins(summary.fees_distributed))
}

fn placed(summary: &Summary) -> String {
    format!("of {} limit orders", grouped(summary.orders_placed))
}

fn count(name: &'static str, number: u64, note: &str) -> Figure {
    Figure {
        name,
        shown: grouped(number),
        micro: micro(u128::from(number) * MICRO),
        note: note.to_string(),
    }
}

fn money(name: &'static str, amount: Uint128, note: &str) -> Figure {
    Figure {
        name,
        shown: coins(amount),
        micro: micro(amount.u128()),
        note: note.to_string(),
    }
}

/// No run has so much.
fn micro(amount: u128) -> i128 {
    i128::try_from(amount).unwrap_or(i128::MAX)
}

/// `+1,234`, `-5` or `=`, in whole coins.
pub(super) fn difference(a: i128, b: i128) -> String {
    let micro = b.saturating_sub(a);
    match micro.unsigned_abs().saturating_add(MICRO / 2) / MICRO {
        0 => "=".to_string(),
        whole if micro < 0 => format!("-{}", grouped(whole)),
        whole => format!("+{}", grouped(whole)),
    }
}

fn speed(summary: &Summary) -> String {
    let timing = &summary.timing;
    let memory = timing.peak_memory_bytes.map_or(String::new(), |bytes| {
        format!(", {} MB", grouped(bytes / 1_000_000))
    });
    let elapsed = Duration::try_from_secs_f64(timing.seconds).unwrap_or_default();

    format!(
        "{} a second, {:.1} s{memory}",
        grouped(per_second(summary.messages, elapsed)),
        timing.seconds
    )
}

/// What a kind of agent made of its money, as a fraction of it.
pub(super) fn gain(group: &KindProfit) -> Option<f64> {
    if group.invested.is_zero() {
        return None;
    }

    Some(group.worth.i128() as f64 / group.invested.u128() as f64 - 1.0)
}

/// A fraction as `+1.23 %`.
pub(super) fn percent(fraction: f64) -> String {
    format!("{:+.2} %", fraction * 100.0)
}

fn share(part: Uint128, whole: Uint128) -> String {
    if whole.is_zero() {
        return "nothing".to_string();
    }

    format!("{:.2} %", coins_f64(part) / coins_f64(whole) * 100.0)
}

/// Micro units as coins, for charts: fifteen digits are more than a pixel needs.
pub(super) fn coins_f64(micro: Uint128) -> f64 {
    micro.u128() as f64 / 1e6
}

pub(super) fn rate_f64(rate: Decimal) -> f64 {
    rate.atomics().u128() as f64 / 1e18
}

pub(super) fn signed_rate_f64(rate: SignedDecimal) -> f64 {
    rate.atomics().i128() as f64 / 1e18
}

#[cfg(test)]
mod tests {
    use cosmwasm_std::Int128;

    use super::*;

    #[test]
    fn a_difference_has_a_sign() {
        assert_eq!(difference(1_000_000, 1_235_000_000), "+1,234");
        assert_eq!(difference(1_235_000_000, 1_000_000), "-1,234");
        assert_eq!(difference(2_000_000, 2_200_000), "=");
    }

    #[test]
    fn a_group_that_brought_nothing_has_no_gain() {
        assert_eq!(gain(&KindProfit::default()), None);
        let half_lost = KindProfit {
            agents: 1,
            invested: Uint128::new(2_000_000),
            worth: Int128::new(1_000_000),
            rewards: Uint128::zero(),
        };
        assert_eq!(gain(&half_lost), Some(-0.5));
    }
}

//! What the feeder sees at one height, and what it is set to do.

use std::collections::BTreeMap;

use cosmwasm_std::Decimal;

use super::answers::Accept;
use super::calendar::Calendar;
use super::sources::Observation;
use crate::frame::At;

/// What the feeder sees at one height.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Seen {
    /// The block.
    pub at: At,
    /// The time here, in UNIX seconds, by which the age of observations is told.
    pub clock: u64,
    /// How long a pending post waits for its confirmation, in seconds.
    pub confirm_s: u64,
    /// What the oracle knows, by asset; absent where it knows nothing of it.
    pub chain: BTreeMap<String, OnChain>,
    /// What the sources of each asset gave, in the order of the assets.
    pub quotes: Vec<Vec<Quote>>,
    /// What operators said of frozen prices, or why that can not be read.
    pub answers: Result<Vec<Accept>, String>,
}

/// What the oracle knows of an asset. Prices are for a micro unit.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OnChain {
    /// The last accepted price, 0 before the first.
    pub price: Decimal,
    /// When it was posted, in UNIX seconds; 0 for one that may not be used.
    pub time: u64,
    /// Who may post.
    pub feeder: String,
    /// When its halt ends, while it is halted.
    pub halted_until: Option<u64>,
    /// A price that awaits its confirmation, and since when.
    pub pending: Option<(Decimal, u64)>,
    /// The price that posts are measured at by the oracle, and since when.
    pub anchor: Option<(Decimal, u64)>,
    /// The part by which the oracle lets a post move it; none where it sets no limit.
    pub band: Option<Decimal>,
}

/// What a source gave.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Quote {
    /// How much it counts.
    pub weight: u32,
    /// Its last price.
    pub last: Option<Observation>,
    /// Why it gave none the last time.
    pub fault: Option<String>,
}

/// What the feeder is set to do.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Settings {
    /// The assets.
    pub assets: Vec<Asset>,
    /// The accounts that post, by group.
    pub feeders: Vec<String>,
    /// Whether it posts only what nobody else does.
    pub is_standby: bool,
    /// The time between blocks that the heartbeats were reckoned with, in seconds.
    pub block_s: u64,
    /// The time that a post takes to a node, in seconds.
    pub latency_s: u64,
}

/// An asset to feed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Asset {
    /// How people call it.
    pub name: String,
    /// How the oracle does: a token's address, or a denom.
    pub token: String,
    /// Which of the accounts feeds it.
    pub group: usize,
    /// How many decimals it has.
    pub decimals: u8,
    /// How many sources must have a price.
    pub quorum: usize,
    /// When its market is open.
    pub calendar: Calendar,
    /// When to post and when not.
    pub limits: Limits,
}

/// When to post a price and when not.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Limits {
    /// The age at which a price is posted anew, in seconds.
    pub heartbeat_s: u64,
    /// The part by which a price moves to be posted before that, in ten-thousandths.
    pub deviation_bps: u64,
    /// The age at which an observation counts no more, in seconds.
    pub max_source_age_s: u64,
    /// The part by which a price may move at once.
    pub max_jump: Decimal,
    /// The lowest price of a whole unit that is posted.
    pub min_price: Option<Decimal>,
    /// The highest one.
    pub max_price: Option<Decimal>,
    /// What becomes of a price that the oracle holds back.
    pub on_pending: OnPending,
}

/// What becomes of a price that is outside the oracle's band and awaits its confirmation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum OnPending {
    /// It is posted again until the oracle takes it.
    Repeat,
    /// It is left to people.
    Stop,
}

impl Asset {
    /// A price of a whole unit as one of a micro unit; `None` where that is 0 or too large.
    pub fn scaled(&self, price: Decimal) -> Option<Decimal> {
        const MICRO: i32 = 6;
        let power = MICRO - i32::from(self.decimals);
        let factor = 10_u128.checked_pow(power.unsigned_abs())?;
        let atomics = price.atomics().u128();
        let atomics = if power >= 0 {
            atomics.checked_mul(factor)?
        } else {
            atomics.checked_div(factor)?
        };
        (atomics > 0).then(|| Decimal::raw(atomics))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Example 5 of oracle.md: a token with 8 decimals at 30,000 is posted as 300.
    #[test]
    fn a_price_of_a_whole_unit_is_posted_as_one_of_a_micro_unit() {
        let asset = |decimals| Asset {
            name: "x".to_string(),
            token: "x".to_string(),
            group: 0,
            decimals,
            quorum: 1,
            calendar: Calendar::always(),
            limits: Limits {
                heartbeat_s: 20,
                deviation_bps: 50,
                max_source_age_s: 30,
                max_jump: Decimal::percent(20),
                min_price: None,
                max_price: None,
                on_pending: OnPending::Repeat,
            },
        };
        let whole = |price: u128| Decimal::from_ratio(price, 1_u128);

        assert_eq!(asset(8).scaled(whole(30_000)), Some(whole(300)));
        assert_eq!(asset(6).scaled(whole(7)), Some(whole(7)));
        assert_eq!(asset(0).scaled(whole(7)), Some(whole(7_000_000)));
        assert_eq!(asset(18).scaled(whole(1)), Some(Decimal::raw(1_000_000)));
        assert_eq!(asset(30).scaled(whole(1)), None);
        assert_eq!(asset(0).scaled(Decimal::MAX), None);
    }
}

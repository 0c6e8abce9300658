//! What is to be done about one asset.

use cosmwasm_std::{Decimal, Uint256};

use super::answers::Accept;
use super::calendar::Market;
use super::median::{median, Vote};
use super::sanity::{self, Doubt};
use super::seen::{Asset, OnChain, OnPending, Quote};
use super::timing::TAKE_OVER_AGE_S;
use crate::frame::At;

/// How far the clock of a source may be ahead of the one here, in seconds.
const AHEAD_S: u64 = 5;

/// The highest price that the oracle takes.
const HIGHEST: u128 = 1_000_000_000;

/// The part by which a post may differ from a pending one and still confirm it, in percent.
const CONFIRMS_PERCENT: u64 = 10;

/// What is known beside the asset's own record.
#[derive(Clone, Debug)]
pub(super) struct Around<'a> {
    /// The block.
    pub(super) at: At,
    /// The time here.
    pub(super) clock: u64,
    /// How long a pending post waits.
    pub(super) confirm_s: u64,
    /// The account that posts for the asset.
    pub(super) feeder: &'a str,
    /// Whether it posts only what nobody else does.
    pub(super) is_standby: bool,
    /// What this feeder posted last of the asset.
    pub(super) posted: Option<Posted>,
    /// Since when the asset has had no usable price.
    pub(super) unusable_since: Option<u64>,
    /// Why it is frozen, if it is.
    pub(super) frozen: Option<&'a Doubt>,
    /// What an operator said its price is.
    pub(super) accept: Option<&'a Accept>,
}

/// A post of this feeder.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Posted {
    /// The height of its block.
    pub height: u64,
    /// The time of its block.
    pub time: u64,
}

/// What is to be done about an asset.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Verdict {
    /// The oracle does not know it.
    NotRegistered,
    /// Somebody else feeds it.
    NotOurs,
    /// Its market is closed.
    Closed,
    /// Too few sources have a price.
    NoQuorum {
        /// How many have one.
        live: usize,
        /// Since when the market is open.
        since: u64,
    },
    /// The price is outside what it may ever be.
    OutOfBounds(Decimal),
    /// The price is doubtful.
    Frozen(Doubt),
    /// There is a price.
    Ready {
        /// As it is posted.
        price: Decimal,
        /// Why it is to be posted now, if it is.
        due: Option<Due>,
        /// Whether it may go along with others that are due.
        may_join: bool,
    },
}

/// Why a price is to be posted now.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Due {
    /// The last one is old, or there is none.
    Heartbeat,
    /// It has moved.
    Deviation,
    /// Nobody else posts.
    TakeOver,
    /// Somebody else posted in the meantime.
    TakeBack,
    /// It confirms a post that the oracle held back.
    Confirm,
    /// It is inside the oracle's band again, or farther outside.
    Anew,
}

impl Due {
    /// Its name in the log.
    pub fn name(self) -> &'static str {
        match self {
            Self::Heartbeat => "heartbeat",
            Self::Deviation => "deviation",
            Self::TakeOver => "take over",
            Self::TakeBack => "take back",
            Self::Confirm => "confirm",
            Self::Anew => "anew",
        }
    }
}

/// What is to be done about an asset.
pub(super) fn judge(
    asset: &Asset,
    chain: Option<&OnChain>,
    quotes: &[Quote],
    around: &Around<'_>,
) -> Verdict {
    let Some(chain) = chain else {
        return Verdict::NotRegistered;
    };
    if chain.feeder != around.feeder {
        return Verdict::NotOurs;
    }
    let Market::Open { since } = asset.calendar.at(around.clock) else {
        return Verdict::Closed;
    };
    let votes = live(asset, quotes, around.clock, since);
    let price = median(&votes).filter(|_| votes.len() >= asset.quorum);
    let Some(whole) = price else {
        let live = votes.len();
        return Verdict::NoQuorum { live, since };
    };
    let is_low = asset.limits.min_price.is_some_and(|least| whole < least);
    let is_high = asset.limits.max_price.is_some_and(|most| whole > most);
    let highest = Decimal::from_ratio(HIGHEST, 1_u128);
    let scaled = asset.scaled(whole).filter(|price| *price <= highest);
    let Some(price) = scaled.filter(|_| !is_low && !is_high) else {
        return Verdict::OutOfBounds(whole);
    };
    if let Err(doubt) = doubted(asset, chain, price, around) {
        return Verdict::Frozen(doubt);
    }
    let age = age(chain, around);
    let due = due(asset, chain, price, age, around);
    let is_old_enough = age >= asset.limits.heartbeat_s / 2;
    let may_join = is_old_enough
        && chain.pending.is_none()
        && !is_fed_in_this_block(chain, around)
        && (!around.is_standby || is_active(chain, around));
    Verdict::Ready {
        price,
        due,
        may_join,
    }
}

/// The prices that count: not too old, not of the future, and of this opening of the market.
fn live(asset: &Asset, quotes: &[Quote], clock: u64, since: u64) -> Vec<Vote> {
    let votes = quotes.iter().filter_map(|quote| {
        let last = quote.last?;
        let oldest = clock.saturating_sub(asset.limits.max_source_age_s);
        let newest = clock.saturating_add(AHEAD_S);
        let counts = (oldest..=newest).contains(&last.observed_at) && last.observed_at >= since;
        counts.then_some(Vote {
            price: last.price,
            weight: quote.weight,
        })
    });
    votes.collect()
}

/// Whether nobody should post this price before a person has looked at it. A frozen one is free again
/// when it is back where it was.
fn doubted(
    asset: &Asset,
    chain: &OnChain,
    price: Decimal,
    around: &Around<'_>,
) -> Result<(), Doubt> {
    let most = asset.limits.max_jump;
    if let Some(accepted) = around.accept.and_then(|accept| asset.scaled(accept.price)) {
        return sanity::judge(accepted, price, 0, most);
    }
    if chain.price.is_zero() {
        return Ok(());
    }
    let Some(frozen) = around.frozen else {
        return sanity::judge(chain.price, price, quiet_s(chain, around), most);
    };
    sanity::judge(chain.price, price, 0, most).map_err(|now| Doubt {
        reason: frozen.reason.clone(),
        ..now
    })
}

/// For how long nobody has posted the asset, as far as is known.
fn quiet_s(chain: &OnChain, around: &Around<'_>) -> u64 {
    let posted = around.posted.map(|posted| posted.time);
    let anchor = chain.anchor.map(|(_, time)| time);
    let last = match chain.time {
        0 => posted.or(anchor).unwrap_or(0),
        time => time,
    };
    around.at.time.saturating_sub(last)
}

/// The age of the last post, as far as it matters for posting anew.
fn age(chain: &OnChain, around: &Around<'_>) -> u64 {
    let last = match chain.time {
        0 => around.posted.map_or(0, |posted| posted.time),
        time => time,
    };
    around.at.time.saturating_sub(last)
}

/// Whether the asset has been fed in the last block, so that a simulation would refuse it.
fn is_fed_in_this_block(chain: &OnChain, around: &Around<'_>) -> bool {
    let by_us = around
        .posted
        .is_some_and(|posted| posted.height >= around.at.height);
    by_us || chain.time == around.at.time
}

/// Whether the last post is one of this feeder.
fn is_active(chain: &OnChain, around: &Around<'_>) -> bool {
    around.posted.is_some_and(|posted| match chain.time {
        0 => around
            .unusable_since
            .is_some_and(|since| posted.time >= since),
        time => posted.time == time,
    })
}

fn due(
    asset: &Asset,
    chain: &OnChain,
    price: Decimal,
    age: u64,
    around: &Around<'_>,
) -> Option<Due> {
    if is_fed_in_this_block(chain, around) {
        return None;
    }
    if around.is_standby && !is_active(chain, around) {
        let age = match chain.time {
            0 => around
                .unusable_since
                .map_or(0, |since| around.at.time.saturating_sub(since)),
            _ => age,
        };
        return (age > TAKE_OVER_AGE_S).then_some(Due::TakeOver);
    }
    if let Some(pending) = chain.pending {
        return due_while_pending(asset, chain, pending, price, around);
    }
    if age >= asset.limits.heartbeat_s {
        return Some(Due::Heartbeat);
    }
    if has_moved(chain.price, price, asset.limits.deviation_bps) {
        return Some(Due::Deviation);
    }
    let is_of_another = chain.time != 0 && !is_active(chain, around);
    (is_of_another && !around.is_standby).then_some(Due::TakeBack)
}

/// A post outside the oracle's band waits to be confirmed (oracle.md section 5).
fn due_while_pending(
    asset: &Asset,
    chain: &OnChain,
    (held, since): (Decimal, u64),
    price: Decimal,
    around: &Around<'_>,
) -> Option<Due> {
    let anchor = match chain.anchor {
        Some((anchor, time)) if around.at.time <= time.saturating_add(around.confirm_s) => anchor,
        _ => chain.price,
    };
    let is_inside = chain
        .band
        .is_none_or(|band| is_within(anchor, price, band.atomics().u128()));
    if is_inside {
        return Some(Due::Anew);
    }
    if asset.limits.on_pending == OnPending::Stop {
        return None;
    }
    let tenth = Decimal::percent(CONFIRMS_PERCENT).atomics().u128();
    if !is_within(held, price, tenth) {
        return Some(Due::Anew);
    }
    let is_over = around.at.time >= since.saturating_add(around.confirm_s);
    is_over.then_some(Due::Confirm)
}

fn has_moved(from: Decimal, to: Decimal, bps: u64) -> bool {
    let part = Decimal::bps(bps).atomics().u128();
    let moved = Uint256::from(from.abs_diff(to).atomics());
    moved.saturating_mul(one()) >= share(from, part)
}

/// Whether a price differs by at most a part, given in atomics, of another.
fn is_within(from: Decimal, to: Decimal, part: u128) -> bool {
    let moved = Uint256::from(from.abs_diff(to).atomics());
    moved.saturating_mul(one()) <= share(from, part)
}

fn one() -> Uint256 {
    Uint256::from(Decimal::one().atomics())
}

fn share(of: Decimal, part: u128) -> Uint256 {
    Uint256::from(of.atomics()).saturating_mul(Uint256::from(part))
}

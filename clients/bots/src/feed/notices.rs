//! What the feeder tells people, in words that they can act on.

use jiff::Timestamp;

use super::calendar::Market;
use super::judge::{Around, Verdict};
use super::seen::{Asset, OnChain, OnPending, Quote, Seen, Settings};
use super::timing::{self, ALERT_AGE_S};

/// How long after the opening of a market the first prices may take, in seconds.
const OPENING_S: u64 = 300;

/// How long after its own start a feeder has time to post what is old, in seconds.
const START_S: u64 = 20;

/// A price is old, though its market is open.
pub const LATE: &str = "price_late";
/// Too few sources have a price.
pub const NO_QUORUM: &str = "price_sources";
/// A price is doubtful and not posted.
pub const FROZEN: &str = "price_frozen";
/// The oracle holds a price back.
pub const PENDING: &str = "price_pending";
/// A price is outside what it may ever be.
pub const OUT_OF_BOUNDS: &str = "price_bounds";
/// The account is not the asset's feeder.
pub const NOT_OURS: &str = "not_feeder";
/// The oracle does not know the asset.
pub const NOT_REGISTERED: &str = "not_registered";
/// The oracle passed an asset over.
pub const PASSED_OVER: &str = "price_passed_over";
/// An account can not post.
pub const ACCOUNT: &str = "price_account";
/// Blocks take longer than the heartbeats were reckoned with.
pub const SLOW_BLOCKS: &str = "slow_blocks";
/// The file of answers can not be read.
pub const ANSWERS: &str = "answers";

/// Something to tell somebody.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Notice {
    /// What sort of thing it is.
    pub kind: &'static str,
    /// What it is about.
    pub subject: String,
    /// What is wrong.
    pub words: String,
    /// What a person can do about it.
    pub what_to_do: String,
}

impl Notice {
    /// By which it is raised and cleared.
    pub fn key(&self) -> (&'static str, String) {
        (self.kind, self.subject.clone())
    }
}

/// The kind, what is wrong, and what a person can do.
type Told = (&'static str, String, String);

/// What is to be told of an asset.
pub(super) fn about(
    asset: &Asset,
    chain: Option<&OnChain>,
    verdict: &Verdict,
    around: &Around<'_>,
    begun: u64,
    quotes: &[Quote],
) -> Vec<Notice> {
    let has_begun = around.at.time >= begun.saturating_add(START_S);
    let of_verdict = of_verdict(asset, verdict, around, quotes);
    // Sources have not been asked yet when a feeder begins.
    let of_verdict = of_verdict.filter(|(kind, ..)| has_begun || *kind != NO_QUORUM);
    let mut told: Vec<Told> = of_verdict.into_iter().collect();
    told.extend(frozen(asset, verdict, around));
    let is_ours = !matches!(verdict, Verdict::NotOurs);
    if let (Some(chain), Market::Open { since }, true) =
        (chain, asset.calendar.at(around.clock), is_ours)
    {
        told.extend(pending(asset, chain));
        told.extend(late(asset, chain, around, since).filter(|_| has_begun));
    }
    let notices = told.into_iter().map(|(kind, words, what_to_do)| Notice {
        kind,
        subject: asset.name.clone(),
        words,
        what_to_do,
    });
    notices.collect()
}

/// That a price is frozen, be it that nobody can tell at the moment what it is.
fn frozen(asset: &Asset, verdict: &Verdict, around: &Around<'_>) -> Option<Told> {
    let doubt = match verdict {
        Verdict::Frozen(doubt) => doubt,
        Verdict::Ready { .. } => return None,
        _ => around.frozen?,
    };
    let name = &asset.name;
    let what = format!(
        "Compare it with the market. If it is right: mirror feed accept {name} PRICE. If the share was \
         split: mirror feed delist {name} --migrate."
    );
    Some((
        FROZEN,
        format!("The price of {name} is frozen: {doubt}."),
        what,
    ))
}

/// That the oracle holds a price back.
fn pending(asset: &Asset, chain: &OnChain) -> Option<Told> {
    let (price, time) = chain.pending?;
    let moment = i64::try_from(time).map(Timestamp::from_second);
    let since = moment.map_or_else(
        |_| time.to_string(),
        |moment| match moment {
            Ok(moment) => moment.to_string(),
            Err(_) => time.to_string(),
        },
    );
    let name = &asset.name;
    let what = match asset.limits.on_pending {
        OnPending::Repeat => "the feeder confirms it by itself; if it is wrong, stop the feeder",
        OnPending::Stop => "the feeder leaves it so; on_pending = \"repeat\" lets it be confirmed",
    };
    let words = format!(
        "The oracle holds {price} for {name} back since {since}, outside its band, and the asset counts as \
         stale."
    );
    Some((
        PENDING,
        words,
        format!("Compare it with the market: {what}."),
    ))
}

/// That a price is old, though its market is open and nothing holds it back.
fn late(asset: &Asset, chain: &OnChain, around: &Around<'_>, since: u64) -> Option<Told> {
    let is_after_opening = chain.time >= since || around.clock >= since.saturating_add(OPENING_S);
    let age = around.at.time.saturating_sub(chain.time);
    let is_held = chain.pending.is_some() || chain.halted_until.is_some();
    if age < ALERT_AGE_S || !is_after_opening || is_held {
        return None;
    }
    let old = match chain.time {
        0 => "not usable".to_string(),
        _ => format!("{age} s old"),
    };
    let words = format!(
        "The price of {} is {old}; after 60 s nobody can open, change or liquidate a position.",
        asset.name
    );
    let what = "Look at the other alerts, at the sources and at the account's balance.";
    Some((LATE, words, what.to_string()))
}

fn of_verdict(
    asset: &Asset,
    verdict: &Verdict,
    around: &Around<'_>,
    quotes: &[Quote],
) -> Option<Told> {
    let name = &asset.name;
    match verdict {
        Verdict::NotRegistered => Some((
            NOT_REGISTERED,
            format!("The oracle does not know {name} ({}).", asset.token),
            "Mend the asset in the operations file, or wait for its listing.".to_string(),
        )),
        Verdict::NotOurs => Some((
            NOT_OURS,
            format!("{} is not the feeder of {name} and posts nothing for it.", around.feeder),
            "Take the asset out of the operations file if that is meant so, else see who changed it."
                .to_string(),
        )),
        // At an opening it takes a moment until the first trades are there.
        Verdict::NoQuorum { live, since } if around.clock >= since.saturating_add(OPENING_S) => {
            let faults = quotes.iter().filter_map(|quote| quote.fault.as_deref());
            let faults: Vec<&str> = faults.collect();
            let because = match faults.is_empty() {
                true => String::new(),
                false => format!(" ({})", faults.join("; ")),
            };
            Some((
                NO_QUORUM,
                format!(
                    "{live} of {} sources of {name} have a fresh price, and {} must{because}.",
                    quotes.len(),
                    asset.quorum
                ),
                "Mend the sources; nothing is posted before that.".to_string(),
            ))
        }
        Verdict::OutOfBounds(price) => Some((
            OUT_OF_BOUNDS,
            format!("The price of {name}, {price}, is outside its bounds and not posted."),
            "Compare it with the market; if it is right, change min_price or max_price.".to_string(),
        )),
        _ => None,
    }
}

/// What is to be told of the feeder as a whole.
pub(super) fn about_all(settings: &Settings, block_ms: Option<u64>, seen: &Seen) -> Vec<Notice> {
    let notice = |kind, words: String, what_to_do: &str| Notice {
        kind,
        subject: "feed".to_string(),
        words,
        what_to_do: what_to_do.to_string(),
    };
    let mut notices = Vec::new();
    let longest = settings.assets.iter().map(|asset| asset.limits.heartbeat_s);
    let longest_ms = longest.max().unwrap_or(0).saturating_mul(1_000);
    let latency_ms = settings.latency_s.saturating_mul(1_000);
    if let Some(block_ms) =
        block_ms.filter(|block_ms| !timing::fits(longest_ms, *block_ms, latency_ms))
    {
        let words = format!(
            "Blocks take {block_ms} ms, not {} s as configured: if one post is lost, prices get too old.",
            settings.block_s
        );
        notices.push(notice(
            SLOW_BLOCKS,
            words,
            "Set block_s to what blocks take and shorten heartbeat_s.",
        ));
    }
    if let Err(reason) = &seen.answers {
        notices.push(notice(
            ANSWERS,
            format!("What operators answered can not be read: {reason}."),
            "Mend that file; frozen prices stay frozen until then.",
        ));
    }
    notices
}

//! Prices that jump, that are far from their pair's, or that nobody posts.

use cosmwasm_std::Decimal;
use mirror_math::price::ratio_of_prices;
use mirror_protocol::mint::AssetStatus;

use super::limits::Limits;
use crate::frame::Alert;
use crate::look::figures::{pool_of, Price};
use crate::look::naming::{percent, rate};
use crate::look::{Past, Seen, SeenAsset, Told};

/// All that there is to tell of prices.
///
/// A jump is told where a price that may be used is far from the last accepted one; a price that is far from its pair's, or old, only while
/// the market is open, as mint says: a closed market has an old price, and its pair goes on.
pub(super) fn of(before: Option<&Past>, now: &Seen, limits: &Limits) -> Vec<Alert> {
    let mut alerts = Vec::new();
    for asset in &now.assets {
        let past = before.and_then(|before| before.asset(&asset.token).zip(Some(before.time)));
        alerts.extend(past.and_then(|(past, time)| jump((past, time), (asset, now), limits)));
        alerts.extend(gap(asset, now, limits));
        alerts.extend(age(asset, now, limits));
    }
    alerts
}

fn jump(
    (past, then): (&SeenAsset, u64),
    (asset, now): (&SeenAsset, &Seen),
    limits: &Limits,
) -> Option<Alert> {
    // One that waits for its confirmation, or is halted, still stands for what was accepted last.
    let before = past
        .price
        .known()
        .and_then(|price| Price::of(price, then))?;
    let price = usable(asset, now.time)?;
    let moved = part_between(price.rate, before.rate)?;
    let limit = limits.of(&asset.symbol).jump;
    (moved > limit).then(|| Alert {
        kind: "price_jump",
        subject: asset.symbol.clone(),
        words: format!(
            "The price of {} jumped from {} to {}, by {} (limit {}).",
            asset.symbol,
            rate(before.rate),
            rate(price.rate),
            percent(moved),
            percent(limit),
        ),
        what_to_do: wrong_price(asset),
        height: now.height,
    })
}

fn gap(asset: &SeenAsset, now: &Seen, limits: &Limits) -> Option<Alert> {
    let price = usable(asset, now.time).filter(|_| is_open(asset))?;
    let told = Told::Known(price);
    let pool = asset.pool.and_then(|pool| pool_of(pool, &now.base, &told));
    let pair = pool.known().and_then(|pool| pool.price.known().copied())?;
    let apart = part_between(price.rate, pair)?;
    let limit = limits.of(&asset.symbol).gap;
    (apart > limit).then(|| Alert {
        kind: "price_gap",
        subject: asset.symbol.clone(),
        words: format!(
            "The oracle has {} for {}, and its pair trades at {}: {} apart (limit {}).",
            rate(price.rate),
            asset.symbol,
            rate(pair),
            percent(apart),
            percent(limit),
        ),
        what_to_do: wrong_price(asset),
        height: now.height,
    })
}

fn wrong_price(asset: &SeenAsset) -> String {
    let symbol = &asset.symbol;
    format!(
        "Look at what {symbol} costs elsewhere. If the oracle is wrong: halt it with the guardian's key \
         (`mirror feed halt {symbol}`), so that nobody borrows or liquidates at it, then mend the feeder or \
         let the standby take over. If it is right: nothing, or delist {symbol} after a split."
    )
}

fn age(asset: &SeenAsset, now: &Seen, limits: &Limits) -> Option<Alert> {
    let age = usable(asset, now.time).filter(|_| is_open(asset))?.age?;
    (age >= limits.feeder_age_s).then(|| Alert {
        kind: "feeder_late",
        subject: asset.symbol.clone(),
        words: format!(
            "Nobody has posted a price of {} for {age} s (limit {} s); from 61 s on its market is closed, and \
             no position in it can be opened, changed or liquidated.",
            asset.symbol, limits.feeder_age_s,
        ),
        what_to_do: "Unless the market is closing now: look at the feeder's /health and log, at the money of its \
                     key and at its sources; the standby takes over by itself where one runs."
            .to_string(),
        height: now.height,
    })
}

/// A price that may be used.
fn usable(asset: &SeenAsset, now: u64) -> Option<Price> {
    let price = asset.price.known().and_then(|price| Price::of(price, now));
    price.filter(|price| price.usable)
}

/// Whether everything can be done with an mAsset.
fn is_open(asset: &SeenAsset) -> bool {
    let status = asset.status.as_ref().and_then(Told::known);
    status.is_some_and(|status| status.status == AssetStatus::Open)
}

/// How far a price is from another, as a part of that one; `None` if that is zero.
fn part_between(price: Decimal, of: Decimal) -> Option<Decimal> {
    let ratio = ratio_of_prices(price, of).ok()?;
    Some(ratio.abs_diff(Decimal::one()))
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::super::limits::PriceLimits;
    use super::*;
    use crate::look::sample;

    /// The sample with another price of mAAPL, in hundredths; posted so many seconds ago.
    fn seen(hundredths: u64, age: u64) -> Seen {
        let mut seen = sample::seen();
        let mut price = seen.assets[1].price.known().unwrap().clone();
        price.rate = Decimal::percent(hundredths);
        price.last_updated_base = sample::TIME - age;
        seen.assets[1].price = Told::Known(price);
        seen
    }

    fn told(seen: &Seen, limits: &Limits) -> Vec<(&'static str, String)> {
        let before = Past::of(&sample::seen());
        let alerts = of(Some(&before), seen, limits).into_iter();
        alerts.map(|alert| (alert.kind, alert.words)).collect()
    }

    fn kinds(seen: &Seen) -> Vec<&'static str> {
        let told = told(seen, &Limits::default());
        told.into_iter().map(|(kind, _)| kind).collect()
    }

    #[test]
    fn a_price_jumps_where_it_moves_by_more_than_its_limit() {
        assert!(kinds(&seen(12_000, 0)).is_empty());
        assert_eq!(kinds(&seen(12_001, 0)), ["price_jump"]);
        assert!(kinds(&seen(8_000, 0)).is_empty());
        assert_eq!(kinds(&seen(7_999, 0)), ["price_jump"]);
        assert_eq!(
            told(&seen(12_500, 0), &Limits::default())[0].1,
            "The price of mAAPL jumped from 100 to 125, by 25 % (limit 20 %)."
        );
    }

    #[test]
    fn each_asset_may_have_limits_of_its_own() {
        let own = PriceLimits {
            jump: Decimal::percent(1),
            gap: Decimal::percent(2),
        };
        let limits = Limits {
            assets: BTreeMap::from([("mAAPL".to_string(), own)]),
            ..Limits::default()
        };

        let told = told(&seen(10_201, 0), &limits);

        assert_eq!(told[0].0, "price_jump");
        assert_eq!(told[1].0, "price_gap");
        let words = "The oracle has 102.01 for mAAPL, and its pair trades at 100: 2.01 % apart (limit 2 %).";
        assert_eq!(told[1].1, words);
    }

    #[test]
    fn a_price_that_may_not_be_used_is_no_price() {
        let mut halted = seen(50_000, 0);
        let mut price = halted.assets[1].price.known().unwrap().clone();
        price.last_updated_base = 0;
        halted.assets[1].price = Told::Known(price);

        assert!(kinds(&halted).is_empty());
        // When it may be used again, it is compared with what was accepted before the halt.
        let mut halted = sample::seen();
        let mut price = halted.assets[1].price.known().unwrap().clone();
        price.last_updated_base = 0;
        halted.assets[1].price = Told::Known(price);
        let alerts = of(
            Some(&Past::of(&halted)),
            &seen(50_000, 0),
            &Limits::default(),
        );
        assert!(alerts.iter().any(|alert| alert.kind == "price_jump"));
    }

    #[test]
    fn an_old_price_is_told_while_its_market_is_open_and_not_once_it_is_closed() {
        assert!(kinds(&seen(10_000, 39)).is_empty());
        assert_eq!(kinds(&seen(10_000, 40)), ["feeder_late"]);
        let mut closed = seen(20_000, 70);
        let mut status = closed.assets[1]
            .status
            .clone()
            .unwrap()
            .known()
            .unwrap()
            .clone();
        status.status = AssetStatus::Closed;
        closed.assets[1].status = Some(Told::Known(status));
        // The jump is told, its distance from the pair is not.
        assert_eq!(kinds(&closed), ["price_jump"]);
    }
}

//! How far polls may move the terms of an asset.

use cosmwasm_std::Decimal;
use time::{Date, Duration};

use crate::scenario::decode::Decoded;
use crate::scenario::events::{Event, EventKind};
use crate::scenario::parts::AssetPlan;
use crate::scenario::rule::Rule;

/// Mint lets a minimum ratio move so far in seven days, so that no poll liquidates people overnight.
const LARGEST_MOVE: Decimal = Decimal::permille(100);

/// One day more than the seven: mornings lie an hour less apart where summer time begins.
const WINDOW: Duration = Duration::days(8);

/// A minimum ratio and the day from which it holds.
struct Minimum {
    from: Option<Date>,
    ratio: Decimal,
}

/// A change of a minimum ratio is within reach of all that held in the days before.
pub(super) fn check(number: usize, decoded: &Decoded) -> Result<(), Rule> {
    let Some((_, event)) = decoded.events.get(number) else {
        return Ok(());
    };
    let Some((symbol, to)) = change(event) else {
        return Ok(());
    };
    let mut assets = decoded.assets.iter().map(|(_, asset)| asset);
    let Some(asset) = assets.find(|asset| asset.symbol == symbol) else {
        return Ok(());
    };

    let date = event.date;
    let before = minimums(asset, number, decoded);
    for (place, minimum) in before.iter().enumerate() {
        let ends = before.get(place + 1).and_then(|next| next.from);
        let is_over = ends.is_some_and(|ends| ends + WINDOW <= date);
        if !is_over && minimum.ratio.abs_diff(to) > LARGEST_MOVE {
            return Err(Rule::RatioJumps {
                symbol: symbol.to_string(),
                from: minimum.ratio,
                to,
                date,
            });
        }
    }

    Ok(())
}

/// All that held before an event, in order. What held before an IPO does not count after it.
fn minimums(asset: &AssetPlan, number: usize, decoded: &Decoded) -> Vec<Minimum> {
    let usual = asset.min_collateral_ratio;
    let usual = usual.unwrap_or(decoded.protocol.1.min_collateral_ratio);
    let first = asset.pre_ipo.as_ref().map(|ipo| ipo.min_collateral_ratio);
    let mut minimums = vec![Minimum {
        from: None,
        ratio: first.unwrap_or(usual),
    }];

    let mut before: Vec<(Date, usize, &Event)> = decoded
        .events
        .iter()
        .enumerate()
        .map(|(place, (_, event))| (event.date, place, event))
        .collect();
    before.sort_by_key(|(date, place, _)| (*date, *place));
    for (date, _, event) in before
        .into_iter()
        .take_while(|(_, place, _)| *place != number)
    {
        if matches!(&event.kind, EventKind::Ipo { asset: symbol } if *symbol == asset.symbol) {
            minimums = vec![Minimum {
                from: None,
                ratio: usual,
            }];
        }
        let own = change(event).filter(|(symbol, _)| *symbol == asset.symbol);
        minimums.extend(own.map(|(_, ratio)| Minimum {
            from: Some(date),
            ratio,
        }));
    }

    minimums
}

fn change(event: &Event) -> Option<(&str, Decimal)> {
    match &event.kind {
        EventKind::ParameterChange {
            asset,
            min_collateral_ratio: Some(ratio),
            ..
        } => Some((asset, *ratio)),
        _ => None,
    }
}

//! Splits of the calendar held against the prices of the file.
//!
//! A file has prices as they were traded, which fall by the ratio over the night of a split, or prices
//! that were adjusted afterwards, which do not. The run is of prices as they were traded: what was
//! adjusted is multiplied by the ratio again.

use cosmwasm_std::Decimal;
use time::Date;

use super::life::Life;
use super::{nights, Contradiction, PlanError, TradingDay};
use crate::outcome::{Night, Notice};
use crate::prices::{Bar, Prices};
use crate::scenario::{Event, EventKind, Scenario};

/// A share moves over a night apart from its split, but not by more than a quarter or a fifth.
const LARGEST_MOVE: Decimal = Decimal::percent(125);

/// Smaller ratios cannot be told from the moves of other nights, and nor can what is farther from a
/// larger one than a tenth.
const PLAIN: Decimal = Decimal::percent(150);
const PLAINLY: Decimal = Decimal::percent(110);

/// So many nights before and after are looked at for a split on another day.
const NEAR: usize = 10;

/// The splits of a run's calendar whose night the file has.
pub(super) struct Splits {
    splits: Vec<Split>,
}

/// One of them.
struct Split {
    /// Position in `Scenario::assets`.
    asset: usize,
    symbol: String,
    date: Date,
    ratio: Decimal,
    night: Night,
    is_adjusted: bool,
}

/// What a night says of a split.
#[derive(PartialEq)]
enum Reading {
    AsTraded,
    Adjusted,
    Neither,
}

impl Reading {
    fn of(night: &Night, ratio: Decimal) -> Self {
        let beside = |fall| {
            let factor = night.apart_from(fall);
            factor.filter(|factor| *factor <= LARGEST_MOVE)
        };
        match (beside(ratio), beside(Decimal::one())) {
            (None, None) => Self::Neither,
            (Some(split), Some(none)) if none < split => Self::Adjusted,
            (None, Some(_)) => Self::Adjusted,
            (Some(_), _) => Self::AsTraded,
        }
    }
}

impl Splits {
    /// Refuses a ratio that the file contradicts.
    pub(super) fn of(
        scenario: &Scenario,
        lives: &[Option<Life>],
        prices: &Prices,
    ) -> Result<Self, PlanError> {
        let mut splits = Vec::new();
        for event in &scenario.events {
            let EventKind::Split { asset, ratio, .. } = &event.kind else {
                continue;
            };
            let mut plans = scenario.assets.iter().zip(lives).enumerate();
            let plan = plans.find(|(_, (plan, life))| plan.symbol == *asset && life.is_some());
            let Some((position, (plan, _))) = plan else {
                continue;
            };
            let bars = prices.bars(plan.ticker()).unwrap_or_default();
            let next = bars.partition_point(|bar| bar.date < event.date);
            let Some(night) = night(bars, next) else {
                continue;
            };
            let is_adjusted = judged(prices.file(), event, *ratio, night, bars, next)?;
            splits.push(Split {
                asset: position,
                symbol: asset.clone(),
                date: event.date,
                ratio: *ratio,
                night,
                is_adjusted,
            });
        }

        Ok(Self { splits })
    }

    pub(super) fn notices(&self) -> impl Iterator<Item = Notice> + '_ {
        self.splits.iter().map(|split| Notice::Split {
            asset: split.symbol.clone(),
            ratio: split.ratio,
            night: split.night,
            is_adjusted: split.is_adjusted,
        })
    }

    /// Multiplies prices from before a split that they were adjusted for.
    pub(super) fn undo(&self, days: &mut [TradingDay]) -> Result<(), PlanError> {
        for split in self.splits.iter().filter(|split| split.is_adjusted) {
            let earlier = days.iter_mut().filter(|day| day.date() < split.date);
            let bars = earlier.filter_map(|day| day.bars.get_mut(split.asset)?.as_mut());
            for bar in bars {
                *bar = multiplied(bar, split.ratio).ok_or_else(|| PlanError::Unsplittable {
                    symbol: split.symbol.clone(),
                    date: bar.date,
                    ratio: split.ratio,
                })?;
            }
        }

        Ok(())
    }
}

/// Whether prices were adjusted for the split of an event.
fn judged(
    file: &str,
    event: &Event,
    ratio: Decimal,
    night: Night,
    bars: &[Bar],
    next: usize,
) -> Result<bool, PlanError> {
    let contradiction = |night| {
        Box::new(Contradiction {
            file: file.to_string(),
            place: event.place.clone(),
            symbol: event.kind.asset().unwrap_or_default().to_string(),
            date: event.date,
            ratio,
            night,
        })
    };
    match Reading::of(&night, ratio) {
        Reading::Neither => Err(PlanError::SplitMismatch(contradiction(night))),
        Reading::AsTraded => Ok(false),
        Reading::Adjusted => match elsewhere(ratio, bars, next) {
            Some(night) => Err(PlanError::SplitElsewhere(contradiction(night))),
            None => Ok(true),
        },
    }
}

/// Another night close by over which prices fell by the ratio.
fn elsewhere(ratio: Decimal, bars: &[Bar], next: usize) -> Option<Night> {
    let size = ratio.max(Decimal::one().checked_div(ratio).ok()?);
    let near = next.saturating_sub(NEAR)..=next.saturating_add(NEAR);
    let mut nights = near.filter_map(|next| night(bars, next));
    let falls = |night: &Night| {
        let beside = night.apart_from(ratio);
        beside.is_some_and(|factor| factor <= PLAINLY)
    };

    nights.find(|night| size >= PLAIN && falls(night))
}

/// The night before a bar.
fn night(bars: &[Bar], next: usize) -> Option<Night> {
    let (last, next) = bars.get(next.checked_sub(1)?).zip(bars.get(next))?;

    Some(nights::between(last, next))
}

/// `None` for what is no price any more.
fn multiplied(bar: &Bar, ratio: Decimal) -> Option<Bar> {
    let price = |price: Decimal| {
        let price = price.checked_mul(ratio).ok();
        price.filter(|price| !price.is_zero())
    };

    Some(Bar {
        date: bar.date,
        open: price(bar.open)?,
        high: price(bar.high)?,
        low: price(bar.low)?,
        close: price(bar.close)?,
    })
}

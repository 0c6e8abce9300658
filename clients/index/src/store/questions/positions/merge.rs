//! The shelves as one list.

use std::cmp::Ordering;
use std::collections::VecDeque;

use cosmwasm_std::{Decimal, Uint128, Uint256};
use mirror_math::debt::collateral_ratio;

use crate::store::questions::amounts::read;
use crate::store::questions::QuestionError;
use crate::store::Store;

use super::order::{Quote, Spot};
use super::shelf::{behind, shelves, Behind, Row, Shelf};
use super::{Owed, Prices};

/// How many positions are read of a shelf at once.
const CHUNK: usize = 20;

/// A shelf that is being read.
struct Line {
    shelf: Shelf,
    quote: Option<Quote>,
    /// Read, not taken yet, with their covers.
    ahead: VecDeque<(Uint256, Row)>,
    place: Behind,
    is_over: bool,
}

/// A page of the open positions with debt, of one asset or of all: those with a ratio of at most `most`, the
/// lowest first, behind a spot of an earlier page. Positions whose prices are not known come last, and not
/// at all where there is a limit.
pub async fn below(
    store: &Store,
    (token, most): (Option<&str>, Option<Decimal>),
    spot: Option<&Spot>,
    prices: &Prices,
    limit: usize,
) -> Result<Vec<Owed>, QuestionError> {
    let mut lines = Vec::new();
    for shelf in shelves(store, token).await? {
        lines.extend(Line::behind(shelf, spot, prices));
    }
    if most.is_some() {
        lines.retain(|line| line.quote.is_some());
    }

    let chunk = CHUNK.min(limit);
    let mut page = Vec::new();
    while page.len() < limit {
        for line in &mut lines {
            line.read_ahead(store, chunk).await?;
        }
        let Some(line) = lines.iter_mut().min_by(|a, b| a.order(b)) else {
            break;
        };
        let Some(owed) = line.take()? else {
            break;
        };
        // The list is in order, so nothing below comes behind this one.
        if most.is_some_and(|most| owed.ratio.is_none_or(|ratio| ratio > most)) {
            break;
        }
        page.push(owed);
    }
    Ok(page)
}

impl Line {
    /// Where to go on reading a shelf; `None` if all of it came before the spot.
    fn behind(shelf: Shelf, spot: Option<&Spot>, prices: &Prices) -> Option<Self> {
        let quote = quote(&shelf, prices);
        let place = match spot {
            None => Behind::nothing(),
            Some(spot) if spot.shelf == shelf => Behind::of(spot.cover, spot.idx)?,
            Some(spot) => match (&quote, self::quote(&spot.shelf, prices)) {
                (Some(ours), Some(theirs)) => {
                    ours.behind(&theirs, spot.cover, shelf < spot.shelf)?
                }
                // Those without prices come last, shelf by shelf.
                (Some(_), None) => return None,
                (None, None) if shelf < spot.shelf => return None,
                (None, _) => Behind::nothing(),
            },
        };
        Some(Self {
            shelf,
            quote,
            ahead: VecDeque::new(),
            place,
            is_over: false,
        })
    }

    async fn read_ahead(&mut self, store: &Store, limit: usize) -> Result<(), QuestionError> {
        if self.is_over || !self.ahead.is_empty() {
            return Ok(());
        }
        let most = i64::try_from(limit).unwrap_or(i64::MAX);
        let rows = behind(store, &self.shelf, &self.place, most).await?;
        let place = rows.last().and_then(|row| Behind::of(&row.cover, row.idx));
        self.is_over = rows.len() < limit || place.is_none();
        self.place = place.unwrap_or_else(Behind::nothing);
        for row in rows {
            self.ahead
                .push_back((read("positions.cover", &row.cover)?, row));
        }
        Ok(())
    }

    /// Which line the next position is taken from: that of the lowest ratio; of the same, the first
    /// shelf; those without prices and those that are over last.
    fn order(&self, other: &Self) -> Ordering {
        let by_shelf = || self.shelf.cmp(&other.shelf);
        match (self.ahead.front(), other.ahead.front()) {
            (None, None) => Ordering::Equal,
            (None, Some(_)) => Ordering::Greater,
            (Some(_), None) => Ordering::Less,
            (Some((ours, _)), Some((theirs, _))) => match (&self.quote, &other.quote) {
                (Some(quote), Some(other)) => {
                    quote.compare(*ours, other, *theirs).then_with(by_shelf)
                }
                (None, None) => by_shelf(),
                (None, Some(_)) => Ordering::Greater,
                (Some(_), None) => Ordering::Less,
            },
        }
    }

    fn take(&mut self) -> Result<Option<Owed>, QuestionError> {
        let Some((cover, row)) = self.ahead.pop_front() else {
            return Ok(None);
        };
        let amount: Uint128 = read("positions.amount", &row.amount)?;
        let debt: Uint128 = read("positions.debt", &row.debt)?;
        let ratio = self.quote.and_then(|quote| {
            // A ratio that does not fit is not shown.
            collateral_ratio(amount, quote.collateral, debt, quote.asset).ok()
        });
        Ok(Some(Owed {
            idx: row.idx,
            owner: row.owner,
            token: self.shelf.token.clone(),
            debt: row.debt,
            collateral: self.shelf.collateral.clone(),
            amount: row.amount,
            is_short: row.is_short,
            ratio,
            spot: Spot {
                cover,
                idx: row.idx,
                shelf: self.shelf.clone(),
            },
        }))
    }
}

fn quote(shelf: &Shelf, prices: &Prices) -> Option<Quote> {
    let of = |asset| prices.of(asset).filter(|price| !price.is_zero());
    Some(Quote {
        collateral: of(&shelf.collateral)?,
        asset: of(&shelf.token)?,
    })
}

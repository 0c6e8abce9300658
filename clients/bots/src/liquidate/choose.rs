//! Which positions of a list are worth a close look: those for sale that may gain the most.
//!
//! The walk begins at the weakest position and ends at the first safe one, so a list whose head is safe
//! costs one comparison. It does not stop at a number: whoever leaves many worthless positions at the
//! head would hide the others behind them.

use std::cmp::Reverse;
use std::collections::BinaryHeap;

use cosmwasm_std::{Decimal, Uint128};

use super::book::{Book, Line, Ranked};
use super::profit::{Exit, Offer, Pool, Source};
use super::terms::Terms;

/// What is worth looking at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Wish {
    /// What a position has to be able to gain at least, in base units.
    pub least: Uint128,
    /// How many of a list are looked at closely: those that may gain most.
    pub per_list: usize,
    /// How far a pair's price may be from the oracle's.
    pub gap: Decimal,
}

/// The positions of a list that are for sale and may gain enough, the best first; nothing where its head
/// is safe.
pub fn for_sale(book: &Book, line: &Line, terms: Terms, wish: &Wish) -> Vec<Ranked> {
    let sorted = book.of(line);
    let below = sorted.take_while(|ranked| terms.is_for_sale(ranked.collateral, ranked.debt));
    // The least of the best is on top, and goes when there is a better one.
    let mut best: BinaryHeap<(Reverse<Uint128>, u128, Chosen)> = BinaryHeap::new();
    for ranked in below {
        let Ok(most) = bound(ranked, terms).most(wish.gap) else {
            continue;
        };
        if most < wish.least {
            continue;
        }
        best.push((Reverse(most), ranked.idx, Chosen(*ranked)));
        if best.len() > wish.per_list {
            best.pop();
        }
    }
    let sorted = best.into_sorted_vec();
    sorted.into_iter().map(|(_, _, chosen)| chosen.0).collect()
}

/// A position in the heap, where its number has decided the order already.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Chosen(Ranked);

/// A position as something to bound the gain of; pools do not matter for that.
fn bound(ranked: &Ranked, terms: Terms) -> Offer {
    let none = Pool {
        base: Uint128::zero(),
        asset: Uint128::zero(),
    };
    Offer {
        collateral: ranked.collateral,
        debt: ranked.debt,
        terms,
        source: Source::Buy(none),
        exit: Exit::Base,
        budget: Uint128::MAX,
    }
}

#[cfg(test)]
mod tests {
    use mirror_protocol::mint::PositionResponse;
    use terraswap::asset::{Asset, AssetInfo};

    use super::*;

    fn line() -> Line {
        Line {
            asset: "masset".to_string(),
            collateral: AssetInfo::native("uusd"),
        }
    }

    fn book(positions: &[(u128, u128, u128)]) -> Book {
        let mut book = Book::default();
        for (idx, collateral, debt) in positions {
            book.put(&PositionResponse {
                idx: Uint128::new(*idx),
                owner: "owner".to_string(),
                collateral: Asset::native("uusd", *collateral),
                asset: Asset::token("masset", *debt),
                is_short: false,
            });
        }
        book
    }

    /// At a price of 100 and a minimum of 1.5 a debt of 10 needs 1,500.
    fn chosen(positions: &[(u128, u128, u128)], least: u128, per_list: usize) -> Vec<u128> {
        let terms = Terms {
            asset_price: Decimal::percent(10_000),
            collateral_price: Decimal::one(),
            min_ratio: Decimal::percent(150),
            multiplier: Decimal::one(),
            discount: Decimal::percent(20),
            fee_rate: Decimal::permille(15),
        };
        let wish = Wish {
            least: Uint128::new(least),
            per_list,
            gap: Decimal::zero(),
        };
        let found = for_sale(&book(positions), &line(), terms, &wish);
        found.iter().map(|ranked| ranked.idx).collect()
    }

    #[test]
    fn a_list_with_a_safe_head_has_nothing_for_sale() {
        assert_eq!(chosen(&[(1, 1_500, 10), (2, 1_600, 10)], 0, 9), []);
        assert_eq!(chosen(&[(1, 1_499, 10), (2, 1_600, 10)], 0, 9), [1]);
    }

    /// The weakest owe next to nothing. They cost a look and hide nobody.
    #[test]
    fn dust_at_the_head_hides_nobody() {
        let mut positions: Vec<(u128, u128, u128)> = (1..=500).map(|idx| (idx, 1, 10)).collect();
        positions.push((501, 1_400_000, 10_000));
        positions.push((502, 14_000_000, 100_000));

        assert_eq!(chosen(&positions, 100_000, 9), [502, 501]);
    }

    #[test]
    fn of_many_those_that_may_gain_most_are_looked_at() {
        let positions = [
            (1, 1_400, 10),
            (2, 14_000_000, 100_000),
            (3, 140_000, 1_000),
            (4, 1_400_000, 10_000),
        ];

        assert_eq!(chosen(&positions, 0, 2), [2, 4]);
    }
}

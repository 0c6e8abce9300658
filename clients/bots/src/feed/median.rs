//! One price of several.

use cosmwasm_std::{Decimal, Uint128};

/// A source's price and how much it counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Vote {
    /// The price.
    pub(super) price: Decimal,
    /// How much it counts, at least 1.
    pub(super) weight: u32,
}

/// The lowest price that at least half of the weight is not above of; where that is exactly half, the
/// middle between it and the next one, rounded down. `None` of no votes.
pub(super) fn median(votes: &[Vote]) -> Option<Decimal> {
    let mut votes = votes.to_vec();
    votes.sort_by_key(|vote| vote.price);
    let total: u64 = votes.iter().map(|vote| u64::from(vote.weight)).sum();
    let mut below = 0_u64;
    let mut votes = votes.into_iter();
    while let Some(vote) = votes.next() {
        below = below.saturating_add(vote.weight.into());
        match below.saturating_mul(2).cmp(&total) {
            std::cmp::Ordering::Less => {}
            std::cmp::Ordering::Greater => return Some(vote.price),
            std::cmp::Ordering::Equal => {
                let next = votes.next().map_or(vote.price, |next| next.price);
                return Some(between(vote.price, next));
            }
        }
    }
    None
}

/// The middle between a price and one that is not lower.
fn between(low: Decimal, high: Decimal) -> Decimal {
    let half = high.atomics().saturating_sub(low.atomics()) / Uint128::new(2);
    Decimal::new(low.atomics().saturating_add(half))
}

#[cfg(test)]
mod tests {
    use std::str::FromStr;

    use super::*;

    fn of(votes: &[(&str, u32)]) -> Option<String> {
        let votes = votes.iter().map(|(price, weight)| Vote {
            price: Decimal::from_str(price).unwrap(),
            weight: *weight,
        });
        median(&votes.collect::<Vec<_>>()).map(|price| price.to_string())
    }

    #[test]
    fn the_median_has_half_of_the_weight_on_each_side() {
        for (votes, expected) in [
            (&[][..], None),
            (&[("7", 1)], Some("7")),
            (&[("3", 1), ("1", 1), ("2", 1)], Some("2")),
            (&[("1", 1), ("2", 1)], Some("1.5")),
            (&[("1", 1), ("2", 1), ("3", 1), ("100", 1)], Some("2.5")),
            // Who counts more than all others together decides.
            (&[("1", 1), ("2", 1), ("9", 3)], Some("9")),
            // Exactly half: the middle.
            (&[("1", 1), ("2", 1), ("9", 2)], Some("5.5")),
            // A liar among three does not move it beyond an honest price.
            (&[("100", 1), ("101", 1), ("0.01", 1)], Some("100")),
            (&[("100", 1), ("101", 1), ("9999", 1)], Some("101")),
            (
                &[("0.000000000000000001", 1), ("0.000000000000000002", 1)],
                Some("0.000000000000000001"),
            ),
        ] {
            assert_eq!(of(votes), expected.map(str::to_string), "{votes:?}");
        }
    }
}

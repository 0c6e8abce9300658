//! How a split of the real share changes a cap that counts tokens.
//!
//! A debt cap is a number of tokens. After a split a successor's token stands for another part of a
//! share than the old token, so the same number of tokens is worth more or less. Nobody tells the
//! factory the ratio of the split. It is read from two prices of the old token: the one at which it is
//! redeemed, and the last one its feeder posted. Only a ratio near a whole number counts as a split;
//! any other ratio comes from the market.

use cosmwasm_std::{Decimal, Uint128, Uint256};

/// How far the ratio of the prices may be from the whole number: a tenth of it.
const TOLERANCE: u128 = 10;
/// The largest split that raises a cap. A reverse split lowers a cap however large it is.
const LARGEST_SPLIT: u128 = 50;

/// How many new tokens replace how many old ones.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Split {
    /// This many new tokens for one old token: the price fell to that part.
    Into(u128),
    /// One new token for this many old tokens: the price rose to that multiple.
    Reverse(u128),
}

impl Split {
    /// The split that the two prices show, if they show one.
    pub fn said_by(end_price: Decimal, last_price: Decimal) -> Option<Self> {
        if let Some(ratio) = whole_ratio(end_price, last_price) {
            return (ratio <= LARGEST_SPLIT).then_some(Self::Into(ratio));
        }
        whole_ratio(last_price, end_price).map(Self::Reverse)
    }

    /// The cap of the successor, rounded down, so that rounding never raises a cap.
    pub fn cap(self, cap: Uint128) -> Uint128 {
        match self {
            Self::Into(ratio) => cap.saturating_mul(ratio.into()),
            Self::Reverse(ratio) => cap.checked_div(ratio.into()).unwrap_or(cap),
        }
    }
}

/// `above / below` rounded to a whole number, if that is 2 or more and within a tenth.
fn whole_ratio(above: Decimal, below: Decimal) -> Option<u128> {
    let (above, below) = (
        Uint256::from(above.atomics()),
        Uint256::from(below.atomics()),
    );
    let half = below >> 1u32;
    let ratio = above.checked_add(half).ok()?.checked_div(below).ok()?;
    let exact = ratio.checked_mul(below).ok()?;
    let distance = above.abs_diff(exact);
    let is_near = distance.checked_mul(TOLERANCE.into()).ok()? <= exact;
    let ratio = Uint128::try_from(ratio).ok()?.u128();
    (ratio >= 2 && is_near).then_some(ratio)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn said(end_price: &str, last_price: &str) -> Option<Split> {
        let [end_price, last_price] = [end_price, last_price].map(|text| text.parse().unwrap());
        Split::said_by(end_price, last_price)
    }

    #[test]
    fn a_whole_ratio_within_a_tenth_is_a_split() {
        let cases = [
            ("400", "100", Some(Split::Into(4))),
            // 4 x 91 = 364 and 400 are 36 apart, a tenth of 364 is 36.4; with 90.9 it is 36.36.
            ("400", "91", Some(Split::Into(4))),
            ("400", "90.9", None),
            ("400", "111", Some(Split::Into(4))),
            ("400", "112", None),
            ("181", "100", Some(Split::Into(2))),
            ("180", "100", Some(Split::Into(2))),
            ("179", "100", None),
            ("220", "100", Some(Split::Into(2))),
            ("221", "100", None),
            ("150", "100", None),
            ("100", "100", None),
            ("100", "130", None),
            ("5000", "100", Some(Split::Into(50))),
            ("5100", "100", None),
            ("10", "100", Some(Split::Reverse(10))),
            ("1", "100000", Some(Split::Reverse(100_000))),
            (
                "0.000000000000000001",
                "1000000000",
                Some(Split::Reverse(10u128.pow(27))),
            ),
        ];
        for (end_price, last_price, expected) in cases {
            assert_eq!(
                expected,
                said(end_price, last_price),
                "{end_price} {last_price}"
            );
        }
    }

    #[test]
    fn a_price_of_zero_shows_no_split() {
        for (end_price, last_price) in [("0", "1"), ("1", "0"), ("0", "0")] {
            assert_eq!(None, said(end_price, last_price));
        }
    }

    #[test]
    fn a_cap_is_multiplied_by_a_split_and_divided_by_a_reverse_one_rounded_down() {
        let cap = Uint128::new(1_000_003);
        assert_eq!(Uint128::new(4_000_012), Split::Into(4).cap(cap));
        assert_eq!(Uint128::new(100_000), Split::Reverse(10).cap(cap));
        assert_eq!(Uint128::MAX, Split::Into(2).cap(Uint128::MAX));
        assert_eq!(Uint128::zero(), Split::Reverse(2).cap(Uint128::one()));
    }

    proptest! {
        /// The value of a cap, at the prices that showed the split, grows by a tenth at most.
        #[test]
        fn no_price_makes_more_of_a_cap_than_it_was_worth(
            end_price in 1u128..=10u128.pow(27),
            last_price in 1u128..=10u128.pow(27),
            cap in 0u128..=10u128.pow(20),
        ) {
            let prices = [end_price, last_price].map(|atomics| Decimal::new(atomics.into()));
            let [end_price, last_price] = prices;
            if let Some(split) = Split::said_by(end_price, last_price) {
                let worth = |cap: Uint128, price: Decimal| cap.full_mul(price.atomics());
                let before = worth(cap.into(), end_price);
                let after = worth(split.cap(cap.into()), last_price);
                let tenths = |worth, tenths: u128| worth * Uint256::from(tenths);
                prop_assert!(tenths(after, 9) <= tenths(before, 10));
            }
        }
    }
}

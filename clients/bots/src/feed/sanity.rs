//! Whether a price may be one that nobody should post: a jump, or the ratio of a split.

use cosmwasm_std::{Decimal, Uint256};
use serde::{Deserialize, Serialize};

/// The ratios of splits, and of reverse splits, that prices are held against.
const SPLITS: [u64; 6] = [2, 3, 4, 5, 10, 20];

/// How near to such a ratio a price is taken for one, in percent of it.
const NEAR_PERCENT: u64 = 3;

/// After how many seconds without a post the band is twice as wide, after twice as many three times.
pub const WIDENS_EVERY_S: u64 = 86_400;

/// A price that was not posted.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Doubt {
    /// What it is measured at.
    pub from: Decimal,
    /// The price.
    pub to: Decimal,
    /// What is doubtful about it.
    pub reason: Reason,
}

/// What is doubtful about a price.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Reason {
    /// It moved farther than one post may move it.
    Jump,
    /// It is about this many times what it was.
    Multiplied(u64),
    /// What it was is about this many times the price.
    Divided(u64),
}

/// Holds a price against the last one, which is `age` seconds old. `most` is the part by which a price
/// may move within a moment; it grows by itself with every day of age, so that the first price after an
/// outage or a weekend is not refused for the time that has passed.
pub fn judge(from: Decimal, to: Decimal, age: u64, most: Decimal) -> Result<(), Doubt> {
    let doubt = |reason| Doubt { from, to, reason };
    if let Some(reason) = split(from, to) {
        return Err(doubt(reason));
    }
    let wide = |value: Decimal| Uint256::from(value.atomics());
    let moved = wide(from.abs_diff(to))
        .saturating_mul(wide(Decimal::one()))
        .saturating_mul(Uint256::from(WIDENS_EVERY_S));
    let allowed = wide(from)
        .saturating_mul(wide(most))
        .saturating_mul(Uint256::from(WIDENS_EVERY_S.saturating_add(age)));
    if moved > allowed {
        return Err(doubt(Reason::Jump));
    }
    Ok(())
}

/// The ratio of a split that two prices are near to.
fn split(from: Decimal, to: Decimal) -> Option<Reason> {
    let near = |one: Decimal, other: Decimal, ratio: u64| {
        // |one − ratio · other| <= 3 % of ratio · other
        let one = Uint256::from(one.atomics()).saturating_mul(Uint256::from(100_u64));
        let other = Uint256::from(other.atomics()).saturating_mul(Uint256::from(ratio));
        let other_100 = other.saturating_mul(Uint256::from(100_u64));
        one.abs_diff(other_100) <= other.saturating_mul(Uint256::from(NEAR_PERCENT))
    };
    SPLITS.into_iter().find_map(|ratio| {
        if near(to, from, ratio) {
            Some(Reason::Multiplied(ratio))
        } else if near(from, to, ratio) {
            Some(Reason::Divided(ratio))
        } else {
            None
        }
    })
}

impl std::fmt::Display for Doubt {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let Self { from, to, reason } = self;
        match reason {
            Reason::Jump => write!(f, "it moved from {from} to {to} at once"),
            Reason::Multiplied(ratio) => {
                write!(
                    f,
                    "{to} is about {ratio} times {from}, as after a reverse split"
                )
            }
            Reason::Divided(ratio) => {
                write!(
                    f,
                    "{to} is about {from} divided by {ratio}, as after a split"
                )
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use std::str::FromStr;

    use super::*;

    fn judged(from: &str, to: &str, age: u64) -> Option<Reason> {
        let decimal = |text| Decimal::from_str(text).unwrap();
        let judged = judge(decimal(from), decimal(to), age, Decimal::percent(20));
        judged.err().map(|doubt| doubt.reason)
    }

    #[test]
    fn a_price_may_move_by_a_fifth_and_by_more_with_the_age_of_the_last_one() {
        const DAY: u64 = 86_400;
        for (to, age, expected) in [
            ("120", 0, None),
            ("80", 0, None),
            ("120.000000000000000001", 0, Some(Reason::Jump)),
            ("79.999999999999999999", 0, Some(Reason::Jump)),
            // Half a day: 30 %. A day: 40 %. A weekend of 65.5 hours: 74.58 %.
            ("130", DAY / 2, None),
            ("130.01", DAY / 2, Some(Reason::Jump)),
            ("60", DAY, None),
            ("59.99", DAY, Some(Reason::Jump)),
            ("174.58", 235_800, None),
            ("174.59", 235_800, Some(Reason::Jump)),
            ("1", u64::MAX, None),
        ] {
            assert_eq!(judged("100", to, age), expected, "{to} after {age} s");
        }
    }

    #[test]
    fn a_price_near_the_ratio_of_a_split_is_doubted_however_old_the_last_one_is() {
        for (to, expected) in [
            ("194", Some(Reason::Multiplied(2))),
            ("206", Some(Reason::Multiplied(2))),
            ("193.99", None),
            ("206.01", None),
            ("50", Some(Reason::Divided(2))),
            // 100 / 51.546 = 1.94002, 100 / 51.547 = 1.93998
            ("51.546", Some(Reason::Divided(2))),
            ("51.547", None),
            ("300", Some(Reason::Multiplied(3))),
            ("400", Some(Reason::Multiplied(4))),
            ("500", Some(Reason::Multiplied(5))),
            ("1000", Some(Reason::Multiplied(10))),
            ("2000", Some(Reason::Multiplied(20))),
            ("33.33", Some(Reason::Divided(3))),
            ("25", Some(Reason::Divided(4))),
            ("20", Some(Reason::Divided(5))),
            ("10", Some(Reason::Divided(10))),
            ("5", Some(Reason::Divided(20))),
        ] {
            assert_eq!(judged("100", to, u64::MAX), expected, "{to}");
        }
    }

    #[test]
    fn a_doubt_says_what_it_is_about() {
        let told = |from: u128, to: u128| {
            let [from, to] = [from, to].map(|whole| Decimal::from_ratio(whole, 1_u128));
            judge(from, to, 0, Decimal::percent(20))
                .unwrap_err()
                .to_string()
        };

        assert_eq!(told(100, 130), "it moved from 100 to 130 at once");
        assert_eq!(
            told(100, 50),
            "50 is about 100 divided by 2, as after a split"
        );
        assert_eq!(
            told(7, 70),
            "70 is about 10 times 7, as after a reverse split"
        );
    }
}

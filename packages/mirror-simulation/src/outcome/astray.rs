//! A market that stayed far off its oracle: when, how far, and what kept it there.

use std::fmt;
use std::mem::discriminant;

use cosmwasm_std::{SignedDecimal, Uint128};
use serde::Serialize;
use time::Date;

use crate::amounts::grouped;

/// Days in a row on which a market was far off its oracle.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Period {
    /// The first day.
    #[serde(with = "super::day")]
    pub from: Date,
    /// The last day.
    #[serde(with = "super::day")]
    pub until: Date,
    /// The premium farthest from none.
    pub widest: SignedDecimal,
    /// What stood in the way when it had been a month.
    pub reason: Obstacle,
}

/// Why nobody brings a market back to its oracle.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(tag = "obstacle", rename_all = "snake_case")]
pub enum Obstacle {
    /// Nobody in the scenario trades on the gap.
    NobodyTrades,
    /// Those who do have too little left to trade with.
    CapitalUsedUp {
        /// What they came with, in base micro units.
        brought: Uint128,
        /// What they have left of it, in base micro units.
        left: Uint128,
    },
    /// The market is dear, and hardly any more of the asset was minted since.
    NobodyMints {
        /// What was owed of the asset at the beginning, in micro units.
        before: Uint128,
        /// What was owed when it had been a month, in micro units.
        after: Uint128,
        /// How many arbitrageurs there are.
        arbitrageurs: u64,
        /// Those of them who owe it already, which each does once.
        owing: u64,
    },
    /// There is trade against the gap, but less than for it.
    TooLittle,
}

impl Period {
    pub(super) fn is_like(&self, other: &Self) -> bool {
        discriminant(&self.reason) == discriminant(&other.reason)
    }
}

impl Obstacle {
    pub(super) fn advice(&self) -> Option<&'static str> {
        match self {
            Self::NobodyTrades | Self::TooLittle => None,
            Self::CapitalUsedUp { .. } => Some("give arbitrageurs more `budget` or `count`"),
            Self::NobodyMints { .. } => {
                Some("give minters or arbitrageurs more `budget` or `count`")
            }
        }
    }
}

impl fmt::Display for Period {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self {
            from,
            until,
            widest,
            reason,
        } = self;
        let widest = percent(*widest);
        write!(f, "from {from} to {until} (at most {widest}")?;
        match reason {
            Obstacle::NobodyTrades | Obstacle::TooLittle => f.write_str(")"),
            Obstacle::CapitalUsedUp { brought, left } => write!(
                f,
                "; of {} base coins {} were left)",
                whole(*brought),
                whole(*left)
            ),
            Obstacle::NobodyMints {
                before,
                after,
                arbitrageurs,
                owing,
            } => write!(
                f,
                "; {} were owed, {} a month later, and {owing} of {arbitrageurs} arbitrageurs owed \
                 it)",
                whole(*before),
                whole(*after)
            ),
        }
    }
}

impl fmt::Display for Obstacle {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NobodyTrades => {
                f.write_str("nobody trades on the gap; `assets` of no group of arbitrageurs has it")
            }
            Self::CapitalUsedUp { .. } => f.write_str(
                "the capital of arbitrage is used up, or what is left is too little for a trade \
                 against the gap",
            ),
            Self::NobodyMints { .. } => {
                f.write_str("nobody mints, or hardly, and each arbitrageur owes it once at most")
            }
            Self::TooLittle => f.write_str(
                "arbitrage goes on, but others trade more for the gap than it does against it",
            ),
        }
    }
}

fn whole(micro: Uint128) -> String {
    grouped(micro.u128() / 1_000_000)
}

fn percent(rate: SignedDecimal) -> String {
    let sign = if rate.is_negative() { "-" } else { "+" };
    let tenths = rate.atomics().unsigned_abs().u128() / 1_000_000_000_000_000;

    format!("{sign}{}.{} %", tenths / 10, tenths % 10)
}

#[cfg(test)]
mod tests {
    use std::str::FromStr;

    use time::macros::date;

    use super::super::notices::{sentences, with_sentences, Notice};
    use super::*;

    fn period(from: Date, until: Date, widest: &str, reason: Obstacle) -> Period {
        Period {
            from,
            until,
            widest: SignedDecimal::from_str(widest).unwrap(),
            reason,
        }
    }

    fn nobody_mints(before: u128, after: u128) -> Obstacle {
        Obstacle::NobodyMints {
            before: Uint128::new(before * 1_000_000),
            after: Uint128::new(after * 1_000_000),
            arbitrageurs: 6,
            owing: 5,
        }
    }

    #[test]
    fn a_market_astray_is_told_with_its_reason() {
        let used_up = Obstacle::CapitalUsedUp {
            brought: Uint128::new(1_200_000_000_000),
            left: Uint128::new(31_500_000_000),
        };
        let (from, until) = (date!(2008 - 10 - 01), date!(2008 - 11 - 12));
        let notice = Notice::Astray {
            asset: "mGOOG".into(),
            periods: vec![period(from, until, "0.3579", used_up)],
        };

        assert_eq!(
            sentences(&[notice]),
            [
                "The market of mGOOG was more than 20 % off its oracle from 2008-10-01 to \
                 2008-11-12 (at most +35.7 %; of 1,200,000 base coins 31,500 were left): the \
                 capital of arbitrage is used up, or what is left is too little for a trade \
                 against the gap; give arbitrageurs more `budget` or `count`"
            ]
        );
    }

    #[test]
    fn periods_of_a_market_with_the_same_reason_are_one_notice() {
        let (first, second) = (date!(2005 - 01 - 12), date!(2005 - 04 - 08));
        let reason = || nobody_mints(9_404, 9_335);
        let mut notices = vec![];
        for (asset, period) in [
            ("mIBM", period(first, first, "0.3913", reason())),
            ("mIBM", period(second, second, "-0.25", nobody_mints(9, 8))),
            ("mIBM", period(second, second, "0.3", Obstacle::TooLittle)),
            ("mFB", period(first, first, "0.21", reason())),
        ] {
            Notice::note(&mut notices, asset, period);
        }

        assert_eq!(
            sentences(&notices),
            [
                "The market of mIBM was more than 20 % off its oracle from 2005-01-12 to \
                 2005-01-12 (at most +39.1 %; 9,404 were owed, 9,335 a month later, and 5 of 6 \
                 arbitrageurs owed it) and from 2005-04-08 to 2005-04-08 (at most -25.0 %; 9 were \
                 owed, 8 a month later, and 5 of 6 arbitrageurs owed it): nobody mints, or \
                 hardly, and each arbitrageur owes it once at most; give minters or arbitrageurs \
                 more `budget` or `count`",
                "The market of mIBM was more than 20 % off its oracle from 2005-04-08 to \
                 2005-04-08 (at most +30.0 %): arbitrage goes on, but others trade more for the \
                 gap than it does against it",
                // The advice was given.
                "The market of mFB was more than 20 % off its oracle from 2005-01-12 to \
                 2005-01-12 (at most +21.0 %; 9,404 were owed, 9,335 a month later, and 5 of 6 \
                 arbitrageurs owed it): nobody mints, or hardly, and each arbitrageur owes it \
                 once at most",
            ]
        );
        let json = with_sentences(&notices[1..2], serde_json::value::Serializer).unwrap();
        assert_eq!(json[0]["kind"], "astray");
        assert_eq!(
            json[0]["periods"],
            serde_json::json!([{
                "from": "2005-04-08", "until": "2005-04-08", "widest": "0.3",
                "reason": { "obstacle": "too_little" },
            }])
        );
    }
}

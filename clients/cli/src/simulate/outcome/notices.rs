//! What a reader should know of a run that broke no rule.

use std::fmt;

use cosmwasm_std::{Decimal, SignedDecimal, Uint128};
use serde::{Serialize, Serializer};
use time::Date;

/// From the last close to the next open.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct Night {
    /// The day after it.
    #[serde(with = "super::day")]
    pub date: Date,
    pub close: Decimal,
    pub open: Decimal,
}

impl Night {
    /// The old price over the new one; `None` if that is more than there is.
    pub fn fall(&self) -> Option<Decimal> {
        self.close.checked_div(self.open).ok()
    }

    /// By what factor the fall differs from another, in either direction.
    pub fn apart_from(&self, fall: Decimal) -> Option<Decimal> {
        let expected = self.open.checked_mul(fall).ok()?;
        let (less, more) = (expected.min(self.close), expected.max(self.close));

        more.checked_div(less).ok()
    }
}

impl fmt::Display for Night {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { date, close, open } = self;
        write!(
            f,
            "prices go from {close} to {open} over the night to {date}"
        )
    }
}

/// Something that is no mistake, but may be one.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Notice {
    /// The end of the run lies beyond the prices.
    Cut {
        file: String,
        #[serde(with = "super::day")]
        wanted: Date,
        #[serde(with = "super::day")]
        end: Date,
    },
    /// The prices of one asset end before those of others.
    EndsEarly {
        asset: String,
        #[serde(with = "super::day")]
        end: Date,
    },
    /// How the prices of the file were read over the night of a split.
    Split {
        asset: String,
        ratio: Decimal,
        #[serde(flatten)]
        night: Night,
        /// They did not fall by the ratio, so that those before are multiplied by it.
        is_adjusted: bool,
    },
    /// A price that moved tenfold over a night, without a split.
    Jump {
        asset: String,
        #[serde(flatten)]
        night: Night,
    },
    /// A market that stayed far off its oracle for a month.
    Astray {
        /// As `AssetRecord::label`.
        asset: String,
        #[serde(with = "super::day")]
        from: Date,
        #[serde(with = "super::day")]
        until: Date,
        /// The premium farthest from none.
        widest: SignedDecimal,
        /// What stood in the way when it had been a month.
        reason: Obstacle,
    },
}

/// Why nobody brings a market back to its oracle.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(tag = "obstacle", rename_all = "snake_case")]
pub enum Obstacle {
    /// Nobody in the scenario trades on the gap.
    NobodyTrades,
    /// Those who do have too little left to trade with.
    CapitalUsedUp { brought: Uint128, left: Uint128 },
    /// The market is dear, and hardly any more of the asset was minted since.
    NobodyMints {
        /// What was owed at the beginning and when it had been a month.
        before: Uint128,
        after: Uint128,
        arbitrageurs: u64,
        /// Those of them who owe it already, which each does once.
        owing: u64,
    },
    /// There is trade against the gap, but less than for it.
    TooLittle,
}

impl fmt::Display for Notice {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Cut { file, wanted, end } => write!(
                f,
                "the run ends on {end}, not on {wanted}: {file} has no prices after it"
            ),
            Self::EndsEarly { asset, end } => write!(
                f,
                "{asset} has no prices after {end}; an event may delist it then"
            ),
            Self::Split {
                asset,
                ratio,
                night,
                is_adjusted,
            } => {
                let read = match is_adjusted {
                    false => "as they were traded, and are taken as they are".to_string(),
                    true => format!(
                        "adjusted for it already, and those before are multiplied by {ratio} to be \
                         as they were traded"
                    ),
                };
                write!(f, "{asset} split {ratio}:1: its {night}; they are {read}")
            }
            Self::Jump { asset, night } => write!(
                f,
                "{asset}: {night}, tenfold or more without an event; a split is an [[event]] of \
                 that day with kind = \"split\""
            ),
            Self::Astray {
                asset,
                from,
                until,
                widest,
                reason,
            } => write!(
                f,
                "the market of {asset} was more than 20 % off its oracle from {from} to {until}, at \
                 most {}: {reason}",
                percent(*widest)
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
            Self::CapitalUsedUp { brought, left } => write!(
                f,
                "the capital of arbitrage is used up: of {} base coins {} are left, which is too \
                 little for a trade against the gap; give arbitrageurs more `budget` or `count`",
                whole(*brought),
                whole(*left)
            ),
            Self::NobodyMints {
                before,
                after,
                arbitrageurs,
                owing,
            } => write!(
                f,
                "nobody mints, or hardly: {} were owed at the beginning, {} a month later, and of \
                 {arbitrageurs} arbitrageurs {owing} owe it already, which each does once; give \
                 minters or arbitrageurs more `budget` or `count`",
                whole(*before),
                whole(*after)
            ),
            Self::TooLittle => f.write_str(
                "arbitrage goes on, but others trade more for the gap than it does against it",
            ),
        }
    }
}

/// A notice with its sentence.
#[derive(Serialize)]
struct Told<'a> {
    #[serde(flatten)]
    notice: &'a Notice,
    text: String,
}

pub(super) fn told<S: Serializer>(notices: &[Notice], serializer: S) -> Result<S::Ok, S::Error> {
    serializer.collect_seq(notices.iter().map(|notice| Told {
        notice,
        text: notice.to_string(),
    }))
}

/// A factor to four digits behind the point.
pub(in crate::simulate) fn short(factor: Decimal) -> String {
    const TAIL: u128 = 100_000_000_000_000;
    let rounded = factor.atomics().u128().saturating_add(TAIL / 2) / TAIL;

    Decimal::raw(rounded.saturating_mul(TAIL)).to_string()
}

fn whole(micro: Uint128) -> String {
    crate::screen::grouped(&(micro.u128() / 1_000_000).to_string())
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

    use super::*;

    fn night(close: u64, open: u64) -> Night {
        Night {
            date: date!(2005 - 02 - 28),
            close: Decimal::percent(close),
            open: Decimal::percent(open),
        }
    }

    #[test]
    fn a_night_is_measured_in_either_direction() {
        let split = night(8_899, 4_468);

        assert_eq!(short(split.fall().unwrap()), "1.9917");
        let two = Decimal::percent(200);
        assert_eq!(short(split.apart_from(two).unwrap()), "1.0042");
        assert_eq!(short(split.apart_from(Decimal::one()).unwrap()), "1.9917");
        let back = night(4_468, 8_899);
        assert_eq!(short(back.apart_from(Decimal::one()).unwrap()), "1.9917");
    }

    #[test]
    fn a_notice_is_a_sentence_and_its_facts() {
        let notice = Notice::Split {
            asset: "AAPL".into(),
            ratio: Decimal::percent(200),
            night: night(8_899, 4_468),
            is_adjusted: false,
        };

        let text =
            "AAPL split 2:1: its prices go from 88.99 to 44.68 over the night to 2005-02-28; \
                    they are as they were traded, and are taken as they are";
        let json = told(&[notice], serde_json::value::Serializer).unwrap();
        assert_eq!(
            json,
            serde_json::json!([{
                "kind": "split", "asset": "AAPL", "ratio": "2", "date": "2005-02-28",
                "close": "88.99", "open": "44.68", "is_adjusted": false, "text": text,
            }])
        );
    }

    #[test]
    fn a_market_astray_is_told_with_its_reason() {
        let astray = |widest: &str, reason| {
            let notice = Notice::Astray {
                asset: "mGOOG".into(),
                from: date!(2008 - 10 - 01),
                until: date!(2008 - 11 - 12),
                widest: SignedDecimal::from_str(widest).unwrap(),
                reason,
            };
            notice.to_string()
        };
        let used_up = Obstacle::CapitalUsedUp {
            brought: Uint128::new(1_200_000_000_000),
            left: Uint128::new(31_500_000_000),
        };

        assert_eq!(
            astray("0.3579", used_up),
            "the market of mGOOG was more than 20 % off its oracle from 2008-10-01 to 2008-11-12, \
             at most +35.7 %: the capital of arbitrage is used up: of 1,200,000 base coins 31,500 \
             are left, which is too little for a trade against the gap; give arbitrageurs more \
             `budget` or `count`"
        );
        let hardly = Obstacle::NobodyMints {
            before: Uint128::new(9_777_463_982),
            after: Uint128::new(9_876_923_213),
            arbitrageurs: 6,
            owing: 5,
        };
        assert!(astray("-0.25", hardly).ends_with(
            "at most -25.0 %: nobody mints, or hardly: 9,777 were owed at the beginning, 9,876 a \
             month later, and of 6 arbitrageurs 5 owe it already, which each does once; give minters \
             or arbitrageurs more `budget` or `count`"
        ));
    }
}

//! What a reader should know of a run that broke no rule.

use std::fmt;

use cosmwasm_std::Decimal;
use serde::{Serialize, Serializer};
use time::Date;

use super::astray::Period;

/// From the last close to the next open.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct Night {
    /// The day after it.
    #[serde(with = "super::day")]
    pub date: Date,
    /// The last price before it.
    pub close: Decimal,
    /// The first price after it.
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
        /// The file of prices.
        file: String,
        /// The last day that was asked for.
        #[serde(with = "super::day")]
        wanted: Date,
        /// The last day with prices.
        #[serde(with = "super::day")]
        end: Date,
    },
    /// The prices of one asset end before those of others.
    EndsEarly {
        /// Its symbol.
        asset: String,
        /// Its last day with a price.
        #[serde(with = "super::day")]
        end: Date,
    },
    /// How the prices of the file were read over the night of a split.
    Split {
        /// Its symbol.
        asset: String,
        /// New shares for one old.
        ratio: Decimal,
        /// The two prices around it.
        #[serde(flatten)]
        night: Night,
        /// They did not fall by the ratio, so that those before are multiplied by it.
        is_adjusted: bool,
    },
    /// A price that moved tenfold over a night, without a split.
    Jump {
        /// Its symbol.
        asset: String,
        /// The two prices around it.
        #[serde(flatten)]
        night: Night,
    },
    /// A market that stayed far off its oracle for a month, once or several times.
    Astray {
        /// As `AssetRecord::label`.
        asset: String,
        /// By their first days; the same kind of obstacle stood in the way of all.
        /// Each time, in order.
        periods: Vec<Period>,
    },
}

impl Notice {
    /// Adds a market that was astray: to its notice of the same reason, if there is one.
    pub fn note(notices: &mut Vec<Self>, label: &str, period: Period) {
        for notice in notices.iter_mut() {
            match notice {
                Self::Astray { asset, periods }
                    if asset == label && periods.iter().all(|one| one.is_like(&period)) =>
                {
                    return periods.push(period);
                }
                _ => (),
            }
        }
        notices.push(Self::Astray {
            asset: label.to_string(),
            periods: vec![period],
        });
    }

    /// What may be done about it, the same words for all of a kind.
    fn advice(&self) -> Option<&'static str> {
        match self {
            Self::Cut { .. } | Self::Split { .. } => None,
            Self::EndsEarly { .. } => Some("an event may delist it then"),
            Self::Jump { .. } => Some("a split is an [[event]] of that day with kind = \"split\""),
            Self::Astray { periods, .. } => periods.first()?.reason.advice(),
        }
    }
}

/// A sentence for each, with its advice where it was not given before.
pub fn sentences(notices: &[Notice]) -> Vec<String> {
    let mut given = vec![];
    let sentence = |notice: &Notice| match notice.advice() {
        Some(advice) if !given.contains(&advice) => {
            given.push(advice);
            format!("{notice}; {advice}")
        }
        _ => notice.to_string(),
    };

    notices.iter().map(sentence).collect()
}

impl fmt::Display for Notice {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Cut { file, wanted, end } => write!(
                f,
                "The run ends on {end}, not on {wanted}: {file} has no prices after it"
            ),
            Self::EndsEarly { asset, end } => {
                write!(f, "{asset} has no prices after {end}")
            }
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
            Self::Jump { asset, night } => {
                write!(f, "{asset}: {night}, tenfold or more without an event")
            }
            Self::Astray { asset, periods } => {
                let told: Vec<String> = periods.iter().map(Period::to_string).collect();
                write!(
                    f,
                    "The market of {asset} was more than 20 % off its oracle {}",
                    listed(&told)
                )?;
                match periods.first() {
                    Some(period) => write!(f, ": {}", period.reason),
                    None => Ok(()),
                }
            }
        }
    }
}

/// A notice with its sentence.
#[derive(Serialize)]
struct WithSentence<'a> {
    #[serde(flatten)]
    notice: &'a Notice,
    text: String,
}

pub(super) fn with_sentences<S: Serializer>(
    notices: &[Notice],
    serializer: S,
) -> Result<S::Ok, S::Error> {
    let told = notices.iter().zip(sentences(notices));
    serializer.collect_seq(told.map(|(notice, text)| WithSentence { notice, text }))
}

/// A factor to four digits behind the point.
pub fn short(factor: Decimal) -> String {
    const TAIL: u128 = 100_000_000_000_000;
    let rounded = factor.atomics().u128().saturating_add(TAIL / 2) / TAIL;

    Decimal::raw(rounded.saturating_mul(TAIL)).to_string()
}

/// "a, b and c".
fn listed(parts: &[String]) -> String {
    match parts {
        [before @ .., last] if !before.is_empty() => {
            format!("{} and {last}", before.join(", "))
        }
        _ => parts.concat(),
    }
}

#[cfg(test)]
mod tests {
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
        let json = with_sentences(&[notice], serde_json::value::Serializer).unwrap();
        assert_eq!(
            json,
            serde_json::json!([{
                "kind": "split", "asset": "AAPL", "ratio": "2", "date": "2005-02-28",
                "close": "88.99", "open": "44.68", "is_adjusted": false, "text": text,
            }])
        );
    }

    #[test]
    fn the_same_advice_is_given_once() {
        let jump = |asset: &str| Notice::Jump {
            asset: asset.into(),
            night: night(1_000, 100),
        };

        let jumped =
            "prices go from 10 to 1 over the night to 2005-02-28, tenfold or more without \
                      an event";
        assert_eq!(
            sentences(&[jump("ABC"), jump("DEF")]),
            [
                format!("ABC: {jumped}; a split is an [[event]] of that day with kind = \"split\""),
                format!("DEF: {jumped}"),
            ]
        );
    }
}

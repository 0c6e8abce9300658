//! The price and the time in a JSON answer.

use jiff::Timestamp;

use super::observation::{Observation, SourceFault};
use crate::feed::{json, number};

/// Where files and programs have the price, and its time.
pub(super) const PRICE: &str = "/price";
pub(super) const OBSERVED_AT: &str = "/observed_at";

/// UNIX seconds have fewer digits than this until the year 5138; more are milliseconds.
const SECONDS_BELOW: u64 = 100_000_000_000;

/// Reads an answer; `time` is either a pointer to the time or, where the answer has none, the time itself.
pub(super) fn observation(
    document: &str,
    price: &str,
    time: Result<&str, u64>,
) -> Result<Observation, SourceFault> {
    let text = json::scalar(document, price)?;
    let price = number::price(&text).map_err(|fault| SourceFault::Price { text, fault })?;
    let observed_at = match time {
        Ok(pointer) => {
            let text = json::scalar(document, pointer)?;
            seconds(&text).ok_or(SourceFault::Time(text))?
        }
        Err(time) => time,
    };
    Ok(Observation { price, observed_at })
}

/// UNIX seconds of a time as programs write it.
fn seconds(text: &str) -> Option<u64> {
    let whole = text.split_once('.').map_or(text, |(whole, _)| whole);
    if let Ok(number) = whole.parse::<u64>() {
        return Some(if number < SECONDS_BELOW {
            number
        } else {
            number / 1_000
        });
    }
    let moment: Timestamp = text.parse().ok()?;
    u64::try_from(moment.as_second()).ok()
}

#[cfg(test)]
mod tests {
    use cosmwasm_std::Decimal;

    use super::*;
    use crate::feed::json::JsonFault;
    use crate::feed::number::NoPrice;

    #[test]
    fn a_time_is_read_in_the_ways_that_programs_write_it() {
        for (time, expected) in [
            ("1764255600", Some(1_764_255_600)),
            ("1764255600.987", Some(1_764_255_600)),
            ("1764255600123", Some(1_764_255_600)),
            ("\"1764255600\"", Some(1_764_255_600)),
            ("\"2025-11-27T15:00:00Z\"", Some(1_764_255_600)),
            ("\"2025-11-27T10:00:00.5-05:00\"", Some(1_764_255_600)),
            ("\"2025-11-27\"", None),
            ("\"now\"", None),
            ("-5", None),
        ] {
            let document = format!("{{\"price\": 1.25, \"observed_at\": {time}}}");

            let read = observation(&document, PRICE, Ok(OBSERVED_AT));

            match expected {
                Some(observed_at) => assert_eq!(
                    read,
                    Ok(Observation {
                        price: Decimal::percent(125),
                        observed_at
                    })
                ),
                None => {
                    let told = time.trim_matches('"').to_string();
                    assert_eq!(read, Err(SourceFault::Time(told)));
                }
            }
        }
    }

    #[test]
    fn an_answer_without_price_or_time_is_told() {
        let read = |document: &str| observation(document, PRICE, Ok(OBSERVED_AT)).unwrap_err();

        let nothing = JsonFault::Nothing(OBSERVED_AT.to_string());
        assert_eq!(read("{\"price\": 1}"), SourceFault::Form(nothing));
        let told = SourceFault::Price {
            text: "-1".to_string(),
            fault: NoPrice::NotANumber,
        };
        assert_eq!(read("{\"price\": -1, \"observed_at\": 1}"), told);
    }
}

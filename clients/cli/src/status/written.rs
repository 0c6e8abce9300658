//! Figures as a person reads them.

use cosmwasm_std::{Decimal, SignedDecimal, Uint128};
use mirror_bots::look::words::{date, span};
use mirror_simulation::amounts::{coins, grouped};

use crate::message::amounts::human;

/// Whole units with as many decimals as a person reads.
pub(super) fn amount(micro: Uint128) -> String {
    coins(micro)
}

/// A price with six decimals at most.
pub(super) fn rate(price: Decimal) -> String {
    human(price.atomics().u128() / 1_000_000_000_000)
}

/// A part, with its sign, in hundredths of a per cent.
pub(super) fn percent(part: SignedDecimal) -> String {
    let sign = if part.is_negative() { "-" } else { "+" };
    let hundredths = part.atomics().unsigned_abs().u128() / 100_000_000_000_000;
    format!("{sign}{}.{:02} %", hundredths / 100, hundredths % 100)
}

/// A ratio in tenths of a per cent, rounded down.
pub(super) fn percent_of(ratio: Decimal) -> String {
    let tenths = ratio.atomics().u128() / 1_000_000_000_000_000;
    format!("{}.{} %", grouped(tenths / 10), tenths % 10)
}

/// A name that is too long keeps its ends.
pub(super) fn short(name: &str) -> String {
    let letters: Vec<char> = name.chars().collect();
    if letters.len() <= 14 {
        return name.to_string();
    }
    let first: String = letters.iter().take(7).collect();
    let last: String = letters
        .iter()
        .skip(letters.len().saturating_sub(5))
        .collect();
    format!("{first}…{last}")
}

pub(super) fn moment(time: u64, now: u64) -> String {
    let far = if time >= now {
        format!("in {}", span(time.saturating_sub(now)))
    } else {
        format!("{} ago", span(now.saturating_sub(time)))
    };
    format!("{} ({far})", date(time))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn figures_are_written_for_a_reader() {
        assert_eq!(percent(SignedDecimal::permille(-1)), "-0.10 %");
        assert_eq!(percent(SignedDecimal::percent(5)), "+5.00 %");
        assert_eq!(percent_of(Decimal::permille(1_509)), "150.9 %");
        assert_eq!(rate(Decimal::permille(133_500)), "133.5");
        assert_eq!(moment(100, 160), "1970-01-01 00:01:40 UTC (60 s ago)");
        assert_eq!(
            short("wasm1jwn563uc9zeejpln2jp58hg4ehsuteqx02pcsu"),
            "wasm1jw…2pcsu"
        );
        assert_eq!(span(7_200), "2 h");
    }
}

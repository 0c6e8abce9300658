//! Numbers as people write them, by their digits alone: no step goes through a floating point number.

use super::fault::Fault;

/// How many decimals a whole unit of an asset has.
pub const DECIMALS: usize = 6;

/// How many decimals a rate can have.
const RATE_DECIMALS: usize = 18;

/// A number and the word behind it: `1.5mir` is `1.5` and `mir`.
pub(crate) fn split(text: &str) -> (&str, &str) {
    let text = text.trim();
    let is_inside = |letter: char| letter.is_ascii_digit() || letter == '.';
    let end = text.find(|letter| !is_inside(letter)).unwrap_or(text.len());
    let (number, word) = text.split_at(end);
    (number, word.trim())
}

/// Micro units of a whole number of them.
pub(crate) fn whole(number: &str) -> Result<u128, Fault> {
    let is_whole = !number.is_empty() && number.bytes().all(|byte| byte.is_ascii_digit());
    if !is_whole {
        return Err(Fault::not_a(&number, "a whole number, as 1500000"));
    }
    number.parse().map_err(|_| Fault::TooLarge {
        given: number.to_string(),
        most: u128::MAX.to_string(),
    })
}

/// Micro units of whole ones with up to six decimals.
pub(crate) fn micro(number: &str) -> Result<u128, Fault> {
    let digits = scaled(number, DECIMALS, "an amount, as 1.5")?;
    whole(&digits)
}

/// A rate as the wire has it: `1.50` as `1.5`, `150%` as `1.5`.
pub(super) fn rate(text: &str) -> Result<String, Fault> {
    let text = text.trim();
    let wanted = "a number with decimals, as 1.5 or 150%";
    let (number, places) = match text.strip_suffix('%') {
        Some(percent) => (percent.trim_end(), RATE_DECIMALS - 2),
        None => (text, RATE_DECIMALS),
    };
    let atomics = scaled(number, places, wanted)?;
    whole(&atomics).map_err(|_| Fault::TooLarge {
        given: text.to_string(),
        most: "340282366920938463463.374607431768211455".to_string(),
    })?;
    Ok(shown(&atomics, RATE_DECIMALS))
}

/// A ratio that is as large as a percentage was most likely meant as one: `200` is 20,000 %. Such a one
/// has to be written with its sign.
pub(super) fn modest(text: &str) -> Result<(), Fault> {
    let whole = text.trim().split('.').next().unwrap_or_default();
    let is_number = !whole.is_empty() && whole.bytes().all(|byte| byte.is_ascii_digit());
    let is_huge = is_number && whole.trim_start_matches('0').len() > 1;
    if is_huge && !text.trim().ends_with('%') {
        let given = text.trim().to_string();
        return Err(Fault::HugeRatio { given });
    }
    Ok(())
}

/// Micro units as whole ones with as few decimals as say the same.
pub fn human(micro: u128) -> String {
    shown(&micro.to_string(), DECIMALS)
}

/// The digits of a number times ten to the power of `places`.
fn scaled(number: &str, places: usize, wanted: &str) -> Result<String, Fault> {
    let (whole, part) = number.split_once('.').unwrap_or((number, ""));
    let is_digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    let has_point = number.contains('.');
    let is_number = is_digits(whole) && is_digits(part) && !whole.is_empty();
    if !is_number || (has_point && part.is_empty()) {
        return Err(Fault::not_a(&number, wanted));
    }
    let part = part.trim_end_matches('0');
    if part.len() > places {
        return Err(Fault::TooManyDecimals {
            given: number.to_string(),
            most: places,
        });
    }
    let digits = format!("{whole}{part:0<places$}");
    let digits = digits.trim_start_matches('0');
    Ok(if digits.is_empty() { "0" } else { digits }.to_string())
}

/// Digits with a point before the last `places` of them.
fn shown(digits: &str, places: usize) -> String {
    let padded = format!("{digits:0>width$}", width = places + 1);
    let (whole, part) = padded.split_at(padded.len() - places);
    let part = part.trim_end_matches('0');
    if part.is_empty() {
        whole.to_string()
    } else {
        format!("{whole}.{part}")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn amounts_are_read_exactly_by_their_digits() {
        for (text, micro_units) in [
            ("0", 0),
            ("1", 1_000_000),
            ("1.5", 1_500_000),
            ("0.000001", 1),
            ("1.500000000", 1_500_000),
            ("0.1", 100_000),
            ("340282366920938463463374607431768.211455", u128::MAX),
        ] {
            assert_eq!(Ok(micro_units), micro(text), "{text}");
        }
    }

    #[test]
    fn what_is_no_amount_is_refused() {
        let decimals = micro("0.0000001").unwrap_err().to_string();
        assert_eq!("`0.0000001` has more than 6 decimals", decimals);
        for text in ["", ".", "1.", ".5", "1.2.3", "-1", "1e6", "1,5", "½"] {
            assert!(matches!(micro(text), Err(Fault::NotA { .. })), "{text}");
        }
        let too_large = micro("340282366920938463463374607431768.211456");
        assert!(matches!(too_large, Err(Fault::TooLarge { .. })));
    }

    #[test]
    fn rates_are_written_as_the_wire_has_them() {
        for (text, wire) in [
            ("1.5", "1.5"),
            ("1.50", "1.5"),
            ("2", "2"),
            ("150%", "1.5"),
            ("0.5 %", "0.005"),
            ("0.000000000000000001", "0.000000000000000001"),
            ("0", "0"),
        ] {
            assert_eq!(Ok(wire.to_string()), rate(text), "{text}");
        }
        assert!(matches!(
            rate("0.0000000000000000001"),
            Err(Fault::TooManyDecimals { most: 18, .. })
        ));
        assert!(matches!(rate("12x"), Err(Fault::NotA { .. })));
        assert!(matches!(
            rate("340282366920938463464"),
            Err(Fault::TooLarge { .. })
        ));
    }

    #[test]
    fn a_ratio_that_looks_like_a_percentage_is_not_taken_for_a_factor() {
        for text in ["1.5", "2", "9.99", "200%", "02", "1000 %", "150%"] {
            assert_eq!(Ok(()), modest(text), "{text}");
        }
        for text in ["200", "10", "150.5", " 0200 "] {
            let fault = modest(text).unwrap_err();
            assert!(matches!(fault, Fault::HugeRatio { .. }), "{text}");
        }
        assert_eq!(
            "`200` is a factor, so 20000 %: write 200% if that is meant, or a factor below 10",
            modest("200").unwrap_err().to_string()
        );
    }

    #[test]
    fn micro_units_are_shown_with_the_fewest_decimals() {
        for (micro_units, text) in [
            (0, "0"),
            (1, "0.000001"),
            (1_500_000, "1.5"),
            (100_000_000, "100"),
        ] {
            assert_eq!(text, human(micro_units));
        }
    }

    #[test]
    fn a_number_ends_where_a_word_begins() {
        assert_eq!(("1.5", "mir"), split("1.5mir"));
        assert_eq!(("100", "uusd"), split(" 100 uusd "));
        assert_eq!(("", "mAAPL"), split("mAAPL"));
        assert_eq!(("7", ""), split("7"));
    }
}

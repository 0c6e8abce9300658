//! Amounts as text, for a person.

use cosmwasm_std::Uint128;
use num_format::{Locale, ToFormattedString};

/// Thousands apart: `1,234,567`.
pub fn grouped(number: impl ToFormattedString) -> String {
    number.to_formatted_string(&Locale::en)
}

/// `1,234,567.89`; cents only below a million, since nobody reads them above.
pub fn coins(micro: Uint128) -> String {
    let cents = micro.u128() % 1_000_000 / 10_000;
    match micro.u128() / 1_000_000 {
        whole @ 1_000_000.. => grouped(whole),
        whole => format!("{}.{cents:02}", grouped(whole)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn thousands_stand_apart() {
        let cases = [
            (0, "0"),
            (999, "999"),
            (1_000, "1,000"),
            (-1_234_567, "-1,234,567"),
        ];

        for (number, text) in cases {
            assert_eq!(grouped(number), text);
        }
    }

    #[test]
    fn cents_are_shown_below_a_million() {
        assert_eq!(coins(Uint128::new(1_234_560_000)), "1,234.56");
        assert_eq!(coins(Uint128::new(999_999_999_999)), "999,999.99");
        assert_eq!(coins(Uint128::new(1_000_000_999_999)), "1,000,000");
    }
}

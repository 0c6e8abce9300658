//! Amounts as text, for a person.

use cosmwasm_std::Uint128;

/// Thousands apart.
pub fn grouped(digits: &str) -> String {
    let (sign, digits) = match digits.strip_prefix('-') {
        Some(rest) => ("-", rest),
        None => ("", digits),
    };
    let mut text = String::from(sign);
    for (position, digit) in digits.chars().enumerate() {
        if position > 0 && (digits.len() - position) % 3 == 0 {
            text.push(',');
        }
        text.push(digit);
    }

    text
}

/// `1,234,567.89`; cents only below a million, since nobody reads them above.
pub fn coins(micro: Uint128) -> String {
    let whole = micro.u128() / 1_000_000;
    let cents = micro.u128() % 1_000_000 / 10_000;
    if whole >= 1_000_000 {
        return grouped(&whole.to_string());
    }

    format!("{}.{cents:02}", grouped(&whole.to_string()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn thousands_stand_apart() {
        let cases = [
            ("0", "0"),
            ("999", "999"),
            ("1000", "1,000"),
            ("-1234567", "-1,234,567"),
        ];

        for (digits, text) in cases {
            assert_eq!(grouped(digits), text);
        }
    }

    #[test]
    fn cents_are_shown_below_a_million() {
        assert_eq!(coins(Uint128::new(1_234_560_000)), "1,234.56");
        assert_eq!(coins(Uint128::new(999_999_999_999)), "999,999.99");
        assert_eq!(coins(Uint128::new(1_000_000_999_999)), "1,000,000");
    }
}

//! What every command prints with.

use std::io::{self, Write};

/// Bytes on standard output, whoever reads them.
pub(crate) fn say(bytes: &[u8]) {
    // A reader that went away has seen what it wanted.
    let _ = io::stdout().lock().write_all(bytes);
}

/// Thousands apart.
pub(crate) fn grouped(digits: &str) -> String {
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
}

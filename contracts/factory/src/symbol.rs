//! The symbol of an mAsset: `m` and the symbol of the real asset.

use cosmwasm_std::ensure;

use crate::error::ContractError;

/// A checked symbol, without the `m` and in upper case.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Symbol(String);

impl Symbol {
    /// Read a symbol. Older clients write an `m` before an upper-case symbol, which is left out. Any
    /// other leading `m` is refused: the token would be called `mm…`.
    pub fn parse(text: &str) -> Result<Self, ContractError> {
        let has_lower_case = |rest: &str| rest.chars().any(|c| c.is_ascii_lowercase());
        let bare = match text.strip_prefix('m') {
            Some(rest) => {
                ensure!(
                    !has_lower_case(rest),
                    ContractError::SymbolStartsWithM {
                        symbol: text.to_string()
                    }
                );
                rest
            }
            None => text,
        };

        // Together with the m it has to be a symbol of cw20: 3 to 12 letters or hyphens.
        ensure!(
            (2..=11).contains(&bare.len())
                && bare.chars().all(|c| c.is_ascii_alphabetic() || c == '-'),
            ContractError::SymbolUnusable {
                symbol: text.to_string()
            }
        );
        Ok(Self(bare.to_ascii_uppercase()))
    }

    /// The symbol of the real asset.
    pub fn bare(&self) -> &str {
        &self.0
    }

    /// The symbol of the token.
    pub fn cw20(&self) -> String {
        format!("m{}", self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_symbol_is_read_with_or_without_its_m() {
        let cases = [
            ("mAAPL", "AAPL"),
            ("AAPL", "AAPL"),
            ("aapl", "AAPL"),
            ("MSFT", "MSFT"),
            ("mMSFT", "MSFT"),
            ("BRK-B", "BRK-B"),
            ("AB", "AB"),
            ("ABCDEFGHIJK", "ABCDEFGHIJK"),
        ];
        for (text, bare) in cases {
            let symbol = Symbol::parse(text).unwrap();
            assert_eq!(bare, symbol.bare());
            assert_eq!(format!("m{bare}"), symbol.cw20());
        }
    }

    #[test]
    fn another_m_in_front_is_refused() {
        for text in ["msft", "mAAPl", "mm", "maapl"] {
            let expected = ContractError::SymbolStartsWithM {
                symbol: text.to_string(),
            };
            assert_eq!(Err(expected), Symbol::parse(text), "{text}");
        }
    }

    #[test]
    fn a_symbol_has_2_to_11_letters_or_hyphens() {
        let endless = "A".repeat(100);
        let unusable = [
            "",
            "m",
            "A",
            "mA",
            "ABCDEFGHIJKL",
            "AAPL1",
            "mAA1",
            "A PL",
            "ÄÖ",
            "mÄÖ",
            endless.as_str(),
        ];
        for text in unusable {
            let expected = ContractError::SymbolUnusable {
                symbol: text.to_string(),
            };
            assert_eq!(Err(expected), Symbol::parse(text), "{text}");
        }
    }
}

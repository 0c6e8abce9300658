//! An event of a contract, read by the names of its attributes.

use std::str::FromStr;

use cosmwasm_std::Decimal;
use mirror_chain::Event;

use super::error::ReadError;
use crate::store::records::Sum;

/// The attribute in which the chain says whose event it is.
pub(super) const CONTRACT: &str = "_contract_address";
/// The attribute in which the chain says which message of the transaction it belongs to.
pub(super) const MESSAGE: &str = "msg_index";

/// An event of a contract.
#[derive(Clone, Copy)]
pub(super) struct Told<'a> {
    /// The block's height.
    pub(super) height: u64,
    /// The contract's address.
    pub(super) contract: &'a str,
    /// The event.
    pub(super) event: &'a Event,
}

impl<'a> Told<'a> {
    /// What it is about; empty where it does not say.
    pub(super) fn action(&self) -> &'a str {
        self.event.value("action").unwrap_or_default()
    }

    /// A value that may be there.
    pub(super) fn maybe(&self, key: &str) -> Option<&'a str> {
        self.event.value(key)
    }

    /// A value that has to be there.
    pub(super) fn text(&self, key: &str) -> Result<&'a str, ReadError> {
        let value = self.event.value(key);
        value.ok_or_else(|| self.unreadable(format!("it has no {key}")))
    }

    /// An amount in micro units.
    pub(super) fn amount(&self, key: &str) -> Result<u128, ReadError> {
        self.parsed(key, self.text(key)?)
    }

    /// A number of ours.
    pub(super) fn number(&self, key: &str) -> Result<u64, ReadError> {
        self.parsed(key, self.text(key)?)
    }

    /// A price or rate.
    pub(super) fn decimal(&self, key: &str) -> Result<Decimal, ReadError> {
        self.parsed(key, self.text(key)?)
    }

    /// An amount directly followed by its denom or token.
    pub(super) fn sum(&self, key: &str) -> Result<Sum, ReadError> {
        self.sum_of(key, self.text(key)?)
    }

    /// The same, where it may be missing.
    pub(super) fn maybe_sum(&self, key: &str) -> Result<Option<Sum>, ReadError> {
        let value = self.maybe(key);
        value.map(|text| self.sum_of(key, text)).transpose()
    }

    /// Two amounts of two assets, with a comma and a space between them.
    pub(super) fn sums(&self, key: &str) -> Result<Vec<Sum>, ReadError> {
        let texts = self.text(key)?.split(',').map(str::trim);
        texts.map(|text| self.sum_of(key, text)).collect()
    }

    /// What can not be read in it.
    pub(super) fn unreadable(&self, reason: impl Into<String>) -> ReadError {
        ReadError::Event {
            height: self.height,
            contract: self.contract.to_string(),
            action: self.action().to_string(),
            reason: reason.into(),
        }
    }

    /// A value, parsed.
    pub(super) fn parsed<T: FromStr>(&self, key: &str, text: &str) -> Result<T, ReadError> {
        let parsed = text.parse();
        parsed.map_err(|_| self.unreadable(format!("its {key} is {text:?}")))
    }

    fn sum_of(&self, key: &str, text: &str) -> Result<Sum, ReadError> {
        let sum = sum(text);
        sum.ok_or_else(|| self.unreadable(format!("its {key} is {text:?}")))
    }
}

/// An amount directly followed by its denom or token. Neither begins with a digit.
pub(super) fn sum(text: &str) -> Option<Sum> {
    let end = text.find(|c: char| !c.is_ascii_digit())?;
    let (amount, asset) = text.split_at(end);
    Some(Sum {
        amount: amount.parse().ok()?,
        asset: asset.to_string(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_amount_ends_where_its_asset_begins() {
        let cases = [
            ("12uusd", Some((12, "uusd"))),
            ("0wasm1abc2", Some((0, "wasm1abc2"))),
            (
                "340282366920938463463374607431768211455x",
                Some((u128::MAX, "x")),
            ),
            ("340282366920938463463374607431768211456x", None),
            ("uusd", None),
            ("12", None),
            ("", None),
        ];
        for (text, expected) in cases {
            let found = sum(text).map(|sum| (sum.amount, sum.asset));
            let expected = expected.map(|(amount, asset)| (amount, asset.to_string()));
            assert_eq!(found, expected, "{text}");
        }
    }
}

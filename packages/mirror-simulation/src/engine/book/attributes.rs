//! What one event says.

use std::str::FromStr;

use cosmwasm_std::{Event, Uint128};

use crate::error::SimulationError;

/// The attributes of an event of one contract.
pub(super) struct Attributes<'a>(pub(super) &'a Event);

impl<'a> Attributes<'a> {
    pub(super) fn get(&self, key: &str) -> Option<&'a str> {
        let told = self.0.attributes.iter().find(|told| told.key == key);

        told.map(|told| told.value.as_str())
    }

    pub(super) fn text(&self, key: &'static str) -> Result<&'a str, SimulationError> {
        self.get(key)
            .ok_or(SimulationError::MissingAttribute { key })
    }

    pub(super) fn contract(&self) -> Result<&'a str, SimulationError> {
        self.text("_contract_address")
    }

    pub(super) fn action(&self) -> &'a str {
        self.get("action").unwrap_or_default()
    }

    /// A bare number, or the one that stands before a denom or an address.
    pub(super) fn amount(&self, key: &'static str) -> Result<Uint128, SimulationError> {
        Ok(self.asset(key)?.0)
    }

    /// An amount and what it is of.
    pub(super) fn asset(&self, key: &'static str) -> Result<(Uint128, &'a str), SimulationError> {
        split(self.text(key)?).ok_or(SimulationError::MissingAttribute { key })
    }

    pub(super) fn number<T: FromStr>(&self, key: &'static str) -> Result<T, SimulationError> {
        let number = self.text(key)?.parse();

        number.map_err(|_| SimulationError::MissingAttribute { key })
    }
}

/// `12uusd` as 12 and `uusd`.
pub(super) fn split(text: &str) -> Option<(Uint128, &str)> {
    let end = text
        .find(|letter: char| !letter.is_ascii_digit())
        .unwrap_or(text.len());
    let (digits, info) = text.split_at(end);

    Some((digits.parse().ok().map(Uint128::new)?, info))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_amount_stands_before_what_it_is_of() {
        assert_eq!(split("12uusd"), Some((Uint128::new(12), "uusd")));
        assert_eq!(split("0"), Some((Uint128::zero(), "")));
        assert_eq!(split("uusd"), None);
        assert_eq!(split(""), None);
    }
}

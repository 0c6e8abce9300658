//! Numbers as the tables hold them.

use std::str::FromStr;

use cosmwasm_std::Decimal;

use super::error::StoreError;

/// A height, time or number of ours, as the tables hold it.
pub(crate) fn integer(value: u64) -> Result<i64, StoreError> {
    i64::try_from(value).map_err(|_| StoreError::Damaged {
        table: "cursor",
        value: value.to_string(),
        expected: "number that a table holds",
    })
}

/// The same, read.
pub(crate) fn height(value: i64) -> Result<u64, StoreError> {
    u64::try_from(value).map_err(|_| StoreError::Damaged {
        table: "cursor",
        value: value.to_string(),
        expected: "height or time",
    })
}

/// An amount of a table.
pub(crate) fn amount(table: &'static str, text: &str) -> Result<u128, StoreError> {
    text.parse().map_err(|_| StoreError::Damaged {
        table,
        value: text.to_string(),
        expected: "amount",
    })
}

/// A price or rate of a table.
pub(crate) fn decimal(table: &'static str, text: &str) -> Result<Decimal, StoreError> {
    Decimal::from_str(text).map_err(|_| StoreError::Damaged {
        table,
        value: text.to_string(),
        expected: "decimal",
    })
}

/// A price or rate of a table, where there is one.
pub(crate) fn maybe_decimal(
    table: &'static str,
    text: Option<&str>,
) -> Result<Option<Decimal>, StoreError> {
    text.map(|text| decimal(table, text)).transpose()
}

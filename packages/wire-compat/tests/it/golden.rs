//! Stands in for the module of this name in the tests of mirror-protocol and terraswap: an example
//! is not held to its text here, but to the published type of the same name.

use cosmwasm_std::{to_json_string, Decimal};
use serde::Serialize;

use crate::published::check_of;

/// An example in which every field has a content.
pub(crate) fn record<T: Serialize + 'static>(value: &T, _text: &str, _optional: &[&str]) {
    hold(value, true);
}

/// An example of a variant in which every field has a content.
pub(crate) fn variant<T: Serialize + 'static>(value: &T, _text: &str, _optional: &[&str]) {
    hold(value, true);
}

/// An example that may leave fields out.
pub(crate) fn written_so<T: Serialize + 'static>(value: &T, _text: &str) {
    hold(value, false);
}

/// Another text of ours, which says nothing about the published type.
pub(crate) fn also_read_so<T>(_value: &T, _text: &str) {}

/// What ours does not read says nothing about the published type.
pub(crate) fn refused<T>(_text: &str) {}

pub(crate) fn decimal(text: &str) -> Decimal {
    text.parse().unwrap()
}

fn hold<T: Serialize + 'static>(value: &T, is_whole: bool) {
    if let Some(check) = check_of::<T>() {
        check(&to_json_string(value).unwrap(), is_whole);
    }
}

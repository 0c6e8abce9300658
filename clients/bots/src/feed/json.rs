//! A number or a text in a JSON document, as it is written there.

use std::collections::BTreeMap;

use serde_json::value::RawValue;
use thiserror::Error;

/// Why there is nothing to read at a place.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum JsonFault {
    /// The document is no JSON.
    #[error("the answer is no JSON: {0}")]
    NoJson(String),
    /// There is nothing at the pointer.
    #[error("the answer has nothing at {0:?}")]
    Nothing(String),
    /// What is there is a list, an object, true, false or null.
    #[error("what the answer has at {0:?} is neither a number nor a text")]
    NoScalar(String),
}

/// The number or text at a pointer (RFC 6901, such as `/data/0/last`; the whole document at ""). A number
/// is given with the digits that it is written with.
pub(super) fn scalar(document: &str, pointer: &str) -> Result<String, JsonFault> {
    let no_json = |error: serde_json::Error| JsonFault::NoJson(error.to_string());
    let nothing = || JsonFault::Nothing(pointer.to_string());
    let mut value: &RawValue = serde_json::from_str(document).map_err(no_json)?;
    let steps: Vec<&str> = match pointer.strip_prefix('/') {
        Some(steps) => steps.split('/').collect(),
        None if pointer.is_empty() => vec![],
        None => return Err(nothing()),
    };
    for step in steps {
        value = child(value, &step.replace("~1", "/").replace("~0", "~")).ok_or_else(nothing)?;
    }
    let text = value.get();
    match text.bytes().next() {
        Some(b'"') => serde_json::from_str(text).map_err(no_json),
        Some(b'-' | b'0'..=b'9') => Ok(text.to_string()),
        _ => Err(JsonFault::NoScalar(pointer.to_string())),
    }
}

fn child<'a>(value: &'a RawValue, step: &str) -> Option<&'a RawValue> {
    let text = value.get();
    if text.starts_with('[') {
        let list: Vec<&RawValue> = serde_json::from_str(text).ok()?;
        return list.get(step.parse::<usize>().ok()?).copied();
    }
    let object: BTreeMap<String, &RawValue> = serde_json::from_str(text).ok()?;
    object.get(step).copied()
}

#[cfg(test)]
mod tests {
    use super::*;

    const ANSWER: &str = r#" {
        "data": [ { "last": 101.250000000000000001, "when": "2026-11-27T15:00:00Z" } ],
        "a/b": { "m~n": "1.5" }, "none": null, "yes": true
    } "#;

    #[test]
    fn a_number_keeps_the_digits_that_it_is_written_with() {
        for (pointer, expected) in [
            ("/data/0/last", "101.250000000000000001"),
            ("/data/0/when", "2026-11-27T15:00:00Z"),
            ("/a~1b/m~0n", "1.5"),
        ] {
            assert_eq!(scalar(ANSWER, pointer), Ok(expected.to_string()));
        }
        assert_eq!(scalar("12e3", ""), Ok("12e3".to_string()));
    }

    #[test]
    fn what_is_not_there_or_no_number_is_told() {
        for pointer in [
            "/data/1/last",
            "/data/x",
            "/data/0/last/x",
            "data",
            "/none/0",
        ] {
            let told = JsonFault::Nothing(pointer.to_string());
            assert_eq!(scalar(ANSWER, pointer), Err(told));
        }
        for pointer in ["", "/data", "/none", "/yes"] {
            let told = JsonFault::NoScalar(pointer.to_string());
            assert_eq!(scalar(ANSWER, pointer), Err(told));
        }
        assert!(matches!(
            scalar("{\"price\": 1", "/price"),
            Err(JsonFault::NoJson(_))
        ));
    }
}

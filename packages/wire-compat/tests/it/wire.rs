//! From one side to the other as JSON text.

use std::fmt::Debug;

use cosmwasm_std::{from_json, to_json_string, StdError};
use serde::{de::DeserializeOwned, Serialize};
use serde_json::{json, Value};

/// A value of a type that can not be named here, since it belongs to another version of a crate.
pub(crate) fn made<T: DeserializeOwned>(value: impl Into<Value>) -> T {
    serde_json::from_value(value.into()).unwrap()
}

/// What the published type wrote is read by ours, which says all of it again. What it may leave out,
/// or write as null, ours does without, too.
pub(crate) fn ours_reads<Ours>(theirs: &(impl Serialize + DeserializeOwned)) -> Ours
where
    Ours: Serialize + DeserializeOwned,
{
    let written = json!(theirs);
    let read: Ours = from_json(written.to_string().as_bytes())
        .unwrap_or_else(|error| panic!("{written}: {error}"));
    let again = serde_json::from_str(&to_json_string(&read).unwrap()).unwrap();

    says_all_of(&again, &written);
    for shorter in with_less(&written) {
        if is_read_as(theirs, &shorter) {
            let text = shorter.to_string();
            from_json::<Ours>(text.as_bytes()).unwrap_or_else(|error| panic!("{text}: {error}"));
        }
    }
    read
}

/// What the published type wrote is an error for ours.
pub(crate) fn ours_refuses<Ours: DeserializeOwned + Debug>(theirs: &impl Serialize) {
    let written = json!(theirs).to_string();
    let refusal = from_json::<Ours>(written.as_bytes());

    assert!(
        matches!(refusal, Err(StdError::ParseErr { .. })),
        "{written} reads as {refusal:?}"
    );
}

/// What ours wrote is read by the published type, with the same content in every field it knows.
pub(crate) fn theirs_reads<Theirs>(written: &str) -> Theirs
where
    Theirs: Serialize + DeserializeOwned,
{
    let read: Theirs =
        serde_json::from_str(written).unwrap_or_else(|error| panic!("{written}: {error}"));

    says_all_of(&serde_json::from_str(written).unwrap(), &json!(read));
    read
}

/// Whether a text reads as a value of this type.
fn is_read_as<T: DeserializeOwned>(_: &T, text: &Value) -> bool {
    serde_json::from_value::<T>(text.clone()).is_ok()
}
/// The same without each field in turn, and with null in its place; also inside of fields.
fn with_less(whole: &Value) -> Vec<Value> {
    let Value::Object(fields) = whole else {
        return vec![];
    };
    let mut shorter = vec![];
    for (name, content) in fields {
        let mut without = fields.clone();
        without.remove(name);
        shorter.push(without.into());
        for other in [vec![Value::Null], with_less(content)].concat() {
            let mut with_other = fields.clone();
            with_other.insert(name.clone(), other);
            shorter.push(with_other.into());
        }
    }
    shorter
}

/// Every field of `part` is in `whole` with the same content. An absent field is as good as null.
fn says_all_of(whole: &Value, part: &Value) {
    match (whole, part) {
        (Value::Object(whole), Value::Object(part)) => {
            for (name, content) in part {
                says_all_of(whole.get(name).unwrap_or(&Value::Null), content);
            }
        }
        (Value::Array(whole), Value::Array(part)) => {
            assert_eq!(whole.len(), part.len(), "{whole:?} and {part:?}");
            for (one, other) in whole.iter().zip(part) {
                says_all_of(one, other);
            }
        }
        _ => assert_eq!(whole, part),
    }
}

#[test]
fn a_missing_or_other_content_is_noticed() {
    let notices = |whole: Value, part: Value| {
        std::panic::catch_unwind(|| says_all_of(&whole, &part)).is_err()
    };

    assert!(notices(json!({}), json!({ "a": 1 })));
    assert!(notices(json!({ "a": 2 }), json!({ "a": 1 })));
    assert!(notices(json!([1, 2]), json!([1])));
    assert!(notices(json!({ "a": {} }), json!({ "b": {} })));
    assert!(!notices(
        json!({ "a": 1, "b": 2 }),
        json!({ "a": 1, "c": null })
    ));
}

#[test]
fn every_field_is_left_out_once() {
    assert_eq!(
        with_less(&json!({ "a": { "b": 1, "c": [2] } })),
        [
            json!({}),
            json!({ "a": null }),
            json!({ "a": { "c": [2] } }),
            json!({ "a": { "b": null, "c": [2] } }),
            json!({ "a": { "b": 1 } }),
            json!({ "a": { "b": 1, "c": null } }),
        ]
    );
}

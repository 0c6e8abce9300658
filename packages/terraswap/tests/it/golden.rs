//! Hold a value to its JSON text, both ways, as contracts write and read it.

use std::fmt::Debug;

use cosmwasm_std::{from_json, to_json_string, Decimal, StdError};
use serde::{de::DeserializeOwned, Serialize};
use serde_json::{json, Map, Value};

/// Every field of a struct is in `text`; those named `optional` may be absent or null.
pub(crate) fn record<T>(value: &T, text: &str, optional: &[&str])
where
    T: Serialize + DeserializeOwned + PartialEq + Debug,
{
    written_so(value, text);
    let fields = object(text);
    fields_are_kept(value, &fields, optional, Value::Object);
}

/// The same for a variant of an enum, whose fields stand under its name.
pub(crate) fn variant<T>(value: &T, text: &str, optional: &[&str])
where
    T: Serialize + DeserializeOwned + PartialEq + Debug,
{
    written_so(value, text);
    let (name, body) = object(text).into_iter().next().unwrap();
    let Value::Object(fields) = body else {
        panic!("{name} has no fields: {text}");
    };
    fields_are_kept(value, &fields, optional, |fields| json!({ &name: fields }));
}

/// `text` is how `value` is written, line breaks and indentation aside, and reads as it.
pub(crate) fn written_so<T>(value: &T, text: &str)
where
    T: Serialize + DeserializeOwned + PartialEq + Debug,
{
    let text = one_line(text);

    assert_eq!(text, to_json_string(value).unwrap());
    assert_eq!(*value, from_json::<T>(text.as_bytes()).unwrap(), "{text}");
}

/// `text` is another way to write `value`.
pub(crate) fn also_read_so<T>(value: &T, text: &str)
where
    T: DeserializeOwned + PartialEq + Debug,
{
    assert_eq!(*value, from_json::<T>(text.as_bytes()).unwrap(), "{text}");
}

/// `text` does not read as a `T`.
pub(crate) fn refused<T: DeserializeOwned + Debug>(text: &str) {
    let refusal = from_json::<T>(text.as_bytes());

    assert!(
        matches!(refusal, Err(StdError::ParseErr { .. })),
        "{text} reads as {refusal:?}"
    );
}

pub(crate) fn decimal(text: &str) -> Decimal {
    text.parse().unwrap()
}

fn fields_are_kept<T>(
    value: &T,
    fields: &Map<String, Value>,
    optional: &[&str],
    whole: impl Fn(Map<String, Value>) -> Value,
) where
    T: DeserializeOwned + PartialEq + Debug,
{
    for name in optional {
        assert!(fields.contains_key(*name), "there is no field {name}");
    }
    let with = |name: &str, content: Value| {
        let mut changed = fields.clone();
        changed.insert(name.to_string(), content);
        whole(changed).to_string()
    };

    also_read_so(
        value,
        &with("a_field_of_another_time", json!({ "any": [1] })),
    );
    for name in fields.keys() {
        refused::<T>(&with(name, json!([[true]])));

        let mut without = fields.clone();
        without.remove(name);
        let without = whole(without).to_string();
        if optional.contains(&name.as_str()) {
            let absent: T = from_json(without.as_bytes()).unwrap();
            also_read_so(&absent, &with(name, Value::Null));
        } else {
            refused::<T>(&without);
            refused::<T>(&with(name, Value::Null));
        }
    }
}

fn object(text: &str) -> Map<String, Value> {
    serde_json::from_str(text).unwrap()
}

fn one_line(text: &str) -> String {
    text.lines().map(str::trim).collect()
}

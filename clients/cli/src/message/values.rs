//! Single values: from what was typed to what the wire has.

use cosmwasm_std::Binary;
use serde_json::Value;

use super::amounts;
use super::fault::Fault;
use super::field_names::TextKind;
use super::names::Names;
use super::shape::Shape;

pub(super) fn settle_text(kind: TextKind, text: &str, names: &Names) -> Result<String, Fault> {
    match kind {
        TextKind::Free => Ok(text.to_string()),
        TextKind::Denom => Ok(names.denom(text).unwrap_or_else(|| text.to_string())),
        // "" stands for nobody where a contract takes it.
        TextKind::Address | TextKind::AddressOrDenom if text.is_empty() => Ok(String::new()),
        TextKind::Address => names.address(text),
        TextKind::AddressOrDenom => match names.denom(text) {
            Some(denom) => Ok(denom),
            None => names.address(text).or_else(|fault| match fault {
                // Another coin of the chain: its contract knows whether there is one.
                Fault::UnknownName { .. } if is_denom(text) => Ok(text.to_string()),
                other => Err(other),
            }),
        },
    }
}

/// Whether a text is written as coins of a chain are.
pub(super) fn is_denom(text: &str) -> bool {
    let starts = ["u", "ibc/", "factory/"];
    starts.iter().any(|start| text.starts_with(start)) && text == text.trim()
}

pub(super) fn flag(typed: &Value) -> Result<Value, Fault> {
    match typed {
        Value::Bool(_) => Ok(typed.clone()),
        Value::String(text) if text == "true" => Ok(Value::Bool(true)),
        Value::String(text) if text == "false" => Ok(Value::Bool(false)),
        other => Err(Fault::not_a(other, "true or false")),
    }
}

pub(super) fn integer(typed: &Value, most: u64) -> Result<Value, Fault> {
    let given = match typed {
        Value::String(text) => text.clone(),
        other => other.to_string(),
    };
    let number = amounts::whole(given.trim())?;
    let number = u64::try_from(number).ok().filter(|number| *number <= most);
    number.map(Value::from).ok_or(Fault::TooLarge {
        given,
        most: most.to_string(),
    })
}

/// Bytes are given as base64, or as the JSON that they are to hold.
pub(super) fn binary(typed: &Value) -> Result<Value, Fault> {
    let base64 = match typed {
        Value::String(text) if text.trim_start().starts_with(['{', '[']) => {
            parsed(text)?;
            Binary::from(text.trim().as_bytes()).to_base64()
        }
        Value::String(text) => {
            let wanted = "base64, nor the JSON that it is to hold";
            // Without its padding, many a word could be taken for base64.
            let bytes = Binary::from_base64(text).ok();
            let is_base64 = bytes.is_some_and(|bytes| bytes.to_base64() == *text);
            if !is_base64 {
                return Err(Fault::not_a(text, wanted));
            }
            text.clone()
        }
        other => Binary::from(other.to_string().as_bytes()).to_base64(),
    };
    Ok(Value::String(base64))
}

/// A text that is JSON as what it says; anything else as it is.
pub(super) fn json(typed: &Value) -> Result<Value, Fault> {
    match typed {
        Value::String(text) => parsed(text),
        other => Ok(other.clone()),
    }
}

pub(super) fn json_or_text(typed: &Value) -> Result<Value, Fault> {
    match typed {
        Value::String(text) if text.trim_start().starts_with(['{', '[', '"']) => parsed(text),
        other => Ok(other.clone()),
    }
}

/// The JSON of a text.
pub(super) fn parsed(text: &str) -> Result<Value, Fault> {
    serde_json::from_str(text).map_err(|error| Fault::NotJson {
        given: text.to_string(),
        reason: error.to_string(),
    })
}

/// A flag that is repeated, or one list as JSON.
pub(super) fn as_list(typed: &Value) -> Result<Vec<Value>, Fault> {
    let is_json = |text: &str| text.trim_start().starts_with('[');
    match typed {
        Value::Array(several) => match several.as_slice() {
            [Value::String(only)] if is_json(only) => as_list(&parsed(only)?),
            _ => Ok(several.clone()),
        },
        Value::String(text) if is_json(text) => as_list(&parsed(text)?),
        other => Ok(vec![other.clone()]),
    }
}

/// JSON of a type of ours, where unknown fields are refused by the type itself.
pub(super) fn strict<T>(typed: &Value) -> Result<Value, Fault>
where
    T: serde::de::DeserializeOwned + serde::Serialize,
{
    let not_one = |reason: String| Fault::NotJson {
        given: typed.to_string(),
        reason,
    };
    let value =
        serde_json::from_value::<T>(typed.clone()).map_err(|error| not_one(error.to_string()))?;
    let back = written(&value)?;
    if back == *typed {
        Ok(back)
    } else {
        Err(not_one(format!("it would be sent as {back}")))
    }
}

pub(super) fn written<T: serde::Serialize>(value: &T) -> Result<Value, Fault> {
    serde_json::to_value(value).map_err(|error| Fault::NotJson {
        given: String::new(),
        reason: error.to_string(),
    })
}

/// What a value looks like, in a word or two.
pub(super) fn wanted(shape: &Shape) -> &'static str {
    match shape {
        Shape::Amount => "AMOUNT",
        Shape::Number | Shape::Integer { .. } => "NUMBER",
        Shape::Decimal => "DECIMAL",
        Shape::Flag => "true|false",
        Shape::Text(TextKind::Address) => "ADDRESS",
        Shape::Text(TextKind::AddressOrDenom) | Shape::AssetInfo => "ASSET",
        Shape::Text(TextKind::Denom) => "DENOM",
        Shape::Text(TextKind::Free) => "TEXT",
        Shape::Binary => "JSON|BASE64",
        Shape::Asset => "AMOUNT+ASSET",
        Shape::Choice(_) => "CHOICE",
        Shape::Record(_) | Shape::Any => "JSON",
        Shape::List { of, .. } => wanted(of),
        Shape::Tuple(_) => "PART=PART",
    }
}

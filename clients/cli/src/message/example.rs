//! A message as one would type it, for its help.

use serde_json::{json, Map, Value};

use super::contracts::{Contract, Door};
use super::field_names::TextKind;
use super::flags::flag_of;
use super::shape::{Field, Message, Shape};

/// A whole command.
pub fn command(contract: &Contract, door: Door, message: &Message) -> String {
    words(contract, door, message)
        .iter()
        .map(|word| quoted(word))
        .collect::<Vec<_>>()
        .join(" ")
}

/// The words of a command.
pub fn words(contract: &Contract, door: Door, message: &Message) -> Vec<String> {
    let verb = if door == Door::Query { "query" } else { "tx" };
    let mut words = vec!["mirror", verb, contract.role];
    if door == Door::Hook {
        words.push("hook");
    }
    words.push(&message.name);
    let mut words = words.into_iter().map(str::to_string).collect::<Vec<_>>();
    let mut flag = |name: &str, value: String| words.extend([format!("--{name}"), value]);
    match contract.role {
        "pair" => flag("at", "mAAPL".to_string()),
        "token" => flag("at", "MIR".to_string()),
        _ => {}
    }
    if door == Door::Hook {
        flag("pay", payment(&message.doc).to_string());
    }
    if let Shape::Record(fields) = &message.body {
        for field in fields.iter().filter(|field| field.required) {
            let name = flag_of(&field.name);
            // It counts the LP tokens of the pool that it names.
            if (contract.role, message.name.as_str(), name.as_str())
                == ("staking", "unbond", "amount")
            {
                flag(&name, "1.5mAAPL-LP".to_string());
                continue;
            }
            for value in repeated(&field.shape, &field.name) {
                flag(&name, text(value));
            }
        }
    } else {
        flag(
            &message.name.replace('_', "-"),
            text(sample(&message.body, &message.name)),
        );
    }
    if message.doc.contains("Funds:") && super::funds::of(message, &Value::Null).is_err() {
        flag("funds", "100usd".to_string());
    }
    words
}

fn payment(doc: &str) -> &'static str {
    let (_, token) = doc.split_once("Token: ").unwrap_or_default();
    if token.starts_with("MIR") {
        "100mir"
    } else if token.contains("LP token") {
        "5mAAPL-LP"
    } else {
        "5mAAPL"
    }
}

fn repeated(shape: &Shape, name: &str) -> Vec<Value> {
    match shape {
        Shape::List { of, .. } => match of.as_ref() {
            Shape::Asset => vec![json!("100usd"), json!("1mAAPL")],
            Shape::AssetInfo => vec![json!("usd"), json!("mAAPL")],
            one => vec![sample(one, name)],
        },
        one => vec![sample(one, name)],
    }
}

fn sample(shape: &Shape, name: &str) -> Value {
    match shape {
        Shape::Amount if name.starts_with("min") => json!("1500000"),
        Shape::Amount => json!("1.5mir"),
        Shape::Number | Shape::Integer { .. } => json!("1"),
        Shape::Decimal if name.contains("ratio") => json!("200%"),
        Shape::Decimal if name.contains("price") => json!("101"),
        Shape::Decimal => json!("0.2"),
        Shape::Flag => json!("true"),
        Shape::Text(TextKind::Address) if name.contains("token") => json!("mAAPL"),
        Shape::Text(TextKind::Address) => json!("gov"),
        Shape::Text(TextKind::AddressOrDenom) => json!("mAAPL"),
        Shape::Text(TextKind::Denom) => json!("uusd"),
        Shape::Text(TextKind::Free) if ["merkle_root", "proof"].contains(&name) => {
            json!("0".repeat(64))
        }
        Shape::Text(TextKind::Free) => json!(format!("a {}", name.replace('_', " "))),
        Shape::Binary | Shape::Any => json!("{}"),
        Shape::Asset if name.contains("ask") || name == "asset" => json!("2.5mAAPL"),
        Shape::Asset => json!("100usd"),
        Shape::AssetInfo if name.contains("offer") => json!("usd"),
        Shape::AssetInfo => json!("mAAPL"),
        Shape::Choice(variants) => {
            let plain = variants
                .iter()
                .find(|one| one.body.as_ref().is_none_or(Shape::can_be_empty));
            match (plain, variants.first()) {
                (Some(plain), _) => json!(plain.name),
                (None, Some(first)) => {
                    let body = first.body.as_ref().map(|body| sample(body, &first.name));
                    let mut whole = Map::new();
                    whole.insert(first.name.clone(), body.unwrap_or_default());
                    Value::Object(whole)
                }
                (None, None) => Value::Null,
            }
        }
        Shape::Record(fields) => Value::Object(
            fields
                .iter()
                .filter(|field| field.required)
                .map(entry)
                .collect(),
        ),
        Shape::List { .. } => Value::Array(repeated(shape, name)),
        Shape::Tuple(each) => {
            let parts = each.iter().map(|part| text(sample(part, name)));
            json!(parts.collect::<Vec<_>>().join("="))
        }
    }
}

fn entry(field: &Field) -> (String, Value) {
    (field.name.clone(), sample(&field.shape, &field.name))
}

fn text(value: Value) -> String {
    match value {
        Value::String(text) => text,
        other => other.to_string(),
    }
}

fn quoted(word: &str) -> String {
    let is_plain = |letter: char| letter.is_ascii_alphanumeric() || "-_.%=:/".contains(letter);
    if !word.is_empty() && word.chars().all(is_plain) {
        word.to_string()
    } else {
        format!("'{word}'")
    }
}

//! What of a written value is not taken: in a list of tables each key that is wrong, not the list.

use toml::{Table, Value};

/// A part of a value that is not taken.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Part {
    /// Where it is, such as `asset[1].source[0].every_s`.
    pub(super) key: String,
    /// The part as a fault shows it.
    pub(super) shown: String,
    /// Why not.
    pub(super) rule: String,
}

/// Says of a value whether it is taken, or why not.
type Takes<'a> = dyn Fn(Value) -> Result<(), String> + 'a;

/// A value without the parts that are not taken, and these. Each part is tried alone: fields of tables may
/// all be left out.
pub(super) fn taken(key: &str, value: Value, takes: &Takes) -> (Option<Value>, Vec<Part>) {
    let Err(rule) = takes(value.clone()) else {
        return (Some(value), Vec::new());
    };
    let whole = Part {
        key: key.to_string(),
        shown: shown(&value),
        rule,
    };
    let (rest, parts) = match value {
        // Where no table can be, none of its keys is to blame.
        Value::Table(table) if takes(Value::Table(Table::new())).is_ok() => {
            of_table(key, table, takes)
        }
        Value::Array(list) if takes(Value::Array(Vec::new())).is_ok() => of_list(key, list, takes),
        _ => return (None, vec![whole]),
    };
    // Its parts may be good, but not together.
    if parts.is_empty() || takes(rest.clone()).is_err() {
        return (None, vec![whole]);
    }
    (Some(rest), parts)
}

fn of_table(key: &str, table: Table, takes: &Takes) -> (Value, Vec<Part>) {
    let (mut rest, mut parts) = (Table::new(), Vec::new());
    for (name, value) in table {
        let alone = |value| takes(Value::Table(Table::from_iter([(name.clone(), value)])));
        let (value, wrong) = taken(&format!("{key}.{name}"), value, &alone);
        rest.extend(value.map(|value| (name.clone(), value)));
        parts.extend(wrong);
    }
    (Value::Table(rest), parts)
}

/// What is not taken at all leaves its place, so that the others keep their numbers only in the faults.
fn of_list(key: &str, list: Vec<Value>, takes: &Takes) -> (Value, Vec<Part>) {
    let (mut rest, mut parts) = (Vec::new(), Vec::new());
    for (number, value) in list.into_iter().enumerate() {
        let alone = |value| takes(Value::Array(vec![value]));
        let (value, wrong) = taken(&format!("{key}[{number}]"), value, &alone);
        rest.extend(value);
        parts.extend(wrong);
    }
    (Value::Array(rest), parts)
}

/// A value as a fault shows it: of what is longer than a line only the kind.
pub(super) fn shown(value: &Value) -> String {
    match value {
        Value::String(text) => text.clone(),
        Value::Integer(number) => number.to_string(),
        Value::Float(number) => number.to_string(),
        Value::Boolean(truth) => truth.to_string(),
        Value::Datetime(time) => time.to_string(),
        Value::Table(_) => "{…}".to_string(),
        Value::Array(_) => "[…]".to_string(),
    }
}

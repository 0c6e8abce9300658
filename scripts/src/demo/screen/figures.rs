//! Figures and texts as they are read on a screen.

use serde_json::Value;

use crate::demo::trade::micro;

pub(super) fn list<'v>(value: &'v Value, pointer: &str) -> &'v [Value] {
    let list = value.pointer(pointer).and_then(Value::as_array);
    list.map(Vec::as_slice).unwrap_or_default()
}

/// A part as it is written; what is unknown says so.
pub(super) fn text(value: &Value, pointer: &str) -> String {
    value
        .pointer(pointer)
        .map_or_else(|| "unknown".to_owned(), written)
}

pub(super) fn written(value: &Value) -> String {
    value
        .as_str()
        .map_or_else(|| value.to_string(), str::to_owned)
}

/// A decimal with two places, cut.
pub(super) fn cents(decimal: &str) -> String {
    match decimal.split_once('.') {
        Some((whole, part)) => format!("{whole}.{part:0<2}", part = part.get(..2).unwrap_or(part)),
        None => decimal.to_owned(),
    }
}

/// A decimal as per cent with one place, cut.
pub(super) fn percent(decimal: &str) -> String {
    let (sign, digits) = decimal
        .strip_prefix('-')
        .map_or(("", decimal), |rest| ("-", rest));
    match micro(digits) {
        Some(micro) => format!("{sign}{}.{}", micro / 10_000, micro / 1_000 % 10),
        None => decimal.to_owned(),
    }
}

/// Thousandths as per cent with one place.
pub(in crate::demo) fn tenths(permille: u64) -> String {
    format!("{}.{}", permille / 10, permille % 10)
}

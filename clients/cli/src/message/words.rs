//! What the chain says, in words: names for addresses, whole units for micro units.

use mirror_chain::refusal::Refusal;
use mirror_chain::Event;
use serde_json::Value;
use time::macros::format_description;
use time::OffsetDateTime;

use super::amounts;
use super::names::Names;
use super::shape::{Field, Shape};

/// Keys of events that say nothing to a reader.
const SILENT: [&str; 3] = ["_contract_address", "action", "msg_index"];

/// The fields of refusals that are times, in UNIX seconds.
const TIMES: [&str; 14] = [
    "claim_end",
    "deadline",
    "due",
    "effective_time",
    "expiration",
    "expiration_time",
    "from",
    "genesis_time",
    "last_updated",
    "next",
    "now",
    "self_governed_from",
    "start_time",
    "until",
];

/// What contracts have done, a line for each event.
pub fn events<'e>(events: impl Iterator<Item = &'e Event>, names: &Names) -> Vec<String> {
    events.map(|event| line(event, names)).collect()
}

fn line(event: &Event, names: &Names) -> String {
    let contract = event.value("_contract_address").unwrap_or_default();
    let action = event.value("action").unwrap_or("says").replace('_', " ");
    let spoken = event
        .attributes
        .iter()
        .filter(|(key, _)| !SILENT.contains(&key.as_str()));
    let spoken = spoken.map(|(key, said)| {
        let token = names
            .symbol_of(contract)
            .filter(|_| key.ends_with("amount"));
        let said = match token.zip(said.parse().ok()) {
            Some((symbol, micro)) => format!("{} {symbol}", amounts::human(micro)),
            None => value(said, names),
        };
        format!("{} {said}", key.replace('_', " "))
    });
    let spoken = spoken.collect::<Vec<_>>().join(", ");
    let who = names.name_of(contract);
    if spoken.is_empty() {
        return format!("{who}: {action}");
    }
    format!("{who}: {action}: {spoken}")
}

/// A value of an event or an answer: amounts with their assets in whole units, known addresses by name.
pub fn value(text: &str, names: &Names) -> String {
    let pieces = text.split(',').map(str::trim);
    let read = pieces.map(|piece| one(piece, names)).collect::<Vec<_>>();
    if read.iter().any(Option::is_some) {
        let pieces = text.split(',').map(str::trim).zip(read);
        let pieces = pieces.map(|(piece, read)| read.unwrap_or_else(|| piece.to_string()));
        return pieces.collect::<Vec<_>>().join(", ");
    }
    text.to_string()
}

/// A refusal's text with names for addresses, whole units for micro units, and dates.
pub fn refusal(refusal: &Refusal, names: &Names) -> String {
    let is_time = |word: &str| {
        let mut fields = refusal.fields.iter();
        fields.any(|(name, value)| value == word && TIMES.contains(&name.as_str()))
    };
    let words = refusal.text.split(' ').map(|word| {
        let core = word.trim_matches(|letter: char| "(),.:;\"".contains(letter));
        let said = if is_time(core) {
            date(core)
        } else {
            one(core, names)
        };
        said.map_or_else(|| word.to_string(), |said| word.replace(core, &said))
    });
    words.collect::<Vec<_>>().join(" ")
}

/// UNIX seconds as people write a time.
fn date(seconds: &str) -> Option<String> {
    let form = format_description!("[year]-[month]-[day] [hour]:[minute]:[second] UTC");
    let time = OffsetDateTime::from_unix_timestamp(seconds.parse().ok()?).ok()?;
    time.format(form).ok()
}

fn one(piece: &str, names: &Names) -> Option<String> {
    let (number, unit) = amounts::split(piece);
    if number.is_empty() {
        let name = names.name_of(piece);
        return (name != piece).then_some(name);
    }
    let symbol = names.symbol_of(unit)?;
    let micro = number.parse().ok()?;
    Some(format!("{} {symbol}", amounts::human(micro)))
}

/// An answer as lines, a field on each.
pub fn answer(shape: &Shape, said: &Value, names: &Names) -> String {
    let mut lines = Vec::new();
    tell(shape, said, names, 0, &mut lines);
    lines.join("\n") + "\n"
}

fn tell(shape: &Shape, said: &Value, names: &Names, depth: usize, lines: &mut Vec<String>) {
    let margin = "  ".repeat(depth);
    match (shape, said) {
        (_, Value::Object(object)) if inline(shape, "", said, names).is_none() => {
            for (key, inner) in object {
                let field = shape.fields().iter().find(|field| field.name == *key);
                let inner_shape = field.map_or(&Shape::Any, |field| &field.shape);
                let inner_shape = variant_of(shape, key).unwrap_or(inner_shape);
                let doc = field.map_or("", |field: &Field| field.doc.as_str());
                match inline(inner_shape, doc, inner, names) {
                    Some(text) => lines.push(format!("{margin}{key}: {text}")),
                    None => {
                        lines.push(format!("{margin}{key}:"));
                        tell(inner_shape, inner, names, depth + 1, lines);
                    }
                }
            }
        }
        (_, Value::Array(several)) if inline(shape, "", said, names).is_none() => {
            let of = match shape {
                Shape::List { of, .. } => of.as_ref(),
                _ => &Shape::Any,
            };
            for one in several {
                let start = lines.len();
                match inline(of, "", one, names) {
                    Some(text) => lines.push(format!("{margin}- {text}")),
                    None => tell(of, one, names, depth + 1, lines),
                }
                // The first line of an entry carries its mark.
                if let Some(first) = lines.get_mut(start).filter(|line| line.starts_with("  ")) {
                    first.replace_range(margin.len()..margin.len() + 2, "- ");
                }
            }
        }
        _ => lines.push(format!(
            "{margin}{}",
            inline(shape, "", said, names).unwrap_or_default()
        )),
    }
}

fn variant_of<'s>(shape: &'s Shape, key: &str) -> Option<&'s Shape> {
    let Shape::Choice(variants) = shape else {
        return None;
    };
    let variant = variants.iter().find(|variant| variant.name == key)?;
    variant.body.as_ref()
}

/// A value that fits on the line of its field.
fn inline(shape: &Shape, doc: &str, said: &Value, names: &Names) -> Option<String> {
    match (shape, said) {
        (_, Value::Null) => Some("none".to_string()),
        (Shape::Asset, Value::Object(_)) => {
            let asset: terraswap::asset::Asset = serde_json::from_value(said.clone()).ok()?;
            Some(value(&asset.to_string(), names))
        }
        (Shape::AssetInfo, Value::Object(_)) => {
            let info: terraswap::asset::AssetInfo = serde_json::from_value(said.clone()).ok()?;
            Some(
                names
                    .symbol_of(info.id())
                    .unwrap_or_else(|| info.id().to_string()),
            )
        }
        (Shape::Amount, Value::String(text)) => Some(amount(text, doc, names)),
        (_, Value::String(text)) => Some(names.shown(text)),
        (_, Value::Object(object)) => object.is_empty().then(|| "nothing".to_string()),
        (Shape::Tuple(each), Value::Array(parts)) => {
            let parts = each
                .iter()
                .zip(parts)
                .map(|(shape, part)| inline(shape, "", part, names));
            Some(parts.collect::<Option<Vec<_>>>()?.join("  "))
        }
        (_, Value::Array(several)) => several.is_empty().then(|| "none".to_string()),
        (_, other) => Some(other.to_string()),
    }
}

/// An amount, with its unit where its documentation says what it is of.
fn amount(text: &str, doc: &str, names: &Names) -> String {
    let base = names.base_display();
    let unit = if doc.contains("MIR") {
        "MIR"
    } else if doc.contains("base") && !base.is_empty() {
        base
    } else {
        return text.to_string();
    };
    match text.parse() {
        Ok(u128::MAX) => "no limit".to_string(),
        Ok(micro) => format!("{} {unit} ({text})", amounts::human(micro)),
        Err(_) => text.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const ORACLE: &str = "wasm178lf455k3faj8q3dsufja4kggat78qra9nk9p4qawv5u2dshgcaqp93swg";

    fn names() -> Names {
        let mut names = Names::of_chain("wasm", "uusd", "USD");
        names.add_market("mAAPL", ORACLE, "pair", "lp");
        names
    }

    #[test]
    fn a_refusal_names_assets_amounts_and_times_as_people_do() {
        let refusal = |text: &str| {
            let whole = format!("{text}: execute wasm contract failed");
            super::refusal(&Refusal::find(&whole, &["mirror-mint"]).unwrap(), &names())
        };

        let text = format!("Price is too old: {ORACLE} was fed at 1796086745, it is 1796086810");
        let said = "Price is too old: mAAPL was fed at 2026-12-01 00:59:05 UTC, it is 2026-12-01 01:00:10 UTC";
        assert_eq!(said, refusal(&text));
        assert_eq!(
            "Wrong collateral: 0.5 mAAPL",
            refusal(&format!("Wrong collateral: 500000{ORACLE}"))
        );
        assert_eq!(
            "Position not found: 1796086745",
            refusal("Position not found: 1796086745")
        );
    }

    #[test]
    fn an_event_is_told_with_its_contract_its_action_and_whole_units() {
        let attributes = [
            ("_contract_address", ORACLE),
            ("action", "open_position"),
            ("position_idx", "7"),
            ("collateral_amount", "300000000uusd"),
            ("mint_amount", "1000000"),
            ("msg_index", "0"),
        ];
        let attributes = attributes.map(|(key, said)| (key.to_string(), said.to_string()));
        let event = Event {
            kind: "wasm".to_string(),
            attributes: attributes.to_vec(),
        };

        let said = events([event].iter(), &names());

        let line =
            "mAAPL: open position: position idx 7, collateral amount 300 USD, mint amount 1 mAAPL";
        assert_eq!(vec![line.to_string()], said);
    }

    #[test]
    fn an_answer_is_told_field_by_field() {
        let contract = super::super::contracts::of_role("mint").unwrap();
        let shape = contract.answer("positions");
        let said = serde_json::json!({ "positions": [{ "idx": "7", "owner": "somebody", "is_short": false,
            "collateral": { "info": { "native_token": { "denom": "uusd" } }, "amount": "300000000" },
            "asset": { "info": { "token": { "contract_addr": ORACLE } }, "amount": "1" } }] });

        let told = answer(&shape, &said, &names());

        let lines =
            "positions:\n  - asset: 0.000001 mAAPL\n    collateral: 300 USD\n    idx: 7\n    \
                     is_short: false\n    owner: somebody\n";
        assert_eq!(lines, told);
        assert_eq!(
            "positions: none\n",
            answer(&shape, &serde_json::json!({ "positions": [] }), &names())
        );
    }
}

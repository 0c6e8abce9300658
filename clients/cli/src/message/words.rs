//! What the chain says, in words: names for addresses, whole units for micro units.

use cosmwasm_std::Binary;
use mirror_chain::refusal::Refusal;
use mirror_chain::Event;
use serde_json::{Number, Value};
use terraswap::asset::{Asset, AssetInfo};
use time::macros::format_description;
use time::OffsetDateTime;

use super::amounts;
use super::names::Names;
use super::shape::Shape;

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
        let symbol = symbol(event, contract, key, names);
        let told = match symbol.zip(said.parse().ok()) {
            Some((symbol, micro)) => format!("{} {symbol}", amounts::human(micro)),
            None if key.ends_with("_time") => date(said).unwrap_or_else(|| said.clone()),
            None => value(said, names),
        };
        format!("{} {told}", key.replace('_', " "))
    });
    let spoken = spoken.collect::<Vec<_>>().join(", ");
    let who = names.name_of(contract).replace('_', " ");
    if spoken.is_empty() {
        return format!("{who}: {action}");
    }
    format!("{who}: {action}: {spoken}")
}

/// What a bare amount of an event is of: of a token its own units, and of a swap what was offered or
/// asked for.
fn symbol(event: &Event, contract: &str, key: &str, names: &Names) -> Option<String> {
    let of_swap = match key {
        "offer_amount" => Some("offer_asset"),
        "return_amount" | "spread_amount" | "commission_amount" => Some("ask_asset"),
        _ => None,
    };
    match of_swap {
        Some(asset) => names.symbol_of(event.value(asset)?),
        // Gov pays and counts in MIR alone.
        None if key.ends_with("amount") && names.role("gov") == Some(contract) => {
            Some("MIR".to_string())
        }
        None if key.ends_with("amount") => names.symbol_of(contract),
        None => None,
    }
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

/// An answer as lines, a field on each. `of` is what amounts are of where their documentation does not
/// say it.
pub fn answer(shape: &Shape, said: &Value, names: &Names, of: Option<&str>) -> String {
    let mut told = Told {
        names,
        of,
        lines: vec![],
    };
    match told.inline(shape, "", "", said) {
        Some(text) => told.lines.push(text),
        None => told.within(shape, said, 0),
    }
    told.lines.join("\n") + "\n"
}

struct Told<'a> {
    names: &'a Names,
    of: Option<&'a str>,
    lines: Vec<String>,
}

impl Told<'_> {
    /// What does not fit on one line.
    fn within(&mut self, shape: &Shape, said: &Value, depth: usize) {
        let margin = "  ".repeat(depth);
        match said {
            Value::Object(object) => {
                for (key, inner) in object {
                    let field = shape.fields().iter().find(|field| field.name == *key);
                    let (inner_shape, doc) = match field {
                        Some(field) => (&field.shape, field.doc.as_str()),
                        None => (variant_of(shape, key).unwrap_or(&Shape::Any), ""),
                    };
                    match self.inline(inner_shape, key, doc, inner) {
                        Some(text) => self.lines.push(format!("{margin}{key}: {text}")),
                        None => {
                            self.lines.push(format!("{margin}{key}:"));
                            self.within(inner_shape, inner, depth + 1);
                        }
                    }
                }
            }
            Value::Array(several) => {
                let of = match shape {
                    Shape::List { of, .. } => of.as_ref(),
                    _ => &Shape::Any,
                };
                for one in several {
                    let start = self.lines.len();
                    match self.inline(of, "", "", one) {
                        Some(text) => self.lines.push(format!("{margin}- {text}")),
                        None => self.within(of, one, depth + 1),
                    }
                    // The first line of an entry carries its mark.
                    let mark = margin.len()..margin.len() + 2;
                    let first = self.lines.get_mut(start);
                    if let Some(first) = first.filter(|line| line.get(mark.clone()) == Some("  ")) {
                        first.replace_range(mark, "- ");
                    }
                }
            }
            other => self.lines.push(format!("{margin}{other}")),
        }
    }

    /// A value that fits on the line of its field.
    fn inline(&self, shape: &Shape, name: &str, doc: &str, said: &Value) -> Option<String> {
        match (shape, said) {
            (_, Value::Null) => Some("none".to_string()),
            (Shape::Asset, Value::Object(_)) => {
                let asset: Asset = serde_json::from_value(said.clone()).ok()?;
                Some(value(&asset.to_string(), self.names))
            }
            (Shape::AssetInfo, Value::Object(_)) => {
                let info: AssetInfo = serde_json::from_value(said.clone()).ok()?;
                let symbol = self.names.symbol_of(info.id());
                Some(symbol.unwrap_or_else(|| info.id().to_string()))
            }
            (Shape::Amount, Value::String(text)) => {
                // A share is no amount of what it is a share of.
                let of = self.of.filter(|_| !name.contains("share"));
                Some(self.amount(text, doc, of))
            }
            (Shape::Binary, Value::String(text)) => Some(payload(text)),
            (_, Value::String(text)) => Some(self.names.shown(text)),
            (_, Value::Object(object)) => object.is_empty().then(|| "{}".to_string()),
            (Shape::Tuple(each), Value::Array(parts)) => {
                let parts = each.iter().zip(parts);
                let parts = parts.map(|(shape, part)| self.inline(shape, "", "", part));
                Some(parts.collect::<Option<Vec<_>>>()?.join("  "))
            }
            (_, Value::Array(several)) => several.is_empty().then(|| "none".to_string()),
            (_, Value::Number(seconds)) if is_time(name, doc, seconds) => {
                let seconds = seconds.to_string();
                let date = date(&seconds);
                Some(date.map_or(seconds.clone(), |date| format!("{date} ({seconds})")))
            }
            (_, other) => Some(other.to_string()),
        }
    }

    /// An amount, with its unit where it is known what it is of.
    fn amount(&self, text: &str, doc: &str, of: Option<&str>) -> String {
        let base = self.names.base_display();
        let unit = if doc.contains("MIR") {
            Some("MIR")
        } else if doc.contains("base") && !base.is_empty() {
            Some(base)
        } else {
            of
        };
        match (unit, text.parse()) {
            (_, Ok(u128::MAX)) => "no limit".to_string(),
            (Some(unit), Ok(micro)) => format!("{} {unit} ({text})", amounts::human(micro)),
            _ => text.to_string(),
        }
    }
}

/// Whether a field has a time in UNIX seconds.
fn is_time(name: &str, doc: &str, seconds: &Number) -> bool {
    // Of the present century: zero and small numbers are lengths, or stand for never.
    let is_recent = seconds
        .as_u64()
        .is_some_and(|seconds| seconds >= 1_000_000_000);
    is_recent && (doc.contains("UNIX seconds") || name.ends_with("_time"))
}

fn variant_of<'s>(shape: &'s Shape, key: &str) -> Option<&'s Shape> {
    let Shape::Choice(variants) = shape else {
        return None;
    };
    let variant = variants.iter().find(|variant| variant.name == key)?;
    variant.body.as_ref()
}

/// Bytes that are the JSON of a message as that, others as they are.
fn payload(base64: &str) -> String {
    let bytes = Binary::from_base64(base64).ok();
    let message = bytes.and_then(|bytes| serde_json::from_slice::<Value>(&bytes).ok());
    message.map_or_else(|| base64.to_string(), |message| message.to_string())
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

        let told = answer(&shape, &said, &names(), None);

        let lines =
            "positions:\n  - asset: 0.000001 mAAPL\n    collateral: 300 USD\n    idx: 7\n    \
                     is_short: false\n    owner: somebody\n";
        assert_eq!(lines, told);
        assert_eq!(
            "positions: none\n",
            answer(
                &shape,
                &serde_json::json!({ "positions": [] }),
                &names(),
                None
            )
        );
    }

    #[test]
    fn amounts_times_and_payloads_are_told_as_far_as_it_is_known_what_they_are() {
        let contract = super::super::contracts::of_role("token").unwrap();
        let said = serde_json::json!({ "balance": "1500000" });
        let shape = contract.answer("balance");
        assert_eq!(
            "balance: 1.5 MIR (1500000)\n",
            answer(&shape, &said, &names(), Some("MIR"))
        );
        assert_eq!("balance: 1500000\n", answer(&shape, &said, &names(), None));

        let gov = super::super::contracts::of_role("gov").unwrap();
        let msg = Binary::from(b"{\"distribute\":{}}").to_base64();
        let said = serde_json::json!({ "end_time": 1_796_086_745u64,
            "execute_data": { "contract": ORACLE, "msg": msg } });
        let told = answer(&gov.answer("poll"), &said, &names(), None);
        let lines = format!(
            "end_time: 2026-12-01 00:59:05 UTC (1796086745)\nexecute_data:\n  contract: mAAPL ({ORACLE})\n  \
             msg: {{\"distribute\":{{}}}}\n"
        );
        assert_eq!(lines, told);
    }

    #[test]
    fn the_amounts_of_a_swap_are_told_in_its_two_assets() {
        let attributes = [
            ("_contract_address", "pair"),
            ("action", "swap"),
            ("offer_asset", "uusd"),
            ("ask_asset", ORACLE),
            ("offer_amount", "20000000"),
            ("return_amount", "132928"),
            ("unlock_time", "1796086745"),
        ];
        let attributes = attributes.map(|(key, said)| (key.to_string(), said.to_string()));
        let event = Event {
            kind: "wasm".to_string(),
            attributes: attributes.to_vec(),
        };

        let line = "mAAPL-pair: swap: offer asset uusd, ask asset mAAPL, offer amount 20 USD, \
                    return amount 0.132928 mAAPL, unlock time 2026-12-01 00:59:05 UTC";
        assert_eq!(vec![line.to_string()], events([event].iter(), &names()));
    }
}

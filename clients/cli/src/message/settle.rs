//! From what was typed to what the wire takes: every value checked against its shape, names resolved.
//!
//! What was typed is JSON in which any part may also be a text: an amount, a symbol, a part written as
//! JSON of its own. A field that the schema does not have is refused, since contracts drop such fields
//! without a word (clients.md section 2).

use cosmwasm_std::Binary;
use serde_json::{Map, Value};
use terraswap::asset::AssetInfo;

use super::amounts;
use super::contracts::{self, Door};
use super::fault::{Fault, Misplaced};
use super::names::Names;
use super::near;
use super::shape::{Field, Message, Shape, Variant};
use super::values::{
    as_list, binary, flag, integer, json, json_or_text, settle_text, strict, wanted, written,
};

/// Turns what was typed into what is sent, and collects everything that is wrong with it.
pub struct Settling<'a> {
    names: &'a Names,
    /// What amounts without an asset are of, where the contract counts one thing only.
    counted: Option<String>,
    faults: Vec<Misplaced>,
}

/// What is sent for a message to a contract of this role and address: its name around its fields.
pub fn settle(
    message: &Message,
    typed: &Value,
    names: &Names,
    role: &str,
    address: &str,
) -> Result<Value, Vec<Misplaced>> {
    let mut settling = Settling {
        names,
        counted: counted((role, &message.name, typed), address, names),
        faults: vec![],
    };
    let body = settling.value(&message.body, typed, "");
    if settling.faults.is_empty() {
        Ok(around(&message.name, body))
    } else {
        Err(settling.faults)
    }
}

/// What a contract counts, by its denom or address; nothing where it counts several things: shares of
/// pools, coins and tokens.
pub(super) fn counted(
    (role, message, body): (&str, &str, &Value),
    address: &str,
    names: &Names,
) -> Option<String> {
    let asset = || {
        let typed = body.get("asset_token").and_then(Value::as_str)?;
        names.address(typed).ok()
    };
    match (role, message) {
        ("token", _) => Some(address.to_string()),
        ("gov" | "community", _) => names.token("MIR").ok().map(str::to_string),
        ("staking", "unbond") => {
            let symbol = names.symbol_of(&asset()?)?;
            let lp = names.token(&format!("{symbol}-LP"));
            lp.ok().map(str::to_string)
        }
        ("staking", "update_config") => Some(names.base_denom().to_string()),
        ("mint", "register_asset" | "update_asset") => asset(),
        ("router", "execute_swap_operations") => last_asked(body, names),
        _ => None,
    }
}

/// What the last swap of a route asks for.
fn last_asked(body: &Value, names: &Names) -> Option<String> {
    let operations = as_list(body.get("operations")?).ok()?;
    let last = json(operations.last()?).ok()?;
    let info = match last.pointer("/terra_swap/ask_asset_info")? {
        Value::String(text) => names.asset_info(text).ok()?,
        other => serde_json::from_value::<AssetInfo>(other.clone()).ok()?,
    };
    Some(info.id().to_string())
}

/// A whole message that was given as JSON: `{"open_position":{..}}`, or only what is inside.
pub fn unwrapped<'v>(message: &Message, whole: &'v Value) -> &'v Value {
    match whole.as_object() {
        Some(object) if object.len() == 1 => object.get(&message.name).unwrap_or(whole),
        _ => whole,
    }
}

impl Settling<'_> {
    fn value(&mut self, shape: &Shape, typed: &Value, place: &str) -> Value {
        let settled = match shape {
            Shape::Record(fields) => return self.record(fields, typed, place),
            Shape::Choice(variants) => return self.choice(variants, typed, place),
            Shape::List { of, length } => return self.list(of, *length, typed, place),
            Shape::Tuple(each) => return self.tuple(each, typed, place),
            Shape::Any => json(typed),
            Shape::Flag => flag(typed),
            Shape::Integer { most } => integer(typed, *most),
            Shape::Amount => {
                let counted = self.counted.as_deref();
                self.text(typed, |names, text| {
                    Ok(names.amount(text, counted)?.to_string())
                })
            }
            Shape::Number => self.text(typed, |_, text| Ok(amounts::whole(text)?.to_string())),
            Shape::Decimal => self.text(typed, |_, text| {
                if place.ends_with("ratio") {
                    amounts::modest(text)?;
                }
                amounts::rate(text)
            }),
            Shape::Text(kind) => {
                let kind = *kind;
                self.text(typed, |names, text| settle_text(kind, text, names))
            }
            Shape::Binary => binary(typed),
            Shape::AssetInfo => self.asset_info(typed),
            Shape::Asset => self.asset(typed),
        };
        self.kept(settled, place)
    }

    fn kept(&mut self, settled: Result<Value, Fault>, place: &str) -> Value {
        settled.unwrap_or_else(|fault| {
            self.faults.push(fault.at(place));
            Value::Null
        })
    }

    fn text(
        &self,
        typed: &Value,
        settle: impl Fn(&Names, &str) -> Result<String, Fault>,
    ) -> Result<Value, Fault> {
        let number;
        let text = match typed {
            Value::String(text) => text.as_str(),
            // Whole numbers of JSON are meant as what the wire has as text.
            Value::Number(whole) if whole.is_u64() => {
                number = whole.to_string();
                &number
            }
            other => return Err(Fault::not_a(other, "a text")),
        };
        settle(self.names, text).map(Value::String)
    }

    fn asset_info(&self, typed: &Value) -> Result<Value, Fault> {
        match json_or_text(typed)? {
            Value::String(text) => written(&self.names.asset_info(&text)?),
            other => strict::<AssetInfo>(&other),
        }
    }

    fn asset(&mut self, typed: &Value) -> Result<Value, Fault> {
        match json_or_text(typed)? {
            Value::String(text) => written(&self.names.asset(&text)?),
            other => strict::<terraswap::asset::Asset>(&other),
        }
    }

    fn record(&mut self, fields: &[Field], typed: &Value, place: &str) -> Value {
        let typed = match json(typed) {
            Ok(Value::Object(object)) => object,
            Ok(other) => return self.kept(Err(Fault::not_a(&other, "a JSON object")), place),
            Err(fault) => return self.kept(Err(fault), place),
        };
        for name in typed.keys() {
            if !fields.iter().any(|field| field.name == *name) {
                let known = fields.iter().map(|field| field.name.as_str());
                let near = near::question(name, known.clone());
                let known = listed(known);
                self.faults
                    .push(Fault::UnknownField { near, known }.at(&below(place, name)));
            }
        }
        let mut settled = Map::new();
        for field in fields {
            let place = below(place, &field.name);
            match typed.get(&field.name).filter(|value| !value.is_null()) {
                Some(value) => {
                    let value = self.value(&field.shape, value, &place);
                    settled.insert(field.name.clone(), value);
                }
                None if field.required => {
                    let wanted = wanted(&field.shape).to_string();
                    self.faults.push(Fault::Missing { wanted }.at(&place));
                }
                None => {}
            }
        }
        self.settle_inner_message(&mut settled, place);
        Value::Object(settled)
    }

    /// A message inside: a poll's, or what comes with a payment. If it is to a contract of the protocol
    /// it is settled as one of that contract's; nobody else would find a misspelt field in time.
    fn settle_inner_message(&mut self, record: &mut Map<String, Value>, place: &str) {
        let text = |key: &str| record.get(key).and_then(Value::as_str);
        let Some(contract) = text("contract").or_else(|| text("contract_addr")) else {
            return;
        };
        let door = if record.contains_key("amount") {
            Door::Hook
        } else {
            Door::Execute
        };
        let code = self.names.code_of(contract).and_then(contracts::of_name);
        let address = contract.to_string();
        let (Some(code), Some(payload)) = (code, text("msg")) else {
            return;
        };
        let place = below(place, "msg");
        let inner = Binary::from_base64(payload).ok();
        let inner = inner.and_then(|bytes| serde_json::from_slice::<Value>(&bytes).ok());
        let Some(Value::Object(inner)) = inner else {
            let wanted = format!(
                "the JSON of a message to the {}",
                code.role.replace('_', " ")
            );
            let fault = Fault::not_a(&payload, &wanted);
            self.faults.push(fault.at(&place));
            return;
        };
        let messages = code.messages(door);
        let Some((name, body)) = inner.iter().next().filter(|_| inner.len() == 1) else {
            return;
        };
        let Some(message) = messages.iter().find(|message| message.name == *name) else {
            let known = messages.iter().map(|message| message.name.as_str());
            let fault = Fault::unknown_choice(name, known);
            self.faults.push(fault.at(&place));
            return;
        };
        let inner = counted((code.role, name, body), &address, self.names);
        let outer = std::mem::replace(&mut self.counted, inner);
        let settled = self.value(&message.body, body, &below(&place, name));
        self.counted = outer;
        if settled == *body {
            return;
        }
        let bytes = Binary::from(around(name, settled).to_string().as_bytes());
        record.insert("msg".to_string(), Value::String(bytes.to_base64()));
    }

    fn choice(&mut self, variants: &[Variant], typed: &Value, place: &str) -> Value {
        let typed = match json_or_text(typed) {
            Ok(typed) => typed,
            Err(fault) => return self.kept(Err(fault), place),
        };
        // `at_height=812` is a choice with what it carries; its name alone carries nothing.
        let empty = || Value::Object(Map::new());
        let (name, carried) = match &typed {
            Value::String(text) => match text.split_once('=') {
                Some((name, carried)) => (name.to_string(), Value::from(carried)),
                None => (text.clone(), empty()),
            },
            Value::Object(object) => match object.iter().next().filter(|_| object.len() == 1) {
                Some((name, carried)) => (name.clone(), carried.clone()),
                None => {
                    let given = listed(object.keys().map(String::as_str));
                    return self.kept(Err(Fault::SeveralChoices { given }), place);
                }
            },
            other => (other.to_string(), empty()),
        };
        let name = name.trim().replace('-', "_");
        match variants.iter().find(|variant| variant.name == name) {
            Some(Variant { body: None, .. }) => Value::String(name),
            Some(Variant {
                body: Some(body), ..
            }) => {
                let body = self.value(body, &carried, &below(place, &name));
                around(&name, body)
            }
            None => {
                let known = variants.iter().map(|variant| variant.name.as_str());
                self.kept(Err(Fault::unknown_choice(&name, known)), place)
            }
        }
    }

    fn list(&mut self, of: &Shape, length: Option<u64>, typed: &Value, place: &str) -> Value {
        let typed = match as_list(typed) {
            Ok(typed) => typed,
            Err(fault) => return self.kept(Err(fault), place),
        };
        if let Some(length) = length.filter(|length| *length != typed.len() as u64) {
            let fault = Fault::WrongNumber {
                given: Value::Array(typed.clone()).to_string(),
                received: typed.len(),
                wanted: length.to_string(),
            };
            return self.kept(Err(fault), place);
        }
        let values = typed.iter().map(|one| self.value(of, one, place));
        Value::Array(values.collect())
    }

    fn tuple(&mut self, each: &[Shape], typed: &Value, place: &str) -> Value {
        let parts = match as_list(typed) {
            // `mAAPL=101`; what comes last may have the sign in it.
            Ok(parts) => match parts.as_slice() {
                [Value::String(text)] => {
                    let parts = text.splitn(each.len(), '=');
                    parts.map(|part| Value::String(part.to_string())).collect()
                }
                _ => parts,
            },
            Err(fault) => return self.kept(Err(fault), place),
        };
        if parts.len() != each.len() {
            let fault = Fault::WrongNumber {
                given: typed.to_string(),
                received: parts.len(),
                wanted: wanted_parts(each),
            };
            return self.kept(Err(fault), place);
        }
        let values = each
            .iter()
            .zip(&parts)
            .map(|(shape, part)| self.value(shape, part, place));
        Value::Array(values.collect())
    }
}

fn around(name: &str, body: Value) -> Value {
    let mut whole = Map::new();
    whole.insert(name.to_string(), body);
    Value::Object(whole)
}

fn below(place: &str, name: &str) -> String {
    let name = name.replace('_', "-");
    if place.is_empty() {
        format!("--{name}")
    } else {
        format!("{place}.{name}")
    }
}

fn listed<'a>(names: impl Iterator<Item = &'a str>) -> String {
    let names = names.collect::<Vec<_>>();
    if names.is_empty() {
        return "nothing".to_string();
    }
    names.join(", ")
}

fn wanted_parts(each: &[Shape]) -> String {
    let parts = each.iter().map(wanted).collect::<Vec<_>>().join("=");
    format!("{} ({parts})", each.len())
}

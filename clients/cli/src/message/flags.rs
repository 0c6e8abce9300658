//! The fields of a message as flags of a command, and back.

use clap::builder::PossibleValue;
use clap::{Arg, ArgAction, ArgMatches, Command};
use serde_json::{Map, Value};

use super::shape::{Field, Message, Shape};
use super::values::wanted;

/// What stands before the name of a field in the ids of its flags, so that no field can be taken for a
/// flag of the program.
const ID: &str = "field ";

/// The flags of the program that a message's command has. A field of such a name has another flag, and a
/// test looks for names that are there twice.
const OWN: [&str; 20] = [
    "all",
    "artifacts",
    "at",
    "chain-id",
    "config",
    "deployments",
    "dry-run",
    "dump-config",
    "funds",
    "gas-price",
    "height",
    "help",
    "json",
    "key-file",
    "memo",
    "msg",
    "pay",
    "rpc",
    "version",
    "yes",
];

/// A value that stands for a flag without one.
const EMPTY: &str = "{}";

/// The command with a flag for each field. Where the program has a flag of that name, the field's is
/// called `--field-NAME`.
pub fn add(mut command: Command, message: &Message, whole: &str) -> Command {
    for field in &fields_of(message) {
        command = add_field(command, "", field, Some(whole));
    }
    command
}

/// The fields of a message. One that carries a choice has a single flag, of its own name.
fn fields_of(message: &Message) -> Vec<Field> {
    match &message.body {
        Shape::Record(fields) => fields.clone(),
        other => vec![Field {
            name: message.name.clone(),
            doc: String::new(),
            required: true,
            shape: other.clone(),
        }],
    }
}

/// What was typed for the fields, as JSON in which every value is a text.
pub fn typed(message: &Message, matches: &ArgMatches) -> Value {
    let mut fields = gathered_record(&fields_of(message), "", matches);
    match &message.body {
        Shape::Record(_) => Value::Object(fields),
        _ => fields.remove(&message.name).unwrap_or_default(),
    }
}

/// Whether a field was given.
pub fn has_any(message: &Message, matches: &ArgMatches) -> bool {
    !gathered_record(&fields_of(message), "", matches).is_empty()
}

fn add_field(mut command: Command, before: &str, field: &Field, whole: Option<&str>) -> Command {
    let place = format!("{before}{}", field.name);
    let flag = flag_of(&place);
    let mut arg = Arg::new(format!("{ID}{place}"))
        .long(flag.clone())
        .help(help(field))
        .value_name(wanted(&field.shape));
    if place.contains('_') {
        arg = arg.alias(flag.replace('-', "_"));
    }
    if let (true, Some(whole)) = (field.required && is_plain(&field.shape), whole) {
        arg = arg.required_unless_present(whole.to_string());
    }
    if !field.doc.is_empty() {
        arg = arg.long_help(long_help(field));
    }
    command = command.arg(of_shape(arg, &field.shape));
    // What is within a part is of the part: it is required only if the part is given.
    let below = format!("{place}.");
    for inner in field.shape.fields() {
        command = add_field(command, &below, inner, None);
    }
    if let Shape::Choice(variants) = &field.shape {
        for variant in variants {
            for inner in variant.body.iter().flat_map(|body| body.fields()) {
                command = add_field(command, &format!("{below}{}.", variant.name), inner, None);
            }
        }
    }
    command
}

fn of_shape(arg: Arg, shape: &Shape) -> Arg {
    let arg = arg.action(ArgAction::Set);
    match shape {
        Shape::Flag => arg.num_args(0..=1).default_missing_value("true"),
        Shape::Record(_) if shape.can_be_empty() => arg
            .num_args(0..=1)
            .default_missing_value(EMPTY)
            .value_name("JSON"),
        Shape::List { .. } => arg.action(ArgAction::Append),
        Shape::Choice(variants) if variants.iter().all(|variant| variant.body.is_none()) => {
            let values = variants.iter().map(|variant| {
                let value = PossibleValue::new(variant.name.clone());
                value.help(first_sentence(&variant.doc).to_string())
            });
            arg.value_parser(values.collect::<Vec<_>>())
        }
        Shape::Choice(variants) => {
            let names = variants.iter().map(|variant| variant.name.as_str());
            arg.value_name(names.collect::<Vec<_>>().join("|"))
        }
        _ => arg,
    }
}

/// Whether a field is one flag and nothing else.
fn is_plain(shape: &Shape) -> bool {
    !matches!(shape, Shape::Record(_) | Shape::Choice(_) | Shape::Any)
}

/// The flag of a field, without its two dashes.
pub(super) fn flag_of(place: &str) -> String {
    let flag = place.replace('_', "-");
    if OWN.contains(&flag.as_str()) {
        format!("field-{flag}")
    } else {
        flag
    }
}

fn help(field: &Field) -> String {
    let doc = first_sentence(&field.doc);
    let unit = unit(&field.shape);
    match (doc.is_empty(), unit.is_empty()) {
        (true, _) => unit.to_string(),
        (false, true) => doc.to_string(),
        (false, false) => format!("{doc} ({unit})"),
    }
}

fn long_help(field: &Field) -> String {
    let unit = unit(&field.shape);
    if unit.is_empty() {
        return field.doc.clone();
    }
    format!("{}\n\n{}", field.doc, capitalised(unit))
}

fn capitalised(text: &str) -> String {
    let mut letters = text.chars();
    let first = letters
        .next()
        .map(|letter| letter.to_uppercase().to_string());
    first.unwrap_or_default() + letters.as_str() + "."
}

/// How a value is written.
fn unit(shape: &Shape) -> &'static str {
    match shape {
        Shape::Amount => "micro units, or with a unit: 1.5mir",
        Shape::Decimal => "as 1.5 or 150%",
        Shape::Asset => "as 100uusd, 1.5mir or 2.5mAAPL",
        Shape::AssetInfo => "a symbol, a denom or an address",
        Shape::Binary => "JSON, or base64",
        Shape::List { of, .. } => match of.as_ref() {
            Shape::Asset => "as 100uusd or 2.5mAAPL; repeat it",
            Shape::Tuple(_) => "parts with = between; repeat it",
            _ => "repeat it, or a JSON list",
        },
        Shape::Record(_) => "all of it as JSON; its fields have flags of their own",
        _ => "",
    }
}

/// A documentation's first sentence, without its stop.
pub fn first_sentence(doc: &str) -> &str {
    let ends = [". ", ".\n", "\n\n"]
        .into_iter()
        .filter_map(|end| doc.find(end));
    let end = ends.min().unwrap_or(doc.len());
    doc.get(..end).unwrap_or(doc).trim_end_matches('.')
}

fn gathered(shape: &Shape, place: &str, matches: &ArgMatches) -> Option<Value> {
    let id = format!("{ID}{place}");
    if let Shape::List { .. } = shape {
        let given = matches.get_many::<String>(&id)?;
        return Some(Value::Array(given.cloned().map(Value::String).collect()));
    }
    let own = matches.get_one::<String>(&id).cloned();
    let below = format!("{place}.");
    let inner = match shape {
        Shape::Record(fields) => gathered_record(fields, &below, matches),
        Shape::Choice(variants) => {
            let mut chosen = Map::new();
            for variant in variants {
                let fields = variant.body.iter().flat_map(|body| body.fields());
                let fields = fields.cloned().collect::<Vec<_>>();
                let given = gathered_record(&fields, &format!("{below}{}.", variant.name), matches);
                if !given.is_empty() {
                    chosen.insert(variant.name.clone(), Value::Object(given));
                }
            }
            chosen
        }
        _ => Map::new(),
    };
    match (own, inner.is_empty()) {
        (own, true) => own.map(Value::String),
        (None, false) => Some(Value::Object(inner)),
        // Flags are above the JSON of the part that they are in.
        (Some(own), false) => match serde_json::from_str(&own) {
            Ok(Value::Object(mut object)) => {
                object.extend(inner);
                Some(Value::Object(object))
            }
            _ => Some(chosen_and_filled(own, inner)),
        },
    }
}

/// `--logo embedded --logo.embedded.png ..` names its choice twice; another name is a second choice.
fn chosen_and_filled(own: String, mut inner: Map<String, Value>) -> Value {
    let own = own.replace('-', "_");
    if !inner.contains_key(&own) {
        inner.insert(own, Value::Null);
    }
    Value::Object(inner)
}

fn gathered_record(fields: &[Field], before: &str, matches: &ArgMatches) -> Map<String, Value> {
    let given = fields.iter().filter_map(|field| {
        let place = format!("{before}{}", field.name);
        Some((field.name.clone(), gathered(&field.shape, &place, matches)?))
    });
    given.collect()
}

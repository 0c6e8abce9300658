//! What a message is made of, read from its JSON schema.

use serde_json::{Map, Value};

use super::field_names::{self, TextKind};

/// A message, or a question, with its fields.
#[derive(Clone, Debug, PartialEq)]
pub struct Message {
    /// Its name as the wire spells it.
    pub name: String,
    /// Its documentation.
    pub doc: String,
    /// What it carries: mostly a record.
    pub body: Shape,
}

/// What a value looks like.
#[derive(Clone, Debug, PartialEq)]
pub enum Shape {
    /// How much of something: micro units, as digits in a text.
    Amount,
    /// Another whole number that the wire has as a text.
    Number,
    /// A number with up to 18 decimals, as a text.
    Decimal,
    /// A whole number of JSON.
    Integer {
        /// The largest one.
        most: u64,
    },
    /// True or false.
    Flag,
    /// A text.
    Text(TextKind),
    /// Bytes as base64; where they are a message, its JSON.
    Binary,
    /// An asset with its amount.
    Asset,
    /// An asset.
    AssetInfo,
    /// One of several.
    Choice(Vec<Variant>),
    /// Named fields.
    Record(Vec<Field>),
    /// Any number of the same, or exactly so many.
    List {
        /// What each looks like.
        of: Box<Shape>,
        /// How many; any number if absent.
        length: Option<u64>,
    },
    /// Several in a fixed order.
    Tuple(Vec<Shape>),
    /// Whatever JSON can say.
    Any,
}

/// A field of a record.
#[derive(Clone, Debug, PartialEq)]
pub struct Field {
    /// Its name as the wire spells it.
    pub name: String,
    /// Its documentation.
    pub doc: String,
    /// Whether it has to be given.
    pub required: bool,
    /// What it holds.
    pub shape: Shape,
}

/// One of several things that a value can be.
#[derive(Clone, Debug, PartialEq)]
pub struct Variant {
    /// Its name as the wire spells it.
    pub name: String,
    /// Its documentation.
    pub doc: String,
    /// What it carries; absent where its name is all.
    pub body: Option<Shape>,
}

impl Shape {
    /// Whether `{}` is one.
    pub fn can_be_empty(&self) -> bool {
        matches!(self, Self::Record(fields) if fields.iter().all(|field| !field.required))
    }

    /// The fields, if it has some.
    pub fn fields(&self) -> &[Field] {
        match self {
            Self::Record(fields) => fields,
            _ => &[],
        }
    }
}

/// The messages of an enum's schema.
pub fn messages(schema: &Value) -> Vec<Message> {
    let reader = Reader::of(schema);
    let variants = match reader.read(schema, "", 0) {
        Shape::Choice(variants) => variants,
        _ => vec![],
    };
    let messages = variants.into_iter().map(|variant| Message {
        name: variant.name,
        doc: variant.doc,
        body: variant.body.unwrap_or(Shape::Record(vec![])),
    });
    messages.collect()
}

/// An answer's schema.
pub fn answer(schema: &Value) -> Shape {
    Reader::of(schema).read(schema, "", 0)
}

/// Deeper than anything of the protocol; what refers to itself ends here.
const DEEPEST: usize = 16;

struct Reader<'a> {
    definitions: Option<&'a Map<String, Value>>,
}

impl<'a> Reader<'a> {
    fn of(schema: &'a Value) -> Self {
        let definitions = schema.get("definitions").and_then(Value::as_object);
        Self { definitions }
    }

    /// The shape of a schema; the name of the field that it belongs to tells kinds of texts apart.
    fn read(&self, schema: &Value, name: &str, depth: usize) -> Shape {
        if depth > DEEPEST {
            return Shape::Any;
        }
        if let Some(reference) = schema.get("$ref").and_then(Value::as_str) {
            return self.defined(reference, name, depth);
        }
        if let Some(only) = one_of_all(schema) {
            return self.read(only, name, depth + 1);
        }
        if let Some(choices) = list(schema, "oneOf").or_else(|| list(schema, "anyOf")) {
            let mut real = choices.iter().filter(|choice| !is_null(choice));
            return match (real.next(), real.next()) {
                (Some(only), None) if schema.get("oneOf").is_none() => {
                    self.read(only, name, depth + 1)
                }
                _ => self.choice(choices, depth),
            };
        }
        if list(schema, "enum").is_some() {
            return self.choice(std::slice::from_ref(schema), depth);
        }
        self.typed(schema, name, depth)
    }

    fn defined(&self, reference: &str, name: &str, depth: usize) -> Shape {
        let (_, title) = reference.rsplit_once('/').unwrap_or(("", reference));
        match title {
            "Uint128" if field_names::is_a_number(name) => Shape::Number,
            "Uint128" => Shape::Amount,
            "Uint64" | "Timestamp" => Shape::Number,
            "Decimal" | "Decimal256" => Shape::Decimal,
            "Binary" => Shape::Binary,
            "Addr" => Shape::Text(TextKind::Address),
            "Asset" => Shape::Asset,
            "AssetInfo" => Shape::AssetInfo,
            _ => {
                let definition = self.definitions.and_then(|all| all.get(title));
                definition.map_or(Shape::Any, |schema| self.read(schema, name, depth + 1))
            }
        }
    }

    fn choice(&self, choices: &[Value], depth: usize) -> Shape {
        let mut variants = Vec::new();
        for choice in choices {
            let doc = doc(choice);
            for name in list(choice, "enum").into_iter().flatten() {
                variants.extend(name.as_str().map(|name| Variant {
                    name: name.to_string(),
                    doc: doc.clone(),
                    body: None,
                }));
            }
            let properties = choice.get("properties").and_then(Value::as_object);
            for (name, schema) in properties.into_iter().flatten() {
                variants.push(Variant {
                    name: name.clone(),
                    doc: doc.clone(),
                    body: Some(self.read(schema, name, depth + 1)),
                });
            }
        }
        Shape::Choice(variants)
    }

    fn typed(&self, schema: &Value, name: &str, depth: usize) -> Shape {
        match kind(schema) {
            "string" => Shape::Text(field_names::text_kind(name).unwrap_or(TextKind::Free)),
            "boolean" => Shape::Flag,
            "integer" => Shape::Integer { most: most(schema) },
            "array" => self.array(schema, name, depth),
            "object" => self.record(schema, depth),
            _ => Shape::Any,
        }
    }

    fn array(&self, schema: &Value, name: &str, depth: usize) -> Shape {
        match schema.get("items") {
            Some(Value::Array(each)) => {
                let each = each.iter().map(|one| self.read(one, name, depth + 1));
                Shape::Tuple(each.collect())
            }
            Some(one) => {
                let bound = |key| schema.get(key).and_then(Value::as_u64);
                let length = bound("minItems").filter(|least| Some(*least) == bound("maxItems"));
                let of = Box::new(self.read(one, name, depth + 1));
                Shape::List { of, length }
            }
            None => Shape::Any,
        }
    }

    fn record(&self, schema: &Value, depth: usize) -> Shape {
        // A map by free keys: only answers have such.
        if schema
            .get("additionalProperties")
            .is_some_and(Value::is_object)
        {
            return Shape::Any;
        }
        let required = list(schema, "required").unwrap_or_default();
        let is_required = |name: &str| required.iter().any(|one| one.as_str() == Some(name));
        let properties = schema.get("properties").and_then(Value::as_object);
        let mut fields = properties
            .into_iter()
            .flatten()
            .map(|(name, schema)| Field {
                name: name.clone(),
                doc: doc(schema),
                required: is_required(name) && !allows_null(schema),
                shape: self.read(schema, name, depth + 1),
            })
            .collect::<Vec<_>>();
        fields.sort_by_key(|field| !field.required);
        Shape::Record(fields)
    }
}

fn list<'a>(schema: &'a Value, key: &str) -> Option<&'a [Value]> {
    schema.get(key).and_then(Value::as_array).map(Vec::as_slice)
}

/// `allOf` with one part is how a schema documents a reference.
fn one_of_all(schema: &Value) -> Option<&Value> {
    match list(schema, "allOf")? {
        [only] => Some(only),
        _ => None,
    }
}

fn is_null(schema: &Value) -> bool {
    schema.get("type").and_then(Value::as_str) == Some("null")
}

fn allows_null(schema: &Value) -> bool {
    let among_types = list(schema, "type").unwrap_or_default();
    let among_choices = list(schema, "anyOf").unwrap_or_default();
    among_types.iter().any(|one| one == "null") || among_choices.iter().any(is_null)
}

/// The type, apart from null.
fn kind(schema: &Value) -> &str {
    match schema.get("type") {
        Some(Value::String(one)) => one,
        Some(Value::Array(several)) => {
            let mut names = several.iter().filter_map(Value::as_str);
            names.find(|name| *name != "null").unwrap_or_default()
        }
        _ => "",
    }
}

fn most(schema: &Value) -> u64 {
    match schema.get("format").and_then(Value::as_str) {
        Some("uint8") => u64::from(u8::MAX),
        Some("uint16") => u64::from(u16::MAX),
        Some("uint32") => u64::from(u32::MAX),
        _ => u64::MAX,
    }
}

fn doc(schema: &Value) -> String {
    let doc = schema.get("description").and_then(Value::as_str);
    doc.unwrap_or_default().to_string()
}

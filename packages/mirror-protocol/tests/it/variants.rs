//! What there is of a message, by its own schema, and whether tests have an example of each.

use cosmwasm_schema::QueryResponses;
use serde_json::{json, Value};

/// The variants of an enum, as its schema spells them.
pub(crate) fn variants_of(schema: &Value) -> Vec<String> {
    let list = |value: Option<&Value>| value.and_then(Value::as_array).cloned();
    let mut kinds = list(schema.get("oneOf")).unwrap_or_default();
    kinds.push(schema.clone());
    let names = kinds.iter().flat_map(|kind| {
        let [plain, with_fields] = ["enum", "required"].map(|key| list(kind.get(key)));
        [plain, with_fields].into_iter().flatten().flatten()
    });
    names
        .map(|name| name.as_str().unwrap().to_string())
        .collect()
}

/// The code of `tests` has a value of each variant.
#[track_caller]
pub(crate) fn all_are_written(tests: &str, name: &str, variants: &[String]) {
    for variant in variants {
        let code = format!("{name}::{}", variant.replace('_', ""));
        assert!(has_word(tests, &code), "no test writes {name}, {variant}");
    }
}

/// The names of the answers to these queries.
pub(crate) fn answers<Query: QueryResponses>(queries: &[String]) -> Vec<String> {
    let answers = Query::response_schemas().unwrap();
    let title = |query| {
        let schema = json!(answers.get(query));
        let title = schema.get("title").and_then(Value::as_str);
        title.unwrap().to_string()
    };
    queries.iter().map(title).collect()
}

/// Whether code has these words with nothing before and after that belongs to them. The spelling of
/// `trigger_ipo` in code is `TriggerIPO`: capitals are not told apart.
pub(crate) fn has_word(code: &str, word: &str) -> bool {
    let (code, word) = (code.to_lowercase(), word.to_lowercase());
    let goes_on = |next: Option<char>| next.is_some_and(|c| c.is_alphanumeric() || c == '_');
    code.match_indices(&word).any(|(start, _)| {
        let (before, rest) = code.split_at(start);
        let (_, after) = rest.split_at(word.len());
        !goes_on(before.chars().next_back()) && !goes_on(after.chars().next())
    })
}

#[test]
fn every_kind_of_variant_is_seen() {
    let schema = json!({ "oneOf": [
        { "type": "object", "required": ["poll"] },
        { "type": "string", "enum": ["in_progress", "passed"] },
    ] });

    assert_eq!(["poll", "in_progress", "passed"], variants_of(&schema)[..]);
    let plain = json!({ "type": "string", "enum": ["asc", "desc"] });
    assert_eq!(["asc", "desc"], variants_of(&plain)[..]);
    assert!(variants_of(&json!({ "type": "string" })).is_empty());
}

#[test]
fn a_forgotten_variant_is_noticed() {
    let is_noticed = |tests: &'static str| {
        let variants = ["poll", "in_progress"].map(String::from);
        std::panic::catch_unwind(|| all_are_written(tests, "A", &variants)).is_err()
    };

    assert!(is_noticed("A::Polls, A::InProgress"));
    assert!(is_noticed("a::A::Poll"));
    assert!(is_noticed("AA::Poll, A::InProgress"));
    assert!(!is_noticed("&a::A::Poll{} a::A::InProgress,"));
}

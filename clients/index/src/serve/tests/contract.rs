//! The answers and the file that describes them.

use std::path::Path;

use serde_json::{json, Value};

use super::answers::hear;
use super::server::Server;
use crate::serve::described;
use crate::store::testing::Scratch;

/// Set it to write the file anew.
const BLESS: &str = "MIRROR_BLESS";

#[test]
fn the_committed_file_is_what_the_handlers_say() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("openapi.json");
    let mut text = described().to_pretty_json().unwrap();
    text.push('\n');
    if std::env::var_os(BLESS).is_some() {
        std::fs::write(&path, &text).unwrap();
    }

    let committed = std::fs::read_to_string(&path).unwrap_or_default();

    assert!(
        committed == text,
        "openapi.json is not what the handlers say: write it anew with \
         `{BLESS}=1 cargo test -p mirror-index contract`, and look at the difference"
    );
}

#[test]
fn every_path_is_only_read_and_has_answers_for_each_outcome() {
    let document = serde_json::to_value(described()).unwrap();
    let paths = document["paths"].as_object().unwrap();
    assert_eq!(paths.len(), 10);
    let names = paths
        .values()
        .map(|path| path["get"]["operationId"].to_string());
    assert_eq!(
        names.collect::<std::collections::BTreeSet<_>>().len(),
        paths.len()
    );
    for (path, operations) in paths {
        let operations = operations.as_object().unwrap();
        let methods: Vec<&String> = operations.keys().collect();
        assert_eq!(methods, ["get"], "{path}");
        let answers = operations["get"]["responses"].as_object().unwrap();
        for status in ["200", "4XX"] {
            assert!(answers.contains_key(status), "{path} {status}");
        }
    }
}

crate::store_tests!(
    every_answer_is_as_the_document_says,
    every_problem_has_a_code_and_words,
);

async fn every_answer_is_as_the_document_says(scratch: Scratch) {
    let server = Server::start(&scratch.store).await;
    hear(&server, Some(1_000_000_000_000));
    let served = server.json("/openapi.json").await;
    assert_eq!(served, serde_json::to_value(described()).unwrap());

    let questions = [
        ("/assets", "/assets?limit=3"),
        (
            "/assets/{token}/history",
            "/assets/maapl/history?interval=minute",
        ),
        ("/assets/{token}/history", "/assets/maapl/history"),
        ("/statistic", "/statistic"),
        ("/txs", "/txs"),
        ("/txs", "/txs?account=alice&limit=1"),
        ("/cdps", "/cdps"),
        ("/positions/{idx}/history", "/positions/1/history"),
        ("/gov/apr", "/gov/apr"),
        ("/polls", "/polls"),
        ("/health", "/health"),
    ];
    for (path, question) in questions {
        let answer = server.json(question).await;
        let schema = schema(&served, path, "200");
        let problems = problems(&schema, &answer);
        assert_eq!(problems, Vec::<String>::new(), "{question}: {answer}");
    }
    let file = server.ask("/txs.csv").await;
    let described = &served["paths"]["/txs.csv"]["get"]["responses"]["200"]["content"];
    assert!(described["text/csv"].is_object());
    assert_eq!(file.header("content-type"), Some("text/csv; charset=utf-8"));
}

async fn every_problem_has_a_code_and_words(scratch: Scratch) {
    let server = Server::start(&scratch.store).await;
    let served = server.json("/openapi.json").await;
    let refusals = [
        ("/txs", "/txs?limit=0", 400, "bad_parameter"),
        ("/txs", "/txs?limit=101", 400, "too_much"),
        ("/txs", "/txs?limit=x", 400, "bad_parameter"),
        ("/txs", "/txs?limit=1&limit=2", 400, "bad_parameter"),
        ("/txs", "/txs?accuont=alice", 400, "bad_parameter"),
        ("/txs", "/txs?offset=x", 400, "bad_parameter"),
        ("/cdps", "/cdps?offset=1.2", 400, "bad_parameter"),
        ("/assets", "/assets?limit=4294967296", 400, "bad_parameter"),
        (
            "/assets/{token}/history",
            "/assets/maapl/history?interval=week",
            400,
            "bad_parameter",
        ),
        (
            "/assets/{token}/history",
            "/assets/maapl/history?from=0",
            400,
            "too_much",
        ),
        (
            "/assets/{token}/history",
            "/assets/%ff/history",
            400,
            "bad_parameter",
        ),
        (
            "/positions/{idx}/history",
            "/positions/-1/history",
            400,
            "bad_parameter",
        ),
        (
            "/positions/{idx}/history",
            "/positions/77/history",
            404,
            "no_such_position",
        ),
        ("/txs", "/nothing", 404, "no_such_path"),
    ];
    for (path, question, status, code) in refusals {
        let answer = server.ask(question).await;
        let said = answer.json();
        assert_eq!(
            (answer.status, said["code"].as_str()),
            (status, Some(code)),
            "{question}"
        );
        assert!(
            said["message"]
                .as_str()
                .is_some_and(|words| words.len() > 10),
            "{said}"
        );
        let schema = schema(&served, path, "4XX");
        assert_eq!(problems(&schema, &said), Vec::<String>::new(), "{question}");
    }
}

/// The schema of an answer, with what it refers to.
fn schema(document: &Value, path: &str, status: &str) -> Value {
    let content = &document["paths"][path]["get"]["responses"][status]["content"];
    let mut schema = content["application/json"]["schema"].clone();
    assert!(schema.is_object(), "{path} {status} has no schema");
    schema["components"] = strict(&document["components"]);
    schema
}

/// The same schemas, in which no field may be there that is not named.
fn strict(components: &Value) -> Value {
    let mut components = components.clone();
    let schemas = components["schemas"].as_object_mut().unwrap();
    for (name, schema) in schemas {
        let is_object = schema["type"] == "object" || schema["allOf"].is_array();
        // The block of an answer is part of others.
        if is_object && name != "At" {
            schema["unevaluatedProperties"] = json!(false);
        }
    }
    components
}

fn problems(schema: &Value, answer: &Value) -> Vec<String> {
    let validator = jsonschema::draft202012::new(schema).unwrap();
    let errors = validator.iter_errors(answer);
    errors
        .map(|error| format!("{} at {}", error, error.instance_path()))
        .collect()
}

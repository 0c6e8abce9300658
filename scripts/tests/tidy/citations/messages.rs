//! The commands of `mirror tx` and `mirror query`, which the program makes from schema/ when it starts.

use std::{collections::BTreeSet, fs};

use serde_json::Value;

use super::commands::Command;
use crate::root;

/// What each message has beside its fields.
const SENDING: [&str; 8] = [
    "--at",
    "--dry-run",
    "--funds",
    "--json",
    "--memo",
    "--msg",
    "--pay",
    "--yes",
];
const ASKING: [&str; 5] = ["--all", "--at", "--height", "--json", "--msg"];

/// How deep the fields of fields go.
const DEEPEST: usize = 4;

/// Add what the schemas say to the program's commands.
pub(super) fn add(program: &mut Command) {
    // The flags of the connection, as another command has them.
    let Some(faucet) = program.commands.get("faucet") else {
        return;
    };
    let connection = faucet.flags.clone();
    for (verb, part, own) in [
        ("tx", "execute", SENDING.as_slice()),
        ("query", "query", &ASKING),
    ] {
        let own = own.iter().map(|flag| (*flag).to_owned());
        let flags = connection
            .iter()
            .cloned()
            .chain(own)
            .collect::<BTreeSet<_>>();
        let mut command = having(&flags);
        for (name, schema) in schemas("schema") {
            let mut contract = of(&schema[part], &flags);
            if verb == "tx" {
                let hooks = schemas("schema/hooks")
                    .into_iter()
                    .find(|(hook, _)| *hook == name);
                if let Some((_, hooks)) = hooks {
                    contract
                        .commands
                        .insert("hook".to_owned(), of(&hooks, &flags));
                }
            }
            command.commands.insert(role(&name), contract);
        }
        if verb == "tx" {
            command.commands.insert("result".to_owned(), having(&flags));
        }
        program.commands.insert(verb.to_owned(), command);
    }
}

/// The schemas of contracts in a folder, by the contract's name.
fn schemas(folder: &str) -> Vec<(String, Value)> {
    let mut schemas = Vec::new();
    for entry in fs::read_dir(root().join(folder)).unwrap() {
        let path = entry.unwrap().path();
        let name = path.file_stem().unwrap().to_string_lossy().into_owned();
        if path.is_file() && (name.starts_with("mirror-") || name.starts_with("terraswap-")) {
            let text = fs::read_to_string(&path).unwrap();
            schemas.push((name, serde_json::from_str(&text).unwrap()));
        }
    }
    schemas
}

/// `mint` of mirror-mint, `swap_factory` of terraswap-factory.
fn role(name: &str) -> String {
    match name.split_once('-') {
        Some(("terraswap", "factory")) => "swap_factory".to_owned(),
        Some((_, role)) => role.replace('-', "_"),
        None => name.to_owned(),
    }
}

/// The commands of a message type.
fn of(schema: &Value, flags: &BTreeSet<String>) -> Command {
    let mut command = having(flags);
    for kind in schema["oneOf"].as_array().into_iter().flatten() {
        for (name, body) in kind["properties"].as_object().into_iter().flatten() {
            let mut message = having(flags);
            fields(schema, body, "", 0, &mut message.flags);
            command.commands.insert(name.clone(), message);
        }
    }
    command
}

fn having(flags: &BTreeSet<String>) -> Command {
    let flags = flags.clone();
    Command {
        flags,
        ..Command::default()
    }
}

/// The flags of all fields; those of a part stand behind its name and a point.
fn fields(whole: &Value, schema: &Value, before: &str, depth: usize, flags: &mut BTreeSet<String>) {
    if depth > DEEPEST {
        return;
    }
    if let Some(reference) = schema["$ref"].as_str() {
        let definition = whole.pointer(reference.trim_start_matches('#')).unwrap();
        return fields(whole, definition, before, depth, flags);
    }
    for several in ["allOf", "anyOf", "oneOf"] {
        for one in schema[several].as_array().into_iter().flatten() {
            fields(whole, one, before, depth, flags);
        }
    }
    for (name, inner) in schema["properties"].as_object().into_iter().flatten() {
        let name = format!("{before}{}", name.replace('_', "-"));
        flags.insert(format!("--{name}"));
        fields(whole, inner, &format!("{name}."), depth + 1, flags);
    }
}

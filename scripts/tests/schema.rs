//! The committed schema is what the message types say, and no contract is left out of it.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test")]

use std::collections::BTreeSet;

use xtask::{schema, workspace::Workspace};

#[test]
fn the_committed_schema_is_what_the_message_types_say() {
    let workspace = Workspace::find().unwrap();

    if let Err(error) = schema::check(&workspace) {
        panic!("{error}");
    }
}

#[test]
fn every_contract_has_a_schema() {
    let workspace = Workspace::find().unwrap();
    let described = schema::contracts().unwrap();

    let missing = workspace
        .contracts
        .iter()
        .map(|contract| format!("{}.json", contract.package))
        .filter(|file| !described.contains_key(file))
        .collect::<BTreeSet<_>>();

    let advice = "add the contract to `apis` in scripts/src/schema.rs, then `cargo xtask schema`";
    assert_eq!(missing, BTreeSet::new(), "{advice}");
}

#[test]
fn what_a_contract_takes_with_a_payment_has_a_schema() {
    let workspace = Workspace::find().unwrap();
    let described = schema::expected(&workspace).unwrap();

    let mut without = Vec::new();
    for folder in ["mirror-protocol", "terraswap"] {
        let package = workspace.root.join("packages").join(folder).join("src");
        for entry in std::fs::read_dir(package).unwrap() {
            let path = entry.unwrap().path();
            let Ok(text) = std::fs::read_to_string(&path) else {
                continue;
            };
            let family = folder.replace("-protocol", "");
            let module = path.file_stem().unwrap().to_string_lossy();
            let file = format!("hooks/{family}-{}.json", module.replace('_', "-"));
            if text.contains("pub enum Cw20HookMsg") != described.contains_key(&file) {
                without.push(file);
            }
        }
    }

    assert_eq!(
        Vec::<String>::new(),
        without,
        "see `hooks` in scripts/src/schema.rs"
    );
}

#[test]
fn the_table_of_refusals_has_the_words_of_the_contracts_and_of_what_they_hand_on() {
    let workspace = Workspace::find().unwrap();
    let files = schema::expected(&workspace).unwrap();

    let table: serde_json::Value = serde_json::from_str(&files["refusals.json"]).unwrap();

    let contracts = table["contracts"].as_object().unwrap();
    assert_eq!(workspace.contracts.len(), contracts.len());
    let mint = contracts["mirror-mint"]["own"].as_array().unwrap();
    let text = "unauthorized: position {idx} belongs to another account";
    let advice = "Only its owner may change a position.";
    let not_owner = serde_json::json!({ "kind": "not_owner", "text": text, "advice": advice });
    assert!(mint.contains(&not_owner), "{mint:?}");
    let token = &contracts["terraswap-token"]["inherits"];
    let path = serde_json::json!("cw20_base::ContractError");
    assert!(token.as_array().unwrap().contains(&path), "{token}");
    let inherited = table["inherited"]["cosmwasm_std::StdError"].as_array();
    let not_found = serde_json::json!({ "kind": "not_found", "text": "{kind} not found",
        "advice": "Look whether what is named exists." });
    assert!(inherited.unwrap().contains(&not_found));
}

#[test]
fn a_changed_a_missing_and_a_needless_file_are_drift_and_are_mended() {
    let folder = tempfile::tempdir().unwrap();
    let mut workspace = Workspace::find().unwrap();
    workspace.root = folder.path().to_owned();
    schema::write(&workspace).unwrap();
    let files = schema::expected(&workspace)
        .unwrap()
        .into_keys()
        .collect::<Vec<_>>();
    let first = files.first().unwrap();
    std::fs::write(folder.path().join("schema").join(first), "{}\n").unwrap();
    std::fs::write(folder.path().join("schema/gone.json"), "{}\n").unwrap();

    let refusal = schema::check(&workspace)
        .map(|_| ())
        .unwrap_err()
        .to_string();
    let mended = schema::write(&workspace).unwrap();

    let drift = format!("schema/ differs from the message types ({first}, gone.json); ");
    assert_eq!(refusal, drift + "run `cargo xtask schema` and commit");
    assert_eq!(
        (mended.changed, mended.removed),
        (vec![first.clone()], vec!["gone.json".into()])
    );
    assert!(schema::check(&workspace).is_ok());
}

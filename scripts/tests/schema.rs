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
    let described = schema::expected().unwrap();

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
fn a_changed_a_missing_and_a_needless_file_are_drift_and_are_mended() {
    let folder = tempfile::tempdir().unwrap();
    let mut workspace = Workspace::find().unwrap();
    workspace.root = folder.path().to_owned();
    schema::write(&workspace).unwrap();
    let files = schema::expected().unwrap().into_keys().collect::<Vec<_>>();
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

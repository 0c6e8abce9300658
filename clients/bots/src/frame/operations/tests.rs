use std::fs;
use std::path::Path;

use mirror_chain::{Faults, Source};
use serde::Deserialize;

use super::{Layers, Operations};
use crate::frame::logs::LogFormat;

#[derive(Debug, Default, PartialEq, Deserialize)]
#[serde(default, deny_unknown_fields)]
struct Raw {
    every_s: Option<u64>,
    least: Option<String>,
    assets: Option<Vec<String>>,
}

const FILE: &str = "webhook = 'https://chat.example/hooks/secret'\nlog = 'json'\n\
                    [keep]\nkey_file = 'keys/keeper'\nlisten = '127.0.0.1:9103'\nevery_s = 60\n\
                    [watch]\n";

fn layers(variables: &[(&str, &str)], flags: &[(&str, &str)]) -> Layers {
    let owned = |all: &[(&str, &str)]| {
        let all = all.iter();
        all.map(|(name, value)| (name.to_string(), value.to_string()))
            .collect()
    };
    Layers {
        variables: owned(variables),
        flags: owned(flags),
    }
}

fn read(folder: &Path, text: &str, layers: &Layers) -> Result<Operations, Faults> {
    let path = folder.join("bots.toml");
    fs::write(&path, text).unwrap();
    let mut faults = Faults::default();
    let operations = Operations::read(&path, layers, &mut faults);
    faults.into_result()?;
    Ok(operations.unwrap())
}

/// What is wrong with a table, a line for each.
fn told(folder: &Path, text: &str, layers: &Layers) -> Vec<String> {
    let mut faults = Faults::default();
    match read(folder, text, layers) {
        Ok(operations) => {
            operations.table::<Raw>("keep", true, &mut faults);
        }
        Err(found) => faults = found,
    }
    let shown = |text: String| text.replace(&folder.display().to_string(), "HERE");
    let all = faults.0.iter();
    all.map(|fault| shown(fault.to_string())).collect()
}

#[test]
fn a_table_has_what_is_written_and_paths_are_meant_from_the_file() {
    let folder = tempfile::tempdir().unwrap();
    let operations = read(folder.path(), FILE, &Layers::default()).unwrap();
    let mut faults = Faults::default();

    let (common, raw, _) = operations.table::<Raw>("keep", true, &mut faults).unwrap();

    assert_eq!(faults, Faults::default());
    assert_eq!(operations.services(), ["keep", "watch"]);
    assert_eq!(operations.log, LogFormat::Json);
    let common = common.unwrap();
    assert_eq!(common.key_file, Some(folder.path().join("keys/keeper")));
    assert_eq!(common.state, folder.path().join("state/keep"));
    assert_eq!(common.listen, Some("127.0.0.1:9103".parse().unwrap()));
    assert_eq!(raw.every_s, Some(60));
    let shown = operations.to_string();
    assert_eq!(
        shown,
        "webhook = \"https://chat.example/…\"\nlog = \"json\"\n"
    );
}

#[test]
fn variables_are_above_the_file_and_flags_above_both() {
    let folder = tempfile::tempdir().unwrap();
    let variables = [
        ("MIRROR_KEEP_EVERY_S", "70"),
        ("MIRROR_KEEP_LEAST", "5"),
        ("MIRROR_KEEP_ASSETS", "['a', 'b']"),
        ("MIRROR_KEEP_STATE", "here"),
        ("MIRROR_WATCH_EVERY_S", "9"),
        ("MIRROR_LOG", "text"),
    ];
    let layers = layers(&variables, &[("every_s", "80"), ("key_file", "mine")]);
    let operations = read(folder.path(), FILE, &layers).unwrap();
    let mut faults = Faults::default();

    let (common, raw, places) = operations.table::<Raw>("keep", true, &mut faults).unwrap();

    // A number is a text where a text is meant.
    let expected = Raw {
        every_s: Some(80),
        least: Some("5".to_string()),
        assets: Some(vec!["a".to_string(), "b".to_string()]),
    };
    assert_eq!(raw, expected);
    let common = common.unwrap();
    assert_eq!(common.state, Path::new("here"));
    assert_eq!(common.key_file.as_deref(), Some(Path::new("mine")));
    assert_eq!(operations.log, LogFormat::Text);
    let fault = places.fault("least", &5, "must be more");
    let source = Source::Environment("MIRROR_KEEP_LEAST".to_string());
    assert_eq!((fault.key.as_str(), fault.source), ("keep.least", source));
}

#[test]
fn all_that_is_wrong_with_a_table_is_told_at_once() {
    let folder = tempfile::tempdir().unwrap();
    let text = "[keep]\nlisten = 'here'\nevery_s = 'often'\nevry_s = 5\n";
    let layers = layers(&[("MIRROR_KEEP_ASSETS", "7")], &[]);

    let told = told(folder.path(), text, &layers);

    let expected = [
        "keep.assets = \"7\" (from the variable MIRROR_KEEP_ASSETS): invalid type: integer `7`, expected a \
         sequence",
        "keep.every_s = \"often\" (from HERE/bots.toml): invalid type: string \"often\", expected u64",
        "keep.evry_s = \"5\" (from HERE/bots.toml): unknown field `evry_s`, expected one of `every_s`, \
         `least`, `assets`",
        "keep.key_file is missing: name the file with the mnemonic of the account that it acts with",
        "keep.listen = \"here\" (from HERE/bots.toml): must be an address and a port, such as 127.0.0.1:9101",
    ];
    assert_eq!(told, expected);
}

#[test]
fn all_that_is_wrong_around_the_tables_is_told_at_once_and_no_secret_is() {
    let folder = tempfile::tempdir().unwrap();
    let text = "webhook = 'chat.example/secret'\nlog = 5\nkeeep = 1\nwatch = 2\n";

    let told = told(folder.path(), text, &Layers::default());

    let expected = [
        "keeep = \"1\" (from HERE/bots.toml): is unknown; there are webhook, log and the tables [feed], \
         [liquidate], [keep], [watch], [index]",
        "watch = \"2\" (from HERE/bots.toml): must be a table: [watch]",
        "log = \"5\" (from HERE/bots.toml): must be a text in quotes",
        "webhook = \"…\" (from HERE/bots.toml): must be an address such as https://chat.example/hooks/mirror",
    ];
    assert_eq!(told, expected);
}

#[test]
fn a_file_that_is_no_toml_is_told_with_its_line_and_not_with_its_content() {
    let folder = tempfile::tempdir().unwrap();

    let told = told(
        folder.path(),
        "log = 'text'\nwebhook = secret\n",
        &Layers::default(),
    );

    assert_eq!(told.len(), 1, "{told:?}");
    assert!(told[0].starts_with("file = \"HERE/bots.toml\" (from HERE/bots.toml): line 2: "));
    assert!(!told[0].contains("secret"), "{told:?}");
}

#[test]
fn a_service_that_signs_nothing_takes_no_key() {
    let folder = tempfile::tempdir().unwrap();
    let text = "[watch]\nkey_file = 'key'\n";
    let operations = read(folder.path(), text, &Layers::default()).unwrap();
    let mut faults = Faults::default();

    operations.table::<Raw>("watch", false, &mut faults);

    let rules: Vec<&str> = faults.0.iter().map(|fault| fault.rule.as_str()).collect();
    assert_eq!(rules, ["must be left out: this service signs nothing"]);
}

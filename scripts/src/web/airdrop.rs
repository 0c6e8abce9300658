//! Two stages of the airdrop for the development accounts, registered while the deployer still may.

use std::{fmt::Write, fs, path::Path};

use serde::Deserialize;
use serde_json::{json, Value};

use crate::{process, services::Program, Error};

/// The accounts of a local network.
const KEYS: &str = include_str!("../localnet/development_keys.toml");
/// How many stages there are: one transaction claims them all.
const STAGES: u64 = 2;
/// What an account gets of a stage, in micro MIR, times the stage's number.
const AMOUNT: u64 = 25_000_000;

#[derive(Deserialize)]
struct Keys {
    keys: Vec<Key>,
}

#[derive(Deserialize)]
struct Key {
    address: String,
}

/// Make the lists and their proofs in `folder`, a folder for each stage, and register their roots.
pub(crate) fn register(program: &Program, folder: &Path) -> Result<(), Error> {
    for stage in 1..=STAGES {
        let place = folder.join(format!("stage-{stage}"));
        let not_written = |source| Error::NotWritten {
            path: place.clone(),
            source,
        };
        fs::create_dir_all(&place).map_err(not_written)?;
        fs::write(place.join("list.csv"), list(stage)).map_err(not_written)?;
        let mut build =
            program.command(&["airdrop", "build", "--prefix", "wasm", "--json", "--out"]);
        build.arg(&place).arg(place.join("list.csv"));
        let made: Value = serde_json::from_str(&process::output(&mut build)?)?;
        let text = |name: &str| {
            let value = made.get(name).and_then(Value::as_str);
            value.unwrap_or_default().to_owned()
        };
        let (root, total) = (text("merkle_root"), text("total_amount"));
        process::output(&mut program.command(&[
            "tx",
            "airdrop",
            "register_merkle_root",
            "--yes",
            "--merkle-root",
            &root,
            "--total-amount",
            &total,
        ]))?;
    }
    Ok(())
}

/// The lists as the app's `config.json` names them, where `folder` is served as `airdrop/` beside the page.
pub(crate) fn lists() -> Value {
    let list = |stage| {
        let proofs = format!("airdrop/stage-{stage}/proofs.jsonl");
        json!({ "contract": "airdrop", "stage": stage, "proofs": proofs })
    };
    (1..=STAGES).map(list).collect()
}

/// Everybody, with what the stage gives.
fn list(stage: u64) -> String {
    let keys: Vec<Key> = toml::from_str::<Keys>(KEYS).map_or_else(|_| Vec::new(), |file| file.keys);
    let mut list = String::from("address,amount\n");
    for Key { address } in keys {
        // Text in memory takes whatever is written.
        let _ = writeln!(list, "{address},{}", AMOUNT.saturating_mul(stage));
    }
    list
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_development_account_is_on_the_list_of_each_stage() {
        let second = list(2);

        let lines: Vec<&str> = second.lines().collect();
        assert_eq!(lines[0], "address,amount");
        assert!(lines.len() > 30, "{}", lines.len());
        assert!(lines[1..]
            .iter()
            .all(|line| line.starts_with("wasm1") && line.ends_with(",50000000")));
    }
}

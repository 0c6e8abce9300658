//! The journal as a file, read without the program that writes it.

use std::collections::BTreeMap;
use std::fs;
use std::path::PathBuf;

use serde_json::Value;

use crate::harness::Network;

/// Where the journal of a network's deployment is; a named one lies in a folder of that name.
pub(super) fn path(network: &Network, name: &str) -> PathBuf {
    let config = network.config();
    let folder = config.deployments.join(name);
    folder.join(format!("{}.journal", config.chain_id))
}

/// Its entries; none if there is no file.
pub(super) fn entries(network: &Network, name: &str) -> Vec<Value> {
    let text = fs::read_to_string(path(network, name)).unwrap_or_default();
    assert!(
        text.is_empty() || text.ends_with('\n'),
        "the last entry is cut off"
    );
    let lines = text
        .lines()
        .map(|line| serde_json::from_str::<Value>(line).unwrap());
    lines.map(|line| line["entry"].clone()).collect()
}

/// How often each step was signed.
pub(super) fn signed(entries: &[Value]) -> BTreeMap<String, usize> {
    let mut signed = BTreeMap::new();
    for entry in entries {
        let step = &entry["step"];
        if step["entry"]["stage"]["signed"].is_object() {
            let name = step["name"].as_str().unwrap().to_string();
            *signed.entry(name).or_default() += 1;
        }
    }
    signed
}

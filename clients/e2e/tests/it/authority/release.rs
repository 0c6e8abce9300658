//! A release in which two artifacts are of a higher version, and what becomes of it.

use std::fs;
use std::path::Path;

use serde_json::{json, Value};
use sha2::{Digest, Sha256};
use tempfile::TempDir;

use super::{findings, passes, sequence};
use crate::harness::Network;

/// The artifacts that are new: one that the admin manager migrates, and pairs.
const NEW: [&str; 2] = ["mirror_lock.wasm", "terraswap_pair.wasm"];

/// A folder with the artifacts of that release, and their list.
pub(super) fn folder(network: &Network) -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    let mut list = String::new();
    for entry in fs::read_dir(network.artifacts()).unwrap() {
        let path = entry.unwrap().path();
        let name = path.file_name().unwrap().to_str().unwrap().to_string();
        if !name.ends_with(".wasm") {
            continue;
        }
        let mut wasm = fs::read(&path).unwrap();
        if NEW.contains(&name.as_str()) {
            raise(&mut wasm);
        }
        list += &format!("{}  {name}\n", checksum(&wasm));
        fs::write(folder.path().join(&name), wasm).unwrap();
    }
    fs::write(folder.path().join("checksums.txt"), list).unwrap();
    folder
}

/// The version in it, where it is once, becomes a later one of the same length.
fn raise(wasm: &mut [u8]) {
    let version = env!("CARGO_PKG_VERSION").as_bytes();
    let mut places = wasm.windows(version.len());
    let place = places.position(|text| text == version).unwrap();
    let last = place + version.len() - 1;
    assert_ne!(b'9', wasm[last]);
    wasm[last] += 1;
}

fn checksum(bytes: &[u8]) -> String {
    let digest = Sha256::digest(bytes);
    digest.iter().map(|byte| format!("{byte:02x}")).collect()
}

pub(super) fn it_is_upgraded_by_polls(network: &Network) {
    let folder = folder(network);
    let artifacts: &Path = folder.path();
    let artifacts = ["--artifacts", artifacts.to_str().unwrap()];
    let upgrade = |flags: &[&str]| {
        let arguments = [&["deploy", "upgrade", "--json"], flags, &artifacts[..]].concat();
        network.runs(&arguments).json()
    };
    let before = sequence(network);
    let looked = upgrade(&["--dry-run"]);
    assert_eq!(before, sequence(network));
    assert_eq!(json!(false), looked["is_complete"]);
    assert_eq!(json!([]), looked["polls"]);
    assert_eq!(2, looked["changes"].as_array().unwrap().len());

    let stored = upgrade(&[]);
    assert_eq!(before + 2, sequence(network));
    let kinds = |told: &Value| -> Vec<Value> {
        let polls = told["polls"].as_array().unwrap().iter();
        polls.map(|poll| poll["kind"].clone()).collect()
    };
    let expected = vec![json!("migration"), json!("execute_code")];
    assert_eq!(expected, kinds(&stored));
    let proposed = upgrade(&["--propose"]);
    assert_eq!(before + 4, sequence(network));
    assert_eq!(proposed["proposed"], upgrade(&["--propose"])["proposed"]);
    assert_eq!(before + 4, sequence(network));
    let polls = proposed["proposed"].as_array().unwrap().iter();
    let polls: Vec<u64> = polls
        .map(|poll| poll["poll_id"].as_u64().unwrap())
        .collect();
    passes(network, &polls);

    // The deployment file names the former codes.
    let found = findings(network, &artifacts);
    assert_eq!(3, found.len(), "{found:?}");
    let noted = upgrade(&[]);
    assert_eq!(json!(true), noted["is_complete"]);
    assert_eq!(json!(true), noted["deployment_file_names_other_codes"]);
    let verify = [&["deploy", "verify"], &artifacts[..]].concat();
    network.runs(&verify).done();
}

//! What the manifests say, and the settings that are made once, in the root's.

use std::{fs, path::Path};

use toml::{Table, Value};

use crate::{assert_none, root};

/// A crate of the workspace, by its folder, with its manifest.
pub(crate) struct Member {
    pub(crate) folder: String,
    pub(crate) manifest: Table,
}

impl Member {
    pub(crate) fn name(&self) -> &str {
        self.manifest["package"]["name"].as_str().unwrap()
    }
}

pub(crate) fn root_manifest() -> Table {
    read(&root())
}

/// Every member, in the order of the root manifest.
pub(crate) fn members() -> Vec<Member> {
    folders(&root_manifest(), "members")
        .into_iter()
        .map(|folder| Member {
            manifest: read(&root().join(&folder)),
            folder,
        })
        .collect()
}

fn read(folder: &Path) -> Table {
    let path = folder.join("Cargo.toml");
    let text =
        fs::read_to_string(&path).unwrap_or_else(|_| panic!("{} is missing", path.display()));
    text.parse()
        .unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

fn folders(manifest: &Table, list: &str) -> Vec<String> {
    let folders = manifest["workspace"][list].as_array().unwrap();
    folders
        .iter()
        .map(|folder| folder.as_str().unwrap().to_owned())
        .collect()
}

#[test]
fn overflow_is_checked_in_what_we_release() {
    let manifest = root_manifest();
    let profile = |name: &str| manifest["profile"][name].as_table().unwrap().clone();

    let checked = Value::Boolean(true);
    assert_eq!(profile("release").get("overflow-checks"), Some(&checked));
    assert_eq!(
        profile("wasm").get("inherits"),
        Some(&Value::String("release".into()))
    );
    assert!(profile("wasm")
        .get("overflow-checks")
        .is_none_or(|value| *value == checked));
}

#[test]
fn only_the_check_that_takes_minutes_to_build_and_the_tests_on_nodes_are_no_default_members() {
    let mut members = folders(&root_manifest(), "members");

    members.retain(|folder| !["scripts/wasm-check", "clients/e2e"].contains(&folder.as_str()));

    assert_eq!(folders(&root_manifest(), "default-members"), members);
}

/// A profile in a member is ignored by cargo, and a version or a lint of its own drifts from the
/// others'.
#[test]
fn versions_lints_and_profiles_are_set_in_the_root_manifest_only() {
    let breaches = members().iter().flat_map(own_settings).collect::<Vec<_>>();

    assert_none("say `workspace = true` instead", &breaches);
}

#[test]
fn a_setting_of_its_own_is_found() {
    let manifest = "
        [package]
        name = 'a'
        version = '1.0.0'
        edition.workspace = true
        rust-version.workspace = true
        license.workspace = true
        publish.workspace = true
        [dependencies]
        b.workspace = true
        c = '1'
        [dev-dependencies]
        d = { version = '1' }
        [profile.release]
        opt-level = 3
    ";
    let member = Member {
        folder: "a".into(),
        manifest: manifest.parse().unwrap(),
    };

    assert_eq!(
        own_settings(&member),
        ["a: version", "a: lints", "a: c", "a: d", "a: profile"]
    );
}

fn own_settings(member: &Member) -> Vec<String> {
    let is_shared = |value: Option<&Value>| {
        value.and_then(|value| value.get("workspace")) == Some(&Value::Boolean(true))
    };
    let package = &member.manifest["package"];
    let mut own = Vec::new();
    for key in ["version", "edition", "rust-version", "license", "publish"] {
        if !is_shared(package.get(key)) {
            own.push(key.to_owned());
        }
    }
    if !is_shared(member.manifest.get("lints")) {
        own.push("lints".to_owned());
    }
    for section in ["dependencies", "dev-dependencies", "build-dependencies"] {
        let dependencies = member.manifest.get(section).and_then(Value::as_table);
        for (name, value) in dependencies.into_iter().flatten() {
            if !is_shared(Some(value)) {
                own.push(name.clone());
            }
        }
    }
    if member.manifest.contains_key("profile") {
        own.push("profile".to_owned());
    }
    own.into_iter()
        .map(|setting| format!("{}: {setting}", member.folder))
        .collect()
}

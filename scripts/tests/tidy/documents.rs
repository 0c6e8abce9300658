//! What readers need is there: each contract's page, the changelog, the decisions, documentation.

use std::{fs, path::Path};

use xtask::workspace::Workspace;

use crate::{assert_none, manifests::root_manifest, root, short};

const PROMISE: &str = "we want these to be true";
const DECISION_LINES: usize = 40;

#[test]
fn every_contract_says_what_it_wants_to_be_true() {
    let workspace = Workspace::at(&root()).unwrap();

    let silent = workspace
        .contracts
        .iter()
        .map(|contract| contract.folder.join("README.md"))
        .filter(|page| !makes_promises(&fs::read_to_string(page).unwrap_or_default()))
        .map(|page| short(&page))
        .collect::<Vec<_>>();

    assert_none(
        "write a page with a list under \"We want these to be true\"",
        &silent,
    );
}

#[test]
fn a_heading_without_a_list_is_no_promise() {
    assert!(makes_promises(
        "# Lock\n\n## We want these to be true\n\n- Nothing is paid twice.\n"
    ));
    assert!(makes_promises(
        "We want these to be true:\n1. Nothing is paid twice.\n"
    ));
    assert!(!makes_promises(
        "# Lock\n\n- Locks.\n\n## We want these to be true\n"
    ));
    assert!(!makes_promises(""));
}

/// Whether a list stands somewhere below the sentence.
fn makes_promises(page: &str) -> bool {
    let page = page.to_lowercase();
    let starts_item = |line: &str| {
        ["- ", "* ", "| ", "1. "]
            .iter()
            .any(|mark| line.trim().starts_with(mark))
    };
    page.split_once(PROMISE)
        .is_some_and(|(_, below)| below.lines().any(starts_item))
}

/// With the lint on, `cargo xtask ci` fails where the documentation of a public item is missing.
#[test]
fn every_library_documents_what_is_public() {
    let folders = fs::read_dir(root().join("packages")).unwrap();
    let silent = folders
        .map(|entry| entry.unwrap().path())
        .filter_map(|folder| Some((fs::read_to_string(folder.join("src/lib.rs")).ok()?, folder)))
        .filter(|(code, _)| !code.contains("#![warn(missing_docs)]"))
        .map(|(_, folder)| short(&folder))
        .collect::<Vec<_>>();

    assert_none("write `#![warn(missing_docs)]` into src/lib.rs", &silent);
}

#[test]
fn the_changelog_has_the_version() {
    let changelog = fs::read_to_string(root().join("CHANGELOG.md")).unwrap_or_default();
    let manifest = root_manifest();
    let version = manifest["workspace"]["package"]["version"]
        .as_str()
        .unwrap();

    let is_named = changelog
        .lines()
        .filter(|line| line.starts_with("## "))
        .any(|line| line.split([' ', '[', ']']).any(|word| word == version));

    assert!(is_named, "CHANGELOG.md has no heading `## {version}`");
}

#[test]
fn a_decision_is_numbered_and_fits_on_a_screen() {
    let folder = root().join("docs/decisions");
    let pages = fs::read_dir(&folder)
        .into_iter()
        .flatten()
        .map(|entry| entry.unwrap().path());

    let breaches = pages
        .filter(|page| {
            let lines = fs::read_to_string(page).unwrap().lines().count();
            lines > DECISION_LINES || !is_numbered(page)
        })
        .map(|page| short(&page))
        .collect::<Vec<_>>();

    assert_none(
        "name it NNNN-title.md and keep it within 40 lines",
        &breaches,
    );
}

fn is_numbered(page: &Path) -> bool {
    let name = page.file_name().unwrap().to_string_lossy();
    let number = name.split('-').next().unwrap();
    number.len() == 4 && number.chars().all(|digit| digit.is_ascii_digit()) && name.ends_with(".md")
}

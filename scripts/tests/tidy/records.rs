//! Every record that a contract stores has golden bytes: a line in its `records.txt`, which the
//! contract's own test holds against the code (`mirror_bytes::golden`). What a layout was before has
//! a test that shows how `migrate` carries it over (docs/upgrades.md).

use std::{fs, path::Path};

use syn::{Item, ItemConst, Type};
use xtask::workspace::Workspace;

use crate::{
    assert_none,
    proofs::{exists, rust_files},
    root, short,
};

/// The types of the constants under which something is stored.
const STORES: [&str; 7] = [
    "Deque",
    "IndexedMap",
    "IndexedTable",
    "Item",
    "Map",
    "Slot",
    "Table",
];

#[test]
fn every_record_has_golden_bytes() {
    let workspace = Workspace::at(&root()).unwrap();
    let mut breaches = Vec::new();
    for contract in &workspace.contracts {
        let folder = short(&contract.folder);
        let Ok(lines) = fs::read_to_string(contract.folder.join("records.txt")) else {
            breaches.push(format!("{folder}: has no records.txt"));
            continue;
        };
        let stored = stored_in(&contract.folder.join("src"));
        assert!(!stored.is_empty(), "{folder} stores nothing");
        let found = faults(&lines, &stored, |test| {
            exists(&format!("{folder} {test}"), &[].into())
        });
        breaches.extend(found.into_iter().map(|fault| format!("{folder}: {fault}")));
        if !is_held(&contract.folder.join("src")) {
            breaches.push(format!("{folder}: no test holds records.txt by `golden!`"));
        }
    }

    assert_none(
        "write a sample of each record into records.txt (docs/upgrades.md)",
        &breaches,
    );
}

#[test]
fn a_record_without_a_line_and_a_layout_that_nobody_carries_are_found() {
    let stored = ["TERMS".to_owned(), "FEES".to_owned()];
    let lines = "
# Positions, by number.
TERMS    740000000000000007  03a1
TERMS@1  740000000000000007  a1    carried by old_terms_are_carried_over
TERMS@2  740000000000000007  02a1  carried by nobody
TERMS@3  740000000000000007  0200
";

    let found = faults(lines, &stored, |test| test == "old_terms_are_carried_over");

    assert_eq!(
        found,
        [
            "FEES has no line",
            "TERMS@2: no test `nobody`",
            "TERMS@3: no test is named after `carried by`",
        ]
    );
}

#[test]
fn constants_of_stored_things_are_found() {
    let code = "
        pub const TERMS: Table<Terms> = Table::new(b't');
        const OWNER: cw_storage_plus::Item<Addr> = Item::new(\"owner\");
        const MOST: u32 = 7;
        #[cfg(test)]
        mod tests { const OTHER: Slot<u8> = Slot::new(b\"o\"); }
    ";

    assert_eq!(stored(&syn::parse_file(code).unwrap()), ["TERMS", "OWNER"]);
}

/// What is amiss with the lines of a contract that stores these constants.
fn faults(lines: &str, stored: &[String], is_test: impl Fn(&str) -> bool) -> Vec<String> {
    let rows = lines
        .lines()
        .map(|line| line.split_whitespace().collect::<Vec<_>>())
        .filter(|words| words.first().is_some_and(|first| !first.starts_with('#')))
        .collect::<Vec<_>>();
    let has_line = |name: &String| rows.iter().any(|words| words[0] == name);
    let mut faults = stored
        .iter()
        .filter(|name| !has_line(name))
        .map(|name| format!("{name} has no line"))
        .collect::<Vec<_>>();
    for words in rows.iter().filter(|words| words[0].contains('@')) {
        let name = words[0];
        match words[..] {
            [.., "carried", "by", test] if is_test(test) => {}
            [.., "carried", "by", test] => faults.push(format!("{name}: no test `{test}`")),
            _ => faults.push(format!("{name}: no test is named after `carried by`")),
        }
    }
    faults
}

/// The names of the constants under which a contract stores something.
fn stored_in(source: &Path) -> Vec<String> {
    sources(source)
        .iter()
        .flat_map(|code| stored(&syn::parse_file(code).unwrap()))
        .collect()
}

/// Whether a contract's tests compare its records.
fn is_held(source: &Path) -> bool {
    let files = rust_files(source);
    let code = files.iter().map(|path| fs::read_to_string(path).unwrap());
    code.into_iter()
        .any(|code| code.contains("golden!") && code.contains("records.txt"))
}

/// The code of a contract without its files of tests.
fn sources(source: &Path) -> Vec<String> {
    rust_files(source)
        .iter()
        .filter(|path| !short(path).contains("/tests"))
        .map(|path| fs::read_to_string(path).unwrap())
        .collect()
}

fn stored(file: &syn::File) -> Vec<String> {
    file.items
        .iter()
        .filter_map(|item| match item {
            Item::Const(item) if is_store(item) => Some(item.ident.to_string()),
            _ => None,
        })
        .collect()
}

fn is_store(item: &ItemConst) -> bool {
    let Type::Path(kind) = &*item.ty else {
        return false;
    };
    let name = kind.path.segments.last().map(|part| part.ident.to_string());
    name.is_some_and(|name| STORES.contains(&name.as_str()))
}

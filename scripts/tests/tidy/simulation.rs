//! The simulation is a library: texts and bytes go in, an outcome comes out. Its book and invariants
//! count in integers and know no chain inside the program, so that a chain outside can be held against
//! them too.

use std::{fs, path::PathBuf};

use proc_macro2::{TokenStream, TokenTree};

use crate::{assert_none, proofs::rust_files, root, short, sources::is_test};

const PACKAGE: &str = "packages/mirror-simulation/src";

/// A file or a folder of the package, and words that stand nowhere in its code, tests apart.
const ABSENT: [(&str, &[&str]); 3] = [
    (
        "",
        &[
            "File",
            "Instant",
            "SystemTime",
            "fs",
            "mirror_cli",
            "process",
            "thread",
        ],
    ),
    ("engine/book", &["cw_multi_test", "f32", "f64"]),
    ("engine/invariants", &["cw_multi_test", "f32", "f64"]),
];

#[test]
fn the_simulation_has_no_disk_no_clock_and_no_program() {
    let breaches = ABSENT
        .iter()
        .flat_map(|(part, words)| files(part).into_iter().map(move |path| (path, *words)))
        .flat_map(|(path, words)| {
            let code = fs::read_to_string(&path).unwrap().parse().unwrap();
            found(code, words)
                .into_iter()
                .map(move |word| format!("{}: {word}", short(&path)))
        })
        .collect::<Vec<_>>();

    assert_none("the program hands in what is needed of these", &breaches);
}

#[test]
fn a_word_is_found_wherever_it_stands() {
    let code = "use std::{fs, io}; fn a() { b(fs::read(c)); d!(fs) }";

    assert_eq!(found(code.parse().unwrap(), &["fs", "net"]), ["fs"; 3]);
}

/// The Rust files of a part of the package, tests apart.
fn files(part: &str) -> Vec<PathBuf> {
    let mut files = rust_files(&root().join(PACKAGE).join(part));
    files.retain(|path| !is_test(path));
    assert!(files.len() > 5, "the sources are not where they were");
    files
}

/// Each of the words once for every place where it stands.
fn found(code: TokenStream, words: &[&str]) -> Vec<String> {
    let mut places = Vec::new();
    for token in code {
        match token {
            TokenTree::Group(group) => places.extend(found(group.stream(), words)),
            TokenTree::Ident(name) if words.iter().any(|word| name == *word) => {
                places.push(name.to_string());
            }
            _ => {}
        }
    }
    places
}

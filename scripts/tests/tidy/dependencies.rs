//! Dependencies point one way: contracts use messages and formulas, programs use all of them, and
//! nothing uses a program.

use std::collections::BTreeSet;

use toml::{Table, Value};

use crate::{
    assert_none,
    manifests::{members, root_manifest, Member},
};

/// The crates of this workspace that a crate may link.
enum Ours {
    These(&'static [&'static str]),
    /// Everything but the programs and what speaks to a chain.
    AllLibraries,
    Anything,
}

/// What the crates in a folder may link.
struct Rule {
    folder: &'static str,
    ours: Ours,
    /// The public crates it may link, where they are few on purpose.
    public: Option<&'static [&'static str]>,
}

/// The first whose folder a member is in, or is, holds.
const RULES: [Rule; 13] = [
    Rule {
        folder: "contracts",
        ours: Ours::These(&[
            "mirror-protocol",
            "terraswap",
            "mirror-math",
            "mirror-bytes",
            "mirror-merkle",
        ]),
        public: None,
    },
    Rule {
        folder: "packages/mirror-math",
        ours: Ours::These(&[]),
        public: Some(&["cosmwasm-std", "thiserror"]),
    },
    Rule {
        folder: "packages/mirror-bytes",
        ours: Ours::These(&[]),
        // The last two only with the feature for tests.
        public: Some(&["cosmwasm-std", "thiserror", "cw-storage-plus", "serde"]),
    },
    Rule {
        folder: "packages/mirror-merkle",
        ours: Ours::These(&[]),
        public: Some(&["cosmwasm-std", "sha3", "thiserror"]),
    },
    Rule {
        folder: "packages/terraswap",
        ours: Ours::These(&["mirror-bytes"]),
        public: None,
    },
    Rule {
        folder: "packages/mirror-protocol",
        ours: Ours::These(&["terraswap", "mirror-bytes"]),
        public: None,
    },
    Rule {
        folder: "packages/mirror-deploy",
        ours: Ours::These(&["mirror-protocol", "terraswap"]),
        public: None,
    },
    Rule {
        folder: "packages/wire-compat",
        ours: Ours::These(&["mirror-protocol", "terraswap"]),
        public: None,
    },
    Rule {
        folder: "packages/mirror-testing",
        ours: Ours::AllLibraries,
        public: None,
    },
    Rule {
        folder: "packages/mirror-simulation",
        ours: Ours::AllLibraries,
        public: None,
    },
    Rule {
        folder: CHAIN_ACCESS.1,
        ours: Ours::These(&["mirror-deploy"]),
        public: None,
    },
    Rule {
        folder: "clients",
        ours: Ours::Anything,
        public: None,
    },
    Rule {
        folder: "scripts",
        ours: Ours::These(&["mirror-protocol", "terraswap", "mirror-deploy"]),
        public: None,
    },
];

/// The one package with network, disk and clock: programs use it, and no contract and no other package
/// does, not even in a test.
const CHAIN_ACCESS: (&str, &str) = ("mirror-chain", "packages/mirror-chain");

/// The one contract that is linked as a library, and who may.
const LINKED_CONTRACT: (&str, &str) = ("cw20-base", "contracts/terraswap/token");

#[test]
fn dependencies_point_one_way() {
    let root = root_manifest();
    let names = own_names(&members());
    let breaches = members()
        .iter()
        .flat_map(|member| breaches(member, &root, &names))
        .collect::<Vec<_>>();

    assert_none(
        "what may link what is in scripts/tests/tidy/dependencies.rs",
        &breaches,
    );
}

#[test]
fn forbidden_links_are_found() {
    let cases = [
        ("contracts/mint", "mirror-oracle", "links mirror-oracle"),
        (
            "contracts/mint",
            "cw20-base",
            "links the contract cw20-base",
        ),
        (
            "packages/mirror-protocol",
            "mirror-math",
            "links mirror-math",
        ),
        (
            "packages/mirror-math",
            "cw-storage-plus",
            "links cw-storage-plus",
        ),
        (
            "packages/mirror-deploy",
            "mirror-oracle",
            "links mirror-oracle",
        ),
        ("packages/mirror-testing", "mirror-cli", "links mirror-cli"),
        (
            "packages/mirror-simulation",
            "mirror-cli",
            "links mirror-cli",
        ),
        ("scripts", "mirror-cli", "links mirror-cli"),
        ("contracts/mint", "mirror-chain", "links mirror-chain"),
        (
            "packages/mirror-deploy",
            "mirror-chain",
            "links mirror-chain",
        ),
        (
            "packages/mirror-testing",
            "mirror-chain",
            "links mirror-chain",
        ),
        (
            "packages/mirror-simulation",
            "mirror-chain",
            "links mirror-chain",
        ),
        (
            "packages/mirror-chain",
            "mirror-testing",
            "links mirror-testing",
        ),
        ("tools/new", "serde", "has no rule"),
    ];
    for (folder, dependency, breach) in cases {
        assert_eq!(
            found(folder, dependency, "dependencies"),
            [format!("{folder}: {breach}")]
        );
    }
}

#[test]
fn a_program_may_not_even_be_tested_against() {
    let found = found("packages/mirror-testing", "mirror-cli", "dev-dependencies");

    assert_eq!(found, ["packages/mirror-testing: tests against mirror-cli"]);
}

#[test]
fn only_programs_are_tested_against_what_speaks_to_a_chain() {
    for folder in ["contracts/mint", "packages/mirror-simulation"] {
        let breach = format!("{folder}: tests against mirror-chain");
        assert_eq!(found(folder, "mirror-chain", "dev-dependencies"), [breach]);
    }
    for folder in ["packages/mirror-chain", "clients/cli"] {
        let found = found(folder, "mirror-chain", "dev-dependencies");
        assert_eq!(found, Vec::<String>::new());
    }
}

#[test]
fn allowed_links_are_let_through() {
    let cases = [
        ("contracts/mint", "mirror-math", "dependencies"),
        ("contracts/mint", "mirror-oracle", "dev-dependencies"),
        ("contracts/terraswap/token", "cw20-base", "dependencies"),
        ("packages/mirror-testing", "mirror-oracle", "dependencies"),
        ("clients/cli", "mirror-oracle", "dependencies"),
    ];
    for (folder, dependency, section) in cases {
        assert_eq!(
            found(folder, dependency, section),
            Vec::<String>::new(),
            "{folder}"
        );
    }
}

/// What a member of this folder with this one dependency breaches.
fn found(folder: &str, dependency: &str, section: &str) -> Vec<String> {
    let text = format!("[package]\nname = 'x'\n[{section}]\n{dependency}.workspace = true\n");
    let member = Member {
        folder: folder.to_owned(),
        manifest: text.parse().unwrap(),
    };
    breaches(&member, &root_manifest(), &own_names(&members()))
}

/// The crates of this workspace and whether each is a program.
fn own_names(members: &[Member]) -> Vec<(String, bool)> {
    let is_program = |folder: &str| folder.starts_with("clients/") || folder.starts_with("scripts");
    members
        .iter()
        .map(|one| (one.name().to_owned(), is_program(&one.folder)))
        .collect()
}

fn breaches(member: &Member, root: &Table, own: &[(String, bool)]) -> Vec<String> {
    let folder = &member.folder;
    let is_in =
        |rule: &&Rule| *folder == rule.folder || folder.starts_with(&format!("{}/", rule.folder));
    let Some(rule) = RULES.iter().find(is_in) else {
        return vec![format!("{folder}: has no rule")];
    };

    let mut breaches = Vec::new();
    for name in linked(member, root, &["dependencies", "build-dependencies"]) {
        let is_ours = own.iter().find(|(ours, _)| *ours == name);
        let is_allowed = match (is_ours, &rule.ours) {
            (Some(_), Ours::These(names)) => names.contains(&name.as_str()),
            (Some((_, is_program)), Ours::AllLibraries) => !is_program && name != CHAIN_ACCESS.0,
            (Some(_), Ours::Anything) => true,
            (None, _) => rule
                .public
                .is_none_or(|names| names.contains(&name.as_str())),
        };
        if !is_allowed {
            breaches.push(format!("{folder}: links {name}"));
        }
        let (contract, only) = LINKED_CONTRACT;
        let is_contract = folder.starts_with("contracts/");
        if name == contract && is_contract && folder != only {
            breaches.push(format!("{folder}: links the contract {name}"));
        }
    }
    for name in linked(member, root, &["dev-dependencies"]) {
        let is_outside = own
            .iter()
            .any(|(ours, is_program)| *ours == name && *is_program)
            || (name == CHAIN_ACCESS.0 && folder != CHAIN_ACCESS.1);
        if is_outside && !matches!(rule.ours, Ours::Anything) {
            breaches.push(format!("{folder}: tests against {name}"));
        }
    }
    breaches
}

/// The names that are linked by path or from a registry. A published crate under another name keeps
/// that other name: it is none of ours, though it may be called so where it was published.
fn linked(member: &Member, root: &Table, sections: &[&str]) -> BTreeSet<String> {
    let shared = root["workspace"]["dependencies"].as_table().unwrap();
    let tables = sections
        .iter()
        .filter_map(|section| member.manifest.get(*section));
    let mut names = BTreeSet::new();
    for (key, value) in tables.filter_map(Value::as_table).flatten() {
        let source = shared.get(key).unwrap_or(value);
        let is_path = source.get("path").is_some() || value.get("path").is_some();
        let package = source
            .get("package")
            .and_then(Value::as_str)
            .filter(|_| is_path);
        names.insert(package.unwrap_or(key).to_owned());
    }
    names
}

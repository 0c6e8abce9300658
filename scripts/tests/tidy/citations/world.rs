//! What there is to cite.

use std::collections::{BTreeMap, BTreeSet};

use super::{
    commands::{self, Command},
    messages,
    pages::Page,
    words::last,
};

/// The page that defines threats T, invariants I, faults F and worked numbers W.
const RULES: &str = "docs/spec/safety.md";
const RECORDS: &str = "docs/decisions/";

/// Where a page is looked for that is named without its folder.
const SHELVES: [&str; 3] = ["docs/spec/", "docs/", ""];

/// Fragments of a page that is put together elsewhere: their links count from there.
const FRAGMENTS: (&str, &str) = ("scripts/permissions/", "docs/permissions.md");

/// Files, pages, rules, records and commands.
#[derive(Debug, Default)]
pub(super) struct World {
    pub(super) files: BTreeSet<String>,
    pub(super) pages: BTreeMap<String, Page>,
    pub(super) rules: BTreeSet<String>,
    pub(super) records: BTreeSet<String>,
    pub(super) programs: BTreeMap<&'static str, Command>,
}

impl World {
    pub(super) fn of(sources: &BTreeMap<String, String>) -> Self {
        let mut world = Self::default();
        for (file, text) in sources {
            world.files.insert(file.clone());
            let mut folder = file.as_str();
            while let Some((parent, _)) = folder.rsplit_once('/') {
                world.files.insert(parent.to_owned());
                folder = parent;
            }
            if file.ends_with(".md") {
                world.pages.insert(file.clone(), Page::of(text));
            }
            if let Some(name) = file.strip_prefix(RECORDS) {
                world
                    .records
                    .extend(name.split('-').next().map(str::to_owned));
            }
        }
        let rules = sources.get(RULES).map_or("", String::as_str);
        world.rules = rules.lines().flat_map(defined).collect();
        let mirror = ["cargo mirror", "mirror"];
        for (name, folder) in mirror
            .map(|name| (name, "clients/cli/src/"))
            .into_iter()
            .chain([("cargo xtask", "scripts/src/")])
        {
            let mut program = commands::program(sources, folder);
            if name.ends_with("mirror") {
                messages::add(&mut program);
            }
            world.programs.insert(name, program);
        }
        world
    }

    /// The page that a name means in a file: one beside it or of its crate, else of the
    /// specification, of docs, of the workspace.
    pub(super) fn page(&self, file: &str, name: &str) -> Option<&str> {
        let inner = name.trim_start_matches(['/', '.']);
        let shelved = SHELVES.iter().map(|shelf| format!("{shelf}{inner}"));
        around(file, name)
            .chain(shelved)
            .find_map(|path| self.pages.get_key_value(&path))
            .map(|(path, _)| path.as_str())
    }

    /// The file or folder at a link's target.
    pub(super) fn target(&self, file: &str, target: &str) -> Option<String> {
        let base = if file.starts_with(FRAGMENTS.0) {
            FRAGMENTS.1
        } else {
            file
        };
        if target.is_empty() {
            return Some(base.to_owned());
        }
        let path = joined(folder_of(base), target.trim_end_matches('/'))?;
        (path.is_empty() || self.files.contains(&path)).then_some(path)
    }

    /// Whether a path is one of the workspace, of this file's crate, or the end of one.
    pub(super) fn has(&self, file: &str, path: &str) -> bool {
        let path = path.trim_end_matches('/');
        let tail = format!("/{path}");
        around(file, path).any(|path| self.files.contains(&path))
            || (path.ends_with(".rs") && self.files.iter().any(|file| file.ends_with(&tail)))
    }

    /// Whether a planned folder or command is there.
    pub(super) fn exists(&self, planned: &str) -> bool {
        self.files.contains(planned)
            || self.programs.iter().any(|(name, program)| {
                planned
                    .strip_prefix(name)
                    .and_then(|rest| rest.strip_prefix(' '))
                    .is_some_and(|command| program.commands.contains_key(command))
            })
    }

    /// The page whose name is most like one that is missing.
    pub(super) fn nearest_page(&self, name: &str) -> Option<String> {
        let names: Vec<String> = self
            .pages
            .keys()
            .map(|page| last(page).to_owned())
            .collect();
        let found = nearest(last(name), names.iter())?;
        let is_so_named = |page: &&String| last(page) == found;
        self.pages.keys().find(is_so_named).cloned()
    }

    /// The path that is most like one which is missing.
    pub(super) fn nearest_file(&self, path: &str) -> Option<String> {
        nearest(path, self.files.iter())
    }
}

/// The candidate that is most like a word, if any is like it at all.
pub(super) fn nearest<'a>(
    word: &str,
    candidates: impl Iterator<Item = &'a String>,
) -> Option<String> {
    candidates
        .map(|candidate| (strsim::jaro_winkler(word, candidate), candidate))
        .filter(|(likeness, _)| *likeness > 0.65)
        .max_by(|(one, _), (other, _)| one.total_cmp(other))
        .map(|(_, candidate)| candidate.clone())
}

/// What a path may mean in a file: from its folder, from the one above it, up to the workspace's.
fn around<'a>(file: &'a str, path: &'a str) -> impl Iterator<Item = String> + 'a {
    let mut folder = Some(folder_of(file));
    std::iter::from_fn(move || {
        let here = folder?;
        folder = (!here.is_empty()).then(|| folder_of(here));
        Some(joined(here, path))
    })
    .flatten()
}

fn folder_of(file: &str) -> &str {
    file.rsplit_once('/').map_or("", |(folder, _)| folder)
}

/// A path from a folder, without `.` and `..`; none where it leaves the workspace.
fn joined(folder: &str, path: &str) -> Option<String> {
    let mut parts: Vec<&str> = folder.split('/').filter(|part| !part.is_empty()).collect();
    for part in path.split('/') {
        match part {
            "" | "." => {}
            ".." => {
                parts.pop()?;
            }
            _ => parts.push(part),
        }
    }
    Some(parts.join("/"))
}

/// The rules that a line defines: at the begin of a row or an item; faults stand one behind another.
fn defined(line: &str) -> Vec<String> {
    if line.starts_with("F-") {
        return rules_in(line).into_iter().map(|(_, rule)| rule).collect();
    }
    let start = line.trim_start_matches(['|', '-', ' ']);
    rules_in(start)
        .into_iter()
        .filter(|(offset, _)| *offset == 0)
        .map(|(_, rule)| rule)
        .collect()
}

/// The rule numbers in a text, each with where it stands: `T-7` and `T-07` are one.
pub(super) fn rules_in(text: &str) -> Vec<(usize, String)> {
    let bytes = text.as_bytes();
    let digit = |at: usize| bytes.get(at).copied().filter(u8::is_ascii_digit);
    let is_joined = |at: usize| {
        bytes
            .get(at)
            .is_some_and(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_'))
    };
    let mut rules = Vec::new();
    for (at, byte) in bytes.iter().enumerate() {
        let is_start = matches!(byte, b'T' | b'I' | b'F' | b'W') && (at == 0 || !is_joined(at - 1));
        if !is_start || bytes.get(at + 1) != Some(&b'-') {
            continue;
        }
        let digits: String = (at + 2..at + 5).map_while(digit).map(char::from).collect();
        if !digits.is_empty() && digits.len() < 3 && !is_joined(at + 2 + digits.len()) {
            rules.push((at, format!("{}-{digits:0>2}", char::from(*byte))));
        }
    }
    rules
}

//! What a page or a comment points at is there: sections, rules, records, links, files, commands.

mod commands;
mod find;
mod messages;
mod pages;
mod tests;
mod text;
mod words;
mod world;

use std::{
    collections::{BTreeMap, BTreeSet},
    fmt, fs,
    path::Path,
};

use crate::{assert_none, root};
use world::{rules_in, World};

/// Where citations are looked for.
const READ: [&str; 3] = ["md", "rs", "toml"];

/// Folders without sources of ours.
const SKIPPED: [&str; 4] = ["target", "artifacts", "node_modules", "out"];

/// What clients.md plans and nobody has built yet; a line goes when the thing is there.
const PLANNED: [&str; 0] = [];

/// A page that speaks of what is planned.
const PLAN: &str = "docs/spec/clients.md";

/// Fewer than these, and the search has gone blind.
const FEWEST: usize = 2_000;

/// Something that is pointed at and is not there.
#[derive(Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Breach {
    file: String,
    line: usize,
    missing: String,
    nearest: Option<String>,
}

impl fmt::Display for Breach {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        let Self {
            file,
            line,
            missing,
            nearest,
        } = self;
        write!(f, "{file}:{line}: {missing}")?;
        match nearest {
            Some(nearest) => write!(f, "; nearest: {nearest}"),
            None => Ok(()),
        }
    }
}

#[test]
fn every_citation_resolves() {
    let sources = sources();
    let world = World::of(&sources);
    let mut citations = 0;
    let mut breaches = Vec::new();
    for (file, text) in &sources {
        let is_read = READ.iter().any(|ending| file.ends_with(ending));
        // Its own tests cite what is not there, on purpose.
        if is_read && !file.starts_with("scripts/tests/tidy/citations") {
            let found = find::in_file(&world, file, text);
            citations += found.citations;
            breaches.extend(found.breaches);
        }
    }

    let lines: Vec<String> = breaches.iter().map(Breach::to_string).collect();
    let count = lines.len();
    let rule = format!("mend the citation, or write what it cites ({count} of {citations})");
    assert_none(&rule, &lines);
    assert!(citations >= FEWEST, "only {citations} citations were found");
}

#[test]
fn what_is_planned_is_cited_and_not_there() {
    let sources = sources();
    let world = World::of(&sources);
    let plan = &sources[PLAN];

    let breaches: Vec<String> = PLANNED
        .iter()
        .filter(|planned| world.exists(planned) || !plan.contains(**planned))
        .map(|planned| (*planned).to_owned())
        .collect();

    assert_none("take it out of PLANNED", &breaches);
}

#[test]
fn every_threat_is_named_by_a_test() {
    let sources = sources();
    let world = World::of(&sources);
    let named: BTreeSet<String> = sources
        .iter()
        .filter(|(file, _)| file.ends_with(".rs") && !file.starts_with("scripts/"))
        .flat_map(|(_, text)| rules_in(text))
        .map(|(_, rule)| rule)
        .collect();

    let unproven: Vec<String> = world
        .rules
        .iter()
        .filter(|rule| rule.starts_with("T-") && !named.contains(*rule))
        .cloned()
        .collect();

    assert_none(
        "name the threat above its test: /// T-07: its title.",
        &unproven,
    );
}

/// Every file by its path in the workspace; the text of those that can be cited or cite.
fn sources() -> BTreeMap<String, String> {
    let mut sources = BTreeMap::new();
    collect(&root(), "", &mut sources);
    assert!(
        sources.contains_key(PLAN),
        "the pages are not where they were"
    );
    sources
}

fn collect(folder: &Path, prefix: &str, sources: &mut BTreeMap<String, String>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        let file = format!("{prefix}{name}");
        if path.is_dir() {
            let is_hidden = name.starts_with('.') && name != ".ci" && name != ".cargo";
            if !is_hidden && !SKIPPED.contains(&name.as_str()) {
                collect(&path, &format!("{file}/"), sources);
            }
        } else if READ.iter().any(|ending| name.ends_with(ending)) {
            sources.insert(file, fs::read_to_string(&path).unwrap());
        } else {
            sources.insert(file, String::new());
        }
    }
}

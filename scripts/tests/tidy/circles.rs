//! The files of a crate use each other in one direction: no file uses another one that uses it,
//! directly or by way of others.
//!
//! A file uses another one when it names an item (a type, a function, a constant) that is defined
//! there, whichever module exports it. These do not count: a module's `mod` lines; what a module
//! exports again of the modules below it, so that a `mod.rs` which only collects its children is
//! used by nobody; methods, as those of one type may be written in several files; comments; tests.

mod modules;
mod names;

use std::collections::{BTreeMap, BTreeSet};

use crate::{manifests::members, root, short};

use modules::Tree;

/// The files that each file uses, with the first line that names something of them.
type Graph = BTreeMap<String, BTreeMap<String, usize>>;

#[test]
fn no_files_use_each_other_in_a_circle() {
    let mut lines = Vec::new();
    for one in members() {
        let source = root().join(one.folder).join("src");
        let graph = Tree::of_folder(&source).graph();
        for circle in circles(&graph) {
            lines.extend(described(&short(&source), &circle, &graph));
        }
    }

    assert!(
        lines.is_empty(),
        "files use each other in a circle; move what both sides need into a file below both:\n{}",
        lines.join("\n")
    );
}

#[test]
fn a_circle_is_found_with_a_line_of_each_of_its_uses() {
    let graph = graph_of(&[
        ("lib.rs", "mod plan;\nmod engine;\nmod screen;"),
        (
            "plan.rs",
            "use crate::engine::Speed;\npub struct Plan(Speed);",
        ),
        (
            "engine/mod.rs",
            "mod day;\npub use day::run;\npub struct Speed;",
        ),
        ("engine/day.rs", "pub fn run(plan: &crate::plan::Plan) {}"),
        (
            "screen.rs",
            "use crate::engine;\nfn show() {\n    engine::run();\n}",
        ),
        ("unused.rs", "use crate::plan::Plan;"),
    ]);

    assert_eq!(uses(&graph, "screen.rs"), [("engine/day.rs", 3)]);
    assert_eq!(uses(&graph, "engine/day.rs"), [("plan.rs", 1)]);
    assert_eq!(circles(&graph), Vec::<BTreeSet<String>>::new());

    let graph = graph_of(&[
        ("lib.rs", "mod plan;\nmod engine;"),
        ("plan.rs", "use crate::engine::run;\npub struct Plan;"),
        ("engine.rs", "mod day;\npub use self::day::run;"),
        (
            "engine/day.rs",
            "pub fn run() {\n    drop(crate::plan::Plan);\n}",
        ),
    ]);

    let found = circles(&graph);
    let circle = ["engine/day.rs".to_owned(), "plan.rs".to_owned()].into();
    assert_eq!(found, [circle]);
    assert_eq!(
        described("src", &found[0], &graph),
        [
            "a circle of 2 files in src:",
            "  engine/day.rs:2 uses plan.rs",
            "  plan.rs:1 uses engine/day.rs",
        ]
    );
}

#[test]
fn a_parent_that_uses_its_child_and_is_used_by_it_is_a_circle() {
    let child = "use super::Failure;\npub fn run() -> Failure { Failure }";
    let only_exports = "mod run;\npub use run::run;\npub struct Failure;";
    let calls_it = "mod run;\npub struct Failure;\nfn command() { run::run(); }";

    let harmless = graph_of(&[("lib.rs", only_exports), ("run.rs", child)]);
    let circular = graph_of(&[("lib.rs", calls_it), ("run.rs", child)]);

    assert_eq!(circles(&harmless).len(), 0);
    assert_eq!(circles(&circular).len(), 1);
}

#[test]
fn names_are_found_in_macros_and_attributes_but_not_in_tests() {
    let graph = graph_of(&[
        ("lib.rs", "mod a;\nmod b;\nmod c;\nmod d;"),
        (
            "a.rs",
            "fn one() {\n    assert!(crate::b::two());\n}\n\
             #[arg(value_parser = crate::c::three)]\nstruct A;\n\
             #[cfg(test)]\nmod tests { use crate::d::four; }\n\
             #[cfg(test)]\nfn five() { crate::d::four(); }",
        ),
        ("b.rs", "pub fn two() {}"),
        ("c.rs", "pub fn three() {}"),
        ("d.rs", "pub fn four() {}"),
    ]);

    assert_eq!(uses(&graph, "a.rs"), [("b.rs", 2), ("c.rs", 4)]);
}

fn graph_of(files: &[(&str, &str)]) -> Graph {
    let files: BTreeMap<&str, &str> = files.iter().copied().collect();
    Tree::read(&|path| files.get(path).map(|code| (*code).to_owned())).graph()
}

fn uses<'a>(graph: &'a Graph, file: &str) -> Vec<(&'a str, usize)> {
    let used = &graph[file];
    used.iter()
        .map(|(name, line)| (name.as_str(), *line))
        .collect()
}

/// The largest groups in which each file leads to each other one.
fn circles(graph: &Graph) -> Vec<BTreeSet<String>> {
    let reached: BTreeMap<&str, BTreeSet<&str>> = graph
        .keys()
        .map(|file| (file.as_str(), reached(graph, file)))
        .collect();
    let mut circles = Vec::new();
    let mut placed = BTreeSet::new();
    for (file, others) in &reached {
        let circle: BTreeSet<String> = others
            .iter()
            .filter(|other| reached[**other].contains(file))
            .map(|other| (*other).to_owned())
            .collect();
        if !circle.is_empty() && !placed.contains(*file) {
            placed.extend(circle.clone());
            circles.push(circle);
        }
    }
    circles
}

/// What a file uses, what that uses, and so on.
fn reached<'a>(graph: &'a Graph, file: &str) -> BTreeSet<&'a str> {
    let mut reached = BTreeSet::new();
    let mut open = vec![file];
    while let Some(file) = open.pop() {
        for next in graph[file].keys() {
            if reached.insert(next.as_str()) {
                open.push(next);
            }
        }
    }
    reached
}

/// A circle in lines: how large it is, and each use inside it.
fn described(source: &str, circle: &BTreeSet<String>, graph: &Graph) -> Vec<String> {
    let mut lines = vec![format!("a circle of {} files in {source}:", circle.len())];
    for file in circle {
        let inside = graph[file]
            .iter()
            .filter(|(used, _)| circle.contains(*used));
        lines.extend(inside.map(|(used, line)| format!("  {file}:{line} uses {used}")));
    }
    lines
}

//! Places in scenarios, changes of them, and plans of the default one.

use std::error::Error;

use mirror_simulation::plan::Plan;
use mirror_simulation::scenario::{Document, Override, Place, DEFAULT_SCENARIO};

/// With changes as `--set` writes them.
pub(crate) fn default_plan(changes: &[&str]) -> Plan {
    let document = Document {
        file: "default",
        text: DEFAULT_SCENARIO,
        overrides: &overrides(changes),
    };

    Plan::read(&document, |path| {
        Err::<_, Box<dyn Error>>(path.display().to_string().into())
    })
    .unwrap()
}

/// Changes as `--set` writes them.
pub(crate) fn overrides(changes: &[&str]) -> Vec<Override> {
    let changes = changes.iter();

    changes.map(|text| Override::parse(text).unwrap()).collect()
}

/// A place in a file.
pub(crate) fn at(file: &str, line: usize, column: usize) -> Place {
    let file = file.to_string();

    Place::Line { file, line, column }
}

/// A place on the command line.
pub(crate) fn set(text: &str) -> Place {
    let text = format!("--set {text}");

    Place::Override { text }
}

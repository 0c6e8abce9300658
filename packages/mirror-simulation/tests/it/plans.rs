//! Plans of the default scenario.

use mirror_simulation::plan::Plan;
use mirror_simulation::prices::Prices;
use mirror_simulation::scenario::{Document, Override, DEFAULT_SCENARIO};

/// With changes as `--set` writes them.
pub(crate) fn default_plan(changes: &[&str]) -> Plan {
    let overrides: Vec<Override> = changes
        .iter()
        .map(|text| Override::parse(text).unwrap())
        .collect();
    let document = Document {
        file: "default",
        text: DEFAULT_SCENARIO,
        overrides: &overrides,
    };
    let texts = overrides
        .iter()
        .map(|change| change.text().to_string())
        .collect();

    Plan::new(
        "default".into(),
        texts,
        document.read().unwrap(),
        &Prices::built_in().unwrap(),
    )
    .unwrap()
}

//! The figures of docs/gas.md.

use std::collections::BTreeMap;

use serde::Deserialize;

const FIGURES: &str = include_str!("../../../../../benches/ours.json");

/// Measured while a protocol is made, and only in another table of the page.
const ELSEWHERE: &str = "terraswap_factory.create_pair";

/// What the scenario of the table does once a pool has rested for ten minutes, and this one sooner: its
/// price track writes the second of its two marks then (terraswap.md 4.7).
const RESTED: [&str; 2] = ["collector.convert mAsset", "collector.convert MIR"];

/// A second mark costs no more: 2,000 for writing and 30 for each of its bytes, fewer than 150 with
/// their key.
pub(super) const MARK: u64 = 6_500;

/// Whether the table counts a mark that is not written here.
pub(super) fn counts_a_mark(name: &str) -> bool {
    RESTED.contains(&name)
}

#[derive(Deserialize)]
struct Figures {
    unpinned: Vec<Operation>,
    pinned: Vec<Operation>,
}

#[derive(Deserialize)]
struct Operation {
    name: String,
    gas: u64,
}

/// The gas of each operation by its name. The file is a part of this program, so it can be read.
pub(super) fn figures(pinned: bool) -> BTreeMap<String, u64> {
    let Ok(figures) = serde_json::from_str::<Figures>(FIGURES) else {
        return BTreeMap::new();
    };
    let table = if pinned {
        figures.pinned
    } else {
        figures.unpinned
    };
    let of_page = table.into_iter();
    of_page
        .filter(|operation| operation.name != ELSEWHERE)
        .map(|operation| (operation.name, operation.gas))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The first row of each kind in docs/gas.md.
    #[test]
    fn the_table_is_that_of_the_page() {
        let (loaded, pinned) = (figures(false), figures(true));

        assert_eq!(loaded.len(), 39);
        assert_eq!(
            loaded.keys().collect::<Vec<_>>(),
            pinned.keys().collect::<Vec<_>>()
        );
        for (name, gas) in loaded {
            assert!(gas > pinned[&name], "{name}");
        }
    }
}

//! What a block's events say about positions: which ones changed, and whether terms did.

use std::collections::BTreeSet;

use mirror_chain::{Event, Included};

/// What changed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Changes {
    /// The numbers of the positions that mint told of. What they hold now is asked, not added up: there
    /// are as many questions as changes, and the answers are exact.
    pub positions: BTreeSet<u128>,
    /// Whether mint did something that is not about a position, so that its parameters may be others.
    pub terms: bool,
}

impl Changes {
    /// Take note of a block's transactions. One that was not carried out changed nothing.
    pub fn read(&mut self, mint: &str, transactions: &[Included]) {
        let done = transactions.iter().filter(|included| included.is_success());
        let told = done.flat_map(Included::wasm);
        for event in told.filter(|event| event.value("_contract_address") == Some(mint)) {
            self.note(event);
        }
    }

    fn note(&mut self, event: &Event) {
        // The events of several messages may stand in one, so every number counts.
        let mut is_about_position = false;
        for (key, value) in &event.attributes {
            if key == "position_idx" {
                is_about_position = true;
                self.positions.extend(value.parse::<u128>());
            }
        }
        if !is_about_position {
            self.terms = true;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn event(contract: &str, attributes: &[(&str, &str)]) -> Event {
        let own = attributes.iter();
        let mut all = vec![("_contract_address".to_string(), contract.to_string())];
        all.extend(own.map(|(key, value)| (key.to_string(), value.to_string())));
        Event {
            kind: "wasm".to_string(),
            attributes: all,
        }
    }

    fn transaction(code: u32, events: Vec<Event>) -> Included {
        Included {
            hash: String::new(),
            height: 7,
            code,
            codespace: String::new(),
            log: String::new(),
            gas_wanted: 0,
            gas_used: 0,
            events,
        }
    }

    #[test]
    fn every_position_that_mint_tells_of_changed() {
        let done = transaction(
            0,
            vec![
                event(
                    "mint",
                    &[("action", "open_position"), ("position_idx", "4")],
                ),
                event("lock", &[("action", "lock"), ("position_idx", "9")]),
                event("mint", &[("action", "auction"), ("position_idx", "17")]),
            ],
        );
        let mut changes = Changes::default();

        changes.read("mint", &[done]);

        assert_eq!(changes.positions, BTreeSet::from([4, 17]));
        assert!(!changes.terms);
    }

    #[test]
    fn what_was_refused_changed_nothing() {
        let refused = transaction(
            5,
            vec![event("mint", &[("action", "burn"), ("position_idx", "4")])],
        );
        let mut changes = Changes::default();

        changes.read("mint", &[refused]);

        assert_eq!(changes, Changes::default());
    }

    #[test]
    fn what_mint_does_without_a_position_may_change_its_terms() {
        let done = transaction(0, vec![event("mint", &[("action", "update_asset")])]);
        let mut changes = Changes::default();

        changes.read("mint", &[done]);

        assert!(changes.terms && changes.positions.is_empty());
    }
}

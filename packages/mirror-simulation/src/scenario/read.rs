//! From a file to a scenario: TOML, then `--set`, then keys, then values, then rules.

use super::checks;
use super::decode::Decoded;
use super::document::Document;
use super::error::ScenarioError;
use super::parts::Scenario;
use super::survey;

impl Document<'_> {
    /// The checked scenario.
    pub fn read(&self) -> Result<Scenario, ScenarioError> {
        let mut root = self.parse()?;
        for (place, change) in (self.first_override()..).zip(self.overrides) {
            change.lay_over(&mut root, place..place)?;
        }
        survey::check(self, &root)?;

        checks::fit(Decoded::of(self, root)?)
    }
}

#[cfg(test)]
mod tests {
    use cosmwasm_std::Uint128;

    use super::*;
    use crate::scenario::{Protocol, DEFAULT_SCENARIO};

    #[test]
    fn the_default_scenario_is_whole_and_has_two_hundred_agents() {
        let document = Document {
            file: "default",
            text: DEFAULT_SCENARIO,
            overrides: &[],
        };

        let scenario = document.read().unwrap();

        assert!(scenario.agent_count() >= 200, "{}", scenario.agent_count());
        assert_eq!(scenario.assets.len(), 5);
        assert_eq!(
            scenario.protocol,
            Protocol {
                mir_liquidity: Uint128::new(2_000_000_000_000),
                ..Protocol::default()
            }
        );
    }
}

//! The guardian, who halts prices.

use mirror_protocol::oracle;
use mirror_testing::Call;

use super::world::World;
use crate::error::SimulationError;
use crate::outcome::MarkKind;

impl World<'_> {
    /// The guardian halts what the calendar has it halt today.
    pub(super) fn halt(&mut self) -> Result<(), SimulationError> {
        for symbol in std::mem::take(&mut self.halts) {
            let plans = self.scenario().assets.iter().enumerate();
            let chosen = plans.filter(|(_, plan)| {
                let chosen = symbol.as_ref();
                chosen.is_none_or(|symbol| *symbol == plan.symbol)
            });
            let assets: Vec<usize> = chosen
                .filter_map(|(plan, _)| self.book.present(plan))
                .collect();
            let asset_tokens = assets
                .iter()
                .map(|asset| self.book.assets[*asset].token_address.to_string())
                .collect();
            let call = Call::new(&self.at.oracle, &oracle::ExecuteMsg::Halt { asset_tokens })?;
            let guardian = self.people.guardian.clone();
            let is_halted = self.send(&guardian, call)?.is_some();

            let symbol = symbol.unwrap_or("all".to_string());
            let text = match is_halted {
                true => format!("prices of {symbol} halted"),
                false => format!("prices of {symbol} could not be halted"),
            };
            self.mark(MarkKind::Halt, None, None, text);
        }

        Ok(())
    }
}

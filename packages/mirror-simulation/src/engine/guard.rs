//! What stands between a feeder's word and the protocol: a guardian's halt, and the notice of a
//! delisting.

use mirror_protocol::{factory, oracle};

use super::agenda::Errand;
use super::chain::Call;
use super::world::World;
use super::SimulationError;
use crate::outcome::MarkKind;

const DAY: u64 = 86_400;

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
            let call = Call::new(
                &self.home.oracle,
                &oracle::ExecuteMsg::Halt { asset_tokens },
            )?;
            let guardian = self.home.guardian.clone();
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

    /// The feeder announces delistings, once their prices are fresh.
    pub(super) fn announce_delistings(&mut self) -> Result<(), SimulationError> {
        let now = self.chain.now();
        for (asset, burn_days) in std::mem::take(&mut self.wishes) {
            let listed = &self.book.assets[asset];
            if listed.posted.time != now || !listed.is_fresh(now) {
                self.wishes.push((asset, burn_days));
                continue;
            }
            let asset_token = listed.token_address.to_string();
            let message = factory::ExecuteMsg::RevokeAsset {
                asset_token: asset_token.clone(),
                end_price: None,
            };
            let call = Call::new(&self.home.factory, &message)?;
            let feeder = self.home.feeder.clone();
            self.must_send(&feeder, call, "the announcement of a delisting")?;

            let question = factory::QueryMsg::Delisting { asset_token };
            let told: factory::DelistingResponse =
                self.chain.query(&self.home.factory, &question)?;
            self.agenda
                .note(told.due, Errand::CarryOut(asset, burn_days));
            let text = format!("delisting of {} announced", self.records[asset].symbol);
            self.mark(MarkKind::Delisting, Some(asset), None, text);
        }

        Ok(())
    }

    /// Somebody carries out what was announced.
    pub(super) fn carry_out(
        &mut self,
        asset: usize,
        burn_days: u32,
    ) -> Result<(), SimulationError> {
        let listed = &self.book.assets[asset];
        if listed.announced.is_none() {
            return Ok(());
        }
        let message = factory::ExecuteMsg::ExecuteDelisting {
            asset_token: listed.token_address.to_string(),
        };
        let call = Call::new(&self.home.factory, &message)?;
        let keeper = self.home.keeper.clone();
        if !self.conditions.has_keeper() || self.send(&keeper, call)?.is_none() {
            // Nobody was there, or the price is halted: again tomorrow.
            let tomorrow = self.chain.now() + DAY;
            self.agenda
                .note(tomorrow, Errand::CarryOut(asset, burn_days));
            return Ok(());
        }
        self.retire(asset, burn_days);
        let text = format!("{} delisted as announced", self.records[asset].symbol);
        self.mark(MarkKind::Delisting, Some(asset), None, text);

        Ok(())
    }
}

//! Delistings that a feeder announces: the announcement, and carrying it out when it is due.

use mirror_protocol::factory;
use mirror_testing::Call;

use super::tasks::Task;
use super::world::World;
use crate::error::SimulationError;
use crate::outcome::MarkKind;

const DAY: u64 = 86_400;

impl World<'_> {
    /// The feeder announces delistings, once their prices are fresh.
    pub(super) fn announce_delistings(&mut self) -> Result<(), SimulationError> {
        let now = self.chain.now();
        for (asset, burn_days) in std::mem::take(&mut self.to_announce) {
            let listed = &self.book.assets[asset];
            if listed.posted.time != now || !listed.is_fresh(now) {
                self.to_announce.push((asset, burn_days));
                continue;
            }
            let asset_token = listed.token_address.to_string();
            let message = factory::ExecuteMsg::RevokeAsset {
                asset_token: asset_token.clone(),
                end_price: None,
            };
            let call = Call::new(&self.at.factory, &message)?;
            let feeder = self.people.feeder.clone();
            self.must_send(&feeder, call, "the announcement of a delisting")?;

            let question = factory::QueryMsg::Delisting { asset_token };
            let told: factory::DelistingResponse = self.chain.query(&self.at.factory, &question)?;
            self.tasks.add(told.due, Task::CarryOut(asset, burn_days));
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
        let call = Call::new(&self.at.factory, &message)?;
        let keeper = self.people.keeper.clone();
        if !self.lasting.has_keeper() || self.send(&keeper, call)?.is_none() {
            // Nobody was there, or the price is halted: again tomorrow.
            let tomorrow = self.chain.now() + DAY;
            self.tasks.add(tomorrow, Task::CarryOut(asset, burn_days));
            return Ok(());
        }
        self.retire(asset, burn_days);
        let text = format!("{} delisted as announced", self.records[asset].symbol);
        self.mark(MarkKind::Delisting, Some(asset), None, text);

        Ok(())
    }
}

//! The account that posts prices, and what it alone may do.

use cosmwasm_std::Decimal;
use mirror_protocol::{mint, oracle};
use mirror_testing::Call;

use super::world::World;
use crate::error::SimulationError;

impl World<'_> {
    /// Posts the prices of this part of the day, and again when one of them needs confirmation.
    pub(super) fn feed(&mut self, phase: usize) -> Result<(), SimulationError> {
        let prices = self.prices_to_post(phase);
        if prices.is_empty() {
            return Ok(());
        }

        self.post(&prices)?;
        let waits = |world: &Self| {
            prices
                .iter()
                .any(|(asset, _)| world.book.assets[*asset].posted.time == 0)
        };
        if waits(self) {
            let confirmed = self.chain.now() + self.protocol().confirm_seconds;
            self.chain.at(confirmed);
            self.post(&prices)?;
        }
        // On the eve of a split no later price serves.
        if self.is_awaited_to_stand() {
            let stood = self.chain.now() + self.protocol().confirm_seconds + 1;
            self.chain.at(stood);
            self.post(&prices)?;
        }

        Ok(())
    }

    fn prices_to_post(&self, phase: usize) -> Vec<(usize, Decimal)> {
        let day = self.day();
        let bars = day.bars.iter().enumerate();
        let priced = bars.filter_map(|(plan, bar)| {
            let price = bar.as_ref()?.posts().get(phase).copied()?;
            let symbol = &self.scenario().assets[plan].symbol;
            let asset = self.book.present(plan)?;

            (!self.lasting.is_unfed(symbol)).then_some((asset, price))
        });

        priced.collect()
    }

    fn post(&mut self, prices: &[(usize, Decimal)]) -> Result<(), SimulationError> {
        let prices = prices.iter().map(|(asset, price)| {
            let token = self.book.assets[*asset].token_address.to_string();
            (token, *price)
        });
        // The collector buys MIR by the price it had on its market a while ago.
        let mirror = self.book.mirror_price().filter(|price| !price.is_zero());
        let mirror = mirror.map(|price| (self.book.mirror.token_address.to_string(), price));
        let message = oracle::ExecuteMsg::FeedPrice {
            prices: prices.chain(mirror).collect(),
        };
        let call = Call::new(&self.at.oracle, &message)?;
        let feeder = self.people.feeder.clone();
        self.must_send(&feeder, call, "the feeder's prices")?;

        Ok(())
    }

    /// Ends the time before an IPO.
    pub(super) fn go_public(&mut self, asset: usize) -> Result<(), SimulationError> {
        let message = mint::ExecuteMsg::TriggerIPO {
            asset_token: self.book.assets[asset].token_address.to_string(),
        };
        let call = Call::new(&self.at.mint, &message)?;
        let feeder = self.people.feeder.clone();
        self.must_send(&feeder, call, "the trigger of an IPO")?;

        Ok(())
    }
}

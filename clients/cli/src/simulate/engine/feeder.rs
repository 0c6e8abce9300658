//! The account that posts prices, and what it alone may do.

use cosmwasm_std::Decimal;
use mirror_protocol::{factory, mint, oracle};

use super::chain::Call;
use super::world::World;
use super::SimulationError;

/// A post that leaves the band is confirmed this many seconds later.
const CONFIRMATION: u64 = 61;

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
            let now = self.chain.now();
            self.chain.at(now + CONFIRMATION);
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

            (!self.conditions.is_unfed(symbol)).then_some((asset, price))
        });

        priced.collect()
    }

    fn post(&mut self, prices: &[(usize, Decimal)]) -> Result<(), SimulationError> {
        let prices = prices.iter().map(|(asset, price)| {
            let token = self.book.assets[*asset].token_address.to_string();
            (token, *price)
        });
        let message = oracle::ExecuteMsg::FeedPrice {
            prices: prices.collect(),
        };
        let call = Call::new(&self.home.oracle, &message)?;
        let feeder = self.home.feeder.clone();
        self.must_send(&feeder, call, "the feeder's prices")?;

        Ok(())
    }

    /// Ends the time before an IPO.
    pub(super) fn go_public(&mut self, asset: usize) -> Result<(), SimulationError> {
        let message = mint::ExecuteMsg::TriggerIPO {
            asset_token: self.book.assets[asset].token_address.to_string(),
        };
        let call = Call::new(&self.home.mint, &message)?;
        let feeder = self.home.feeder.clone();
        self.must_send(&feeder, call, "the trigger of an IPO")?;

        Ok(())
    }

    /// Delists an asset at its last price and lists its successor.
    pub(super) fn migrate(&mut self, asset: usize) -> Result<(), SimulationError> {
        let old = &self.book.assets[asset];
        let plan = &self.scenario().assets[old.plan];
        let message = factory::ExecuteMsg::MigrateAsset {
            name: plan.name.clone(),
            symbol: plan.symbol.clone(),
            from_token: old.token_address.to_string(),
            end_price: old.posted.price,
            oracle_feeder: None,
        };
        let call = Call::new(&self.home.factory, &message)?;
        let feeder = self.home.feeder.clone();
        self.must_send(&feeder, call, "the migration of an asset")?;

        Ok(())
    }

    /// Delists an asset at its last price.
    pub(super) fn delist(&mut self, asset: usize) -> Result<(), SimulationError> {
        let message = factory::ExecuteMsg::RevokeAsset {
            asset_token: self.book.assets[asset].token_address.to_string(),
            end_price: None,
        };
        let call = Call::new(&self.home.factory, &message)?;
        let feeder = self.home.feeder.clone();
        self.must_send(&feeder, call, "the delisting of an asset")?;

        Ok(())
    }
}

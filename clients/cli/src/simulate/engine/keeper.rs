//! Those who call what anybody may call, and the collector, who turns fees into MIR.

use cosmwasm_std::Uint128;
use mirror_protocol::{factory, staking};

use super::chain::Call;
use super::day::PHASES;
use super::world::World;
use super::SimulationError;
use crate::simulate::outcome::Pool;

/// The collector swaps nothing smaller, in base coins.
const LEAST_SWAP: Uint128 = Uint128::new(100_000_000);

/// It never moves more than this part of a pool at once.
const LARGEST_PART: u128 = 300;

/// Seconds between two releases of MIR, at least.
const RELEASE_INTERVAL: u64 = 60;

impl World<'_> {
    /// How many of `daily` calls fall into a part of the day.
    fn share(daily: u32, phase: usize) -> usize {
        let daily = daily as usize;

        (phase + 1) * daily / PHASES - phase * daily / PHASES
    }

    /// What the keeper does once prices are posted. More than one adjustment in a part of the day
    /// would find no newer price, so that is the most.
    pub(super) fn keep(&mut self, phase: usize) -> Result<(), SimulationError> {
        if !self.conditions.has_keeper() {
            return Ok(());
        }
        let keeper = self.scenario().keeper.clone();
        if Self::share(keeper.distributes_per_day, phase) > 0 {
            self.distribute()?;
        }
        if Self::share(keeper.adjusts_per_day, phase) > 0 {
            self.adjust_premiums()?;
        }
        if phase + 1 == PHASES {
            self.collect()?;
        }

        Ok(())
    }

    /// The further releases of this part of the day, a minute apart.
    pub(super) fn keep_on(&mut self, phase: usize) -> Result<(), SimulationError> {
        if !self.conditions.has_keeper() {
            return Ok(());
        }
        for _ in 1..Self::share(self.scenario().keeper.distributes_per_day, phase) {
            let now = self.chain.now();
            self.chain.at(now + RELEASE_INTERVAL);
            self.distribute()?;
        }

        Ok(())
    }

    fn distribute(&mut self) -> Result<(), SimulationError> {
        let call = Call::new(&self.home.factory, &factory::ExecuteMsg::Distribute {})?;
        let keeper = self.home.keeper.clone();
        self.send(&keeper, call)?;

        Ok(())
    }

    fn adjust_premiums(&mut self) -> Result<(), SimulationError> {
        let now = self.chain.now();
        let fed = self
            .book
            .assets
            .iter()
            .filter(|asset| asset.is_live() && asset.is_fresh(now));
        let asset_tokens: Vec<String> = fed.map(|asset| asset.token_address.to_string()).collect();
        for asset_tokens in asset_tokens.chunks(30) {
            let message = staking::ExecuteMsg::AdjustPremium {
                asset_tokens: asset_tokens.to_vec(),
            };
            let call = Call::new(&self.home.staking, &message)?;
            let keeper = self.home.keeper.clone();
            self.send(&keeper, call)?;
        }

        Ok(())
    }

    /// Sells the mAssets that fees were paid in and buys MIR, at most a small part of a pool at
    /// once, as the collector contract does.
    fn collect(&mut self) -> Result<(), SimulationError> {
        let collector = self.home.collector.clone();
        for asset in 0..self.book.assets.len() {
            let reserves = self.book.assets[asset].reserves;
            let most = reserves.asset.multiply_ratio(3u128, 1_000u128);
            let amount = self.tokens(&collector, asset).min(most);
            let worth = reserves
                .price()
                .map_or(Uint128::zero(), |price| amount.mul_floor(price));
            if worth >= LEAST_SWAP {
                self.sell(&collector, Pool::Asset(asset), amount)?;
            }
        }

        let most = self.book.mirror.reserves.base / Uint128::new(LARGEST_PART);
        let coins = self.coins(&collector).min(most);
        if coins >= LEAST_SWAP {
            self.buy(&collector, Pool::Mir, coins)?;
        }

        Ok(())
    }
}

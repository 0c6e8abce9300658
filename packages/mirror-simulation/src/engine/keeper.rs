//! The keeper, who calls what anybody may call.

use cosmwasm_std::{Decimal, Uint128};
use mirror_protocol::{collector, factory, mint, staking};
use mirror_testing::Call;

use super::day::PHASES;
use super::world::World;
use crate::error::SimulationError;

/// The keeper has the collector swap no less than this, in base coins.
const LEAST_SWAP: Uint128 = Uint128::new(20_000_000);

/// Below this part of the oracle's price the collector would sell at more than its largest spread.
const LOWEST_PRICE: Decimal = Decimal::permille(996);

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
        if !self.lasting.has_keeper() {
            return Ok(());
        }
        let keeper = self.scenario().keeper.clone();
        if Self::share(keeper.distributes_per_day, phase) > 0 {
            self.distribute()?;
        }
        if Self::share(keeper.adjusts_per_day, phase) > 0 {
            self.adjust_premiums()?;
        }
        self.collect()?;

        self.accept_collateral()
    }

    /// Has assets accepted as collateral that have waited long enough.
    fn accept_collateral(&mut self) -> Result<(), SimulationError> {
        let now = self.chain.now();
        for asset in 0..self.book.assets.len() {
            let listed = &self.book.assets[asset];
            let is_due = listed.backs_from.is_some_and(|due| due <= now);
            if !is_due || listed.announced.is_some() || !listed.is_fresh(now) {
                continue;
            }
            let message = mint::ExecuteMsg::AcceptCollateral {
                asset_token: listed.token_address.to_string(),
            };
            let call = Call::new(&self.at.mint, &message)?;
            let keeper = self.people.keeper.clone();
            self.send(&keeper, call)?;
        }

        Ok(())
    }

    /// The further releases of this part of the day, a minute apart.
    pub(super) fn keep_on(&mut self, phase: usize) -> Result<(), SimulationError> {
        if !self.lasting.has_keeper() {
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
        let call = Call::new(&self.at.factory, &factory::ExecuteMsg::Distribute {})?;
        let keeper = self.people.keeper.clone();
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
            let call = Call::new(&self.at.staking, &message)?;
            let keeper = self.people.keeper.clone();
            self.send(&keeper, call)?;
        }

        Ok(())
    }

    /// Has the collector sell the mAssets that fees were paid in, buy MIR and send it to gov. What
    /// it would sell too cheaply waits.
    fn collect(&mut self) -> Result<(), SimulationError> {
        let now = self.chain.now();
        let collector = self.book.accounts.number(self.at.collector.as_str());
        for asset in 0..self.book.assets.len() {
            let listed = &self.book.assets[asset];
            let held = self.book.ledger.balance(listed.token, collector);
            let prices = listed.reserves.price().zip(listed.price());
            let sells = prices.is_some_and(|(market, oracle)| {
                listed.is_live()
                    && listed.is_fresh(now)
                    && held.mul_floor(market) >= LEAST_SWAP
                    && market >= oracle * LOWEST_PRICE
            });
            if sells {
                let token = listed.token_address.to_string();
                self.convert(token)?;
            }
        }
        if self.book.ledger.coins(collector) >= LEAST_SWAP {
            self.convert(self.protocol().base_denom.clone())?;
        }
        let mirror = self.book.ledger.balance(self.book.mirror.token, collector);
        if !mirror.is_zero() {
            let call = Call::new(&self.at.collector, &collector::ExecuteMsg::Distribute {})?;
            let keeper = self.people.keeper.clone();
            self.send(&keeper, call)?;
        }

        Ok(())
    }

    fn convert(&mut self, asset_token: String) -> Result<(), SimulationError> {
        let message = collector::ExecuteMsg::Convert {
            asset_token,
            amount: None,
            belief_price: None,
        };
        let call = Call::new(&self.at.collector, &message)?;
        let keeper = self.people.keeper.clone();
        self.send(&keeper, call)?;

        Ok(())
    }

    /// Releases what a year of the schedule held, and writes down how much MIR there is then.
    pub(super) fn close_year(&mut self, year: u64) -> Result<(), SimulationError> {
        if self.lasting.has_keeper() {
            self.distribute()?;
        }
        let supply = self.book.ledger.supply(self.book.mirror.token);
        self.supplies.insert(year, supply);

        Ok(())
    }
}

//! Listings and events of a day, before its session.

use cosmwasm_std::Decimal;
use mirror_protocol::factory::{self, Params};
use time::{Date, Duration};

use super::chain::Call;
use super::world::World;
use super::SimulationError;
use crate::simulate::outcome::{AssetRecord, Mark, MarkKind};
use crate::simulate::scenario::{AssetPlan, Event, EventKind};

impl World<'_> {
    /// Lists what is to be listed and begins what is to begin.
    pub(super) fn begin_happenings(&mut self) -> Result<(), SimulationError> {
        let day = self.day().clone();
        for plan in day.listings {
            self.list(plan)?;
        }
        for event in &day.events {
            self.begin(event)?;
        }

        Ok(())
    }

    fn list(&mut self, plan: usize) -> Result<(), SimulationError> {
        let asset = self.scenario().assets[plan].clone();
        let message = factory::ExecuteMsg::Whitelist {
            name: asset.name.clone(),
            symbol: asset.symbol.clone(),
            oracle_feeder: self.home.feeder.address.to_string(),
            params: self.params(&asset),
        };
        let call = Call::new(&self.home.factory, &message)?;
        let gov = self.home.gov.clone();
        self.must_send(&gov, call, "the listing of an asset")?;

        self.record(plan);
        let what = if asset.pre_ipo.is_some() {
            "listed before its IPO"
        } else {
            "listed"
        };
        let text = format!("{} {what}", asset.symbol);
        let number = self.records.len() - 1;
        self.mark(MarkKind::Listing, Some(number), None, text);

        Ok(())
    }

    fn params(&self, asset: &AssetPlan) -> Params {
        let after = self.scenario().min_collateral_ratio(asset);
        let ipo = asset.pre_ipo.as_ref();

        Params {
            auction_discount: self.scenario().auction_discount(asset),
            min_collateral_ratio: ipo.map_or(after, |ipo| ipo.min_collateral_ratio),
            weight: Some(asset.weight),
            mint_period: ipo.map(|ipo| self.seconds_until_end_of(ipo.mint_until)),
            min_collateral_ratio_after_ipo: ipo.map(|_| after),
            pre_ipo_price: ipo.map(|ipo| ipo.price),
            ipo_trigger_addr: None,
        }
    }

    /// To midnight, Greenwich, four hours after the session's end; a period that is over already
    /// lasts a second.
    fn seconds_until_end_of(&self, date: Date) -> u64 {
        let midnight = (date + Duration::days(1)).midnight().assume_utc();
        let end = u64::try_from(midnight.unix_timestamp()).unwrap_or_default();

        end.saturating_sub(self.chain.now()).max(1)
    }

    fn begin(&mut self, event: &Event) -> Result<(), SimulationError> {
        self.conditions.begin(event);
        let plan = event.kind.asset().and_then(|symbol| {
            self.scenario()
                .assets
                .iter()
                .position(|asset| asset.symbol == symbol)
        });
        let asset = plan.and_then(|plan| self.book.present(plan));
        let symbol = event.kind.asset().unwrap_or("all").to_string();

        match &event.kind {
            EventKind::Ipo { .. } => self.offerings.extend(asset),
            EventKind::Split {
                ratio, burn_days, ..
            } => {
                if let Some(asset) = asset.filter(|asset| self.has_price(*asset)) {
                    self.split(asset, *ratio, *burn_days)?;
                }
            }
            EventKind::Delisting { burn_days, .. } => {
                if let Some(asset) = asset.filter(|asset| self.has_price(*asset)) {
                    self.delist(asset)?;
                    self.retire(asset, *burn_days);
                    let text = format!("{symbol} delisted");
                    self.mark(MarkKind::Delisting, Some(asset), None, text);
                }
            }
            EventKind::FeederOutage { until, .. } => {
                let text = format!("no prices of {symbol}");
                self.mark(MarkKind::Outage, asset, Some(*until), text);
            }
            EventKind::LiquidityCrash { until, share, .. } => {
                let share = *share * Decimal::percent(10_000);
                let text = format!("{share} % of the liquidity of {symbol} leaves");
                self.mark(MarkKind::Crash, asset, Some(*until), text);
            }
            EventKind::LiquidatorsAbsent { until } => {
                let text = "no liquidators".to_string();
                self.mark(MarkKind::Absence, None, Some(*until), text);
            }
            EventKind::KeeperAbsent { until } => {
                let text = "no keeper".to_string();
                self.mark(MarkKind::Absence, None, Some(*until), text);
            }
        }

        Ok(())
    }

    /// An asset without any price cannot be redeemed at its last one.
    fn has_price(&self, asset: usize) -> bool {
        let asset = &self.book.assets[asset];

        asset.is_live() && asset.price().is_some()
    }

    fn split(
        &mut self,
        asset: usize,
        ratio: Decimal,
        burn_days: u32,
    ) -> Result<(), SimulationError> {
        let plan = self.book.assets[asset].plan;
        self.migrate(asset)?;
        self.retire(asset, burn_days);
        self.record(plan);
        let text = format!("{} split {ratio}:1", self.scenario().assets[plan].symbol);
        self.mark(MarkKind::Split, Some(asset), None, text);

        Ok(())
    }

    fn retire(&mut self, asset: usize, burn_days: u32) {
        let today = self.date();
        let record = &mut self.records[asset];
        record.delisted = Some(today);
        record.end_price = self.book.assets[asset].end_price();
        let days = usize::try_from(burn_days).unwrap_or(usize::MAX);
        self.redeemed_by
            .insert(asset, self.today.saturating_add(days));
    }

    /// The record of the token that was listed last.
    fn record(&mut self, plan: usize) {
        let asset = &self.plan.scenario.assets[plan];
        let earlier = self
            .records
            .iter()
            .filter(|record| record.symbol == asset.symbol)
            .count();
        let label = match earlier {
            0 => format!("m{}", asset.symbol),
            _ => format!("m{} ({})", asset.symbol, earlier + 1),
        };
        self.records.push(AssetRecord {
            label,
            symbol: asset.symbol.clone(),
            ticker: asset.ticker().to_string(),
            listed: self.date(),
            ipo: None,
            delisted: None,
            end_price: None,
            min_collateral_ratio: self.scenario().min_collateral_ratio(asset),
        });
    }

    /// Records the tokens that were listed by messages sent again.
    pub(super) fn record_unrecorded(&mut self) {
        while let Some(asset) = self.book.assets.get(self.records.len()) {
            self.record(asset.plan);
        }
    }

    /// Ends the time before an IPO of those whose company has a price by now.
    pub(super) fn make_offerings(&mut self) -> Result<(), SimulationError> {
        let now = self.chain.now();
        for asset in std::mem::take(&mut self.offerings) {
            let posted = self.book.assets[asset].posted;
            if posted.time != now {
                self.offerings.push(asset);
                continue;
            }
            self.go_public(asset)?;
            self.records[asset].ipo = Some(self.date());
            let text = format!("IPO of {}", self.records[asset].symbol);
            self.mark(MarkKind::Ipo, Some(asset), None, text);
        }

        Ok(())
    }

    fn mark(&mut self, kind: MarkKind, asset: Option<usize>, until: Option<Date>, text: String) {
        self.marks.push(Mark {
            date: self.date(),
            until,
            kind,
            asset,
            text,
        });
    }
}

//! Listings and events of a day: those that need no poll, and what executed polls bring about.

use cosmwasm_std::Decimal;
use mirror_protocol::factory::{self, Params};
use mirror_testing::Call;
use time::{Date, Duration};

use super::person::Person;
use super::proposals::{Proposal, Purpose};
use super::world::World;
use crate::error::SimulationError;
use crate::outcome::{AssetRecord, Mark, MarkKind};
use crate::scenario::{AssetPlan, Event, EventKind};

impl World<'_> {
    /// Begins the events of this day that need no poll.
    pub(super) fn begin_events(&mut self) {
        for event in &self.day().events.clone() {
            self.begin(event);
        }
    }

    /// Lists the assets of the first day, which the deployer does, who still owns the factory.
    pub(super) fn list_first(&mut self, owner: &Person) -> Result<(), SimulationError> {
        for asset in self.day().listings.clone() {
            let message = self.whitelist(asset, self.chain.now());
            let call = Call::new(&self.at.factory, &message)?;
            self.must_send(owner, call, "the listing of an asset")?;
            self.mark_listing(asset);
        }

        Ok(())
    }

    /// The message that lists an asset of the scenario at a second.
    pub(super) fn whitelist(&self, asset: usize, second: u64) -> factory::ExecuteMsg {
        let asset = &self.scenario().assets[asset];

        factory::ExecuteMsg::Whitelist {
            name: asset.name.clone(),
            symbol: asset.symbol.clone(),
            oracle_feeder: self.people.feeder.address.to_string(),
            params: self.params(asset, second),
        }
    }

    fn mark_listing(&mut self, plan: usize) {
        let asset = &self.scenario().assets[plan];
        let what = match asset.pre_ipo {
            Some(_) => "listed before its IPO",
            None => "listed",
        };
        let text = format!("{} {what}", asset.symbol);
        self.record(plan);
        let number = self.records.len() - 1;
        self.mark(MarkKind::Listing, Some(number), None, text);
    }

    /// The traded asset that a poll is about, before it is executed.
    pub(super) fn subject(&self, purpose: &Purpose) -> Option<usize> {
        match purpose {
            Purpose::Split { asset, .. }
            | Purpose::Delist { asset, .. }
            | Purpose::Change { asset, .. } => self.book.present(*asset),
            _ => None,
        }
    }

    /// Writes down what an executed poll has brought about.
    pub(super) fn take_effect(&mut self, proposal: &Proposal, former: Option<usize>) {
        match (&proposal.purpose, former) {
            (Purpose::List(plan), _) => self.mark_listing(*plan),
            (
                Purpose::Split {
                    asset,
                    ratio,
                    burn_days,
                },
                Some(former),
            ) => {
                self.retire(former, *burn_days);
                self.record(*asset);
                let symbol = &self.scenario().assets[*asset].symbol;
                let text = format!("{symbol} split {ratio}:1");
                self.mark(MarkKind::Split, Some(former), None, text);
            }
            (Purpose::Delist { asset, burn_days }, Some(former)) => {
                self.retire(former, *burn_days);
                let text = format!("{} delisted", self.scenario().assets[*asset].symbol);
                self.mark(MarkKind::Delisting, Some(former), None, text);
            }
            (Purpose::Change { asset, .. }, former) => {
                let symbol = &self.scenario().assets[*asset].symbol;
                let text = format!("new terms of {symbol}");
                if let Some(former) = former {
                    let ratio = self.book.assets[former].min_ratio;
                    self.records[former].min_collateral_ratio = ratio;
                }
                self.mark(MarkKind::Change, former, None, text);
            }
            (Purpose::Grant { .. }, _) if proposal.is_planned() => {
                let text = format!("{} paid", self.title_of(&proposal.purpose));
                self.mark(MarkKind::Grant, None, None, text);
            }
            (Purpose::LendAirdrop, _) => self.airdrop.is_lent = true,
            _ => {}
        }
    }

    fn params(&self, asset: &AssetPlan, second: u64) -> Params {
        let after = self.scenario().min_collateral_ratio(asset);
        let ipo = asset.pre_ipo.as_ref();

        Params {
            auction_discount: self.scenario().auction_discount(asset),
            min_collateral_ratio: ipo.map_or(after, |ipo| ipo.min_collateral_ratio),
            weight: Some(asset.weight),
            mint_period: ipo.map(|ipo| seconds_until_end_of(ipo.mint_until, second)),
            min_collateral_ratio_after_ipo: ipo.map(|_| after),
            pre_ipo_price: ipo.map(|ipo| ipo.price),
            ipo_trigger_addr: None,
        }
    }

    fn begin(&mut self, event: &Event) {
        self.lasting.begin(event);
        let plan = event.kind.asset().and_then(|symbol| {
            self.scenario()
                .assets
                .iter()
                .position(|asset| asset.symbol == symbol)
        });
        let asset = plan.and_then(|plan| self.book.present(plan));
        let symbol = event.kind.asset().unwrap_or("all").to_string();

        match &event.kind {
            EventKind::Ipo { .. } => self.ipos.extend(asset),
            EventKind::AnnouncedDelisting { burn_days, .. } => {
                self.to_announce
                    .extend(asset.map(|asset| (asset, *burn_days)));
            }
            EventKind::Halt { asset, .. } => self.halts.push(asset.clone()),
            // Polls bring these about.
            EventKind::Split { .. }
            | EventKind::Delisting { .. }
            | EventKind::ParameterChange { .. }
            | EventKind::Grant { .. } => {}
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
    }

    pub(super) fn retire(&mut self, asset: usize, burn_days: u32) {
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
    pub(super) fn hold_ipos(&mut self) -> Result<(), SimulationError> {
        let now = self.chain.now();
        for asset in std::mem::take(&mut self.ipos) {
            let posted = self.book.assets[asset].posted;
            if posted.time != now {
                self.ipos.push(asset);
                continue;
            }
            self.go_public(asset)?;
            self.records[asset].ipo = Some(self.date());
            let text = format!("IPO of {}", self.records[asset].symbol);
            self.mark(MarkKind::Ipo, Some(asset), None, text);
        }

        Ok(())
    }

    pub(super) fn mark(
        &mut self,
        kind: MarkKind,
        asset: Option<usize>,
        until: Option<Date>,
        text: String,
    ) {
        self.marks.push(Mark {
            date: self.date(),
            until,
            kind,
            asset,
            text,
        });
    }
}

/// From a second to midnight, Greenwich, four hours after the session's end; a period that is over
/// already lasts a second.
fn seconds_until_end_of(date: Date, second: u64) -> u64 {
    let midnight = (date + Duration::days(1)).midnight().assume_utc();
    let end = u64::try_from(midnight.unix_timestamp()).unwrap_or_default();

    end.saturating_sub(second).max(1)
}

//! Prices, listings, delistings and releases, as oracle and factory tell them.

use cosmwasm_std::{Event, Uint128};

use crate::engine::book::assets::{Announced, Asset, Reserves, Stage};
use crate::engine::book::attributes::Attributes;
use crate::engine::book::feeds::{Feed, Post, Posted};
use crate::engine::book::receipt::Receipt;
use crate::engine::book::{Book, Role};
use crate::error::SimulationError;
use crate::outcome::Pool;

impl Book {
    /// Assets and prices alternate; `pending` stands behind a price that was not accepted. So do
    /// assets and the ends of their halts.
    pub(super) fn oracle_told(
        &mut self,
        receipt: &Receipt,
        event: &Event,
    ) -> Result<(), SimulationError> {
        let mut asset = None;
        let mut told = event.attributes.iter().peekable();
        while let Some(part) = told.next() {
            match part.key.as_str() {
                "asset" | "asset_token" => {
                    let token = self.accounts.number(&part.value);
                    asset = self.asset_of_token(token);
                }
                "price" => {
                    let waits = told.peek().is_some_and(|next| next.key == "pending");
                    let post = Post {
                        price: parsed(&part.value, "price")?,
                        time: receipt.now,
                        height: receipt.height,
                    };
                    if let Some(asset) = asset {
                        self.fed(asset, post, waits);
                    }
                }
                "skipped" => self.tally.skipped_posts += 1,
                "halted_until" => {
                    let until = parsed(&part.value, "halted_until")?;
                    if let Some(asset) = asset {
                        self.assets[asset].halted_until = until;
                        self.tally.halts += 1;
                    }
                }
                _ => {}
            }
        }

        Ok(())
    }

    /// I-25: an asset is fed once per block, and no price leaves the band of its anchor unless it
    /// was confirmed.
    fn fed(&mut self, asset: usize, post: Post, waits: bool) {
        let band = self.band;
        let fed = &mut self.assets[asset];
        let before = fed.posted;
        let is_second = fed.feed.was_fed_in(post.height);
        let is_taken = fed.feed.takes(post, before.price, band);
        fed.posted = match waits {
            true => Posted { time: 0, ..before },
            false => Posted {
                price: post.price,
                time: post.time,
            },
        };
        if is_second {
            let detail = format!("asset {asset} was fed twice in a block: {post:?}");
            self.find("I-25", detail);
        }
        if is_taken == waits {
            let detail = format!("asset {asset}: {post:?} after {before:?}, pending: {waits}");
            self.find("I-25", detail);
        }
    }

    pub(super) fn factory_told(
        &mut self,
        receipt: &Receipt,
        told: &Attributes,
    ) -> Result<(), SimulationError> {
        match told.action() {
            "distribute" => {
                let sent = told.amount("distribution_amount")?;
                let sending = self.release.distribute(receipt.now)?;
                let mut due = Uint128::zero();
                for (pool, amount) in sending {
                    due = due.checked_add(amount)?;
                    self.stakes.deposit(pool, amount, receipt.now)?;
                }
                if sent != due {
                    let detail = format!("the factory sent {sent} of MIR where {due} was due");
                    self.find("I-23", detail);
                }
                Ok(())
            }
            "announce_delisting" => {
                let asset = self.known(told.text("asset_token")?)?;
                self.assets[asset].announced = Some(Announced {
                    end_price: told.number("end_price")?,
                    due: told.number("due")?,
                });
                self.tally.announced += 1;
                Ok(())
            }
            "migration" | "revoke_asset" => {
                let asset = self.known(told.text("asset_token")?)?;
                // Its feed is nobody's any more.
                self.assets[asset].posted.time = 0;
                self.assets[asset].weight = 0;
                self.tally.migrations += u64::from(told.action() == "migration");
                self.release.reweigh(Pool::Asset(asset), None, receipt.now)
            }
            _ => Ok(()),
        }
    }

    /// A listing, or the successor of a migrated asset, is told by several contracts.
    pub(super) fn listing(&mut self, receipt: &Receipt) -> Result<(), SimulationError> {
        let events = receipt.events;
        let find = |key: &str| events.iter().find_map(|event| Attributes(event).get(key));
        let Some(token_address) = find("asset_token_addr") else {
            return Ok(());
        };
        let untold = |key| SimulationError::MissingAttribute { key };
        let pair_address = find("pair_contract_addr").ok_or(untold("pair_contract_addr"))?;
        let lp_address = find("liquidity_token_addr").ok_or(untold("liquidity_token_addr"))?;

        let plan = match find("symbol") {
            Some(symbol) => self.terms.iter().position(|terms| terms.symbol == symbol),
            None => {
                let old = find("asset_token").ok_or(untold("asset_token"))?;
                let old = self.known(old)?;
                Some(self.assets[old].plan)
            }
        };
        let plan = plan.ok_or(untold("symbol"))?;
        let terms = self.terms[plan].clone();
        let stage = match find("pre_ipo_price") {
            None => Stage::Live,
            Some(price) => Stage::PreIpo {
                price: parsed(price, "pre_ipo_price")?,
                mint_end: parsed(find("mint_end").unwrap_or_default(), "mint_end")?,
                ratio_after: terms.min_ratio,
            },
        };
        let is_public = stage == Stage::Live;
        let ratio = match stage {
            Stage::PreIpo { .. } => terms.pre_ipo_ratio.unwrap_or(terms.min_ratio),
            _ => terms.min_ratio,
        };
        let [token, pair, lp] =
            [token_address, pair_address, lp_address].map(|address| self.accounts.number(address));
        let asset = Asset {
            plan,
            token,
            pair,
            lp,
            token_address: self.accounts.address(token).clone(),
            pair_address: self.accounts.address(pair).clone(),
            lp_address: self.accounts.address(lp).clone(),
            stage,
            posted: Posted::default(),
            halted_until: 0,
            announced: None,
            feed: Feed::default(),
            backs_from: self.backs_from(is_public, receipt.now),
            min_ratio: ratio,
            former_ratios: Vec::new(),
            discount: terms.discount,
            weight: terms.weight,
            reserves: Reserves::default(),
        };
        self.list(asset, receipt.now)
    }

    /// When a new asset may back others, if it does not at once.
    pub(super) fn backs_from(&self, is_public: bool, now: u64) -> Option<u64> {
        let waits = is_public && self.collateral_delay > 0;

        waits.then(|| now.saturating_add(self.collateral_delay))
    }

    fn list(&mut self, asset: Asset, now: u64) -> Result<(), SimulationError> {
        let number = self.assets.len();
        let pool = Pool::Asset(number);
        self.roles.insert(asset.token, Role::Token);
        self.roles.insert(asset.lp, Role::Token);
        self.roles.insert(asset.pair, Role::Pair(pool));
        self.tokens.insert(asset.token, number);
        self.stakes.register(pool, now);
        self.release.reweigh(pool, Some(asset.weight), now)?;
        self.assets.push(asset);
        // A successor has the terms of its predecessor, which may have been changed.
        self.terms_changed = true;

        Ok(())
    }
}

fn parsed<T: std::str::FromStr>(text: &str, key: &'static str) -> Result<T, SimulationError> {
    text.parse()
        .map_err(|_| SimulationError::MissingAttribute { key })
}

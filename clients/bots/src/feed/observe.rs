//! Reads what the oracle knows, at one height, and what sources have given.

use std::collections::BTreeMap;

use mirror_chain::{pages, ChainError, Node, PAGE};
use mirror_protocol::oracle::{
    ConfigResponse, FeederResponse, PricesResponse, PricesResponseElem, QueryMsg,
};
use mirror_protocol::paging::OrderBy;

use super::answers;
use super::clock::now;
use super::seen::{OnChain, Quote, Seen, Settings};
use super::sources::Watched;
use crate::frame::At;

/// After how many blocks a record is asked for again, though nothing hints at a change.
const ASK_AGAIN: u64 = 20;

/// The oracle, and what it said of assets lately.
pub(super) struct Oracle {
    node: Node,
    address: String,
    config: Option<(u64, ConfigResponse)>,
    records: BTreeMap<String, Known>,
}

/// What the oracle said of an asset.
struct Known {
    record: FeederResponse,
    /// At which height.
    asked: u64,
    /// The time of its price then.
    time: u64,
}

impl Known {
    /// Whether it can be relied on at a height at which the price is of this time. A price that may not be
    /// used, one of somebody else and one that was held back hint at changes.
    fn holds(&self, time: u64, is_ours: bool, height: u64) -> bool {
        let is_young = height < self.asked.saturating_add(ASK_AGAIN);
        let is_plain = time != 0 && self.record.pending_price.is_none();
        is_young && is_plain && (time == self.time || is_ours)
    }
}

impl Oracle {
    pub(super) fn new(node: &Node, address: &str) -> Self {
        Self {
            node: node.clone(),
            address: address.to_string(),
            config: None,
            records: BTreeMap::new(),
        }
    }

    /// Its address.
    pub(super) fn address(&self) -> &str {
        &self.address
    }

    /// Ask for the record of an asset the next time: it may have changed.
    pub(super) fn forget(&mut self, token: &str) {
        self.records.remove(token);
    }

    /// What it knows of assets, and how long a pending post waits. `posted` are the times of our own
    /// posts: a price of another time hints at another feeder.
    pub(super) async fn look(
        &mut self,
        at: At,
        settings: &Settings,
        posted: &BTreeMap<String, u64>,
    ) -> Result<(BTreeMap<String, OnChain>, u64), ChainError> {
        let node = self.node.at(at.height);
        let config = self.config(&node, at.height).await?;
        let prices = prices(&node, &self.address).await?;
        let mut known = BTreeMap::new();
        for asset in &settings.assets {
            let found = prices.iter().find(|price| price.asset_token == asset.token);
            let Some(price) = found else {
                continue;
            };
            let time = price.last_updated_time;
            let is_ours = posted.get(&asset.token) == Some(&time);
            let record = self
                .record(&node, &asset.token, time, is_ours, at.height)
                .await?;
            known.insert(asset.token.clone(), on_chain(price, &record, &config));
        }
        Ok((known, config.confirm_seconds))
    }

    async fn config(&mut self, node: &Node, height: u64) -> Result<ConfigResponse, ChainError> {
        match &self.config {
            Some((asked, config)) if height < asked.saturating_add(ASK_AGAIN) => Ok(config.clone()),
            _ => {
                let config: ConfigResponse =
                    node.smart(&self.address, &QueryMsg::Config {}).await?;
                self.config = Some((height, config.clone()));
                Ok(config)
            }
        }
    }

    async fn record(
        &mut self,
        node: &Node,
        token: &str,
        time: u64,
        is_ours: bool,
        height: u64,
    ) -> Result<FeederResponse, ChainError> {
        if let Some(known) = self.records.get(token) {
            if known.holds(time, is_ours, height) {
                return Ok(known.record.clone());
            }
        }
        let question = QueryMsg::Feeder {
            asset_token: token.to_string(),
        };
        let record: FeederResponse = node.smart(&self.address, &question).await?;
        let known = Known {
            record: record.clone(),
            asked: height,
            time,
        };
        self.records.insert(token.to_string(), known);
        Ok(record)
    }
}

/// All that is seen in a block.
pub(super) async fn observe(
    oracle: &mut Oracle,
    at: At,
    settings: &Settings,
    posted: &BTreeMap<String, u64>,
    sources: &[Vec<Watched>],
    state: &std::path::Path,
) -> Result<Seen, ChainError> {
    let (chain, confirm_s) = oracle.look(at, settings, posted).await?;
    Ok(Seen {
        at,
        clock: now(),
        confirm_s,
        chain,
        quotes: sources.iter().map(|sources| quotes(sources)).collect(),
        answers: answers::read(state).map_err(|fault| fault.to_string()),
    })
}

fn quotes(sources: &[Watched]) -> Vec<Quote> {
    let quotes = sources.iter().map(|source| {
        let reading = source.reading();
        Quote {
            weight: source.weight,
            last: reading.last,
            fault: reading.fault.map(|fault| fault.to_string()),
        }
    });
    quotes.collect()
}

async fn prices(node: &Node, oracle: &str) -> Result<Vec<PricesResponseElem>, ChainError> {
    let ask = |last: Option<PricesResponseElem>| async move {
        let question = QueryMsg::Prices {
            start_after: last.map(|last| last.asset_token),
            limit: Some(PAGE),
            order_by: Some(OrderBy::Asc),
        };
        let page: PricesResponse = node.smart(oracle, &question).await?;
        Ok(page.prices)
    };
    pages(ask).await
}

fn on_chain(
    price: &PricesResponseElem,
    record: &FeederResponse,
    config: &ConfigResponse,
) -> OnChain {
    OnChain {
        price: price.price,
        time: price.last_updated_time,
        feeder: record.feeder.clone(),
        halted_until: record.halted_until,
        pending: record.pending_price.zip(record.pending_time),
        anchor: record.anchor_price.zip(record.anchor_time),
        band: record.max_deviation.or(config.max_deviation),
    }
}

#[cfg(test)]
mod tests {
    use cosmwasm_std::Decimal;

    use super::*;

    fn known(is_pending: bool) -> Known {
        Known {
            record: FeederResponse {
                asset_token: "a".to_string(),
                feeder: "feeder".to_string(),
                max_deviation: None,
                pending_price: is_pending.then(Decimal::one),
                pending_time: is_pending.then_some(7),
                standby: None,
                halted_until: None,
                anchor_price: None,
                anchor_time: None,
            },
            asked: 100,
            time: 1_000,
        }
    }

    #[test]
    fn a_record_is_asked_for_again_when_something_hints_at_a_change() {
        for (time, is_ours, height, expected) in [
            (1_000, false, 101, true),
            (1_000, false, 119, true),
            (1_000, false, 120, false),
            (1_020, true, 101, true),
            // Somebody else posted: perhaps there is another feeder.
            (1_020, false, 101, false),
            // Halted, held back, or given to another feeder.
            (0, false, 101, false),
        ] {
            assert_eq!(
                known(false).holds(time, is_ours, height),
                expected,
                "{time} {height}"
            );
        }
        // What was held back has perhaps been confirmed.
        assert!(!known(true).holds(1_020, true, 101));
    }
}

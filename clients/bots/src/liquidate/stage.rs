//! A stage for tests: a fake chain on which mint, the oracle and a pair say what a test has them say, each
//! from a height on.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex};

use mirror_chain::Node;
use serde_json::{json, Value};

use super::book::{Book, Line};
use super::metrics::Metrics;
use super::reader::Reader;
use crate::frame::testing::World;
use crate::frame::At;
use crate::look::sample;
use terraswap::asset::AssetInfo;

/// The mAsset that everything is about.
pub(super) const TOKEN: &str = "apple";

/// What the contracts hold.
#[derive(Clone, Debug)]
pub(super) struct Protocol {
    /// Collateral in uusd and debt of the mAsset, by the position's number.
    pub(super) positions: BTreeMap<u128, (u128, u128)>,
    /// The oracle's price, and when it was fed.
    pub(super) price: (&'static str, u64),
    /// The minimum ratio.
    pub(super) minimum: &'static str,
}

type History = Arc<Mutex<BTreeMap<u64, Protocol>>>;

/// The chain and what was said on it.
pub(super) struct Stage {
    pub(super) world: World,
    history: History,
    node: Node,
}

impl Stage {
    /// What holds from the first block on.
    pub(super) async fn new(protocol: Protocol) -> Self {
        let world = World::new().await;
        let history = History::default();
        history.lock().unwrap().insert(0, protocol);
        let told = history.clone();
        world.chain.teach(move |height, contract, question| {
            let history = told.lock().unwrap();
            let (_, protocol) = history.range(..=height).next_back()?;
            protocol.answer(contract, question)
        });
        let node = world.node().await;
        Self {
            world,
            history,
            node,
        }
    }

    pub(super) fn node(&self) -> &Node {
        &self.node
    }

    pub(super) fn reader(&self) -> Reader {
        Reader::new(&self.node, &sample::file())
    }

    /// The last block, at a time.
    pub(super) fn at(&self, time: u64) -> At {
        At {
            height: self.world.chain.height(),
            time,
        }
    }

    /// The next block changes what the contracts hold, and mint tells of these positions.
    pub(super) fn block(&self, told: &[u128], change: impl FnOnce(&mut Protocol)) {
        let numbers = told.iter().map(u128::to_string);
        let attributes: Vec<(&str, String)> = numbers.map(|idx| ("position_idx", idx)).collect();
        self.block_with(&attributes, change);
    }

    /// The same, and mint tells this.
    pub(super) fn block_with(
        &self,
        attributes: &[(&str, String)],
        change: impl FnOnce(&mut Protocol),
    ) {
        if !attributes.is_empty() {
            let mut all =
                vec![json!({ "key": "_contract_address", "value": "mint", "index": true })];
            let own = attributes.iter();
            all.extend(
                own.map(|(key, value)| json!({ "key": key, "value": value, "index": true })),
            );
            self.world
                .chain
                .tell(vec![json!({ "type": "wasm", "attributes": all })]);
        }
        let mut history = self.history.lock().unwrap();
        let mut protocol = history.values().next_back().unwrap().clone();
        change(&mut protocol);
        history.insert(self.world.chain.height() + 1, protocol);
        drop(history);
        self.world.chain.step(1);
    }
}

impl Protocol {
    /// A price of 10 and a minimum of 150 %.
    pub(super) fn of(positions: &[(u128, u128, u128)]) -> Self {
        let positions = positions.iter();
        Self {
            positions: positions
                .map(|(idx, collateral, debt)| (*idx, (*collateral, *debt)))
                .collect(),
            price: ("10", 1_000),
            minimum: "1.5",
        }
    }

    fn answer(&self, contract: &str, question: &Value) -> Option<Result<Value, String>> {
        let (kind, body) = question.as_object()?.iter().next()?;
        let answer = match (contract, kind.as_str()) {
            ("mint", "positions") => {
                let after = text(body, "start_after").map_or(0, |after| after + 1);
                let page = self.positions.range(after..).take(30);
                json!({ "positions": page.map(|(idx, held)| position(*idx, held)).collect::<Vec<_>>() })
            }
            ("mint", "position") => {
                let idx = text(body, "position_idx")?;
                match self.positions.get(&idx) {
                    Some(held) => position(idx, held),
                    None => return Some(Err(format!("Position not found: {idx}"))),
                }
            }
            ("mint", "config") => json!({
                "owner": "factory", "oracle": "oracle", "collector": "collector",
                "collateral_oracle": "collateral_oracle", "staking": "staking",
                "terraswap_factory": "swap_factory", "lock": "lock", "base_denom": "uusd",
                "token_code_id": 1, "protocol_fee_rate": "0.015",
            }),
            ("mint", "asset_config") => json!({
                "token": TOKEN, "auction_discount": "0.2", "min_collateral_ratio": self.minimum,
                "end_price": null, "ipo_params": null,
            }),
            ("mint", "asset_status") => json!({
                "status": "open", "price": self.price.0, "price_time": self.price.1,
            }),
            ("swap_factory", "pair") => json!({
                "asset_infos": [AssetInfo::token(TOKEN), AssetInfo::native("uusd")],
                "contract_addr": "apple-pair", "liquidity_token": "apple-lp", "asset_decimals": [6, 6],
            }),
            ("apple-pair", "pool") => json!({
                "assets": [
                    { "info": AssetInfo::token(TOKEN), "amount": "1000000000" },
                    { "info": AssetInfo::native("uusd"), "amount": "10000000000" },
                ],
                "total_share": "1",
            }),
            _ => return None,
        };
        Some(Ok(answer))
    }
}

fn text(body: &Value, field: &str) -> Option<u128> {
    body.get(field)?.as_str()?.parse().ok()
}

fn position(idx: u128, (collateral, debt): &(u128, u128)) -> Value {
    json!({
        "idx": idx.to_string(), "owner": "owner", "is_short": false,
        "collateral": { "info": AssetInfo::native("uusd"), "amount": collateral.to_string() },
        "asset": { "info": AssetInfo::token(TOKEN), "amount": debt.to_string() },
    })
}

/// Number, collateral and debt of all positions of the book, the weakest first.
pub(super) fn listed(book: &Book) -> Vec<(u128, u128, u128)> {
    let line = Line {
        asset: TOKEN.to_string(),
        collateral: AssetInfo::native("uusd"),
    };
    let all = book.of(&line);
    all.map(|one| (one.idx, one.collateral.u128(), one.debt.u128()))
        .collect()
}

/// Metrics that nobody reads.
pub(super) fn metrics() -> Metrics {
    Metrics::default()
}

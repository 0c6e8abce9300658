//! What the tables come to, and what the contracts say at the same height.

use std::collections::{BTreeMap, BTreeSet};

use mirror_index::store::testing::select;
use mirror_index::store::Store;
use serde_json::{json, Value};

use crate::life::story::{number, Story};

/// The tables of an index, and the contracts as they were after its last block.
struct Both<'a> {
    story: &'a Story,
    store: &'a Store,
    height: u64,
}

/// Supplies, balances, pools, positions, stakes, MIR paid, orders and polls are what the contracts say.
pub(super) fn is_told(story: &Story, store: &Store) {
    let height = story.network.run(store.cursor()).unwrap().unwrap().height;
    let both = Both {
        story,
        store,
        height,
    };
    both.supplies();
    both.pools();
    both.positions();
    both.stakes();
    both.mir_paid();
    both.orders_and_polls();
    eprintln!("index: what it holds at height {height} is what the contracts say");
}

/// The auction of carol's position is in dave's history and in hers.
pub(super) fn both_sides_of_the_auction_are_told(story: &Story, store: &Store) {
    let query = "SELECT account, side FROM entries WHERE kind = 'AUCTION' ORDER BY seq";

    let rows = story.network.run(select(store, query));

    let [carol, dave] = [&story.carol, &story.dave].map(|who| who.address().to_string());
    let once = [
        vec![dave, "actor".to_string()],
        vec![carol, "other".to_string()],
    ];
    assert_eq!(rows, [once.clone(), once].concat());
}

impl Both<'_> {
    fn rows(&self, query: &str) -> Vec<Vec<String>> {
        self.story.network.run(select(self.store, query))
    }

    /// Amounts of a query by all columns but the last.
    fn amounts(&self, query: &str) -> BTreeMap<Vec<String>, u128> {
        let rows = self.rows(query).into_iter();
        let rows = rows.map(|mut row| {
            let amount = row.pop().unwrap().parse().unwrap();
            (row, amount)
        });
        rows.filter(|(_, amount)| *amount > 0).collect()
    }

    fn total(&self, name: &str, subject: &str) -> u128 {
        let query = "SELECT name, subject, amount FROM totals";
        let key = vec![name.to_string(), subject.to_string()];
        self.amounts(query).get(&key).copied().unwrap_or_default()
    }

    fn asks(&self, contract: &str, question: &Value) -> Value {
        let node = self.story.network.node.at(self.height);
        self.story
            .network
            .run(node.smart(contract, question))
            .unwrap()
    }

    fn supplies(&self) {
        let balances = self.amounts("SELECT asset, account, amount FROM balances");
        let tokens: BTreeSet<&String> = balances.keys().map(|key| &key[0]).collect();
        let tokens: Vec<&String> = tokens
            .into_iter()
            .filter(|asset| *asset != "uusd")
            .collect();
        // MIR, two mAssets and three LP tokens at least.
        assert!(tokens.len() >= 6, "{tokens:?}");
        for token in tokens {
            let told = self.asks(token, &json!({ "token_info": {} }));
            let supply = number(&told["total_supply"]);
            assert_eq!(self.total("supply", token), supply, "{token}");
            let held = balances.iter().filter(|(key, _)| key[0] == *token);
            assert_eq!(
                held.map(|(_, amount)| amount).sum::<u128>(),
                supply,
                "{token}"
            );
        }
        for (key, amount) in balances.iter().filter(|(key, _)| key[0] != "uusd") {
            let question = json!({ "balance": { "address": key[1] } });
            let told = self.asks(&key[0], &question);
            assert_eq!(*amount, number(&told["balance"]), "{key:?}");
        }
    }

    fn pools(&self) {
        let balances = self.amounts("SELECT asset, account, amount FROM balances");
        let assets = self.rows("SELECT token, pair, lp_token FROM assets");
        // MIR and the three mAssets of the local profile at least.
        assert!(assets.len() >= 4, "{}", assets.len());
        for row in assets {
            let [token, pair, lp_token] = [&row[0], &row[1], &row[2]];
            let told = self.asks(pair, &json!({ "pool": {} }));
            for asset in told["assets"].as_array().unwrap() {
                let info = &asset["info"];
                let key = info
                    .pointer("/token/contract_addr")
                    .unwrap_or(&json!("uusd"))
                    .clone();
                let key = vec![key.as_str().unwrap().to_string(), pair.clone()];
                let held = balances.get(&key).copied().unwrap_or_default();
                assert_eq!(held, number(&asset["amount"]), "{key:?}");
            }
            assert_eq!(
                self.total("supply", lp_token),
                number(&told["total_share"]),
                "{token}"
            );
        }
    }

    fn positions(&self) {
        let mint = self.story.contracts().mint;
        let told = self.asks(&mint, &json!({ "positions": { "limit": 30 } }));
        let told = told["positions"].as_array().unwrap().iter();
        let mut told: Vec<Vec<String>> = told.map(position).collect();
        told.sort();

        let mut rows = self.rows(
            "SELECT CAST(idx AS TEXT), owner, token, debt, collateral, amount, \
             CASE WHEN is_short THEN 'true' ELSE 'false' END FROM positions WHERE closed_height IS NULL",
        );
        rows.sort();

        assert!(!told.is_empty());
        assert_eq!(rows, told);
        let mut debts: BTreeMap<&str, u128> = BTreeMap::new();
        for row in &told {
            *debts.entry(&row[2]).or_default() += row[3].parse::<u128>().unwrap();
        }
        for (token, debt) in debts {
            assert_eq!(self.total("debt", token), debt, "{token}");
        }
    }

    fn stakes(&self) {
        let staking = self.story.contracts().staking;
        for token in self.rows("SELECT token FROM assets") {
            let token = &token[0];
            let told = self.asks(&staking, &json!({ "pool_info": { "asset_token": token } }));
            let of = |key: &str| number(&told[key]);
            assert_eq!(
                self.total("bonded", token),
                of("total_bond_amount"),
                "{token}"
            );
            assert_eq!(
                self.total("short", token),
                of("total_short_amount"),
                "{token}"
            );
        }
        let stakes = self.amounts("SELECT account, token, kind, amount FROM stakes");
        assert!(!stakes.is_empty());
        for (key, amount) in stakes {
            let question = json!({ "reward_info": { "staker_addr": key[0] } });
            let told = self.asks(&staking, &question);
            let mut items = told["reward_infos"].as_array().unwrap().iter();
            let item = items.find(|item| {
                item["asset_token"] == key[1] && item["is_short"] == (key[2] == "short")
            });
            assert_eq!(amount, number(&item.unwrap()["bond_amount"]), "{key:?}");
        }
    }

    /// What staking was given and has paid is what it still has.
    fn mir_paid(&self) {
        let (mir, staking) = (self.story.mir(), self.story.contracts().staking);
        let told = self.asks(&mir, &json!({ "balance": { "address": staking } }));

        let given = self.total("mir_rewards", "staking");
        let paid = self.total("mir_paid", "staking");

        assert_eq!(given - paid, number(&told["balance"]));
        let payments = self.amounts("SELECT kind, CAST(seq AS TEXT), amount FROM payments");
        let listed = payments.iter().filter(|(key, _)| key[0] == "staking");
        assert_eq!(listed.map(|(_, amount)| amount).sum::<u128>(), paid);
    }

    fn orders_and_polls(&self) {
        let (book, gov) = (
            self.story.contracts().limit_order,
            self.story.contracts().gov,
        );
        let open = self.rows("SELECT CAST(id AS TEXT) FROM orders WHERE status = 'open'");
        let told = self.asks(&book, &json!({ "orders": {} }));
        assert_eq!(told["orders"].as_array().unwrap().len(), open.len());
        for row in self.rows("SELECT CAST(id AS TEXT), status, yes FROM polls") {
            let id: u64 = row[0].parse().unwrap();
            let told = self.asks(&gov, &json!({ "poll": { "poll_id": id } }));
            assert_eq!(told["status"], row[1]);
            assert_eq!(number(&told["yes_votes"]).to_string(), row[2]);
        }
    }
}

/// A position as the rows have it.
fn position(told: &Value) -> Vec<String> {
    let asset = |asset: &Value| {
        let info = &asset["info"];
        let token = info.pointer("/token/contract_addr");
        let id = token.or(info.pointer("/native_token/denom")).unwrap();
        let text = |value: &Value| value.as_str().unwrap().to_string();
        (text(id), text(&asset["amount"]))
    };
    let (token, debt) = asset(&told["asset"]);
    let (collateral, amount) = asset(&told["collateral"]);
    let text = |key: &str| told[key].as_str().unwrap().to_string();
    let is_short = told["is_short"].as_bool().unwrap().to_string();
    vec![
        text("idx"),
        text("owner"),
        token,
        debt,
        collateral,
        amount,
        is_short,
    ]
}

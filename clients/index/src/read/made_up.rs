//! A chain that is made up: the same blocks every time, as many as wanted, without a node. For tests and
//! measures.
#![allow(clippy::unwrap_used, reason = "tests")]

use std::collections::BTreeMap;

use mirror_chain::deployment::DeploymentFile;
use mirror_chain::{ChainError, Event};
use serde_json::{json, Map, Value};

use super::source::{Head, Names, RawBlock, RawTransaction, Source};
use crate::store::Origin;

mod acts;

/// The time of its first block, in UNIX seconds.
const BEGINS: u64 = 1_600_000_000;
/// How many things happen to a position, one transaction each.
pub(super) const CYCLE: u64 = 10;

/// A chain that is made up. In its first block everything is made; in every block after that the oracle is
/// told a price of each asset, and accounts do one thing after another: buy, sell, open a position,
/// deposit, burn, provide liquidity, stake, unstake, buy to liquidate, liquidate.
#[derive(Clone, Debug)]
pub struct MadeUp {
    /// How many blocks there are.
    pub blocks: u64,
    /// How many transactions of accounts each has.
    pub transactions: u64,
    /// How many mAssets there are.
    pub assets: u64,
    /// How many accounts there are.
    pub accounts: u64,
    /// The seconds from block to block.
    pub seconds: u64,
}

impl MadeUp {
    /// What is there, as a deployment file.
    ///
    /// # Panics
    /// Never: the file is made up, too.
    pub fn deployment(&self) -> DeploymentFile {
        let names = "factory gov mint staking oracle collateral_oracle collector community lock \
                     short_reward admin_manager limit_order airdrop uni_airdrop swap_factory router";
        let contracts = names.split_whitespace();
        let contracts = contracts.map(|name| (name.to_string(), json!(address(name, 0))));
        let codes = "factory gov mint staking oracle collateral_oracle collector community lock \
                     short_reward admin_manager limit_order airdrop swap_factory pair router token";
        let codes = codes
            .split_whitespace()
            .map(|name| (name.to_string(), json!(1)));
        let whole = json!({
            "chain_id": "made-up-1",
            "rpc": [],
            "rest": null,
            "bech32_prefix": "wasm",
            "gas_price": "0.01uusd",
            "base_display": "USD",
            "base_exponent": 6,
            "base_denom": "uusd",
            "contracts": Value::Object(contracts.collect::<Map<_, _>>()),
            "mirror_token": address("token", 0),
            "mirror_pair": address("pair", 0),
            "mirror_lp": address("lp", 0),
            "code_ids": Value::Object(codes.collect::<Map<_, _>>()),
            "assets": [],
            "block_height": 1,
        });
        serde_json::from_value(whole).unwrap()
    }

    /// What an index of it is of.
    pub fn origin(&self) -> Origin {
        Origin {
            chain_id: "made-up-1".to_string(),
            factory: address("factory", 0),
            first_height: 1,
        }
    }

    /// The token of an mAsset, counted from 1; 0 is MIR.
    pub fn token(number: u64) -> String {
        address("token", number)
    }

    /// An account, counted from 0.
    pub fn account(number: u64) -> String {
        address("account", number)
    }

    fn make(&self, height: u64) -> RawBlock {
        let first = height.saturating_sub(2).saturating_mul(self.transactions);
        let transactions = if height == 1 {
            acts::birth(self.assets)
        } else {
            let acts = (first..first + self.transactions).map(|number| self.act(number));
            std::iter::once(acts::feed(self.assets, height))
                .chain(acts)
                .collect()
        };
        let transactions = transactions.into_iter().enumerate();
        let transactions = transactions.map(|(place, (events, first_balances))| RawTransaction {
            hash: format!("{height:0>48}{place:0>16}"),
            events,
            first_balances,
        });
        RawBlock {
            height,
            time: BEGINS + height * self.seconds,
            hash: block_hash(height),
            parent_hash: if height == 1 {
                String::new()
            } else {
                block_hash(height - 1)
            },
            transactions: transactions.collect(),
            events: Vec::new(),
        }
    }

    fn act(&self, number: u64) -> (Vec<Event>, Balances) {
        let round = number / CYCLE;
        let asset = 1 + round % self.assets;
        let account = Self::account(round % self.accounts);
        let liquidator = address("liquidator", 0);
        let events = acts::act(number % CYCLE, asset, round + 1, &account, &liquidator);
        (events, Balances::new())
    }
}

type Balances = BTreeMap<usize, Vec<(String, u128)>>;

/// An address of something, counted.
fn address(what: &str, number: u64) -> String {
    let what = what.replace('_', "");
    format!(
        "wasm1{what}{number:0>0$}",
        38_usize.saturating_sub(what.len())
    )
}

fn block_hash(height: u64) -> String {
    format!("{height:0>64X}")
}

impl Source for MadeUp {
    async fn head(&self) -> Result<Head, ChainError> {
        Ok(Head {
            height: self.blocks,
            time: BEGINS + self.blocks * self.seconds,
            earliest: 1,
        })
    }

    async fn block(&self, height: u64) -> Result<RawBlock, ChainError> {
        Ok(self.make(height))
    }

    async fn hash(&self, height: u64) -> Result<String, ChainError> {
        Ok(block_hash(height))
    }

    async fn names(&self, token: &str) -> Result<Names, ChainError> {
        // Its number is what follows the word and the zeros.
        let digits = token
            .trim_start_matches("wasm1token")
            .trim_start_matches('0');
        let number: u64 = digits.parse().unwrap_or(0);
        let symbol = if token == Self::token(0) {
            "MIR".to_string()
        } else {
            format!("mASSET{number}")
        };
        Ok(Names {
            name: format!("The asset {symbol}"),
            symbol,
        })
    }

    async fn coins_before(&self, _height: u64, _account: &str) -> Result<u128, ChainError> {
        Ok(0)
    }
}

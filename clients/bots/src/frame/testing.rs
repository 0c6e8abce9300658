//! A fake chain for the tests of bots, with an account that can pay.

use std::path::Path;
use std::time::Duration;

use cosmwasm_std::Coin;
use mirror_chain::deployment::DeploymentFile;
use mirror_chain::fake::{Clock, FakeChain, FakeNode};
use mirror_chain::{Config, Key, Msg, Node, RawConfig};
use serde_json::{json, Map, Value};
use tempfile::TempDir;

use super::wallet::Wallet;

/// The words of the standard's test vectors, their account, and one that is paid.
pub(crate) const WORDS: &str = "abandon abandon abandon abandon abandon abandon abandon abandon \
                                abandon abandon abandon about";
pub(crate) const PAYER: &str = "wasm19rl4cm2hmr8afy4kldpxz3fka4jguq0akuugk7";
pub(crate) const PAID: &str = "wasm1jwn563uc9zeejpln2jp58hg4ehsuteqx02pcsu";

/// A fake chain with one node, and a folder for state.
pub(crate) struct World {
    pub(crate) chain: FakeChain,
    pub(crate) rpc: FakeNode,
    pub(crate) config: Config,
    pub(crate) folder: TempDir,
}

impl World {
    pub(crate) async fn new() -> Self {
        let chain = FakeChain::new("fake-1", "wasm");
        chain.pay(PAYER, 1_000_000, "uusd");
        let rpc = FakeNode::start(&chain).await.unwrap();
        let raw = RawConfig {
            chain_id: Some("fake-1".to_string()),
            rpc: Some(vec![rpc.rpc()]),
            bech32_prefix: Some("wasm".to_string()),
            gas_price: Some("0.01uusd".to_string()),
            base_denom: Some("uusd".to_string()),
            ..RawConfig::default()
        };
        let config = Config::resolve(&raw, &RawConfig::default(), None, false).unwrap();
        Self {
            chain,
            rpc,
            config: Config {
                timeout: Duration::from_millis(300),
                inclusion_timeout: Duration::from_millis(400),
                pause: Duration::from_millis(5),
                look_every: Duration::from_millis(5),
                // Blocks are quick here.
                valid_blocks: 300,
                ..config
            },
            folder: tempfile::tempdir().unwrap(),
        }
    }

    /// A block every 20 ms, as long as this is held.
    pub(crate) fn ticking(&self) -> Clock {
        self.chain.start_clock(Duration::from_millis(20))
    }

    pub(crate) async fn node(&self) -> Node {
        Node::connect(&self.config).await.unwrap()
    }

    pub(crate) fn key(&self) -> Key {
        Key::from_mnemonic(WORDS, "the test").unwrap()
    }

    /// The wallet whose journal is in a folder.
    pub(crate) async fn wallet(&self, state: &Path) -> Wallet {
        let key = self.key().into();
        Wallet::open(&self.node().await, key, state).await.unwrap()
    }

    /// What was paid to the one who is paid.
    pub(crate) fn paid(&self) -> u128 {
        self.chain.coins(PAID, "uusd")
    }
}

/// A payment.
pub(crate) fn pay(amount: u128) -> [Msg; 1] {
    [Msg::Send {
        recipient: PAID.to_string(),
        coins: vec![Coin::new(amount, "uusd")],
    }]
}

/// A message that the fake's contracts refuse.
pub(crate) fn refused() -> [Msg; 1] {
    [Msg::Execute {
        contract: PAID.to_string(),
        msg: b"{\"refuse\":{}}".to_vec(),
        funds: vec![],
    }]
}

/// A deployment whose contracts' addresses are their names.
pub(crate) fn deployment() -> DeploymentFile {
    let contracts = "factory gov mint staking oracle collateral_oracle collector community lock \
                     short_reward admin_manager limit_order airdrop uni_airdrop swap_factory router";
    let codes =
        "factory gov mint staking oracle collateral_oracle collector community lock short_reward \
                 admin_manager limit_order airdrop swap_factory pair router token";
    let each = |names: &str, value: fn(&str) -> Value| {
        let all = names.split_whitespace();
        let all = all.map(|name| (name.to_string(), value(name)));
        Value::Object(all.collect::<Map<_, _>>())
    };
    let whole = json!({
        "chain_id": "fake-1", "rpc": [], "rest": null, "bech32_prefix": "wasm",
        "gas_price": "0.01uusd", "base_display": "USD", "base_exponent": 6, "base_denom": "uusd",
        "contracts": each(contracts, |name| json!(name)), "code_ids": each(codes, |_| json!(1)),
        "mirror_token": "mir", "mirror_pair": "pair", "mirror_lp": "lp",
        "assets": [], "block_height": 7,
    });
    serde_json::from_value(whole).unwrap()
}

//! A chain with two nodes, and an account with money on it.

use std::time::Duration;

use cosmwasm_std::Coin;
use mirror_chain::fake::{Clock, FakeChain, FakeNode};
use mirror_chain::{Account, Config, Fee, Key, Msg, Node, RawConfig, Signed};

pub(crate) const CHAIN: &str = "fake-1";

/// The words of the standard's test vectors.
pub(crate) const WORDS: &str = "abandon abandon abandon abandon abandon abandon abandon abandon \
                                abandon abandon abandon about";

/// The account of the words, and one that is paid.
pub(crate) const PAYER: &str = "wasm19rl4cm2hmr8afy4kldpxz3fka4jguq0akuugk7";
pub(crate) const PAID: &str = "wasm1jwn563uc9zeejpln2jp58hg4ehsuteqx02pcsu";

/// How long a question may take, and how long a transaction.
pub(crate) const TIMEOUT: Duration = Duration::from_millis(150);
pub(crate) const INCLUSION: Duration = Duration::from_millis(400);

pub(crate) struct World {
    pub(crate) chain: FakeChain,
    pub(crate) one: FakeNode,
    pub(crate) two: FakeNode,
    pub(crate) config: Config,
}

impl World {
    /// All is well, and no block is made but by the test.
    pub(crate) async fn new() -> Self {
        let chain = FakeChain::new(CHAIN, "wasm");
        chain.pay(PAYER, 1_000_000, "uusd");
        let one = FakeNode::start(&chain).await.unwrap();
        let two = FakeNode::start(&chain).await.unwrap();
        let raw = RawConfig {
            chain_id: Some(CHAIN.to_string()),
            rpc: Some(vec![one.rpc(), two.rpc()]),
            bech32_prefix: Some("wasm".to_string()),
            gas_price: Some("0.01uusd".to_string()),
            base_denom: Some("uusd".to_string()),
            ..RawConfig::default()
        };
        let config = Config::resolve(&raw, &RawConfig::default(), None, false).unwrap();
        Self {
            config: Config {
                timeout: TIMEOUT,
                inclusion_timeout: INCLUSION,
                pause: Duration::from_millis(5),
                look_every: Duration::from_millis(5),
                // Every question looks at its node first.
                ..config
            },
            chain,
            one,
            two,
        }
    }

    /// The same with the first node alone.
    pub(crate) async fn of_one_node() -> Self {
        let mut world = Self::new().await;
        world.config.rpc.truncate(1);
        world
    }

    pub(crate) fn both(&self, change: impl Fn(&mut mirror_chain::fake::NodeFaults)) {
        self.one.set(&change);
        self.two.set(&change);
    }

    /// A block every 20 ms.
    pub(crate) fn ticking(&self) -> Clock {
        self.chain.start_clock(Duration::from_millis(20))
    }

    pub(crate) async fn node(&self) -> Node {
        Node::connect(&self.config).await.unwrap()
    }

    pub(crate) async fn account(&self) -> Account {
        let key = Key::from_mnemonic(WORDS, "the test").unwrap();
        Account::new(&self.node().await, key).unwrap()
    }

    /// What was paid to the one who is paid.
    pub(crate) fn paid(&self) -> u128 {
        self.chain.coins(PAID, "uusd")
    }
}

pub(crate) fn pay(amount: u128) -> [Msg; 1] {
    [Msg::Send {
        recipient: PAID.to_string(),
        coins: vec![Coin::new(amount, "uusd")],
    }]
}

pub(crate) fn fee() -> Fee {
    Fee {
        gas: 100_000,
        amount: 1_000_u128.into(),
        denom: "uusd".to_string(),
    }
}

/// A payment, signed and not sent.
pub(crate) async fn signed(account: &mut Account, amount: u128) -> Signed {
    account.sign(&pay(amount), "", &fee()).await.unwrap()
}

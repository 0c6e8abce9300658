//! A protocol that is ready for any number of swaps, positions and prices, and what each costs.

use std::collections::BTreeMap;
use std::path::Path;

use cosmwasm_std::Coin;
use mirror_chain::{Account, ChainError, Fee, Msg};
use serde_json::json;
use sha2::{Digest, Sha256};

use super::super::call::{allow, base, call, coins, feed, paying, token, tokens, whitelist, BASE};
use super::super::protocol::{self, Listed, Periods, Protocol};
use super::kind::Kind;
use crate::failure::Failure;

/// An asset's price is posted once in a block, so each client has as many assets of its own as it may
/// send in one.
pub(super) const FEEDS: usize = 64;

/// Assets that are registered in a transaction.
const BATCH: usize = 64;

const PERIODS: Periods = Periods {
    voting: 60,
    delay: 1,
    lockup: 1,
    premium: 3_600,
};

/// What is added to the gas that a transaction used, in thousandths: amounts have more digits later.
const MARGIN: u64 = 1_050;

/// Where the load goes to.
pub(super) struct Ground {
    protocol: Protocol,
    listed: Listed,
    /// An oracle whose assets are addresses that nobody has.
    oracle: String,
    clients: Vec<String>,
    feeds: Vec<Vec<String>>,
    fees: BTreeMap<Kind, Fee>,
}

impl Ground {
    /// Makes it; the owner pays.
    pub(super) async fn make(
        owner: &mut Account,
        users: &[Account],
        artifacts: &Path,
        pin: bool,
    ) -> Result<Self, Failure> {
        let codes = protocol::codes(owner, artifacts).await?;
        super::super::pin::set(owner, &codes, pin).await?;
        let protocol = protocol::deploy(owner, codes, &PERIODS).await?;
        let listing = whitelist(&protocol.factory, owner.address(), "mLOAD");
        let listed = owner.send(&[listing], "mirror bench").await?;
        let listed = Listed::of(&listed)?;
        let clients = users.iter().map(|user| user.address().to_string());
        let mut ground = Self {
            protocol,
            listed,
            oracle: String::new(),
            clients: clients.collect(),
            feeds: Vec::new(),
            fees: BTreeMap::new(),
        };
        ground.fill_pool(owner).await?;
        ground.register_feeds(owner).await?;
        Ok(ground)
    }

    /// A pool of a million base coins, so that thousands of swaps hardly move its price.
    async fn fill_pool(&self, owner: &mut Account) -> Result<(), Failure> {
        let Listed {
            token: asset, pair, ..
        } = &self.listed;
        let open = json!({ "open_position": {
            "collateral": base(3_000_000_000_000), "asset_info": token(asset),
            "collateral_ratio": "2",
        } });
        let provide = json!({ "provide_liquidity": {
            "assets": [tokens(asset, 10_000_000_000), base(1_000_000_000_000)],
        } });
        let messages = [
            self.price(),
            paying(&self.protocol.mint, &open, coins(3_000_000_000_000)),
            allow(asset, pair, 10_000_000_000),
            paying(pair, &provide, coins(1_000_000_000_000)),
        ];
        owner.send(&messages, "mirror bench").await?;
        Ok(())
    }

    /// The mAsset's price, which serves for a minute.
    pub(super) fn price(&self) -> Msg {
        feed(&self.protocol.oracle, &[(&self.listed.token, "100")])
    }

    async fn register_feeds(&mut self, owner: &mut Account) -> Result<(), Failure> {
        let code_id = protocol::code(&self.protocol.codes, "mirror_oracle")?;
        let oracle = json!({ "owner": owner.address(), "base_asset": BASE });
        let made = owner
            .send(
                &[Msg::Instantiate {
                    code_id,
                    msg: oracle.to_string().into_bytes(),
                    label: "oracle of a load".to_string(),
                    admin: None,
                    funds: Vec::new(),
                }],
                "mirror bench",
            )
            .await?;
        let address = made.value("instantiate", "_contract_address");
        self.oracle = address
            .ok_or_else(|| ChainError::Unexpected("a contract without address".to_string()))?
            .to_string();
        let prefix = owner.node().config().bech32_prefix.clone();
        let mut registrations = Vec::new();
        for client in &self.clients {
            let feeds = (0..FEEDS).map(|number| nobody(client, number, &prefix));
            let feeds: Vec<String> = feeds.collect();
            registrations.extend(feeds.iter().map(|asset| {
                let register =
                    json!({ "register_asset": { "asset_token": asset, "feeder": client } });
                call(&self.oracle, &register)
            }));
            self.feeds.push(feeds);
        }
        for batch in registrations.chunks(BATCH) {
            owner.send(batch, "mirror bench").await?;
        }
        Ok(())
    }

    /// A client's next message of a kind. Counts make its prices differ.
    pub(super) fn message(&self, kind: Kind, client: usize, count: u64) -> Msg {
        let Listed {
            token: asset, pair, ..
        } = &self.listed;
        match kind {
            Kind::Send => {
                let next = self.clients.iter().cycle().nth(client.saturating_add(1));
                Msg::Send {
                    recipient: next.cloned().unwrap_or_default(),
                    coins: vec![Coin::new(1_000_u128, BASE)],
                }
            }
            Kind::Swap => paying(
                pair,
                &json!({ "swap": { "offer_asset": base(1_000_000) } }),
                coins(1_000_000),
            ),
            Kind::Open => paying(
                &self.protocol.mint,
                &json!({ "open_position": {
                    "collateral": base(1_000_000), "asset_info": token(asset),
                    "collateral_ratio": "2",
                } }),
                coins(1_000_000),
            ),
            Kind::Feed => {
                let feeds = self.feeds.get(client);
                let number = usize::try_from(count).unwrap_or_default();
                let asset = feeds.and_then(|feeds| feeds.iter().cycle().nth(number % FEEDS));
                let price = (100_u64.saturating_add(count % 10)).to_string();
                feed(&self.oracle, &[(asset.map_or("", String::as_str), &price)])
            }
        }
    }

    /// What each kind costs, with a little more than one of them used.
    pub(super) async fn measure(&mut self, first: &mut Account) -> Result<(), Failure> {
        for kind in Kind::ALL {
            // What is there for the first time costs more or less: the second one counts.
            let mut used = 0;
            for count in 0..2 {
                let included = first.send(&[self.message(kind, 0, count)], "").await?;
                used = included.gas_used;
            }
            let gas = used.saturating_mul(MARGIN) / 1_000;
            let fee = Fee::of(gas, &first.node().config().gas_price);
            self.fees.insert(kind, fee);
        }
        Ok(())
    }

    /// What a kind pays and may use.
    pub(super) fn fee(&self, kind: Kind) -> Option<&Fee> {
        self.fees.get(&kind)
    }
}

/// An address that nobody has.
fn nobody(client: &str, number: usize, prefix: &str) -> String {
    let digest = Sha256::digest(format!("{client} {number}"));
    let bytes = digest.get(..20).unwrap_or_default();
    bech32::Hrp::parse(prefix)
        .ok()
        .and_then(|prefix| bech32::encode::<bech32::Bech32>(prefix, bytes).ok())
        .unwrap_or_default()
}

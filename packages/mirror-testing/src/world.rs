//! A whole protocol and the people around it.

use std::collections::BTreeMap;

use cosmwasm_std::{coin, Addr, Decimal, Uint128};
use cw_multi_test::AppResponse;
use mirror_deploy::{deploy, list, Deployment, GovRules, Listing, Profile, Progress};
use mirror_protocol::factory::Params;
use mirror_protocol::oracle;
use serde::de::DeserializeOwned;
use serde::Serialize;
use serde_json::json;
use terraswap::token::Token;

use crate::addresses::{Addresses, Listed};
use crate::chain::TestChain;
use crate::deployer::Deployer;

/// The denom of the world's money.
pub const BASE: &str = "uusd";
/// What each named actor has at the start, in micro units.
pub const FORTUNE: u128 = 1_000_000_000_000_000;

/// Who has a [`FORTUNE`] of base coins and of `uluna`.
const PEOPLE: [&str; 8] = [
    "deployer",
    "gov",
    "feeder",
    "alice",
    "bob",
    "carol",
    "liquidator",
    "attacker",
];

/// A protocol on an embedded chain, which an account called `gov` runs, so that nobody has to vote;
/// [`World::governed`] is one in which they do. `feeder` posts every price; the other actors have a
/// [`FORTUNE`] of base coins and of `uluna`.
pub struct World {
    /// The chain that all of it is on.
    pub chain: TestChain,
    /// Where the contracts are.
    pub at: Addresses,
    /// What the deployment returned.
    pub deployment: Deployment,
    assets: BTreeMap<String, Listed>,
}

impl Default for World {
    fn default() -> Self {
        Self::new()
    }
}

impl World {
    /// A protocol of the [`plain_profile`], with nothing listed.
    pub fn new() -> Self {
        Self::deployed_as(plain_profile(&TestChain::new()))
    }

    /// A protocol of another profile; start from [`standard_profile`].
    #[track_caller]
    pub fn deployed_as(profile: Profile) -> Self {
        let mut world = Self::bootstrapped(&profile);
        let at = world.at.clone();
        let to_account = json!({ "update_config": { "owner": world.chain.account("gov") } });
        for contract in [
            at.factory,
            at.swap_factory,
            at.community,
            at.airdrop,
            at.uni_airdrop,
            at.gov,
        ] {
            world.sends("deployer", &contract, &to_account);
        }
        // It belongs to the contract and not to the account, as in production.
        let (manager, gov) = (world.at.admin_manager.clone(), world.at.gov.clone());
        let to_contract = json!({ "update_owner": { "owner": gov } });
        world.sends("deployer", &manager, &to_contract);
        world
    }

    /// A protocol that still belongs to its deployer.
    #[track_caller]
    pub fn bootstrapped(profile: &Profile) -> Self {
        let mut chain = TestChain::new();
        for name in PEOPLE {
            let account = chain.account(name);
            chain.fund(&account, &[coin(FORTUNE, BASE), coin(FORTUNE, "uluna")]);
        }
        let sender = chain.account("deployer");
        let mut deployer = Deployer {
            chain: &mut chain,
            sender,
        };
        let deployment = deploy(&mut deployer, profile, &mut Progress::default())
            .expect("the protocol can be deployed");
        Self::born(chain, deployment)
    }

    /// The protocol that a deployment has created on a chain.
    pub fn born(chain: TestChain, deployment: Deployment) -> Self {
        let listed = deployment
            .assets
            .iter()
            .map(|asset| (asset.symbol.clone(), asset.into()));
        Self {
            assets: listed.collect(),
            at: Addresses::of(&deployment),
            deployment,
            chain,
        }
    }

    /// The account that deployed it, to send further transactions.
    pub fn deployer(&mut self) -> Deployer<'_> {
        Deployer {
            sender: self.chain.account("deployer"),
            chain: &mut self.chain,
        }
    }

    /// With an mAsset of the usual parameters (minimum ratio 1.5, discount 0.2), fed once.
    #[track_caller]
    pub fn with_asset(self, symbol: &str, price: &str) -> Self {
        self.with_asset_of(symbol, price, usual_params())
    }

    /// With an mAsset of these parameters, fed once.
    #[track_caller]
    pub fn with_asset_of(mut self, symbol: &str, price: &str, params: Params) -> Self {
        self.lists(symbol, params).expect("the asset can be listed");
        self.feeds(&[(symbol, price)]);
        self
    }

    /// Gov lists an mAsset.
    pub fn lists(&mut self, symbol: &str, params: Params) -> anyhow::Result<Listed> {
        let [gov, feeder] = ["gov", "feeder"].map(|name| self.chain.account(name));
        let listing = Listing {
            params,
            ..usual_listing(symbol)
        };
        let mut deployer = Deployer {
            chain: &mut self.chain,
            sender: gov,
        };
        let asset = list(
            &mut deployer,
            &self.deployment,
            feeder.as_str(),
            &listing,
            &mut Progress::default(),
        )?;
        let listed = Listed::from(&asset);
        self.assets.insert(symbol.to_string(), listed.clone());
        Ok(listed)
    }

    /// Remember an asset that was listed by other means, such as a migration.
    pub fn knows(&mut self, symbol: &str, listed: Listed) {
        self.assets.insert(symbol.to_string(), listed);
    }

    /// Remember an asset by the addresses in the event log of its listing.
    #[track_caller]
    pub fn learns(&mut self, symbol: &str, listing: &AppResponse) {
        let address = |key: &str| {
            let mut attributes = listing.events.iter().flat_map(|event| &event.attributes);
            let found = attributes.find(|attribute| attribute.key == key);
            Addr::unchecked(&found.expect("the event log has the listing").value)
        };
        let listed = Listed {
            token: address("asset_token_addr"),
            pair: address("pair_contract_addr"),
            lp_token: address("liquidity_token_addr"),
        };
        self.knows(symbol, listed);
    }

    /// The addresses of a listed asset; `MIR` is one, too.
    #[track_caller]
    pub fn asset(&self, symbol: &str) -> Listed {
        if symbol == "MIR" {
            return Listed {
                token: self.at.mirror_token.clone(),
                pair: self.at.mirror_pair.clone(),
                lp_token: self.at.mirror_lp.clone(),
            };
        }
        self.assets
            .get(symbol)
            .unwrap_or_else(|| panic!("{symbol} is not listed"))
            .clone()
    }

    /// The token of a listed asset.
    #[track_caller]
    pub fn token(&self, symbol: &str) -> Addr {
        self.asset(symbol).token
    }

    /// The feeder posts prices, by symbol or by denom.
    #[track_caller]
    pub fn feeds(&mut self, prices: &[(&str, &str)]) {
        let price = |(asset, price): &(&str, &str)| {
            let known = *asset == "MIR" || self.assets.contains_key(*asset);
            let name = if known {
                self.token(asset).into_string()
            } else {
                asset.to_string()
            };
            (name, decimal(price))
        };
        let prices = prices.iter().map(price).collect();
        let oracle = self.at.oracle.clone();
        let post = oracle::ExecuteMsg::FeedPrice { prices };
        // An asset is fed once per block.
        self.chain.pass(0);
        self.sends("feeder", &oracle, &post);
    }

    #[track_caller]
    fn sends(&mut self, sender: &str, contract: &Addr, msg: &impl Serialize) {
        let sender = self.chain.account(sender);
        let outcome = self.chain.execute(&sender, contract, msg, &[]);
        outcome.expect("the message is accepted");
    }

    /// Give somebody MIR, out of the airdrop to UNI holders.
    #[track_caller]
    pub fn gives_mir(&mut self, recipient: &Addr, amount: u128) {
        let (giver, token) = (&self.at.uni_airdrop, &self.at.mirror_token);
        self.chain.give(giver, token, amount, recipient);
    }

    /// Let a day pass; every price is stale after it.
    pub fn a_day_passes(&mut self) {
        self.chain.pass(86_400);
    }

    /// Ask a contract.
    #[track_caller]
    pub fn asks<T: DeserializeOwned>(&self, contract: &Addr, question: &impl Serialize) -> T {
        self.chain.query(contract, question)
    }

    /// What an account holds of a token.
    #[track_caller]
    pub fn token_balance(&self, token: &Addr, holder: &Addr) -> Uint128 {
        self.chain.token_balance(token, holder).into()
    }

    /// What an account holds of the base coin.
    #[track_caller]
    pub fn base_balance(&self, holder: &Addr) -> Uint128 {
        self.chain.coin_balance(BASE, holder).into()
    }

    /// How much of a token exists.
    #[track_caller]
    pub fn supply(&self, token: &Addr) -> Uint128 {
        let supply = Token(token.clone()).total_supply(&self.chain.app.wrap());
        supply.expect("the token answers")
    }
}

/// The profile of a world: the standard one, with `feeder` posting prices.
pub fn standard_profile(chain: &TestChain) -> Profile {
    Profile::standard(BASE, chain.account("feeder").as_str())
}

/// The same without the limits that only make tests longer: no band on prices, no waiting times and
/// no least sizes. A test of such a limit sets it.
pub fn plain_profile(chain: &TestChain) -> Profile {
    let standard = standard_profile(chain);
    Profile {
        oracle_max_deviation: None,
        oracle_confirm_seconds: 60,
        default_value_cap: None,
        collateral_delay_seconds: 0,
        minimum_reserve: Uint128::zero(),
        gov: GovRules {
            minimum_stake: Uint128::zero(),
            stake_to_take_over: Uint128::zero(),
            ..standard.gov.clone()
        },
        ..standard
    }
}

/// An mAsset of the usual parameters for a profile.
pub fn usual_listing(symbol: &str) -> Listing {
    Listing {
        name: format!("{symbol} derivative"),
        symbol: symbol.to_string(),
        feeder: None,
        params: usual_params(),
    }
}

/// Minimum ratio 1.5, discount 0.2, the default weight, no pre-IPO.
pub fn usual_params() -> Params {
    Params {
        auction_discount: Decimal::percent(20),
        min_collateral_ratio: Decimal::percent(150),
        weight: None,
        mint_period: None,
        min_collateral_ratio_after_ipo: None,
        pre_ipo_price: None,
        ipo_trigger_addr: None,
    }
}

/// A decimal from its text.
#[track_caller]
pub fn decimal(text: &str) -> Decimal {
    text.parse().expect("a decimal number")
}

/// A percentage as a fraction.
pub fn percent(percent: u64) -> Decimal {
    Decimal::percent(percent)
}

//! A collector beside a market with a pool of MIR, an oracle, mint, a collateral oracle and gov.

use cosmwasm_std::{Addr, Decimal, Uint128};
use cw_multi_test::AppResponse;
use mirror_protocol::collateral_oracle::{self, SourceType};
use mirror_protocol::collector::{
    ConfigResponse, ConfigUpdate, ExecuteMsg, InstantiateMsg, PreviewResponse, QueryMsg,
};
use mirror_protocol::{gov, mint};
use mirror_testing::{attribute, codes, decimal, percent, Market};
use terraswap::asset::{Asset, AssetInfo, PairInfo};

/// The pool of MIR at first: 1,000,000 base and 2,000,000 MIR, in micro units.
pub(crate) const MIR_POOL: [u128; 2] = [1_000_000_000_000, 2_000_000_000_000];

pub(crate) struct Setup {
    pub(crate) market: Market,
    pub(crate) collector: Addr,
    pub(crate) gov: Addr,
    pub(crate) oracle: Addr,
    pub(crate) mint: Addr,
    pub(crate) collateral_oracle: Addr,
    pub(crate) owner: Addr,
    pub(crate) alice: Addr,
    pub(crate) mir: AssetInfo,
    pub(crate) mir_pair: PairInfo,
}

impl Setup {
    /// A collector without an oracle, but with mint and a pool of MIR that is ten minutes old.
    pub(crate) fn new() -> Self {
        Self::with_pool(MIR_POOL)
    }

    /// A collector with an oracle that does not know MIR.
    pub(crate) fn with_oracle() -> Self {
        let mut setup = Self::new();
        let mirror_oracle = setup.oracle.to_string();
        setup.configures(ConfigUpdate {
            mirror_oracle: Some(mirror_oracle),
            ..ConfigUpdate::default()
        });
        setup
    }

    /// A collector beside a pool with these reserves of base and MIR.
    pub(crate) fn with_pool(reserves: [u128; 2]) -> Self {
        Self::with_message(reserves, |_| {})
    }

    /// A collector with another message of instantiation.
    pub(crate) fn with_message(
        [base_reserve, mir_reserve]: [u128; 2],
        change: impl FnOnce(&mut InstantiateMsg),
    ) -> Self {
        let mut market = Market::new();
        let [owner, alice, provider] =
            ["owner", "alice", "provider"].map(|name| market.account(name));
        let mir = market.new_token("MIR", 6);
        let reserves = [base().amount(base_reserve), mir.clone().amount(mir_reserve)];
        let mir_pair = market.new_pool(&provider, reserves);
        let chain = &mut market.chain;
        let gov = chain.create(codes::gov(), &owner, &rules(&mir, &owner));
        let oracle = chain.new_oracle(&owner, "uusd");
        let mut msg = message(&owner, &gov, &market.factory, mir.id());
        change(&mut msg);
        let collector = market.chain.create(codes::collector(), &owner, &msg);
        let positions = positions(&owner, &oracle, &collector, &market.factory);
        let mint = market.chain.create(codes::mint(), &owner, &positions);
        let mut setup = Self {
            market,
            collector,
            gov,
            oracle,
            // There is no collateral oracle yet.
            collateral_oracle: mint.clone(),
            mint,
            owner,
            alice,
            mir,
            mir_pair,
        };
        setup.collateral_oracle = setup.new_collateral_oracle();
        setup.names_mint();
        setup.market.chain.pass(600);
        setup
    }

    /// A collateral oracle that knows nothing yet.
    pub(crate) fn new_collateral_oracle(&mut self) -> Addr {
        let chain = &mut self.market.chain;
        chain.new_collateral_oracle(&self.owner, &self.mint, &self.oracle, "uusd")
    }

    /// Tell mint the collateral oracle, and the collector mint.
    fn names_mint(&mut self) {
        let update = mint::ConfigUpdate {
            collateral_oracle: Some(self.collateral_oracle.to_string()),
            ..mint::ConfigUpdate::default()
        };
        let msg = mint::ExecuteMsg::UpdateConfig(update);
        let (owner, mint) = (self.owner.clone(), self.mint.clone());
        let outcome = self.market.chain.execute(&owner, &mint, &msg, &[]);
        outcome.expect("mint learns of the collateral oracle");
        self.configures(ConfigUpdate {
            mint_contract: Some(mint.to_string()),
            ..ConfigUpdate::default()
        });
    }

    /// Another oracle, whose prices are in this denom.
    pub(crate) fn oracle_in(&mut self, base_asset: &str) -> Addr {
        self.market.chain.new_oracle(&self.owner, base_asset)
    }

    /// Another mint contract, with this base denom.
    pub(crate) fn mint_in(&mut self, base_denom: &str) -> Addr {
        let (owner, factory) = (&self.owner, &self.market.factory);
        let msg = mint::InstantiateMsg {
            base_denom: base_denom.to_string(),
            ..positions(owner, &self.oracle, &self.collector, factory)
        };
        self.market.chain.create(codes::mint(), &self.owner, &msg)
    }

    /// Register an asset at the collateral oracle, with a value cap that no test reaches.
    pub(crate) fn accepts_as_collateral(&mut self, info: &AssetInfo, price_source: SourceType) {
        let register = collateral_oracle::ExecuteMsg::RegisterCollateralAsset {
            asset: info.clone(),
            price_source,
            multiplier: Decimal::one(),
            value_cap: Some(Uint128::MAX),
        };
        let (owner, oracle) = (self.owner.clone(), self.collateral_oracle.clone());
        let outcome = self.market.chain.execute(&owner, &oracle, &register, &[]);
        outcome.expect("the collateral is accepted");
    }

    /// A token with a pool of base that has these reserves.
    pub(crate) fn lists(&mut self, symbol: &str, reserves: [u128; 2]) -> AssetInfo {
        let token = self.market.new_token(symbol, 6);
        self.pools([base(), token.clone()], reserves);
        token
    }

    /// A pool of two assets with these reserves.
    pub(crate) fn pools(&mut self, [one, other]: [AssetInfo; 2], reserves: [u128; 2]) -> PairInfo {
        let provider = self.market.account("provider");
        let [first, second] = reserves;
        let assets = [one.amount(first), other.amount(second)];
        self.market.new_pool(&provider, assets)
    }

    /// A fee arrives.
    pub(crate) fn earns(&mut self, info: &AssetInfo, amount: u128) {
        let collector = self.collector.clone();
        self.market.give(&collector, &info.clone().amount(amount));
    }

    /// How much of an asset the collector has.
    pub(crate) fn stock(&self, info: &AssetInfo) -> u128 {
        self.market.balance(&self.collector, info)
    }

    pub(crate) fn send(&mut self, sender: &Addr, msg: &ExecuteMsg) -> anyhow::Result<AppResponse> {
        let collector = self.collector.clone();
        self.market.chain.execute(sender, &collector, msg, &[])
    }

    /// Anybody converts as much of an asset as possible.
    pub(crate) fn converts(&mut self, info: &AssetInfo) -> anyhow::Result<AppResponse> {
        self.send(&self.alice.clone(), &convert(info, None))
    }

    /// The same. Tells how much was converted.
    #[track_caller]
    pub(crate) fn converted(&mut self, info: &AssetInfo) -> u128 {
        let response = self.converts(info).expect("the asset is converted");
        self.told(&response, "amount").parse().expect("an amount")
    }

    /// The attribute of the collector in an answer.
    #[track_caller]
    pub(crate) fn told(&self, response: &AppResponse, key: &str) -> String {
        attribute(response, &self.collector, key)
    }

    pub(crate) fn configures(&mut self, update: ConfigUpdate) {
        let msg = ExecuteMsg::UpdateConfig(Box::new(update));
        self.send(&self.owner.clone(), &msg)
            .expect("the owner configures");
    }

    /// The owner sets the largest spread.
    pub(crate) fn accepts(&mut self, max_spread: &str) {
        self.configures(ConfigUpdate {
            max_spread: Some(decimal(max_spread)),
            ..ConfigUpdate::default()
        });
    }

    /// The owner gives an asset a route over a hop.
    pub(crate) fn routes(&mut self, info: &AssetInfo, hop: &str) {
        let msg = route(info.id(), Some(hop));
        self.send(&self.owner.clone(), &msg)
            .expect("the owner sets a route");
    }

    /// Feed a price to the oracle.
    pub(crate) fn feeds(&mut self, info: &AssetInfo, price: &str) {
        self.registers(info);
        let chain = &mut self.market.chain;
        // An asset can be fed once in a block.
        chain.pass(0);
        chain.post_price(&self.oracle, &self.owner, &info.to_string(), price);
    }

    /// Register an asset at the oracle.
    pub(crate) fn registers(&mut self, info: &AssetInfo) {
        let (oracle, owner) = (&self.oracle, &self.owner);
        let chain = &mut self.market.chain;
        chain.register_feed(oracle, owner, owner, &info.to_string());
    }

    pub(crate) fn config(&self) -> ConfigResponse {
        let collector = &self.collector;
        self.market.chain.query(collector, &QueryMsg::Config {})
    }

    pub(crate) fn preview(&self, info: &AssetInfo) -> PreviewResponse {
        let question = preview(info.id());
        self.market.chain.query(&self.collector, &question)
    }

    /// Go on to the next block.
    pub(crate) fn next_block(&mut self) {
        self.market.chain.pass(6);
    }

    /// The reserves of the pool of base and MIR, base first.
    pub(crate) fn mir_pool(&self) -> [u128; 2] {
        let pair = Addr::unchecked(&self.mir_pair.contract_addr);
        [base(), self.mir.clone()].map(|info| self.market.balance(&pair, &info))
    }
}

/// The message of instantiation with its required fields only.
pub(crate) fn message(
    owner: &Addr,
    gov: &Addr,
    factory: &Addr,
    mirror_token: &str,
) -> InstantiateMsg {
    InstantiateMsg {
        owner: owner.to_string(),
        distribution_contract: gov.to_string(),
        terraswap_factory: factory.to_string(),
        mirror_token: mirror_token.to_string(),
        base_denom: "uusd".to_string(),
        aust_token: None,
        anchor_market: None,
        bluna_token: None,
        lunax_token: None,
        bluna_swap_denom: None,
        mir_ust_pair: None,
        mirror_oracle: None,
        mint_contract: None,
        luna_denom: None,
        max_spread: None,
        max_swap_ratio: None,
        price_max_age: None,
        keepers: None,
    }
}

pub(crate) fn base() -> AssetInfo {
    AssetInfo::native("uusd")
}

pub(crate) fn luna() -> AssetInfo {
    AssetInfo::native("uluna")
}

pub(crate) fn convert(info: &AssetInfo, amount: Option<u128>) -> ExecuteMsg {
    ExecuteMsg::Convert {
        asset_token: info.to_string(),
        amount: amount.map(Uint128::new),
        belief_price: None,
    }
}

pub(crate) fn route(asset: &str, hop: Option<&str>) -> ExecuteMsg {
    ExecuteMsg::UpdateRoute {
        asset: asset.to_string(),
        hop: hop.map(str::to_string),
    }
}

pub(crate) fn preview(asset_token: &str) -> QueryMsg {
    QueryMsg::Preview {
        asset_token: asset_token.to_string(),
    }
}

/// An amount of an asset.
pub(crate) fn of(info: &AssetInfo, amount: u128) -> Asset {
    info.clone().amount(amount)
}

/// The message for a mint contract. Nobody opens a position in these tests.
fn positions(
    owner: &Addr,
    oracle: &Addr,
    collector: &Addr,
    factory: &Addr,
) -> mint::InstantiateMsg {
    mint::InstantiateMsg {
        owner: owner.to_string(),
        oracle: oracle.to_string(),
        collector: collector.to_string(),
        collateral_oracle: owner.to_string(),
        staking: owner.to_string(),
        terraswap_factory: factory.to_string(),
        lock: owner.to_string(),
        base_denom: "uusd".to_string(),
        token_code_id: 1,
        protocol_fee_rate: decimal("0.015"),
        default_value_cap: None,
        collateral_delay: None,
    }
}

/// The message for gov, with any rules: nobody votes in these tests.
fn rules(mir: &AssetInfo, admin_manager: &Addr) -> gov::InstantiateMsg {
    let polls = gov::PollConfig {
        proposal_deposit: Uint128::new(1_000_000),
        voting_period: 604_800,
        quorum: percent(10),
        threshold: percent(50),
    };
    gov::InstantiateMsg {
        mirror_token: mir.to_string(),
        effective_delay: 86_400,
        default_poll_config: polls.clone(),
        migration_poll_config: polls.clone(),
        auth_admin_poll_config: polls,
        execute_poll_config: None,
        voter_weight: Decimal::percent(50),
        snapshot_period: 3_600,
        admin_manager: admin_manager.to_string(),
        poll_gas_limit: 1_000_000,
        expiration_period: None,
        veto_threshold: None,
        minimum_quorum_base: None,
        minimum_stake: None,
        min_period: None,
    }
}

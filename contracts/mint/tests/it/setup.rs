//! Mint between the real contracts, and the verbs of its users.
//!
//! `tries_to_…` returns what the chain answered; the verb alone expects success. People are named;
//! everybody has plenty of base coins.

use std::collections::BTreeMap;

use cosmwasm_std::{coin, Addr, Decimal, StdResult, Uint128};
use cw_multi_test::AppResponse;
use mirror_protocol::collateral_oracle::{CollateralInfoResponse, CollateralOracle, SourceType};
use mirror_protocol::mint::{
    AssetConfigResponse, AssetStatusResponse, BadDebtResponse, ConfigUpdate, ExecuteMsg,
    InstantiateMsg, PositionResponse, QueryMsg, ShortParams,
};
use mirror_protocol::{collateral_oracle, lock, oracle, staking};
use mirror_testing::{attribute, attributes, codes, Call, Market};
use serde::Serialize;
use terraswap::asset::{Asset, AssetInfo};

pub(crate) use mirror_testing::{decimal, pairs};

pub(crate) const BASE: &str = "uusd";
/// What everybody has of the base coin and of `uluna`.
pub(crate) const FORTUNE: u128 = u128::MAX / 1_000;
const PEOPLE: [&str; 6] = ["owner", "alice", "bob", "carol", "feeder", "provider"];

pub(crate) type Answer = anyhow::Result<AppResponse>;

pub(crate) struct Setup {
    pub(crate) market: Market,
    pub(crate) mint: Addr,
    pub(crate) oracle: Addr,
    pub(crate) collateral_oracle: Addr,
    pub(crate) lock: Addr,
    pub(crate) staking: Addr,
    /// Tokens by symbol.
    tokens: BTreeMap<String, Addr>,
}

impl Setup {
    /// A protocol of fee rate 0.015 that lists nothing. Its owner is an account.
    pub(crate) fn new() -> Self {
        let mut market = Market::new();
        for name in PEOPLE {
            let account = market.account(name);
            market
                .chain
                .fund(&account, &[coin(FORTUNE, "uluna"), coin(FORTUNE, BASE)]);
        }
        let owner = market.account("owner");
        let oracle = market.chain.new_oracle(&owner, BASE);
        let mint_msg = instantiate_msg(&market, &oracle);
        let mint = market.chain.create(codes::mint(), &owner, &mint_msg);
        let mut setup = Self {
            collateral_oracle: mint.clone(),
            lock: mint.clone(),
            staking: mint.clone(),
            tokens: BTreeMap::new(),
            market,
            mint,
            oracle,
        };
        setup.create_peers();
        setup
    }

    /// The contracts that need mint's address, which mint is then told.
    fn create_peers(&mut self) {
        let owner = self.who("owner");
        let [admin, mint, oracle] = [&owner, &self.mint, &self.oracle].map(Addr::to_string);
        let lock = lock::InstantiateMsg {
            owner: admin.clone(),
            mint_contract: mint.clone(),
            base_denom: BASE.to_string(),
            lockup_period: 1_209_600,
        };
        let staking = staking::InstantiateMsg {
            owner: admin.clone(),
            mirror_token: admin.clone(),
            mint_contract: mint,
            oracle_contract: oracle,
            terraswap_factory: self.market.factory.to_string(),
            base_denom: BASE.to_string(),
            premium_min_update_interval: 3_600,
            short_reward_contract: admin,
            minimum_reserve: None,
        };
        let chain = &mut self.market.chain;
        self.collateral_oracle =
            chain.new_collateral_oracle(&owner, &self.mint, &self.oracle, BASE);
        self.lock = chain.create(codes::lock(), &owner, &lock);
        self.staking = chain.create(codes::staking(), &owner, &staking);
        self.configure(ConfigUpdate {
            collateral_oracle: Some(self.collateral_oracle.to_string()),
            lock: Some(self.lock.to_string()),
            staking: Some(self.staking.to_string()),
            ..ConfigUpdate::default()
        })
        .unwrap();
    }

    /// With this fee rate.
    pub(crate) fn with_fee(mut self, rate: &str) -> Self {
        self.configure(ConfigUpdate {
            protocol_fee_rate: Some(decimal(rate)),
            ..ConfigUpdate::default()
        })
        .unwrap();
        self
    }

    /// With a listed mAsset of minimum ratio 1.5 and discount 0.2, fed once.
    pub(crate) fn with_asset(self, symbol: &str, price: &str) -> Self {
        self.with_asset_of(symbol, price, "1.5", "0.2")
    }

    /// The same with this minimum ratio and discount.
    pub(crate) fn with_asset_of(
        mut self,
        symbol: &str,
        price: &str,
        ratio: &str,
        discount: &str,
    ) -> Self {
        let token = self.new_masset(symbol);
        let msg = register(&token, ratio, discount);
        self.owner_tries(&msg).unwrap();
        self.feed(&[(symbol, price)]);
        self
    }

    /// With another collateral of a fixed price.
    pub(crate) fn with_collateral(mut self, info: AssetInfo, price: &str, factor: &str) -> Self {
        let source = SourceType::FixedPrice {
            price: decimal(price),
        };
        self.accept(info, source, factor);
        self
    }

    /// A token that mint alone mints, with a feeder, a pair and a reward pool; not listed yet.
    pub(crate) fn new_masset(&mut self, symbol: &str) -> Addr {
        let token = self.market.new_token_of(&self.mint, symbol, 6);
        let pair = self
            .market
            .new_pair([&AssetInfo::native(BASE), &AssetInfo::token(&token)]);
        let staking = self.staking.clone();
        let pool = staking::ExecuteMsg::RegisterAsset {
            asset_token: token.to_string(),
            staking_token: pair.liquidity_token,
        };
        let [owner, feeder] = ["owner", "feeder"].map(|name| self.who(name));
        let chain = &mut self.market.chain;
        chain.register_feed(&self.oracle, &owner, &feeder, token.as_str());
        self.tries("owner", &staking, &pool).unwrap();
        self.tokens.insert(symbol.to_string(), token.clone());
        token
    }

    // Around mint

    pub(crate) fn who(&self, name: &str) -> Addr {
        self.market.account(name)
    }

    pub(crate) fn token(&self, symbol: &str) -> Addr {
        self.tokens[symbol].clone()
    }

    /// This much of an mAsset.
    pub(crate) fn of(&self, symbol: &str, amount: u128) -> Asset {
        Asset::token(self.token(symbol), amount)
    }

    /// Call a token by a name.
    pub(crate) fn knows(&mut self, symbol: &str, token: Addr) {
        self.tokens.insert(symbol.to_string(), token);
    }

    pub(crate) fn tries(
        &mut self,
        sender: &str,
        contract: &Addr,
        msg: &(impl Serialize + std::fmt::Debug),
    ) -> Answer {
        let sender = self.who(sender);
        self.market.chain.execute(&sender, contract, msg, &[])
    }

    /// The feeder posts prices, by symbol or by denom.
    pub(crate) fn feed(&mut self, prices: &[(&str, &str)]) {
        let name = |asset: &str| match self.tokens.get(asset) {
            Some(token) => token.to_string(),
            None => asset.to_string(),
        };
        let prices = prices
            .iter()
            .map(|(asset, price)| (name(asset), decimal(price)))
            .collect();
        let oracle = self.oracle.clone();
        let post = oracle::ExecuteMsg::FeedPrice { prices };
        // An asset is fed once per block.
        self.market.chain.pass(0);
        self.tries("feeder", &oracle, &post).unwrap();
    }

    /// The owner of the collateral oracle accepts a collateral, with room for all there can be where
    /// it needs a cap.
    pub(crate) fn accept(&mut self, asset: AssetInfo, price_source: SourceType, factor: &str) {
        let is_fed = matches!(price_source, SourceType::MirrorOracle { .. });
        let value_cap = (!is_fed).then_some(Uint128::MAX);
        self.tell_collateral_oracle(collateral_oracle::ExecuteMsg::RegisterCollateralAsset {
            asset,
            price_source,
            multiplier: decimal(factor),
            value_cap,
        });
    }

    /// The owner of the collateral oracle revokes a collateral.
    pub(crate) fn revoke(&mut self, asset: AssetInfo) {
        self.tell_collateral_oracle(collateral_oracle::ExecuteMsg::RevokeCollateralAsset { asset });
    }

    pub(crate) fn tell_collateral_oracle(&mut self, msg: collateral_oracle::ExecuteMsg) {
        let contract = self.collateral_oracle.clone();
        self.tries("owner", &contract, &msg).unwrap();
    }

    /// Somebody gets this much of an mAsset, minted against base coins of a position that nobody
    /// will liquidate. The price must be fresh.
    pub(crate) fn gives(&mut self, who: &str, symbol: &str, amount: u128) {
        self.opens("provider", base(FORTUNE / 1_000), symbol, "1000000");
        let (provider, recipient) = (self.who("provider"), self.who(who));
        let token = self.token(symbol);
        self.market
            .chain
            .give(&provider, &token, amount, &recipient);
    }

    /// The pool of an mAsset has this much on both sides.
    pub(crate) fn with_pool(mut self, symbol: &str, base_side: u128, token_side: u128) -> Self {
        self.gives("provider", symbol, token_side);
        let provided = [base(base_side), self.of(symbol, token_side)];
        let infos = [provided[0].info.clone(), provided[1].info.clone()];
        let factory = terraswap::factory::PairFactory(self.market.factory.clone());
        let pair = factory.pair(&self.market.chain.app.wrap(), infos).unwrap();
        let provider = self.who("provider");
        self.market.provide(&provider, &pair, provided).unwrap();
        self
    }

    // The owner

    pub(crate) fn owner_tries(&mut self, msg: &ExecuteMsg) -> Answer {
        let mint = self.mint.clone();
        self.tries("owner", &mint, msg)
    }

    pub(crate) fn configure(&mut self, update: ConfigUpdate) -> Answer {
        self.owner_tries(&ExecuteMsg::UpdateConfig(update))
    }

    /// Set an asset's minimum ratio.
    pub(crate) fn demand(&mut self, symbol: &str, ratio: &str) {
        let msg = ExecuteMsg::UpdateAsset {
            asset_token: self.token(symbol).into_string(),
            auction_discount: None,
            min_collateral_ratio: Some(decimal(ratio)),
            ipo_params: None,
            debt_cap: None,
        };
        self.owner_tries(&msg).unwrap();
    }

    pub(crate) fn delist(&mut self, symbol: &str, end_price: &str) {
        let msg = ExecuteMsg::RegisterMigration {
            asset_token: self.token(symbol).into_string(),
            end_price: decimal(end_price),
        };
        self.owner_tries(&msg).unwrap();
    }

    /// The owner announces a delisting, or without a price takes it back.
    pub(crate) fn announces(&mut self, symbol: &str, end_price: Option<&str>) -> Answer {
        let msg = ExecuteMsg::AnnounceDelisting {
            asset_token: self.token(symbol).into_string(),
            end_price: end_price.map(decimal),
        };
        self.owner_tries(&msg)
    }

    pub(crate) fn tries_to_accept(&mut self, who: &str, symbol: &str) -> Answer {
        let mint = self.mint.clone();
        let msg = ExecuteMsg::AcceptCollateral {
            asset_token: self.token(symbol).into_string(),
        };
        self.tries(who, &mint, &msg)
    }

    // Users

    fn asks(&mut self, who: &str, request: StdResult<Call>) -> Answer {
        let sender = self.who(who);
        self.market.chain.send(&sender, request)
    }

    pub(crate) fn tries_to_open(
        &mut self,
        who: &str,
        collateral: Asset,
        symbol: &str,
        ratio: &str,
        short_params: Option<ShortParams>,
    ) -> Answer {
        let (asset, ratio) = (AssetInfo::token(self.token(symbol)), decimal(ratio));
        let request = Call::open_position(&self.mint, collateral, asset, ratio, short_params);
        self.asks(who, request)
    }

    /// Open a position; the answer is its number.
    #[track_caller]
    pub(crate) fn opens(
        &mut self,
        who: &str,
        collateral: Asset,
        symbol: &str,
        ratio: &str,
    ) -> Uint128 {
        let answer = self.tries_to_open(who, collateral, symbol, ratio, None);
        self.number(answer)
    }

    /// Open a short position without limits on its sale.
    #[track_caller]
    pub(crate) fn shorts(
        &mut self,
        who: &str,
        collateral: Asset,
        symbol: &str,
        ratio: &str,
    ) -> Uint128 {
        let limits = Some(ShortParams::default());
        let answer = self.tries_to_open(who, collateral, symbol, ratio, limits);
        self.number(answer)
    }

    #[track_caller]
    fn number(&self, answer: Answer) -> Uint128 {
        let event = attributes(&answer.expect("a position is opened"), &self.mint);
        let (key, idx) = &event[1];
        assert_eq!("position_idx", key);
        idx.parse().unwrap()
    }

    pub(crate) fn tries_to_deposit(&mut self, who: &str, idx: Uint128, paid: Asset) -> Answer {
        let request = Call::deposit(&self.mint, idx, paid);
        self.asks(who, request)
    }

    pub(crate) fn tries_to_withdraw(
        &mut self,
        who: &str,
        idx: Uint128,
        collateral: Option<Asset>,
    ) -> Answer {
        let request = Call::withdraw(&self.mint, idx, collateral);
        self.asks(who, request)
    }

    pub(crate) fn tries_to_mint(&mut self, who: &str, idx: Uint128, asset: Asset) -> Answer {
        let request = Call::mint(&self.mint, idx, asset, None);
        self.asks(who, request)
    }

    pub(crate) fn tries_to_burn(&mut self, who: &str, idx: Uint128, paid: Asset) -> Answer {
        let token = Addr::unchecked(paid.info.id());
        let request = Call::burn(&self.mint, idx, &token, paid.amount);
        self.asks(who, request)
    }

    pub(crate) fn tries_to_auction(&mut self, who: &str, idx: Uint128, paid: Asset) -> Answer {
        let token = Addr::unchecked(paid.info.id());
        let request = Call::auction(&self.mint, idx, &token, paid.amount);
        self.asks(who, request)
    }

    // What is there

    pub(crate) fn position(&self, idx: Uint128) -> PositionResponse {
        let question = QueryMsg::Position { position_idx: idx };
        self.market.chain.query(&self.mint, &question)
    }

    /// Collateral and debt of a position; `None` if it is closed.
    pub(crate) fn amounts(&self, idx: Uint128) -> Option<(u128, u128)> {
        let question = QueryMsg::Position { position_idx: idx };
        let app = &self.market.chain.app;
        let position: Option<PositionResponse> =
            app.wrap().query_wasm_smart(&self.mint, &question).ok();
        position.map(|found| (found.collateral.amount.u128(), found.asset.amount.u128()))
    }

    pub(crate) fn balance(&self, who: &str, info: &AssetInfo) -> u128 {
        self.market.balance(&self.who(who), info)
    }

    pub(crate) fn listing(&self, symbol: &str) -> AssetConfigResponse {
        let asset_token = self.token(symbol).into_string();
        let question = QueryMsg::AssetConfig { asset_token };
        self.market.chain.query(&self.mint, &question)
    }

    pub(crate) fn status(&self, symbol: &str) -> AssetStatusResponse {
        let asset_token = self.token(symbol).into_string();
        let question = QueryMsg::AssetStatus { asset_token };
        self.market.chain.query(&self.mint, &question)
    }

    /// An asset in the list of collateral, if it is there.
    pub(crate) fn as_collateral(&self, symbol: &str) -> Option<CollateralInfoResponse> {
        let oracle = CollateralOracle(self.collateral_oracle.clone());
        let querier = self.market.chain.app.wrap();
        oracle
            .asset_info(&querier, self.token(symbol).as_str())
            .ok()
    }

    pub(crate) fn bad_debt(&self, symbol: &str) -> u128 {
        let asset_token = self.token(symbol).into_string();
        let question = QueryMsg::BadDebt { asset_token };
        let answer: BadDebtResponse = self.market.chain.query(&self.mint, &question);
        answer.amount.u128()
    }

    /// The short stake of somebody in an mAsset.
    pub(crate) fn short_stake(&self, who: &str, symbol: &str) -> u128 {
        let question = staking::QueryMsg::RewardInfo {
            staker_addr: self.who(who).into_string(),
            asset_token: Some(self.token(symbol).into_string()),
        };
        let answer: staking::RewardInfoResponse = self.market.chain.query(&self.staking, &question);
        let shorts = answer.reward_infos.iter().filter(|info| info.is_short);
        shorts.map(|info| info.bond_amount.u128()).sum()
    }

    /// What the lock keeps for a position; `None` if nothing.
    pub(crate) fn locked(&self, idx: Uint128) -> Option<lock::PositionLockInfoResponse> {
        let question = lock::QueryMsg::PositionLockInfo { position_idx: idx };
        let app = &self.market.chain.app;
        app.wrap().query_wasm_smart(&self.lock, &question).ok()
    }

    /// What mint told the event log.
    pub(crate) fn event(&self, answer: &AppResponse) -> Vec<(String, String)> {
        attributes(answer, &self.mint)
    }

    /// What mint told under one key.
    #[track_caller]
    pub(crate) fn event_value(&self, answer: &AppResponse, key: &str) -> String {
        attribute(answer, &self.mint, key)
    }

    /// Set the clock; posts are of second 1000 unless made later.
    pub(crate) fn at(&mut self, second: u64) {
        self.market.chain.at(second);
    }
}

/// Mint before its peers exist.
pub(crate) fn instantiate_msg(market: &Market, oracle: &Addr) -> InstantiateMsg {
    let owner = market.account("owner").into_string();
    InstantiateMsg {
        oracle: oracle.to_string(),
        collector: market.account("collector").into_string(),
        collateral_oracle: owner.clone(),
        staking: owner.clone(),
        terraswap_factory: market.factory.to_string(),
        lock: owner.clone(),
        base_denom: BASE.to_string(),
        token_code_id: market.token_code,
        protocol_fee_rate: Decimal::permille(15),
        default_value_cap: None,
        collateral_delay: None,
        owner,
    }
}

pub(crate) fn register(token: &Addr, ratio: &str, discount: &str) -> ExecuteMsg {
    ExecuteMsg::RegisterAsset {
        asset_token: token.to_string(),
        auction_discount: decimal(discount),
        min_collateral_ratio: decimal(ratio),
        ipo_params: None,
        debt_cap: None,
        collateral: None,
    }
}

/// This much of the base coin.
pub(crate) fn base(amount: u128) -> Asset {
    Asset::native(BASE, amount)
}

/// This much of the other native coin.
pub(crate) fn luna(amount: u128) -> Asset {
    Asset::native("uluna", amount)
}

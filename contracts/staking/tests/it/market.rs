//! Staking with a market, an oracle and a curve: the pool of example S1.

use std::ops::{Deref, DerefMut};

use cosmwasm_std::{coin, wasm_execute, Addr, CosmosMsg, Decimal};
use cw_multi_test::{AppResponse, Contract, ContractWrapper};
use mirror_protocol::{short_reward, staking};
use mirror_testing::{codes, Market};
use terraswap::asset::{Asset, AssetInfo, PairInfo};
use terraswap::factory::PairFactory;
use terraswap::pair::Pair;
use terraswap::token::Token;

use crate::setup::Setup;

/// Base and asset in the first pool.
pub(crate) const POOL: [u128; 2] = [1_050_000_000, 10_000_000];

pub(crate) struct Traded {
    pub(crate) setup: Setup,
    pub(crate) market: Parts,
    pub(crate) pair: PairInfo,
    pub(crate) oracle: Addr,
    pub(crate) feeder: Addr,
    pub(crate) lender: Addr,
}

/// The parts of the market besides the chain, which staking has.
pub(crate) struct Parts {
    pub(crate) factory: Addr,
    pub(crate) owner: Addr,
}

impl Deref for Traded {
    type Target = Setup;

    fn deref(&self) -> &Setup {
        &self.setup
    }
}

impl DerefMut for Traded {
    fn deref_mut(&mut self) -> &mut Setup {
        &mut self.setup
    }
}

impl Traded {
    /// The pool of example S1, without a trade for an hour. Nobody has posted a price yet.
    pub(crate) fn new() -> Self {
        Self::with_pool(POOL)
    }

    pub(crate) fn with_pool(reserves: [u128; 2]) -> Self {
        let mut market = Market::new();
        let [lender, alice, bob, feeder] =
            ["lender", "alice", "bob", "feeder"].map(|name| market.account(name));
        let base = AssetInfo::native("uusd");
        let token = market.new_token("mAAPL", 6);
        let assets = [base.amount(reserves[0]), token.clone().amount(reserves[1])];
        let pair = market.new_pool(&lender, assets);
        for account in [&alice, &bob] {
            market.give(account, &token.clone().amount(1_000_000_000_000u128));
        }
        let owner = market.owner.clone();
        let oracle = market.chain.new_oracle(&owner, "uusd");
        let curve = short_reward::InstantiateMsg::default();
        let curve = market.chain.create(codes::short_reward(), &owner, &curve);

        let factory = market.factory.clone();
        let mut setup = Setup::with_peers(market.chain, &oracle, &factory, &curve);
        setup.chain.pass(3_600);
        setup.asset = Addr::unchecked(token.id());
        setup.lp = Addr::unchecked(&pair.liquidity_token);
        setup.register(&setup.asset.clone(), &setup.lp.clone());
        Self {
            setup,
            market: Parts { factory, owner },
            pair,
            oracle,
            feeder,
            lender,
        }
    }

    /// A token of Alice's, its pair, and the pair's LP token.
    fn new_asset(&mut self) -> (Addr, PairInfo) {
        let (alice, token) = (self.alice.clone(), self.token("young"));
        let handle = PairFactory(self.market.factory.clone());
        let assets = [AssetInfo::native("uusd"), AssetInfo::token(&token)];
        let create = handle.create_pair(assets.clone()).unwrap();
        self.run(&alice, vec![create]).unwrap();
        let pair = handle.pair(&self.chain.app.wrap(), assets).unwrap();
        (token, pair)
    }

    /// A token whose pair is empty, and the pair's LP token.
    pub(crate) fn new_asset_without_liquidity(&mut self) -> (Addr, Addr) {
        let (token, pair) = self.new_asset();
        (token, Addr::unchecked(pair.liquidity_token))
    }

    /// A token whose pair has liquidity of 105 base for one, provided in this block.
    pub(crate) fn new_asset_with_young_pair(&mut self) -> Addr {
        let alice = self.alice.clone();
        let (token, pair) = self.new_asset();
        let pair = Addr::unchecked(pair.contract_addr);
        let amounts = [self.base(POOL[0]), AssetInfo::token(&token).amount(POOL[1])];
        let allow = Token(token.clone()).increase_allowance(&pair, POOL[1].into());
        let provide = Pair(pair).provide_liquidity(amounts, None, None);
        self.run(&alice, vec![allow.unwrap(), provide.unwrap()])
            .unwrap();
        token
    }

    /// The feeder posts a price of the asset.
    pub(crate) fn feeds(&mut self, price: &str) {
        let (asset, owner) = (self.setup.asset.to_string(), &self.market.owner);
        let chain = &mut self.setup.chain;
        chain.register_feed(&self.oracle, owner, &self.feeder, &asset);
        // An asset is fed once per block.
        chain.pass(0);
        chain.post_price(&self.oracle, &self.feeder, &asset, price);
    }

    pub(crate) fn adjusts(&mut self, assets: &[&Addr]) -> anyhow::Result<AppResponse> {
        let stranger = self.bob.clone();
        self.setup.send(&stranger, &adjust(assets))
    }

    /// Adjusts the pool's own asset.
    pub(crate) fn adjusts_it(&mut self) -> anyhow::Result<AppResponse> {
        let asset = self.asset.clone();
        self.adjusts(&[&asset])
    }

    /// Premium, weight and the second of their measurement.
    pub(crate) fn premium(&self) -> (Decimal, Decimal, u64) {
        let pool = self.pool();
        (
            pool.premium_rate,
            pool.short_reward_weight,
            pool.premium_updated_time,
        )
    }

    pub(crate) fn base(&self, amount: u128) -> Asset {
        Asset::native("uusd", amount)
    }

    pub(crate) fn token_amount(&self, amount: u128) -> Asset {
        Asset::token(&self.asset, amount)
    }

    pub(crate) fn swap(&self, offer: Asset) -> CosmosMsg {
        let pair = Pair(Addr::unchecked(&self.pair.contract_addr));
        pair.swap(offer, None, None, None).unwrap()
    }

    pub(crate) fn run(&mut self, sender: &Addr, messages: Vec<CosmosMsg>) -> anyhow::Result<()> {
        let outcome = self.setup.chain.app.execute_multi(sender.clone(), messages);
        self.setup.audit();
        outcome.map(drop)
    }

    pub(crate) fn tell(&self, msg: &staking::ExecuteMsg) -> CosmosMsg {
        wasm_execute(&self.staking, msg, vec![]).unwrap().into()
    }

    /// Somebody provides liquidity of base and asset, with the allowance for it.
    pub(crate) fn stakes(
        &mut self,
        staker: &Addr,
        base: u128,
        asset: u128,
        slippage_tolerance: Option<Decimal>,
    ) -> anyhow::Result<AppResponse> {
        self.allow(staker, asset);
        let msg = staking::ExecuteMsg::AutoStake {
            assets: [self.base(base), self.token_amount(asset)],
            slippage_tolerance,
        };
        self.pays(staker, base, &msg)
    }

    pub(crate) fn allow(&mut self, staker: &Addr, asset: u128) {
        let token = Token(self.asset.clone());
        let allowance = token.increase_allowance(&self.staking, asset.into());
        self.run(staker, vec![allowance.unwrap()]).unwrap();
    }

    pub(crate) fn pays(
        &mut self,
        sender: &Addr,
        base: u128,
        msg: &staking::ExecuteMsg,
    ) -> anyhow::Result<AppResponse> {
        let staking = self.staking.clone();
        let coins = [coin(base, "uusd")];
        let coins = if base == 0 { &[][..] } else { &coins[..] };
        let outcome = self.setup.chain.execute(sender, &staking, msg, coins);
        self.setup.audit();
        outcome
    }

    pub(crate) fn coins(&self, holder: &Addr) -> u128 {
        let wrap = self.chain.app.wrap();
        wrap.query_balance(holder, "uusd").unwrap().amount.u128()
    }
}

pub(crate) fn adjust(assets: &[&Addr]) -> staking::ExecuteMsg {
    staking::ExecuteMsg::AdjustPremium {
        asset_tokens: assets.iter().map(ToString::to_string).collect(),
    }
}

/// A curve that governance might choose: it answers with a weight of 1.5.
pub(crate) fn generous_curve() -> Box<dyn Contract<cosmwasm_std::Empty>> {
    use cosmwasm_std::{
        to_json_binary, Binary, Deps, DepsMut, Env, MessageInfo, Response, StdResult,
    };
    use short_reward::{InstantiateMsg, QueryMsg, ShortRewardWeightResponse};

    fn set_up(_: DepsMut, _: Env, _: MessageInfo, _: InstantiateMsg) -> StdResult<Response> {
        Ok(Response::new())
    }
    fn answer(_: Deps, _: Env, _: QueryMsg) -> StdResult<Binary> {
        to_json_binary(&ShortRewardWeightResponse {
            short_reward_weight: Decimal::percent(150),
        })
    }
    Box::new(ContractWrapper::new(set_up, set_up, answer))
}

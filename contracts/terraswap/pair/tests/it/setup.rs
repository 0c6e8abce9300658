//! A pair of base and token on a chain of its own.

use cosmwasm_std::{Addr, Coin};
use cw_multi_test::AppResponse;
use mirror_testing::Market;
use terraswap::asset::{coins_of, Asset, AssetInfo, PairInfo};
use terraswap::pair::{
    Cw20HookMsg, ExecuteMsg, QueryMsg, ReverseSimulationResponse, SimulationResponse,
};

pub(crate) use mirror_testing::decimal;

/// What every account has of both assets in the beginning.
pub(crate) const RICH: u128 = 1_000_000_000_000_000;

pub(crate) struct Setup {
    pub(crate) market: Market,
    pub(crate) token: AssetInfo,
    pub(crate) pair: PairInfo,
    /// The first provider.
    pub(crate) alice: Addr,
    /// Everybody else.
    pub(crate) bob: Addr,
}

impl Setup {
    /// A pair without liquidity.
    pub(crate) fn empty() -> Self {
        let mut market = Market::new();
        let [alice, bob] = ["alice", "bob"].map(|name| market.account(name));
        let token = market.new_token("mAAPL", 6);
        let pair = market.new_pair([&base_info(), &token]);
        for account in [&alice, &bob] {
            market.give(account, &base(RICH));
            market.give(account, &token.clone().amount(RICH));
        }
        Self {
            market,
            token,
            pair,
            alice,
            bob,
        }
    }

    /// A pair with these first reserves of Alice's.
    pub(crate) fn with_reserves(base_reserve: u128, token_reserve: u128) -> Self {
        let mut setup = Self::empty();
        let alice = setup.alice.clone();
        setup.provides(&alice, base_reserve, token_reserve).unwrap();
        setup
    }

    /// The pair of the worked example A1.
    pub(crate) fn new() -> Self {
        Self::with_reserves(1_000_000_000, 10_000_000)
    }

    pub(crate) fn contract(&self) -> Addr {
        Addr::unchecked(&self.pair.contract_addr)
    }

    pub(crate) fn tokens(&self, amount: u128) -> Asset {
        self.token.clone().amount(amount)
    }

    pub(crate) fn shares(&self, amount: u128) -> Asset {
        AssetInfo::token(&self.pair.liquidity_token).amount(amount)
    }

    pub(crate) fn has(&self, account: &Addr, info: &AssetInfo) -> u128 {
        self.market.balance(account, info)
    }

    /// Base, tokens and shares of an account.
    pub(crate) fn purse(&self, account: &Addr) -> [u128; 3] {
        [base_info(), self.token.clone(), self.shares(0).info].map(|info| self.has(account, &info))
    }

    pub(crate) fn reserves(&self) -> [u128; 2] {
        self.market.reserves(&self.pair)
    }

    pub(crate) fn supply(&self) -> u128 {
        self.market.supply(&self.pair)
    }

    pub(crate) fn send(
        &mut self,
        sender: &Addr,
        msg: &ExecuteMsg,
        coins: &[Coin],
    ) -> anyhow::Result<AppResponse> {
        let contract = self.contract();
        self.market.chain.execute(sender, &contract, msg, coins)
    }

    pub(crate) fn provides(
        &mut self,
        provider: &Addr,
        base_amount: u128,
        token_amount: u128,
    ) -> anyhow::Result<AppResponse> {
        let assets = [base(base_amount), self.tokens(token_amount)];
        self.market.provide(provider, &self.pair, assets)
    }

    /// Provide with all that the message has room for.
    pub(crate) fn provides_under(
        &mut self,
        provider: &Addr,
        assets: [Asset; 2],
        receiver: Option<&str>,
        slippage_tolerance: Option<&str>,
    ) -> anyhow::Result<AppResponse> {
        let coins = coins_of(&assets);
        for asset in &assets {
            let contract = self.contract();
            self.market.allow(provider, &contract, asset);
        }
        let msg = ExecuteMsg::ProvideLiquidity {
            assets,
            receiver: receiver.map(ToString::to_string),
            deadline: None,
            slippage_tolerance: slippage_tolerance.map(decimal),
        };
        self.send(provider, &msg, &coins)
    }

    pub(crate) fn swaps(&mut self, trader: &Addr, offer: Asset) -> anyhow::Result<AppResponse> {
        self.market.swap(trader, &self.pair, offer)
    }

    /// Swap under these limits, a coin or a token.
    pub(crate) fn swaps_under(
        &mut self,
        trader: &Addr,
        offer: Asset,
        belief_price: Option<&str>,
        max_spread: Option<&str>,
    ) -> anyhow::Result<AppResponse> {
        let handle = terraswap::pair::Pair(self.contract());
        let msg = handle.swap(
            offer,
            belief_price.map(decimal),
            max_spread.map(decimal),
            None,
        )?;
        self.market.send(trader, msg)
    }

    pub(crate) fn withdraws(
        &mut self,
        provider: &Addr,
        shares: u128,
    ) -> anyhow::Result<AppResponse> {
        self.market.withdraw(provider, &self.pair, shares)
    }

    pub(crate) fn withdraws_at_least(
        &mut self,
        provider: &Addr,
        shares: u128,
        min_assets: [Asset; 2],
    ) -> anyhow::Result<AppResponse> {
        let hook = Cw20HookMsg::WithdrawLiquidity {
            min_assets: Some(min_assets),
            deadline: None,
        };
        let (shares, contract) = (self.shares(shares), self.pair.contract_addr.clone());
        self.market.pay(provider, &contract, &shares, &hook)
    }

    /// Give to the pair by a plain transfer.
    pub(crate) fn gift(&mut self, asset: &Asset) {
        let contract = self.contract();
        self.market.give(&contract, asset);
    }

    pub(crate) fn simulation(&self, offer: Asset) -> [u128; 3] {
        let question = QueryMsg::Simulation { offer_asset: offer };
        let answer: SimulationResponse = self.market.chain.query(&self.contract(), &question);
        [
            answer.return_amount.u128(),
            answer.spread_amount.u128(),
            answer.commission_amount.u128(),
        ]
    }

    pub(crate) fn reverse_simulation(&self, ask: Asset) -> [u128; 3] {
        let question = QueryMsg::ReverseSimulation { ask_asset: ask };
        let answer: ReverseSimulationResponse =
            self.market.chain.query(&self.contract(), &question);
        [
            answer.offer_amount.u128(),
            answer.spread_amount.u128(),
            answer.commission_amount.u128(),
        ]
    }

    pub(crate) fn query_error(&self, question: &QueryMsg) -> String {
        self.market.chain.query_error(&self.contract(), question)
    }
}

pub(crate) fn base_info() -> AssetInfo {
    AssetInfo::native("uusd")
}

pub(crate) fn base(amount: u128) -> Asset {
    base_info().amount(amount)
}

/// Swap a coin without limits.
pub(crate) fn swap_message(offer_asset: Asset) -> ExecuteMsg {
    ExecuteMsg::Swap {
        offer_asset,
        belief_price: None,
        max_spread: None,
        to: None,
        deadline: None,
    }
}

/// Swap tokens without limits.
pub(crate) fn swap_hook() -> Cw20HookMsg {
    Cw20HookMsg::Swap {
        belief_price: None,
        max_spread: None,
        to: None,
        deadline: None,
    }
}

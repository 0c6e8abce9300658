//! A pair factory and a few accounts.

use cosmwasm_std::{coin, Addr, Coin};
use cw_multi_test::AppResponse;
use mirror_testing::Market;
use terraswap::asset::{Asset, AssetInfo};
use terraswap::factory::{ExecuteMsg, QueryMsg};

pub(crate) struct Setup {
    pub(crate) market: Market,
    pub(crate) token: AssetInfo,
    pub(crate) owner: Addr,
    pub(crate) alice: Addr,
}

impl Setup {
    /// Alice has a billion of base, luna and the token.
    pub(crate) fn new() -> Self {
        let mut market = Market::new();
        let (owner, alice) = (market.owner.clone(), market.account("alice"));
        let token = market.new_token("mAAPL", 8);
        for info in [base(), luna(), token.clone()] {
            market.give(&alice, &info.amount(1_000_000_000u128));
        }
        market.chain.fund(&owner, &[coin(1_000, "uusd")]);
        Self {
            market,
            token,
            owner,
            alice,
        }
    }

    pub(crate) fn send(
        &mut self,
        sender: &Addr,
        msg: &ExecuteMsg,
        coins: &[Coin],
    ) -> anyhow::Result<AppResponse> {
        let factory = self.market.factory.clone();
        self.market.chain.execute(sender, &factory, msg, coins)
    }

    /// Alice creates a pair with these amounts and coins.
    pub(crate) fn creates(
        &mut self,
        assets: [Asset; 2],
        coins: &[Coin],
    ) -> anyhow::Result<AppResponse> {
        let alice = self.alice.clone();
        self.send(&alice, &create(assets), coins)
    }

    pub(crate) fn query_error(&self, question: &QueryMsg) -> String {
        self.market
            .chain
            .query_error(&self.market.factory, question)
    }
}

pub(crate) fn base() -> AssetInfo {
    AssetInfo::native("uusd")
}

pub(crate) fn luna() -> AssetInfo {
    AssetInfo::native("uluna")
}

pub(crate) fn create(assets: [Asset; 2]) -> ExecuteMsg {
    ExecuteMsg::CreatePair {
        assets: Some(assets),
        asset_infos: None,
    }
}

pub(crate) fn empty(infos: [&AssetInfo; 2]) -> [Asset; 2] {
    infos.map(|info| info.clone().amount(0u128))
}

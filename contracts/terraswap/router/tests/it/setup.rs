//! A router between two pools: base and token, token and luna.

use cosmwasm_std::{coin, Addr};
use cw_multi_test::AppResponse;
use mirror_testing::{codes, Market};
use terraswap::asset::{Asset, AssetInfo, PairInfo};
use terraswap::router::{Cw20HookMsg, ExecuteMsg, InstantiateMsg, SwapOperation};

/// 1,000,000 base give 9960 tokens (terraswap.md A4), and these
/// gross floor(20,000,000·9960 / 10,009,960) = 19900 luna, less ceil(59.7) = 60.
pub(crate) const LUNA_FOR_A_MILLION: u128 = 19_840;

pub(crate) struct Setup {
    pub(crate) market: Market,
    pub(crate) router: Addr,
    pub(crate) trader: Addr,
    pub(crate) token: AssetInfo,
    /// 1,000,000,000 base and 10,000,000 tokens.
    pub(crate) base_pool: PairInfo,
    /// 10,000,000 tokens and 20,000,000 luna.
    pub(crate) luna_pool: PairInfo,
}

impl Setup {
    pub(crate) fn new() -> Self {
        let mut market = Market::new();
        let [provider, trader] = ["provider", "trader"].map(|name| market.account(name));
        let token = market.new_token("mAAPL", 6);
        let tokens = token.clone().amount(10_000_000u128);
        let base_pool = market.new_pool(
            &provider,
            [Asset::native("uusd", 1_000_000_000u128), tokens.clone()],
        );
        let luna_pool =
            market.new_pool(&provider, [tokens, Asset::native("uluna", 20_000_000u128)]);
        let msg = InstantiateMsg {
            terraswap_factory: market.factory.to_string(),
        };
        let owner = market.owner.clone();
        let router = market.chain.create(codes::terraswap_router(), &owner, &msg);
        market.give(&trader, &Asset::native("uusd", 10_000_000u128));
        market.give(&trader, &token.clone().amount(10_000u128));
        Self {
            market,
            router,
            trader,
            token,
            base_pool,
            luna_pool,
        }
    }

    /// Base to token to luna.
    pub(crate) fn to_luna(&self) -> Vec<SwapOperation> {
        vec![hop(&base(), &self.token), hop(&self.token, &luna())]
    }

    /// The trader sends a message with this much base.
    pub(crate) fn send(&mut self, msg: &ExecuteMsg, base: u128) -> anyhow::Result<AppResponse> {
        let coins = [coin(base, "uusd")];
        let coins = if base == 0 { &[] } else { &coins[..] };
        self.market
            .chain
            .execute(&self.trader, &self.router, msg, coins)
    }

    /// The trader pays with this many tokens.
    pub(crate) fn pays(&mut self, tokens: u128, hook: &Cw20HookMsg) -> anyhow::Result<AppResponse> {
        let payment = self.token.clone().amount(tokens);
        self.market
            .pay(&self.trader.clone(), self.router.as_str(), &payment, hook)
    }

    /// Swap tokens along these operations, with no limit but this.
    pub(crate) fn hook(
        &self,
        operations: Vec<SwapOperation>,
        minimum_receive: Option<u128>,
    ) -> Cw20HookMsg {
        Cw20HookMsg::ExecuteSwapOperations {
            operations,
            minimum_receive: minimum_receive.map(Into::into),
            to: None,
            deadline: None,
        }
    }

    pub(crate) fn has(&self, account: &Addr, info: &AssetInfo) -> u128 {
        self.market.balance(account, info)
    }
}

pub(crate) fn base() -> AssetInfo {
    AssetInfo::native("uusd")
}

pub(crate) fn luna() -> AssetInfo {
    AssetInfo::native("uluna")
}

pub(crate) fn hop(offer: &AssetInfo, ask: &AssetInfo) -> SwapOperation {
    SwapOperation::TerraSwap {
        offer_asset_info: offer.clone(),
        ask_asset_info: ask.clone(),
    }
}

/// Swap along these operations, with no limit but this.
pub(crate) fn swap(operations: Vec<SwapOperation>, minimum_receive: Option<u128>) -> ExecuteMsg {
    ExecuteMsg::ExecuteSwapOperations {
        operations,
        minimum_receive: minimum_receive.map(Into::into),
        to: None,
        deadline: None,
    }
}

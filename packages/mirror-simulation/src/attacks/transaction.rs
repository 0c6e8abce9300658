//! Messages of one transaction.

use cosmwasm_std::{coin, wasm_execute, Addr, CosmosMsg, Decimal, StdResult, Uint128};
use cw20::Cw20ExecuteMsg;
use mirror_protocol::mint::{Cw20HookMsg, ExecuteMsg, ShortParams};
use mirror_protocol::oracle;
use serde::Serialize;
use terraswap::asset::{coins_of, Asset, AssetInfo};
use terraswap::pair::Pair;
use terraswap::token::Token;

/// Messages that are carried out together or not at all, in this order.
#[derive(Default)]
pub(super) struct Transaction {
    pub(super) messages: Vec<StdResult<CosmosMsg>>,
    /// What they send, for the sum.
    pub(super) sent: Vec<Asset>,
}

impl Transaction {
    pub(super) fn new() -> Self {
        Self::default()
    }

    /// A message without coins.
    pub(super) fn tells(mut self, contract: &Addr, msg: &impl Serialize) -> Self {
        let call = wasm_execute(contract, msg, vec![]);
        self.messages.push(call.map(Into::into));
        self
    }

    /// A message with a coin.
    pub(super) fn pays(mut self, contract: &Addr, msg: &impl Serialize, paid: Asset) -> Self {
        let coins = coins_of(std::slice::from_ref(&paid));
        let call = wasm_execute(contract, msg, coins);
        self.messages.push(call.map(Into::into));
        self.sent.push(paid);
        self
    }

    /// Tokens with a message.
    pub(super) fn hands(
        mut self,
        token: &Addr,
        amount: u128,
        contract: &Addr,
        hook: &impl Serialize,
    ) -> Self {
        let call = Token(token.clone()).send(contract, amount.into(), hook);
        self.messages.push(call);
        self.sent.push(Asset::token(token, amount));
        self
    }

    /// A gift of coins or tokens.
    pub(super) fn gives(mut self, gift: Asset, recipient: &Addr) -> Self {
        let transfer = gift.transfer_to(recipient).transpose();
        self.messages.extend(transfer);
        self.sent.push(gift);
        self
    }

    /// A swap without any limit.
    pub(super) fn swaps(mut self, pair: &Addr, offer: Asset) -> Self {
        let swap = Pair(pair.clone()).swap(offer.clone(), None, None, None);
        self.messages.push(swap);
        self.sent.push(offer);
        self
    }

    /// A swap whose return goes to somebody.
    pub(super) fn swaps_to(mut self, pair: &Addr, offer: Asset, to: &Addr) -> Self {
        let swap = Pair(pair.clone()).swap(offer.clone(), None, None, Some(to));
        self.messages.push(swap);
        self.sent.push(offer);
        self
    }

    /// Liquidity in base coins and a token, with the allowance it needs.
    pub(super) fn provides(mut self, pair: &Addr, base: Asset, token: Asset) -> Self {
        if let AssetInfo::Token { contract_addr } = &token.info {
            let allowance = Cw20ExecuteMsg::IncreaseAllowance {
                spender: pair.to_string(),
                amount: token.amount,
                expires: None,
            };
            self = self.tells(&Addr::unchecked(contract_addr), &allowance);
        }
        let assets = [base.clone(), token.clone()];
        let provide = Pair(pair.clone()).provide_liquidity(assets, None, Some(Decimal::one()));
        self.messages.push(provide);
        self.sent.extend([base, token]);
        self
    }
}

/// What an account does at mint and at the oracle.
impl Transaction {
    /// A position against coins or tokens.
    pub(super) fn opens(
        self,
        mint: &Addr,
        collateral: Asset,
        minted: &Addr,
        collateral_ratio: Decimal,
    ) -> Self {
        self.opens_any(mint, collateral, minted, collateral_ratio, None)
    }

    /// A short position, without limits on its sale.
    pub(super) fn shorts(
        self,
        mint: &Addr,
        collateral: Asset,
        minted: &Addr,
        collateral_ratio: Decimal,
    ) -> Self {
        let short = Some(ShortParams::default());
        self.opens_any(mint, collateral, minted, collateral_ratio, short)
    }

    fn opens_any(
        self,
        mint: &Addr,
        collateral: Asset,
        minted: &Addr,
        collateral_ratio: Decimal,
        short_params: Option<ShortParams>,
    ) -> Self {
        let asset_info = AssetInfo::token(minted);
        if let AssetInfo::Token { contract_addr } = &collateral.info {
            let token = Addr::unchecked(contract_addr);
            let hook = Cw20HookMsg::OpenPosition {
                asset_info,
                collateral_ratio,
                short_params,
            };
            return self.hands(&token, collateral.amount.u128(), mint, &hook);
        }
        let open = ExecuteMsg::OpenPosition {
            collateral: collateral.clone(),
            asset_info,
            collateral_ratio,
            short_params,
        };
        self.pays(mint, &open, collateral)
    }

    /// A part of a position's debt, paid by its owner.
    pub(super) fn burns(self, mint: &Addr, idx: Uint128, debt: Asset) -> Self {
        let token = Addr::unchecked(debt.info.id());
        let burn = Cw20HookMsg::Burn { position_idx: idx };
        self.hands(&token, debt.amount.u128(), mint, &burn)
    }

    /// A part of a position's debt, paid for its collateral.
    pub(super) fn auctions(self, mint: &Addr, idx: Uint128, debt: Asset) -> Self {
        let token = Addr::unchecked(debt.info.id());
        let auction = Cw20HookMsg::Auction { position_idx: idx };
        self.hands(&token, debt.amount.u128(), mint, &auction)
    }

    /// All collateral of a position, or a part of it.
    pub(super) fn withdraws(self, mint: &Addr, idx: Uint128, part: Option<Asset>) -> Self {
        let withdraw = ExecuteMsg::Withdraw {
            position_idx: idx,
            collateral: part,
        };
        self.tells(mint, &withdraw)
    }

    /// A price that the attacker's key may post.
    pub(super) fn feeds(self, oracle: &Addr, asset: &Addr, price: Decimal) -> Self {
        let prices = vec![(asset.to_string(), price)];
        self.tells(oracle, &oracle::ExecuteMsg::FeedPrice { prices })
    }
}

/// An amount of the base coin.
pub(super) fn base(amount: u128) -> Asset {
    let coin = coin(amount, mirror_testing::BASE);
    Asset::native(coin.denom, coin.amount)
}

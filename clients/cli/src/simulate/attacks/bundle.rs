//! Messages of one transaction.

use cosmwasm_std::{coin, wasm_execute, Addr, CosmosMsg, Decimal, StdResult};
use cw20::Cw20ExecuteMsg;
use serde::Serialize;
use terraswap::asset::{coins_of, Asset, AssetInfo};
use terraswap::pair::Pair;
use terraswap::token::Token;

/// Messages that are carried out together or not at all, in this order.
#[derive(Default)]
pub(super) struct Bundle {
    pub(super) messages: Vec<StdResult<CosmosMsg>>,
    /// What they send, for the sum.
    pub(super) sent: Vec<Asset>,
}

impl Bundle {
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

/// An amount of the base coin.
pub(super) fn base(amount: u128) -> Asset {
    let coin = coin(amount, mirror_testing::BASE);
    Asset::native(coin.denom, coin.amount)
}

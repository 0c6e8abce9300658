//! Tokens and balances on a chain, for tests of a contract that needs no whole world.

use cosmwasm_std::{Addr, CosmosMsg, StdResult, Uint128};
use cw20::Cw20Coin;
use cw_multi_test::Executor;
use serde::Serialize;
use terraswap::asset::AssetInfo;
use terraswap::token::{self, Token};

use crate::call::Call;
use crate::chain::Answer;
use crate::{codes, TestChain};

impl TestChain {
    /// A token of six decimals without a minter, of which each holder has `each`.
    #[track_caller]
    pub fn new_token(&mut self, symbol: &str, holders: &[&Addr], each: u128) -> Addr {
        let balance = |holder: &&Addr| Cw20Coin {
            address: holder.to_string(),
            amount: Uint128::new(each),
        };
        let msg = token::InstantiateMsg {
            name: format!("token {symbol}"),
            symbol: symbol.to_string(),
            decimals: 6,
            initial_balances: holders.iter().map(balance).collect(),
            mint: None,
            marketing: None,
        };
        let creator = self.account("creator");
        self.create(codes::terraswap_token(), &creator, &msg)
    }

    /// How much of an asset an account has.
    #[track_caller]
    pub fn balance(&self, holder: &Addr, info: &AssetInfo) -> u128 {
        let balance = info.balance_of(&self.app.wrap(), holder);
        balance.expect("the balance can be asked").u128()
    }

    /// How much of a token an account has.
    #[track_caller]
    pub fn token_balance(&self, token: &Addr, holder: &Addr) -> u128 {
        self.balance(holder, &AssetInfo::token(token))
    }

    /// How much of a coin an account has.
    #[track_caller]
    pub fn coin_balance(&self, denom: &str, holder: &Addr) -> u128 {
        self.balance(holder, &AssetInfo::native(denom))
    }

    /// Send what a handle or [`Call`] has made.
    pub fn send(&mut self, sender: &Addr, request: StdResult<impl Into<CosmosMsg>>) -> Answer {
        self.app.execute(sender.clone(), request?.into())
    }

    /// Send tokens with a message to a contract.
    pub fn pay(
        &mut self,
        payer: &Addr,
        token: &Addr,
        amount: u128,
        contract: &Addr,
        hook: &impl Serialize,
    ) -> Answer {
        let call = Call::handing(token, Uint128::new(amount), contract, hook);
        self.send(payer, call)
    }

    /// Give tokens away.
    #[track_caller]
    pub fn give(&mut self, giver: &Addr, token: &Addr, amount: u128, recipient: &Addr) {
        let msg = Token(token.clone()).transfer(recipient, Uint128::new(amount));
        self.send(giver, msg).expect("the tokens are transferred");
    }
}

//! A token on a chain of its own.

use cosmwasm_std::{coin, Addr, Uint128};
use cw20::{BalanceResponse, Cw20ExecuteMsg, Cw20QueryMsg, TokenInfoResponse};
use cw_multi_test::AppResponse;
use mirror_testing::{codes, TestChain};

pub(crate) struct Setup {
    pub(crate) chain: TestChain,
    pub(crate) token: Addr,
    pub(crate) minter: Addr,
    pub(crate) holder: Addr,
    pub(crate) stranger: Addr,
}

impl Setup {
    /// A token of which the holder has 1000, mintable up to 1500.
    pub(crate) fn new() -> Self {
        let mut chain = TestChain::new();
        let [minter, holder, stranger] = ["minter", "holder", "stranger"].map(|n| chain.account(n));
        chain.fund(&minter, &[coin(1_000, "uusd")]);
        let msg = serde_json::json!({
            "name": "Mirror",
            "symbol": "MIR",
            "decimals": 6,
            "initial_balances": [{ "address": holder, "amount": "1000" }],
            "mint": { "minter": minter, "cap": "1500" },
        });
        let token = chain.create(codes::terraswap_token(), &minter, &msg);
        Self {
            chain,
            token,
            minter,
            holder,
            stranger,
        }
    }

    pub(crate) fn send(
        &mut self,
        sender: &Addr,
        msg: &Cw20ExecuteMsg,
    ) -> anyhow::Result<AppResponse> {
        self.chain.execute(sender, &self.token, msg, &[])
    }

    pub(crate) fn balance(&self, holder: &Addr) -> u128 {
        let address = holder.to_string();
        let answer: BalanceResponse = self
            .chain
            .query(&self.token, &Cw20QueryMsg::Balance { address });
        answer.balance.u128()
    }

    pub(crate) fn info(&self) -> TokenInfoResponse {
        self.chain.query(&self.token, &Cw20QueryMsg::TokenInfo {})
    }
}

pub(crate) fn mint(recipient: &Addr, amount: u128) -> Cw20ExecuteMsg {
    Cw20ExecuteMsg::Mint {
        recipient: recipient.to_string(),
        amount: Uint128::new(amount),
    }
}

pub(crate) fn transfer(recipient: &Addr, amount: u128) -> Cw20ExecuteMsg {
    Cw20ExecuteMsg::Transfer {
        recipient: recipient.to_string(),
        amount: Uint128::new(amount),
    }
}

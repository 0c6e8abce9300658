//! A wallet: an account that signs and sends, and the messages that it sends most.

use std::rc::Rc;

use cosmwasm_std::{to_json_binary, Coin, Uint128};
use cw20::Cw20ExecuteMsg;
use mirror_chain::{Account, ChainError, Fee, Included, Key, Msg, Node, Outcome, Signed};
use serde::Serialize;
use tokio::runtime::Runtime;

/// An account with one of the network's keys.
pub(crate) struct Wallet {
    account: Account,
    runtime: Rc<Runtime>,
}

impl Wallet {
    pub(super) fn new(node: &Node, key: Key, runtime: Rc<Runtime>) -> Self {
        Self {
            account: Account::new(node, key).unwrap(),
            runtime,
        }
    }

    /// Its address.
    pub(crate) fn address(&self) -> &str {
        self.account.address()
    }

    /// Send messages in one transaction that is carried out.
    #[track_caller]
    pub(crate) fn sends(&mut self, messages: &[Msg]) -> Included {
        let included = self.tries(messages);
        included.unwrap_or_else(|error| panic!("{error}"))
    }

    /// Send messages in one transaction; most refusals come from the simulation, and nothing is paid.
    pub(crate) fn tries(&mut self, messages: &[Msg]) -> Result<Included, ChainError> {
        self.runtime.block_on(self.account.send(messages, ""))
    }

    /// Send messages without asking beforehand whether they are carried out: what is refused is
    /// refused in a block, and its fee is paid.
    pub(crate) fn insists(&mut self, messages: &[Msg], gas: u64) -> Result<Included, ChainError> {
        let signed = self.signs(messages, gas);
        match self.runtime.block_on(self.account.settle(&signed))? {
            Outcome::Done(included) => Ok(included),
            Outcome::Void(error) => Err(error),
        }
    }

    /// Sign messages for a front end to send.
    pub(crate) fn signs(&mut self, messages: &[Msg], gas: u64) -> Signed {
        let price = self.account.node().config().gas_price.clone();
        let fee = Fee::of(gas, &price);
        let signed = self.account.sign(messages, "", &fee);
        self.runtime.block_on(signed).unwrap()
    }

    /// What became of signed bytes that somebody else sent.
    pub(crate) fn settles(&mut self, signed: &Signed) -> Result<Outcome, ChainError> {
        self.runtime.block_on(self.account.settle(signed))
    }
}

/// A message to a contract.
pub(crate) fn execute(contract: &str, msg: &impl Serialize) -> Msg {
    execute_with(contract, msg, &[])
}

/// A message to a contract with coins.
pub(crate) fn execute_with(contract: &str, msg: &impl Serialize, funds: &[Coin]) -> Msg {
    Msg::Execute {
        contract: contract.to_string(),
        msg: serde_json::to_vec(msg).unwrap(),
        funds: funds.to_vec(),
    }
}

/// Tokens to a contract, with a message.
pub(crate) fn hook(token: &str, amount: u128, contract: &str, msg: &impl Serialize) -> Msg {
    let send = Cw20ExecuteMsg::Send {
        contract: contract.to_string(),
        amount: Uint128::new(amount),
        msg: to_json_binary(msg).unwrap(),
    };
    execute(token, &send)
}

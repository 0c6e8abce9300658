//! A message of the script.

use cosmwasm_std::{coin, Coin};
use mirror_testing::catalogue::Call;
use serde_json::{json, Value};

/// The gas of a message where it does not say otherwise: twenty in a block.
const GAS: u64 = 2_500_000;

/// What the script expects of a message.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Expects {
    Acceptance,
    Refusal,
    /// Whatever it is, it is the same on both chains.
    Anything,
}

/// What somebody sends: a message to a contract, or coins to anybody.
#[derive(Clone, Debug)]
pub(super) struct Sent {
    /// The name of who sends it.
    pub(super) who: String,
    /// The name, or the address, of who gets it.
    pub(super) to: String,
    /// The message, with names; `None` where only coins are sent.
    pub(super) msg: Option<Value>,
    pub(super) funds: Vec<Coin>,
    pub(super) gas: u64,
    pub(super) expects: Expects,
}

/// A message to a contract.
pub(super) fn call(who: &str, to: &str, msg: Value) -> Sent {
    Sent {
        who: who.to_string(),
        to: to.to_string(),
        msg: Some(msg),
        funds: vec![],
        gas: GAS,
        expects: Expects::Acceptance,
    }
}

/// Tokens to a contract, with a message.
pub(super) fn hand(who: &str, token: &str, amount: u128, to: &str, hook: Value) -> Sent {
    let send = json!({ "contract": format!("@{to}"), "amount": amount.to_string(),
        "msg": { "#": hook } });
    call(who, token, json!({ "send": send }))
}

/// An allowance for a contract.
pub(super) fn allow(who: &str, token: &str, spender: &str, amount: u128) -> Sent {
    let allowance = json!({ "spender": format!("@{spender}"), "amount": amount.to_string() });
    call(who, token, json!({ "increase_allowance": allowance }))
}

/// Coins to anybody.
pub(super) fn give(who: &str, to: &str, amount: u128, denom: &str) -> Sent {
    Sent {
        msg: None,
        ..call(who, to, Value::Null).with(amount, denom)
    }
}

/// A message that the owner of the factory has it pass on.
pub(super) fn pass(who: &str, to: &str, msg: Value) -> Sent {
    let command = json!({ "contract_addr": format!("@{to}"), "msg": { "#": msg } });
    call(who, "factory", json!({ "pass_command": command }))
}

/// An amount of a coin as messages name it.
pub(super) fn coins(amount: u128, denom: &str) -> Value {
    json!({ "info": { "native_token": { "denom": denom } }, "amount": amount.to_string() })
}

/// An amount of a token as messages name it.
pub(super) fn tokens(amount: u128, token: &str) -> Value {
    json!({ "info": token_info(token), "amount": amount.to_string() })
}

/// A token as messages name it.
pub(super) fn token_info(token: &str) -> Value {
    json!({ "token": { "contract_addr": format!("@{token}") } })
}

/// A coin as messages name it.
pub(super) fn coin_info(denom: &str) -> Value {
    json!({ "native_token": { "denom": denom } })
}

impl Sent {
    /// A sample of the catalogue, sent by somebody.
    pub(super) fn sample(who: &str, call: Call) -> Self {
        Self {
            funds: call.coins,
            expects: Expects::Anything,
            ..self::call(who, &call.contract, call.msg)
        }
    }

    /// With coins.
    pub(super) fn with(mut self, amount: u128, denom: &str) -> Self {
        self.funds.push(coin(amount, denom));
        self.funds.sort_by(|one, other| one.denom.cmp(&other.denom));
        self
    }

    /// With another limit of gas.
    pub(super) fn gas(self, gas: u64) -> Self {
        Self { gas, ..self }
    }

    /// It will be refused.
    pub(super) fn refused(self) -> Self {
        let expects = Expects::Refusal;
        Self { expects, ..self }
    }

    /// It may be refused.
    pub(super) fn either(self) -> Self {
        let expects = Expects::Anything;
        Self { expects, ..self }
    }
}

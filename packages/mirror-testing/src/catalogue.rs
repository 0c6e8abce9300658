//! Every message that a contract takes, once, with who may send it.
//!
//! A test compares this with the message types: a new message without a sample fails. Others send
//! all of it, to see who is refused and what strangers can do while a protocol is made.

use cosmwasm_std::{coin, to_json_binary, Coin};
use serde_json::{json, Value};

mod governance;
mod market;
mod minting;
mod release;
mod scene;

pub use scene::{Role, Scene};

/// What each sample pays where it pays: one whole token or coin.
pub const AMOUNT: u128 = 1_000_000;

/// Who may send a message. Where it is more than one, the owner is the first.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Sender {
    /// Whoever wants to. Some have to wait until it is due.
    Anybody,
    /// Who has what it is about: the position, stake, order, allowance or tokens.
    Holder,
    /// The contract's owner.
    Owner,
    /// The owner or mint.
    OwnerOrMint,
    /// The owner or the account that feeds the asset's price.
    OwnerOrFeeder,
    /// The owner or the guardian of the oracle.
    OwnerOrGuardian,
    /// The owner or a keeper; anybody where no keepers are named and a price bounds the swap.
    OwnerOrKeeper,
    /// The account that feeds the asset's price, or for an IPO the one named to trigger it.
    Feeder,
    /// The mint contract.
    Mint,
    /// The contract itself, in the course of another message.
    Itself,
    /// A token, to say what was sent. The account that sent it is a field.
    Token,
    /// The deployer, once.
    Deployer,
    /// An account that a poll has authorised for a while.
    Authorised,
    /// The minter of a token.
    Minter,
    /// Who looks after what wallets show of a token; the protocol's tokens have nobody.
    Marketing,
}

/// How a message comes to its contract.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Door {
    /// Sent to it.
    Execute,
    /// In a payment of this token.
    Hook { token: String, amount: u128 },
}

/// A sample of a message.
#[derive(Debug, Clone, PartialEq)]
pub struct Message {
    pub contract: Role,
    /// As the wire spells it.
    pub variant: &'static str,
    pub door: Door,
    pub sender: Sender,
    pub msg: Value,
    pub coins: Vec<Coin>,
}

/// What an account sends.
#[derive(Debug, Clone, PartialEq)]
pub struct Call {
    pub contract: String,
    pub msg: Value,
    pub coins: Vec<Coin>,
}

impl Message {
    /// How an account sends it to the contract at this address: a hook by way of its token.
    pub fn call(&self, address: &str) -> Call {
        let (contract, msg) = match &self.door {
            Door::Execute => (address.to_string(), self.msg.clone()),
            Door::Hook { token, amount } => {
                let send = json!({ "contract": address, "amount": amount.to_string(),
                    "msg": in_base64(&self.msg) });
                (token.clone(), json!({ "send": send }))
            }
        };
        Call {
            contract,
            msg,
            coins: self.coins.clone(),
        }
    }

    /// A hook without its payment: what an account sends that says it is a token.
    pub fn forged(&self, address: &str, payer: &str) -> Option<Call> {
        let Door::Hook { amount, .. } = &self.door else {
            return None;
        };
        Some(Call {
            contract: address.to_string(),
            msg: json!({ "receive": received(payer, *amount, &self.msg) }),
            coins: vec![],
        })
    }

    /// A hook with another amount.
    pub fn paying(mut self, micro: u128) -> Self {
        if let Door::Hook { amount, .. } = &mut self.door {
            *amount = micro;
        }
        self
    }

    fn with_coins(mut self, denom: &str) -> Self {
        self.coins.push(coin(AMOUNT, denom));
        self
    }
}

/// The messages of one contract, in the words of the scene.
struct Of(Role);

impl Of {
    fn takes(&self, sender: Sender, variant: &'static str, fields: Value) -> Message {
        Message {
            contract: self.0,
            variant,
            door: Door::Execute,
            sender,
            msg: json!({ variant: fields }),
            coins: vec![],
        }
    }

    fn takes_with(
        &self,
        token: &str,
        sender: Sender,
        variant: &'static str,
        fields: Value,
    ) -> Message {
        let token = token.to_string();
        Message {
            door: Door::Hook {
                token,
                amount: AMOUNT,
            },
            ..self.takes(sender, variant, fields)
        }
    }
}

/// What a token tells a contract that was paid.
fn received(payer: &str, amount: u128, hook: &Value) -> Value {
    json!({ "sender": payer, "amount": amount.to_string(), "msg": in_base64(hook) })
}

fn in_base64(msg: &Value) -> String {
    to_json_binary(msg).expect("it can be written").to_base64()
}

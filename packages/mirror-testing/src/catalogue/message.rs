//! A message of the catalogue, and how it is sent.

use cosmwasm_std::{coin, to_json_binary, Coin};
use serde_json::{json, Value};

use super::scene::Role;

/// The amount that a sample pays, if it pays: one whole token or coin.
pub const AMOUNT: u128 = 1_000_000;

/// Who may send a message. Where it is more than one, the owner is the first.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Sender {
    /// Anybody. Some messages are accepted only after a time.
    Anybody,
    /// The holder of what it is about: the position, stake, order, allowance or tokens.
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
    /// A token contract, which reports a payment. The account that paid is a field.
    Token,
    /// The deployer, once.
    Deployer,
    /// An account that a poll has authorised for a while.
    Authorised,
    /// The minter of a token.
    Minter,
    /// The account that sets what wallets show of a token; the protocol's tokens have none.
    Marketing,
}

/// How a message comes to its contract.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Door {
    /// Sent to it directly.
    Execute,
    /// In a payment of this token.
    Hook {
        /// The token's address.
        token: String,
        /// How much is paid.
        amount: u128,
    },
}

/// A sample of a message.
#[derive(Debug, Clone, PartialEq)]
pub struct Message {
    /// The kind of contract that takes it.
    pub contract: Role,
    /// Its name as the wire spells it.
    pub variant: &'static str,
    /// How it comes there.
    pub door: Door,
    /// Who may send it.
    pub sender: Sender,
    /// Its text.
    pub msg: Value,
    /// The coins sent with it.
    pub coins: Vec<Coin>,
}

/// What an account sends.
#[derive(Debug, Clone, PartialEq)]
pub struct Call {
    /// The address it goes to.
    pub contract: String,
    /// Its text.
    pub msg: Value,
    /// The coins sent with it.
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

    /// A hook without its payment, sent by an account as if it were a token.
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

    pub(super) fn with_coins(mut self, denom: &str) -> Self {
        self.coins.push(coin(AMOUNT, denom));
        self
    }
}

/// The messages of one contract, with the addresses of the scene.
pub(super) struct Of(pub(super) Role);

impl Of {
    pub(super) fn takes(&self, sender: Sender, variant: &'static str, fields: Value) -> Message {
        Message {
            contract: self.0,
            variant,
            door: Door::Execute,
            sender,
            msg: json!({ variant: fields }),
            coins: vec![],
        }
    }

    pub(super) fn takes_with(
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

/// The message that a token sends to a contract that was paid.
pub(super) fn received(payer: &str, amount: u128, hook: &Value) -> Value {
    json!({ "sender": payer, "amount": amount.to_string(), "msg": in_base64(hook) })
}

pub(super) fn in_base64(msg: &Value) -> String {
    to_json_binary(msg).expect("it can be written").to_base64()
}

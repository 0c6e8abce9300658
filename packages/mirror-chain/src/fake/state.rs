//! Accounts, and what transactions do to them.

use std::collections::BTreeMap;

use cosmrs::proto::cosmos::bank::v1beta1::MsgSend;
use cosmrs::proto::cosmwasm::wasm::v1::MsgExecuteContract;
use cosmrs::proto::traits::{Message, Name};
use cosmrs::Any;

use super::transaction::Tx;

/// An account of the chain.
#[derive(Clone, Debug, Default)]
pub(super) struct Holder {
    pub(super) number: u64,
    pub(super) sequence: u64,
    pub(super) coins: BTreeMap<String, u128>,
}

/// What all accounts have after a block.
#[derive(Clone, Debug, Default)]
pub(super) struct State {
    pub(super) holders: BTreeMap<String, Holder>,
}

/// What the chain says to a transaction: with code 0 it was carried out.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Verdict {
    pub(super) codespace: &'static str,
    pub(super) code: u32,
    pub(super) log: String,
}

impl Verdict {
    pub(super) fn sdk(code: u32, log: String) -> Self {
        let codespace = "sdk";
        Self {
            codespace,
            code,
            log,
        }
    }

    pub(super) fn is_good(&self) -> bool {
        self.code == 0
    }
}

impl State {
    pub(super) fn coins(&self, address: &str, denom: &str) -> u128 {
        let coins = self.holders.get(address).map(|holder| &holder.coins);
        coins
            .and_then(|coins| coins.get(denom))
            .map_or(0, |has| *has)
    }

    pub(super) fn pay(&mut self, address: &str, denom: &str, amount: u128) {
        let number = self.holders.len() as u64;
        let holder = self.holders.entry(address.to_string());
        let holder = holder.or_insert_with(|| Holder {
            number,
            ..Holder::default()
        });
        let coins = holder.coins.entry(denom.to_string()).or_default();
        *coins = coins.saturating_add(amount);
    }

    pub(super) fn take(&mut self, address: &str, denom: &str, amount: u128) -> Result<(), Verdict> {
        let has = self.coins(address, denom);
        let Some(rest) = has.checked_sub(amount) else {
            return Err(Verdict::sdk(
                5,
                format!(
                    "spendable balance {has}{denom} is smaller than {amount}{denom}: insufficient funds"
                ),
            ));
        };
        if let Some(holder) = self.holders.get_mut(address) {
            holder.coins.insert(denom.to_string(), rest);
        }
        Ok(())
    }

    /// What comes before the messages, in the SDK's order: the last height, the fee, the place in the
    /// sequence. It is charged and counted whatever the messages come to.
    pub(super) fn enter(&mut self, tx: &Tx, height: u64) -> Result<(), Verdict> {
        if tx.until > 0 && height > tx.until {
            let log = format!(
                "block height: {height}, timeout height: {}: tx timeout height",
                tx.until
            );
            return Err(Verdict::sdk(30, log));
        }
        let Some(holder) = self.holders.get(&tx.signer) else {
            let log = format!(
                "fee payer address: {} does not exist: unknown address",
                tx.signer
            );
            return Err(Verdict::sdk(9, log));
        };
        let expected = holder.sequence;
        let mut after = self.clone();
        after.take(&tx.signer, &tx.denom, tx.fee)?;
        if expected != tx.sequence {
            let log = format!(
                "account sequence mismatch, expected {expected}, got {}: incorrect account sequence",
                tx.sequence
            );
            return Err(Verdict::sdk(32, log));
        }
        after.count(&tx.signer);
        *self = after;
        Ok(())
    }

    /// The next place in an account's sequence is taken.
    pub(super) fn count(&mut self, address: &str) {
        if let Some(holder) = self.holders.get_mut(address) {
            holder.sequence = holder.sequence.saturating_add(1);
        }
    }

    /// Carry out messages, all or none.
    pub(super) fn carry_out(&mut self, tx: &Tx) -> Verdict {
        let mut after = self.clone();
        for (index, message) in tx.messages.iter().enumerate() {
            if let Err(mut verdict) = after.act(&tx.signer, message) {
                verdict.log = format!(
                    "failed to execute message; message index: {index}: {}",
                    verdict.log
                );
                return verdict;
            }
        }
        *self = after;
        Verdict::default()
    }

    fn act(&mut self, sender: &str, message: &Any) -> Result<(), Verdict> {
        let unreadable = |_| Verdict::sdk(2, "tx parse error".to_string());
        if message.type_url == MsgSend::type_url() {
            let send = MsgSend::decode(message.value.as_slice()).map_err(unreadable)?;
            for coin in send.amount {
                let amount = coin.amount.parse().unwrap_or(0);
                self.take(sender, &coin.denom, amount)?;
                self.pay(&send.to_address, &coin.denom, amount);
            }
            return Ok(());
        }
        if message.type_url == MsgExecuteContract::type_url() {
            let call = MsgExecuteContract::decode(message.value.as_slice()).map_err(unreadable)?;
            // The contract does what it is told: it refuses what asks it to.
            if String::from_utf8_lossy(&call.msg).contains("refuse") {
                return Err(Verdict {
                    codespace: "wasm",
                    code: 5,
                    log: "Asked to refuse: execute wasm contract failed".to_string(),
                });
            }
            return Ok(());
        }
        let log = format!(
            "no message handler found for {}: unknown request",
            message.type_url
        );
        Err(Verdict::sdk(6, log))
    }
}

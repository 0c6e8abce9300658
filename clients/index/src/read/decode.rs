//! From the events of a block to records.

use std::collections::BTreeSet;

use mirror_chain::Event;

use super::book::{Book, Role, Who};
use super::decoder::Decoder;
use super::error::ReadError;
use super::event::{sum, Told, CONTRACT, MESSAGE};
use super::source::{RawBlock, RawTransaction};
use super::trace::Trace;
use super::{market, mint, others, staking};
use crate::store::records::{Block, Happened, Payment, Record, Sum};

/// What a block came to, and what the chain has to be asked before it can be written.
#[derive(Debug)]
pub(super) struct Decoded {
    pub(super) block: Block,
    /// Tokens that were listed, whose names are missing.
    pub(super) unnamed: BTreeSet<String>,
    /// Pairs that were made, whose coins from before are missing.
    pub(super) new_pairs: BTreeSet<String>,
}

/// Read a block. The book learns what is listed in it.
pub(super) fn decode(raw: &RawBlock, book: &mut Book) -> Result<Decoded, ReadError> {
    let mut block = Block {
        height: raw.height,
        time: raw.time,
        hash: raw.hash.clone(),
        transactions: 0,
        events: Vec::new(),
    };
    let mut decoder = Decoder {
        book,
        height: raw.height,
        trace: Trace::default(),
        records: Vec::new(),
        making: None,
        unnamed: BTreeSet::new(),
        new_pairs: BTreeSet::new(),
        paying: None,
        is_ours: false,
    };
    for transaction in &raw.transactions {
        decoder.trace = Trace::default();
        decoder.making = None;
        decoder.paying = None;
        decoder.is_ours = false;
        decoder.transaction(transaction)?;
        block.transactions += u64::from(decoder.is_ours);
        let records = std::mem::take(&mut decoder.records);
        block
            .events
            .extend(records.into_iter().map(|record| Happened {
                tx_hash: transaction.hash.clone(),
                record,
            }));
    }
    for event in &raw.events {
        decoder.coins(event);
    }
    let outside = std::mem::take(&mut decoder.records).into_iter();
    block.events.extend(outside.map(|record| Happened {
        tx_hash: String::new(),
        record,
    }));
    Ok(Decoded {
        block,
        unnamed: decoder.unnamed,
        new_pairs: decoder.new_pairs,
    })
}

impl Decoder<'_> {
    fn transaction(&mut self, transaction: &RawTransaction) -> Result<(), ReadError> {
        for event in &transaction.events {
            match event.kind.as_str() {
                "instantiate" => self.made(event, transaction),
                "wasm" => self.told(event)?,
                _ => self.coins(event),
            }
            self.trace.note(event);
        }
        Ok(())
    }

    /// A contract was made. MIR has its first holders from the beginning.
    fn made(&mut self, event: &Event, transaction: &RawTransaction) {
        let mirror_token = self.book.mirror_token().to_string();
        if event.value(CONTRACT) != Some(&mirror_token) || self.book.is_asset(&mirror_token) {
            return;
        }
        self.list(&mirror_token, false);
        let message = event.value(MESSAGE).and_then(|text| text.parse().ok());
        let first = transaction.first_balances.get(&message.unwrap_or(0));
        for (account, amount) in first.into_iter().flatten() {
            let sum = Sum {
                amount: *amount,
                asset: mirror_token.clone(),
            };
            self.records.push(Record::Moved {
                sum,
                from: None,
                to: Some(account.clone()),
            });
        }
    }

    /// A contract tells what it did.
    fn told(&mut self, event: &Event) -> Result<(), ReadError> {
        let Some(contract) = event.value(CONTRACT) else {
            return Ok(());
        };
        let Some(who) = self.book.who(contract).cloned() else {
            return Ok(());
        };
        self.is_ours = true;
        let told = Told {
            height: self.height,
            contract,
            event,
        };
        match who {
            Who::Token => self.token(told, true),
            Who::LpToken => self.token(told, false),
            Who::Pair(token) => market::pair(self, told, &token),
            Who::Contract(role) => match role {
                Role::Mint => mint::mint(self, told),
                Role::Oracle => market::oracle(self, told),
                Role::Factory => others::factory(self, told),
                Role::SwapFactory => market::swap_factory(self, told),
                Role::Staking => staking::staking(self, told),
                Role::Gov => staking::gov(self, told),
                Role::Lock => others::lock(self, told),
                Role::LimitOrder => others::limit_order(self, told),
                Role::Airdrop => others::airdrop(self, told),
                Role::Community => others::community(self, told),
                Role::Other => Ok(()),
            },
        }
    }

    /// Tokens were minted, burned or moved. A transfer that its sender's own message asks for is in
    /// the sender's history too.
    fn token(&mut self, told: Told<'_>, is_asset: bool) -> Result<(), ReadError> {
        let (from, to) = match told.action() {
            "mint" => (None, Some(told.text("to")?)),
            "burn" | "burn_from" => (Some(told.text("from")?), None),
            "transfer" | "transfer_from" | "send" | "send_from" => {
                (Some(told.text("from")?), Some(told.text("to")?))
            }
            _ => return Ok(()),
        };
        let sum = Sum {
            amount: told.amount("amount")?,
            asset: told.contract.to_string(),
        };
        if let ("transfer", Some(from), Some(to)) = (told.action(), from, to) {
            if is_asset && self.trace.is_first_call() && self.trace.caller(told.contract) == from {
                self.records.push(Record::Sent {
                    sum: sum.clone(),
                    from: from.to_string(),
                    to: to.to_string(),
                });
            }
        }
        if let (Some(from), Some(to)) = (from, to) {
            self.pay(&sum, from, to);
        }
        self.records.push(Record::Moved {
            sum,
            from: from.map(str::to_string),
            to: to.map(str::to_string),
        });
        Ok(())
    }

    /// The transfer that a payment comes to.
    fn pay(&mut self, sum: &Sum, from: &str, to: &str) {
        let is_it = |(payer, amount): &mut (String, u128)| {
            payer == from && *amount == sum.amount && sum.asset == self.book.mirror_token()
        };
        if let Some((_, amount)) = self.paying.take_if(is_it) {
            self.records.push(Record::Paid {
                payment: Payment::Staking,
                account: to.to_string(),
                amount,
            });
        }
    }

    /// Coins came to a contract of the protocol or left it. The bank tells each side apart.
    fn coins(&mut self, event: &Event) {
        let (account, comes) = match event.kind.as_str() {
            "coin_received" => (event.value("receiver"), true),
            "coin_spent" => (event.value("spender"), false),
            _ => return,
        };
        let Some(account) = account.filter(|account| self.book.has_coins(account)) else {
            return;
        };
        let coins = event.value("amount").unwrap_or_default().split(',');
        let base = coins
            .filter_map(sum)
            .find(|coin| coin.asset == self.book.base_denom());
        let Some(sum) = base.filter(|sum| sum.amount > 0) else {
            return;
        };
        let account = Some(account.to_string());
        let (from, to) = if comes {
            (None, account)
        } else {
            (account, None)
        };
        self.records.push(Record::Moved { sum, from, to });
    }
}

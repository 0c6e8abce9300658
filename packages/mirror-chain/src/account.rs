//! An account that signs: its place in the sequence, what a transaction will cost, sending.

use std::collections::BTreeSet;
use std::ops::Range;
use std::time::Instant;

use cosmrs::proto::cosmos::tx::v1beta1::{SimulateRequest, SimulateResponse};
use cosmrs::Any;
use cosmwasm_std::Uint128;

use crate::error::{unexpected, ChainError};
use crate::events::Included;
use crate::fee::Fee;
use crate::keys::{Key, KeyError};
use crate::message::Msg;
use crate::node::Node;
use crate::numbers::AccountNumbers;
use crate::settle::Outcome;
use crate::transaction::{unsigned, Signed, Terms};

/// How the SDK names, in the answer to a simulation, a place in the sequence that is not the next,
/// and an account that can not pay. These answers have no number of their own.
const WRONG_SEQUENCE: &str = "incorrect account sequence";
const TOO_POOR: &str = "insufficient funds";

/// How it marks what a contract did and not the account.
const BY_CONTRACT: [&str; 2] = ["dispatch: ", "wasm contract failed"];

/// For how many blocks a transaction may stay valid whose caller names the last one.
const FARTHEST: u64 = 1_000;

/// An account that signs. It counts its transactions itself and asks the chain again after a
/// mismatch. Only one transaction is on its way at a time.
pub struct Account {
    node: Node,
    key: Key,
    address: String,
    numbers: Option<AccountNumbers>,
    /// Signed here, and never sent.
    unsent: BTreeSet<String>,
}

impl Account {
    /// The account of a key on the node's chain.
    pub fn new(node: &Node, key: Key) -> Result<Self, KeyError> {
        let address = key.address(&node.config.bech32_prefix)?;
        Ok(Self {
            node: node.clone(),
            key,
            address,
            numbers: None,
            unsent: BTreeSet::new(),
        })
    }

    /// Its address.
    pub fn address(&self) -> &str {
        &self.address
    }

    /// The chain that it is on.
    pub fn node(&self) -> &Node {
        &self.node
    }

    /// What messages cost when they are sent together: what a simulation used, with a margin. What
    /// would be refused is refused here already.
    pub async fn estimate(&mut self, messages: &[Msg], memo: &str) -> Result<Fee, ChainError> {
        let begun = Instant::now();
        let config = self.node.config.clone();
        let used = loop {
            match self.simulate(messages, memo).await {
                // Another client has used the place that was counted here, or waits for a block with it.
                Err(ChainError::Refused { log, .. })
                    if log.contains(WRONG_SEQUENCE) && begun.elapsed() < config.timeout =>
                {
                    self.numbers = None;
                    tokio::time::sleep(config.look_every).await;
                }
                used => break used?,
            }
        };
        Ok(Fee::with_margin(used, &self.node.config.gas_price))
    }

    /// The gas that messages use when they are sent together, without a margin.
    pub async fn simulate(&mut self, messages: &[Msg], memo: &str) -> Result<u64, ChainError> {
        let numbers = self.numbers().await?;
        // A fee of one unit, so that the gas of paying it is counted.
        let fee = Fee {
            amount: Uint128::one(),
            ..Fee::of(0, &self.node.config.gas_price)
        };
        let terms = self.terms(numbers, &fee, memo, 0..0);
        let bytes = unsigned(&self.key, self.encoded(messages)?, &terms)?;
        #[allow(
            deprecated,
            reason = "the field `tx` of the request is the older of two ways"
        )]
        let request = SimulateRequest {
            tx: None,
            tx_bytes: bytes,
        };
        let path = "/cosmos.tx.v1beta1.Service/Simulate";
        let answer: Result<SimulateResponse, ChainError> = self.node.ask(path, &request).await;
        let answer = answer.map_err(|error| self.refused(error))?;
        let gas = answer.gas_info;
        Ok(gas
            .ok_or_else(|| unexpected("a simulation without gas"))?
            .gas_used)
    }

    /// Sign messages, which are carried out together or not at all, and send nothing yet.
    pub async fn sign(
        &mut self,
        messages: &[Msg],
        memo: &str,
        fee: &Fee,
    ) -> Result<Signed, ChainError> {
        let numbers = self.numbers().await?;
        let height = self.node.status().await?.height;
        let until = height.saturating_add(self.node.config.valid_blocks);
        let terms = self.terms(numbers, fee, memo, height..until);
        let signed = Signed::new(&self.key, self.encoded(messages)?, &terms)?;
        self.unsent.insert(signed.hash.clone());
        Ok(signed)
    }

    /// Sign messages for a place in the sequence that the caller counts, so that several transactions
    /// may be on their way at a time: send them with [`Node::submit`]. `until` is the last height at
    /// which it can get into a block, at most a thousand from now.
    pub fn sign_at(
        &self,
        messages: &[Msg],
        memo: &str,
        fee: &Fee,
        numbers: AccountNumbers,
        until: u64,
    ) -> Result<Signed, ChainError> {
        let since = until.saturating_sub(FARTHEST);
        let terms = self.terms(numbers, fee, memo, since..until);
        Signed::new(&self.key, self.encoded(messages)?, &terms)
    }

    /// What became of a signed transaction, which is sent if it has not been. An error says that
    /// nobody knows yet: ask again.
    pub async fn settle(&mut self, signed: &Signed) -> Result<Outcome, ChainError> {
        let fresh = self.unsent.remove(&signed.hash);
        let outcome = self.node.settle(signed, fresh).await;
        self.numbers = match &outcome {
            Ok(Outcome::Done(_)) => self
                .numbers
                .filter(|numbers| numbers.sequence == signed.sequence)
                .map(|numbers| AccountNumbers {
                    sequence: numbers.sequence.saturating_add(1),
                    ..numbers
                }),
            _ => None,
        };
        outcome
    }

    /// Estimate, sign, send, and wait for the block.
    pub async fn send(&mut self, messages: &[Msg], memo: &str) -> Result<Included, ChainError> {
        let fee = self.estimate(messages, memo).await?;
        let signed = self.sign(messages, memo, &fee).await?;
        match self.settle(&signed).await? {
            Outcome::Done(included) => Ok(included),
            Outcome::Void(error) => Err(error),
        }
    }

    /// Its number and its next place in the sequence.
    pub async fn numbers(&mut self) -> Result<AccountNumbers, ChainError> {
        if let Some(numbers) = self.numbers {
            return Ok(numbers);
        }
        let config = &self.node.config;
        let found = self.node.account(&self.address).await?;
        let numbers = found.ok_or_else(|| ChainError::NoAccount {
            address: self.address.clone(),
            chain_id: config.chain_id.clone(),
            denom: config.gas_price.denom.clone(),
        })?;
        self.numbers = Some(numbers);
        Ok(numbers)
    }

    /// What the answer to a simulation means for the transaction.
    fn refused(&self, error: ChainError) -> ChainError {
        match error {
            ChainError::QueryRefused { log, .. }
                if log.contains(TOO_POOR) && !BY_CONTRACT.iter().any(|mark| log.contains(mark)) =>
            {
                ChainError::TooPoor {
                    address: self.address.clone(),
                    reason: log,
                }
            }
            ChainError::QueryRefused {
                codespace,
                code,
                log,
                ..
            } => ChainError::Refused {
                codespace,
                code,
                log,
                hash: None,
            },
            error => error,
        }
    }

    fn terms<'a>(
        &'a self,
        numbers: AccountNumbers,
        fee: &'a Fee,
        memo: &'a str,
        heights: Range<u64>,
    ) -> Terms<'a> {
        Terms {
            chain_id: &self.node.config.chain_id,
            account: &self.address,
            numbers,
            fee,
            memo,
            granter: self.node.config.fee_granter.as_deref(),
            since: heights.start,
            until: heights.end,
        }
    }

    fn encoded(&self, messages: &[Msg]) -> Result<Vec<Any>, ChainError> {
        let encoded = messages
            .iter()
            .map(|message| message.encoded(&self.address));
        encoded.collect()
    }
}

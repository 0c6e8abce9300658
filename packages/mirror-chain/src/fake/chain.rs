//! The chain behind the nodes: one sequence of blocks, a mempool, and a count of what was done.

use std::collections::BTreeMap;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::Arc;
use std::time::{SystemTime, UNIX_EPOCH};

use serde_json::Value;

use super::state::{State, Verdict};
use super::transaction::Tx;

/// How many chains were made.
static CHAINS: AtomicU64 = AtomicU64::new(0);

/// A transaction in a block.
pub(super) struct Delivered {
    pub(super) bytes: Vec<u8>,
    pub(super) hash: String,
    pub(super) verdict: Verdict,
    pub(super) gas: u64,
    /// What it told, as CometBFT writes it.
    pub(super) events: Vec<Value>,
}

/// What contracts answer: of the state after a height, a contract to a question; what it refuses with; nothing
/// where it repeats the question.
pub(super) type Answers = dyn Fn(u64, &str, &Value) -> Option<Result<Value, String>> + Send + Sync;

/// A block.
pub(super) struct Made {
    pub(super) time: u64,
    /// In upper-case hexadecimal digits.
    pub(super) hash: String,
    pub(super) transactions: Vec<Delivered>,
}

/// What becomes of bytes that a node is sent.
pub(super) enum Entry {
    /// The mempool has taken them or says why not.
    Checked(Verdict),
    /// They have been there before.
    Known,
}

/// The chain.
pub(super) struct Chain {
    pub(super) id: String,
    pub(super) prefix: String,
    /// What its blocks differ by from those of every other chain, whatever that is called.
    number: u64,
    /// The blocks from height 1.
    blocks: Vec<Made>,
    /// What there is after each height, from 0.
    states: Vec<State>,
    mempool: Vec<Tx>,
    /// Whether blocks leave the mempool alone.
    pub(super) is_withholding: bool,
    /// How often each transaction was carried out.
    pub(super) done: BTreeMap<String, u32>,
    /// What contracts answer.
    pub(super) answers: Option<Arc<Answers>>,
    /// Transactions of strangers in the next block, each by what it tells.
    pub(super) strangers: Vec<Vec<Value>>,
}

impl Chain {
    pub(super) fn new(id: &str, prefix: &str) -> Self {
        let mut chain = Self {
            id: id.to_string(),
            prefix: prefix.to_string(),
            number: CHAINS.fetch_add(1, Ordering::Relaxed),
            blocks: Vec::new(),
            states: vec![State::default()],
            mempool: Vec::new(),
            is_withholding: false,
            done: BTreeMap::new(),
            answers: None,
            strangers: Vec::new(),
        };
        chain.step();
        chain
    }

    pub(super) fn height(&self) -> u64 {
        self.blocks.len() as u64
    }

    pub(super) fn block(&self, height: u64) -> Option<&Made> {
        let place = usize::try_from(height.checked_sub(1)?).ok()?;
        self.blocks.get(place)
    }

    pub(super) fn state(&self, height: u64) -> Option<&State> {
        self.states.get(usize::try_from(height).ok()?)
    }

    /// What there is now, to be changed by the world outside of transactions.
    pub(super) fn now(&mut self) -> Option<&mut State> {
        self.states.last_mut()
    }

    /// A transaction in a block up to a height, and that block's.
    pub(super) fn find(&self, hash: &str, height: u64) -> Option<(u64, usize, &Delivered)> {
        let blocks = (1..=height).filter_map(|at| Some((at, self.block(at)?)));
        let mut found = None;
        for (at, block) in blocks {
            let mut all = block.transactions.iter().enumerate();
            if let Some((place, one)) = all.find(|(_, one)| one.hash == hash) {
                // As the index does: the last, but never a refusal over a success.
                if found.is_none() || one.verdict.is_good() {
                    found = Some((at, place, one));
                }
            }
        }
        found
    }

    /// Make a block of what is in the mempool.
    pub(super) fn step(&mut self) {
        let height = self.height().saturating_add(1);
        let mut state = self.states.last().cloned().unwrap_or_default();
        let mut transactions = Vec::new();
        let waiting = if self.is_withholding {
            Vec::new()
        } else {
            std::mem::take(&mut self.mempool)
        };
        for tx in waiting {
            let verdict = match state.enter(&tx, height) {
                Ok(()) => state.carry_out(&tx),
                Err(verdict) => verdict,
            };
            if verdict.is_good() {
                let count = self.done.entry(tx.hash.clone()).or_default();
                *count = count.saturating_add(1);
            }
            transactions.push(Delivered {
                bytes: tx.bytes,
                hash: tx.hash,
                verdict,
                gas: tx.gas,
                events: Vec::new(),
            });
        }
        for (place, events) in std::mem::take(&mut self.strangers).into_iter().enumerate() {
            let bytes = format!("stranger {place} in block {height}").into_bytes();
            transactions.push(Delivered {
                hash: crate::transaction::hash(&bytes),
                bytes,
                verdict: Verdict::default(),
                gas: 0,
                events,
            });
        }
        let now = SystemTime::now().duration_since(UNIX_EPOCH);
        let named = format!("block {height} of chain {}", self.number);
        self.blocks.push(Made {
            time: now.map_or(0, |now| now.as_secs()),
            hash: crate::transaction::hash(named.as_bytes()),
            transactions,
        });
        self.states.push(state);
        // What can not get into the next block is thrown out.
        self.mempool.retain(|tx| tx.until == 0 || tx.until > height);
    }

    /// Take bytes into the mempool, if they pass; `least` is the smallest fee and its denom.
    pub(super) fn enter(&mut self, bytes: &[u8], least: Option<&(u128, String)>) -> Entry {
        let Some(tx) = Tx::read(bytes, &self.prefix) else {
            return Entry::Checked(Verdict::sdk(2, "tx parse error".to_string()));
        };
        // Each node asks for a fee of its own, though the mempool is everybody's here.
        if let Some((amount, denom)) = least {
            if tx.denom != *denom || tx.fee < *amount {
                let log = format!(
                    "insufficient fees; got: {}{} required: {amount}{denom}: insufficient fee",
                    tx.fee, tx.denom
                );
                return Entry::Checked(Verdict::sdk(13, log));
            }
        }
        let is_here = self.mempool.iter().any(|waiting| waiting.hash == tx.hash);
        let found = self.find(&tx.hash, self.height());
        if is_here || found.is_some_and(|(_, _, one)| one.verdict.is_good()) {
            return Entry::Known;
        }
        // Checked on top of what waits already.
        let height = self.height().saturating_add(1);
        let mut state = self.states.last().cloned().unwrap_or_default();
        for waiting in &self.mempool {
            let _ = state.enter(waiting, height);
        }
        match state.enter(&tx, height) {
            Ok(()) => {
                self.mempool.push(tx);
                Entry::Checked(Verdict::default())
            }
            Err(verdict) => Entry::Checked(verdict),
        }
    }

    /// What a node that restarts has forgotten.
    pub(super) fn forget_mempool(&mut self) {
        self.mempool.clear();
    }
}

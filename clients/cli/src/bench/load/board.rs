//! What is on its way, and what got into blocks.

use std::cell::RefCell;
use std::collections::{BTreeMap, HashMap};
use std::rc::Rc;
use std::time::Instant;

use tokio::sync::Notify;

/// A block as it was seen.
#[derive(Clone, Debug)]
pub(super) struct SeenBlock {
    /// Its height.
    pub(super) height: u64,
    /// When it was first seen.
    pub(super) at: Instant,
    /// Its transactions in order: how long each had been on its way, `None` for one that is not ours.
    pub(super) latencies: Vec<Option<u64>>,
}

/// A transaction that is on its way.
struct Sent {
    client: usize,
    at: Instant,
}

/// Shared by clients and whoever watches the blocks.
#[derive(Clone)]
pub(super) struct Board {
    inner: Rc<RefCell<Inner>>,
    /// A client waits here until one of its transactions is in a block.
    pub(super) changed: Rc<Notify>,
}

#[derive(Default)]
struct Inner {
    sent: HashMap<String, Sent>,
    in_flight: Vec<usize>,
    submitted: u64,
    refused: BTreeMap<String, u64>,
    blocks: Vec<SeenBlock>,
}

impl Board {
    pub(super) fn new(clients: usize) -> Self {
        Self {
            inner: Rc::new(RefCell::new(Inner {
                in_flight: vec![0; clients],
                ..Inner::default()
            })),
            changed: Rc::new(Notify::new()),
        }
    }

    /// A client is about to send a transaction.
    pub(super) fn sending(&self, client: usize, hash: &str) {
        let mut inner = self.inner.borrow_mut();
        let at = Instant::now();
        inner.sent.insert(hash.to_string(), Sent { client, at });
        inner.submitted += 1;
        inner.count(client, |number| number.saturating_add(1));
    }

    /// A node did not take it.
    pub(super) fn refused(&self, hash: &str, reason: String) {
        let mut inner = self.inner.borrow_mut();
        if let Some(sent) = inner.sent.remove(hash) {
            inner.count(sent.client, |number| number.saturating_sub(1));
        }
        *inner.refused.entry(reason).or_default() += 1;
    }

    /// It was not even tried again.
    pub(super) fn taken_back(&self, hash: &str) {
        let mut inner = self.inner.borrow_mut();
        if let Some(sent) = inner.sent.remove(hash) {
            inner.count(sent.client, |number| number.saturating_sub(1));
        }
        inner.submitted = inner.submitted.saturating_sub(1);
    }

    /// A block was seen.
    pub(super) fn block(&self, height: u64, hashes: impl Iterator<Item = String>, at: Instant) {
        let mut inner = self.inner.borrow_mut();
        let mut latencies = Vec::new();
        for hash in hashes {
            let sent = inner.sent.remove(&hash);
            if let Some(sent) = &sent {
                inner.count(sent.client, |number| number.saturating_sub(1));
            }
            latencies.push(sent.map(|sent| {
                let passed = at.saturating_duration_since(sent.at).as_millis();
                u64::try_from(passed).unwrap_or(u64::MAX)
            }));
        }
        inner.blocks.push(SeenBlock {
            height,
            at,
            latencies,
        });
        drop(inner);
        self.changed.notify_waiters();
    }

    /// How many of a client's are on their way.
    pub(super) fn in_flight(&self, client: usize) -> usize {
        let inner = self.inner.borrow();
        inner.in_flight.get(client).copied().unwrap_or_default()
    }

    /// How many are on their way.
    pub(super) fn all_in_flight(&self) -> usize {
        self.inner.borrow().sent.len()
    }

    /// All that was sent, refused and seen. What is still on its way counts as lost.
    pub(super) fn take(&self) -> (u64, BTreeMap<String, u64>, Vec<SeenBlock>) {
        let mut inner = self.inner.borrow_mut();
        let lost = u64::try_from(inner.sent.len()).unwrap_or(u64::MAX);
        if lost > 0 {
            *inner
                .refused
                .entry("in no block in time".to_string())
                .or_default() += lost;
        }
        (
            inner.submitted,
            std::mem::take(&mut inner.refused),
            std::mem::take(&mut inner.blocks),
        )
    }
}

impl Inner {
    fn count(&mut self, client: usize, change: impl Fn(usize) -> usize) {
        if let Some(number) = self.in_flight.get_mut(client) {
            *number = change(*number);
        }
    }
}

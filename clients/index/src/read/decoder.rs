//! A block that is being read: what is known so far, and what it has come to.

use std::collections::BTreeSet;

use super::book::Book;
use super::trace::Trace;
use crate::store::records::Record;

/// Reads the transactions of a block.
pub(super) struct Decoder<'a> {
    pub(super) book: &'a mut Book,
    pub(super) height: u64,
    pub(super) trace: Trace,
    pub(super) records: Vec<Record>,
    /// A pair that is being made: its asset.
    pub(super) making: Option<String>,
    pub(super) unnamed: BTreeSet<String>,
    pub(super) new_pairs: BTreeSet<String>,
    /// A payment of MIR by staking of which only the amount has been told: the transfer that follows names
    /// who gets it.
    pub(super) paying: Option<(String, u128)>,
    /// Whether the transaction has to do with the protocol.
    pub(super) is_ours: bool,
}

impl Decoder<'_> {
    /// An asset is listed. What it is called, the chain has to be asked.
    pub(super) fn list(&mut self, token: &str, is_pre_ipo: bool) {
        self.book.list(token);
        self.unnamed.insert(token.to_string());
        self.records.push(Record::Listed {
            token: token.to_string(),
            is_mir: token == self.book.mirror_token(),
            symbol: String::new(),
            name: String::new(),
            is_pre_ipo,
        });
    }
}

//! What a transaction did.

use serde::{Deserialize, Serialize};
use tendermint_rpc::endpoint::tx;

/// An event in a transaction's log.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Event {
    /// Its kind, such as `wasm` or `transfer`.
    pub kind: String,
    /// Pairs of key and value, in order.
    pub attributes: Vec<(String, String)>,
}

/// A transaction in a block.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Included {
    /// Its hash, in upper-case hexadecimal digits.
    pub hash: String,
    /// The height of the block.
    pub height: u64,
    /// 0 if it was carried out; otherwise the reason's number in `codespace`.
    pub code: u32,
    /// Which part of the chain refused it; empty if none did.
    pub codespace: String,
    /// The reason in words; empty if it was carried out.
    pub log: String,
    /// The gas that it was allowed to use.
    pub gas_wanted: u64,
    /// The gas that it used.
    pub gas_used: u64,
    /// What it did, in order.
    pub events: Vec<Event>,
}

impl Event {
    /// The first value of a key.
    pub fn value(&self, key: &str) -> Option<&str> {
        let found = self.attributes.iter().find(|(name, _)| name == key);
        found.map(|(_, value)| value.as_str())
    }

    pub(crate) fn from_abci(event: &tendermint::abci::Event) -> Self {
        let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
        let attributes = event.attributes.iter();
        Self {
            kind: event.kind.clone(),
            attributes: attributes
                .map(|attribute| (text(attribute.key_bytes()), text(attribute.value_bytes())))
                .collect(),
        }
    }
}

impl Included {
    /// The first value of a key in the events of a kind.
    pub fn value(&self, kind: &str, key: &str) -> Option<&str> {
        let events = self.events.iter().filter(|event| event.kind == kind);
        events.filter_map(|event| event.value(key)).next()
    }

    /// The events of contracts, in order.
    pub fn wasm(&self) -> impl Iterator<Item = &Event> {
        self.events.iter().filter(|event| event.kind == "wasm")
    }

    /// Whether it was carried out.
    pub fn is_success(&self) -> bool {
        self.code == 0
    }

    pub(crate) fn from_rpc(found: &tx::Response) -> Self {
        Self::new(
            found.hash.to_string(),
            found.height.value(),
            &found.tx_result,
        )
    }

    pub(crate) fn new(
        hash: String,
        height: u64,
        result: &tendermint::abci::types::ExecTxResult,
    ) -> Self {
        let code = result.code.value();
        Self {
            hash,
            height,
            code,
            codespace: result.codespace.clone(),
            log: if code == 0 {
                String::new()
            } else {
                result.log.clone()
            },
            gas_wanted: result.gas_wanted.unsigned_abs(),
            gas_used: result.gas_used.unsigned_abs(),
            events: result.events.iter().map(Event::from_abci).collect(),
        }
    }
}

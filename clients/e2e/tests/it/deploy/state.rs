//! Everything that a deployment left on a chain, to be compared with another.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::RangeInclusive;

use mirror_chain::ContractInfo;
use mirror_deploy::Deployment;
use serde_json::Value;

use crate::harness::Network;

/// The length of a time in bytes, in groups of seven bits, the lowest first.
const TIME: usize = 5;

/// What a deployment came to.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct State {
    /// Addresses, codes, what is listed.
    pub(super) deployment: Deployment,
    /// By contract and key: who made it of what code and may migrate it, and all that it stores.
    pub(super) entries: BTreeMap<(String, String), Vec<u8>>,
    /// How many transactions the deployer sent.
    pub(super) sent: u64,
    /// The chain's first second and its last.
    time: RangeInclusive<u64>,
}

impl State {
    pub(super) fn of(network: &Network) -> Self {
        let deployment = network.deployment().protocol;
        let mut entries = BTreeMap::new();
        for (role, address) in contracts(&deployment) {
            let info = network.run(network.node.contract_info(&address)).unwrap();
            // Heights are times, too.
            let info = ContractInfo {
                created_height: None,
                ..info
            };
            entries.insert(
                (role.clone(), "(info)".to_string()),
                format!("{info:?}").into(),
            );
            let mut start = None;
            loop {
                let page = network.run(network.node.state_page(&address, start));
                let page = page.unwrap();
                for (key, value) in page.entries {
                    entries.insert((role.clone(), readable(&key)), value);
                }
                start = page.next;
                if start.is_none() {
                    break;
                }
            }
        }
        Self {
            sent: super::sequence(network, "deployer"),
            time: network.run(network.node.block(1)).unwrap().time..=network.status().time,
            deployment,
            entries,
        }
    }

    /// The contracts and keys under which two differ. Whatever differs is a time of its chain in bytes
    /// that are otherwise the same.
    pub(super) fn times(&self, other: &Self) -> BTreeSet<(&str, char)> {
        let keys = |state: &Self| -> Vec<_> { state.entries.keys().cloned().collect() };
        assert_eq!(keys(self), keys(other));
        let mut differ = BTreeSet::new();
        for ((contract, key), value) in &self.entries {
            let counterpart = &other.entries[&(contract.clone(), key.clone())];
            if value != counterpart {
                assert_eq!(self.timeless(value), other.timeless(counterpart), "{key}");
                differ.insert((contract.as_str(), key.chars().next().unwrap()));
            }
        }
        differ
    }
}

impl State {
    /// Bytes with zeros in place of every time of this chain.
    fn timeless(&self, value: &[u8]) -> Vec<u8> {
        let mut value = value.to_vec();
        for start in 0..value.len().saturating_sub(TIME - 1) {
            let bytes = &mut value[start..start + TIME];
            let bits = bytes.iter().rev();
            let number = bits.fold(0, |number, byte| number << 7 | u64::from(byte & 0x7f));
            let is_whole =
                bytes[TIME - 1] < 0x80 && bytes[..TIME - 1].iter().all(|byte| *byte >= 0x80);
            if is_whole && self.time.contains(&number) {
                bytes.fill(0);
            }
        }
        value
    }
}

/// Every contract by its role.
pub(super) fn contracts(deployment: &Deployment) -> Vec<(String, String)> {
    let named = serde_json::to_value(&deployment.contracts).unwrap();
    let text = |value: &Value| value.as_str().unwrap().to_string();
    let named = named.as_object().unwrap().iter();
    let mut all: Vec<_> = named.map(|(role, at)| (role.clone(), text(at))).collect();
    let mir = [
        ("mirror_token", &deployment.mirror_token),
        ("mirror_pair", &deployment.mirror_pair),
        ("mirror_lp", &deployment.mirror_lp),
    ];
    all.extend(mir.map(|(role, at)| (role.to_string(), at.clone())));
    for asset in &deployment.assets {
        let parts = [
            ("token", &asset.token),
            ("pair", &asset.pair),
            ("lp", &asset.lp_token),
        ];
        all.extend(parts.map(|(part, at)| (format!("{} {part}", asset.symbol), at.clone())));
    }
    all
}

/// Bytes as text; what is no text as hexadecimal digits in brackets.
fn readable(bytes: &[u8]) -> String {
    let sign = |byte: &u8| match byte {
        b' '..=b'~' => char::from(*byte).to_string(),
        byte => format!("[{byte:02x}]"),
    };
    bytes.iter().map(sign).collect()
}

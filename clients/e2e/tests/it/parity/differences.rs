//! What differs between a real chain and the embedded one, and why. Each of these has to occur.

use super::difference::{Difference, In};

/// A difference that is explained.
#[derive(Debug)]
pub(super) struct Expected {
    /// A part of the message's name, or of what was looked at.
    pub(super) about: &'static str,
    /// What differs.
    what: In,
    /// A part of what the real chain says.
    live: &'static str,
    /// A part of what the embedded chain says.
    embedded: &'static str,
    /// Why.
    pub(super) why: &'static str,
}

/// All that are explained.
pub(super) const EXPECTED: [Expected; 3] = [
    Expected {
        about: "alice pays bob",
        what: In::Refusal,
        live: "spendable balance",
        embedded: "Overflow: Cannot Sub with given operands",
        why: "with more than she has: the bank of the embedded chain is another program with other words",
    },
    Expected {
        about: "alice to mAAPL: send",
        what: In::Refusal,
        live: "address @carol: no such contract",
        embedded: "cw_multi_test::wasm::ContractData",
        why: "to an account, with a message: that there is no contract is said by the chain, not by us",
    },
    Expected {
        about: "alice to mAAPL: transfer",
        what: In::Refusal,
        live: "Generic error: addr_validate errored: decoding bech32 failed",
        embedded: "Generic error: Error decoding bech32",
        why: "to what is no address: the chain that checks addresses says why, and the contract hands it on",
    },
];

impl Expected {
    pub(super) fn explains(&self, found: &Difference) -> bool {
        found.what == self.what
            && found.about.contains(self.about)
            && found.live.contains(self.live)
            && found.embedded.contains(self.embedded)
    }
}

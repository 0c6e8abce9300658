//! Addresses in the form of the library's own mock, each decoded once.
//!
//! Contracts check, shorten and spell out the same few addresses in every message. Decoding bech32
//! each time was a sixth of a simulation.

use std::cell::RefCell;
use std::collections::HashMap;
use std::hash::Hash;

use cosmwasm_std::testing::MockApi;
use cosmwasm_std::{Addr, Api, CanonicalAddr, RecoverPubkeyError, StdResult, VerificationError};

/// A chain's functions for addresses and signatures. Only valid addresses are remembered.
#[derive(Default)]
pub struct AddressBook {
    library: MockApi,
    valid: RefCell<HashMap<String, Addr>>,
    canonical: RefCell<HashMap<String, CanonicalAddr>>,
    human: RefCell<HashMap<CanonicalAddr, Addr>>,
}

impl AddressBook {
    /// Of a chain whose addresses begin with this word.
    pub fn with_prefix(prefix: &'static str) -> Self {
        Self {
            library: MockApi::default().with_prefix(prefix),
            ..Self::default()
        }
    }

    /// The address of the account with this name.
    pub fn addr_make(&self, name: &str) -> Addr {
        self.library.addr_make(name)
    }
}

impl Api for AddressBook {
    fn addr_validate(&self, human: &str) -> StdResult<Addr> {
        once(&self.valid, human, || self.library.addr_validate(human))
    }

    fn addr_canonicalize(&self, human: &str) -> StdResult<CanonicalAddr> {
        once(&self.canonical, human, || {
            self.library.addr_canonicalize(human)
        })
    }

    fn addr_humanize(&self, canonical: &CanonicalAddr) -> StdResult<Addr> {
        once(&self.human, canonical, || {
            self.library.addr_humanize(canonical)
        })
    }

    fn secp256k1_verify(
        &self,
        message_hash: &[u8],
        signature: &[u8],
        public_key: &[u8],
    ) -> Result<bool, VerificationError> {
        self.library
            .secp256k1_verify(message_hash, signature, public_key)
    }

    fn secp256k1_recover_pubkey(
        &self,
        message_hash: &[u8],
        signature: &[u8],
        recovery_param: u8,
    ) -> Result<Vec<u8>, RecoverPubkeyError> {
        self.library
            .secp256k1_recover_pubkey(message_hash, signature, recovery_param)
    }

    fn ed25519_verify(
        &self,
        message: &[u8],
        signature: &[u8],
        public_key: &[u8],
    ) -> Result<bool, VerificationError> {
        self.library.ed25519_verify(message, signature, public_key)
    }

    fn ed25519_batch_verify(
        &self,
        messages: &[&[u8]],
        signatures: &[&[u8]],
        public_keys: &[&[u8]],
    ) -> Result<bool, VerificationError> {
        self.library
            .ed25519_batch_verify(messages, signatures, public_keys)
    }

    fn debug(&self, message: &str) {
        self.library.debug(message);
    }
}

/// The value remembered under a key; if there is none, it is computed and remembered.
fn once<K, V>(
    remembered: &RefCell<HashMap<K::Owned, V>>,
    key: &K,
    look: impl FnOnce() -> StdResult<V>,
) -> StdResult<V>
where
    K: ToOwned + Hash + Eq + ?Sized,
    K::Owned: Hash + Eq,
    V: Clone,
{
    if let Some(known) = remembered.borrow().get(key) {
        return Ok(known.clone());
    }
    let found = look()?;
    remembered
        .borrow_mut()
        .insert(key.to_owned(), found.clone());
    Ok(found)
}

//! Addresses as the library's own mock spells them, each looked at once.
//!
//! Contracts check, shorten and spell out the same few addresses in every message. Decoding bech32
//! each time was a sixth of a simulation.

use std::cell::RefCell;
use std::collections::HashMap;

use cosmwasm_std::testing::MockApi;
use cosmwasm_std::{Addr, Api, CanonicalAddr, RecoverPubkeyError, StdResult, VerificationError};

/// What a chain knows of addresses and signatures. Only what is right is remembered.
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
        if let Some(known) = self.valid.borrow().get(human) {
            return Ok(known.clone());
        }
        let address = self.library.addr_validate(human)?;
        self.valid
            .borrow_mut()
            .insert(human.to_string(), address.clone());
        Ok(address)
    }

    fn addr_canonicalize(&self, human: &str) -> StdResult<CanonicalAddr> {
        if let Some(known) = self.canonical.borrow().get(human) {
            return Ok(known.clone());
        }
        let canonical = self.library.addr_canonicalize(human)?;
        self.canonical
            .borrow_mut()
            .insert(human.to_string(), canonical.clone());
        Ok(canonical)
    }

    fn addr_humanize(&self, canonical: &CanonicalAddr) -> StdResult<Addr> {
        if let Some(known) = self.human.borrow().get(canonical) {
            return Ok(known.clone());
        }
        let human = self.library.addr_humanize(canonical)?;
        self.human
            .borrow_mut()
            .insert(canonical.clone(), human.clone());
        Ok(human)
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

//! Addresses as small numbers, since they are compared all the time.

#![allow(
    clippy::indexing_slicing,
    reason = "numbers are positions in a list that only grows"
)]

use std::collections::BTreeMap;

use cosmwasm_std::Addr;

/// An address, of a person or of a contract.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Account(usize);

/// Every address met so far.
#[derive(Default)]
pub struct Accounts {
    numbers: BTreeMap<Addr, Account>,
    addresses: Vec<Addr>,
}

impl Accounts {
    /// The number of an address, a new one if it was not met yet.
    pub fn number(&mut self, address: &str) -> Account {
        let address = Addr::unchecked(address);
        if let Some(known) = self.numbers.get(&address) {
            return *known;
        }
        let new = Account(self.addresses.len());
        self.addresses.push(address.clone());
        self.numbers.insert(address, new);

        new
    }

    /// The address of a number.
    pub fn address(&self, account: Account) -> &Addr {
        &self.addresses[account.0]
    }
}

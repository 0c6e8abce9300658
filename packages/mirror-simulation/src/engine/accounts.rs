//! Addresses as small numbers, since the book compares them all the time.

use std::collections::BTreeMap;

use cosmwasm_std::Addr;

/// An address, of a person or of a contract.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Account(usize);

/// Every address met so far.
#[derive(Default)]
pub(super) struct Accounts {
    numbers: BTreeMap<Addr, Account>,
    addresses: Vec<Addr>,
}

impl Accounts {
    pub(super) fn number(&mut self, address: &str) -> Account {
        let address = Addr::unchecked(address);
        if let Some(known) = self.numbers.get(&address) {
            return *known;
        }
        let new = Account(self.addresses.len());
        self.addresses.push(address.clone());
        self.numbers.insert(address, new);

        new
    }

    pub(super) fn address(&self, account: Account) -> &Addr {
        &self.addresses[account.0]
    }
}

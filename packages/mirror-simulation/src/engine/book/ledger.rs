//! Who holds what, by the events of tokens and bank alone.

use std::collections::{BTreeMap, BTreeSet};

use cosmwasm_std::Uint128;

use crate::accounts::Account;
use crate::error::SimulationError;

/// A token's holders and how much of it was minted and not burned.
#[derive(Clone, Debug, Default)]
pub(crate) struct Holdings {
    holders: BTreeMap<Account, Uint128>,
    supply: Uint128,
}

impl Holdings {
    pub(crate) fn of(&self, holder: Account) -> Uint128 {
        self.holders.get(&holder).copied().unwrap_or_default()
    }

    pub(crate) fn supply(&self) -> Uint128 {
        self.supply
    }

    pub(crate) fn iter(&self) -> impl Iterator<Item = (Account, Uint128)> + '_ {
        self.holders
            .iter()
            .map(|(holder, amount)| (*holder, *amount))
    }

    fn add(&mut self, holder: Account, amount: Uint128) -> Result<(), SimulationError> {
        let held = self.holders.entry(holder).or_default();
        *held = held.checked_add(amount)?;

        Ok(())
    }

    fn take(&mut self, holder: Account, amount: Uint128) -> Result<(), SimulationError> {
        let held = self.holders.entry(holder).or_default();
        *held = held.checked_sub(amount)?;
        if held.is_zero() {
            self.holders.remove(&holder);
        }

        Ok(())
    }
}

/// Tokens of everybody, and base coins of the accounts for which the events tell of every coin: people,
/// mint, the lock, the collector and the limit orders. A pair is not among them, since the chain tells
/// no event of coins that a contract attaches to a message.
#[derive(Clone, Debug, Default)]
pub(crate) struct Ledger {
    tokens: BTreeMap<Account, Holdings>,
    coins: BTreeMap<Account, Uint128>,
    watched: BTreeSet<Account>,
    /// Those of the watched accounts that are contracts.
    contracts: BTreeSet<Account>,
}

impl Ledger {
    /// Keeps the coins of an account from now on.
    pub(crate) fn watch(&mut self, account: Account, coins: Uint128) {
        self.watched.insert(account);
        self.coins.insert(account, coins);
    }

    /// The same of a contract, which signs no messages.
    pub(crate) fn watch_contract(&mut self, contract: Account) {
        self.watch(contract, Uint128::zero());
        self.contracts.insert(contract);
    }

    /// Somebody who holds a token and is no contract.
    pub(crate) fn holder(&self, token: Account) -> Option<(Account, Uint128)> {
        let mut holders = self.token(token)?.iter();
        let is_person =
            |holder: &Account| self.watched.contains(holder) && !self.contracts.contains(holder);

        holders.find(|(holder, _)| is_person(holder))
    }

    /// Whoever holds most of a token, be it a contract.
    pub(crate) fn largest_holder(&self, token: Account) -> Option<(Account, Uint128)> {
        self.token(token)?.iter().max_by_key(|(_, amount)| *amount)
    }

    pub(crate) fn coins(&self, holder: Account) -> Uint128 {
        self.coins.get(&holder).copied().unwrap_or_default()
    }

    pub(crate) fn all_coins(&self) -> impl Iterator<Item = (Account, Uint128)> + '_ {
        self.coins.iter().map(|(holder, amount)| (*holder, *amount))
    }

    pub(crate) fn token(&self, token: Account) -> Option<&Holdings> {
        self.tokens.get(&token)
    }

    pub(crate) fn tokens(&self) -> impl Iterator<Item = (Account, &Holdings)> {
        self.tokens
            .iter()
            .map(|(token, holdings)| (*token, holdings))
    }

    pub(crate) fn balance(&self, token: Account, holder: Account) -> Uint128 {
        self.token(token)
            .map_or(Uint128::zero(), |holdings| holdings.of(holder))
    }

    pub(crate) fn supply(&self, token: Account) -> Uint128 {
        self.token(token).map_or(Uint128::zero(), Holdings::supply)
    }

    pub(crate) fn coins_moved(
        &mut self,
        from: Account,
        to: Account,
        amount: Uint128,
    ) -> Result<(), SimulationError> {
        if self.watched.contains(&from) {
            let held = self.coins.entry(from).or_default();
            *held = held.checked_sub(amount)?;
        }
        if self.watched.contains(&to) {
            let held = self.coins.entry(to).or_default();
            *held = held.checked_add(amount)?;
        }

        Ok(())
    }

    /// Moves tokens: without a sender they are minted, without a recipient burned.
    pub(crate) fn tokens_moved(
        &mut self,
        token: Account,
        from: Option<Account>,
        to: Option<Account>,
        amount: Uint128,
    ) -> Result<(), SimulationError> {
        let holdings = self.tokens.entry(token).or_default();
        match from {
            Some(holder) => holdings.take(holder, amount)?,
            None => holdings.supply = holdings.supply.checked_add(amount)?,
        }
        match to {
            Some(holder) => holdings.add(holder, amount)?,
            None => holdings.supply = holdings.supply.checked_sub(amount)?,
        }

        Ok(())
    }
}

//! Where values lie in storage.

use std::marker::PhantomData;

use cosmwasm_std::{Order, Storage};

use crate::{Bytes, BytesError};

/// A place in storage for one value.
pub struct Slot<T> {
    key: &'static [u8],
    kind: PhantomData<T>,
}

impl<T: Bytes> Slot<T> {
    /// The place under this key. No other key of the contract may begin with it.
    pub const fn new(key: &'static [u8]) -> Self {
        Self {
            key,
            kind: PhantomData,
        }
    }

    /// The value; an error if nothing is stored.
    pub fn load(&self, storage: &dyn Storage) -> Result<T, BytesError> {
        let stored = storage.get(self.key).ok_or(BytesError::Damaged)?;
        T::from_bytes(&stored)
    }

    /// The value, or `None` if nothing is stored.
    pub fn may_load(&self, storage: &dyn Storage) -> Result<Option<T>, BytesError> {
        let stored = storage.get(self.key);
        stored.map(|bytes| T::from_bytes(&bytes)).transpose()
    }

    /// Store a value, in place of the former one.
    pub fn save(&self, storage: &mut dyn Storage, value: &T) {
        storage.set(self.key, &value.to_bytes());
    }

    /// Remove the value.
    pub fn remove(&self, storage: &mut dyn Storage) {
        storage.remove(self.key);
    }

    /// The key, for the test of the stored form.
    #[cfg(feature = "golden")]
    pub(crate) fn key(&self) -> &[u8] {
        self.key
    }
}

/// Places in storage for many values, each under a key of its own.
pub struct Table<T> {
    prefix: u8,
    kind: PhantomData<T>,
}

impl<T: Bytes> Table<T> {
    /// The places whose keys begin with this byte, which is not 255. No other key of the contract
    /// may begin with it.
    pub const fn new(prefix: u8) -> Self {
        Self {
            prefix,
            kind: PhantomData,
        }
    }

    /// The value under a key, or `None` if nothing is stored there.
    pub fn may_load(&self, storage: &dyn Storage, key: &[u8]) -> Result<Option<T>, BytesError> {
        let stored = storage.get(&full_key(self.prefix, key));
        stored.map(|bytes| T::from_bytes(&bytes)).transpose()
    }

    /// Store a value under a key, in place of the former one.
    pub fn save(&self, storage: &mut dyn Storage, key: &[u8], value: &T) {
        storage.set(&full_key(self.prefix, key), &value.to_bytes());
    }

    /// Remove the value under a key, if there is one.
    pub fn remove(&self, storage: &mut dyn Storage, key: &[u8]) {
        storage.remove(&full_key(self.prefix, key));
    }

    /// The values whose keys begin with `below`, each with the rest of its key, from the one behind
    /// `start_after` on. Lazy: whoever takes a page reads no more than a page.
    pub fn range<'a>(
        &self,
        storage: &'a dyn Storage,
        below: &[u8],
        start_after: Option<&[u8]>,
        order: Order,
    ) -> impl Iterator<Item = Result<(Vec<u8>, T), BytesError>> + 'a
    where
        T: 'a,
    {
        let base = full_key(self.prefix, below);
        entries(storage, base, start_after, order)
            .map(|(rest, bytes)| Ok((rest, T::from_bytes(&bytes)?)))
    }

    /// The first byte of the keys, for the test of the stored form.
    #[cfg(feature = "golden")]
    pub(crate) fn prefix(&self) -> u8 {
        self.prefix
    }
}

pub(crate) fn full_key(prefix: u8, key: &[u8]) -> Vec<u8> {
    [&[prefix], key].concat()
}

/// What is stored under keys that begin with `base`: the rest of each key, and the bytes.
pub(crate) fn entries<'a>(
    storage: &'a dyn Storage,
    base: Vec<u8>,
    start_after: Option<&[u8]>,
    order: Order,
) -> impl Iterator<Item = (Vec<u8>, Vec<u8>)> + 'a {
    let after = start_after.map(|rest| [base.as_slice(), rest].concat());
    let (start, end) = match order {
        // The smallest key behind another one has a zero more.
        Order::Ascending => (
            after.map_or_else(|| base.clone(), |key| [key.as_slice(), &[0]].concat()),
            successor(&base),
        ),
        Order::Descending => (base.clone(), after.unwrap_or_else(|| successor(&base))),
    };
    storage
        .range(Some(&start), Some(&end), order)
        .map(move |(key, bytes)| {
            let rest = key.get(base.len()..).unwrap_or_default();
            (rest.to_vec(), bytes)
        })
}

/// The smallest key that is behind all keys that begin with `base`.
fn successor(base: &[u8]) -> Vec<u8> {
    let mut next = base.to_vec();
    // The prefix of a table is never 255, so something is left.
    while let Some(last) = next.pop() {
        if let Some(more) = last.checked_add(1) {
            next.push(more);
            break;
        }
    }
    next
}

#[cfg(test)]
mod tests {
    use cosmwasm_std::testing::MockStorage;

    use super::*;

    #[test]
    fn an_empty_slot_has_no_value_to_load() {
        let (slot, mut storage) = (Slot::<u64>::new(b"x"), MockStorage::new());

        assert_eq!(Err(BytesError::Damaged), slot.load(&storage));
        assert_eq!(Ok(None), slot.may_load(&storage));
        slot.save(&mut storage, &7);
        assert_eq!(Ok(7), slot.load(&storage));
        assert_eq!(Ok(Some(7)), slot.may_load(&storage));
    }

    #[test]
    fn a_table_pages_through_its_own_entries_both_ways() {
        let table = Table::<u64>::new(b'p');
        let mut storage = MockStorage::new();
        for other in [&b"o\xff"[..], b"q"] {
            storage.set(other, b"?");
        }
        for (key, value) in [
            (&[1, 255][..], 1),
            (&[2], 2),
            (&[2, 0], 3),
            (&[2, 255], 4),
            (&[3], 5),
        ] {
            table.save(&mut storage, key, &value);
        }
        let values = |below: &[u8], start_after, order| {
            table
                .range(&storage, below, start_after, order)
                .map(|entry| entry.unwrap().1)
                .collect::<Vec<_>>()
        };

        let (up, down) = (Order::Ascending, Order::Descending);
        assert_eq!(vec![1, 2, 3, 4, 5], values(&[], None, up));
        assert_eq!(vec![5, 4, 3, 2, 1], values(&[], None, down));
        assert_eq!(vec![2, 3, 4], values(&[2], None, up));
        assert_eq!(vec![1], values(&[1, 255], None, down));
        assert_eq!(vec![3, 4], values(&[2], Some(&[]), up));
        assert_eq!(vec![4], values(&[2], Some(&[0]), up));
        assert_eq!(vec![3, 2], values(&[2], Some(&[255]), down));
        assert_eq!(Vec::<u64>::new(), values(&[4], None, up));
    }

    #[test]
    fn an_entry_goes_when_it_is_removed() {
        let table = Table::<u64>::new(b'p');
        let mut storage = MockStorage::new();
        table.save(&mut storage, &[1], &7);

        assert_eq!(Ok(Some(7)), table.may_load(&storage, &[1]));
        table.remove(&mut storage, &[1]);
        assert_eq!(Ok(None), table.may_load(&storage, &[1]));
    }
}

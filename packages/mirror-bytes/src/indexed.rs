//! A table that can be searched by more than its keys.

use cosmwasm_std::{Order, Storage};

use crate::table::{entries, full_key};
use crate::{Bytes, BytesError, Table};

/// A value of an [`IndexedTable`] with `N` indexes.
pub trait Indexed<const N: usize>: Bytes {
    /// Under what each index lists the value, in the order in which the table names its indexes;
    /// `None` for an index that does not list it.
    ///
    /// In one index, no such key may begin another one: they all have the same length, or their
    /// length stands before them (as [`Bytes::to_bytes`] of an address writes it).
    fn index_keys(&self) -> [Option<Vec<u8>>; N];
}

/// A list of a table's keys, ordered by something in the values. Its [`IndexedTable`] writes it;
/// everybody may read it.
///
/// Each entry lies under the index's byte, what [`Indexed::index_keys`] says, and the value's key;
/// what is stored there is always the byte 1.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Index {
    prefix: u8,
}

impl Index {
    /// The entries whose keys begin with this byte, which is not 255. No other key of the contract
    /// may begin with it.
    pub const fn new(prefix: u8) -> Self {
        Self { prefix }
    }

    /// The keys of the values that are listed under `under`, from the one behind `start_after` on.
    /// Lazy: whoever takes a page reads no more than a page.
    pub fn listed<'a>(
        self,
        storage: &'a dyn Storage,
        under: &[u8],
        start_after: Option<&[u8]>,
        order: Order,
    ) -> impl Iterator<Item = Vec<u8>> + 'a {
        let base = full_key(self.prefix, under);
        entries(storage, base, start_after, order).map(|(key, _)| key)
    }

    fn add(self, storage: &mut dyn Storage, under: &[u8], key: &[u8]) {
        storage.set(&self.entry(under, key), &[1]);
    }

    fn take(self, storage: &mut dyn Storage, under: &[u8], key: &[u8]) {
        storage.remove(&self.entry(under, key));
    }

    fn entry(self, under: &[u8], key: &[u8]) -> Vec<u8> {
        [&[self.prefix], under, key].concat()
    }

    /// The first byte of the keys, for the test of the stored form.
    #[cfg(feature = "golden")]
    pub(crate) fn prefix(self) -> u8 {
        self.prefix
    }
}

/// A [`Table`] and its indexes, which always list what the table holds.
///
/// Who changes or removes a value hands in the former one, which it has read anyhow: the table
/// reads nothing by itself.
///
/// ```
/// use cosmwasm_std::{testing::MockStorage, Order};
/// use mirror_bytes::{in_bytes, Bytes, Index, Indexed, IndexedTable};
///
/// struct Offer {
///     bidder: String,
/// }
/// in_bytes!(Offer { bidder });
///
/// impl Indexed<1> for Offer {
///     fn index_keys(&self) -> [Option<Vec<u8>>; 1] {
///         [Some(self.bidder.to_bytes())]
///     }
/// }
///
/// const BY_BIDDER: Index = Index::new(b'b');
/// const OFFERS: IndexedTable<Offer, 1> = IndexedTable::new(b'o', [BY_BIDDER]);
///
/// let mut storage = MockStorage::new();
/// let offer = Offer { bidder: "ada".into() };
/// OFFERS.insert(&mut storage, &[7], &offer);
///
/// let of_ada = |storage: &MockStorage| -> Vec<Vec<u8>> {
///     let under = "ada".to_string().to_bytes();
///     BY_BIDDER.listed(storage, &under, None, Order::Ascending).collect()
/// };
/// assert_eq!(vec![vec![7]], of_ada(&storage));
/// OFFERS.remove(&mut storage, &[7], &offer);
/// assert!(of_ada(&storage).is_empty());
/// ```
pub struct IndexedTable<T, const N: usize> {
    values: Table<T>,
    indexes: [Index; N],
}

impl<T: Indexed<N>, const N: usize> IndexedTable<T, N> {
    /// A table under this byte (see [`Table::new`]) with these indexes.
    pub const fn new(prefix: u8, indexes: [Index; N]) -> Self {
        Self {
            values: Table::new(prefix),
            indexes,
        }
    }

    /// The value under a key, or `None` if nothing is stored there.
    pub fn may_load(&self, storage: &dyn Storage, key: &[u8]) -> Result<Option<T>, BytesError> {
        self.values.may_load(storage, key)
    }

    /// Store a value under a key that holds none.
    pub fn insert(&self, storage: &mut dyn Storage, key: &[u8], new: &T) {
        self.values.save(storage, key, new);
        for (index, under) in self.indexes.iter().zip(new.index_keys()) {
            if let Some(under) = under {
                index.add(storage, &under, key);
            }
        }
    }

    /// Store a value in place of `old`. Of the indexes only those are written in which its place
    /// changes.
    pub fn replace(&self, storage: &mut dyn Storage, key: &[u8], old: &T, new: &T) {
        self.values.save(storage, key, new);
        let moves = old.index_keys().into_iter().zip(new.index_keys());
        for (index, (before, after)) in self.indexes.iter().zip(moves) {
            if before == after {
                continue;
            }
            if let Some(before) = before {
                index.take(storage, &before, key);
            }
            if let Some(after) = after {
                index.add(storage, &after, key);
            }
        }
    }

    /// Remove the value under a key, which is `old`, from the table and all indexes.
    pub fn remove(&self, storage: &mut dyn Storage, key: &[u8], old: &T) {
        self.values.remove(storage, key);
        for (index, under) in self.indexes.iter().zip(old.index_keys()) {
            if let Some(under) = under {
                index.take(storage, &under, key);
            }
        }
    }

    /// The values in the order of their keys, as [`Table::range`] gives them.
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
        self.values.range(storage, below, start_after, order)
    }

    /// The first bytes of all keys, for the test of the stored form.
    #[cfg(feature = "golden")]
    pub(crate) fn prefixes(&self) -> impl Iterator<Item = u8> + '_ {
        let indexes = self.indexes.iter().map(|index| index.prefix());
        std::iter::once(self.values.prefix()).chain(indexes)
    }
}

#[cfg(test)]
mod tests {
    use cosmwasm_std::testing::MockStorage;

    use super::*;
    use crate::in_bytes;

    #[derive(Clone)]
    struct Poll {
        status: u8,
        creator: String,
    }

    in_bytes!(Poll { status, creator });

    impl Indexed<2> for Poll {
        fn index_keys(&self) -> [Option<Vec<u8>>; 2] {
            // A poll in progress is in no list of those that have ended.
            let ended = (self.status > 0).then(|| vec![self.status]);
            [ended, Some(self.creator.to_bytes())]
        }
    }

    const ENDED: Index = Index::new(b'e');
    const BY_CREATOR: Index = Index::new(b'c');
    const POLLS: IndexedTable<Poll, 2> = IndexedTable::new(b'p', [ENDED, BY_CREATOR]);

    fn poll(status: u8, creator: &str) -> Poll {
        Poll {
            status,
            creator: creator.into(),
        }
    }

    fn keys(storage: &MockStorage) -> Vec<Vec<u8>> {
        let all = storage.range(None, None, Order::Ascending);
        all.map(|(key, _)| key).collect()
    }

    fn ended(storage: &MockStorage, after: Option<&[u8]>, order: Order) -> Vec<Vec<u8>> {
        ENDED.listed(storage, &[2], after, order).collect()
    }

    #[test]
    fn an_entry_of_an_index_is_its_byte_what_it_lists_by_and_the_key_and_holds_a_one() {
        let mut storage = MockStorage::new();

        POLLS.insert(&mut storage, &[0, 7], &poll(2, "ab"));

        assert_eq!(Some(vec![1]), storage.get(b"e\x02\0\x07"));
        assert_eq!(Some(vec![1]), storage.get(b"c\x02ab\0\x07"));
        assert_eq!(Some(b"\x02\x02ab".to_vec()), storage.get(b"p\0\x07"));
        assert_eq!(3, keys(&storage).len());
    }

    #[test]
    fn a_value_moves_only_in_the_indexes_that_it_changes() {
        let mut storage = MockStorage::new();
        let (open, passed) = (poll(0, "ab"), poll(1, "ab"));
        POLLS.insert(&mut storage, &[7], &open);
        assert_eq!([&b"c\x02ab\x07"[..], b"p\x07"], *keys(&storage));
        // A wrong byte that stays shows that the entry was not written again.
        storage.set(b"c\x02ab\x07", b"?");

        POLLS.replace(&mut storage, &[7], &open, &passed);

        let listed = [&b"c\x02ab\x07"[..], b"e\x01\x07", b"p\x07"];
        assert_eq!(listed, *keys(&storage));
        assert_eq!(Some(b"?".to_vec()), storage.get(b"c\x02ab\x07"));

        POLLS.replace(&mut storage, &[7], &passed, &poll(3, "ab"));
        let listed = [&b"c\x02ab\x07"[..], b"e\x03\x07", b"p\x07"];
        assert_eq!(listed, *keys(&storage));

        POLLS.replace(&mut storage, &[7], &poll(3, "ab"), &open);
        assert_eq!([&b"c\x02ab\x07"[..], b"p\x07"], *keys(&storage));
    }

    #[test]
    fn what_is_removed_leaves_every_index() {
        let mut storage = MockStorage::new();
        for key in [[1], [2]] {
            POLLS.insert(&mut storage, &key, &poll(2, "ab"));
        }

        POLLS.remove(&mut storage, &[1], &poll(2, "ab"));

        let left = [&b"c\x02ab\x02"[..], b"e\x02\x02", b"p\x02"];
        assert_eq!(left, *keys(&storage));
        assert!(POLLS.may_load(&storage, &[1]).unwrap().is_none());
        assert_eq!(2, POLLS.may_load(&storage, &[2]).unwrap().unwrap().status);
    }

    #[test]
    fn an_index_is_read_by_the_page_in_both_directions() {
        let mut storage = MockStorage::new();
        for (key, status) in [(1, 2), (2, 2), (3, 1), (4, 2)] {
            POLLS.insert(&mut storage, &[key], &poll(status, "ab"));
        }

        let (up, down) = (Order::Ascending, Order::Descending);
        assert_eq!(vec![vec![1], vec![2], vec![4]], ended(&storage, None, up));
        assert_eq!(vec![vec![2], vec![4]], ended(&storage, Some(&[1]), up));
        assert_eq!(vec![vec![2], vec![1]], ended(&storage, Some(&[4]), down));
        let all = POLLS.range(&storage, &[], None, up);
        assert!(all.map(|entry| entry.unwrap().0).eq([[1], [2], [3], [4]]));
    }
}

//! Rows that are read once, changed in memory and written at the end of a block.

use std::collections::{BTreeMap, BTreeSet};

use super::tx::Tx;
use crate::store::StoreError;

/// How many rows of a table are kept from block to block.
const KEPT: usize = 5_000;

/// A row that is found by a key and replaced whole.
pub(super) trait Row: Clone + PartialEq {
    /// What it is found by.
    type Key: Clone + Ord;

    /// Read it.
    async fn load(tx: &mut Tx, key: &Self::Key) -> Result<Option<Self>, StoreError>;

    /// Write rows over those with the same keys.
    async fn save(tx: &mut Tx, rows: &[(&Self::Key, &Self)]) -> Result<(), StoreError>;
}

/// The rows of a table that were asked for. After a transaction that was not committed it has to be
/// dropped, as it may hold what was never written.
pub(super) struct Cache<R: Row> {
    rows: BTreeMap<R::Key, Option<R>>,
    changed: BTreeSet<R::Key>,
}

impl<R: Row> Default for Cache<R> {
    fn default() -> Self {
        Self {
            rows: BTreeMap::new(),
            changed: BTreeSet::new(),
        }
    }
}

impl<R: Row> Cache<R> {
    /// A row as it is now.
    pub(super) async fn get(&mut self, tx: &mut Tx, key: &R::Key) -> Result<Option<R>, StoreError> {
        if let Some(row) = self.rows.get(key) {
            return Ok(row.clone());
        }
        let row = R::load(tx, key).await?;
        self.rows.insert(key.clone(), row.clone());
        Ok(row)
    }

    /// Replace a row, or add one.
    pub(super) fn put(&mut self, key: R::Key, row: R) {
        if self.rows.get(&key) == Some(&Some(row.clone())) {
            return;
        }
        self.rows.insert(key.clone(), Some(row));
        self.changed.insert(key);
    }

    /// Write what has changed.
    pub(super) async fn flush(&mut self, tx: &mut Tx) -> Result<(), StoreError> {
        let changed = std::mem::take(&mut self.changed);
        let rows = changed.iter().filter_map(|key| {
            let row = self.rows.get(key)?.as_ref()?;
            Some((key, row))
        });
        let rows: Vec<_> = rows.collect();
        if !rows.is_empty() {
            R::save(tx, &rows).await?;
        }
        // All of it is in the tables now, so it may be forgotten.
        if self.rows.len() > KEPT {
            self.rows.clear();
        }
        Ok(())
    }
}

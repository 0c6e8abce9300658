//! Where the index stands, and what it is the index of.

use super::error::StoreError;
use super::number::{height, integer};
use super::Store;

/// What an index is of.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Origin {
    /// The chain.
    pub chain_id: String,
    /// The address of the protocol's factory, which tells one deployment from another.
    pub factory: String,
    /// The first block to read: the one in which the first contract was made.
    pub first_height: u64,
}

/// Where the index stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cursor {
    /// What it is the index of.
    pub origin: Origin,
    /// The last block that was read; the one before the first if none was.
    pub height: u64,
    /// Its time, in UNIX seconds; 0 before the first.
    pub time: u64,
    /// Its hash, in upper-case hexadecimal digits; empty before the first.
    pub block_hash: String,
    /// The number of the next entry.
    pub(super) next_seq: i64,
}

type Row = (String, String, i64, i64, i64, String, i64);

impl Cursor {
    /// Where an index stands that has read nothing yet.
    pub(super) fn before(origin: Origin) -> Self {
        Self {
            height: origin.first_height.saturating_sub(1),
            origin,
            time: 0,
            block_hash: String::new(),
            next_seq: 1,
        }
    }

    /// Whether it has read a block.
    pub fn has_read(&self) -> bool {
        !self.block_hash.is_empty()
    }

    fn from_row(row: Row) -> Result<Self, StoreError> {
        let (chain_id, factory, first, last, time, block_hash, next_seq) = row;
        Ok(Self {
            origin: Origin {
                chain_id,
                factory,
                first_height: height(first)?,
            },
            height: height(last)?,
            time: height(time)?,
            block_hash,
            next_seq,
        })
    }
}

impl Store {
    /// Where the index stands; `None` before it was ever begun.
    pub async fn cursor(&self) -> Result<Option<Cursor>, StoreError> {
        let row: Option<Row> = on_pool!(self, pool => sqlx::query_as(
            "SELECT chain_id, factory, first_height, height, time, block_hash, next_seq \
             FROM cursor WHERE id = 1",
        )
        .fetch_optional(pool)
        .await)?;
        row.map(Cursor::from_row).transpose()
    }

    /// Begin an index, or see that the one that is there is of the same origin. Answers where it
    /// stands.
    pub(super) async fn begin(&self, origin: &Origin) -> Result<Cursor, StoreError> {
        if let Some(cursor) = self.cursor().await? {
            let found = &cursor.origin;
            same("chain", &found.chain_id, &origin.chain_id)?;
            same("factory", &found.factory, &origin.factory)?;
            let [found, expected] = [found.first_height, origin.first_height];
            same("first block", &found.to_string(), &expected.to_string())?;
            return Ok(cursor);
        }
        let cursor = Cursor::before(origin.clone());
        let [first, last] = [origin.first_height, cursor.height].map(integer);
        let (first, last) = (first?, last?);
        on_pool!(self, pool => sqlx::query(
            "INSERT INTO cursor (id, chain_id, factory, first_height, height, time, block_hash, next_seq) \
             VALUES (1, $1, $2, $3, $4, 0, '', $5)",
        )
        .bind(&origin.chain_id)
        .bind(&origin.factory)
        .bind(first)
        .bind(last)
        .bind(cursor.next_seq)
        .execute(pool)
        .await
        .map(drop))?;
        Ok(cursor)
    }
}

fn same(what: &'static str, found: &str, expected: &str) -> Result<(), StoreError> {
    if found == expected {
        return Ok(());
    }
    Err(StoreError::OtherOrigin {
        what,
        found: found.to_string(),
        expected: expected.to_string(),
    })
}

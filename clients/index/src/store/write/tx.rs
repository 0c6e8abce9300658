//! A transaction of either database, and how rows get into it.

use sqlx::{Postgres, Sqlite, Transaction};

use crate::store::{Store, StoreError};

/// How many rows one statement takes at most: below SQLite's limit of bound values whatever the table.
pub(super) const ROWS: usize = 500;

/// A transaction of either database. What is not committed is undone when it is dropped.
pub(super) enum Tx {
    Sqlite(Transaction<'static, Sqlite>),
    Postgres(Transaction<'static, Postgres>),
}

/// The same body for both databases: `$connection` is the transaction's, `Db` the database.
macro_rules! on_tx {
    ($tx:expr, $connection:ident => $body:expr) => {
        match $tx {
            $crate::store::write::tx::Tx::Sqlite(inner) => {
                #[allow(dead_code, reason = "not every body names the database")]
                type Db = sqlx::Sqlite;
                let $connection = &mut **inner;
                $body
            }
            $crate::store::write::tx::Tx::Postgres(inner) => {
                #[allow(dead_code, reason = "not every body names the database")]
                type Db = sqlx::Postgres;
                let $connection = &mut **inner;
                $body
            }
        }
    };
}

/// Insert rows by few statements: the head up to `VALUES`, what follows the rows, the rows, and the
/// values of one in the order of the head's columns.
macro_rules! insert {
    ($tx:expr, $head:literal, $tail:literal, $rows:expr, |$row:pat_param| [$($value:expr),+ $(,)?]) => {
        for chunk in $rows.chunks($crate::store::write::tx::ROWS) {
            on_tx!(&mut *$tx, connection => {
                let mut query = sqlx::QueryBuilder::<Db>::new($head);
                query.push_values(chunk, |mut to, $row| { $(to.push_bind($value);)+ });
                query.push($tail);
                // Statements of every length would crowd out those that are worth keeping.
                query.build().persistent(false).execute(connection).await.map(drop)
            })?;
        }
    };
}

pub(super) use {insert, on_tx};

impl Tx {
    /// Begin one that will write.
    pub(super) async fn begin(store: &Store) -> Result<Self, StoreError> {
        Ok(match store {
            // At once: one that begins by reading can not always go on to write.
            Store::Sqlite(pool) => Self::Sqlite(pool.begin_with("BEGIN IMMEDIATE").await?),
            Store::Postgres(pool) => Self::Postgres(pool.begin().await?),
        })
    }

    /// Keep what was written.
    pub(super) async fn commit(self) -> Result<(), StoreError> {
        match self {
            Self::Sqlite(inner) => inner.commit().await?,
            Self::Postgres(inner) => inner.commit().await?,
        }
        Ok(())
    }
}

//! That one process at a time writes. Of a process that was killed the server may still commit what it
//! had sent: whoever comes next waits until that is over.

use std::fs::{File, OpenOptions};
use std::time::Duration;

use sqlx::{PgConnection, Pool, Postgres, Sqlite};

use crate::store::{Store, StoreError};

/// What the lock of a PostgreSQL database is called: "mirror" in letters of a telephone.
const LOCK: i64 = 647_767;
/// How often and how long apart it is tried.
const TRIES: u32 = 50;
const APART: Duration = Duration::from_millis(100);

/// The right to write, until it is dropped or its process ends.
pub(super) enum Claim {
    /// A lock on a file beside the database's.
    Sqlite(#[allow(dead_code, reason = "held, not used")] File),
    /// A lock of a session.
    Postgres(#[allow(dead_code, reason = "held, not used")] Box<PgConnection>),
}

impl Claim {
    /// Take it, or wait a little for whoever has it.
    pub(super) async fn take(store: &Store) -> Result<Self, StoreError> {
        match store {
            Store::Sqlite(pool) => of_file(pool).await,
            Store::Postgres(pool) => of_session(pool).await,
        }
    }
}

async fn of_file(pool: &Pool<Sqlite>) -> Result<Claim, StoreError> {
    let options = pool.connect_options();
    let mut path = options.get_filename().as_os_str().to_owned();
    path.push(".lock");
    let mut open = OpenOptions::new();
    open.write(true).create(true).truncate(false);
    let file = open.open(&path).map_err(|error| StoreError::Database {
        reason: format!("{}: {error}", path.display()),
    })?;
    for _ in 0..TRIES {
        if file.try_lock().is_ok() {
            return Ok(Claim::Sqlite(file));
        }
        tokio::time::sleep(APART).await;
    }
    Err(StoreError::InUse)
}

async fn of_session(pool: &Pool<Postgres>) -> Result<Claim, StoreError> {
    let mut session = pool.acquire().await?.detach();
    for _ in 0..TRIES {
        let (is_ours,): (bool,) = sqlx::query_as("SELECT pg_try_advisory_lock($1)")
            .bind(LOCK)
            .fetch_one(&mut session)
            .await?;
        if is_ours {
            // Of the process that had it the server may still be at a commit, by another session: it moves
            // the cursor before that, so whoever waits for the cursor's row waits for it.
            sqlx::query("SELECT height FROM cursor FOR UPDATE")
                .fetch_optional(&mut session)
                .await?;
            return Ok(Claim::Postgres(Box::new(session)));
        }
        tokio::time::sleep(APART).await;
    }
    Err(StoreError::InUse)
}

//! The tables, on SQLite or PostgreSQL: opened, written block by block, asked.

use std::str::FromStr;
use std::time::Duration;

use sqlx::migrate::{MigrateError, Migrator};
use sqlx::postgres::{PgConnectOptions, PgPoolOptions};
use sqlx::sqlite::{SqliteConnectOptions, SqliteJournalMode, SqlitePoolOptions, SqliteSynchronous};
use sqlx::{PgPool, SqlitePool};

/// The same body for both databases: `$pool` is the pool of the one that is used.
macro_rules! on_pool {
    ($store:expr, $pool:ident => $body:expr) => {
        match $store {
            $crate::store::Store::Sqlite($pool) => $body,
            $crate::store::Store::Postgres($pool) => $body,
        }
    };
}

mod cursor;
mod error;
mod kinds;
mod number;
pub mod questions;
pub mod records;
#[cfg(any(test, feature = "testing"))]
pub mod testing;
pub mod write;

pub use cursor::{Cursor, Origin};
pub use error::StoreError;
pub use kinds::Kind;
pub(crate) use number::{amount, decimal, height, integer, maybe_decimal};

static SQLITE: Migrator = sqlx::migrate!("migrations/sqlite");
static POSTGRES: Migrator = sqlx::migrate!("migrations/postgres");

/// How many connections are open at most. A thread serves each of SQLite's.
const CONNECTIONS: u32 = 8;
/// How long to wait for a connection, and in SQLite for the file while somebody else writes.
const PATIENCE: Duration = Duration::from_secs(10);

/// The tables. Cheap to clone; one writes while others read.
#[derive(Clone, Debug)]
pub enum Store {
    /// In a file of SQLite.
    Sqlite(SqlitePool),
    /// In a database of a PostgreSQL server.
    Postgres(PgPool),
}

impl Store {
    /// Open a database, and make or bring up to date its tables. The address is a path for SQLite, or
    /// `postgres://USER:PASSWORD@HOST:PORT/NAME`. SQLite's file is made if it is not there.
    pub async fn open(url: &str) -> Result<Self, StoreError> {
        let store = if url.starts_with("postgres://") || url.starts_with("postgresql://") {
            Self::postgres(url).await?
        } else {
            Self::sqlite(url).await?
        };
        let made = match &store {
            Self::Sqlite(pool) => SQLITE.run(pool).await,
            Self::Postgres(pool) => POSTGRES.run(pool).await,
        };
        made.map_err(migration)?;
        Ok(store)
    }

    /// Close all connections, after what they are doing.
    pub async fn close(&self) {
        on_pool!(self, pool => pool.close().await);
    }

    async fn sqlite(url: &str) -> Result<Self, StoreError> {
        let path = url.strip_prefix("sqlite://").unwrap_or(url);
        let path = path.strip_prefix("sqlite:").unwrap_or(path);
        if path.is_empty() || path.contains("://") {
            return Err(address(
                url,
                "there is neither a path nor a name that is known",
            ));
        }
        // With a log beside the file readers do not wait for the writer. A block that the system lost in
        // a power failure is read again, since the cursor is lost with it.
        let options = SqliteConnectOptions::new()
            .filename(path)
            .create_if_missing(true)
            .journal_mode(SqliteJournalMode::Wal)
            .synchronous(SqliteSynchronous::Normal)
            .busy_timeout(PATIENCE);
        let pool = SqlitePoolOptions::new()
            .max_connections(CONNECTIONS)
            .acquire_timeout(PATIENCE)
            .connect_with(options)
            .await;
        pool.map(Self::Sqlite)
            .map_err(|error| address(url, &error.to_string()))
    }

    async fn postgres(url: &str) -> Result<Self, StoreError> {
        let options = PgConnectOptions::from_str(url)
            .map_err(|error| address(url, &error.to_string()))?
            .application_name("mirror index")
            // That something is there already is no news.
            .options([("client_min_messages", "warning")]);
        let pool = PgPoolOptions::new()
            .max_connections(CONNECTIONS)
            .acquire_timeout(PATIENCE)
            .connect_with(options)
            .await;
        pool.map(Self::Postgres).map_err(|error| match error {
            sqlx::Error::Io(_) | sqlx::Error::PoolTimedOut => StoreError::Unreachable {
                reason: format!(
                    "nobody answered at {} within {} s ({error}); see that the server runs and takes connections \
                     from here, and that address and port are right",
                    mirror_chain::config::shown(url),
                    PATIENCE.as_secs()
                ),
            },
            error => address(url, &error.to_string()),
        })
    }
}

/// The tables that hold what was read.
pub const TABLES: [&str; 18] = [
    "cursor",
    "assets",
    "entries",
    "prices",
    "candles",
    "reserves",
    "positions",
    "backings",
    "position_events",
    "stakes",
    "balances",
    "totals",
    "hours",
    "polls",
    "votes",
    "orders",
    "airdrop_claims",
    "payments",
];

fn address(url: &str, reason: &str) -> StoreError {
    StoreError::Address {
        shown: mirror_chain::config::shown(url),
        reason: reason.to_string(),
    }
}

fn migration(error: MigrateError) -> StoreError {
    match error {
        MigrateError::Execute(error) => StoreError::from(error),
        other => StoreError::OtherTables {
            reason: other.to_string(),
        },
    }
}

#[cfg(test)]
mod tests;

//! Databases for tests: a file of SQLite, and a PostgreSQL cluster of our own. A feature, so that other
//! crates' tests have them too.
#![allow(clippy::unwrap_used, reason = "tests")]

use std::sync::{Arc, Mutex, PoisonError, Weak};

use sqlx::Row as _;
use tempfile::TempDir;

use super::{Store, TABLES};

mod cluster;

pub use cluster::Cluster;

/// The cluster that the tests of this process share while any of them needs it.
static SHARED: Mutex<Weak<Cluster>> = Mutex::new(Weak::new());

/// Runs each of these tests on both databases: an async function of a [`Scratch`].
#[macro_export]
macro_rules! store_tests {
    ($($name:ident),+ $(,)?) => {
        mod sqlite {
            $(#[tokio::test]
            async fn $name() {
                super::$name($crate::store::testing::Scratch::sqlite().await).await;
            })+
        }
        mod postgres {
            $(#[tokio::test]
            async fn $name() {
                if let Some(scratch) = $crate::store::testing::Scratch::postgres().await {
                    super::$name(scratch).await;
                }
            })+
        }
    };
}

/// A fresh database, removed when it is dropped.
pub struct Scratch {
    /// Its tables.
    pub store: Store,
    /// Its address.
    pub url: String,
    _folder: Option<TempDir>,
    _cluster: Option<Arc<Cluster>>,
}

impl Scratch {
    /// In a file of SQLite.
    ///
    /// # Panics
    /// Where no file can be made.
    pub async fn sqlite() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let url = folder.path().join("index.db").display().to_string();
        Self {
            store: Store::open(&url).await.unwrap(),
            url,
            _folder: Some(folder),
            _cluster: None,
        }
    }

    /// In a PostgreSQL cluster of our own; `None` where there is no PostgreSQL, which is said once.
    ///
    /// # Panics
    /// Where there is one that does not start.
    pub async fn postgres() -> Option<Self> {
        let cluster = shared()?;
        let url = cluster.database();
        Some(Self {
            store: Store::open(&url).await.unwrap(),
            url,
            _folder: None,
            _cluster: Some(cluster),
        })
    }
}

/// The cluster of this process; it ends with the last test that uses it.
fn shared() -> Option<Arc<Cluster>> {
    let mut shared = SHARED.lock().unwrap_or_else(PoisonError::into_inner);
    if let Some(cluster) = shared.upgrade() {
        return Some(cluster);
    }
    let cluster = Arc::new(Cluster::start()?);
    *shared = Arc::downgrade(&cluster);
    Some(cluster)
}

/// The rows of a query whose columns are all text.
///
/// # Panics
/// Where the database refuses it.
pub async fn select(store: &Store, query: &str) -> Vec<Vec<String>> {
    let query = sqlx::AssertSqlSafe(query.to_string());
    on_pool!(store, pool => {
        let rows = sqlx::query(query).fetch_all(pool).await.unwrap();
        let rows = rows.iter().map(|row| (0..row.len()).map(|at| row.get(at)).collect());
        rows.collect()
    })
}

/// The rows of all tables as text, sorted: the same on both databases if they hold the same.
///
/// # Panics
/// Where a table can not be read.
pub async fn rows(store: &Store) -> Vec<(String, Vec<String>)> {
    let mut all = Vec::new();
    for table in TABLES {
        let names = columns(store, table).await;
        let fields = names.iter().map(|(name, kind)| match kind.as_str() {
            // SQLite has numbers for it.
            "boolean" => format!("CASE WHEN {name} THEN 'true' ELSE 'false' END"),
            _ => format!("coalesce(CAST({name} AS TEXT), '-')"),
        });
        let fields: Vec<String> = fields.collect();
        let query = format!("SELECT {} FROM {table}", fields.join(" || ' ' || "));
        let found: Vec<(String,)> = on_pool!(store, pool => sqlx::query_as(
            sqlx::AssertSqlSafe(query),
        )
        .fetch_all(pool)
        .await)
        .unwrap();
        let mut found: Vec<String> = found.into_iter().map(|(row,)| row).collect();
        found.sort();
        all.push((table.to_string(), found));
    }
    all
}

async fn columns(store: &Store, table: &str) -> Vec<(String, String)> {
    let mut found: Vec<(String, String)> = match store {
        Store::Sqlite(pool) => {
            let rows = sqlx::query("SELECT name, lower(type) FROM pragma_table_info($1)")
                .bind(table)
                .fetch_all(pool)
                .await
                .unwrap();
            rows.iter().map(|row| (row.get(0), row.get(1))).collect()
        }
        Store::Postgres(pool) => {
            let rows = sqlx::query(
                "SELECT column_name::text, data_type::text FROM information_schema.columns \
                 WHERE table_name = $1",
            )
            .bind(table)
            .fetch_all(pool)
            .await
            .unwrap();
            rows.iter().map(|row| (row.get(0), row.get(1))).collect()
        }
    };
    found.sort();
    found
}

//! A database of every release stays in the repository, as the statements that make it again, and has to
//! open.

use super::*;
use crate::store::testing::{select, Scratch};
use crate::store_tests;

store_tests!(a_database_of_every_release_opens_and_goes_on);

/// What was in use at a release: three blocks of a chain that was made up. To make those of a release, read
/// `chain(3)` into a database of each kind and let `sqlite3 FILE .dump` and `pg_dump --inserts` write it.
const RELEASES: [&str; 1] = ["0.1.0"];

async fn a_database_of_every_release_opens_and_goes_on(scratch: Scratch) {
    for release in RELEASES {
        let url = empty(&scratch).await;
        let made = match &scratch.store {
            Store::Sqlite(_) => {
                let url = format!("sqlite://{url}?mode=rwc");
                let pool = sqlx::SqlitePool::connect(&url).await.unwrap();
                let made = sqlx::raw_sql(statements(release, "sqlite"))
                    .execute(&pool)
                    .await
                    .map(drop);
                pool.close().await;
                made
            }
            Store::Postgres(_) => {
                let pool = sqlx::PgPool::connect(&url).await.unwrap();
                let made = sqlx::raw_sql(statements(release, "postgres"))
                    .execute(&pool)
                    .await
                    .map(drop);
                pool.close().await;
                made
            }
        };
        made.unwrap();

        let store = Store::open(&url).await.unwrap();

        let cursor = store.cursor().await.unwrap().unwrap();
        assert_eq!(cursor.height, 3, "{release}");
        let held = select(&store, "SELECT kind FROM entries WHERE kind = 'AUCTION'").await;
        assert_eq!(held.len(), 2, "{release}");
        read(&chain(6), &store).await;
        store.close().await;
    }
}

/// The statements that make it again.
fn statements(release: &str, kind: &str) -> sqlx::AssertSqlSafe<String> {
    let path = format!(
        "{}/fixtures/{release}.{kind}.sql",
        env!("CARGO_MANIFEST_DIR")
    );
    sqlx::AssertSqlSafe(std::fs::read_to_string(path).unwrap())
}

/// The address of a database of the same kind in which nothing is.
async fn empty(scratch: &Scratch) -> String {
    match &scratch.store {
        Store::Sqlite(_) => format!("{}.released", scratch.url),
        Store::Postgres(pool) => {
            let name: (String,) = sqlx::query_as("SELECT current_database()::text")
                .fetch_one(pool)
                .await
                .unwrap();
            let released = format!("released_{}", name.0);
            let create = format!("CREATE DATABASE {released}");
            sqlx::raw_sql(sqlx::AssertSqlSafe(create))
                .execute(pool)
                .await
                .unwrap();
            scratch.url.replace(&name.0, &released)
        }
    }
}

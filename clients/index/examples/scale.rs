//! How many blocks a second the index reads from zero, of a chain that is made up: no node is waited for,
//! and nothing is parsed, so this is what the tables cost.
//!
//! ```sh
//! cargo run --release -p mirror-index --features testing --example scale -- BLOCKS TRANSACTIONS [DATABASE]
//! ```
//!
//! The database is a file of SQLite, an address of PostgreSQL, or `postgres` for a cluster of its own that
//! is removed at the end; without it a file that is removed at the end.
#![allow(
    clippy::unwrap_used,
    clippy::print_stdout,
    reason = "a measure, run by hand"
)]

use std::time::Instant;

use mirror_index::read::made_up::MadeUp;
use mirror_index::read::Reader;
use mirror_index::store::testing::{select, Scratch};
use mirror_index::store::Store;

#[tokio::main(flavor = "current_thread")]
async fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let number = |place: usize, usual: u64| match arguments.get(place) {
        Some(text) => text.parse().unwrap(),
        None => usual,
    };
    let chain = MadeUp {
        blocks: number(0, 2_000),
        transactions: number(1, 20),
        assets: 20,
        accounts: 10_000,
        seconds: 6,
    };
    let database = arguments.get(2).map(String::as_str);
    let scratch = match database {
        None => Some(Scratch::sqlite().await),
        Some("postgres") => Scratch::postgres().await,
        Some(_) => None,
    };
    let store = match (&scratch, database) {
        (Some(scratch), _) => scratch.store.clone(),
        (None, database) => Store::open(database.unwrap_or_default()).await.unwrap(),
    };
    measure(&chain, &store).await;
}

async fn measure(chain: &MadeUp, store: &Store) {
    let (deployment, origin) = (chain.deployment(), chain.origin());
    let mut reader = Reader::open(chain.clone(), store, &deployment, &origin)
        .await
        .unwrap();
    let begun = Instant::now();
    reader.catch_up().await.unwrap();
    let took = begun.elapsed();
    let blocks = u128::from(chain.blocks);
    let a_second = blocks * 1_000_000 / took.as_micros().max(1);
    let transactions = a_second * u128::from(chain.transactions + 1);
    let size = match store {
        Store::Sqlite(_) => {
            "SELECT CAST(page_count * page_size / 1000000 AS TEXT) \
             FROM pragma_page_count(), pragma_page_size()"
        }
        Store::Postgres(_) => "SELECT CAST(pg_database_size(current_database()) / 1000000 AS TEXT)",
    };
    let entries = select(store, "SELECT CAST(count(*) AS TEXT) FROM entries").await;
    let size = select(store, size).await;
    println!(
        "{blocks} blocks of {} transactions in {} ms: {a_second} blocks/s, {transactions} transactions/s; \
         {} entries, {} MB",
        chain.transactions + 1,
        took.as_millis(),
        entries.concat().concat(),
        size.concat().concat(),
    );
}

//! Readers beside the writer, both databases beside each other, and what PostgreSQL has alone.

use super::*;
use crate::store::testing::{rows, Scratch};
use crate::store::StoreError;
use crate::store_tests;

store_tests!(
    readers_see_whole_blocks_only,
    both_databases_hold_the_same,
    months_are_read_whatever_the_partition,
);

/// Readers ask all the time while blocks are written: to whom the cursor says that a block is there, all
/// of it is there.
async fn readers_see_whole_blocks_only(scratch: Scratch) {
    let store = scratch.store.clone();
    drop(writer(&store).await);
    let reading = tokio::spawn(async move {
        let mut seen = 0;
        while seen < 30 {
            let query = "SELECT (SELECT height FROM cursor), (SELECT amount FROM balances)";
            let row: (Option<i64>, Option<String>) =
                on_pool!(&store, pool => sqlx::query_as(query).fetch_one(pool).await).unwrap();
            seen = row.0.unwrap_or(9) - 9;
            let has = row.1.unwrap_or_default();
            assert_eq!(
                has,
                if seen == 0 {
                    String::new()
                } else {
                    seen.to_string()
                }
            );
            tokio::task::yield_now().await;
        }
    });

    let mut writer = writer(&scratch.store).await;
    for height in 10..40 {
        writer
            .write(&block(height, vec![minted("alice", 1)]))
            .await
            .unwrap();
    }

    reading.await.unwrap();
}

async fn both_databases_hold_the_same(scratch: Scratch) {
    let other = Scratch::sqlite().await;

    read(&chain(30), &scratch.store).await;
    read(&chain(30), &other.store).await;

    assert_eq!(rows(&scratch.store).await, rows(&other.store).await);
}

async fn months_are_read_whatever_the_partition(scratch: Scratch) {
    // A block in ten days from 1600864000 to 1625920000: partitions 617 to 627, and the one before.
    let slow = MadeUp {
        seconds: 864_000,
        ..chain(30)
    };

    read(&slow, &scratch.store).await;

    let query = "SELECT count(*), count(DISTINCT height) FROM entries";
    let counted: (i64, i64) =
        on_pool!(&scratch.store, pool => sqlx::query_as(query).fetch_one(pool).await).unwrap();
    assert_eq!(counted.1, 30);
    if let Store::Postgres(pool) = &scratch.store {
        let query = "SELECT count(*) FROM pg_inherits WHERE inhparent = 'entries'::regclass";
        let (partitions,): (i64,) = sqlx::query_as(query).fetch_one(pool).await.unwrap();
        assert_eq!(partitions, 12);
    }
}

#[tokio::test]
async fn what_is_no_database_is_told_without_what_gives_access() {
    let nowhere = Store::open("mysql://bob:secret@localhost/index")
        .await
        .unwrap_err();
    let folder = Store::open("/").await.unwrap_err();
    let silent = Store::open("postgres://bob:secret@127.0.0.1:1/index")
        .await
        .unwrap_err();

    for told in [&nowhere, &folder, &silent] {
        assert!(!told.to_string().contains("secret"), "{told}");
    }
    assert!(matches!(nowhere, StoreError::Address { .. }), "{nowhere}");
    assert!(matches!(folder, StoreError::Address { .. }), "{folder}");
    assert!(silent.is_outside(), "{silent}");
}

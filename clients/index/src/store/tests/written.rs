//! A block is written whole or not at all, once, and only after the one before.

use super::*;
use crate::store::testing::{rows, Scratch};
use crate::store::StoreError;
use crate::store_tests;

store_tests!(
    a_block_that_does_not_fit_leaves_nothing_behind,
    blocks_are_written_in_order_and_once,
    an_index_goes_on_where_it_stopped,
    a_second_writer_waits_for_the_first,
    what_somebody_else_wrote_is_noticed,
    another_chain_or_deployment_is_refused,
    a_chain_that_was_begun_anew_is_refused,
    a_reset_index_reads_the_same_again,
    a_row_that_can_not_be_is_told,
    tables_of_another_program_are_refused,
    what_the_database_refuses_is_told,
);

async fn a_block_that_does_not_fit_leaves_nothing_behind(scratch: Scratch) {
    let mut writer = writer(&scratch.store).await;
    writer
        .write(&block(10, vec![minted("alice", 5)]))
        .await
        .unwrap();
    let before = rows(&scratch.store).await;

    let more = vec![
        minted("alice", 1),
        moved("alice", "bob", 6),
        moved("carol", "bob", 1),
    ];
    let told = writer.write(&block(11, more)).await;

    let reason = "carol gives 1 of token and has 0".to_string();
    assert_eq!(told, Err(StoreError::DoesNotFit { height: 11, reason }));
    assert_eq!(rows(&scratch.store).await, before);
    // What was worked out for it is forgotten, too.
    let right = block(11, vec![moved("alice", "bob", 5)]);
    writer.write(&right).await.unwrap();
    let refused = writer
        .write(&block(12, vec![moved("alice", "bob", 1)]))
        .await;
    assert!(refused.is_err());
}

async fn blocks_are_written_in_order_and_once(scratch: Scratch) {
    let mut writer = writer(&scratch.store).await;

    for wrong in [9, 11] {
        let told = writer.write(&block(wrong, vec![])).await;
        let reason = "the next block is 10".to_string();
        assert_eq!(
            told,
            Err(StoreError::DoesNotFit {
                height: wrong,
                reason
            })
        );
    }
    writer.write(&block(10, vec![])).await.unwrap();

    assert!(writer.write(&block(10, vec![])).await.is_err());
    let cursor = scratch.store.cursor().await.unwrap().unwrap();
    assert_eq!((cursor.height, cursor.time), (10, 60));
    assert_eq!(cursor.block_hash, "HASH10");
}

async fn an_index_goes_on_where_it_stopped(scratch: Scratch) {
    let whole = chain(24);
    let undisturbed = Scratch::sqlite().await;
    read(&whole, &undisturbed.store).await;

    for blocks in [1, 2, 9, 10, 24] {
        let store = Store::open(&scratch.url).await.unwrap();
        read(
            &MadeUp {
                blocks,
                ..whole.clone()
            },
            &store,
        )
        .await;
        store.close().await;
    }

    assert_eq!(rows(&scratch.store).await, rows(&undisturbed.store).await);
}

async fn a_second_writer_waits_for_the_first(scratch: Scratch) {
    let first = writer(&scratch.store).await;
    let told = Writer::open(&scratch.store, &origin(), "uusd").await;
    assert_eq!(told.err(), Some(StoreError::InUse));

    let waiting = tokio::spawn({
        let store = scratch.store.clone();
        async move { Writer::open(&store, &origin(), "uusd").await.map(drop) }
    });
    tokio::task::yield_now().await;
    drop(first);

    assert_eq!(waiting.await.unwrap(), Ok(()));
}

/// As somebody would who does not ask for the right to write.
async fn what_somebody_else_wrote_is_noticed(scratch: Scratch) {
    let mut writer = writer(&scratch.store).await;
    let query = "UPDATE cursor SET height = 10, block_hash = 'OTHER'";
    on_pool!(&scratch.store, pool => sqlx::query(query).execute(pool).await.map(drop)).unwrap();
    let before = rows(&scratch.store).await;

    let told = writer.write(&block(10, vec![minted("bob", 7)])).await;

    assert_eq!(told, Err(StoreError::SecondWriter { height: 9 }));
    assert_eq!(rows(&scratch.store).await, before);
}

async fn another_chain_or_deployment_is_refused(scratch: Scratch) {
    drop(writer(&scratch.store).await);
    let other_chain = Origin {
        chain_id: "test-2".to_string(),
        ..origin()
    };
    let other_factory = Origin {
        factory: "another".to_string(),
        ..origin()
    };
    let other_beginning = Origin {
        first_height: 11,
        ..origin()
    };

    let refused = [
        (other_chain, "chain", "test-1", "test-2"),
        (other_factory, "factory", "factory", "another"),
        (other_beginning, "first block", "10", "11"),
    ];
    for (origin, what, found, expected) in refused {
        let told = Writer::open(&scratch.store, &origin, "uusd").await;
        let expected = StoreError::OtherOrigin {
            what,
            found: found.to_string(),
            expected: expected.to_string(),
        };
        assert_eq!(told.err(), Some(expected));
    }
}

async fn a_chain_that_was_begun_anew_is_refused(scratch: Scratch) {
    let mut first = writer(&scratch.store).await;
    first.write(&block(10, vec![])).await.unwrap();
    drop(first);
    let again = writer(&scratch.store).await;

    let told = again.ensure_same_chain("ANOTHER");

    let expected = StoreError::OtherChain {
        height: 10,
        found: "ANOTHER".to_string(),
        expected: "HASH10".to_string(),
    };
    assert_eq!(told, Err(expected));
    assert_eq!(again.ensure_same_chain("HASH10"), Ok(()));
}

async fn a_reset_index_reads_the_same_again(scratch: Scratch) {
    read(&chain(12), &scratch.store).await;
    let before = rows(&scratch.store).await;

    scratch.store.reset().await.unwrap();

    let left: usize = rows(&scratch.store)
        .await
        .iter()
        .map(|(_, rows)| rows.len())
        .sum();
    assert_eq!(left, 0);
    read(&chain(12), &scratch.store).await;
    assert_eq!(rows(&scratch.store).await, before);
}

async fn a_row_that_can_not_be_is_told(scratch: Scratch) {
    let mut writer = writer(&scratch.store).await;
    let query = "INSERT INTO balances (asset, account, amount) VALUES ('token', 'alice', '1.5')";
    on_pool!(&scratch.store, pool => sqlx::query(query).execute(pool).await.map(drop)).unwrap();

    let told = writer.write(&block(10, vec![minted("alice", 5)])).await;

    let expected = StoreError::Damaged {
        table: "balances",
        value: "1.5".to_string(),
        expected: "amount",
    };
    assert_eq!(told, Err(expected));
}

/// As after a step back to an older program.
async fn tables_of_another_program_are_refused(scratch: Scratch) {
    let query = "UPDATE _sqlx_migrations SET version = 9999";
    on_pool!(&scratch.store, pool => sqlx::query(query).execute(pool).await.map(drop)).unwrap();

    let told = Store::open(&scratch.url).await.unwrap_err();

    assert!(matches!(told, StoreError::OtherTables { .. }), "{told}");
    assert!(told.is_configuration());
}

async fn what_the_database_refuses_is_told(scratch: Scratch) {
    let mut writer = writer(&scratch.store).await;
    let query = "DROP TABLE balances";
    on_pool!(&scratch.store, pool => sqlx::query(query).execute(pool).await.map(drop)).unwrap();

    let told = writer.write(&block(10, vec![minted("alice", 5)])).await;

    assert!(matches!(told, Err(StoreError::Database { .. })), "{told:?}");
}

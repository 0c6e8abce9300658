//! Rows that are compared with the chain.

use super::server::Server;
use crate::store::questions::samples::{samples, Samples, Turn};
use crate::store::testing::Scratch;

crate::store_tests!(
    tokens_and_stakes_come_in_turn_and_positions_by_number,
    nothing_to_compare_is_no_error,
);

async fn taken(scratch: &Scratch, turn: &Turn) -> Samples {
    samples(&scratch.store, turn).await.unwrap().unwrap()
}

async fn tokens_and_stakes_come_in_turn_and_positions_by_number(scratch: Scratch) {
    Server::start(&scratch.store).await;
    let behind = |token: &str, stake: [&str; 3], position| Turn {
        token: token.to_string(),
        stake: stake.map(str::to_string).into(),
        position,
    };

    let first = taken(&scratch, &Turn::default()).await;
    assert_eq!(first.place.height, 1_000);
    assert_eq!(
        first.supply,
        Some(("maapl".to_string(), "7100".to_string()))
    );
    assert_eq!(first.position.unwrap().idx, 1);
    let stake = first.stake.unwrap();
    assert_eq!(
        (stake.account.as_str(), stake.amount.as_str()),
        ("alice", "50")
    );

    let next = taken(&scratch, &behind("mgoog", ["maapl", "alice", "long"], 12)).await;
    assert_eq!(next.supply.unwrap().0, "mir");
    // Eight positions: 12 is 4, and so the fifth, which is closed.
    assert!(next.position.unwrap().closed_height.is_some());
    assert_eq!(next.stake.unwrap().kind, "short");

    // Behind the last one comes the first.
    let again = taken(
        &scratch,
        &behind("mtsla", ["maapl", "bob", "short"], u64::MAX),
    )
    .await;
    assert_eq!(again.supply.unwrap().0, "maapl");
    assert_eq!(again.position.unwrap().idx, 8);
    assert_eq!(again.stake.unwrap().account, "alice");
}

async fn nothing_to_compare_is_no_error(scratch: Scratch) {
    assert!(samples(&scratch.store, &Turn::default()).await.is_err());

    super::server::fill(
        &scratch.store,
        "INSERT INTO cursor (id, chain_id, factory, first_height, height, time, block_hash, next_seq) \
         VALUES (1, 'made-up-1', 'factory', 5, 5, 1, 'AB', 1)",
    )
    .await;
    let nothing = taken(&scratch, &Turn::default()).await;
    assert_eq!(
        (nothing.supply, nothing.position, nothing.stake),
        (None, None, None)
    );
}

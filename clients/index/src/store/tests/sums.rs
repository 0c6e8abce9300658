//! What the writer adds up is what the rows come to.

use std::collections::BTreeMap;

use super::*;
use crate::store::testing::Scratch;
use crate::store_tests;

store_tests!(
    supply_is_the_sum_of_balances,
    totals_of_positions_are_the_sums_of_positions,
    staked_totals_are_the_sums_of_stakes,
    an_auction_is_in_the_history_of_both_sides,
    candles_of_an_hour_hold_those_of_its_minutes,
    a_price_that_waits_moves_nothing,
);

type Sums = BTreeMap<String, u128>;

/// The amounts of a query of subject and amount, added up here.
async fn added_up(store: &Store, query: &'static str) -> Sums {
    let rows: Vec<(String, String)> =
        on_pool!(store, pool => sqlx::query_as(query).fetch_all(pool).await).unwrap();
    let mut sums = Sums::new();
    for (subject, amount) in rows {
        *sums.entry(subject).or_default() += amount.parse::<u128>().unwrap();
    }
    sums.retain(|_, sum| *sum > 0);
    sums
}

async fn total(store: &Store, name: &str) -> Sums {
    let query = "SELECT subject, amount FROM totals WHERE name = $1";
    let rows: Vec<(String, String)> =
        on_pool!(store, pool => sqlx::query_as(query).bind(name).fetch_all(pool).await).unwrap();
    let rows = rows.into_iter();
    let rows = rows.map(|(subject, amount)| (subject, amount.parse::<u128>().unwrap()));
    rows.filter(|(_, amount)| *amount > 0).collect()
}

async fn supply_is_the_sum_of_balances(scratch: Scratch) {
    read(&chain(40), &scratch.store).await;

    let query = "SELECT asset, amount FROM balances WHERE asset <> 'uusd'";
    let expected = added_up(&scratch.store, query).await;

    // MIR, two mAssets, and three LP tokens.
    assert_eq!(expected.len(), 6);
    assert_eq!(total(&scratch.store, "supply").await, expected);
}

async fn totals_of_positions_are_the_sums_of_positions(scratch: Scratch) {
    let store = &scratch.store;
    read(&chain(40), store).await;

    let debts = added_up(store, "SELECT token, debt FROM positions").await;
    let held = added_up(store, "SELECT collateral, amount FROM positions").await;

    assert_eq!(debts.len(), 2);
    assert_eq!(total(store, "debt").await, debts);
    assert_eq!(total(store, "collateral").await, held);
    assert_eq!(
        added_up(store, "SELECT token, debt FROM backings").await,
        debts
    );
    assert_eq!(
        added_up(store, "SELECT collateral, amount FROM backings").await,
        held
    );
    let open = "SELECT token, '1' FROM positions WHERE closed_height IS NULL";
    assert_eq!(total(store, "positions").await, added_up(store, open).await);
}

async fn staked_totals_are_the_sums_of_stakes(scratch: Scratch) {
    let store = &scratch.store;
    read(&chain(40), store).await;

    let staked = added_up(
        store,
        "SELECT token, amount FROM stakes WHERE kind = 'long'",
    )
    .await;

    assert_eq!(staked.len(), 2);
    assert_eq!(total(store, "bonded").await, staked);
}

async fn an_auction_is_in_the_history_of_both_sides(scratch: Scratch) {
    let store = &scratch.store;
    read(&chain(3), store).await;

    let query = "SELECT account, side, data FROM entries WHERE kind = 'AUCTION' ORDER BY seq";
    let rows: Vec<(String, String, String)> =
        on_pool!(store, pool => sqlx::query_as(query).fetch_all(pool).await).unwrap();

    let sides: Vec<_> = rows
        .iter()
        .map(|(who, side, _)| (who.as_str(), side.as_str()))
        .collect();
    let owner = MadeUp::account(0);
    assert_eq!(sides.len(), 2);
    assert!(sides[0].0.starts_with("wasm1liquidator"), "{}", sides[0].0);
    assert_eq!((sides[0].1, sides[1]), ("actor", (owner.as_str(), "other")));
    // 2000000 + 500 - 3000 of the burn, - 120000 - 1500 of the auction; 10000 - 2000 - 1000.
    let data: serde_json::Value = serde_json::from_str(&rows[1].2).unwrap();
    assert_eq!(data["amount_after"], "1876000");
    assert_eq!(data["debt_after"], "7000");
    assert_eq!(data["liquidated_amount"], "1000");
    // The debt is not paid whole, so nothing goes back to the owner; the base denom's price is one.
    assert_eq!(data["refund_amount"], "0");
    assert_eq!(data["collateral_price"], "1");
    let then = "SELECT asset_price FROM position_events WHERE kind = 'AUCTION'";
    let price: (Option<String>,) =
        on_pool!(store, pool => sqlx::query_as(then).fetch_one(pool).await).unwrap();
    assert_eq!(data["price"].as_str(), price.0.as_deref());
    assert!(price.0.is_some());
}

async fn candles_of_an_hour_hold_those_of_its_minutes(scratch: Scratch) {
    let store = &scratch.store;
    // More than an hour of blocks.
    read(
        &MadeUp {
            seconds: 100,
            ..chain(60)
        },
        store,
    )
    .await;

    let volumes = |step: i64| async move {
        let query = "SELECT token, volume FROM candles WHERE source = 'pair' AND step = $1";
        let rows: Vec<(String, String)> =
            on_pool!(store, pool => sqlx::query_as(query).bind(step).fetch_all(pool).await)
                .unwrap();
        let mut sums = Sums::new();
        for (token, volume) in rows {
            *sums.entry(token).or_default() += volume.parse::<u128>().unwrap();
        }
        sums
    };

    let expected = total(store, "volume").await;
    assert_eq!(expected.len(), 2);
    for step in [60, 3_600, 86_400] {
        assert_eq!(volumes(step).await, expected);
    }
}

async fn a_price_that_waits_moves_nothing(scratch: Scratch) {
    let mut writer = writer(&scratch.store).await;
    let listed = Record::Listed {
        token: "token".to_string(),
        is_mir: false,
        symbol: "mT".to_string(),
        name: "T".to_string(),
        is_pre_ipo: false,
    };
    let price = |price: &str, is_pending| Record::Price {
        token: "token".to_string(),
        price: price.parse().unwrap(),
        is_pending,
    };
    let first = block(10, vec![listed, price("2", false)]);
    writer.write(&first).await.unwrap();

    writer
        .write(&block(11, vec![price("9", true)]))
        .await
        .unwrap();

    let query = "SELECT price, high FROM assets, candles WHERE step = 60";
    let rows: Vec<(String, String)> =
        on_pool!(&scratch.store, pool => sqlx::query_as(query).fetch_all(pool).await).unwrap();
    assert_eq!(rows, [("2".to_string(), "2".to_string())]);
    let query = "SELECT price, pending FROM prices ORDER BY height";
    let rows: Vec<(String, bool)> =
        on_pool!(&scratch.store, pool => sqlx::query_as(query).fetch_all(pool).await).unwrap();
    assert_eq!(rows, [("2".to_string(), false), ("9".to_string(), true)]);
}

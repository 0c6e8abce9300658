//! The order of `/cdps`.

use cosmwasm_std::{Decimal, Uint128, Uint256};
use proptest::strategy::{Strategy, ValueTree};
use proptest::test_runner::TestRunner;
use serde_json::Value;

use super::server::{fill, Server};
use crate::store::questions::positions::{below, Prices};
use crate::store::testing::Scratch;
use crate::store::Store;

crate::store_tests!(
    the_least_covered_come_first,
    pages_of_random_positions_are_the_sorted_list,
);

async fn the_least_covered_come_first(scratch: Scratch) {
    let server = Server::start(&scratch.store).await;
    let told = |answer: Value| {
        let positions = answer["positions"].as_array().unwrap().iter();
        let told = positions.map(|one| format!("{}: {}", one["idx"], one["ratio"]));
        told.collect::<Vec<_>>().join(", ")
    };

    let all = told(server.json("/cdps").await);
    assert_eq!(
        all,
        r#"2: "1.5", 8: "1.5", 3: "2", 1: "2", 4: null, 7: null"#
    );
    let one = told(server.json("/cdps?token=maapl").await);
    assert_eq!(one, r#"2: "1.5", 8: "1.5", 3: "2", 1: "2", 4: null"#);
    let few = told(server.json("/cdps?max_ratio=1.999999999999999999").await);
    assert_eq!(few, r#"2: "1.5", 8: "1.5""#);
    let more = told(server.json("/cdps?max_ratio=2").await);
    assert_eq!(more, r#"2: "1.5", 8: "1.5", 3: "2", 1: "2""#);
    assert_eq!(told(server.json("/cdps?token=nothing").await), "");

    for wrong in ["-1", "x", "", "1.0000000000000000001", "1e3"] {
        let refusal = server.refusal(&format!("/cdps?max_ratio={wrong}")).await;
        assert_eq!(refusal, (400, "bad_parameter".to_string()), "{wrong}");
    }
}

/// A position: asset, collateral, debt, amount.
type Made = (usize, usize, u32, u64);

const ASSETS: [(&str, &str); 3] = [("ma", "3"), ("mb", "0.7"), ("mc", "11.000000000000000001")];
const COLLATERALS: [&str; 4] = ["ma", "mb", "unknown", "uusd"];

async fn pages_of_random_positions_are_the_sorted_list(scratch: Scratch) {
    let made = made();
    for (idx, position) in made.iter().enumerate() {
        insert(&scratch.store, idx, position).await;
    }
    fill(&scratch.store, BACKINGS).await;
    let prices = Prices {
        base_denom: "uusd".to_string(),
        assets: ASSETS
            .map(|(token, price)| (token.to_string(), price.parse().unwrap()))
            .into(),
    };

    let mut found = Vec::new();
    let mut spot = None;
    loop {
        let page = below(&scratch.store, (None, None), spot.as_ref(), &prices, 7)
            .await
            .unwrap();
        let Some(last) = page.last() else {
            break;
        };
        // As in the key of a page.
        spot = Some(last.spot.to_string().parse().unwrap());
        found.extend(page.iter().map(|owed| owed.idx));
    }

    assert_eq!(found, sorted(&made, &prices));
}

const BACKINGS: &str = "
    INSERT INTO backings (token, collateral, positions, debt, amount)
    SELECT token, collateral, count(*), '0', '0' FROM positions GROUP BY token, collateral";

/// Small numbers, so that many have the same ratio.
fn made() -> Vec<Made> {
    let one = (0..ASSETS.len(), 0..COLLATERALS.len(), 1u32..6, 0u64..9);
    let many = proptest::collection::vec(one, 150);
    let mut runner = TestRunner::deterministic();
    many.new_tree(&mut runner).unwrap().current()
}

fn sorted(made: &[Made], prices: &Prices) -> Vec<i64> {
    let mut all: Vec<_> = made
        .iter()
        .enumerate()
        .map(|(idx, &(asset, collateral, debt, amount))| {
            let (token, collateral) = (ASSETS[asset].0, COLLATERALS[collateral]);
            let price = |of: &str| prices.of(of).map(|price| price.atomics());
            let cover = cover(debt, amount);
            // Over a common denominator, so that it is exact.
            let others = ASSETS.iter().filter(|(other, _)| *other != token);
            let mut value = price(collateral).map(|of| cover * Uint256::from(of));
            for (_, other) in others {
                let other: Decimal = other.parse().unwrap();
                value = value.map(|value| value * Uint256::from(other.atomics()));
            }
            (
                value.is_none(),
                value,
                token,
                collateral,
                cover,
                i64::try_from(idx).unwrap(),
            )
        })
        .collect();
    all.sort();
    all.into_iter().map(|(.., idx)| idx).collect()
}

fn cover(debt: u32, amount: u64) -> Uint256 {
    let one = Uint128::new(1_000_000_000_000_000_000);
    Uint256::from(amount) * Uint256::from(one) / Uint256::from(debt)
}

async fn insert(store: &Store, idx: usize, &(asset, collateral, debt, amount): &Made) {
    let text = "
        INSERT INTO positions (idx, owner, token, debt, collateral, amount, is_short, cover, opened_height,
            opened_time) VALUES ($1, 'somebody', $2, $3, $4, $5, FALSE, $6, 1, 1)";
    macro_rules! insert {
        ($pool:expr) => {
            sqlx::query(text)
                .bind(i64::try_from(idx).unwrap())
                .bind(ASSETS[asset].0)
                .bind(debt.to_string())
                .bind(COLLATERALS[collateral])
                .bind(amount.to_string())
                .bind(format!("{:0>60}", cover(debt, amount).to_string()))
                .execute($pool)
                .await
                .map(drop)
        };
    }
    match store {
        Store::Sqlite(pool) => insert!(pool),
        Store::Postgres(pool) => insert!(pool),
    }
    .unwrap();
}

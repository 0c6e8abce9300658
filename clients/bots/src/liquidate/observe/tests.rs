use cosmwasm_std::Decimal;

use super::super::stage::{metrics, Protocol, Stage, TOKEN};
use super::*;
use crate::look::sample;

/// At a price of 10 position 2 has 140 %, position 1 has 300 %.
const POSITIONS: [(u128, u128, u128); 2] = [
    (1, 3_000_000_000, 100_000_000),
    (2, 1_400_000_000, 100_000_000),
];

fn observer(stage: &Stage) -> Observer {
    let settings = Settings::default();
    Observer::new(stage.node(), &sample::file(), &settings, None, metrics())
}

/// What is for sale at a time: the numbers of the positions, and why lists are passed over.
async fn sees(observer: &mut Observer, stage: &Stage, time: u64) -> (Vec<u128>, Vec<Skip>) {
    let wish = Wish {
        least: Uint128::zero(),
        per_list: 5,
        gap: Decimal::percent(30),
    };
    let seen = observer.observe(stage.at(time), &wish).await.unwrap();
    let found = seen.candidates.iter().map(|candidate| candidate.idx);
    let skipped = seen.skipped.into_iter().map(|(_, skip)| skip);
    (found.collect(), skipped.collect())
}

#[tokio::test]
async fn what_is_below_its_minimum_is_for_sale_until_somebody_else_bought_it() {
    let stage = Stage::new(Protocol::of(&POSITIONS)).await;
    let mut observer = observer(&stage);
    assert_eq!(sees(&mut observer, &stage, 1_010).await, (vec![2], vec![]));

    stage.block(&[2], |protocol| {
        protocol.positions.remove(&2);
    });

    assert_eq!(sees(&mut observer, &stage, 1_016).await, (vec![], vec![]));
}

/// Between two looks nobody fed: 45 s may still do, after that a transaction could come too late.
#[tokio::test]
async fn nothing_is_bought_by_a_price_that_has_gone_stale_in_between() {
    let stage = Stage::new(Protocol::of(&POSITIONS)).await;
    let mut observer = observer(&stage);
    assert_eq!(sees(&mut observer, &stage, 1_045).await, (vec![2], vec![]));

    stage.block(&[], |_| {});
    let stale = Skip::Stale {
        asset: TOKEN.to_string(),
        age: 46,
    };
    assert_eq!(
        sees(&mut observer, &stage, 1_046).await,
        (vec![], vec![stale])
    );

    stage.block(&[], |protocol| protocol.price = ("10", 1_050));
    assert_eq!(sees(&mut observer, &stage, 1_052).await, (vec![2], vec![]));
}

/// A price that recovers saves a position of which no event tells.
#[tokio::test]
async fn another_price_decides_without_any_event_about_positions() {
    let stage = Stage::new(Protocol::of(&POSITIONS)).await;
    let mut observer = observer(&stage);
    assert_eq!(sees(&mut observer, &stage, 1_010).await.0, [2]);

    stage.block(&[], |protocol| protocol.price = ("9", 1_012));

    assert_eq!(sees(&mut observer, &stage, 1_016).await, (vec![], vec![]));
}

/// The pool says 10: an oracle at 14 is further away than 30 %, so one of the two is wrong.
#[tokio::test]
async fn a_list_whose_pool_and_oracle_part_is_passed_over() {
    let stage = Stage::new(Protocol::of(&POSITIONS)).await;
    let mut observer = observer(&stage);

    stage.block(&[], |protocol| protocol.price = ("15", 1_012));
    let (found, skipped) = sees(&mut observer, &stage, 1_016).await;

    assert_eq!(found, Vec::<u128>::new());
    assert!(
        matches!(skipped.as_slice(), [Skip::Apart { asset, .. }] if asset == TOKEN),
        "{skipped:?}"
    );
}

use super::*;
use crate::frame::testing::World;
use crate::frame::Health;
use crate::look::sample;

/// A liquidator of a wallet that has noted this.
async fn begun(world: &World, noted: Option<&serde_json::Value>) -> Result<Liquidator, FrameError> {
    let mut wallet = world.wallet(world.folder.path()).await;
    if let Some(noted) = noted {
        wallet.note(PAYMENTS, noted).unwrap();
    }
    let tools = Tools {
        node: world.node().await,
        alerts: Alerts::unheard(),
        health: Health::new("liquidate"),
        wallets: vec![wallet],
    };
    let settings = Settings::default();
    Liquidator::new(&tools, &sample::file(), settings, Metrics::default())
}

#[tokio::test]
async fn what_was_paid_before_a_restart_counts_after_it() {
    let world = World::new().await;
    let noted = serde_json::json!([{ "time": 1_000, "value": "60" }]);

    let begun = begun(&world, Some(&noted)).await.unwrap();

    let left = begun.guards.left(Uint128::new(100), 1_010);
    assert_eq!(left, Uint128::new(40));
}

/// Without the note it could pay for a second time what is set for an hour.
#[tokio::test]
async fn it_does_not_begin_with_a_note_of_payments_that_can_not_be_read() {
    let world = World::new().await;
    assert!(begun(&world, None).await.is_ok());

    let noted = serde_json::json!([{ "time": 1_000, "value": -60 }]);
    let Err(told) = begun(&world, Some(&noted)).await else {
        panic!("it began");
    };

    assert!(matches!(told, FrameError::Unusable { .. }), "{told:?}");
    let told = told.to_string();
    assert!(told.contains("what was paid in the last hour"), "{told}");
    assert!(told.contains("once an hour has passed"), "{told}");
}

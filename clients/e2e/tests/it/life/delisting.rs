//! A poll delists an asset, strangers redeem it, and its debtor leaves.

use serde_json::json;

use super::polls::executes;
use super::say::{base_asset, give};
use super::story::{assert_refused, assert_told, cost, number, Story};
use crate::harness::{execute, hook};

/// Carol's position 4 owes 3 mGOOGL against 300; 50 is the last price.
pub(super) fn a_poll_delists_an_asset_and_strangers_redeem(story: &mut Story, poll: u64) {
    let contracts = story.contracts();
    let (mint, token) = (&contracts.mint, story.listed("mGOOGL").token);
    let [carol, dave] = [&story.carol, &story.dave].map(|who| who.address().to_string());
    story.feeds();

    let done = executes(story, poll);

    assert_told(
        &done,
        &contracts.factory,
        &[
            ("action", "revoke_asset"),
            ("end_price", "50"),
            ("asset_token", &token),
        ],
    );
    let terms = story.asks(mint, json!({ "asset_config": { "asset_token": token } }));
    assert_eq!(
        (&terms["end_price"], &terms["min_collateral_ratio"]),
        (&json!("50"), &json!("1"))
    );
    let weights = story.asks(&contracts.factory, json!({ "distribution_info": {} }));
    assert!(!weights.to_string().contains(&token));
    story.prices.remove(&token);

    story.carol.sends(&[give(&token, &dave, 2_000_000)]);
    let (before, fees) = (story.base_of(&dave), story.base_of(&contracts.collector));
    let burn = json!({ "burn": { "position_idx": "4" } });
    let done = story.dave.sends(&[hook(&token, 2_000_000, mint, &burn)]);
    // Two at 50, less 1.5 %.
    assert_told(
        &done,
        mint,
        &[
            ("action", "burn"),
            ("position_idx", "4"),
            ("burn_amount", &format!("2000000{token}")),
            ("protocol_fee", "1500000uusd"),
            ("refund_collateral_amount", "98500000uusd"),
        ],
    );
    assert_eq!(story.base_of(&dave), before + 98_500_000 - cost(&done));
    assert_eq!(story.base_of(&contracts.collector), fees + 1_500_000);
    assert_eq!(story.position(4), (200_000_000, 1_000_000));

    let withdraw = json!({ "withdraw": {
        "position_idx": "4", "collateral": base_asset(150_000_001),
    } });
    assert_refused(
        story.carol.tries(&[execute(mint, &withdraw)]),
        "Cannot withdraw collateral over than minimum collateral ratio",
    );
    let before = story.base_of(&carol);
    let done = story.carol.sends(&[
        hook(&token, 1_000_000, mint, &burn),
        execute(mint, &json!({ "withdraw": { "position_idx": "4" } })),
    ]);
    assert_eq!(
        story.base_of(&carol),
        before + 49_250_000 + 150_000_000 - cost(&done)
    );
    assert_eq!(story.network.front.supply(&token), 0);
    let positions = json!({ "positions": { "asset_token": token } });
    assert_eq!(story.asks(mint, positions)["positions"], json!([]));
    let bad = story.asks(mint, json!({ "bad_debt": { "asset_token": token } }));
    assert_eq!(number(&bad["amount"]), 0);
}

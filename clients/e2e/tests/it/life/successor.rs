//! A poll migrates an asset: its successor has its terms, and its own price.

use serde_json::json;

use super::polls::executes;
use super::positions::opening;
use super::story::{assert_refused, assert_told, Story};

/// mTSLA ends at 200; carol's debt in it is redeemed at that, and its successor is minted anew.
pub(super) fn a_poll_migrates_an_asset(story: &mut Story, poll: u64) {
    let contracts = story.contracts();
    let (mint, former) = (&contracts.mint, story.listed("mTSLA").token);
    story.feeds();

    let done = executes(story, poll);

    let told = super::story::told(&done, &contracts.factory, "migration");
    assert_eq!(told.len(), 1);
    for pair in [("end_price", "200"), ("asset_token", former.as_str())] {
        let pair = (pair.0.to_string(), pair.1.to_string());
        assert!(told[0].contains(&pair), "{told:?}");
    }
    assert_told(
        &done,
        mint,
        &[
            ("action", "migrate_asset"),
            ("asset_token", &former),
            ("end_price", "200"),
        ],
    );
    let token = done.value("wasm", "asset_token_addr").unwrap().to_string();
    assert_ne!(token, former);
    let terms = json!({ "asset_config": { "asset_token": token } });
    let terms = story.asks(mint, terms);
    assert_eq!(
        (
            &terms["auction_discount"],
            &terms["min_collateral_ratio"],
            &terms["end_price"]
        ),
        (&json!("0.2"), &json!("1.6"), &json!(null)),
    );
    let weights = story.asks(&contracts.factory, json!({ "distribution_info": {} }));
    let weights = weights["weights"].as_array().unwrap();
    assert!(weights.contains(&json!([token, 100])) && !weights.contains(&json!([former, 100])));

    // Nobody is told a price of the successor before the feeder posts one: a quarter, after a split.
    let open = |ratio| opening(mint, 800_000_000, &token, ratio, None);
    assert_refused(story.carol.tries(&[open("1.6")]), "Price is too old");
    story.prices.remove(&former);
    story.prices.insert(token.clone(), 50);
    story.feeds();
    assert_refused(
        story.carol.tries(&[open("1.59")]),
        "Can not open a position with low collateral ratio than minimum",
    );
    let done = story.carol.sends(&[open("1.6")]);
    assert_told(
        &done,
        mint,
        &[
            ("action", "open_position"),
            ("position_idx", "8"),
            ("mint_amount", &format!("10000000{token}")),
            ("collateral_amount", "800000000uusd"),
            ("is_short", "false"),
        ],
    );
}

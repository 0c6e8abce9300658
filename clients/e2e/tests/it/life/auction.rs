//! The price goes up, and a position is sold.

use serde_json::json;

use super::formulas::{fee, gross, swap};
use super::say::{base, base_asset};
use super::story::{assert_all_told, assert_refused, cost, Story};
use crate::harness::{execute_with, hook};

/// Dave signs a swap, a front end sends its bytes to the LCD and looks there what became of it.
pub(crate) fn a_front_end_buys_through_the_lcd(story: &mut Story) {
    let asset = story.listed("mAAPL");
    let dave = story.dave.address().to_string();
    let (x, y, _) = story.pool(&asset.pair);
    let (offer, before) = (1_500_000_000, story.tokens_of(&asset.token, &dave));
    let buy = json!({ "swap": {
        "offer_asset": base_asset(offer), "belief_price": "100", "max_spread": "0.05",
    } });
    let signed = story
        .dave
        .signs(&[execute_with(&asset.pair, &buy, &base(offer))], 600_000);

    let taken = story
        .network
        .front
        .broadcast(&signed.bytes.to_base64())
        .good();

    assert_eq!(taken["tx_response"]["code"], 0, "{taken}");
    assert_eq!(taken["tx_response"]["txhash"], signed.hash);
    story.dave.settles(&signed).unwrap();
    let found = story.network.front.transaction(&signed.hash).good();
    assert_eq!(found["tx_response"]["code"], 0, "{found}");
    let bought = swap(x, y, offer).paid;
    let events = found["tx_response"]["events"].as_array().unwrap();
    let told_of = json!({ "key": "return_amount", "value": bought.to_string(), "index": true });
    let is_told = |event: &&serde_json::Value| {
        event["type"] == "wasm" && event["attributes"].as_array().unwrap().contains(&told_of)
    };
    assert_eq!(events.iter().filter(is_told).count(), 1);
    assert_eq!(story.tokens_of(&asset.token, &dave), before + bought);
}

/// Carol's position 3 owes 10 mAAPL against 1,500. At 110 that is 136 %: for sale. Dave buys four of
/// the ten, then bids seven for the six that are left.
pub(crate) fn a_rise_of_the_price_puts_a_position_up_for_sale(story: &mut Story) {
    let contracts = story.contracts();
    let (mint, token) = (&contracts.mint, story.listed("mAAPL").token);
    let [carol, dave] = [&story.carol, &story.dave].map(|who| who.address().to_string());
    let bid = |amount: u128| {
        let auction = json!({ "auction": { "position_idx": "3" } });
        hook(&token, amount, mint, &auction)
    };
    story.feeds();
    assert_refused(
        story.dave.tries(&[bid(4_000_000)]),
        "Cannot liquidate a safely collateralized position",
    );

    story.prices.insert(token.clone(), 110);
    story.feeds();
    let mine = (story.base_of(&dave), story.tokens_of(&token, &dave));
    let [carols, fees] = [&carol, &contracts.collector].map(|who| story.base_of(who));
    let supply = story.network.front.supply(&token);
    let done = story.dave.sends(&[bid(4_000_000), bid(7_000_000)]);

    let sold = [4_000_000, 6_000_000].map(|debt| (debt, gross(debt, 110), fee(debt, 110)));
    assert_eq!(
        sold,
        [
            (4_000_000, 550_000_000, 6_600_000),
            (6_000_000, 825_000_000, 9_900_000)
        ]
    );
    let expected = sold.map(|(debt, gross, fee)| {
        [
            ("action", "auction".to_string()),
            ("position_idx", "3".to_string()),
            ("owner", carol.clone()),
            ("return_collateral_amount", format!("{}uusd", gross - fee)),
            ("liquidated_amount", format!("{debt}{token}")),
            ("tax_amount", "0uusd".to_string()),
            ("protocol_fee", format!("{fee}uusd")),
        ]
        .to_vec()
    });
    assert_all_told(&done, mint, &expected);
    let paid: u128 = sold.iter().map(|(_, gross, fee)| gross - fee).sum();
    assert_eq!(story.base_of(&dave), mine.0 + paid - cost(&done));
    // A unit of the second bid was too much and came back.
    assert_eq!(story.tokens_of(&token, &dave), mine.1 - 10_000_000);
    assert_eq!(story.network.front.supply(&token), supply - 10_000_000);
    assert_eq!(story.base_of(&contracts.collector), fees + 16_500_000);
    assert_eq!(story.base_of(&carol), carols + 125_000_000);
    let gone = json!({ "position": { "position_idx": "3" } });
    let gone = story.network.front.asks(mint, &gone);
    assert!(
        gone.body["message"].as_str().unwrap().contains("not found"),
        "{}",
        gone.body
    );
}

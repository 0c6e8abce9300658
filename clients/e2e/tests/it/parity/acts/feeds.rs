//! Prices, which serve for a minute.

use serde_json::json;

use super::super::both::Both;
use super::super::sent::call;

/// The feeder posts every price; that of mAAPL is given.
pub(super) fn all(both: &mut Both, apple: &str) {
    let prices = json!([
        ["@mAAPL", apple],
        ["@mGOOGL", "50"],
        ["@mTSLA", "200"],
        ["@MIR", "0.5"]
    ]);
    both.settles();
    both.sends(call(
        "feeder",
        "oracle",
        json!({ "feed_price": { "prices": prices } }),
    ));
    both.settles();
}

/// The feeder posts the prices of some.
pub(super) fn some(both: &mut Both, prices: &[(&str, &str)]) {
    let prices: Vec<[String; 2]> = prices
        .iter()
        .map(|(asset, price)| [format!("@{asset}"), price.to_string()])
        .collect();
    both.settles();
    both.sends(call(
        "feeder",
        "oracle",
        json!({ "feed_price": { "prices": prices } }),
    ));
    both.settles();
}

//! `create_pair`.

use mirror_testing::Market;
use terraswap::asset::{Asset, AssetInfo};

#[test]
fn a_new_pair_is_found_and_takes_liquidity() {
    let mut market = Market::new();
    let alice = market.account("alice");
    let token = market.new_token("mAAPL", 6);
    let reserves = [
        Asset::native("uusd", 1_000_000_000u128),
        token.amount(10_000_000u128),
    ];

    let pair = market.new_pool(&alice, reserves);

    let lp = AssetInfo::token(&pair.liquidity_token);
    assert_eq!([1_000_000_000, 10_000_000], market.reserves(&pair));
    assert_eq!(99_999_000, market.balance(&alice, &lp));
    assert_eq!([6, 6], pair.asset_decimals);
}

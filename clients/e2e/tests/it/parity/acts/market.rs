//! Pools, swaps, orders, and tokens that move.

use serde_json::{json, Value};

use super::super::both::Both;
use super::super::sent::{allow, call, coin_info, coins, give, hand, token_info, tokens, Sent};

const UNIT: u128 = 1_000_000;

/// Opens a position against base coins.
pub(super) fn opens(who: &str, collateral: u128, symbol: &str, ratio: &str, short: Value) -> Sent {
    let open = json!({ "collateral": coins(collateral, "uusd"), "asset_info": token_info(symbol),
        "collateral_ratio": ratio, "short_params": short });
    call(who, "mint", json!({ "open_position": open })).with(collateral, "uusd")
}

/// Provides both sides of an asset's pool.
fn provides(who: &str, symbol: &str, base: u128, asset: u128) -> [Sent; 2] {
    let pair = format!("{symbol}-pair");
    let sides = json!([coins(base, "uusd"), tokens(asset, symbol)]);
    [
        allow(who, symbol, &pair, asset),
        call(
            who,
            &pair,
            json!({ "provide_liquidity": { "assets": sides } }),
        )
        .with(base, "uusd"),
    ]
}

/// Positions 1 to 3 give alice what she provides.
pub(super) fn liquidity(both: &mut Both) {
    both.send([
        opens("alice", 100_000 * UNIT, "mAAPL", "2", Value::Null),
        opens("alice", 50_000 * UNIT, "mGOOGL", "2", Value::Null),
        opens("alice", 50_000 * UNIT, "mTSLA", "2", Value::Null),
    ]);
    both.send(provides("alice", "mAAPL", 30_000 * UNIT, 300 * UNIT));
    both.send(provides("alice", "mGOOGL", 20_000 * UNIT, 400 * UNIT));
    both.send(provides("alice", "mTSLA", 20_000 * UNIT, 100 * UNIT));
    both.send(provides("alice", "MIR", 20_000 * UNIT, 40_000 * UNIT));
    // A second one, and one who has too little.
    both.send(provides("alice", "mAAPL", 300 * UNIT, 3 * UNIT));
    both.send(provides("bob", "mAAPL", UNIT, UNIT).map(Sent::either));
    both.settles();
}

/// Swaps on pairs and by the router, and liquidity that comes out again.
pub(super) fn trades(both: &mut Both) {
    let buy = json!({ "swap": { "offer_asset": coins(100 * UNIT, "uusd") } });
    let limited = json!({ "swap": { "offer_asset": coins(100 * UNIT, "uusd"),
        "belief_price": "50", "max_spread": "0.001" } });
    let other = json!({ "swap": { "offer_asset": coins(5, "uusd"), "deadline": 1 } });
    let into = swap(coin_info("uusd"), token_info("mGOOGL"));
    let out = swap(token_info("mAAPL"), coin_info("uusd"));
    let least = json!({ "asset_info": coin_info("uusd"), "prev_balance": "0",
        "minimum_receive": "1", "receiver": "@bob" });
    let path = json!({ "execute_swap_operations": { "operations": [into] } });
    let long = json!({ "execute_swap_operations": { "operations": [out, into],
        "minimum_receive": "1" } });
    let greedy = json!({ "execute_swap_operations": { "operations": [out],
        "minimum_receive": "1000000000000" } });
    both.send([
        call("bob", "mAAPL-pair", buy.clone()).with(100 * UNIT, "uusd"),
        call("carol", "mAAPL-pair", buy.clone()).with(100 * UNIT, "uusd"),
        call("carol", "mTSLA-pair", buy.clone()).with(100 * UNIT, "uusd"),
        call("carol", "MIR-pair", buy.clone()).with(100 * UNIT, "uusd"),
        call("bob", "mAAPL-pair", limited)
            .with(100 * UNIT, "uusd")
            .refused(),
        call("bob", "mAAPL-pair", other).with(5, "uusd").refused(),
        call("bob", "mAAPL-pair", buy)
            .with(99 * UNIT, "uusd")
            .refused(),
        hand("bob", "mAAPL", 1_000, "mAAPL-pair", json!({ "swap": {} })),
        call("bob", "router", path).with(10 * UNIT, "uusd"),
        hand("carol", "mAAPL", 10_000, "router", long),
        hand("carol", "mAAPL", 10_000, "router", greedy).refused(),
        call("bob", "router", json!({ "assert_minimum_receive": least })),
        hand(
            "alice",
            "mAAPL-LP",
            1_000_000,
            "mAAPL-pair",
            json!({ "withdraw_liquidity": {} }),
        ),
        hand(
            "alice",
            "mAAPL-LP",
            u128::MAX,
            "mAAPL-pair",
            json!({ "withdraw_liquidity": {} }),
        )
        .refused(),
        give("alice", "bob", 7 * UNIT, "uluna"),
        give("alice", "bob", 10_000_000 * UNIT, "uluna").refused(),
    ]);
    both.settles();
}

fn swap(offer: Value, ask: Value) -> Value {
    json!({ "terra_swap": { "offer_asset_info": offer, "ask_asset_info": ask } })
}

/// Orders of coins and of tokens: 1 and 2 are filled, 3 is taken back.
pub(super) fn orders(both: &mut Both) {
    let offers = |offer: Value, ask: Value| json!({ "submit_order": { "offer_asset": offer, "ask_asset": ask } });
    let fill = |paid: Value, order: u64| json!({ "execute_order": { "execute_asset": paid, "order_id": order } });
    let order = offers(coins(10 * UNIT, "uusd"), tokens(100_000, "mAAPL"));
    let hook = json!({ "submit_order": { "ask_asset": coins(10 * UNIT, "uusd") } });
    let filled = |order: u64| json!({ "execute_order": { "order_id": order } });
    let cancel = |order: u64| json!({ "cancel_order": { "order_id": order } });
    both.send([
        call("alice", "limit_order", order.clone()).with(10 * UNIT, "uusd"),
        hand("bob", "mAAPL", 50_000, "limit_order", hook),
        call("alice", "limit_order", order.clone()).with(10 * UNIT, "uusd"),
        call("alice", "limit_order", order)
            .with(9 * UNIT, "uusd")
            .refused(),
        hand("carol", "mAAPL", 60_000, "limit_order", filled(1)),
        hand("carol", "mAAPL", 40_000, "limit_order", filled(1)),
        hand("carol", "mAAPL", 40_000, "limit_order", filled(1)).refused(),
        call("carol", "limit_order", fill(coins(2 * UNIT, "uusd"), 2)).with(2 * UNIT, "uusd"),
        call("bob", "limit_order", cancel(3)).refused(),
        call("alice", "limit_order", cancel(3)),
        call("alice", "limit_order", cancel(3)).refused(),
        call("carol", "limit_order", fill(coins(UNIT, "uusd"), 9))
            .with(UNIT, "uusd")
            .refused(),
    ]);
    both.settles();
}

/// Everything that a token does.
pub(super) fn tokens_move(both: &mut Both) {
    let paid = |who: &str, amount: &str| json!({ "recipient": who, "amount": amount });
    let taken = json!({ "owner": "@alice", "recipient": "@carol", "amount": "5" });
    let burnt = json!({ "owner": "@alice", "amount": "3" });
    let offer = json!({ "submit_order": { "ask_asset": coins(1, "uusd") } });
    let sent = json!({ "owner": "@alice", "contract": "@limit_order", "amount": "4",
        "msg": { "#": offer } });
    let allowed = json!({ "spender": "@bob", "amount": "1" });
    let until = json!({ "spender": "@carol", "amount": "9", "expires": { "at_height": 1 } });
    both.send([
        call(
            "alice",
            "mAAPL",
            json!({ "transfer": paid("@dave", "1000") }),
        ),
        call("alice", "mAAPL", json!({ "transfer": paid("@dave", "0") })).either(),
        call("alice", "mAAPL", json!({ "transfer": paid("nobody", "1") })).refused(),
        call("dave", "mAAPL", json!({ "transfer": paid("@bob", "1001") })).refused(),
        call("alice", "mAAPL", json!({ "burn": { "amount": "10" } })),
        allow("alice", "mAAPL", "bob", 20),
        call("alice", "mAAPL", json!({ "decrease_allowance": allowed })),
        call("bob", "mAAPL", json!({ "transfer_from": taken })),
        call("bob", "mAAPL", json!({ "burn_from": burnt })),
        call("bob", "mAAPL", json!({ "send_from": sent })),
        call("carol", "mAAPL", json!({ "transfer_from": taken })).refused(),
        call("alice", "mAAPL", json!({ "increase_allowance": until })).either(),
        call("bob", "mAAPL", json!({ "mint": paid("@bob", "1") })).refused(),
        call("bob", "mAAPL", json!({ "what": {} })).refused(),
        call("bob", "mAAPL", json!({ "burn": { "amount": "-1" } })).refused(),
    ]);
    both.settles();
}

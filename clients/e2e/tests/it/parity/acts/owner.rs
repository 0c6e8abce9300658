//! What the owner does, while it is still the deployer: directly, and by the factory.

use serde_json::{json, Value};

use super::super::both::Both;
use super::super::sent::{allow, call, coin_info, coins, give, hand, pass, token_info, tokens};
use super::feeds;
use super::market::opens;

const UNIT: u128 = 1_000_000;
/// The gas of a listing: a token, a pair and its LP token are made.
const LISTING_GAS: u64 = 8_000_000;

/// Parameters of every contract, and that nobody else sets them.
pub(super) fn commands(both: &mut Both) {
    prices(both);
    collateral(both);
    parameters(both);
    market(both);
}

/// The oracle, with its guardian, dave.
fn prices(both: &mut Both) {
    let these = |assets: &[&str]| json!({ "asset_tokens": assets });
    let register = json!({ "register_asset": { "asset_token": "uluna", "feeder": "@feeder",
        "standby": "@user0" } });
    let standby = json!({ "register_asset": { "asset_token": "@mGOOGL", "feeder": "@feeder",
        "standby": "@user0" } });
    let feed = |asset: &str, price: &str| json!({ "feed_price": { "prices": [[asset, price]] } });
    both.send([
        pass("deployer", "oracle", register),
        pass("deployer", "oracle", standby),
        pass(
            "deployer",
            "oracle",
            json!({ "update_config": { "halt_seconds": 60 } }),
        ),
        pass("bob", "oracle", json!({ "update_config": {} })).refused(),
        call("deployer", "oracle", json!({ "update_config": {} })).refused(),
        call("feeder", "oracle", feed("uluna", "0.9")),
        call("bob", "oracle", feed("@mAAPL", "101")).refused(),
        call("feeder", "oracle", feed("@mAAPL", "0")).refused(),
        call("dave", "oracle", json!({ "halt": these(&["@mGOOGL"]) })),
        call("bob", "oracle", json!({ "halt": these(&["@mGOOGL"]) })).refused(),
        opens("bob", 100 * UNIT, "mGOOGL", "2", Value::Null).refused(),
        call(
            "dave",
            "oracle",
            json!({ "use_standby": these(&["@mGOOGL"]) }),
        )
        .either(),
        call("dave", "oracle", json!({ "resume": these(&["@mGOOGL"]) })).either(),
        call("user0", "oracle", feed("@mGOOGL", "51")).either(),
        pass(
            "deployer",
            "oracle",
            json!({ "use_standby": these(&["@mGOOGL"]) }),
        )
        .either(),
        pass(
            "deployer",
            "oracle",
            json!({ "resume": these(&["@mGOOGL"]) }),
        )
        .either(),
    ]);
    both.settles();
    let back = json!({ "register_asset": { "asset_token": "@mGOOGL", "feeder": "@feeder",
        "standby": "@user0" } });
    both.sends(pass("deployer", "oracle", back));
    feeds::all(both, "100");
}

fn collateral(both: &mut Both) {
    let fixed = json!({ "fixed_price": { "price": "2" } });
    let asset = coin_info("utest");
    let add = json!({ "register_collateral_asset": { "asset": asset, "price_source": fixed,
        "multiplier": "1.2", "value_cap": "1000000" } });
    let about = |what: &str, value: Value| {
        let mut fields = json!({ "asset": asset });
        if let (Some(fields), Value::Object(more)) = (fields.as_object_mut(), value) {
            fields.extend(more);
        }
        json!({ what: fields })
    };
    both.send([
        pass("deployer", "collateral_oracle", add.clone()),
        pass("deployer", "collateral_oracle", add).either(),
        pass(
            "deployer",
            "collateral_oracle",
            json!({ "update_config": {} }),
        ),
        pass(
            "deployer",
            "collateral_oracle",
            about(
                "update_collateral_price_source",
                json!({ "price_source": fixed }),
            ),
        ),
        pass(
            "deployer",
            "collateral_oracle",
            about(
                "update_collateral_multiplier",
                json!({ "multiplier": "1.5" }),
            ),
        ),
        pass(
            "deployer",
            "collateral_oracle",
            about("update_collateral_multiplier", json!({ "multiplier": "0" })),
        )
        .refused(),
        pass(
            "deployer",
            "collateral_oracle",
            about("update_collateral_cap", json!({ "value_cap": "5000" })),
        ),
        pass(
            "deployer",
            "collateral_oracle",
            about("revoke_collateral_asset", json!({})),
        ),
    ]);
    both.settles();
}

fn parameters(both: &mut Both) {
    let discount =
        json!({ "update_asset": { "asset_token": "@mTSLA", "auction_discount": "0.25" } });
    let too_much =
        json!({ "update_asset": { "asset_token": "@mTSLA", "auction_discount": "1.5" } });
    let weight =
        |weight: u32| json!({ "update_weight": { "asset_token": "@mAAPL", "weight": weight } });
    let route = json!({ "update_route": { "asset": "@mTSLA", "hop": "uluna" } });
    let grant = |amount: &str| json!({ "spend": { "recipient": "@bob", "amount": amount } });
    both.send([
        pass(
            "deployer",
            "mint",
            json!({ "update_config": { "protocol_fee_rate": "0.02" } }),
        ),
        pass("deployer", "mint", discount),
        pass("deployer", "mint", too_much).refused(),
        pass(
            "deployer",
            "lock",
            json!({ "update_config": { "lockup_period": 4 } }),
        ),
        pass(
            "deployer",
            "staking",
            json!({ "update_config": { "premium_min_update_interval": 2 } }),
        ),
        pass(
            "deployer",
            "collector",
            json!({ "update_config": { "max_spread": "0.06" } }),
        ),
        pass("deployer", "collector", route).either(),
        pass("deployer", "factory", weight(20)).refused(),
        call("deployer", "factory", weight(20)),
        call("deployer", "factory", weight(1_000)).refused(),
        call("deployer", "factory", json!({ "update_config": {} })),
        call("deployer", "factory", json!({ "start_release": {} })).refused(),
        call("deployer", "community", grant("1000000000")),
        call("deployer", "community", grant("9000000000000")).refused(),
        call("deployer", "community", json!({ "update_config": {} })),
        call("deployer", "gov", json!({ "update_config": {} })),
        call(
            "deployer",
            "admin_manager",
            json!({ "update_owner": { "owner": "@deployer" } }),
        ),
        call(
            "bob",
            "admin_manager",
            json!({ "update_owner": { "owner": "@bob" } }),
        )
        .refused(),
        call("deployer", "airdrop", json!({ "update_config": {} })),
    ]);
    both.settles();
}

/// A pair of two coins, and its first liquidity.
fn market(both: &mut Both) {
    let decimals = json!({ "add_native_token_decimals": { "denom": "uluna", "decimals": 6 } });
    let sides = json!([coin_info("uusd"), coin_info("uluna")]);
    let create = json!({ "create_pair": { "asset_infos": sides } });
    let migrate = |pair: &str| json!({ "migrate_pair": { "contract": pair } });
    both.send([
        call("bob", "swap_factory", create.clone())
            .gas(LISTING_GAS)
            .either(),
        give("dave", "swap_factory", 1, "uluna"),
        call("deployer", "swap_factory", decimals.clone()),
        call("bob", "swap_factory", decimals).refused(),
        call("deployer", "swap_factory", json!({ "update_config": {} })),
        call("dave", "swap_factory", create.clone()).gas(LISTING_GAS),
    ]);
    both.learns("luna-pair", "pair_contract_addr");
    both.learns("luna-LP", "liquidity_token_addr");
    let assets = json!([coins(1_000 * UNIT, "uusd"), coins(1_000 * UNIT, "uluna")]);
    both.send([
        call("bob", "swap_factory", create)
            .gas(LISTING_GAS)
            .refused(),
        call("deployer", "swap_factory", migrate("@luna-pair")).refused(),
        call(
            "dave",
            "luna-pair",
            json!({ "provide_liquidity": { "assets": assets } }),
        )
        .with(1_000 * UNIT, "uusd")
        .with(1_000 * UNIT, "uluna"),
    ]);
    both.settles();
}

/// An asset before its IPO, one that is delisted, and one that is migrated.
pub(super) fn listings(both: &mut Both) {
    before_its_ipo(both);
    feeds::all(both, "100");
    let revoke = |asset: &str| json!({ "revoke_asset": { "asset_token": asset } });
    let about = |what: &str, asset: &str| json!({ what: { "asset_token": asset } });
    let it = json!({ "position_idx": "2" });
    both.send([
        call("feeder", "factory", revoke("@mGOOGL")),
        call("feeder", "factory", revoke("@mGOOGL")).refused(),
        call("bob", "factory", about("execute_delisting", "@mGOOGL")).refused(),
        call("bob", "factory", about("cancel_delisting", "@mGOOGL")).refused(),
        call("deployer", "factory", about("cancel_delisting", "@mGOOGL")),
        call("deployer", "factory", revoke("@mGOOGL")),
        hand("alice", "mGOOGL", UNIT, "mint", json!({ "burn": it })),
        opens("bob", 100 * UNIT, "mGOOGL", "2", Value::Null).refused(),
        hand(
            "alice",
            "mGOOGL",
            1_000,
            "mGOOGL-pair",
            json!({ "swap": {} }),
        ),
    ]);
    let migrate = json!({ "migrate_asset": { "name": "Tesla after its split", "symbol": "mTSLB",
        "from_token": "@mTSLA", "end_price": "200" } });
    both.sends(call("deployer", "factory", migrate).gas(LISTING_GAS));
    both.learns("mTSLB", "asset_token_addr");
    both.learns("mTSLB-pair", "pair_contract_addr");
    both.learns("mTSLB-LP", "liquidity_token_addr");
    both.looks();
}

/// An asset that can be minted at its price before the IPO, which is triggered then.
fn before_its_ipo(both: &mut Both) {
    let terms = json!({ "auction_discount": "0.2", "min_collateral_ratio": "2",
        "mint_period": 1000, "min_collateral_ratio_after_ipo": "1.5", "pre_ipo_price": "10",
        "ipo_trigger_addr": "@dave" });
    let list = json!({ "whitelist": { "name": "Newcomer", "symbol": "mNEW",
        "oracle_feeder": "@feeder", "params": terms } });
    both.sends(
        call("bob", "factory", list.clone())
            .gas(LISTING_GAS)
            .refused(),
    );
    both.sends(call("deployer", "factory", list).gas(LISTING_GAS));
    both.learns("mNEW", "asset_token_addr");
    both.learns("mNEW-pair", "pair_contract_addr");
    both.learns("mNEW-LP", "liquidity_token_addr");
    let about = |what: &str| json!({ what: { "asset_token": "@mNEW" } });
    let info = token_info("mNEW");
    let sides = json!([coins(100 * UNIT, "uusd"), tokens(10 * UNIT, "mNEW")]);
    let price = json!({ "feed_price": { "prices": [["@mNEW", "11"]] } });
    both.send([
        opens("bob", 1_000 * UNIT, "mNEW", "2.5", Value::Null),
        call("bob", "mint", about("trigger_ipo")).refused(),
        call("feeder", "oracle", price.clone()).either(),
    ]);
    both.settles();
    both.send([
        call("dave", "mint", about("trigger_ipo")),
        call("feeder", "oracle", price).either(),
        call("bob", "mint", about("accept_collateral")).either(),
        allow("bob", "mNEW", "staking", 10 * UNIT),
        call(
            "bob",
            "staking",
            json!({ "auto_stake": { "assets": sides } }),
        )
        .with(100 * UNIT, "uusd")
        .gas(4_000_000),
        opens("bob", 500 * UNIT, "mNEW", "2", Value::Null).either(),
        hand(
            "bob",
            "mNEW",
            1_000,
            "mint",
            json!({ "open_position": { "asset_info": info,
            "collateral_ratio": "3" } }),
        )
        .either(),
    ]);
    both.settles();
}

use cosmwasm_std::{to_json_binary, Uint128};
use cw20::Cw20ReceiveMsg;
use terraswap::asset::{Asset, AssetInfo, PairInfo};
use terraswap::pair::{
    Cw20HookMsg, ExecuteMsg, InstantiateMsg, MigrateMsg, PoolResponse, QueryMsg,
    ReverseSimulationResponse, SimulationResponse, TimeWeightedPriceResponse,
};

use crate::golden::{also_read_so, decimal, record, refused, variant, written_so};

#[test]
fn an_asset_is_a_token_or_a_native_denom() {
    variant(
        &AssetInfo::token("maapl"),
        r#"{"token":{"contract_addr":"maapl"}}"#,
        &[],
    );
    variant(
        &AssetInfo::native("uusd"),
        r#"{"native_token":{"denom":"uusd"}}"#,
        &[],
    );
    record(
        &Asset::native("uusd", 5u128),
        r#"{"info":{"native_token":{"denom":"uusd"}},"amount":"5"}"#,
        &[],
    );
    refused::<AssetInfo>(r#"{"nft":{"contract_addr":"maapl"}}"#);
    refused::<Asset>(r#"{"info":{"native_token":{"denom":"uusd"}},"amount":5}"#);
    refused::<Asset>(r#"{"info":{"native_token":{"denom":"uusd"}},"amount":"-5"}"#);
}

#[test]
fn a_pair_is_set_up_so() {
    record(
        &InstantiateMsg {
            asset_infos: [AssetInfo::native("uusd"), AssetInfo::token("maapl")],
            token_code_id: 3,
            asset_decimals: [6, 8],
        },
        r#"{
            "asset_infos":[{"native_token":{"denom":"uusd"}},{"token":{"contract_addr":"maapl"}}],
            "token_code_id":3,
            "asset_decimals":[6,8]
        }"#,
        &[],
    );
    also_read_so(&MigrateMsg {}, r#"{"any":{"thing":[1]}}"#);
}

#[test]
fn liquidity_is_provided_so() {
    variant(
        &ExecuteMsg::ProvideLiquidity {
            assets: [
                Asset::native("uusd", 1_000u128),
                Asset::token("maapl", 10u128),
            ],
            receiver: Some("receiver".into()),
            deadline: Some(1_700_000_000),
            slippage_tolerance: Some(decimal("0.01")),
        },
        r#"{"provide_liquidity":{
            "assets":[
                {"info":{"native_token":{"denom":"uusd"}},"amount":"1000"},
                {"info":{"token":{"contract_addr":"maapl"}},"amount":"10"}
            ],
            "receiver":"receiver",
            "deadline":1700000000,
            "slippage_tolerance":"0.01"
        }}"#,
        &["receiver", "deadline", "slippage_tolerance"],
    );
}

#[test]
fn a_coin_is_swapped_so() {
    variant(
        &ExecuteMsg::Swap {
            offer_asset: Asset::native("uusd", 1_000u128),
            belief_price: Some(decimal("100")),
            max_spread: Some(decimal("0.005")),
            to: Some("receiver".into()),
            deadline: Some(1_700_000_000),
        },
        r#"{"swap":{
            "offer_asset":{"info":{"native_token":{"denom":"uusd"}},"amount":"1000"},
            "belief_price":"100",
            "max_spread":"0.005",
            "to":"receiver",
            "deadline":1700000000
        }}"#,
        &["belief_price", "max_spread", "to", "deadline"],
    );
}

#[test]
fn a_token_comes_with_a_hook() {
    let hook = Cw20HookMsg::Swap {
        belief_price: Some(decimal("100")),
        max_spread: Some(decimal("0.005")),
        to: Some("receiver".into()),
        deadline: Some(1_700_000_000),
    };
    variant(
        &hook,
        r#"{"swap":{
            "belief_price":"100",
            "max_spread":"0.005",
            "to":"receiver",
            "deadline":1700000000
        }}"#,
        &["belief_price", "max_spread", "to", "deadline"],
    );
    variant(
        &ExecuteMsg::Receive(Cw20ReceiveMsg {
            sender: "trader".into(),
            amount: Uint128::new(7),
            msg: to_json_binary(&Cw20HookMsg::WithdrawLiquidity {
                min_assets: None,
                deadline: None,
            })
            .unwrap(),
        }),
        concat!(
            r#"{"receive":{"sender":"trader","amount":"7","msg":"#,
            r#""eyJ3aXRoZHJhd19saXF1aWRpdHkiOnsibWluX2Fzc2V0cyI6bnVsbCwiZGVhZGxpbmUiOm51bGx9fQ=="}}"#
        ),
        &[],
    );
}

#[test]
fn liquidity_is_withdrawn_so() {
    variant(
        &Cw20HookMsg::WithdrawLiquidity {
            min_assets: Some([Asset::native("uusd", 900u128), Asset::token("maapl", 9u128)]),
            deadline: Some(1_700_000_000),
        },
        r#"{"withdraw_liquidity":{
            "min_assets":[
                {"info":{"native_token":{"denom":"uusd"}},"amount":"900"},
                {"info":{"token":{"contract_addr":"maapl"}},"amount":"9"}
            ],
            "deadline":1700000000
        }}"#,
        &["min_assets", "deadline"],
    );
    refused::<Cw20HookMsg>(r#"{"provide_liquidity":{}}"#);
}

#[test]
fn a_swap_hook_may_carry_the_offer_of_older_routers() {
    also_read_so(
        &Cw20HookMsg::Swap {
            belief_price: None,
            max_spread: None,
            to: None,
            deadline: None,
        },
        r#"{"swap":{"offer_asset":{"info":{"token":{"contract_addr":"maapl"}},"amount":"1"}}}"#,
    );
}

#[test]
fn a_pair_is_asked_so() {
    written_so(&QueryMsg::Pair {}, r#"{"pair":{}}"#);
    written_so(&QueryMsg::Pool {}, r#"{"pool":{}}"#);
    written_so(
        &QueryMsg::TimeWeightedPrice {},
        r#"{"time_weighted_price":{}}"#,
    );
    variant(
        &QueryMsg::Simulation {
            offer_asset: Asset::native("uusd", 1u128),
        },
        r#"{"simulation":{"offer_asset":{"info":{"native_token":{"denom":"uusd"}},"amount":"1"}}}"#,
        &[],
    );
    variant(
        &QueryMsg::ReverseSimulation {
            ask_asset: Asset::native("uusd", 1u128),
        },
        r#"{"reverse_simulation":{
            "ask_asset":{"info":{"native_token":{"denom":"uusd"}},"amount":"1"}
        }}"#,
        &[],
    );
    refused::<QueryMsg>(r#"{"config":{}}"#);
}

#[test]
fn a_pair_describes_itself_and_its_pools_so() {
    record(
        &PairInfo {
            asset_infos: [AssetInfo::native("uusd"), AssetInfo::token("maapl")],
            contract_addr: "pair".into(),
            liquidity_token: "lp".into(),
            asset_decimals: [6, 8],
        },
        r#"{
            "asset_infos":[{"native_token":{"denom":"uusd"}},{"token":{"contract_addr":"maapl"}}],
            "contract_addr":"pair",
            "liquidity_token":"lp",
            "asset_decimals":[6,8]
        }"#,
        &[],
    );
    record(
        &PoolResponse {
            assets: [
                Asset::native("uusd", 1_000u128),
                Asset::token("maapl", 10u128),
            ],
            total_share: Uint128::new(100),
        },
        r#"{
            "assets":[
                {"info":{"native_token":{"denom":"uusd"}},"amount":"1000"},
                {"info":{"token":{"contract_addr":"maapl"}},"amount":"10"}
            ],
            "total_share":"100"
        }"#,
        &[],
    );
}

#[test]
fn a_pair_answers_about_prices_so() {
    record(
        &SimulationResponse {
            return_amount: Uint128::new(9_960),
            spread_amount: Uint128::new(10),
            commission_amount: Uint128::new(30),
        },
        r#"{"return_amount":"9960","spread_amount":"10","commission_amount":"30"}"#,
        &[],
    );
    record(
        &ReverseSimulationResponse {
            offer_amount: Uint128::new(999_999),
            spread_amount: Uint128::new(9),
            commission_amount: Uint128::new(30),
        },
        r#"{"offer_amount":"999999","spread_amount":"9","commission_amount":"30"}"#,
        &[],
    );
    record(
        &TimeWeightedPriceResponse {
            prices: [decimal("0.01"), decimal("100")],
            window: 600,
            rates: None,
            lower: None,
        },
        r#"{"prices":["0.01","100"],"window":600}"#,
        &[],
    );
    record(
        &TimeWeightedPriceResponse {
            prices: [decimal("0.01"), decimal("100")],
            window: 600,
            rates: Some([decimal("0.02"), decimal("100")]),
            lower: Some([decimal("0.01"), decimal("50")]),
        },
        r#"{"prices":["0.01","100"],"window":600,"rates":["0.02","100"],"lower":["0.01","50"]}"#,
        &["rates", "lower"],
    );
}

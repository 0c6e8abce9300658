use cosmwasm_std::Uint128;
use mirror_protocol::collector::{
    ConfigResponse, ConfigUpdate, ExecuteMsg, InstantiateMsg, MoneyMarketCw20HookMsg,
    PreviewResponse, QueryMsg, Route, RoutesResponse,
};

use crate::golden::{also_read_so, decimal, record, variant, written_so};

const CONFIG: &str = concat!(
    r#"{"owner":"owner","distribution_contract":"gov","terraswap_factory":"factory","#,
    r#""mirror_token":"mir","base_denom":"uusd","aust_token":"aust","#,
    r#""anchor_market":"market","bluna_token":"bluna","lunax_token":"lunax","#,
    r#""bluna_swap_denom":"uluna","mir_ust_pair":"pair","mirror_oracle":"oracle","#,
    r#""mint_contract":"mint","#,
    r#""luna_denom":"uluna","max_spread":"0.01","max_swap_ratio":"0.003","#,
    r#""price_max_age":60,"keepers":["keeper"]}"#
);
const OPTIONAL: [&str; 13] = [
    "aust_token",
    "anchor_market",
    "bluna_token",
    "lunax_token",
    "bluna_swap_denom",
    "mir_ust_pair",
    "mirror_oracle",
    "mint_contract",
    "luna_denom",
    "max_spread",
    "max_swap_ratio",
    "price_max_age",
    "keepers",
];

fn some(text: &str) -> Option<String> {
    Some(text.into())
}

#[test]
fn the_json_of_instantiate_is_fixed() {
    record(
        &InstantiateMsg {
            owner: "owner".into(),
            distribution_contract: "gov".into(),
            terraswap_factory: "factory".into(),
            mirror_token: "mir".into(),
            base_denom: "uusd".into(),
            aust_token: some("aust"),
            anchor_market: some("market"),
            bluna_token: some("bluna"),
            lunax_token: some("lunax"),
            bluna_swap_denom: some("uluna"),
            mir_ust_pair: some("pair"),
            mirror_oracle: some("oracle"),
            mint_contract: some("mint"),
            luna_denom: some("uluna"),
            max_spread: Some(decimal("0.01")),
            max_swap_ratio: Some(decimal("0.003")),
            price_max_age: Some(60),
            keepers: Some(vec!["keeper".into()]),
        },
        CONFIG,
        &OPTIONAL,
    );
}

#[test]
fn the_json_of_changes_is_fixed() {
    let mut optional = vec![
        "owner",
        "distribution_contract",
        "terraswap_factory",
        "mirror_token",
        "base_denom",
    ];
    optional.extend(OPTIONAL);

    variant(
        &ExecuteMsg::UpdateConfig(Box::new(ConfigUpdate {
            owner: some("owner"),
            distribution_contract: some("gov"),
            terraswap_factory: some("factory"),
            mirror_token: some("mir"),
            base_denom: some("uusd"),
            aust_token: some("aust"),
            anchor_market: some("market"),
            bluna_token: some("bluna"),
            lunax_token: some("lunax"),
            bluna_swap_denom: some("uluna"),
            mir_ust_pair: some("pair"),
            mirror_oracle: some("oracle"),
            mint_contract: some("mint"),
            luna_denom: some("uluna"),
            max_spread: Some(decimal("0.01")),
            max_swap_ratio: Some(decimal("0.003")),
            price_max_age: Some(60),
            keepers: Some(vec!["keeper".into()]),
        })),
        &format!(r#"{{"update_config":{CONFIG}}}"#),
        &optional,
    );
    also_read_so(
        &ExecuteMsg::UpdateConfig(Box::default()),
        r#"{"update_config":{}}"#,
    );
}

#[test]
fn the_json_of_conversions_is_fixed() {
    variant(
        &ExecuteMsg::UpdateRoute {
            asset: "bluna".into(),
            hop: some("uluna"),
        },
        r#"{"update_route":{"asset":"bluna","hop":"uluna"}}"#,
        &["hop"],
    );
    variant(
        &ExecuteMsg::Convert {
            asset_token: "maapl".into(),
            amount: Some(Uint128::new(5)),
            belief_price: Some(decimal("0.0025")),
        },
        r#"{"convert":{"asset_token":"maapl","amount":"5","belief_price":"0.0025"}}"#,
        &["amount", "belief_price"],
    );
    written_so(&ExecuteMsg::Distribute {}, r#"{"distribute":{}}"#);
    written_so(&ExecuteMsg::LunaSwapHook {}, r#"{"luna_swap_hook":{}}"#);
    written_so(
        &MoneyMarketCw20HookMsg::RedeemStable {},
        r#"{"redeem_stable":{}}"#,
    );
}

#[test]
fn the_json_of_queries_is_fixed() {
    written_so(&QueryMsg::Config {}, r#"{"config":{}}"#);
    variant(
        &QueryMsg::Routes {
            start_after: some("bluna"),
            limit: Some(30),
        },
        r#"{"routes":{"start_after":"bluna","limit":30}}"#,
        &["start_after", "limit"],
    );
    variant(
        &QueryMsg::Preview {
            asset_token: "maapl".into(),
        },
        r#"{"preview":{"asset_token":"maapl"}}"#,
        &[],
    );
}

#[test]
fn the_json_of_the_configuration_is_fixed() {
    record(
        &ConfigResponse {
            owner: "owner".into(),
            distribution_contract: "gov".into(),
            terraswap_factory: "factory".into(),
            mirror_token: "mir".into(),
            base_denom: "uusd".into(),
            aust_token: "aust".into(),
            anchor_market: "market".into(),
            bluna_token: "bluna".into(),
            lunax_token: "lunax".into(),
            bluna_swap_denom: "uluna".into(),
            mir_ust_pair: some("pair"),
            mirror_oracle: some("oracle"),
            mint_contract: some("mint"),
            luna_denom: "uluna".into(),
            max_spread: decimal("0.01"),
            max_swap_ratio: decimal("0.003"),
            price_max_age: 60,
            keepers: vec!["keeper".into()],
        },
        CONFIG,
        &["mir_ust_pair", "mirror_oracle", "mint_contract"],
    );
}

#[test]
fn the_json_of_routes_and_previews_is_fixed() {
    record(
        &RoutesResponse {
            routes: vec![Route {
                asset: "bluna".into(),
                hop: "uluna".into(),
            }],
        },
        r#"{"routes":[{"asset":"bluna","hop":"uluna"}]}"#,
        &[],
    );
    record(
        &PreviewResponse {
            amount: Uint128::new(5),
            belief_price: Some(decimal("0.0025")),
            swap_type: "direct".into(),
        },
        r#"{"amount":"5","belief_price":"0.0025","swap_type":"direct"}"#,
        &["belief_price"],
    );
}

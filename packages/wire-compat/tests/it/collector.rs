use mirror_protocol::collector as ours;
use published_mirror::collector as theirs;
use serde_json::json;

use crate::wire::{decimal, made, ours_reads, ours_reads_all, theirs_reads};

#[test]
fn set_up_and_migration() {
    ours_reads::<ours::InstantiateMsg>(&theirs::InstantiateMsg {
        owner: "owner".into(),
        distribution_contract: "gov".into(),
        terraswap_factory: "factory".into(),
        mirror_token: "mir".into(),
        base_denom: "uusd".into(),
        aust_token: "aust".into(),
        anchor_market: "market".into(),
        bluna_token: "bluna".into(),
        bluna_swap_denom: "uluna".into(),
    });
    assert_eq!(ours::MigrateMsg {}, made(json!(theirs::MigrateMsg {})));
}

#[test]
fn messages() {
    ours_reads_all::<ours::ExecuteMsg>(&[
        theirs::ExecuteMsg::UpdateConfig {
            owner: Some("owner".into()),
            distribution_contract: Some("gov".into()),
            terraswap_factory: Some("factory".into()),
            mirror_token: Some("mir".into()),
            base_denom: Some("uusd".into()),
            aust_token: Some("aust".into()),
            anchor_market: Some("market".into()),
            bluna_token: Some("bluna".into()),
            bluna_swap_denom: Some("uluna".into()),
        },
        theirs::ExecuteMsg::Convert {
            asset_token: "maapl".into(),
        },
        theirs::ExecuteMsg::Distribute {},
        theirs::ExecuteMsg::LunaSwapHook {},
    ]);
    ours_reads::<ours::MoneyMarketCw20HookMsg>(&theirs::MoneyMarketCw20HookMsg::RedeemStable {});
}

#[test]
fn query_and_answer() {
    ours_reads::<ours::QueryMsg>(&theirs::QueryMsg::Config {});
    theirs_reads::<theirs::ConfigResponse>(&ours::ConfigResponse {
        owner: "owner".into(),
        distribution_contract: "gov".into(),
        terraswap_factory: "factory".into(),
        mirror_token: "mir".into(),
        base_denom: "uusd".into(),
        aust_token: String::new(),
        anchor_market: String::new(),
        bluna_token: String::new(),
        lunax_token: String::new(),
        bluna_swap_denom: String::new(),
        mir_ust_pair: None,
        mirror_oracle: None,
        mint_contract: None,
        luna_denom: "uluna".into(),
        max_spread: decimal("0.01"),
        max_swap_ratio: decimal("0.003"),
        price_max_age: 60,
        keepers: vec![],
    });
}

use cosmwasm_std::{Binary, Uint128};
use mirror_protocol::factory::{
    ConfigResponse, ConfigUpdate, DelistingResponse, DistributionInfoResponse, ExecuteMsg,
    FixedDistribution, InstantiateMsg, Params, QueryMsg, Schedule,
};

use crate::golden::{decimal, record, variant, written_so};

const SCHEDULE: &str = r#"[[0,31536000,"109800000000000"]]"#;
const FIXED: &str = concat!(
    r#"[{"recipient":"community","schedule":"#,
    r#"[[0,31536000,"109800000000000"]]}]"#
);
const PARAMS: &str = concat!(
    r#"{"auction_discount":"0.2","min_collateral_ratio":"1.5","weight":100,"#,
    r#""mint_period":10000,"min_collateral_ratio_after_ipo":"2","pre_ipo_price":"40","#,
    r#""ipo_trigger_addr":"trigger"}"#
);

fn schedule() -> Schedule {
    vec![(0, 31_536_000, Uint128::new(109_800_000_000_000))]
}

fn fixed() -> Vec<FixedDistribution> {
    vec![FixedDistribution {
        recipient: "community".into(),
        schedule: schedule(),
    }]
}

fn params() -> Params {
    Params {
        auction_discount: decimal("0.2"),
        min_collateral_ratio: decimal("1.5"),
        weight: Some(100),
        mint_period: Some(10_000),
        min_collateral_ratio_after_ipo: Some(decimal("2")),
        pre_ipo_price: Some(decimal("40")),
        ipo_trigger_addr: Some("trigger".into()),
    }
}

#[test]
fn the_messages_of_the_set_up_have_this_form() {
    record(
        &InstantiateMsg {
            token_code_id: 3,
            base_denom: "uusd".into(),
            distribution_schedule: schedule(),
            mirror_distribution_schedule: Some(schedule()),
            fixed_distributions: Some(fixed()),
            holds_release: Some(true),
        },
        &format!(
            concat!(
                r#"{{"token_code_id":3,"base_denom":"uusd","distribution_schedule":{},"#,
                r#""mirror_distribution_schedule":{},"fixed_distributions":{},"#,
                r#""holds_release":true}}"#
            ),
            SCHEDULE, SCHEDULE, FIXED
        ),
        &[
            "mirror_distribution_schedule",
            "fixed_distributions",
            "holds_release",
        ],
    );
    variant(
        &ExecuteMsg::PostInitialize {
            owner: "owner".into(),
            terraswap_factory: "terraswap_factory".into(),
            mirror_token: "mir".into(),
            staking_contract: "staking".into(),
            oracle_contract: "oracle".into(),
            mint_contract: "mint".into(),
            commission_collector: "collector".into(),
            fixed_distributions: Some(fixed()),
        },
        &format!(
            concat!(
                r#"{{"post_initialize":{{"owner":"owner","#,
                r#""terraswap_factory":"terraswap_factory","mirror_token":"mir","#,
                r#""staking_contract":"staking","oracle_contract":"oracle","#,
                r#""mint_contract":"mint","commission_collector":"collector","#,
                r#""fixed_distributions":{}}}}}"#
            ),
            FIXED
        ),
        &["fixed_distributions"],
    );
}

#[test]
fn the_messages_that_change_the_factory_have_this_form() {
    variant(
        &ExecuteMsg::UpdateConfig(ConfigUpdate {
            owner: Some("gov".into()),
            token_code_id: Some(3),
            distribution_schedule: Some(schedule()),
            mirror_distribution_schedule: Some(schedule()),
            fixed_distributions: Some(fixed()),
        }),
        &format!(
            concat!(
                r#"{{"update_config":{{"owner":"gov","token_code_id":3,"#,
                r#""distribution_schedule":{},"mirror_distribution_schedule":{},"#,
                r#""fixed_distributions":{}}}}}"#
            ),
            SCHEDULE, SCHEDULE, FIXED
        ),
        &[
            "owner",
            "token_code_id",
            "distribution_schedule",
            "mirror_distribution_schedule",
            "fixed_distributions",
        ],
    );
    variant(
        &ExecuteMsg::UpdateWeight {
            asset_token: "maapl".into(),
            weight: 30,
        },
        r#"{"update_weight":{"asset_token":"maapl","weight":30}}"#,
        &[],
    );
    variant(
        &ExecuteMsg::PassCommand {
            contract_addr: "mint".into(),
            msg: Binary::from(b"{}"),
        },
        r#"{"pass_command":{"contract_addr":"mint","msg":"e30="}}"#,
        &[],
    );
}

#[test]
fn a_listing_has_this_form() {
    variant(
        &ExecuteMsg::Whitelist {
            name: "Apple".into(),
            symbol: "AAPL".into(),
            oracle_feeder: "feeder".into(),
            params: params(),
        },
        &format!(
            concat!(
                r#"{{"whitelist":{{"name":"Apple","symbol":"AAPL","oracle_feeder":"feeder","#,
                r#""params":{}}}}}"#
            ),
            PARAMS
        ),
        &[],
    );
    record(
        &params(),
        PARAMS,
        &[
            "weight",
            "mint_period",
            "min_collateral_ratio_after_ipo",
            "pre_ipo_price",
            "ipo_trigger_addr",
        ],
    );
}

#[test]
fn the_messages_of_a_delisting_have_this_form() {
    variant(
        &ExecuteMsg::RevokeAsset {
            asset_token: "maapl".into(),
            end_price: Some(decimal("1.2")),
        },
        r#"{"revoke_asset":{"asset_token":"maapl","end_price":"1.2"}}"#,
        &["end_price"],
    );
    variant(
        &ExecuteMsg::MigrateAsset {
            name: Some("Apple".into()),
            symbol: Some("AAPL".into()),
            from_token: "maapl".into(),
            end_price: Some(decimal("1.2")),
            oracle_feeder: Some("feeder".into()),
        },
        r#"{"migrate_asset":{
            "name":"Apple","symbol":"AAPL","from_token":"maapl","end_price":"1.2",
            "oracle_feeder":"feeder"
        }}"#,
        &["name", "symbol", "end_price", "oracle_feeder"],
    );
    let asset_token = || "maapl".to_string();
    written_so(
        &ExecuteMsg::ExecuteDelisting {
            asset_token: asset_token(),
        },
        r#"{"execute_delisting":{"asset_token":"maapl"}}"#,
    );
    written_so(
        &ExecuteMsg::CancelDelisting {
            asset_token: asset_token(),
        },
        r#"{"cancel_delisting":{"asset_token":"maapl"}}"#,
    );
    written_so(&ExecuteMsg::StartRelease {}, r#"{"start_release":{}}"#);
    written_so(&ExecuteMsg::Distribute {}, r#"{"distribute":{}}"#);
}

#[test]
fn the_query_of_the_weights_and_its_answer_have_this_form() {
    written_so(&QueryMsg::Config {}, r#"{"config":{}}"#);
    written_so(
        &QueryMsg::DistributionInfo {},
        r#"{"distribution_info":{}}"#,
    );
    record(
        &DistributionInfoResponse {
            weights: vec![("maapl".into(), 100), ("mir".into(), 300)],
            last_distributed: 60,
        },
        r#"{"weights":[["maapl",100],["mir",300]],"last_distributed":60}"#,
        &[],
    );
}

#[test]
fn the_query_of_a_delisting_and_its_answer_have_this_form() {
    written_so(
        &QueryMsg::Delisting {
            asset_token: "maapl".into(),
        },
        r#"{"delisting":{"asset_token":"maapl"}}"#,
    );
    record(
        &DelistingResponse {
            asset_token: "maapl".into(),
            end_price: decimal("1.2"),
            announced: 1_000,
            due: 87_400,
            migrates: true,
        },
        r#"{"asset_token":"maapl","end_price":"1.2","announced":1000,"due":87400,"migrates":true}"#,
        &[],
    );
}

#[test]
fn the_configuration_has_this_form() {
    let config = ConfigResponse {
        owner: String::new(),
        mirror_token: "mir".into(),
        mint_contract: "mint".into(),
        staking_contract: "staking".into(),
        commission_collector: "collector".into(),
        oracle_contract: "oracle".into(),
        terraswap_factory: "terraswap_factory".into(),
        token_code_id: 3,
        base_denom: "uusd".into(),
        genesis_time: 1_000,
        distribution_schedule: schedule(),
        mirror_distribution_schedule: Some(schedule()),
        fixed_distributions: Some(fixed()),
    };
    let plain = r#""owner":"","mirror_token":"mir","mint_contract":"mint",
        "staking_contract":"staking","commission_collector":"collector",
        "oracle_contract":"oracle","terraswap_factory":"terraswap_factory",
        "token_code_id":3,"base_denom":"uusd","genesis_time":1000,
        "distribution_schedule":[[0,31536000,"109800000000000"]]"#;

    record(
        &config,
        &format!(
            r#"{{{plain},"mirror_distribution_schedule":{SCHEDULE},"fixed_distributions":{FIXED}}}"#
        ),
        &["mirror_distribution_schedule", "fixed_distributions"],
    );
    written_so(
        &ConfigResponse {
            mirror_distribution_schedule: None,
            fixed_distributions: None,
            ..config
        },
        &format!("{{{plain}}}"),
    );
}

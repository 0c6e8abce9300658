use terraswap::asset::{Asset, AssetInfo, PairInfo};
use terraswap::factory::{
    ConfigResponse, ExecuteMsg, InstantiateMsg, NativeTokenDecimalsResponse, PairsResponse,
    QueryMsg,
};

use crate::golden::{also_read_so, record, refused, variant, written_so};

fn infos() -> [AssetInfo; 2] {
    [AssetInfo::native("uusd"), AssetInfo::token("maapl")]
}

const INFOS: &str = r#"[{"native_token":{"denom":"uusd"}},{"token":{"contract_addr":"maapl"}}]"#;

#[test]
fn a_pair_factory_is_set_up_and_changed_so() {
    record(
        &InstantiateMsg {
            pair_code_id: 2,
            token_code_id: 3,
        },
        r#"{"pair_code_id":2,"token_code_id":3}"#,
        &[],
    );
    variant(
        &ExecuteMsg::UpdateConfig {
            owner: Some("gov".into()),
            token_code_id: Some(3),
            pair_code_id: Some(2),
        },
        r#"{"update_config":{"owner":"gov","token_code_id":3,"pair_code_id":2}}"#,
        &["owner", "token_code_id", "pair_code_id"],
    );
    variant(
        &ExecuteMsg::AddNativeTokenDecimals {
            denom: "uusd".into(),
            decimals: 6,
        },
        r#"{"add_native_token_decimals":{"denom":"uusd","decimals":6}}"#,
        &[],
    );
    variant(
        &ExecuteMsg::MigratePair {
            contract: "pair".into(),
            code_id: Some(9),
        },
        r#"{"migrate_pair":{"contract":"pair","code_id":9}}"#,
        &["code_id"],
    );
    refused::<ExecuteMsg>(r#"{"add_native_token_decimals":{"denom":"uusd","decimals":256}}"#);
}

#[test]
fn a_pair_is_created_in_either_form() {
    let with_amounts = ExecuteMsg::CreatePair {
        assets: Some([Asset::native("uusd", 0u128), Asset::token("maapl", 0u128)]),
        asset_infos: None,
    };
    let older = ExecuteMsg::CreatePair {
        assets: None,
        asset_infos: Some(infos()),
    };

    variant(
        &with_amounts,
        r#"{"create_pair":{"assets":[
            {"info":{"native_token":{"denom":"uusd"}},"amount":"0"},
            {"info":{"token":{"contract_addr":"maapl"}},"amount":"0"}
        ]}}"#,
        &["assets"],
    );
    variant(
        &older,
        &format!(r#"{{"create_pair":{{"asset_infos":{INFOS}}}}}"#),
        &["asset_infos"],
    );
}

#[test]
fn neither_form_reads_so_that_the_factory_can_refuse_it() {
    also_read_so(
        &ExecuteMsg::CreatePair {
            assets: None,
            asset_infos: None,
        },
        r#"{"create_pair":{}}"#,
    );
    refused::<ExecuteMsg>(r#"{"create_pair":{"asset_infos":[{"native_token":{"denom":"uusd"}}]}}"#);
}

#[test]
fn a_pair_factory_is_asked_so() {
    written_so(&QueryMsg::Config {}, r#"{"config":{}}"#);
    variant(
        &QueryMsg::Pair {
            asset_infos: infos(),
        },
        &format!(r#"{{"pair":{{"asset_infos":{INFOS}}}}}"#),
        &[],
    );
    variant(
        &QueryMsg::Pairs {
            start_after: Some(infos()),
            limit: Some(30),
        },
        &format!(r#"{{"pairs":{{"start_after":{INFOS},"limit":30}}}}"#),
        &["start_after", "limit"],
    );
    variant(
        &QueryMsg::NativeTokenDecimals {
            denom: "uusd".into(),
        },
        r#"{"native_token_decimals":{"denom":"uusd"}}"#,
        &[],
    );
}

#[test]
fn a_pair_factory_answers_so() {
    record(
        &ConfigResponse {
            owner: "gov".into(),
            pair_code_id: 2,
            token_code_id: 3,
        },
        r#"{"owner":"gov","pair_code_id":2,"token_code_id":3}"#,
        &[],
    );
    record(
        &PairsResponse {
            pairs: vec![PairInfo {
                asset_infos: infos(),
                contract_addr: "pair".into(),
                liquidity_token: "lp".into(),
                asset_decimals: [6, 6],
            }],
        },
        &format!(
            concat!(
                r#"{{"pairs":[{{"asset_infos":{},"contract_addr":"pair","#,
                r#""liquidity_token":"lp","asset_decimals":[6,6]}}]}}"#
            ),
            INFOS
        ),
        &[],
    );
    record(
        &NativeTokenDecimalsResponse { decimals: 6 },
        r#"{"decimals":6}"#,
        &[],
    );
}

use cosmwasm_std::Uint128;
use mirror_protocol::collateral_oracle::{
    CollateralInfoResponse, CollateralInfosResponse, CollateralPriceResponse, ConfigResponse,
    ConfigUpdate, ExecuteMsg, InstantiateMsg, QueryMsg, SourceType,
};
use terraswap::asset::AssetInfo;

use crate::golden::{also_read_so, decimal, record, refused, variant, written_so};

const CONFIG: &str = concat!(
    r#"{"owner":"owner","mint_contract":"mint","base_denom":"uusd","mirror_oracle":"oracle","#,
    r#""anchor_oracle":"","band_oracle":""}"#
);

fn uluna() -> AssetInfo {
    AssetInfo::native("uluna")
}

#[test]
fn the_collateral_oracle_is_set_up_and_changed_so() {
    let optional = [
        "owner",
        "mint_contract",
        "base_denom",
        "mirror_oracle",
        "anchor_oracle",
        "band_oracle",
    ];

    record(
        &InstantiateMsg {
            owner: "owner".into(),
            mint_contract: "mint".into(),
            base_denom: "uusd".into(),
            mirror_oracle: Some("oracle".into()),
            anchor_oracle: Some(String::new()),
            band_oracle: Some(String::new()),
        },
        CONFIG,
        &optional[3..],
    );
    variant(
        &ExecuteMsg::UpdateConfig(ConfigUpdate {
            owner: Some("owner".into()),
            mint_contract: Some("mint".into()),
            base_denom: Some("uusd".into()),
            mirror_oracle: Some("oracle".into()),
            anchor_oracle: Some(String::new()),
            band_oracle: Some(String::new()),
        }),
        &format!(r#"{{"update_config":{CONFIG}}}"#),
        &optional,
    );
}

#[test]
fn a_collateral_is_accepted_and_revoked_so() {
    variant(
        &ExecuteMsg::RegisterCollateralAsset {
            asset: AssetInfo::token("maapl"),
            price_source: SourceType::MirrorOracle { oracle_addr: None },
            multiplier: decimal("1"),
            value_cap: Some(Uint128::new(9)),
        },
        r#"{"register_collateral_asset":{
            "asset":{"token":{"contract_addr":"maapl"}},
            "price_source":{"mirror_oracle":{}},
            "multiplier":"1",
            "value_cap":"9"
        }}"#,
        &["value_cap"],
    );
    variant(
        &ExecuteMsg::RevokeCollateralAsset { asset: uluna() },
        r#"{"revoke_collateral_asset":{"asset":{"native_token":{"denom":"uluna"}}}}"#,
        &[],
    );
}

#[test]
fn a_collateral_is_changed_so() {
    variant(
        &ExecuteMsg::UpdateCollateralPriceSource {
            asset: uluna(),
            price_source: SourceType::FixedPrice {
                price: decimal("5"),
            },
        },
        r#"{"update_collateral_price_source":{
            "asset":{"native_token":{"denom":"uluna"}},
            "price_source":{"fixed_price":{"price":"5"}}
        }}"#,
        &[],
    );
    variant(
        &ExecuteMsg::UpdateCollateralMultiplier {
            asset: uluna(),
            multiplier: decimal("1.3333334"),
        },
        r#"{"update_collateral_multiplier":{
            "asset":{"native_token":{"denom":"uluna"}},
            "multiplier":"1.3333334"
        }}"#,
        &[],
    );
    variant(
        &ExecuteMsg::UpdateCollateralCap {
            asset: uluna(),
            value_cap: Some(Uint128::new(9)),
        },
        r#"{"update_collateral_cap":{
            "asset":{"native_token":{"denom":"uluna"}},
            "value_cap":"9"
        }}"#,
        &["value_cap"],
    );
}

#[test]
fn a_source_is_written_so() {
    let cases = [
        (
            SourceType::MirrorOracle {
                oracle_addr: Some("oracle".into()),
            },
            r#"{"mirror_oracle":{"oracle_addr":"oracle"}}"#,
            vec!["oracle_addr"],
        ),
        (
            SourceType::FixedPrice {
                price: decimal("5"),
            },
            r#"{"fixed_price":{"price":"5"}}"#,
            vec![],
        ),
        (
            SourceType::AmmPair {
                pair_addr: "pair".into(),
                intermediate_denom: Some("uluna".into()),
            },
            r#"{"amm_pair":{"pair_addr":"pair","intermediate_denom":"uluna"}}"#,
            vec!["intermediate_denom"],
        ),
        (
            SourceType::AnchorMarket {
                anchor_market_addr: "market".into(),
            },
            r#"{"anchor_market":{"anchor_market_addr":"market"}}"#,
            vec![],
        ),
        (
            SourceType::Lunax {
                staking_contract_addr: "staking".into(),
                underlying_denom: Some("uluna".into()),
            },
            r#"{"lunax":{"staking_contract_addr":"staking","underlying_denom":"uluna"}}"#,
            vec!["underlying_denom"],
        ),
    ];

    for (source, text, optional) in cases {
        variant(&source, text, &optional);
    }
}

#[test]
fn a_pair_is_a_source_under_its_older_name_too() {
    let source = SourceType::AmmPair {
        pair_addr: "pair".into(),
        intermediate_denom: None,
    };

    also_read_so(&source, r#"{"terraswap":{"terraswap_pair_addr":"pair"}}"#);
    also_read_so(&source, r#"{"amm_pair":{"terraswap_pair_addr":"pair"}}"#);
    also_read_so(
        &source,
        r#"{"terraswap":{"terraswap_pair_addr":"pair","intermediate_denom":null}}"#,
    );
    written_so(&source, r#"{"amm_pair":{"pair_addr":"pair"}}"#);
}

#[test]
fn sources_that_are_not_offered_do_not_read() {
    refused::<SourceType>(r#"{"anchor_oracle":{}}"#);
    refused::<SourceType>(r#"{"band_oracle":{}}"#);
    refused::<SourceType>(r#"{"native":{"native_denom":"uluna"}}"#);
    refused::<SourceType>(r#"{"tefi_oracle":{"oracle_addr":"oracle"}}"#);
}

#[test]
fn the_collateral_oracle_is_asked_so() {
    written_so(&QueryMsg::Config {}, r#"{"config":{}}"#);
    variant(
        &QueryMsg::CollateralPrice {
            asset: "uluna".into(),
            timeframe: Some(60),
            block_height: Some(12),
        },
        r#"{"collateral_price":{"asset":"uluna","timeframe":60,"block_height":12}}"#,
        &["timeframe", "block_height"],
    );
    variant(
        &QueryMsg::CollateralAssetInfo {
            asset: "uluna".into(),
        },
        r#"{"collateral_asset_info":{"asset":"uluna"}}"#,
        &[],
    );
    variant(
        &QueryMsg::CollateralAssetInfos {
            start_after: Some("uluna".into()),
            limit: Some(100),
        },
        r#"{"collateral_asset_infos":{"start_after":"uluna","limit":100}}"#,
        &["start_after", "limit"],
    );
}

#[test]
fn the_collateral_oracle_answers_about_prices_so() {
    let price = CollateralPriceResponse {
        asset: "uluna".into(),
        rate: decimal("5"),
        last_updated: 1_000,
        multiplier: decimal("1.3333334"),
        is_revoked: false,
        value_cap: Some(Uint128::new(9)),
        lower: Some(decimal("4.5")),
        halted_until: Some(23_600),
    };

    record(
        &price,
        concat!(
            r#"{"asset":"uluna","rate":"5","last_updated":1000,"multiplier":"1.3333334","#,
            r#""is_revoked":false,"value_cap":"9","lower":"4.5","halted_until":23600}"#
        ),
        &["value_cap", "lower", "halted_until"],
    );
    written_so(
        &CollateralPriceResponse {
            value_cap: None,
            lower: None,
            halted_until: None,
            ..price
        },
        concat!(
            r#"{"asset":"uluna","rate":"5","last_updated":1000,"multiplier":"1.3333334","#,
            r#""is_revoked":false}"#
        ),
    );
}

#[test]
fn the_collateral_oracle_answers_about_entries_so() {
    let info = CollateralInfoResponse {
        asset: "uluna".into(),
        multiplier: decimal("1.3333334"),
        source_type: "mirror_oracle".into(),
        is_revoked: true,
        value_cap: Some(Uint128::new(9)),
    };
    let text = concat!(
        r#"{"asset":"uluna","multiplier":"1.3333334","source_type":"mirror_oracle","#,
        r#""is_revoked":true,"value_cap":"9"}"#
    );

    record(&info, text, &["value_cap"]);
    record(
        &CollateralInfosResponse {
            collaterals: vec![info],
        },
        &format!(r#"{{"collaterals":[{text}]}}"#),
        &[],
    );
    record(
        &ConfigResponse {
            owner: "owner".into(),
            mint_contract: "mint".into(),
            base_denom: "uusd".into(),
            mirror_oracle: "oracle".into(),
            anchor_oracle: String::new(),
            band_oracle: String::new(),
        },
        CONFIG,
        &[],
    );
}

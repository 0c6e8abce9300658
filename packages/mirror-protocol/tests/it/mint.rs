use cosmwasm_std::{Binary, Uint128};
use cw20::Cw20ReceiveMsg;
use mirror_protocol::mint::{
    AssetConfigResponse, AssetStatus, AssetStatusResponse, BadDebtResponse, CollateralTerms,
    ConfigResponse, ConfigUpdate, Cw20HookMsg, ExecuteMsg, IPOParams, InstantiateMsg, MigrateMsg,
    NextPositionIdxResponse, PositionResponse, PositionsResponse, QueryMsg, ShortParams,
};
use mirror_protocol::paging::OrderBy;
use terraswap::asset::{Asset, AssetInfo};

use crate::golden::{also_read_so, decimal, record, refused, variant, written_so};

const IDX: Uint128 = Uint128::new(7);
const CONFIG: &str = r#"{
    "owner":"owner","oracle":"oracle","collector":"collector",
    "collateral_oracle":"collateral_oracle","staking":"staking",
    "terraswap_factory":"terraswap_factory","lock":"lock","base_denom":"uusd",
    "token_code_id":3,"protocol_fee_rate":"0.015","default_value_cap":"5","collateral_delay":1296000
}"#;
const TERMS: &str = r#"{"multiplier":"1.3","value_cap":"9"}"#;
const IPO: &str = concat!(
    r#"{"mint_end":1700000000,"pre_ipo_price":"40","min_collateral_ratio_after_ipo":"1.5","#,
    r#""trigger_addr":"trigger"}"#
);
const POSITION: &str = concat!(
    r#"{"idx":"7","owner":"owner","#,
    r#""collateral":{"info":{"native_token":{"denom":"uusd"}},"amount":"1000"},"#,
    r#""asset":{"info":{"token":{"contract_addr":"maapl"}},"amount":"6"},"is_short":true}"#
);

fn ipo_params() -> IPOParams {
    IPOParams {
        mint_end: 1_700_000_000,
        pre_ipo_price: decimal("40"),
        min_collateral_ratio_after_ipo: decimal("1.5"),
        trigger_addr: Some("trigger".into()),
    }
}

fn terms() -> CollateralTerms {
    CollateralTerms {
        multiplier: Some(decimal("1.3")),
        value_cap: Some(Uint128::new(9)),
    }
}

fn short_params() -> ShortParams {
    ShortParams {
        belief_price: Some(decimal("100")),
        max_spread: Some(decimal("0.01")),
    }
}

fn position() -> PositionResponse {
    PositionResponse {
        idx: IDX,
        owner: "owner".into(),
        collateral: Asset::native("uusd", 1_000u128),
        asset: Asset::token("maapl", 6u128),
        is_short: true,
    }
}

#[test]
fn mint_is_set_up_in_this_form() {
    record(
        &InstantiateMsg {
            owner: "owner".into(),
            oracle: "oracle".into(),
            collector: "collector".into(),
            collateral_oracle: "collateral_oracle".into(),
            staking: "staking".into(),
            terraswap_factory: "terraswap_factory".into(),
            lock: "lock".into(),
            base_denom: "uusd".into(),
            token_code_id: 3,
            protocol_fee_rate: decimal("0.015"),
            default_value_cap: Some(Uint128::new(5)),
            collateral_delay: Some(1_296_000),
        },
        CONFIG,
        &["default_value_cap", "collateral_delay"],
    );
    also_read_so(&MigrateMsg {}, r#"{"collateral_oracle":"c","staking":"s"}"#);
}

#[test]
fn its_configuration_is_changed_in_this_form() {
    variant(
        &ExecuteMsg::UpdateConfig(ConfigUpdate {
            owner: Some("owner".into()),
            oracle: Some("oracle".into()),
            collector: Some("collector".into()),
            collateral_oracle: Some("collateral_oracle".into()),
            terraswap_factory: Some("terraswap_factory".into()),
            lock: Some("lock".into()),
            token_code_id: Some(3),
            protocol_fee_rate: Some(decimal("0.015")),
            staking: Some("staking".into()),
            default_value_cap: Some(Uint128::new(5)),
            collateral_delay: Some(1_296_000),
        }),
        r#"{"update_config":{
            "owner":"owner","oracle":"oracle","collector":"collector",
            "collateral_oracle":"collateral_oracle","terraswap_factory":"terraswap_factory",
            "lock":"lock","token_code_id":3,"protocol_fee_rate":"0.015","staking":"staking",
            "default_value_cap":"5","collateral_delay":1296000
        }}"#,
        &[
            "owner",
            "oracle",
            "collector",
            "collateral_oracle",
            "terraswap_factory",
            "lock",
            "token_code_id",
            "protocol_fee_rate",
            "staking",
            "default_value_cap",
            "collateral_delay",
        ],
    );
    also_read_so(
        &ExecuteMsg::UpdateConfig(ConfigUpdate::default()),
        r#"{"update_config":{}}"#,
    );
}

#[test]
fn assets_are_listed_and_changed_in_this_form() {
    variant(
        &ExecuteMsg::RegisterAsset {
            asset_token: "maapl".into(),
            auction_discount: decimal("0.2"),
            min_collateral_ratio: decimal("1.5"),
            ipo_params: Some(ipo_params()),
            debt_cap: Some(Uint128::new(9)),
            collateral: Some(terms()),
        },
        &format!(
            concat!(
                r#"{{"register_asset":{{"asset_token":"maapl","auction_discount":"0.2","#,
                r#""min_collateral_ratio":"1.5","ipo_params":{},"debt_cap":"9","#,
                r#""collateral":{}}}}}"#
            ),
            IPO, TERMS
        ),
        &["ipo_params", "debt_cap", "collateral"],
    );
    record(&terms(), TERMS, &["multiplier", "value_cap"]);
    variant(
        &ExecuteMsg::UpdateAsset {
            asset_token: "maapl".into(),
            auction_discount: Some(decimal("0.2")),
            min_collateral_ratio: Some(decimal("1.5")),
            ipo_params: Some(ipo_params()),
            debt_cap: Some(Uint128::MAX),
        },
        &format!(
            concat!(
                r#"{{"update_asset":{{"asset_token":"maapl","auction_discount":"0.2","#,
                r#""min_collateral_ratio":"1.5","ipo_params":{},"#,
                r#""debt_cap":"340282366920938463463374607431768211455"}}}}"#
            ),
            IPO
        ),
        &[
            "auction_discount",
            "min_collateral_ratio",
            "ipo_params",
            "debt_cap",
        ],
    );
}

#[test]
fn a_delisting_is_announced_and_a_collateral_accepted_in_this_form() {
    variant(
        &ExecuteMsg::AnnounceDelisting {
            asset_token: "maapl".into(),
            end_price: Some(decimal("1.2")),
        },
        r#"{"announce_delisting":{"asset_token":"maapl","end_price":"1.2"}}"#,
        &["end_price"],
    );
    variant(
        &ExecuteMsg::AcceptCollateral {
            asset_token: "maapl".into(),
        },
        r#"{"accept_collateral":{"asset_token":"maapl"}}"#,
        &[],
    );
}

#[test]
fn terms_before_an_ipo_are_written_in_this_form() {
    record(&ipo_params(), IPO, &["trigger_addr"]);
    written_so(
        &IPOParams {
            trigger_addr: None,
            ..ipo_params()
        },
        concat!(
            r#"{"mint_end":1700000000,"pre_ipo_price":"40","#,
            r#""min_collateral_ratio_after_ipo":"1.5"}"#
        ),
    );
}

#[test]
fn an_ipo_is_triggered_in_either_spelling() {
    let trigger = ExecuteMsg::TriggerIPO {
        asset_token: "maapl".into(),
    };

    variant(&trigger, r#"{"trigger_ipo":{"asset_token":"maapl"}}"#, &[]);
    also_read_so(&trigger, r#"{"trigger_i_p_o":{"asset_token":"maapl"}}"#);
    refused::<ExecuteMsg>(r#"{"triggerIPO":{"asset_token":"maapl"}}"#);
}

#[test]
fn an_asset_is_delisted_in_this_form() {
    variant(
        &ExecuteMsg::RegisterMigration {
            asset_token: "maapl".into(),
            end_price: decimal("1.2"),
        },
        r#"{"register_migration":{"asset_token":"maapl","end_price":"1.2"}}"#,
        &[],
    );
    refused::<ExecuteMsg>(r#"{"register_migration":{"asset_token":"maapl","end_price":"-1"}}"#);
    refused::<ExecuteMsg>(r#"{"register_migration":{"asset_token":"maapl","end_price":1.2}}"#);
}

#[test]
fn a_position_is_opened_in_this_form() {
    variant(
        &ExecuteMsg::OpenPosition {
            collateral: Asset::native("uusd", 1_000u128),
            asset_info: AssetInfo::token("maapl"),
            collateral_ratio: decimal("2"),
            short_params: Some(short_params()),
        },
        r#"{"open_position":{
            "collateral":{"info":{"native_token":{"denom":"uusd"}},"amount":"1000"},
            "asset_info":{"token":{"contract_addr":"maapl"}},
            "collateral_ratio":"2",
            "short_params":{"belief_price":"100","max_spread":"0.01"}
        }}"#,
        &["short_params"],
    );
    record(
        &short_params(),
        r#"{"belief_price":"100","max_spread":"0.01"}"#,
        &["belief_price", "max_spread"],
    );
    also_read_so(&ShortParams::default(), "{}");
}

#[test]
fn collateral_goes_in_and_out_in_this_form() {
    variant(
        &ExecuteMsg::Deposit {
            position_idx: IDX,
            collateral: Asset::native("uusd", 1_000u128),
        },
        r#"{"deposit":{
            "position_idx":"7",
            "collateral":{"info":{"native_token":{"denom":"uusd"}},"amount":"1000"}
        }}"#,
        &[],
    );
    variant(
        &ExecuteMsg::Withdraw {
            position_idx: IDX,
            collateral: Some(Asset::native("uusd", 1_000u128)),
        },
        r#"{"withdraw":{
            "position_idx":"7",
            "collateral":{"info":{"native_token":{"denom":"uusd"}},"amount":"1000"}
        }}"#,
        &["collateral"],
    );
}

#[test]
fn more_is_minted_in_this_form() {
    variant(
        &ExecuteMsg::Mint {
            position_idx: IDX,
            asset: Asset::token("maapl", 6u128),
            short_params: Some(short_params()),
        },
        r#"{"mint":{
            "position_idx":"7",
            "asset":{"info":{"token":{"contract_addr":"maapl"}},"amount":"6"},
            "short_params":{"belief_price":"100","max_spread":"0.01"}
        }}"#,
        &["short_params"],
    );
    refused::<ExecuteMsg>(r#"{"burn":{"position_idx":"7"}}"#);
}

#[test]
fn tokens_come_with_a_hook() {
    variant(
        &ExecuteMsg::Receive(Cw20ReceiveMsg {
            sender: "holder".into(),
            amount: Uint128::new(5),
            msg: Binary::from(b"{}"),
        }),
        r#"{"receive":{"sender":"holder","amount":"5","msg":"e30="}}"#,
        &[],
    );
    variant(
        &Cw20HookMsg::OpenPosition {
            asset_info: AssetInfo::token("maapl"),
            collateral_ratio: decimal("2"),
            short_params: Some(short_params()),
        },
        r#"{"open_position":{
            "asset_info":{"token":{"contract_addr":"maapl"}},
            "collateral_ratio":"2",
            "short_params":{"belief_price":"100","max_spread":"0.01"}
        }}"#,
        &["short_params"],
    );
    for (hook, name) in [
        (Cw20HookMsg::Deposit { position_idx: IDX }, "deposit"),
        (Cw20HookMsg::Burn { position_idx: IDX }, "burn"),
        (Cw20HookMsg::Auction { position_idx: IDX }, "auction"),
    ] {
        variant(
            &hook,
            &format!(r#"{{"{name}":{{"position_idx":"7"}}}}"#),
            &[],
        );
    }
}

#[test]
fn mint_is_asked_in_this_form() {
    written_so(&QueryMsg::Config {}, r#"{"config":{}}"#);
    written_so(&QueryMsg::NextPositionIdx {}, r#"{"next_position_idx":{}}"#);
    variant(
        &QueryMsg::AssetConfig {
            asset_token: "maapl".into(),
        },
        r#"{"asset_config":{"asset_token":"maapl"}}"#,
        &[],
    );
    variant(
        &QueryMsg::AssetStatus {
            asset_token: "maapl".into(),
        },
        r#"{"asset_status":{"asset_token":"maapl"}}"#,
        &[],
    );
    variant(
        &QueryMsg::BadDebt {
            asset_token: "maapl".into(),
        },
        r#"{"bad_debt":{"asset_token":"maapl"}}"#,
        &[],
    );
    variant(
        &QueryMsg::Position { position_idx: IDX },
        r#"{"position":{"position_idx":"7"}}"#,
        &[],
    );
    variant(
        &QueryMsg::Positions {
            owner_addr: Some("owner".into()),
            asset_token: Some("maapl".into()),
            start_after: Some(IDX),
            limit: Some(30),
            order_by: Some(OrderBy::Asc),
        },
        r#"{"positions":{
            "owner_addr":"owner","asset_token":"maapl","start_after":"7","limit":30,
            "order_by":"asc"
        }}"#,
        &[
            "owner_addr",
            "asset_token",
            "start_after",
            "limit",
            "order_by",
        ],
    );
}

#[test]
fn mint_answers_about_itself_and_its_assets_in_this_form() {
    record(
        &ConfigResponse {
            owner: "owner".into(),
            oracle: "oracle".into(),
            collector: "collector".into(),
            collateral_oracle: "collateral_oracle".into(),
            staking: "staking".into(),
            terraswap_factory: "terraswap_factory".into(),
            lock: "lock".into(),
            base_denom: "uusd".into(),
            token_code_id: 3,
            protocol_fee_rate: decimal("0.015"),
            default_value_cap: Some(Uint128::new(5)),
            collateral_delay: Some(1_296_000),
        },
        CONFIG,
        &["default_value_cap", "collateral_delay"],
    );
    record(
        &AssetConfigResponse {
            token: "maapl".into(),
            auction_discount: decimal("0.2"),
            min_collateral_ratio: decimal("1.5"),
            end_price: Some(decimal("1.2")),
            ipo_params: Some(ipo_params()),
            debt_cap: Some(Uint128::new(9)),
            delisting_price: Some(decimal("1.1")),
            collateral: Some(terms()),
            collateral_due: Some(8),
        },
        &format!(
            concat!(
                r#"{{"token":"maapl","auction_discount":"0.2","min_collateral_ratio":"1.5","#,
                r#""end_price":"1.2","ipo_params":{},"debt_cap":"9","delisting_price":"1.1","#,
                r#""collateral":{},"collateral_due":8}}"#
            ),
            IPO, TERMS
        ),
        &[
            "end_price",
            "ipo_params",
            "debt_cap",
            "delisting_price",
            "collateral",
            "collateral_due",
        ],
    );
}

#[test]
fn mint_answers_about_the_stage_of_an_asset_in_this_form() {
    let open = AssetStatusResponse {
        status: AssetStatus::Open,
        price: Some(decimal("1.2")),
        price_time: Some(7),
        halted_until: Some(8),
        mint_end: Some(9),
        end_price: Some(decimal("1.3")),
        delisting_price: Some(decimal("1.4")),
    };
    record(
        &open,
        concat!(
            r#"{"status":"open","price":"1.2","price_time":7,"halted_until":8,"mint_end":9,"#,
            r#""end_price":"1.3","delisting_price":"1.4"}"#
        ),
        &[
            "price",
            "price_time",
            "halted_until",
            "mint_end",
            "end_price",
            "delisting_price",
        ],
    );
    for (status, written) in [
        (AssetStatus::Delisted, r#""delisted""#),
        (AssetStatus::Delisting, r#""delisting""#),
        (AssetStatus::PreIpoMint, r#""pre_ipo_mint""#),
        (AssetStatus::PreIpoWait, r#""pre_ipo_wait""#),
        (AssetStatus::Halted, r#""halted""#),
        (AssetStatus::Closed, r#""closed""#),
        (AssetStatus::Open, r#""open""#),
    ] {
        written_so(&status, written);
    }
}

#[test]
fn a_plain_asset_shows_the_fields_of_old_only() {
    written_so(
        &AssetConfigResponse {
            token: "maapl".into(),
            auction_discount: decimal("0.2"),
            min_collateral_ratio: decimal("1.5"),
            end_price: None,
            ipo_params: None,
            debt_cap: None,
            delisting_price: None,
            collateral: None,
            collateral_due: None,
        },
        concat!(
            r#"{"token":"maapl","auction_discount":"0.2","min_collateral_ratio":"1.5","#,
            r#""end_price":null,"ipo_params":null}"#
        ),
    );
}

#[test]
fn mint_answers_about_positions_in_this_form() {
    record(&position(), POSITION, &[]);
    record(
        &PositionsResponse {
            positions: vec![position()],
        },
        &format!(r#"{{"positions":[{POSITION}]}}"#),
        &[],
    );
    record(
        &NextPositionIdxResponse {
            next_position_idx: IDX,
        },
        r#"{"next_position_idx":"7"}"#,
        &[],
    );
    record(
        &BadDebtResponse {
            asset_token: "maapl".into(),
            amount: Uint128::new(25),
        },
        r#"{"asset_token":"maapl","amount":"25"}"#,
        &[],
    );
}

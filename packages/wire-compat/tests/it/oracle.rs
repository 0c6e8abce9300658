use mirror_protocol::oracle as ours;
use published_mirror::common::OrderBy;
use published_mirror::oracle as theirs;
use serde_json::json;

use crate::wire::{decimal, made, ours_reads, ours_reads_all, theirs_reads};

#[test]
fn set_up_and_migration() {
    ours_reads::<ours::InstantiateMsg>(&theirs::InstantiateMsg {
        owner: "owner".into(),
        base_asset: "uusd".into(),
    });
    assert_eq!(
        terraswap::version::MigrateMsg {},
        made(json!(theirs::MigrateMsg {}))
    );
}

#[test]
fn messages() {
    ours_reads_all::<ours::ExecuteMsg>(&[
        theirs::ExecuteMsg::UpdateConfig {
            owner: Some("owner".into()),
        },
        theirs::ExecuteMsg::RegisterAsset {
            asset_token: "maapl".into(),
            feeder: "feeder".into(),
        },
        theirs::ExecuteMsg::FeedPrice {
            prices: vec![("maapl".into(), made("1.2")), ("mmsft".into(), made("3"))],
        },
    ]);
}

#[test]
fn queries() {
    ours_reads_all::<ours::QueryMsg>(&[
        theirs::QueryMsg::Config {},
        theirs::QueryMsg::Feeder {
            asset_token: "maapl".into(),
        },
        theirs::QueryMsg::Price {
            base_asset: "maapl".into(),
            quote_asset: "uusd".into(),
        },
        theirs::QueryMsg::Prices {
            start_after: Some("maapl".into()),
            limit: Some(30),
            order_by: Some(OrderBy::Asc),
        },
    ]);
}

#[test]
fn answers() {
    theirs_reads::<theirs::ConfigResponse>(&ours::ConfigResponse {
        owner: "owner".into(),
        base_asset: "uusd".into(),
        max_deviation: Some(decimal("0.5")),
        confirm_seconds: 60,
        guardian: None,
        halt_seconds: 21_600,
    });
    theirs_reads::<theirs::FeederResponse>(&ours::FeederResponse {
        asset_token: "maapl".into(),
        feeder: "feeder".into(),
        max_deviation: Some(decimal("0.5")),
        pending_price: Some(decimal("151")),
        pending_time: Some(2_000),
        standby: None,
        halted_until: None,
        anchor_price: None,
        anchor_time: None,
    });
    theirs_reads::<theirs::PriceResponse>(&ours::PriceResponse {
        rate: decimal("1.2"),
        last_updated_base: 1_000,
        last_updated_quote: ours::ALWAYS_FRESH,
        halted_until: None,
    });
    theirs_reads::<theirs::PricesResponse>(&ours::PricesResponse {
        prices: vec![ours::PricesResponseElem {
            asset_token: "maapl".into(),
            price: decimal("1.2"),
            last_updated_time: 1_000,
        }],
    });
}

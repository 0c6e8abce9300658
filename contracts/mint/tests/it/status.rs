//! `asset_status`: the stage of an asset, and what it is priced at.

use mirror_protocol::mint::{
    AssetStatus, AssetStatusResponse, ConfigUpdate, ExecuteMsg, IPOParams, QueryMsg,
};

use crate::setup::{decimal, register, Setup};

fn nothing(status: AssetStatus) -> AssetStatusResponse {
    AssetStatusResponse {
        status,
        price: None,
        price_time: None,
        halted_until: None,
        mint_end: None,
        end_price: None,
        delisting_price: None,
    }
}

#[test]
fn an_asset_is_open_while_its_price_is_fresh_and_closed_after() {
    let mut setup = Setup::new().with_asset("mAAPL", "100");
    let fed = |status| AssetStatusResponse {
        price: Some(decimal("100")),
        price_time: Some(1_000),
        ..nothing(status)
    };

    assert_eq!(fed(AssetStatus::Open), setup.status("mAAPL"));
    setup.at(1_060);
    assert_eq!(fed(AssetStatus::Open), setup.status("mAAPL"));
    setup.at(1_061);
    assert_eq!(fed(AssetStatus::Closed), setup.status("mAAPL"));
}

#[test]
fn an_asset_that_was_never_fed_or_of_which_no_oracle_knows_is_closed() {
    let mut setup = Setup::new();
    let token = setup.new_masset("mAAPL");
    setup.owner_tries(&register(&token, "1.5", "0.2")).unwrap();

    let never_fed = setup.status("mAAPL");
    let update = ConfigUpdate {
        oracle: Some(setup.lock.to_string()),
        ..ConfigUpdate::default()
    };
    setup.configure(update).unwrap();

    assert_eq!(nothing(AssetStatus::Closed), never_fed);
    assert_eq!(nothing(AssetStatus::Closed), setup.status("mAAPL"));
}

#[test]
fn a_delisting_is_shown_before_and_after() {
    let mut setup = Setup::new().with_asset("mAAPL", "100");

    setup.announces("mAAPL", Some("99")).unwrap();
    let announced = setup.status("mAAPL");
    setup.delist("mAAPL", "99");
    let delisted = setup.status("mAAPL");

    let expected = AssetStatusResponse {
        price: Some(decimal("100")),
        price_time: Some(1_000),
        delisting_price: Some(decimal("99")),
        ..nothing(AssetStatus::Delisting)
    };
    assert_eq!(expected, announced);
    let expected = AssetStatusResponse {
        price: Some(decimal("99")),
        end_price: Some(decimal("99")),
        ..nothing(AssetStatus::Delisted)
    };
    assert_eq!(expected, delisted);
}

#[test]
fn before_its_ipo_an_asset_has_the_agreed_price() {
    let mut setup = Setup::new();
    let token = setup.new_masset("mIPO");
    let mut msg = register(&token, "1.5", "0.2");
    if let ExecuteMsg::RegisterAsset { ipo_params, .. } = &mut msg {
        *ipo_params = Some(IPOParams {
            mint_end: 2_000,
            pre_ipo_price: decimal("2"),
            min_collateral_ratio_after_ipo: decimal("1.5"),
            trigger_addr: None,
        });
    }
    setup.owner_tries(&msg).unwrap();
    let agreed = |status| AssetStatusResponse {
        price: Some(decimal("2")),
        mint_end: Some(2_000),
        ..nothing(status)
    };

    setup.at(2_000);
    assert_eq!(agreed(AssetStatus::PreIpoMint), setup.status("mIPO"));
    setup.at(2_001);
    assert_eq!(agreed(AssetStatus::PreIpoWait), setup.status("mIPO"));
}

#[test]
fn an_unknown_asset_has_no_status() {
    let mut setup = Setup::new();
    let asset_token = setup.new_masset("mAAPL").into_string();

    let question = QueryMsg::AssetStatus { asset_token };
    let error = setup.market.chain.query_error(&setup.mint, &question);

    assert!(error.contains("no asset data stored"), "{error}");
}

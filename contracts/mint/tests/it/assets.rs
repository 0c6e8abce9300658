//! `register_asset`, `update_asset` and `register_migration`; pre_ipo.rs has the trigger.

use cosmwasm_std::{Decimal, Uint128};
use mirror_mint::ContractError;
use mirror_protocol::collateral_oracle::{CollateralInfoResponse, QueryMsg as CollateralQuery};
use mirror_protocol::mint::{AssetConfigResponse, ExecuteMsg, IPOParams};
use mirror_testing::assert_refused;
use terraswap::asset::AssetInfo;

use crate::setup::{decimal, pairs, register, Answer, Setup};

fn as_collateral(setup: &Setup, symbol: &str) -> CollateralInfoResponse {
    let asset = setup.token(symbol).into_string();
    let question = CollateralQuery::CollateralAssetInfo { asset };
    setup
        .market
        .chain
        .query(&setup.collateral_oracle, &question)
}

fn update(setup: &Setup, symbol: &str, change: fn(&mut AssetConfigResponse)) -> ExecuteMsg {
    // The response has the fields of an update; only those that `change` sets are sent.
    let mut new = AssetConfigResponse {
        token: setup.token(symbol).into_string(),
        auction_discount: Decimal::MAX,
        min_collateral_ratio: Decimal::MAX,
        end_price: None,
        ipo_params: None,
        debt_cap: None,
        delisting_price: None,
        collateral: None,
        collateral_due: None,
    };
    change(&mut new);
    let set = |value: Decimal| Some(value).filter(|value| *value != Decimal::MAX);
    ExecuteMsg::UpdateAsset {
        asset_token: new.token,
        auction_discount: set(new.auction_discount),
        min_collateral_ratio: set(new.min_collateral_ratio),
        ipo_params: new.ipo_params,
        debt_cap: new.debt_cap,
    }
}

fn ipo(mint_end: u64, price: &str, ratio: &str) -> Option<IPOParams> {
    Some(IPOParams {
        mint_end,
        pre_ipo_price: decimal(price),
        min_collateral_ratio_after_ipo: decimal(ratio),
        trigger_addr: None,
    })
}

fn register_ipo(setup: &mut Setup, ipo_params: Option<IPOParams>) -> Answer {
    let token = setup.token("mIPO");
    let msg = ExecuteMsg::RegisterAsset {
        asset_token: token.into_string(),
        auction_discount: decimal("0.2"),
        min_collateral_ratio: decimal("1.5"),
        ipo_params,
        debt_cap: None,
        collateral: None,
    };
    setup.owner_tries(&msg)
}

fn discount_of_one() -> ContractError {
    ContractError::DiscountOutOfBounds {
        discount: Decimal::one(),
        least: Decimal::percent(5),
        most: Decimal::percent(30),
    }
}

fn delist(setup: &Setup, symbol: &str, end_price: &str) -> ExecuteMsg {
    ExecuteMsg::RegisterMigration {
        asset_token: setup.token(symbol).into_string(),
        end_price: decimal(end_price),
    }
}

#[test]
fn a_listed_asset_becomes_a_collateral_too() {
    let mut setup = Setup::new();
    let token = setup.new_masset("mAAPL");

    let answer = setup.owner_tries(&register(&token, "1.5", "0.2")).unwrap();

    let expected = pairs(&[("action", "register"), ("asset_token", token.as_str())]);
    assert_eq!(expected, setup.event(&answer));
    let expected = AssetConfigResponse {
        token: token.to_string(),
        auction_discount: decimal("0.2"),
        min_collateral_ratio: decimal("1.5"),
        end_price: None,
        ipo_params: None,
        debt_cap: None,
        delisting_price: None,
        collateral: None,
        collateral_due: None,
    };
    assert_eq!(expected, setup.listing("mAAPL"));
    let entry = as_collateral(&setup, "mAAPL");
    assert_eq!("mirror_oracle", entry.source_type);
    assert_eq!(Decimal::one(), entry.multiplier);
    assert!(!entry.is_revoked);
}

#[test]
fn an_asset_is_registered_once_and_with_an_address() {
    let mut setup = Setup::new().with_asset("mAAPL", "100");
    let token = setup.token("mAAPL");

    assert_refused(
        setup.owner_tries(&register(&token, "2", "0.1")),
        ContractError::AssetRegistered {
            asset_token: token.to_string(),
        },
    );
    for text in ["", "uusd", &token.as_str().to_uppercase()] {
        let nobody = cosmwasm_std::Addr::unchecked(text);
        let refusal = setup.owner_tries(&register(&nobody, "2", "0.1"));
        let refusal = refusal.unwrap_err();
        assert!(
            matches!(refusal.downcast_ref(), Some(ContractError::Std(_))),
            "{text}"
        );
    }
}

/// T-24: `auction_discount = 1` divides by zero.
#[test]
fn parameters_are_checked_at_the_listing() {
    let mut setup = Setup::new();
    let token = setup.new_masset("mAAPL");

    assert_refused(
        setup.owner_tries(&register(&token, "1.5", "1")),
        discount_of_one(),
    );
    assert_refused(
        setup.owner_tries(&register(&token, "1.09", "0.2")),
        ContractError::MinRatioTooLow {
            ratio: decimal("1.09"),
        },
    );
    setup.owner_tries(&register(&token, "1.1", "0.05")).unwrap();
}

#[test]
fn terms_of_an_ipo_are_checked_at_the_listing() {
    let mut setup = Setup::new();
    setup.new_masset("mIPO");

    assert_refused(
        register_ipo(&mut setup, ipo(1_000, "1", "1.5")),
        ContractError::MintEndPassed {
            mint_end: 1_000,
            now: 1_000,
        },
    );
    assert_refused(
        register_ipo(&mut setup, ipo(1_001, "0", "1.5")),
        ContractError::PreIpoPriceZero {},
    );
    assert_refused(
        register_ipo(&mut setup, ipo(1_001, "1", "1")),
        ContractError::MinRatioTooLow {
            ratio: Decimal::one(),
        },
    );
    register_ipo(&mut setup, ipo(1_001, "1", "1.1")).unwrap();
}

#[test]
fn an_update_changes_what_it_names() {
    let mut setup = Setup::new().with_asset("mAAPL", "100");
    let msg = update(&setup, "mAAPL", |new| {
        new.auction_discount = Decimal::percent(10);
        new.debt_cap = Some(Uint128::new(7));
    });

    let answer = setup.owner_tries(&msg).unwrap();

    assert_eq!(pairs(&[("action", "update_asset")]), setup.event(&answer));
    let listing = setup.listing("mAAPL");
    assert_eq!(Decimal::percent(10), listing.auction_discount);
    assert_eq!(Decimal::percent(150), listing.min_collateral_ratio);
    assert_eq!(Some(Uint128::new(7)), listing.debt_cap);
}

/// T-24: `auction_discount = 1` divides by zero.
#[test]
fn parameters_are_checked_at_an_update() {
    let mut setup = Setup::new().with_asset("mAAPL", "100");
    let discount = update(&setup, "mAAPL", |new| {
        new.auction_discount = Decimal::one();
    });
    let ratio = update(&setup, "mAAPL", |new| {
        new.min_collateral_ratio = Decimal::one();
    });
    let ipo_params = update(&setup, "mAAPL", |new| {
        new.ipo_params = ipo(9_999, "1", "1.5");
    });

    assert_refused(setup.owner_tries(&discount), discount_of_one());
    assert_refused(
        setup.owner_tries(&ratio),
        ContractError::MinRatioTooLow {
            ratio: Decimal::one(),
        },
    );
    assert_refused(
        setup.owner_tries(&ipo_params),
        ContractError::NoIpoParams {
            asset_token: setup.token("mAAPL").into_string(),
        },
    );
}

#[test]
fn the_minting_period_can_be_ended_early() {
    let mut setup = Setup::new();
    setup.new_masset("mIPO");
    register_ipo(&mut setup, ipo(9_999, "1", "1.5")).unwrap();
    let msg = update(&setup, "mIPO", |new| new.ipo_params = ipo(1, "1", "1.5"));

    setup.owner_tries(&msg).unwrap();

    assert_refused(
        setup.tries_to_open("alice", crate::setup::base(10), "mIPO", "2", None),
        ContractError::MintPeriodEnded { mint_end: 1 },
    );
}

#[test]
fn an_unknown_asset_is_neither_changed_nor_delisted_nor_shown() {
    let mut setup = Setup::new();
    let token = setup.new_masset("mAAPL");
    let unknown = || ContractError::AssetNotFound {
        asset: token.to_string(),
    };
    let (change, delisting) = (
        update(&setup, "mAAPL", |_| {}),
        delist(&setup, "mAAPL", "1"),
    );
    let trigger = ExecuteMsg::TriggerIPO {
        asset_token: token.to_string(),
    };

    for msg in [change, delisting, trigger] {
        assert_refused(setup.owner_tries(&msg), unknown());
    }
    let question = mirror_protocol::mint::QueryMsg::AssetConfig {
        asset_token: token.to_string(),
    };
    let error = setup.market.chain.query_error(&setup.mint, &question);
    assert!(error.contains("no asset data stored"), "{error}");
}

#[test]
fn a_delisted_asset_keeps_its_last_price_and_is_no_collateral_any_more() {
    let mut setup = Setup::new().with_asset("mAAPL", "100");
    let msg = delist(&setup, "mAAPL", "1.2");

    let answer = setup.owner_tries(&msg).unwrap();

    let expected = pairs(&[
        ("action", "migrate_asset"),
        ("asset_token", setup.token("mAAPL").as_str()),
        ("end_price", "1.2"),
    ]);
    assert_eq!(expected, setup.event(&answer));
    let listing = setup.listing("mAAPL");
    assert_eq!(Some(decimal("1.2")), listing.end_price);
    assert_eq!(Decimal::one(), listing.min_collateral_ratio);
    assert!(as_collateral(&setup, "mAAPL").is_revoked);
}

/// T-47: revoke fails for pre-IPO assets, end price read from an old feed.
#[test]
fn an_asset_whose_collateral_is_revoked_already_can_be_delisted() {
    let mut setup = Setup::new().with_asset("mAAPL", "100");
    let info = AssetInfo::token(setup.token("mAAPL"));
    setup.revoke(info);

    setup.delist("mAAPL", "1");

    assert!(as_collateral(&setup, "mAAPL").is_revoked);
}

#[test]
fn an_asset_is_delisted_once_at_a_price_and_never_changed_again() {
    let mut setup = Setup::new().with_asset("mAAPL", "100");
    let zero = delist(&setup, "mAAPL", "0");
    assert_refused(setup.owner_tries(&zero), ContractError::EndPriceZero {});
    setup.delist("mAAPL", "1");
    let asset_token = setup.token("mAAPL").into_string();

    let again = delist(&setup, "mAAPL", "2");
    assert_refused(
        setup.owner_tries(&again),
        ContractError::AssetMigrated {
            asset_token: asset_token.clone(),
        },
    );
    let change = update(&setup, "mAAPL", |_| {});
    assert_refused(
        setup.owner_tries(&change),
        ContractError::AssetDeprecated { asset_token },
    );
}

#[test]
fn a_new_minimum_acts_on_open_positions_at_once() {
    let mut setup = Setup::new().with_asset("mAAPL", "100");
    let idx = setup.opens("alice", crate::setup::base(1_000_000), "mAAPL", "1.5");
    let part = setup.of("mAAPL", 100);
    assert_refused(
        setup.tries_to_auction("alice", idx, part.clone()),
        ContractError::PositionSafe { idx },
    );

    setup.demand("mAAPL", "1.6");

    setup.tries_to_auction("alice", idx, part).unwrap();
}

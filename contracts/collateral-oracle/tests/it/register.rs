//! Registering, revoking and changing collateral.

use cosmwasm_std::{Decimal, Uint128};
use mirror_collateral_oracle::ContractError;
use mirror_protocol::collateral_oracle::{CollateralInfoResponse, ExecuteMsg};
use mirror_testing::{assert_refused, attributes};
use terraswap::asset::{Asset, AssetInfo};

use crate::setup::{
    amm, decimal, fed, fed_by, fixed, lunax, market_of, register, register_with_cap, revoke,
    set_cap, set_multiplier, set_source, Setup,
};

fn listed(setup: &mut Setup) -> AssetInfo {
    let token = setup.market.new_token("mAAPL", 6);
    let mint = setup.mint.clone();
    setup.send(&mint, &register(&token, fed(), "1")).unwrap();
    token
}

fn already(asset: &AssetInfo) -> ContractError {
    ContractError::AlreadyRegistered {
        asset: asset.to_string(),
    }
}

#[test]
fn mint_registers_its_assets_and_nobody_does_it_twice() {
    let mut setup = Setup::new();
    let token = listed(&mut setup);

    let expected = CollateralInfoResponse {
        asset: token.to_string(),
        multiplier: Decimal::one(),
        source_type: "mirror_oracle".to_string(),
        is_revoked: false,
        value_cap: None,
    };
    assert_eq!(expected, setup.info(token.id()));
    for sender in [setup.mint.clone(), setup.owner.clone()] {
        let again = register(&token, fed(), "1");
        assert_refused(setup.send(&sender, &again), already(&token));
    }
}

#[test]
fn only_the_owner_registers_anew() {
    let mut setup = Setup::new();
    let token = listed(&mut setup);
    let mint = setup.mint.clone();
    setup.send(&mint, &revoke(&token)).unwrap();

    let again = register(&token, fed(), "1");
    assert_refused(setup.send(&mint, &again), already(&token));

    setup
        .send_as_owner(&register(&token, fixed("3"), "2"))
        .unwrap();
    let info = setup.info(token.id());
    assert_eq!((decimal("2"), false), (info.multiplier, info.is_revoked));
    assert_eq!("fixed_price", info.source_type);
}

/// T-48: revoked collateral trap.
#[test]
fn a_revoked_collateral_stays_priced() {
    let mut setup = Setup::new();
    let asset = AssetInfo::native("uluna");
    setup
        .send_as_owner(&register(&asset, fixed("5"), "1.3333334"))
        .unwrap();

    setup.send_as_owner(&revoke(&asset)).unwrap();

    let price = setup.price("uluna");
    assert!(price.is_revoked);
    assert_eq!(
        (decimal("5"), decimal("1.3333334")),
        (price.rate, price.multiplier)
    );
}

/// T-47: revoke fails for pre-IPO assets, end price read from an old feed.
#[test]
fn revoking_twice_does_no_harm_and_the_unknown_is_not_found() {
    let mut setup = Setup::new();
    let token = listed(&mut setup);
    let mint = setup.mint.clone();

    setup.send(&mint, &revoke(&token)).unwrap();
    setup.send(&mint, &revoke(&token)).unwrap();

    assert!(setup.info(token.id()).is_revoked);
    let unknown = AssetInfo::native("unknown");
    let not_found = || ContractError::CollateralNotFound {
        asset: "unknown".to_string(),
    };
    assert_refused(setup.send(&mint, &revoke(&unknown)), not_found());
    let messages = [
        set_source(&unknown, fed()),
        set_multiplier(&unknown, "1"),
        set_cap(&unknown, None),
    ];
    for msg in messages {
        assert_refused(setup.send_as_owner(&msg), not_found());
    }
}

#[test]
fn what_the_owner_bars_mint_does_not_register() {
    let mut setup = Setup::new();
    let token = setup.market.new_token("mAAPL", 6);
    let mint = setup.mint.clone();

    setup.send_as_owner(&revoke(&token)).unwrap();

    let expected = CollateralInfoResponse {
        asset: token.to_string(),
        multiplier: Decimal::one(),
        source_type: "mirror_oracle".to_string(),
        is_revoked: true,
        value_cap: None,
    };
    assert_eq!(expected, setup.info(token.id()));
    let registration = register(&token, fed(), "1");
    assert_refused(setup.send(&mint, &registration), already(&token));
    // Mint may revoke it, too, which changes nothing.
    setup.send(&mint, &revoke(&token)).unwrap();
    assert_eq!(expected, setup.info(token.id()));

    setup.send_as_owner(&register(&token, fed(), "2")).unwrap();
    let info = setup.info(token.id());
    assert_eq!((decimal("2"), false), (info.multiplier, info.is_revoked));
}

#[test]
fn the_base_denom_is_not_barred() {
    let mut setup = Setup::new();
    let denom = "uusd".to_string();

    let refusal = setup.send_as_owner(&revoke(&AssetInfo::native("uusd")));

    assert_refused(refusal, ContractError::BaseDenomNotRegistrable { denom });
}

/// In a former version an oracle that counts in ukrw said 1,300 instead of 1, and 1.5 uluna backed 1,300
/// of mAAPL.
#[test]
fn another_oracles_base_is_refused_as_a_source() {
    let mut setup = Setup::new();
    let asset = AssetInfo::native("uluna");
    let korean = setup.oracle_in("ukrw");
    let refused = |setup: &mut Setup, msg: &ExecuteMsg| {
        assert_refused(
            setup.send_as_owner(msg),
            ContractError::OracleInAnotherDenom {
                oracle: korean.to_string(),
                base_asset: "ukrw".to_string(),
                base_denom: "uusd".to_string(),
            },
        );
    };

    refused(&mut setup, &register(&asset, fed_by(&korean), "1"));
    setup.registers(&asset, fed());
    refused(&mut setup, &set_source(&asset, fed_by(&korean)));

    let stranger = setup.stranger.clone();
    assert_refused(
        setup.send_as_owner(&set_source(&asset, fed_by(&stranger))),
        ContractError::NotAnOracle {
            oracle: stranger.to_string(),
        },
    );
    let another = setup.oracle_in("uusd");
    setup
        .send_as_owner(&set_source(&asset, fed_by(&another)))
        .unwrap();
}

#[test]
fn what_is_not_fed_is_no_collateral_without_a_cap() {
    let mut setup = Setup::new();
    let asset = AssetInfo::native("uluna");
    let missing = || ContractError::ValueCapMissing {
        asset: "uluna".to_string(),
        source_type: "fixed_price".to_string(),
    };

    let uncapped = register_with_cap(&asset, fixed("5"), "1", None);
    assert_refused(setup.send_as_owner(&uncapped), missing());

    // The same for a change of the source and of the cap.
    setup.registers(&asset, fed());
    let source = set_source(&asset, fixed("5"));
    assert_refused(setup.send_as_owner(&source), missing());
    setup.send_as_owner(&set_cap(&asset, Some(0))).unwrap();
    setup.send_as_owner(&source).unwrap();
    assert_refused(setup.send_as_owner(&set_cap(&asset, None)), missing());
    setup.send_as_owner(&set_source(&asset, fed())).unwrap();
    setup.send_as_owner(&set_cap(&asset, None)).unwrap();
}

#[test]
fn every_source_but_a_feed_needs_a_cap() {
    let mut setup = Setup::new();
    let (pair, token) = setup.pool(Asset::native("uusd", 1_000_000_000u128), 500_000_000);
    setup.market.chain.at(1_600);
    let stub = setup.foreign(&[]);

    for (source, name) in [
        (fixed("5"), "fixed_price"),
        (amm(&pair.contract_addr, None), "amm_pair"),
        (market_of(&stub), "anchor_market"),
        (lunax(&stub), "lunax"),
    ] {
        let refusal = setup.send_as_owner(&register_with_cap(&token, source, "1", None));
        let expected = ContractError::ValueCapMissing {
            asset: token.to_string(),
            source_type: name.to_string(),
        };
        assert_refused(refusal, expected);
    }
}

/// No more of a revoked one is accepted, so it needs no cap. To be accepted again it needs one.
#[test]
fn a_revoked_collateral_needs_no_cap_until_it_is_accepted_anew() {
    let mut setup = Setup::new();
    let token = listed(&mut setup);
    setup.send_as_owner(&revoke(&token)).unwrap();

    setup
        .send_as_owner(&set_source(&token, fixed("0.5")))
        .unwrap();
    setup.send_as_owner(&set_cap(&token, None)).unwrap();

    let anew = register_with_cap(&token, fixed("0.5"), "1", None);
    let expected = ContractError::ValueCapMissing {
        asset: token.to_string(),
        source_type: "fixed_price".to_string(),
    };
    assert_refused(setup.send_as_owner(&anew), expected);
}

#[test]
fn a_multiplier_is_at_least_one() {
    let mut setup = Setup::new();
    let asset = AssetInfo::native("uluna");
    let too_low = || ContractError::MultiplierTooLow {
        multiplier: decimal("0.99"),
    };

    assert_refused(
        setup.send_as_owner(&register(&asset, fixed("5"), "0")),
        ContractError::MultiplierZero {},
    );
    assert_refused(
        setup.send_as_owner(&register(&asset, fixed("5"), "0.99")),
        too_low(),
    );
    setup.registers(&asset, fixed("5"));
    assert_refused(
        setup.send_as_owner(&set_multiplier(&asset, "0")),
        ContractError::MultiplierZero {},
    );
    assert_refused(
        setup.send_as_owner(&set_multiplier(&asset, "0.99")),
        too_low(),
    );
    setup
        .send_as_owner(&set_multiplier(&asset, &Decimal::MAX.to_string()))
        .unwrap();
    assert_eq!(Decimal::MAX, setup.price("uluna").multiplier);
}

#[test]
fn a_revoked_collateral_can_get_another_source() {
    let mut setup = Setup::new();
    let token = listed(&mut setup);
    setup.send_as_owner(&revoke(&token)).unwrap();

    setup
        .send_as_owner(&set_source(&token, fixed("0.5")))
        .unwrap();

    let price = setup.price(token.id());
    assert_eq!((decimal("0.5"), true), (price.rate, price.is_revoked));
}

#[test]
fn the_base_denom_needs_no_registration() {
    let mut setup = Setup::new();
    let denom = "uusd".to_string();

    let refusal = setup.send_as_owner(&register(&AssetInfo::native("uusd"), fixed("2"), "1"));

    assert_refused(refusal, ContractError::BaseDenomNotRegistrable { denom });
}

/// T-02: bad or odd-case address.
#[test]
fn a_denom_must_not_read_as_an_address() {
    let mut setup = Setup::new();
    let denom = setup.stranger.to_string();

    for denom in [denom.clone(), denom.to_uppercase()] {
        let asset = AssetInfo::native(&denom);
        for msg in [register(&asset, fixed("2"), "1"), revoke(&asset)] {
            let denom = denom.clone();
            let expected = ContractError::DenomUnusable { denom };
            assert_refused(setup.send_as_owner(&msg), expected);
        }
    }
    let shouted = AssetInfo::token(denom.to_uppercase());
    let refusal = setup.send_as_owner(&register(&shouted, fixed("2"), "1"));
    refusal.unwrap_err();
}

#[test]
fn every_message_tells_what_it_did() {
    let mut setup = Setup::new();
    let asset = AssetInfo::native("uluna");
    let with_cap = ExecuteMsg::RegisterCollateralAsset {
        asset: asset.clone(),
        price_source: fixed("5"),
        multiplier: decimal("1.5"),
        value_cap: Some(Uint128::new(9)),
    };

    let named = |action: &'static str| vec![("action", action), ("asset", "uluna")];
    let cases = [
        (
            with_cap,
            [
                named("register_collateral_asset"),
                vec![("multiplier", "1.5"), ("source_type", "fixed_price")],
            ]
            .concat(),
        ),
        (
            set_source(&asset, fed()),
            [
                named("update_collateral_price_source"),
                vec![("source_type", "mirror_oracle")],
            ]
            .concat(),
        ),
        (
            set_multiplier(&asset, "2"),
            [
                named("update_collateral_multiplier"),
                vec![("multiplier", "2")],
            ]
            .concat(),
        ),
        (set_cap(&asset, Some(1)), named("update_collateral_cap")),
        (revoke(&asset), named("revoke_collateral_asset")),
    ];
    for (msg, expected) in cases {
        let response = setup.send_as_owner(&msg).unwrap();
        let told = attributes(&response, &setup.contract);
        let told: Vec<_> = told.iter().map(|(k, v)| (k.as_str(), v.as_str())).collect();
        assert_eq!(expected, told);
    }
}

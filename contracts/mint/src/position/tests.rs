use cosmwasm_std::testing::MockApi;

use super::*;

fn position(collateral: Asset, debt: u128) -> Position {
    let api = MockApi::default();
    Position {
        idx: Uint128::one(),
        owner: api.addr_make("owner"),
        collateral,
        asset: api.addr_make("masset"),
        debt: Uint128::new(debt),
        is_short: false,
    }
}

fn in_base(collateral: u128, debt: u128) -> Position {
    position(Asset::native("uusd", collateral), debt)
}

fn valuation(asset_price: u128) -> Valuation {
    Valuation {
        collateral_price: Decimal::one(),
        asset_price: Decimal::from_ratio(asset_price, 1u128),
        min_ratio: Decimal::percent(150),
        multiplier: Decimal::one(),
    }
}

#[test]
fn only_a_position_that_ends_has_unpaid_debt() {
    assert_eq!(Uint128::new(7), in_base(0, 7).unpaid());
    assert_eq!(Uint128::zero(), in_base(1, 7).unpaid());
    assert_eq!(Uint128::zero(), in_base(0, 0).unpaid());
}

/// T-23: liquidation at exactly the minimum.
#[test]
fn exactly_the_minimum_covers() {
    let cases = [
        (999_900, 6_666, true),
        (999_899, 6_666, false),
        (0, 1, false),
        (0, 0, true),
        (u128::MAX, u128::MAX, false),
    ];

    for (collateral, debt, expected) in cases {
        let covered = in_base(collateral, debt).is_covered(&valuation(100));

        assert_eq!(expected, covered, "{collateral} for {debt}");
    }
}

/// T-22: requirement floored twice.
#[test]
fn a_debt_of_one_needs_collateral_however_dear_that_is() {
    let dear = Valuation {
        collateral_price: Decimal::from_ratio(1_000_000_000u128, 1u128),
        ..valuation(1)
    };

    assert!(!in_base(0, 1).is_covered(&dear));
    assert!(in_base(1, 1).is_covered(&dear));
}

#[test]
fn everybody_but_the_owner_is_refused() {
    let position = in_base(1, 1);

    assert_eq!(Ok(()), position.ensure_owned_by(&position.owner));
    assert_eq!(
        Err(ContractError::NotOwner {
            idx: Uint128::one()
        }),
        position.ensure_owned_by(&MockApi::default().addr_make("stranger"))
    );
}

#[test]
fn collateral_is_more_than_nothing_and_of_the_positions_kind() {
    let position = in_base(1, 1);

    assert_eq!(
        Ok(()),
        position.ensure_collateral(&Asset::native("uusd", 1u128))
    );
    for wrong in [
        Asset::native("uusd", 0u128),
        Asset::native("uluna", 1u128),
        Asset::token("uusd", 1u128),
    ] {
        assert_eq!(
            Err(ContractError::WrongCollateral {
                received: wrong.to_string()
            }),
            position.ensure_collateral(&wrong)
        );
    }
}

#[test]
fn an_asset_is_more_than_nothing_and_the_one_owed() {
    let position = in_base(1, 1);
    let token = position.asset.clone();

    assert_eq!(Ok(()), position.ensure_asset(&Asset::token(&token, 1u128)));
    for wrong in [
        Asset::token(&token, 0u128),
        Asset::token("other", 1u128),
        Asset::native(token.as_str(), 1u128),
    ] {
        assert_eq!(
            Err(ContractError::WrongAsset {
                received: wrong.to_string()
            }),
            position.ensure_asset(&wrong)
        );
    }
}

#[test]
fn no_more_is_withdrawn_than_there_is() {
    let mut position = in_base(5, 0);

    assert_eq!(
        Err(ContractError::WithdrawTooMuch {
            received: Uint128::new(6),
            held: Uint128::new(5),
        }),
        position.withdraw(Uint128::new(6))
    );
    position.withdraw(Uint128::new(5)).unwrap();
    assert!(position.is_closed());
}

#[test]
fn amounts_do_not_wrap() {
    let mut full = in_base(u128::MAX, u128::MAX);

    assert!(matches!(
        full.deposit(Uint128::one()),
        Err(ContractError::Overflow(_))
    ));
    assert!(matches!(
        full.borrow(Uint128::one()),
        Err(ContractError::Overflow(_))
    ));
}

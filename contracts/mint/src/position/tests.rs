use cosmwasm_std::testing::{MockApi, MockStorage};
use cosmwasm_std::Order;
use mirror_bytes::Table;

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

fn lists(storage: &MockStorage, owner: &Addr, asset: &Addr) -> [Vec<u128>; 2] {
    let of = |list: &Table<bool>, address: &Addr| {
        let address = MockApi::default()
            .addr_canonicalize(address.as_str())
            .unwrap();
        list.range(storage, &address.to_bytes(), None, Order::Ascending)
            .map(|entry| number(&entry.unwrap().0).unwrap().u128())
            .collect()
    };
    [of(&BY_OWNER, owner), of(&BY_ASSET, asset)]
}

#[test]
fn what_is_stored_is_what_was_opened() {
    let (mut storage, api) = (MockStorage::new(), MockApi::default());
    let mut in_tokens = position(Asset::token(api.addr_make("backing"), 7u128), 5);
    in_tokens.is_short = true;

    for opened in [in_base(u128::MAX, 1), in_tokens] {
        opened.open(&mut storage, &api).unwrap();

        let stored = Position::load(&storage, &api, Uint128::one());
        assert_eq!(Ok(opened), stored);
    }
}

#[test]
fn a_position_is_listed_from_its_opening_to_its_closing() {
    let (mut storage, api) = (MockStorage::new(), MockApi::default());
    let mut opened = in_base(7, 0);
    let (owner, asset) = (opened.owner.clone(), opened.asset.clone());

    opened.open(&mut storage, &api).unwrap();
    assert_eq!([vec![1], vec![1]], lists(&storage, &owner, &asset));
    opened.deposit(Uint128::one()).unwrap();
    opened.save(&mut storage).unwrap();
    assert_eq!([vec![1], vec![1]], lists(&storage, &owner, &asset));

    opened.withdraw(Uint128::new(8)).unwrap();
    opened.settle(&mut storage, &api).unwrap();

    let nothing: [Vec<u128>; 2] = Default::default();
    assert_eq!(nothing, lists(&storage, &owner, &asset));
    assert_eq!(
        Err(ContractError::PositionNotFound {
            idx: Uint128::one()
        }),
        Position::load(&storage, &api, Uint128::one())
    );
    assert_eq!(Ok(Uint128::new(2)), NEXT_IDX.load(&storage));
}

#[test]
fn a_change_of_amounts_writes_one_key() {
    let (mut storage, api) = (MockStorage::new(), MockApi::default());
    let mut position = in_base(7, 5);
    position.open(&mut storage, &api).unwrap();
    let before: Vec<_> = storage.range(None, None, Order::Ascending).collect();

    position.deposit(Uint128::one()).unwrap();
    position.save(&mut storage).unwrap();

    let after = storage.range(None, None, Order::Ascending);
    let changed = after.zip(before).filter(|(one, other)| one != other);
    assert_eq!(1, changed.count());
}

#[test]
fn t27_debt_that_is_given_up_is_counted_and_adds_up() {
    let (mut storage, token) = (MockStorage::new(), in_base(0, 0).asset);

    for (amount, sum) in [(5, 5), (0, 5), (u128::MAX - 5, u128::MAX)] {
        let mut position = in_base(1, u128::MAX);

        let told = position.write_off(&mut storage, Uint128::new(amount));

        let expected = (amount > 0).then(|| Asset::token(&token, amount));
        assert_eq!(Ok(expected), told);
        assert_eq!(u128::MAX - amount, position.debt.u128());
        assert_eq!(
            Ok(Uint128::new(sum)),
            BAD_DEBTS.load(&storage, token.as_str())
        );
    }
    for (debt, amount) in [(1, 1), (0, 1)] {
        assert!(matches!(
            in_base(1, debt).write_off(&mut storage, Uint128::new(amount)),
            Err(ContractError::Overflow(_))
        ));
    }
}

#[test]
fn only_a_position_that_ends_has_unpaid_debt() {
    assert_eq!(Uint128::new(7), in_base(0, 7).unpaid());
    assert_eq!(Uint128::zero(), in_base(1, 7).unpaid());
    assert_eq!(Uint128::zero(), in_base(0, 0).unpaid());
}

#[test]
fn t23_exactly_the_minimum_covers() {
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

#[test]
fn t22_a_debt_of_one_needs_collateral_however_dear_that_is() {
    let dear = Valuation {
        collateral_price: Decimal::from_ratio(1_000_000_000u128, 1u128),
        ..valuation(1)
    };

    assert!(!in_base(0, 1).is_covered(&dear));
    assert!(in_base(1, 1).is_covered(&dear));
}

#[test]
fn only_the_owner_is_the_owner() {
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

use cosmwasm_std::testing::{MockApi, MockStorage};
use cosmwasm_std::{Addr, CanonicalAddr, Decimal, Order};
use mirror_bytes::Bytes;
use mirror_protocol::mint::IPOParams;

use super::*;
use crate::candidate::Candidate;

fn in_base(collateral: u128, debt: u128) -> Position {
    let api = MockApi::default();
    Position {
        idx: Uint128::one(),
        owner: api.addr_make("owner"),
        collateral: Asset::native("uusd", collateral),
        asset: api.addr_make("masset"),
        debt: Uint128::new(debt),
        is_short: false,
    }
}

fn in_tokens(collateral: u128, debt: u128) -> Position {
    Position {
        collateral: Asset::token(MockApi::default().addr_make("backing"), collateral),
        is_short: true,
        ..in_base(0, debt)
    }
}

fn lists(storage: &MockStorage, owner: &Addr, asset: &Addr) -> [Vec<u128>; 2] {
    let of = |list: Index, address: &Addr| {
        let address = MockApi::default()
            .addr_canonicalize(address.as_str())
            .unwrap();
        list.listed(storage, &address.to_bytes(), None, Order::Ascending)
            .map(|key| position_idx(&key).unwrap().u128())
            .collect()
    };
    [of(BY_OWNER, owner), of(BY_ASSET, asset)]
}

#[test]
fn what_is_stored_is_what_was_opened() {
    let (mut storage, api) = (MockStorage::new(), MockApi::default());

    for opened in [in_base(u128::MAX, 1), in_tokens(7, 5)] {
        open_position(&mut storage, &api, &opened).unwrap();

        let stored = position(&storage, &api, Uint128::one());
        assert_eq!(Ok(opened), stored);
    }
}

#[test]
fn a_position_is_listed_from_its_opening_to_its_closing() {
    let (mut storage, api) = (MockStorage::new(), MockApi::default());
    let mut opened = in_base(7, 0);
    let (owner, asset) = (opened.owner.clone(), opened.asset.clone());

    open_position(&mut storage, &api, &opened).unwrap();
    assert_eq!([vec![1], vec![1]], lists(&storage, &owner, &asset));
    opened.deposit(Uint128::one()).unwrap();
    save_position(&mut storage, &opened);
    assert_eq!([vec![1], vec![1]], lists(&storage, &owner, &asset));

    opened.withdraw(Uint128::new(8)).unwrap();
    settle_position(&mut storage, &api, &opened).unwrap();

    let nothing: [Vec<u128>; 2] = Default::default();
    assert_eq!(nothing, lists(&storage, &owner, &asset));
    assert_eq!(
        Err(ContractError::PositionNotFound {
            idx: Uint128::one()
        }),
        position(&storage, &api, Uint128::one())
    );
    assert_eq!(Ok(Uint128::new(2)), NEXT_IDX.load(&storage));
}

#[test]
fn a_change_of_amounts_writes_one_key() {
    let (mut storage, api) = (MockStorage::new(), MockApi::default());
    let mut position = in_base(7, 5);
    open_position(&mut storage, &api, &position).unwrap();
    let before: Vec<_> = storage.range(None, None, Order::Ascending).collect();

    position.deposit(Uint128::one()).unwrap();
    save_position(&mut storage, &position);

    let after = storage.range(None, None, Order::Ascending);
    let changed = after.zip(before).filter(|(one, other)| one != other);
    assert_eq!(1, changed.count());
}

/// T-27: bad debt invisible.
#[test]
fn debt_that_is_given_up_is_counted_and_adds_up() {
    let (mut storage, token) = (MockStorage::new(), in_base(0, 0).asset);

    for (amount, sum) in [(5, 5), (0, 5), (u128::MAX - 5, u128::MAX)] {
        let mut position = in_base(1, u128::MAX);

        let answer = write_off(&mut storage, &mut position, Uint128::new(amount));

        let expected = (amount > 0).then(|| Asset::token(&token, amount));
        assert_eq!(Ok(expected), answer);
        assert_eq!(u128::MAX - amount, position.debt.u128());
        assert_eq!(
            Ok(Uint128::new(sum)),
            BAD_DEBTS.load(&storage, token.as_str())
        );
    }
    // More than the debt, and more than the largest number in all.
    for (debt, amount) in [(0, 1), (1, 1)] {
        let refusal = write_off(&mut storage, &mut in_base(1, debt), Uint128::new(amount));
        assert!(matches!(refusal, Err(ContractError::Overflow(_))));
    }
}

fn full_listing() -> Listing {
    Listing {
        auction_discount: Decimal::percent(20),
        min_ratio: Decimal::percent(150),
        end_price: Some(Decimal::percent(120)),
        ipo_params: Some(IPOParams {
            mint_end: 1_000,
            pre_ipo_price: Decimal::percent(250),
            min_collateral_ratio_after_ipo: Decimal::percent(180),
            trigger_addr: Some("trigger".to_string()),
        }),
        debt_cap: Some(Uint128::new(7)),
        delisting_price: Some(Decimal::percent(110)),
        candidate: Some(Candidate {
            since: Some(9),
            multiplier: Some(Decimal::percent(130)),
            value_cap: Some(Uint128::new(8)),
        }),
    }
}

fn public_listing() -> Listing {
    Listing {
        end_price: None,
        ipo_params: None,
        debt_cap: None,
        delisting_price: None,
        candidate: None,
        ..full_listing()
    }
}

fn sample_config() -> Config {
    let contract = |name: &str| Addr::unchecked(name);
    Config {
        admin: Admin {
            owner: contract("owner"),
            token_code_id: 10,
            default_value_cap: Some(Uint128::new(5)),
            collateral_delay: Some(1_296_000),
        },
        pricing: Pricing {
            oracle: contract("oracle"),
            collateral_oracle: contract("collateral_oracle"),
            base_denom: "uusd".to_string(),
        },
        fees: Fees {
            collector: contract("collector"),
            rate: Decimal::permille(15),
        },
        shorts: Shorts {
            lock: contract("lock"),
            staking: contract("staking"),
            pair_factory: contract("pair_factory"),
        },
    }
}

/// T-14: storage traps. Stored data outlives code (docs/upgrades.md).
#[test]
fn records_are_stored_as_written_down_and_no_key_begins_another() {
    let config = sample_config();
    let mut moves = RatioMoves::default();
    let [before, after] = [150, 160].map(Decimal::percent);
    moves.public.note(before, after, 300).unwrap();
    let key = position_key(Uint128::new(7));
    let terms = Terms {
        owner: CanonicalAddr::from([1, 2]),
        asset: CanonicalAddr::from([3, 4]),
        is_token: true,
        collateral: vec![5, 6],
        is_short: false,
    };
    let amounts = Amounts {
        collateral: Uint128::new(1_000_000),
        debt: Uint128::new(300),
    };

    mirror_bytes::golden!(include_str!("../../records.txt"), |storage| {
        ADMIN => ADMIN.save(storage, &config.admin);
        PRICING => PRICING.save(storage, &config.pricing);
        FEES => FEES.save(storage, &config.fees);
        SHORTS => SHORTS.save(storage, &config.shorts);
        LISTINGS => LISTINGS.save(storage, "token", &public_listing());
        LISTINGS => LISTINGS.save(storage, "token", &full_listing());
        RATIO_MOVES => RATIO_MOVES.save(storage, b"token", &moves);
        BAD_DEBTS => BAD_DEBTS.save(storage, "token", &Uint128::new(5));
        NEXT_IDX => NEXT_IDX.save(storage, &Uint128::new(300));
        TERMS => TERMS.insert(storage, &key, &terms);
        AMOUNTS => AMOUNTS.save(storage, &key, &amounts);
    });
}

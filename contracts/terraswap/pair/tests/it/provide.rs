//! `provide_liquidity`.

use cosmwasm_std::{Decimal, StdError, Uint128};
use mirror_testing::{assert_refused, attributes};
use terraswap::asset::Asset;
use terraswap_pair::ContractError;

use crate::setup::{base, decimal, Setup, RICH};

/// terraswap.md section 9, example A1.
#[test]
fn the_first_provider_leaves_1000_shares_to_the_pair() {
    let setup = Setup::new();

    let contract = setup.contract();
    assert_eq!(
        [RICH - 1_000_000_000, RICH - 10_000_000, 99_999_000],
        setup.purse(&setup.alice)
    );
    assert_eq!([1_000_000_000, 10_000_000, 1_000], setup.purse(&contract));
    assert_eq!(100_000_000, setup.supply());
}

/// terraswap.md section 9, example A2.
#[test]
fn what_exceeds_the_ratio_stays_with_the_provider() {
    let mut setup = Setup::new();
    let bob = setup.bob.clone();

    setup.provides(&bob, 100_000_000, 2_000_000).unwrap();

    assert_eq!(
        [RICH - 100_000_000, RICH - 1_000_000, 10_000_000],
        setup.purse(&bob)
    );
    assert_eq!([1_100_000_000, 11_000_000], setup.reserves());
    assert_eq!(110_000_000, setup.supply());
}

/// terraswap.md section 9, example A2.
#[test]
fn more_may_not_come_back_than_is_tolerated() {
    for (tolerance, accepted) in [
        ("0.01", false),
        ("0.499999", false),
        ("0.5", true),
        ("1", true),
    ] {
        let mut setup = Setup::new();
        let (bob, assets) = (
            setup.bob.clone(),
            [base(100_000_000), setup.tokens(2_000_000)],
        );

        let outcome = setup.provides_under(&bob, assets, None, Some(tolerance));

        if accepted {
            outcome.unwrap();
            continue;
        }
        let expected = ContractError::MaxSlippageAssertion {
            left: setup.tokens(1_000_000).to_string(),
            deposit: setup.tokens(2_000_000).to_string(),
        };
        assert_refused(outcome, expected);
    }
}

/// 5 % of 2,000,000 may come back, and not a unit more.
#[test]
fn an_absent_tolerance_is_a_twentieth() {
    for (tokens, left) in [(1_052_631, 52_631), (1_052_632, 52_632)] {
        let mut setup = Setup::new();
        let bob = setup.bob.clone();
        let assets = [base(100_000_000), setup.tokens(tokens)];

        let outcome = setup.provides_under(&bob, assets, None, None);

        if left == 52_631 {
            outcome.unwrap();
            continue;
        }
        let expected = ContractError::MaxSlippageAssertion {
            left: setup.tokens(left).to_string(),
            deposit: setup.tokens(tokens).to_string(),
        };
        assert_refused(outcome, expected);
    }
}

#[test]
fn a_tolerance_is_one_at_most() {
    let mut setup = Setup::new();
    let (bob, given) = (setup.bob.clone(), decimal("1.000000000000000001"));
    let assets = [base(100), setup.tokens(1)];

    let refusal = setup.provides_under(&bob, assets, None, Some("1.000000000000000001"));

    assert_refused(refusal, ContractError::SlippageToleranceTooHigh { given });
    assert!(given > Decimal::one());
}

#[test]
fn without_tolerance_nothing_at_all_may_come_back() {
    let mut setup = Setup::new();
    let bob = setup.bob.clone();

    let exact = [base(100_000_000), setup.tokens(1_000_000)];
    setup.provides_under(&bob, exact, None, Some("0")).unwrap();
    let one_too_many = [base(100_000_000), setup.tokens(1_000_001)];
    let refusal = setup.provides_under(&bob, one_too_many, None, Some("0"));

    let expected = ContractError::MaxSlippageAssertion {
        left: setup.tokens(1).to_string(),
        deposit: setup.tokens(1_000_001).to_string(),
    };
    assert_refused(refusal, expected);
}

/// terraswap.md section 9, example A3.
#[test]
fn the_event_tells_the_assets_as_given_and_what_comes_back() {
    let mut setup = Setup::new();
    let (alice, bob) = (setup.alice.clone(), setup.bob.clone());
    let assets = [setup.tokens(7_777), base(333_333)];

    let response = setup
        .provides_under(&bob, assets, Some(alice.as_str()), Some("1"))
        .unwrap();

    let token = setup.token.id();
    let expected = [
        ("action", "provide_liquidity".to_string()),
        ("sender", bob.to_string()),
        ("receiver", alice.to_string()),
        ("assets", format!("7777{token}, 333333uusd")),
        ("share", "33333".to_string()),
        ("refund_assets", format!("3uusd, 4443{token}")),
    ];
    let expected = expected.map(|(key, value)| (key.to_string(), value));
    assert_eq!(expected.to_vec(), attributes(&response, &setup.contract()));
    assert_eq!([RICH - 333_330, RICH - 3_334, 0], setup.purse(&bob));
    assert_eq!(99_999_000 + 33_333, setup.purse(&alice)[2]);
}

/// T-82: pair first deposit inflation.
#[test]
fn the_first_liquidity_exceeds_the_locked_shares() {
    for (base_amount, token_amount, share) in [(1, 1, 1), (999, 1_000, 999), (1_000_000, 0, 0)] {
        let mut setup = Setup::empty();
        let alice = setup.alice.clone();

        let refusal = setup.provides(&alice, base_amount, token_amount);

        let expected = ContractError::MoreInitialLiquidityNeeded {
            share: Uint128::new(share),
            locked: Uint128::new(1_000),
        };
        assert_refused(refusal, expected);
    }
}

/// T-82: pair first deposit inflation.
#[test]
fn a_thousand_shares_are_all_locked_and_one_more_gives_one() {
    let mut setup = Setup::empty();
    let alice = setup.alice.clone();

    let refusal = setup.provides(&alice, 1_000, 1_001);
    assert_refused(refusal, ContractError::InvalidZeroAmount {});

    setup.provides(&alice, 1_001, 1_001).unwrap();
    assert_eq!([RICH - 1_001, RICH - 1_001, 1], setup.purse(&alice));
}

/// T-04: zero amounts.
#[test]
fn a_provision_that_mints_nothing_is_refused() {
    let mut setup = Setup::new();
    let bob = setup.bob.clone();

    // A share is worth 10 base and a tenth of a token.
    for (base_amount, token_amount) in [(0, 0), (0, 1_000), (1_000, 0), (9, 1_000)] {
        let refusal = setup.provides(&bob, base_amount, token_amount);

        assert_refused(refusal, ContractError::InvalidZeroAmount {});
    }
    setup.provides(&bob, 10, 1).unwrap();
    assert_eq!([RICH - 10, RICH - 1, 1], setup.purse(&bob));
}

#[test]
fn the_pairs_two_assets_are_named_each_once() {
    let mut setup = Setup::new();
    let bob = setup.bob.clone();
    let (token, pair) = (setup.token.id().to_string(), setup.pair.clone());
    let names = format!("uusd, {token}");

    let foreign = Asset::native("uluna", 0u128);
    let cases = [
        ([base(10), base(0)], "uusd, uusd".to_string()),
        (
            [setup.tokens(1), setup.tokens(1)],
            format!("{token}, {token}"),
        ),
        ([base(10), foreign.clone()], "uluna".to_string()),
        ([foreign, setup.tokens(1)], "uluna".to_string()),
        (
            [base(10), Asset::token(&pair.liquidity_token, 0u128)],
            pair.liquidity_token,
        ),
    ];
    for (assets, given) in cases {
        let refusal = setup.provides_under(&bob, assets, None, None);

        let pair = names.clone();
        assert_refused(refusal, ContractError::AssetMismatch { given, pair });
    }
}

/// T-02: bad or odd-case address.
#[test]
fn the_receiver_is_an_address_in_the_chains_spelling() {
    let mut setup = Setup::new();
    let (alice, bob) = (setup.alice.to_string(), setup.bob.clone());

    for receiver in ["", "nobody", &alice.to_uppercase()] {
        let assets = [base(100), setup.tokens(1)];
        let refusal = setup.provides_under(&bob, assets, Some(receiver), None);

        let error = refusal.unwrap_err();
        let refused = error.downcast_ref::<ContractError>().unwrap();
        assert!(matches!(
            refused,
            ContractError::Std(StdError::GenericErr { .. })
        ));
    }
}

#[test]
fn without_an_allowance_nothing_is_provided() {
    let mut setup = Setup::new();
    let bob = setup.bob.clone();
    let msg = terraswap::pair::ExecuteMsg::ProvideLiquidity {
        assets: [base(100), setup.tokens(1)],
        receiver: None,
        deadline: None,
        slippage_tolerance: None,
    };

    let refusal = setup.send(&bob, &msg, &[cosmwasm_std::coin(100, "uusd")]);

    let expected = cw20_base::ContractError::NoAllowance {};
    assert_refused(refusal, terraswap_token::ContractError::Cw20(expected));
    assert_eq!([1_000_000_000, 10_000_000], setup.reserves());
}

#[test]
fn the_largest_pool_takes_liquidity() {
    let mut setup = Setup::with_reserves(RICH, RICH);
    let bob = setup.bob.clone();

    setup.provides(&bob, RICH, RICH).unwrap();

    assert_eq!([0, 0, RICH], setup.purse(&bob));
    assert_eq!([2 * RICH, 2 * RICH], setup.reserves());
}

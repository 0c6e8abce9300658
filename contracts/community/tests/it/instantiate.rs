//! `instantiate`.

use cosmwasm_std::{coin, Addr, StdError};
use cw_multi_test::Executor;
use mirror_community::ContractError;
use mirror_protocol::community::{ConfigResponse, InstantiateMsg};
use mirror_testing::{codes, TestChain};
use terraswap::funds::FundsError;

use crate::setup::{instantiate, Setup, PERIOD, PERIOD_LIMIT, SPEND_LIMIT};

fn refused(msg: &InstantiateMsg) -> ContractError {
    let mut chain = TestChain::new();
    let gov = chain.account("gov");
    let refusal = chain.try_create(codes::community(), &gov, msg);
    refusal.unwrap_err().downcast().unwrap()
}

#[test]
fn what_is_set_up_is_shown() {
    for window in [None, Some((PERIOD, PERIOD_LIMIT))] {
        let setup = Setup::with(SPEND_LIMIT, window);

        let expected = ConfigResponse {
            owner: setup.gov.to_string(),
            mirror_token: setup.mirror_token.to_string(),
            spend_limit: SPEND_LIMIT.into(),
            spend_period: window.map(|(period, _)| period),
            period_limit: window.map(|(_, limit)| limit.into()),
        };
        assert_eq!(expected, setup.config());
    }
}

#[test]
fn both_fields_of_a_window_are_given_together_or_neither() {
    let someone = TestChain::new().account("someone");
    let with = |spend_period, period_limit: Option<u128>| InstantiateMsg {
        spend_period,
        period_limit: period_limit.map(Into::into),
        ..instantiate(&someone, &someone, 1, None)
    };

    for msg in [with(Some(1), None), with(None, Some(1))] {
        assert_eq!(ContractError::WindowIncomplete {}, refused(&msg));
    }
    for limit in [0, 1] {
        let msg = with(Some(0), Some(limit));
        assert_eq!(ContractError::ZeroPeriod {}, refused(&msg));
    }
}

#[test]
fn a_window_is_a_year_long_at_most() {
    let (year, most) = (31_536_000, 31_536_000);
    for seconds in [year + 1, u64::MAX] {
        let someone = TestChain::new().account("someone");
        let msg = instantiate(&someone, &someone, 1, Some((seconds, 1)));
        let expected = ContractError::PeriodTooLong { seconds, most };
        assert_eq!(expected, refused(&msg));
    }

    let setup = Setup::with(SPEND_LIMIT, Some((year, PERIOD_LIMIT)));
    assert_eq!(Some(year), setup.config().spend_period);
}

/// T-02: bad or odd-case address.
#[test]
fn an_address_has_to_be_one() {
    let someone = TestChain::new().account("someone");
    let shouted = Addr::unchecked(someone.as_str().to_uppercase());

    for bad in [Addr::unchecked(""), Addr::unchecked("gov"), shouted] {
        for msg in [
            instantiate(&bad, &someone, 1, None),
            instantiate(&someone, &bad, 1, None),
        ] {
            let refusal = refused(&msg);
            assert!(
                matches!(refusal, ContractError::Std(StdError::GenericErr { .. })),
                "{bad}: {refusal:?}"
            );
        }
    }
}

#[test]
fn instantiation_takes_no_coins() {
    let mut chain = TestChain::new();
    let gov = chain.account("gov");
    let coins = [coin(1, "uusd")];
    chain.fund(&gov, &coins);
    let code = chain.app.store_code(codes::community());
    let msg = instantiate(&gov, &gov, 1, None);

    let outcome = chain
        .app
        .instantiate_contract(code, gov, &msg, &coins, "test", None);

    let received = "1uusd".to_string();
    let expected = ContractError::Funds(FundsError::Unexpected { received });
    assert_eq!(Some(&expected), outcome.unwrap_err().downcast_ref());
}

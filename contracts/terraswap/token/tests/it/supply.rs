//! Who has how much.

use cosmwasm_std::{OverflowError, OverflowOperation, StdError, Uint128};
use cw20::TokenInfoResponse;
use mirror_testing::assert_refused;
use terraswap::token::Token;
use terraswap_token::ContractError;

use crate::setup::{mint, transfer, Setup};

#[test]
fn the_token_is_what_it_was_instantiated_as() {
    let setup = Setup::new();

    let expected = TokenInfoResponse {
        name: "Mirror".to_string(),
        symbol: "MIR".to_string(),
        decimals: 6,
        total_supply: Uint128::new(1_000),
    };
    assert_eq!(expected, setup.info());
    assert_eq!(1_000, setup.balance(&setup.holder));
}

#[test]
fn a_holder_spends_what_he_has_and_no_more() {
    let mut setup = Setup::new();
    let (holder, stranger) = (setup.holder.clone(), setup.stranger.clone());

    setup.send(&holder, &transfer(&stranger, 1_000)).unwrap();
    let refusal = setup.send(&holder, &transfer(&stranger, 1));

    let expected = StdError::from(OverflowError::new(OverflowOperation::Sub));
    assert_refused(refusal, ContractError::Cw20(expected.into()));
    assert_eq!(1_000, setup.balance(&stranger));
}

#[test]
fn only_the_minter_mints() {
    let mut setup = Setup::new();
    let holder = setup.holder.clone();

    let refusal = setup.send(&holder, &mint(&holder, 1));

    let expected = cw20_base::ContractError::Unauthorized {};
    assert_refused(refusal, ContractError::Cw20(expected));
}

#[test]
fn the_cap_is_the_last_unit_minted() {
    let mut setup = Setup::new();
    let (minter, stranger) = (setup.minter.clone(), setup.stranger.clone());

    setup.send(&minter, &mint(&stranger, 500)).unwrap();
    let refusal = setup.send(&minter, &mint(&stranger, 1));

    let expected = cw20_base::ContractError::CannotExceedCap {};
    assert_refused(refusal, ContractError::Cw20(expected));
    assert_eq!(Uint128::new(1_500), setup.info().total_supply);
}

#[test]
fn what_is_read_from_the_store_is_what_the_token_answers() {
    let mut setup = Setup::new();
    let (minter, holder, stranger) = (&setup.minter, &setup.holder, &setup.stranger);
    let (minter, holder, stranger) = (minter.clone(), holder.clone(), stranger.clone());
    setup.send(&minter, &mint(&holder, 234)).unwrap();

    let (token, querier) = (Token(setup.token.clone()), setup.chain.app.wrap());
    let api = setup.chain.app.api();

    assert_eq!(Ok(1_234u128.into()), token.stored_supply(&querier));
    assert_eq!(
        Ok(1_234u128.into()),
        token.stored_balance(&querier, api, &holder)
    );
    // For an account that never had any nothing is stored.
    assert_eq!(
        Ok(Uint128::zero()),
        token.stored_balance(&querier, api, &stranger)
    );
}

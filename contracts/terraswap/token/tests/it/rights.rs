//! With which coins a message may come.

use cosmwasm_std::coin;
use mirror_testing::assert_refused;
use terraswap::funds::FundsError;
use terraswap_token::ContractError;

use crate::setup::{mint, Setup};

#[test]
fn no_message_takes_coins() {
    let mut setup = Setup::new();
    let (minter, token) = (setup.minter.clone(), setup.token.clone());

    let message = mint(&minter, 1);
    let refusal = setup
        .chain
        .execute(&minter, &token, &message, &[coin(1, "uusd")]);

    let expected = FundsError::Unexpected {
        received: "1uusd".to_string(),
    };
    assert_refused(refusal, ContractError::Funds(expected));
}

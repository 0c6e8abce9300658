//! `add_native_token_decimals`.

use cosmwasm_std::coin;
use mirror_testing::{assert_refused, attributes};
use terraswap::factory::{ExecuteMsg, NativeTokenDecimalsResponse, QueryMsg};
use terraswap_factory::ContractError;

use crate::setup::Setup;

fn add(denom: &str, decimals: u8) -> ExecuteMsg {
    ExecuteMsg::AddNativeTokenDecimals {
        denom: denom.to_string(),
        decimals,
    }
}

fn ask(denom: &str) -> QueryMsg {
    QueryMsg::NativeTokenDecimals {
        denom: denom.to_string(),
    }
}

impl Setup {
    fn decimals(&self, denom: &str) -> u8 {
        let factory = &self.market.factory;
        let answer: NativeTokenDecimalsResponse = self.market.chain.query(factory, &ask(denom));
        answer.decimals
    }
}

#[test]
fn the_factory_has_to_hold_a_unit_of_the_denom() {
    let mut setup = Setup::new();
    let (owner, factory) = (setup.owner.clone(), setup.market.factory.clone());

    let refusal = setup.send(&owner, &add("ukrw", 6), &[]);
    let denom = "ukrw".to_string();
    assert_refused(refusal, ContractError::DenomNotVerified { denom });

    setup.market.chain.fund(&factory, &[coin(1, "ukrw")]);
    let response = setup.send(&owner, &add("ukrw", 6), &[]).unwrap();
    let expected = [
        ("action", "add_allow_native_token"),
        ("denom", "ukrw"),
        ("decimals", "6"),
    ];
    let expected = expected.map(|(key, value)| (key.to_string(), value.to_string()));
    assert_eq!(expected.to_vec(), attributes(&response, &factory));
    assert_eq!(6, setup.decimals("ukrw"));
}

#[test]
fn decimals_are_18_at_most() {
    let mut setup = Setup::new();
    let owner = setup.owner.clone();

    for decimals in [0, 18] {
        setup.send(&owner, &add("uusd", decimals), &[]).unwrap();
        assert_eq!(decimals, setup.decimals("uusd"));
    }
    for given in [19, u8::MAX] {
        let refusal = setup.send(&owner, &add("uusd", given), &[]);
        assert_refused(refusal, ContractError::TooManyDecimals { given });
    }
}

#[test]
fn an_unknown_denom_has_no_decimals() {
    let setup = Setup::new();

    let error = setup.query_error(&ask("ukrw"));

    let denom = "ukrw".to_string();
    let expected = ContractError::DecimalsNotFound { denom }.to_string();
    assert!(error.contains(&expected), "{error}");
}

//! The owner and what only the owner does.

use cosmwasm_std::{coin, StdError};
use mirror_testing::{assert_refused, attributes};
use terraswap::factory::{ConfigResponse, ExecuteMsg, QueryMsg};
use terraswap::funds::FundsError;
use terraswap_factory::ContractError;

use crate::setup::Setup;

fn update(owner: Option<&str>, token: Option<u64>, pair: Option<u64>) -> ExecuteMsg {
    ExecuteMsg::UpdateConfig {
        owner: owner.map(ToString::to_string),
        token_code_id: token,
        pair_code_id: pair,
    }
}

fn owner_messages() -> [ExecuteMsg; 3] {
    [
        update(None, None, None),
        ExecuteMsg::AddNativeTokenDecimals {
            denom: "uusd".to_string(),
            decimals: 19,
        },
        ExecuteMsg::MigratePair {
            contract: "nobody".to_string(),
            code_id: None,
        },
    ]
}

impl Setup {
    fn config(&self) -> ConfigResponse {
        let factory = &self.market.factory;
        self.market.chain.query(factory, &QueryMsg::Config {})
    }
}

/// T-15: first message to set up a contract taken by a stranger.
#[test]
fn the_creator_is_the_owner() {
    let setup = Setup::new();

    let expected = ConfigResponse {
        owner: setup.owner.to_string(),
        pair_code_id: setup.market.pair_code,
        token_code_id: setup.market.token_code,
    };
    assert_eq!(expected, setup.config());
}

/// T-01: caller not allowed.
#[test]
fn nobody_else_may_send_the_owners_messages() {
    let mut setup = Setup::new();
    let others = [setup.alice.clone(), setup.market.factory.clone()];

    for msg in owner_messages() {
        for sender in &others {
            let refusal = setup.send(sender, &msg, &[]);

            assert_refused(refusal, ContractError::Unauthorized {});
        }
    }
}

/// T-05: native funds: missing, wrong, several, extra denom, duplicate denom.
#[test]
fn the_owners_messages_take_no_coins() {
    let mut setup = Setup::new();
    let owner = setup.owner.clone();

    for msg in owner_messages() {
        let refusal = setup.send(&owner, &msg, &[coin(1, "uusd")]);

        let expected = FundsError::Unexpected {
            received: "1uusd".to_string(),
        };
        assert_refused(refusal, ContractError::Funds(expected));
    }
}

#[test]
fn absent_fields_stay_as_they_are() {
    let mut setup = Setup::new();
    let owner = setup.owner.clone();
    let before = setup.config();

    let response = setup.send(&owner, &update(None, Some(77), None), &[]);
    let told = attributes(&response.unwrap(), &setup.market.factory);
    assert_eq!([("action".into(), "update_config".into())], *told);
    let mut expected = before;
    expected.token_code_id = 77;
    assert_eq!(expected, setup.config());

    let outcome = setup.send(&owner, &update(None, None, Some(78)), &[]);
    outcome.unwrap();
    expected.pair_code_id = 78;
    assert_eq!(expected, setup.config());
}

/// T-17: owner handed to a dead address.
#[test]
fn a_former_owner_is_a_stranger() {
    let mut setup = Setup::new();
    let (owner, alice) = (setup.owner.clone(), setup.alice.clone());

    let msg = update(Some(alice.as_str()), None, None);
    setup.send(&owner, &msg, &[]).unwrap();

    assert_refused(
        setup.send(&owner, &msg, &[]),
        ContractError::Unauthorized {},
    );
    setup.send(&alice, &msg, &[]).unwrap();
    assert_eq!(alice.to_string(), setup.config().owner);
}

/// T-02: bad or odd-case address.
#[test]
fn the_owner_has_an_address_in_the_chains_spelling() {
    let mut setup = Setup::new();
    let (owner, shouted) = (setup.owner.clone(), setup.alice.to_string().to_uppercase());

    for address in ["", "nobody", &shouted] {
        let refusal = setup.send(&owner, &update(Some(address), None, None), &[]);

        assert!(matches!(
            refusal.unwrap_err().downcast_ref(),
            Some(ContractError::Std(StdError::GenericErr { .. }))
        ));
    }
}

//! `instantiate`.

use cosmwasm_std::{Addr, StdError};
use mirror_admin_manager::ContractError;
use mirror_protocol::admin_manager::ConfigResponse;
use mirror_testing::{codes, TestChain};

use crate::setup::{instantiate_msg, Setup, PERIOD};

fn refusal(chain: &mut TestChain, owner: &Addr, period: u64) -> ContractError {
    let creator = chain.account("creator");
    let msg = instantiate_msg(owner, period);
    let error = chain
        .try_create(codes::admin_manager(), &creator, &msg)
        .unwrap_err();
    error.downcast().unwrap()
}

#[test]
fn the_configuration_is_what_was_said() {
    let setup = Setup::new();

    let expected = ConfigResponse {
        owner: setup.owner.to_string(),
        admin_claim_period: PERIOD,
    };
    assert_eq!(expected, setup.config());
    assert!(setup.migration_records(None, None).is_empty());
    assert!(setup.auth_records(None, None).is_empty());
}

#[test]
fn a_period_has_a_second_at_least() {
    let mut chain = TestChain::new();
    let owner = chain.account("owner");

    assert_eq!(ContractError::PeriodZero {}, refusal(&mut chain, &owner, 0));
    assert_eq!(1, Setup::with_period(1).config().admin_claim_period);
}

/// T-02: bad or odd-case address.
#[test]
fn the_owner_has_an_address() {
    let mut chain = TestChain::new();
    let upper_case = chain.account("owner").as_str().to_uppercase();

    for bad in ["", "owner", &upper_case, &"a".repeat(300)] {
        let refusal = refusal(&mut chain, &Addr::unchecked(bad), PERIOD);

        let is_bad_address = matches!(refusal, ContractError::Std(StdError::GenericErr { .. }));
        assert!(is_bad_address, "{bad}: {refusal:?}");
    }
}

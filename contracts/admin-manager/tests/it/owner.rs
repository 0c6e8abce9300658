//! `update_owner`.

use cosmwasm_std::{Addr, StdError};
use mirror_admin_manager::ContractError;
use mirror_protocol::admin_manager::ExecuteMsg;
use mirror_testing::{assert_attributes, assert_refused};

use crate::setup::Setup;

fn update(owner: &Addr) -> ExecuteMsg {
    ExecuteMsg::UpdateOwner {
        owner: owner.to_string(),
    }
}

/// T-17: owner handed to a dead address.
#[test]
fn the_new_owner_decides_and_the_old_one_no_more() {
    let mut setup = Setup::new();
    let (old, new) = (setup.owner.clone(), setup.who("gov"));

    let response = setup.tells(&old, &update(&new)).unwrap();

    assert_attributes(
        &response,
        &setup.manager,
        &[("action", "update_owner"), ("owner", new.as_str())],
    );
    assert_eq!(new.to_string(), setup.config().owner);
    let refusal = setup.tells(&old, &update(&old));
    assert_refused(refusal, ContractError::Unauthorized {});
    setup.tells(&new, &update(&old)).unwrap();
    assert_eq!(old.to_string(), setup.config().owner);
}

/// T-17: owner handed to a dead address.
#[test]
fn an_owner_has_an_address() {
    let mut setup = Setup::new();
    let owner = setup.owner.clone();
    let upper_case = setup.who("gov").as_str().to_uppercase();

    for bad in ["", "gov", &upper_case, &"a".repeat(300)] {
        let refusal = setup.tells(&owner, &update(&Addr::unchecked(bad)));

        let error = refusal.unwrap_err();
        let refusal = error.downcast_ref::<ContractError>();
        let is_bad_address = matches!(
            refusal,
            Some(ContractError::Std(StdError::GenericErr { .. }))
        );
        assert!(is_bad_address, "{bad}: {refusal:?}");
        assert_eq!(owner.to_string(), setup.config().owner);
    }
}

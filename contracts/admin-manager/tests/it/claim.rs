//! `authorize_claim` and `claim_admin`. The numbers are those of admin-manager.md section 9.

use cosmwasm_std::{CosmosMsg, StdError, WasmMsg};
use mirror_admin_manager::ContractError;
use mirror_protocol::admin_manager::{AuthRecordResponse, ExecuteMsg};
use mirror_testing::{assert_attributes, assert_refused};

use crate::setup::Setup;

fn record(setup: &Setup, name: &str, start_time: u64, end_time: u64) -> AuthRecordResponse {
    AuthRecordResponse {
        address: setup.who(name).into_string(),
        start_time,
        end_time,
    }
}

/// admin-manager.md section 9, example 1.
/// T-81: admin manager: records that overwrite each other, late or double claims.
#[test]
fn a_claim_is_possible_up_to_the_last_second() {
    let mut setup = Setup::new();
    let [one, other] = setup.contracts();
    let claimant = setup.who("claimant");

    let response = setup.authorizes("claimant").unwrap();

    assert_attributes(
        &response,
        &setup.manager,
        &[
            ("action", "authorize_claim"),
            ("claim_start", "1000000"),
            ("claim_end", "1604800"),
            ("authorized_addr", claimant.as_str()),
        ],
    );
    setup.chain.at(1_604_800);
    let response = setup.tries_to_claim("claimant", &one).unwrap();
    assert_attributes(
        &response,
        &setup.manager,
        &[("action", "claim_admin"), ("contract", one.as_str())],
    );
    assert_eq!(claimant, setup.admin_of(&one));

    setup.chain.at(1_604_801);
    let refusal = setup.tries_to_claim("claimant", &other);
    let claim_end = 1_604_800;
    assert_refused(refusal, ContractError::AuthorisationEnded { claim_end });
    assert_eq!(setup.manager, setup.admin_of(&other));
}

/// admin-manager.md section 9, example 2.
#[test]
fn a_second_authorisation_takes_the_place_of_the_first() {
    let mut setup = Setup::new();
    let contracts: [_; 2] = setup.contracts();
    setup.authorizes("claimant").unwrap();
    setup.chain.at(1_100_000);

    setup.authorizes("claimant").unwrap();

    let expected = vec![
        record(&setup, "claimant", 1_100_000, 1_704_800),
        record(&setup, "claimant", 1_000_000, 1_604_800),
    ];
    assert_eq!(expected, setup.auth_records(None, None));
    setup.chain.at(1_704_800);
    setup.tries_to_claim("claimant", &contracts[0]).unwrap();
    setup.chain.at(1_704_801);
    let refusal = setup.tries_to_claim("claimant", &contracts[1]);
    let claim_end = 1_704_800;
    assert_refused(refusal, ContractError::AuthorisationEnded { claim_end });
}

#[test]
fn one_authorisation_covers_every_contract() {
    let mut setup = Setup::new();
    let contracts: [_; 3] = setup.contracts();
    setup.authorizes("claimant").unwrap();

    for contract in &contracts {
        setup.tries_to_claim("claimant", contract).unwrap();
        assert_eq!(setup.who("claimant"), setup.admin_of(contract));
    }
}

#[test]
fn an_authorisation_is_for_the_account_it_names_only() {
    let mut setup = Setup::new();
    let [contract] = setup.contracts();
    setup.authorizes("claimant").unwrap();

    let refusal = setup.tries_to_claim("stranger", &contract);

    assert_refused(refusal, ContractError::Unauthorized {});
}

/// T-81: admin manager: records that overwrite each other, late or double claims.
#[test]
fn a_contract_is_claimed_once_and_returned_by_its_admin() {
    let mut setup = Setup::new();
    let [contract] = setup.contracts();
    let (claimant, manager) = (setup.who("claimant"), setup.manager.clone());
    for name in ["claimant", "rival"] {
        setup.authorizes(name).unwrap();
    }
    setup.tries_to_claim("claimant", &contract).unwrap();

    // The manager is not its admin any more, so the chain refuses.
    for name in ["claimant", "rival"] {
        setup.tries_to_claim(name, &contract).unwrap_err();
        assert_eq!(claimant, setup.admin_of(&contract));
    }
    let entry = setup.entry(&contract);
    setup.tries_to_migrate(vec![entry.clone()]).unwrap_err();

    setup.hand_over(&claimant, &contract, &manager).unwrap();
    setup.tries_to_migrate(vec![entry]).unwrap();
    setup.tries_to_claim("rival", &contract).unwrap();
}

/// T-81: admin manager: records that overwrite each other, late or double claims.
#[test]
fn a_contract_of_another_admin_can_not_be_claimed() {
    let mut setup = Setup::new();
    let stranger = setup.who("stranger");
    let foreign = setup.contract_of(&stranger);
    setup.authorizes("claimant").unwrap();
    let account = setup.who("nobody");

    for target in [&foreign, &account] {
        setup.tries_to_claim("claimant", target).unwrap_err();
    }
    assert_eq!(stranger, setup.admin_of(&foreign));
}

/// T-81: admin manager: records that overwrite each other, late or double claims.
#[test]
fn the_managers_own_admin_right_is_not_lent() {
    let mut setup = Setup::new();
    let (owner, manager) = (setup.owner.clone(), setup.manager.clone());
    setup.hand_over(&owner, &manager, &manager).unwrap();
    setup.authorizes("claimant").unwrap();

    let refusal = setup.tries_to_claim("claimant", &manager);

    assert_refused(refusal, ContractError::OwnAdminRight {});
    assert_eq!(manager, setup.admin_of(&manager));
}

/// T-81: admin manager: records that overwrite each other, late or double claims.
#[test]
fn two_authorisations_in_one_block_are_both_kept() {
    let mut setup = Setup::new();
    for name in ["one", "other", "one"] {
        setup.authorizes(name).unwrap();
    }

    let expected = ["one", "other", "one"].map(|name| record(&setup, name, 1_000_000, 1_604_800));
    assert_eq!(expected.to_vec(), setup.auth_records(None, None));
}

#[test]
fn a_claim_and_a_migration_can_be_one_transaction() {
    let mut setup = Setup::new();
    let [contract] = setup.contracts();
    let claimant = setup.who("claimant");
    setup.authorizes("claimant").unwrap();
    let claim = ExecuteMsg::ClaimAdmin {
        contract: contract.to_string(),
    };
    let claim = cosmwasm_std::wasm_execute(&setup.manager, &claim, vec![]).unwrap();
    let (contract_addr, new_code_id, msg) = setup.entry(&contract);
    let migrate = WasmMsg::Migrate {
        contract_addr: contract_addr.clone(),
        new_code_id,
        msg,
    };
    let give_back = WasmMsg::UpdateAdmin {
        contract_addr,
        admin: setup.manager.to_string(),
    };

    let messages = vec![claim.into(), CosmosMsg::from(migrate), give_back.into()];
    setup.chain.app.execute_multi(claimant, messages).unwrap();

    assert!(setup.is_migrated(&contract));
    assert_eq!(setup.manager, setup.admin_of(&contract));
}

#[test]
fn a_period_that_does_not_end_authorises_nobody() {
    let admin_claim_period = u64::MAX - 999_999;
    let mut setup = Setup::with_period(admin_claim_period);

    let refusal = setup.authorizes("claimant");

    assert_refused(
        refusal,
        ContractError::ClaimEndOverflow { admin_claim_period },
    );
    assert!(setup.auth_records(None, None).is_empty());
}

/// T-02: bad or odd-case address.
#[test]
fn who_is_authorised_and_what_is_claimed_have_addresses() {
    let mut setup = Setup::new();
    let [contract] = setup.contracts();
    let (owner, claimant) = (setup.owner.clone(), setup.who("claimant"));
    setup.authorizes("claimant").unwrap();

    for bad in [
        "",
        "lock",
        &contract.as_str().to_uppercase(),
        &"a".repeat(300),
    ] {
        let authorize = ExecuteMsg::AuthorizeClaim {
            authorized_addr: bad.to_string(),
        };
        let claim = ExecuteMsg::ClaimAdmin {
            contract: bad.to_string(),
        };
        for (sender, msg) in [(&owner, authorize), (&claimant, claim)] {
            let error = setup.tells(sender, &msg).unwrap_err();

            let refusal = error.downcast_ref::<ContractError>();
            let is_bad_address = matches!(
                refusal,
                Some(ContractError::Std(StdError::GenericErr { .. }))
            );
            assert!(is_bad_address, "{bad}: {refusal:?}");
        }
    }
    assert_eq!(1, setup.auth_records(None, None).len());
}

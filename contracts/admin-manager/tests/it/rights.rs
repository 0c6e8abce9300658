//! Who may send which message, and with which coins.

use cosmwasm_std::{coin, Addr};
use mirror_admin_manager::ContractError;
use mirror_protocol::admin_manager::ExecuteMsg;
use mirror_testing::{assert_refused, codes};
use terraswap::funds::FundsError;

use crate::setup::{instantiate_msg, Setup, PERIOD};

/// The messages that only the owner may send.
fn decisions(setup: &mut Setup) -> [ExecuteMsg; 3] {
    let [contract] = setup.contracts();
    let gov = setup.who("gov").into_string();
    [
        ExecuteMsg::ExecuteMigrations {
            migrations: vec![setup.entry(&contract)],
        },
        ExecuteMsg::AuthorizeClaim {
            authorized_addr: gov.clone(),
        },
        ExecuteMsg::UpdateOwner { owner: gov },
    ]
}

/// T-01: caller not allowed.
#[test]
fn only_the_owner_decides() {
    let mut setup = Setup::new();
    let [contract] = setup.contracts();
    let decisions = decisions(&mut setup);
    setup.authorizes("claimant").unwrap();
    let [claimant, stranger] = ["claimant", "stranger"].map(|name| setup.who(name));
    let manager = setup.manager.clone();

    for msg in &decisions {
        for sender in [&claimant, &stranger, &manager, &contract] {
            let refusal = setup.tells(sender, msg);
            assert_refused(refusal, ContractError::Unauthorized {});
        }
    }
    let owner = setup.owner.clone();
    for msg in &decisions {
        setup.tells(&owner, msg).unwrap();
    }
}

/// T-01: caller not allowed.
#[test]
fn a_wrong_sender_is_told_nothing_else() {
    let mut setup = Setup::new();
    let stranger = setup.who("stranger");

    for msg in [
        ExecuteMsg::ExecuteMigrations { migrations: vec![] },
        ExecuteMsg::AuthorizeClaim {
            authorized_addr: String::new(),
        },
        ExecuteMsg::UpdateOwner {
            owner: String::new(),
        },
        ExecuteMsg::ClaimAdmin {
            contract: String::new(),
        },
    ] {
        let refusal = setup.tells(&stranger, &msg);
        assert_refused(refusal, ContractError::Unauthorized {});
    }
}

/// T-01: caller not allowed.
#[test]
fn nobody_claims_unauthorised_not_even_the_owner() {
    let mut setup = Setup::new();
    let [contract] = setup.contracts();

    for name in ["owner", "stranger"] {
        let refusal = setup.tries_to_claim(name, &contract);
        assert_refused(refusal, ContractError::Unauthorized {});
    }
    assert_eq!(setup.manager, setup.admin_of(&contract));
}

#[test]
fn no_message_takes_coins() {
    let mut setup = Setup::new();
    let [contract] = setup.contracts();
    let owner = setup.owner.clone();
    let coins = [coin(1, "uusd")];
    setup.chain.fund(&owner, &[coin(10, "uusd")]);
    let claim = ExecuteMsg::ClaimAdmin {
        contract: contract.to_string(),
    };
    let unexpected = || {
        let received = "1uusd".to_string();
        ContractError::Funds(FundsError::Unexpected { received })
    };

    let decisions = decisions(&mut setup);
    for msg in decisions.iter().chain([&claim]) {
        let manager: Addr = setup.manager.clone();
        let refusal = setup.chain.execute(&owner, &manager, msg, &coins);
        assert_refused(refusal, unexpected());
    }
    let code = setup.chain.app.store_code(codes::admin_manager());
    let msg = instantiate_msg(&owner, PERIOD);
    let app = &mut setup.chain.app;
    let refusal = cw_multi_test::Executor::instantiate_contract(
        app, code, owner, &msg, &coins, "manager", None,
    );
    let error = refusal.unwrap_err();
    assert_eq!(Some(&unexpected()), error.downcast_ref());
}

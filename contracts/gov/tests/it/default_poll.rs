//! Default polls send only messages of the list. This is checked when they are created and when
//! they are executed (gov.md section 4).

use cosmwasm_std::{to_json_binary, Addr, Binary};
use mirror_gov::ContractError;
use mirror_protocol::factory;
use mirror_protocol::gov::{ConfigUpdate, PollExecuteMsg, PollStatus};
use mirror_testing::assert_refused;

use crate::puppet::{self, PuppetMsg};
use crate::setup::{execute, Action, Setup, ADMIN_DEPOSIT, DELAY, DEPOSIT};

fn sends(contract: &Addr, msg: &str) -> PollExecuteMsg {
    PollExecuteMsg {
        contract: contract.to_string(),
        msg: Binary::from(msg.as_bytes()),
    }
}

/// A message through a contract that passes commands on, as the factory does.
fn passes(factory: &Addr, contract: &Addr, msg: &str) -> PollExecuteMsg {
    let msg = factory::ExecuteMsg::PassCommand {
        contract_addr: contract.to_string(),
        msg: Binary::from(msg.as_bytes()),
    };
    PollExecuteMsg {
        contract: factory.to_string(),
        msg: to_json_binary(&msg).unwrap(),
    }
}

fn cap(puppet: &Addr, debt_cap: u128) -> Action {
    let msg = format!(r#"{{"update_asset":{{"asset_token":"a","debt_cap":"{debt_cap}"}}}}"#);
    Action::Call(sends(puppet, &msg))
}

fn not_lower(given: u128, present: u128) -> ContractError {
    ContractError::DebtCapNotLower {
        given: given.into(),
        present: present.into(),
    }
}

#[test]
fn a_default_poll_sends_what_is_on_the_list_and_nothing_else() {
    let mut setup = Setup::staked();
    let [puppet, carol] = [&setup.puppet, &setup.carol].map(Clone::clone);

    for (msg, name) in [
        (r#"{"update_config":{"owner":"carol"}}"#, "update_config"),
        (r#"{"migrate_pair":{"contract":"pair"}}"#, "migrate_pair"),
        (r#"{"register_merkle_root":{}}"#, "register_merkle_root"),
        (r#"{"Distribute":{}}"#, "Distribute"),
    ] {
        let name = name.to_string();
        for call in [sends(&puppet, msg), passes(&puppet, &carol, msg)] {
            let refusal = setup.creates(&carol, ADMIN_DEPOSIT, Action::Call(call.clone()));
            assert_refused(refusal, ContractError::NotOnTheList { name: name.clone() });
            // An execute poll may send it.
            setup.creates(&carol, ADMIN_DEPOSIT, call).unwrap();
            setup.chain.pass(10 * crate::setup::PERIOD);
            let latest = setup.state().poll_count;
            setup.ends(latest).unwrap();
        }
    }
    let two = r#"{"distribute":{},"update_config":{"owner":"carol"}}"#;
    let refusal = setup.creates(&carol, DEPOSIT, Action::Call(sends(&puppet, two)));
    let refusal = refusal.unwrap_err();
    let refusal: &ContractError = refusal.downcast_ref().unwrap();
    let is_unread = matches!(refusal, ContractError::ActionNotReadable { .. });
    assert!(is_unread, "{refusal:?}");
}

/// The message that queries show and the one that is sent are byte for byte the one that was
/// judged.
#[test]
fn a_default_poll_shows_and_sends_what_it_was_given() {
    let mut setup = Setup::staked();
    let puppet = setup.puppet.clone();
    let odd = sends(&puppet, r#" { "\u0064istribute" : { } } "#);

    let poll_id = setup.poll(Action::Call(odd.clone()));

    assert_eq!(Some(odd), setup.poll_info(poll_id).execute_data);
    setup.passes(poll_id);
    setup.chain.pass(DELAY);
    setup.executes(poll_id).unwrap();
    assert_eq!(1, setup.work());
}

/// T-70: poll targets gov or admin manager by a detour.
#[test]
fn a_command_passed_on_reaches_neither_gov_nor_the_admin_manager_nor_mir() {
    let mut setup = Setup::staked();
    let [gov, admin, mir, carol, puppet] = [
        &setup.gov,
        &setup.admin_manager,
        &setup.mir,
        &setup.carol,
        &setup.puppet,
    ]
    .map(Clone::clone);

    for (target, is_token) in [(&gov, false), (&admin, false), (&mir, true)] {
        let refusal = || {
            if is_token {
                ContractError::TargetsToken {}
            } else {
                ContractError::TargetsAdmin {}
            }
        };
        let once = passes(&puppet, target, r#"{"distribute":{}}"#);
        let inner = String::from_utf8(once.msg.to_vec()).unwrap();
        let twice = passes(&puppet, &carol, &inner);
        for action in [
            Action::Call(once.clone()),
            execute(&[once]),
            execute(&[twice]),
            execute(&[sends(target, "{}")]),
            execute(&[sends(&puppet, "{}"), sends(target, "{}")]),
        ] {
            let outcome = setup.creates(&carol, ADMIN_DEPOSIT, action);
            assert_refused(outcome, refusal());
        }
    }
}

/// T-70: poll targets gov or admin manager by a detour.
/// The admin manager may change between the creation and the execution.
#[test]
fn whom_a_command_reaches_is_asked_again_when_it_is_executed() {
    let mut setup = Setup::staked();
    let [alice, carol, puppet] = [&setup.alice, &setup.carol, &setup.puppet].map(Clone::clone);
    let polls = [
        Action::Call(passes(&puppet, &carol, r#"{"distribute":{}}"#)),
        execute(&[passes(&puppet, &carol, "{}")]),
        execute(&[sends(&puppet, "{}"), sends(&carol, "{}")]),
    ]
    .map(|action| setup.poll(action));
    for poll_id in polls {
        setup.votes(&alice, poll_id, 99_999_000).unwrap();
    }
    setup.chain.pass(crate::setup::PERIOD);
    for poll_id in polls {
        setup.ends(poll_id).unwrap();
    }
    setup.chain.pass(DELAY);
    let admin_manager = Some(carol.to_string());
    setup
        .configures(ConfigUpdate {
            admin_manager,
            ..ConfigUpdate::default()
        })
        .unwrap();

    for poll_id in polls {
        assert_refused(setup.executes(poll_id), ContractError::TargetsAdmin {});
        assert_eq!(PollStatus::Passed, setup.status(poll_id));
    }
}

/// The puppet stands in for the mint contract.
#[test]
fn a_debt_cap_is_lower_when_it_is_proposed_and_when_it_is_executed() {
    let mut setup = Setup::staked();
    let [puppet, carol] = [&setup.puppet, &setup.carol].map(Clone::clone);
    let caps = |debt_cap: u128| PuppetMsg::Cap {
        debt_cap: debt_cap.into(),
    };

    // At first there is no cap, which is above every cap.
    let poll_id = setup.poll(cap(&puppet, 100));
    setup.tells_puppet(&caps(100)).unwrap();
    let refusal = setup.creates(&carol, DEPOSIT, cap(&puppet, 100));
    assert_refused(refusal, not_lower(100, 100));

    setup.passes(poll_id);
    setup.chain.pass(DELAY);
    setup.tells_puppet(&caps(50)).unwrap();
    assert_refused(setup.executes(poll_id), not_lower(100, 50));
    assert_eq!(PollStatus::Passed, setup.status(poll_id));

    // The poll may be tried again until it expires.
    setup.tells_puppet(&caps(101)).unwrap();
    setup.executes(poll_id).unwrap();
    assert_eq!(PollStatus::Executed, setup.status(poll_id));
    let refusal = setup.creates(&carol, DEPOSIT, cap(&puppet, 100));
    assert_refused(refusal, not_lower(100, 100));
}

/// T-70: poll targets gov or admin manager by a detour.
/// A default poll may call any contract, which may call gov. The sender is that contract then, not
/// gov itself.
#[test]
fn a_stranger_that_forwards_has_no_rights() {
    let mut setup = Setup::staked();
    let [gov, puppet] = [&setup.gov, &setup.puppet].map(Clone::clone);
    let msgs = vec![puppet::call(&puppet, &PuppetMsg::Work {})];
    let messages = mirror_protocol::gov::ExecuteMsg::ExecuteMessages { msgs };
    let calls = vec![puppet::call(&gov, &messages)];

    let outcome = setup.tells_puppet(&PuppetMsg::Relay { calls });

    assert_refused(outcome, ContractError::Unauthorized {});
    assert_eq!(0, setup.work());
}

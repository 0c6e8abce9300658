//! Execute polls, which send any messages (gov.md section 4).

use cosmwasm_std::testing::{message_info, mock_dependencies, mock_env};
use cosmwasm_std::{from_json, Binary, CosmosMsg, Order, ReplyOn, Storage, WasmMsg};
use mirror_gov::ContractError;
use mirror_protocol::gov::{ConfigUpdate, ExecuteMsg, PollAdminAction, PollExecuteMsg, PollStatus};
use mirror_testing::{assert_attributes, assert_refused, attributes};

use crate::puppet::{self, PuppetMsg};
use crate::setup::{
    execute, poll_rules, Action, Setup, ADMIN_DEPOSIT, DELAY, MIGRATION_DEPOSIT, PERIOD,
};

/// The deposit of an execute poll in these tests, different from that of other kinds.
const EXECUTE_DEPOSIT: u128 = 5_000_000_000;
const EXECUTE_PERIOD: u64 = 864_000;

fn setup() -> Setup {
    Setup::with(|msg| {
        let mut rules = poll_rules(EXECUTE_DEPOSIT, "0.25", "0.6");
        rules.voting_period = EXECUTE_PERIOD;
        msg.execute_poll_config = Some(rules);
    })
    .and_staked()
}

fn work(setup: &Setup) -> PollExecuteMsg {
    puppet::call(&setup.puppet, &PuppetMsg::Work {})
}

fn breaks(setup: &Setup, broken: bool) -> PollExecuteMsg {
    puppet::call(&setup.puppet, &PuppetMsg::Break { broken })
}

/// A message that would change the code of a pair.
fn migrates_pair(setup: &Setup) -> PollExecuteMsg {
    PollExecuteMsg {
        contract: setup.puppet.to_string(),
        msg: Binary::from(br#"{"migrate_pair":{"contract":"pair","code_id":7}}"#),
    }
}

/// Carol creates a poll, Alice votes for it, it ends, and its delay is over.
fn ready(setup: &mut Setup, deposit: u128, action: Action) -> u64 {
    let [alice, carol] = [&setup.alice, &setup.carol].map(Clone::clone);
    setup.creates(&carol, deposit, action).unwrap();
    let poll_id = setup.state().poll_count;
    setup.votes(&alice, poll_id, 99_999_000).unwrap();
    setup.chain.pass(EXECUTE_PERIOD);
    setup.ends(poll_id).unwrap();
    setup.chain.pass(DELAY);
    poll_id
}

#[test]
fn an_execute_poll_has_rules_of_its_own() {
    let mut setup = setup();
    let carol = setup.carol.clone();
    let start = setup.chain.now();
    let end = (start + EXECUTE_PERIOD).to_string();
    let action = execute(&[work(&setup), breaks(&setup, false)]);

    let refusal = setup.creates(&carol, EXECUTE_DEPOSIT - 1, action.clone());
    let proposal_deposit = EXECUTE_DEPOSIT.into();
    assert_refused(refusal, ContractError::DepositTooSmall { proposal_deposit });
    let response = setup
        .creates(&carol, EXECUTE_DEPOSIT, action.clone())
        .unwrap();

    let puppet = setup.puppet.as_str();
    assert_attributes(
        &response,
        &setup.gov,
        &[
            ("action", "create_poll"),
            ("creator", carol.as_str()),
            ("poll_id", "1"),
            ("end_time", &end),
            ("amount", "5000000000"),
            ("poll_kind", "execute"),
            ("target", puppet),
            ("target", puppet),
        ],
    );
    let poll = setup.poll_info(1);
    let own = setup.config().execute_poll_config.unwrap();
    assert_eq!((own.quorum, own.threshold), (poll.quorum, poll.threshold));
    assert_eq!(start + EXECUTE_PERIOD + DELAY, poll.effective_time);
    assert_eq!(None, poll.execute_data);
    let Action::Admin(action) = action else {
        unreachable!()
    };
    assert_eq!(Some(action), poll.admin_action);
}

#[test]
fn one_to_twenty_messages_are_sent_in_their_order() {
    let mut setup = setup();
    let carol = setup.carol.clone();
    for received in [0, 21] {
        let msgs = vec![work(&setup); received];
        let refusal = setup.creates(&carol, EXECUTE_DEPOSIT, execute(&msgs));
        assert_refused(refusal, ContractError::MessagesOutOfRange { received });
    }

    for (count, worked) in [(1, 1), (20, 21)] {
        let msgs = vec![work(&setup); count];
        let poll_id = ready(&mut setup, EXECUTE_DEPOSIT, execute(&msgs));
        setup.executes(poll_id).unwrap();
        assert_eq!(PollStatus::Executed, setup.status(poll_id));
        assert_eq!(worked, setup.work());
    }
    // The puppet works, is broken, and then cannot work.
    let msgs = [work(&setup), breaks(&setup, true)];
    let poll_id = ready(&mut setup, EXECUTE_DEPOSIT, execute(&msgs));
    let response = setup.executes(poll_id).unwrap();
    let told = attributes(&response, &setup.gov);
    let expected = [
        ("action", "execute_poll"),
        ("poll_id", "3"),
        ("action", "execute_messages"),
    ]
    .map(|(key, value)| (key.to_string(), value.to_string()));
    assert_eq!(expected.to_vec(), told);
    assert_eq!(22, setup.work());
    assert!(setup.tells_puppet(&PuppetMsg::Work {}).is_err());
}

#[test]
fn all_messages_are_sent_or_none() {
    let mut setup = setup();
    let msgs = [work(&setup), breaks(&setup, true), work(&setup)];
    let poll_id = ready(&mut setup, EXECUTE_DEPOSIT, execute(&msgs));

    setup.executes(poll_id).unwrap();

    assert_eq!(PollStatus::Failed, setup.status(poll_id));
    // Neither the first nor the second message has had an effect.
    assert_eq!(0, setup.work());
    setup.tells_puppet(&PuppetMsg::Work {}).unwrap();
}

/// All messages together, be it one or twenty, have the gas of one action.
#[test]
fn the_messages_share_the_gas_of_an_action() {
    for count in [1, 2] {
        let mut setup = setup();
        let msgs = vec![work(&setup); count];
        let poll_id = ready(&mut setup, EXECUTE_DEPOSIT, execute(&msgs));
        let mut deps = mock_dependencies();
        let stored = setup.chain.app.contract_storage(&setup.gov);
        for (key, value) in stored.range(None, None, Order::Ascending) {
            deps.storage.set(&key, &value);
        }
        deps.api = deps.api.with_prefix("cosmwasm");
        let mut env = mock_env();
        env.block = setup.chain.app.block_info();
        env.contract.address = setup.gov.clone();
        let anybody = message_info(&setup.bob, &[]);
        let msg = ExecuteMsg::ExecutePoll { poll_id };

        let response = mirror_gov::contract::execute(deps.as_mut(), env, anybody, msg).unwrap();

        let [call] = response.messages.as_slice() else {
            panic!("{:?}", response.messages)
        };
        assert_eq!(Some(8_000_000), call.gas_limit);
        assert_eq!(ReplyOn::Error, call.reply_on);
        let CosmosMsg::Wasm(WasmMsg::Execute {
            contract_addr, msg, ..
        }) = &call.msg
        else {
            panic!("{call:?}")
        };
        if count == 1 {
            assert_eq!(setup.puppet.as_str(), contract_addr);
            assert_eq!(msgs[0].msg, *msg);
        } else {
            assert_eq!(setup.gov.as_str(), contract_addr);
            assert_eq!(Ok(ExecuteMsg::ExecuteMessages { msgs }), from_json(msg));
        }
    }
}

/// T-01: caller not allowed.
#[test]
fn only_gov_itself_has_messages_sent() {
    let mut setup = setup();
    let senders = [
        &setup.owner,
        &setup.alice,
        &setup.puppet,
        &setup.admin_manager,
    ];
    for sender in senders.map(Clone::clone) {
        let msgs = vec![work(&setup)];
        let outcome = setup.send(&sender, &ExecuteMsg::ExecuteMessages { msgs });
        assert_refused(outcome, ContractError::Unauthorized {});
    }
    assert_eq!(0, setup.work());
}

/// It needs the deposit, quorum and threshold of a migration, but lasts for the voting period of an
/// execute poll.
#[test]
fn a_change_of_code_takes_what_a_migration_takes_and_never_ends_early() {
    let mut setup = setup();
    let [alice, carol] = [&setup.alice, &setup.carol].map(Clone::clone);
    let inner = migrates_pair(&setup);
    let passed = serde_json::json!({ "pass_command": {
        "contract_addr": setup.carol, "msg": inner.msg
    } });
    let passed = puppet::call(&setup.puppet, &passed);
    let migration = setup.config().migration_poll_config;

    for msgs in [
        vec![migrates_pair(&setup)],
        vec![work(&setup), migrates_pair(&setup)],
        vec![passed],
    ] {
        let action = execute(&msgs);
        let refusal = setup.creates(&carol, MIGRATION_DEPOSIT - 1, action.clone());
        let proposal_deposit = MIGRATION_DEPOSIT.into();
        assert_refused(refusal, ContractError::DepositTooSmall { proposal_deposit });
        let start = setup.chain.now();
        let response = setup.creates(&carol, MIGRATION_DEPOSIT, action).unwrap();
        let told = attributes(&response, &setup.gov);
        assert!(told.contains(&("poll_kind".to_string(), "execute_code".to_string())));
        let poll_id = setup.state().poll_count;
        let poll = setup.poll_info(poll_id);
        assert_eq!(
            (migration.quorum, migration.threshold),
            (poll.quorum, poll.threshold)
        );

        setup.votes(&alice, poll_id, 99_999_000).unwrap();
        setup.chain.pass(PERIOD);
        let from = start + EXECUTE_PERIOD;
        let refusal = setup.ends(poll_id);
        assert_refused(refusal, ContractError::VotingPeriodNotOver { from });
        setup.chain.pass(EXECUTE_PERIOD - PERIOD);
        setup.ends(poll_id).unwrap();
        let refusal = setup.executes(poll_id);
        let effective_time = from + DELAY;
        assert_refused(refusal, ContractError::NotEffectiveYet { effective_time });
    }
}

/// A poll may call a former admin manager, which may still be the admin of every contract.
#[test]
fn commands_to_a_former_admin_manager_take_what_a_migration_takes() {
    let mut setup = setup();
    let [former, carol] = [&setup.admin_manager, &setup.carol].map(Clone::clone);
    let admin_manager = Some(setup.bob.to_string());
    setup
        .configures(ConfigUpdate {
            admin_manager,
            ..ConfigUpdate::default()
        })
        .unwrap();

    for msg in [
        r#"{"execute_migrations":{"migrations":[["mint",7,"e30="]]}}"#,
        r#"{"authorize_claim":{"authorized_addr":"thief"}}"#,
        r#"{"update_owner":{"owner":"thief"}}"#,
    ] {
        let call = PollExecuteMsg {
            contract: former.to_string(),
            msg: Binary::from(msg.as_bytes()),
        };
        let response = setup.creates(&carol, EXECUTE_DEPOSIT, execute(&[call]));

        let told = attributes(&response.unwrap(), &setup.gov);
        let kind = ("poll_kind".to_string(), "execute_code".to_string());
        assert!(told.contains(&kind), "{msg}");
    }
}

#[test]
fn unless_told_an_execute_poll_has_the_rules_of_an_admin_poll() {
    let mut setup = Setup::staked();
    let msgs = vec![work(&setup)];
    let carol = setup.carol.clone();
    let action = PollAdminAction::Execute { msgs };

    let refusal = setup.creates(&carol, ADMIN_DEPOSIT - 1, action.clone());
    let proposal_deposit = ADMIN_DEPOSIT.into();
    assert_refused(refusal, ContractError::DepositTooSmall { proposal_deposit });
    let poll_id = setup.poll(action);

    setup.passes(poll_id);
    setup.chain.pass(DELAY);
    setup.executes(poll_id).unwrap();
    assert_eq!(1, setup.work());
}

//! `execute_poll` and its results.

use cosmwasm_std::testing::{message_info, mock_dependencies, mock_env};
use cosmwasm_std::{Binary, CosmosMsg, Order, ReplyOn, Storage, WasmMsg};
use cw_multi_test::AppResponse;
use mirror_bytes::Bytes;
use mirror_gov::contract::execute;
use mirror_gov::ContractError;
use mirror_protocol::gov::{ConfigUpdate, ExecuteMsg, PollAdminAction, PollStatus, QueryMsg};
use mirror_testing::{assert_attributes, assert_refused, attributes, Call};

use crate::puppet::{self, PuppetMsg, DEEPEST};
use crate::setup::{
    decimal, migration, not_passed, poll_rules, update, work, Action, Setup, DELAY, EXPIRATION,
    PERIOD,
};

/// A passed poll whose delay is over.
fn ready(setup: &mut Setup, action: impl Into<Action>) -> u64 {
    let poll_id = setup.poll(action);
    setup.passes(poll_id);
    setup.chain.pass(DELAY);
    poll_id
}

/// The same, for work of the puppet.
fn ready_work(setup: &mut Setup) -> u64 {
    let action = work(&setup.puppet);
    ready(setup, action)
}

/// A poll whose action has failed.
fn failed_work(setup: &mut Setup) -> u64 {
    let poll_id = ready_work(setup);
    setup
        .tells_puppet(&PuppetMsg::Break { broken: true })
        .unwrap();
    setup.executes(poll_id).unwrap();
    poll_id
}

/// The status of a poll after its execution.
fn executed(setup: &mut Setup, action: impl Into<Action>) -> PollStatus {
    let poll_id = ready(setup, action);
    setup.executes(poll_id).unwrap();
    setup.status(poll_id)
}

/// Gov owns itself, as it does in a deployed protocol.
fn self_owned() -> Setup {
    let mut setup = Setup::staked();
    setup.governs_itself();
    setup
}

fn executing(poll_id: u64) -> ExecuteMsg {
    ExecuteMsg::ExecutePoll { poll_id }
}

#[test]
fn a_passed_poll_calls_its_contract() {
    let mut setup = Setup::staked();
    let poll_id = ready_work(&mut setup);

    let response = setup.executes(poll_id).unwrap();

    assert_attributes(
        &response,
        &setup.gov,
        &[("action", "execute_poll"), ("poll_id", "1")],
    );
    assert_eq!(1, setup.work());
    assert_eq!(PollStatus::Executed, setup.status(poll_id));
}

#[test]
fn a_poll_is_executed_once() {
    let mut setup = Setup::staked();
    let poll_id = ready_work(&mut setup);
    setup.executes(poll_id).unwrap();

    assert_refused(setup.executes(poll_id), not_passed("executed"));
    assert_eq!(1, setup.work());
}

#[test]
fn a_poll_is_executed_from_its_effective_time_until_its_expiration_time() {
    let last = DELAY + EXPIRATION;
    for (after, is_executed) in [
        (1, false),
        (DELAY - 1, false),
        (DELAY, true),
        (last, true),
        (last + 1, false),
    ] {
        let mut setup = Setup::staked();
        let poll_id = setup.poll(work(&setup.puppet));
        setup.passes(poll_id);
        let end_time = setup.chain.now();

        setup.chain.pass(after);
        let outcome = setup.executes(poll_id);

        if is_executed {
            outcome.unwrap();
        } else if after < DELAY {
            let effective_time = end_time + DELAY;
            assert_refused(outcome, ContractError::NotEffectiveYet { effective_time });
        } else {
            let expiration_time = end_time + last;
            assert_refused(outcome, ContractError::PollExpired { expiration_time });
        }
    }
}

#[test]
fn a_poll_that_did_not_pass_is_not_executed() {
    let mut setup = Setup::staked();
    let poll_id = setup.poll(work(&setup.puppet));
    assert_refused(setup.executes(poll_id), not_passed("in_progress"));
    setup.chain.pass(PERIOD);
    setup.ends(poll_id).unwrap();

    assert_refused(setup.executes(poll_id), not_passed("rejected"));
    for poll_id in [0, 2, u64::MAX] {
        let refusal = setup.executes(poll_id);
        assert_refused(refusal, ContractError::PollNotFound { poll_id });
    }
}

#[test]
fn a_text_has_nothing_to_execute() {
    let mut setup = Setup::staked();
    let poll_id = ready(&mut setup, Action::Text);

    assert_refused(setup.executes(poll_id), ContractError::NoAction {});
}

#[test]
fn a_poll_that_ended_late_is_not_executed_in_the_block_of_its_end() {
    let mut setup = Setup::staked();
    let alice = setup.alice.clone();
    let poll_id = setup.poll(work(&setup.puppet));
    let effective_time = setup.poll_info(poll_id).effective_time;
    setup.votes(&alice, poll_id, 99_999_000).unwrap();
    setup.chain.pass(PERIOD + DELAY + 1);
    setup.ends(poll_id).unwrap();

    let refusal = setup.executes(poll_id);
    assert_refused(refusal, ContractError::NotEffectiveYet { effective_time });
    setup.chain.at(setup.chain.now());

    setup.executes(poll_id).unwrap();
}

#[test]
fn a_migration_is_executed_after_the_delay_from_its_creation_in_a_later_block() {
    let mut setup = Setup::staked();
    let [alice, carol] = [&setup.alice, &setup.carol].map(Clone::clone);
    let poll_id = setup.poll(migration(&carol));
    let effective_time = setup.poll_info(poll_id).effective_time;
    setup.votes(&alice, poll_id, 99_999_000).unwrap();
    setup.chain.pass(DELAY);
    setup.ends(poll_id).unwrap();

    let refusal = setup.executes(poll_id);
    assert_refused(refusal, ContractError::NotEffectiveYet { effective_time });
    setup.chain.at(setup.chain.now());
    setup.executes(poll_id).unwrap();

    // The admin manager is an account without code here, so the call fails.
    assert_eq!(PollStatus::Failed, setup.status(poll_id));
}

#[test]
fn the_admin_manager_may_have_become_the_target() {
    let mut setup = Setup::staked();
    let poll_id = ready_work(&mut setup);
    let admin_manager = Some(setup.puppet.to_string());
    setup
        .configures(ConfigUpdate {
            admin_manager,
            ..ConfigUpdate::default()
        })
        .unwrap();

    assert_refused(setup.executes(poll_id), ContractError::TargetsAdmin {});
    assert_eq!(0, setup.work());
}

#[test]
fn gov_changes_its_own_rules_by_a_poll() {
    let mut setup = self_owned();
    let change = ConfigUpdate {
        voter_weight: Some(decimal("0.25")),
        poll_gas_limit: Some(9_000_000),
        ..ConfigUpdate::default()
    };
    let poll_id = ready(&mut setup, update(change));

    let response = setup.executes(poll_id).unwrap();

    let told = attributes(&response, &setup.gov);
    assert!(told.contains(&("action".into(), "update_config".into())));
    assert_eq!(decimal("0.25"), setup.config().voter_weight);
    assert_eq!(9_000_000, setup.config().poll_gas_limit);
    assert_eq!(PollStatus::Executed, setup.status(poll_id));
}

/// The rules may have changed since the poll was created, so that its update is not valid any more.
#[test]
fn an_update_that_fits_no_more_fails_and_changes_nothing() {
    let mut setup = self_owned();
    let gov = setup.gov.clone();
    let change = ConfigUpdate {
        snapshot_period: Some(PERIOD - 1),
        ..ConfigUpdate::default()
    };
    let poll_id = ready(&mut setup, update(change));
    let mut shorter = poll_rules(1, "0.18", "0.5");
    shorter.voting_period = PERIOD - 1;
    let shorten = ExecuteMsg::UpdateConfig(Box::new(ConfigUpdate {
        default_poll_config: Some(shorter),
        ..ConfigUpdate::default()
    }));
    setup.send(&gov, &shorten).unwrap();
    let before = setup.config();

    setup.executes(poll_id).unwrap();

    assert_eq!(PollStatus::Failed, setup.status(poll_id));
    assert_eq!(before, setup.config());
}

/// The puppet stands in for the admin manager. It does not know the message, so the poll fails. The
/// unit tests of `action` show what is sent.
#[test]
fn an_admin_action_goes_to_the_admin_manager() {
    let mut setup = Setup::staked();
    let admin_manager = Some(setup.puppet.to_string());
    let owner = setup.carol.to_string();
    setup
        .configures(ConfigUpdate {
            admin_manager,
            ..ConfigUpdate::default()
        })
        .unwrap();
    let poll_id = ready(&mut setup, PollAdminAction::UpdateOwner { owner });

    let response = setup.executes(poll_id).unwrap();

    let told = attributes(&response, &setup.gov);
    let failed = [("action", "failed_poll"), ("poll_id", "1")]
        .map(|(key, value)| (key.to_string(), value.to_string()));
    assert!(told.ends_with(&failed));
}

/// T-69: failed execution forced by a stranger.
#[test]
fn a_failed_poll_may_be_tried_again_until_it_expires() {
    let mut setup = Setup::staked();
    let poll_id = ready_work(&mut setup);
    let broken = |broken| PuppetMsg::Break { broken };
    setup.tells_puppet(&broken(true)).unwrap();
    let before = setup.poll_info(poll_id);

    for _ in 0..2 {
        setup.executes(poll_id).unwrap();
        assert_eq!(PollStatus::Failed, setup.status(poll_id));
    }
    let mut after = setup.poll_info(poll_id);
    after.status = PollStatus::Passed;
    assert_eq!(before, after);
    setup.tells_puppet(&broken(false)).unwrap();
    setup.chain.pass(EXPIRATION);
    setup.executes(poll_id).unwrap();

    assert_eq!(1, setup.work());
    assert_refused(setup.executes(poll_id), not_passed("executed"));
}

/// T-69: failed execution forced by a stranger.
#[test]
fn a_failed_poll_expires_like_a_passed_one() {
    let mut setup = Setup::staked();
    let poll_id = failed_work(&mut setup);
    let expiration_time = setup.poll_info(poll_id).expiration_time;

    setup.chain.pass(EXPIRATION + 1);

    let refusal = setup.executes(poll_id);
    assert_refused(refusal, ContractError::PollExpired { expiration_time });
}

/// T-69: failed execution forced by a stranger.
/// The chain stops the action at this limit. If the transaction has less gas left, the whole of it
/// fails and nothing has happened.
#[test]
fn an_action_has_the_gas_of_the_rules() {
    let mut setup = Setup::staked();
    let poll_id = ready_work(&mut setup);
    let limit = ConfigUpdate {
        poll_gas_limit: Some(523_456),
        ..ConfigUpdate::default()
    };
    setup.configures(limit).unwrap();
    let mut deps = mock_dependencies();
    let stored = setup.chain.app.contract_storage(&setup.gov);
    for (key, value) in stored.range(None, None, Order::Ascending) {
        deps.storage.set(&key, &value);
    }
    let mut env = mock_env();
    env.block = setup.chain.app.block_info();
    env.contract.address = setup.gov.clone();
    let anybody = message_info(&setup.bob, &[]);

    let response = execute(deps.as_mut(), env, anybody, executing(poll_id)).unwrap();

    let [call] = response.messages.as_slice() else {
        panic!("{:?}", response.messages)
    };
    assert_eq!(Some(523_456), call.gas_limit);
    assert_eq!(ReplyOn::Error, call.reply_on);
    assert_eq!(poll_id.to_bytes(), call.payload.to_vec());
}

/// T-69: failed execution forced by a stranger.
/// A chain limits the depth of calls. Somebody who calls gov close to that limit makes
/// the action fail, while gov's reply still runs. In the original such a failure was final.
#[test]
fn a_failure_forced_by_the_depth_of_calls_is_not_final() {
    for depth in 0..=DEEPEST + 2 {
        let mut setup = Setup::staked();
        let poll_id = ready_work(&mut setup);
        let call = puppet::call(&setup.gov, &executing(poll_id));

        setup
            .tells_puppet(&PuppetMsg::RelayFrom { depth, call })
            .unwrap();
        let is_too_deep = depth > DEEPEST;
        assert_eq!(u32::from(!is_too_deep), setup.work());
        if is_too_deep {
            assert_eq!(PollStatus::Failed, setup.status(poll_id));
            setup.executes(poll_id).unwrap();
        }

        assert_eq!(PollStatus::Executed, setup.status(poll_id));
        assert_eq!(1, setup.work());
    }
}

/// T-69: failed execution forced by a stranger.
/// safety.md, fault F-08: the action calls `execute_poll` for its own poll.
#[test]
fn an_action_that_executes_its_own_poll_fails() {
    let mut setup = Setup::staked();
    let again = puppet::call(&setup.gov, &executing(1));
    let work = puppet::call(&setup.puppet, &PuppetMsg::Work {});
    let calls = vec![work, again];
    let action = puppet::relay(&setup.puppet, calls);

    let status = executed(&mut setup, action);

    assert_eq!(PollStatus::Failed, status);
    assert_eq!(0, setup.work());
}

/// T-70: poll targets gov or admin manager by a detour.
/// T-11: reply confusion.
/// One poll is executed within the other, and each reply belongs to its own poll.
#[test]
fn replies_carry_the_number_of_their_poll() {
    let mut setup = Setup::staked();
    let alice = setup.alice.clone();
    let failing = puppet::call(&setup.puppet, &serde_json::json!({"unknown": {}}));
    let inner = setup.poll(failing);
    let calls = vec![
        puppet::call(&setup.gov, &executing(inner)),
        puppet::call(&setup.puppet, &PuppetMsg::Work {}),
    ];
    let outer = setup.poll(puppet::relay(&setup.puppet, calls));
    for poll_id in [inner, outer] {
        setup.votes(&alice, poll_id, 99_999_000).unwrap();
    }
    setup.chain.pass(PERIOD);
    for poll_id in [inner, outer] {
        setup.ends(poll_id).unwrap();
    }
    setup.chain.pass(DELAY);

    setup.executes(outer).unwrap();

    assert_eq!(PollStatus::Failed, setup.status(inner));
    assert_eq!(PollStatus::Executed, setup.status(outer));
    assert_eq!(1, setup.work());
}

/// T-70: poll targets gov or admin manager by a detour.
/// A default poll may call a contract that calls gov. The sender is that contract then, not gov.
#[test]
fn a_detour_over_another_contract_has_no_rights() {
    let mut setup = self_owned();
    let grab = ExecuteMsg::UpdateConfig(Box::new(ConfigUpdate {
        owner: Some(setup.carol.to_string()),
        ..ConfigUpdate::default()
    }));
    let calls = vec![puppet::call(&setup.gov, &grab)];
    let action = puppet::relay(&setup.puppet, calls);
    let before = setup.config();

    let status = executed(&mut setup, action);

    assert_eq!(PollStatus::Failed, status);
    assert_eq!(before, setup.config());
}

/// T-70: poll targets gov or admin manager by a detour.
/// The sender at the MIR token is that contract, too. It holds none of the stakers' MIR.
#[test]
fn a_detour_to_the_token_moves_no_staked_mir() {
    let mut setup = Setup::staked();
    let carol = setup.carol.clone();
    let take = cw20::Cw20ExecuteMsg::Transfer {
        recipient: carol.to_string(),
        amount: 1u128.into(),
    };
    let calls = vec![puppet::call(&setup.mir, &take)];
    let action = puppet::relay(&setup.puppet, calls);
    let before = setup.mir_of(&setup.gov);

    let status = executed(&mut setup, action);

    assert_eq!(PollStatus::Failed, status);
    assert_eq!(before, setup.mir_of(&setup.gov));
}

/// The action changes gov's own state by sending it a reward.
#[test]
fn an_action_may_reward_the_stakers() {
    let mut setup = Setup::staked();
    let puppet = setup.puppet.clone();
    let (owner, mir) = (&setup.owner, &setup.mir);
    setup.chain.give(owner, mir, 500, &puppet);
    let reward = setup.hook(500, &mirror_protocol::gov::Cw20HookMsg::DepositReward {});
    let calls = vec![puppet::call(&setup.mir, &reward)];

    let status = executed(&mut setup, puppet::relay(&puppet, calls));

    assert_eq!(PollStatus::Executed, status);
    assert_eq!(500, setup.on_its_way());
}

/// A poll migrates gov itself. Gov saves its state before the message runs.
#[test]
fn gov_may_be_migrated_by_a_poll() {
    let mut setup = Setup::staked();
    let code = setup.chain.app.store_code(mirror_testing::codes::gov());
    let gov = setup.gov.clone();
    let mut storage = setup.chain.app.contract_storage_mut(&gov);
    terraswap::version::set(storage.as_mut(), env!("CARGO_PKG_NAME"), "0.0.1").unwrap();
    drop(storage);
    let migrate = WasmMsg::Migrate {
        contract_addr: gov.to_string(),
        new_code_id: code,
        msg: Binary::from(b"{}"),
    };

    // The chain's wasm admin sends the migration in place of the admin manager.
    let poll_id = ready_work(&mut setup);
    let owner = setup.owner.clone();
    let call: CosmosMsg = Call::new(&gov, &executing(poll_id)).unwrap().into();
    let in_one = [migrate.into(), call];
    let outcome: anyhow::Result<Vec<AppResponse>> =
        setup.chain.app.execute_multi(owner, in_one.to_vec());

    outcome.unwrap();
    setup.audit();
    assert_eq!(PollStatus::Executed, setup.status(poll_id));
}

#[test]
fn a_failed_poll_is_found_by_its_status() {
    let mut setup = Setup::staked();
    failed_work(&mut setup);

    let found = |setup: &Setup, filter| {
        let question = QueryMsg::Polls {
            filter: Some(filter),
            start_after: None,
            limit: None,
            order_by: None,
        };
        let page: mirror_protocol::gov::PollsResponse = setup.ask(&question);
        page.polls.len()
    };

    assert_eq!(1, found(&setup, PollStatus::Failed));
    assert_eq!(0, found(&setup, PollStatus::Passed));
    assert_eq!(0, found(&setup, PollStatus::Executed));
}

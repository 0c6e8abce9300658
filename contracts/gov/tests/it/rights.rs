//! Who may send which message, and that no message takes coins.

use cosmwasm_std::{coin, Addr, Binary};
use cw20::{Cw20ExecuteMsg, Cw20ReceiveMsg};
use mirror_gov::ContractError;
use mirror_protocol::gov::{ConfigUpdate, Cw20HookMsg, ExecuteMsg};
use mirror_testing::{assert_refused, codes};
use terraswap::funds::FundsError;

use crate::setup::{cast, proposal, rules, token, Action, Setup};
use mirror_protocol::gov::VoteOption;

fn hooks() -> [Cw20HookMsg; 3] {
    [
        Cw20HookMsg::StakeVotingTokens {},
        Cw20HookMsg::DepositReward {},
        proposal(Action::Text),
    ]
}

fn receive(user: &Addr, hook: &Cw20HookMsg) -> ExecuteMsg {
    ExecuteMsg::Receive(Cw20ReceiveMsg {
        sender: user.to_string(),
        amount: u128::MAX.into(),
        msg: cosmwasm_std::to_json_binary(hook).unwrap(),
    })
}

/// T-01: caller not allowed.
#[test]
fn only_the_owner_changes_the_rules() {
    let mut setup = Setup::staked();
    let [gov, mir, owner, admin, alice] = [
        &setup.gov,
        &setup.mir,
        &setup.owner,
        &setup.admin_manager,
        &setup.alice,
    ]
    .map(Clone::clone);
    let msg = ExecuteMsg::UpdateConfig(Box::default());

    for sender in [&gov, &mir, &admin, &alice] {
        let refusal = setup.send(sender, &msg);
        assert_refused(refusal, ContractError::Unauthorized {});
    }
    setup.send(&owner, &msg).unwrap();
}

/// T-17: owner handed to a dead address.
#[test]
fn a_former_owner_has_no_rights() {
    let mut setup = Setup::staked();
    let [owner, alice] = [&setup.owner, &setup.alice].map(Clone::clone);
    let hand_over = ConfigUpdate {
        owner: Some(alice.to_string()),
        ..ConfigUpdate::default()
    };
    setup.configures(hand_over).unwrap();
    let msg = ExecuteMsg::UpdateConfig(Box::default());

    assert_refused(setup.send(&owner, &msg), ContractError::Unauthorized {});
    setup.send(&alice, &msg).unwrap();
}

/// T-03: fake cw20 calls `receive`.
#[test]
fn only_the_mir_token_hands_over_mir() {
    let mut setup = Setup::staked();
    let [gov, owner, alice] = [&setup.gov, &setup.owner, &setup.alice].map(Clone::clone);
    let fake = token(&mut setup.chain, &[&alice]);

    for hook in hooks() {
        for sender in [&fake, &gov, &owner, &alice] {
            let refusal = setup.send(sender, &receive(&alice, &hook));
            assert_refused(refusal, ContractError::Unauthorized {});
        }
        let send = setup.hook(1_000_000_000, &hook);
        let refusal = setup.chain.execute(&alice, &fake, &send, &[]);
        assert_refused(refusal, ContractError::Unauthorized {});
    }
    // A stranger gets the same error for a hook that gov does not know.
    let unknown = ExecuteMsg::Receive(Cw20ReceiveMsg {
        sender: String::new(),
        amount: 0u128.into(),
        msg: Binary::from(b"{"),
    });
    let refusal = setup.send(&alice, &unknown);
    assert_refused(refusal, ContractError::Unauthorized {});
}

#[test]
fn a_hook_that_gov_does_not_know_is_refused() {
    let mut setup = Setup::staked();
    let alice = setup.alice.clone();

    for unknown in [
        &b"{}"[..],
        b"",
        b"no JSON",
        br#"{"steal":{}}"#,
        br#"{"create_poll":{"title":"Title","description":"Description",
            "execute_msg":{"contract":"puppet","msg":"not base64!"}}}"#,
    ] {
        let send = Cw20ExecuteMsg::Send {
            contract: setup.gov.to_string(),
            amount: 5u128.into(),
            msg: Binary::from(unknown),
        };
        let error = setup
            .chain
            .execute(&alice, &setup.mir, &send, &[])
            .unwrap_err();
        let refusal = error.downcast_ref::<ContractError>().unwrap();
        assert!(
            matches!(refusal, ContractError::HookNotReadable { .. }),
            "{refusal:?}"
        );
        assert!(refusal.to_string().starts_with("invalid cw20 hook message"));
        setup.audit();
    }
}

#[test]
fn no_message_takes_coins() {
    let mut setup = Setup::staked();
    let [gov, mir, owner, alice] =
        [&setup.gov, &setup.mir, &setup.owner, &setup.alice].map(Clone::clone);
    let poll_id = setup.poll(Action::Text);
    for sender in [&mir, &owner, &alice] {
        setup.chain.fund(sender, &[coin(10, "uusd")]);
    }
    let unexpected = || {
        let received = "1uusd".to_string();
        ContractError::Funds(FundsError::Unexpected { received })
    };

    for (sender, msg) in [
        (&mir, receive(&alice, &Cw20HookMsg::StakeVotingTokens {})),
        (&owner, ExecuteMsg::UpdateConfig(Box::default())),
        (&alice, cast(poll_id, VoteOption::Yes, 1)),
        (&alice, ExecuteMsg::WithdrawVotingTokens { amount: None }),
        (&alice, ExecuteMsg::WithdrawVotingRewards { poll_id: None }),
        (&alice, ExecuteMsg::StakeVotingRewards { poll_id: None }),
        (&alice, ExecuteMsg::EndPoll { poll_id }),
        (&alice, ExecuteMsg::ExecutePoll { poll_id }),
        (&alice, ExecuteMsg::SnapshotPoll { poll_id }),
        (&alice, ExecuteMsg::ExpirePoll { poll_id }),
    ] {
        let refusal = setup.chain.execute(sender, &gov, &msg, &[coin(1, "uusd")]);
        assert_refused(refusal, unexpected());
    }
}

#[test]
fn gov_is_not_given_coins_when_it_is_made() {
    let mut setup = Setup::new();
    let [mir, admin, owner] = [&setup.mir, &setup.admin_manager, &setup.owner].map(Clone::clone);
    setup.chain.fund(&owner, &[coin(10, "uusd")]);
    let code = setup.chain.app.store_code(codes::gov());
    let msg = rules(&mir, &admin);

    let app = &mut setup.chain.app;
    let refusal = cw_multi_test::Executor::instantiate_contract(
        app,
        code,
        owner,
        &msg,
        &[coin(1, "uusd")],
        "gov",
        None,
    );

    let received = "1uusd".to_string();
    let expected = ContractError::Funds(FundsError::Unexpected { received });
    assert_eq!(Some(&expected), refusal.unwrap_err().downcast_ref());
}

//! Damaged records are errors and nothing is lost; an unknown reply changes nothing.

use cosmwasm_std::testing::{mock_dependencies, mock_env};
use cosmwasm_std::{Binary, Reply, SubMsgResult};
use mirror_bytes::{Bytes, BytesError};
use mirror_gov::contract::reply;
use mirror_gov::reply::ACTION_FAILED;
use mirror_gov::ContractError;
use mirror_protocol::gov::{ExecuteMsg, QueryMsg};
use mirror_testing::assert_refused;

use crate::setup::{Action, Setup, PERIOD};

/// T-14: storage traps.
#[test]
fn a_damaged_record_is_an_error_and_stays_as_it_is() {
    for (key, msg) in [
        (&b"p"[..], ExecuteMsg::WithdrawVotingTokens { amount: None }),
        (b"m", ExecuteMsg::WithdrawVotingTokens { amount: None }),
        (b"t\x01\x01", ExecuteMsg::EndPoll { poll_id: 1 }),
        (b"b\x01\x01", ExecuteMsg::EndPoll { poll_id: 1 }),
        (b"g", ExecuteMsg::UpdateConfig(Box::default())),
    ] {
        let mut setup = Setup::staked();
        let (alice, gov) = (setup.alice.clone(), setup.gov.clone());
        let poll_id = setup.poll(Action::Text);
        setup.votes(&alice, poll_id, 5).unwrap();
        setup.chain.pass(PERIOD);
        let mut storage = setup.chain.app.contract_storage_mut(&gov);
        storage.set(key, &[0xff]);
        drop(storage);

        let refusal = setup.chain.execute(&alice, &gov, &msg, &[]);

        assert_refused(refusal, ContractError::Bytes(BytesError::Damaged));
        let storage = setup.chain.app.contract_storage(&gov);
        assert_eq!(Some(vec![0xff]), storage.get(key));
    }
}

/// T-11: reply confusion.
#[test]
fn a_reply_that_nothing_waits_for_is_refused() {
    let failure = || SubMsgResult::Err("codespace: wasm, code: 5".into());
    let answer = |id, payload: &[u8], result| Reply {
        id,
        payload: Binary::from(payload),
        gas_used: 0,
        result,
    };
    #[allow(deprecated, reason = "the former place of the data has to be filled")]
    let success = SubMsgResult::Ok(cosmwasm_std::SubMsgResponse {
        events: vec![],
        data: None,
        msg_responses: vec![],
    });
    let poll_id = 7u64.to_bytes();

    for (answer, refusal) in [
        (
            answer(2, &poll_id, failure()),
            ContractError::UnknownReply { id: 2 },
        ),
        (
            answer(ACTION_FAILED, &poll_id, success),
            ContractError::UnknownReply { id: ACTION_FAILED },
        ),
        (
            answer(ACTION_FAILED, &[], failure()),
            ContractError::Bytes(BytesError::Damaged),
        ),
        (
            answer(ACTION_FAILED, &poll_id, failure()),
            ContractError::PollNotFound { poll_id: 7 },
        ),
    ] {
        let mut deps = mock_dependencies();
        let refused = reply(deps.as_mut(), mock_env(), answer);
        assert_eq!(Err(refusal), refused);
    }
}

#[test]
fn a_question_about_a_damaged_record_has_no_answer() {
    let mut setup = Setup::staked();
    let gov = setup.gov.clone();
    let mut storage = setup.chain.app.contract_storage_mut(&gov);
    storage.set(b"p", &[1, 2, 3]);
    drop(storage);

    let error = setup.chain.query_error(&gov, &QueryMsg::State {});

    assert!(error.contains("stored data is damaged"), "{error}");
}

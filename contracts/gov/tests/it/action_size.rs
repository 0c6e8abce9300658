//! How long an action may be, and which messages read it (gov.md sections 2 and 4).

use cosmwasm_std::{to_json_vec, Binary};
use mirror_gov::ContractError;
use mirror_protocol::gov::{PollAdminAction, PollExecuteMsg, PollStatus};
use mirror_testing::assert_refused;

use crate::setup::{Action, Setup, ADMIN_DEPOSIT, MIGRATION_DEPOSIT, PERIOD, SNAPSHOT};

/// The length of the action in gov's JSON.
fn bytes(action: &Action) -> usize {
    match action {
        Action::Text => 0,
        Action::Call(call) => to_json_vec(call).unwrap().len(),
        Action::Admin(action) => to_json_vec(action).unwrap().len(),
    }
}

/// A migration whose action has this length.
fn migration_of(setup: &Setup, length: usize) -> Action {
    let of = |message: usize| {
        let msg = Binary::from(vec![b'x'; message]);
        let migrations = vec![(setup.puppet.to_string(), 7, msg)];
        Action::Admin(PollAdminAction::ExecuteMigrations { migrations })
    };
    // Three bytes are four in base64.
    let empty = bytes(&of(0));
    of((length - empty) / 4 * 3)
}

#[test]
fn an_action_is_as_long_as_16384_bytes_of_json() {
    let mut setup = Setup::staked();
    let carol = setup.carol.clone();
    let fits = |setup: &Setup| {
        let mut fitting = (16_381..=16_384).map(|length| migration_of(setup, length));
        fitting.find(|action| bytes(action) > 16_380).unwrap()
    };
    let longest = fits(&setup);
    let Action::Admin(PollAdminAction::ExecuteMigrations { mut migrations }) = longest.clone()
    else {
        unreachable!()
    };
    // A longer code id makes up for the last bytes.
    let room = 16_384 - bytes(&longest);
    migrations[0].1 = 7 * 10u64.pow(u32::try_from(room).unwrap());
    let action = |migrations| Action::Admin(PollAdminAction::ExecuteMigrations { migrations });
    let last = action(migrations.clone());
    assert_eq!(16_384, bytes(&last));

    migrations[0].1 *= 10;
    let refusal = setup.creates(&carol, MIGRATION_DEPOSIT, action(migrations));
    assert_refused(refusal, ContractError::ActionTooLarge { bytes: 16_385 });
    let poll_id = setup.poll(last);

    assert_eq!(PollStatus::InProgress, setup.status(poll_id));
}

/// The length counts with base64, as the action is shown.
#[test]
fn messages_are_as_long_as_their_text() {
    let mut setup = Setup::staked();
    let carol = setup.carol.clone();
    let of = |setup: &Setup, length| {
        Action::from(PollExecuteMsg {
            contract: setup.puppet.to_string(),
            msg: Binary::from(vec![b'x'; length]),
        })
    };
    let action = of(&setup, 12_288);
    let bytes = bytes(&action);

    let refusal = setup.creates(&carol, ADMIN_DEPOSIT, action);

    // The base64 of the message alone has 16,384 bytes.
    let around = r#"{"execute":{"msgs":[{"contract":"","msg":""}]}}"#.len();
    assert_eq!(around + setup.puppet.as_str().len() + 16_384, bytes);
    assert_refused(refusal, ContractError::ActionTooLarge { bytes });
    let shorter = of(&setup, 12_288 - 87);
    setup.creates(&carol, ADMIN_DEPOSIT, shorter).unwrap();
}

/// The content of the poll is damaged here. Votes, snapshot and end still work, so they do not read
/// it and do not pay for its length.
#[test]
fn voting_snapshot_and_ending_do_not_read_what_a_poll_does() {
    let mut setup = Setup::staked();
    let (alice, gov) = (setup.alice.clone(), setup.gov.clone());
    let poll_id = setup.poll(Action::Text);
    let mut storage = setup.chain.app.contract_storage_mut(&gov);
    assert!(storage.get(b"a\x01\x01").is_some());
    storage.set(b"a\x01\x01", &[0xff]);
    drop(storage);

    setup.votes(&alice, poll_id, 99_999_000).unwrap();
    setup.chain.pass(PERIOD - SNAPSHOT);
    setup.snapshots(poll_id).unwrap();
    setup.chain.pass(SNAPSHOT);
    setup.ends(poll_id).unwrap();

    assert!(setup.executes(poll_id).is_err());
}

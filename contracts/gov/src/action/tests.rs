use cosmwasm_std::testing::{mock_dependencies, MockApi};
use cosmwasm_std::to_json_binary;
use mirror_protocol::admin_manager;
use mirror_protocol::gov::{ConfigUpdate, ExecuteMsg};

use super::*;

/// Gov, the admin manager, and a contract to call.
fn accounts() -> (MockApi, Addr, Addr, Addr) {
    let api = MockApi::default();
    let [gov, admin, contract] = ["gov", "admin", "contract"].map(|name| api.addr_make(name));
    (api, gov, admin, contract)
}

fn sent(action: &Action) -> (String, Binary) {
    let (api, gov, admin, _) = accounts();
    let admin = api.addr_canonicalize(admin.as_str()).unwrap();
    match action.message(&api, &gov, &admin) {
        Ok(CosmosMsg::Wasm(WasmMsg::Execute {
            contract_addr,
            msg,
            funds,
        })) if funds.is_empty() => (contract_addr, msg),
        other => panic!("{other:?}"),
    }
}

fn targets(action: &Action) -> Vec<Addr> {
    let (api, gov, admin, _) = accounts();
    let admin = api.addr_canonicalize(admin.as_str()).unwrap();
    action.targets(&api, &gov, &admin).unwrap()
}

fn call(msg: &[u8]) -> PollExecuteMsg {
    PollExecuteMsg {
        contract: accounts().3.into_string(),
        msg: Binary::from(msg),
    }
}

fn execute(msgs: Vec<PollExecuteMsg>) -> Result<Action, ContractError> {
    let action = PollAdminAction::Execute { msgs };
    Action::of(&accounts().0, None, Some(action))
}

/// The action, after a check that a poll of its kind may send it.
fn judged(action: Action) -> Action {
    let judgement = action.ensure_listed(mock_dependencies().as_ref());
    assert_eq!(Ok(()), judgement);
    action
}

/// The message is sent byte for byte, and the called contract reads JSON with the same library as
/// gov.
#[test]
fn a_message_of_the_list_is_sent_as_it_was_given() {
    let (api, .., contract) = accounts();
    let given = call(br#" { "sp\u0065nd" : { "amount" : "5" , "recipient" : "somebody" } } "#);

    let action = judged(Action::of(&api, Some(given.clone()), None).unwrap());

    assert_eq!(vec![contract], targets(&action));
    assert_eq!((given.contract, given.msg), sent(&action));
}

#[test]
fn one_message_of_an_execute_poll_is_sent_as_it_was_given() {
    let given = call(b"not even JSON");

    let action = judged(execute(vec![given.clone()]).unwrap());

    assert_eq!(vec![accounts().3], targets(&action));
    assert_eq!((given.contract, given.msg), sent(&action));
}

#[test]
fn several_messages_are_one_of_gov_to_itself() {
    let (_, gov, _, contract) = accounts();
    let msgs = vec![call(b"{}"), call(b"1"), call(b"{}")];

    let action = judged(execute(msgs.clone()).unwrap());

    assert_eq!(vec![contract; 3], targets(&action));
    let message = ExecuteMsg::ExecuteMessages { msgs };
    let expected = (gov.to_string(), to_json_binary(&message).unwrap());
    assert_eq!(expected, sent(&action));
}

#[test]
fn an_admin_action_is_a_message_of_the_admin_manager() {
    let (api, gov, admin, _) = accounts();
    let owner = || gov.to_string();
    let migrations = || vec![(gov.to_string(), 7, Binary::from(b"{}"))];

    for (action, message) in [
        (
            PollAdminAction::UpdateOwner { owner: owner() },
            admin_manager::ExecuteMsg::UpdateOwner { owner: owner() },
        ),
        (
            PollAdminAction::ExecuteMigrations {
                migrations: migrations(),
            },
            admin_manager::ExecuteMsg::ExecuteMigrations {
                migrations: migrations(),
            },
        ),
        (
            PollAdminAction::AuthorizeClaim {
                authorized_addr: owner(),
            },
            admin_manager::ExecuteMsg::AuthorizeClaim {
                authorized_addr: owner(),
            },
        ),
    ] {
        let action = Action::of(&api, None, Some(action)).unwrap();

        let expected = (admin.to_string(), to_json_binary(&message).unwrap());
        assert_eq!(expected, sent(&action));
        assert_eq!(vec![admin.clone()], targets(&action));
    }
}

/// The JSON is written once, when the poll is created: what cannot be written makes no poll, and is
/// never stored as an empty action.
#[test]
fn an_admin_action_is_stored_as_the_json_that_is_sent() {
    let (api, gov, ..) = accounts();
    let owner = gov.to_string();
    let given = PollAdminAction::UpdateOwner { owner };
    let action = Action::of(&api, None, Some(given.clone())).unwrap();

    let stored = action.to_bytes();

    let json = to_json_binary(&given).unwrap();
    assert_eq!([vec![2], json.to_bytes()].concat(), stored);
    let read = Action::from_bytes(&stored).unwrap();
    assert_eq!(action, read);
    assert_eq!(json, sent(&read).1);
    for json in ["", "{}", "null"] {
        let damaged = [vec![2], Binary::from(json.as_bytes()).to_bytes()].concat();
        assert_eq!(Err(BytesError::Damaged), Action::from_bytes(&damaged));
    }
}

#[test]
fn an_update_is_a_message_of_gov_itself() {
    let (api, gov, ..) = accounts();
    let update = Box::new(ConfigUpdate {
        poll_gas_limit: Some(7),
        ..ConfigUpdate::default()
    });

    let action = PollAdminAction::UpdateConfig(update.clone());
    let action = Action::of(&api, None, Some(action)).unwrap();

    let message = to_json_binary(&ExecuteMsg::UpdateConfig(update)).unwrap();
    assert_eq!((gov.to_string(), message), sent(&action));
    assert_eq!(vec![gov], targets(&action));
}

#[test]
fn a_text_calls_nobody() {
    let (api, gov, ..) = accounts();
    let nothing = Action::of(&api, None, None).unwrap();
    let nobody = CanonicalAddr::from(vec![1; 20]);

    assert_eq!(Vec::<Addr>::new(), targets(&nothing));
    let message = nothing.message(&api, &gov, &nobody);
    assert_eq!(Err(ContractError::NoAction {}), message);
}

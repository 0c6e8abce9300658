use cosmwasm_std::testing::{mock_dependencies, MockApi};
use cosmwasm_std::to_json_binary;
use mirror_protocol::gov::{ConfigUpdate, ExecuteMsg};
use mirror_protocol::{admin_manager, community};

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

fn judged(action: Action) -> Result<Action, ContractError> {
    action.judged(mock_dependencies().as_ref())
}

/// What the contract gets is what was judged: here spaces and an escape are gone.
#[test]
fn a_message_of_the_list_is_sent_in_govs_own_writing() {
    let (api, .., contract) = accounts();
    let given = call(br#" { "sp\u0065nd" : { "amount" : "5" , "recipient" : "somebody" } } "#);
    let spend = community::ExecuteMsg::Spend {
        recipient: "somebody".to_string(),
        amount: 5u128.into(),
    };

    let action = judged(Action::of(&api, Some(given), None).unwrap()).unwrap();

    assert_eq!(vec![contract.clone()], targets(&action));
    let expected = (contract.to_string(), to_json_binary(&spend).unwrap());
    assert_eq!(expected, sent(&action));
}

#[test]
fn one_message_of_an_execute_poll_is_sent_as_it_was_given() {
    let given = call(b"not even JSON");

    let action = judged(execute(vec![given.clone()]).unwrap()).unwrap();

    assert_eq!(vec![accounts().3], targets(&action));
    assert_eq!((given.contract, given.msg), sent(&action));
}

#[test]
fn several_messages_are_one_of_gov_to_itself() {
    let (_, gov, _, contract) = accounts();
    let msgs = vec![call(b"{}"), call(b"1"), call(b"{}")];

    let action = judged(execute(msgs.clone()).unwrap()).unwrap();

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

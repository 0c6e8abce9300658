use cosmwasm_std::testing::MockApi;
use cosmwasm_std::to_json_binary;
use mirror_protocol::admin_manager;
use mirror_protocol::gov::{ConfigUpdate, ExecuteMsg};

use super::*;

fn sent(message: Result<CosmosMsg, ContractError>) -> (String, Binary) {
    match message {
        Ok(CosmosMsg::Wasm(WasmMsg::Execute {
            contract_addr,
            msg,
            funds,
        })) if funds.is_empty() => (contract_addr, msg),
        other => panic!("{other:?}"),
    }
}

#[test]
fn a_call_is_sent_as_it_was_given() {
    let api = MockApi::default();
    let [contract, gov, admin] = ["contract", "gov", "admin"].map(|name| api.addr_make(name));
    let admin = api.addr_canonicalize(admin.as_str()).unwrap();
    let call = PollExecuteMsg {
        contract: contract.to_string(),
        msg: Binary::from(b"not even JSON"),
    };

    let action = Action::of(&api, Some(call.clone()), None).unwrap();
    let target = action.target(&api, &gov, &admin).unwrap();

    assert_eq!(Some(contract), target);
    let expected = (call.contract, call.msg);
    assert_eq!(expected, sent(action.message(target.unwrap())));
}

#[test]
fn an_admin_action_is_a_message_of_the_admin_manager() {
    let api = MockApi::default();
    let [gov, admin] = ["gov", "admin"].map(|name| api.addr_make(name));
    let canonical = api.addr_canonicalize(admin.as_str()).unwrap();
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
        let target = action.target(&api, &gov, &canonical).unwrap();

        let expected = (admin.to_string(), to_json_binary(&message).unwrap());
        assert_eq!(expected, sent(action.message(target.unwrap())));
    }
}

#[test]
fn an_update_is_a_message_of_gov_itself() {
    let api = MockApi::default();
    let [gov, admin] = ["gov", "admin"].map(|name| api.addr_make(name));
    let admin = api.addr_canonicalize(admin.as_str()).unwrap();
    let update = Box::new(ConfigUpdate {
        poll_gas_limit: Some(7),
        ..ConfigUpdate::default()
    });

    let action = PollAdminAction::UpdateConfig(update.clone());
    let action = Action::of(&api, None, Some(action)).unwrap();
    let target = action.target(&api, &gov, &admin).unwrap();

    let message = to_json_binary(&ExecuteMsg::UpdateConfig(update)).unwrap();
    let expected = (gov.to_string(), message);
    assert_eq!(expected, sent(action.message(target.unwrap())));
}

#[test]
fn a_text_calls_nobody() {
    let api = MockApi::default();
    let gov = api.addr_make("gov");
    let nothing = Action::of(&api, None, None).unwrap();

    let target = nothing.target(&api, &gov, &CanonicalAddr::from(vec![1; 20]));

    assert_eq!(Ok(None), target);
    assert_eq!(Err(ContractError::NoAction {}), nothing.message(gov));
}

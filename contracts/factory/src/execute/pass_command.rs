//! `pass_command`.

use cosmwasm_std::{ensure, Addr, Binary, DepsMut, Env, Response, WasmMsg};

use crate::error::ContractError;
use crate::state;

/// Pass the owner's message on to a contract that the factory owns.
pub fn pass_command(
    deps: DepsMut,
    env: &Env,
    sender: &Addr,
    contract_addr: &str,
    msg: Binary,
) -> Result<Response, ContractError> {
    let (_, peers) = state::config(deps.storage)?;

    peers.ensure_owner(sender)?;

    let contract = deps.api.addr_validate(contract_addr)?;
    ensure!(
        contract != env.contract.address,
        ContractError::CommandToItself {}
    );
    // The factory is the minter of MIR: a command could mint all of it at once.
    ensure!(
        contract != peers.mirror_token,
        ContractError::CommandToMirrorToken {}
    );
    let command = WasmMsg::Execute {
        contract_addr: contract.to_string(),
        msg,
        funds: vec![],
    };

    Ok(Response::new()
        .add_message(command)
        .add_attribute("action", "pass_command")
        .add_attribute("contract_addr", contract))
}

//! The owner's messages; the creation of pairs has its own file.

use cosmwasm_std::{ensure, to_json_binary, Addr, DepsMut, Empty, Env, Response, WasmMsg};
use terraswap::factory::InstantiateMsg;

use crate::error::ContractError;
use crate::state::{Config, CONFIG, NATIVE_DECIMALS};

/// As many as a Decimal has.
const MOST_DECIMALS: u8 = 18;

/// Set up the factory.
pub fn instantiate(
    deps: DepsMut,
    owner: Addr,
    msg: InstantiateMsg,
) -> Result<Response, ContractError> {
    let config = Config {
        owner,
        pair_code_id: msg.pair_code_id,
        token_code_id: msg.token_code_id,
    };

    CONFIG.save(deps.storage, &config)?;

    Ok(Response::new())
}

/// What changes of the configuration; absent fields stay as they are.
pub struct ConfigUpdate {
    pub owner: Option<String>,
    pub token_code_id: Option<u64>,
    pub pair_code_id: Option<u64>,
}

/// Change the configuration.
pub fn update_config(
    deps: DepsMut,
    sender: &Addr,
    update: ConfigUpdate,
) -> Result<Response, ContractError> {
    let mut config = CONFIG.load(deps.storage)?;

    config.ensure_owner(sender)?;

    if let Some(owner) = update.owner {
        config.owner = deps.api.addr_validate(&owner)?;
    }
    config.token_code_id = update.token_code_id.unwrap_or(config.token_code_id);
    config.pair_code_id = update.pair_code_id.unwrap_or(config.pair_code_id);

    CONFIG.save(deps.storage, &config)?;

    Ok(Response::new().add_attribute("action", "update_config"))
}

/// Say how many decimals a denom has.
pub fn add_native_token_decimals(
    deps: DepsMut,
    env: &Env,
    sender: &Addr,
    denom: String,
    decimals: u8,
) -> Result<Response, ContractError> {
    let config = CONFIG.load(deps.storage)?;

    config.ensure_owner(sender)?;

    ensure_decimals(decimals)?;
    let held = deps.querier.query_balance(&env.contract.address, &denom)?;
    ensure!(
        !held.amount.is_zero(),
        ContractError::DenomNotVerified { denom }
    );

    NATIVE_DECIMALS.save(deps.storage, &denom, &decimals)?;

    Ok(Response::new()
        .add_attribute("action", "add_allow_native_token")
        .add_attribute("denom", denom)
        .add_attribute("decimals", decimals.to_string()))
}

/// Refuse more decimals than the pair's arithmetic was made for.
pub fn ensure_decimals(given: u8) -> Result<(), ContractError> {
    ensure!(
        given <= MOST_DECIMALS,
        ContractError::TooManyDecimals { given }
    );
    Ok(())
}

/// Give a pair other code: this contract is the admin of each.
pub fn migrate_pair(
    deps: DepsMut,
    factory: &Addr,
    sender: &Addr,
    contract: &str,
    code_id: Option<u64>,
) -> Result<Response, ContractError> {
    let config = CONFIG.load(deps.storage)?;

    config.ensure_owner(sender)?;

    let pair = deps.api.addr_validate(contract)?;
    // Whatever this contract has made is a pair. Its code need not answer any more, which is when
    // a pair has to be migrated.
    let made_by = deps.querier.query_wasm_contract_info(&pair);
    ensure!(
        made_by.is_ok_and(|info| info.creator == *factory),
        ContractError::PairNotFound {
            pair: pair.into_string()
        }
    );
    let migration = WasmMsg::Migrate {
        contract_addr: pair.into_string(),
        new_code_id: code_id.unwrap_or(config.pair_code_id),
        msg: to_json_binary(&Empty {})?,
    };

    Ok(Response::new()
        .add_message(migration)
        .add_attribute("action", "migrate_pair"))
}

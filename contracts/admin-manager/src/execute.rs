//! The messages.

use std::collections::BTreeSet;

use cosmwasm_std::{ensure, Addr, Api, Binary, DepsMut, Env, Response, WasmMsg};
use mirror_protocol::admin_manager::InstantiateMsg;

use crate::config::Config;
use crate::error::ContractError;
use crate::record::{AuthRecord, Migration, MigrationRecord};
use crate::state::{self, AUTH_RECORDS, CLAIM_ENDS, CONFIG, MIGRATION_RECORDS};

/// The most contracts in one message: the protocol has no more, and a poll has to pay for all of them.
pub const MOST_MIGRATIONS: usize = 20;

/// Set up the admin manager.
pub fn instantiate(deps: DepsMut, msg: InstantiateMsg) -> Result<Response, ContractError> {
    let config = Config {
        owner: deps.api.addr_validate(&msg.owner)?,
        admin_claim_period: msg.admin_claim_period,
    };
    ensure!(config.admin_claim_period > 0, ContractError::PeriodZero {});

    CONFIG.save(deps.storage, &config)?;

    Ok(Response::new())
}

/// Change the owner.
pub fn update_owner(
    deps: DepsMut,
    sender: &Addr,
    owner: String,
) -> Result<Response, ContractError> {
    let mut config = CONFIG.load(deps.storage)?;

    config.ensure_owner(sender)?;

    config.owner = deps.api.addr_validate(&owner)?;

    CONFIG.save(deps.storage, &config)?;

    Ok(Response::new()
        .add_attribute("action", "update_owner")
        .add_attribute("owner", config.owner))
}

/// Migrate contracts, all of them or none.
pub fn execute_migrations(
    deps: DepsMut,
    now: u64,
    sender: Addr,
    migrations: Vec<(String, u64, Binary)>,
) -> Result<Response, ContractError> {
    let config = CONFIG.load(deps.storage)?;

    config.ensure_owner(&sender)?;

    let migrations = check_migrations(deps.api, migrations)?;
    let messages: Vec<WasmMsg> = migrations.iter().map(Migration::message).collect();
    let record = MigrationRecord {
        executor: sender,
        migrations,
    };

    state::append(deps.storage, &MIGRATION_RECORDS, now, &record)?;

    // No reply catches a failure, so that the first one undoes all migrations and the record.
    Ok(Response::new()
        .add_messages(messages)
        .add_attribute("action", "execute_migrations"))
}

/// Let an account claim admin rights until the claim period ends.
pub fn authorize_claim(
    deps: DepsMut,
    now: u64,
    sender: &Addr,
    authorized_addr: String,
) -> Result<Response, ContractError> {
    let config = CONFIG.load(deps.storage)?;

    config.ensure_owner(sender)?;

    let record = AuthRecord {
        address: deps.api.addr_validate(&authorized_addr)?,
        end_time: config.claim_end(now)?,
    };

    CLAIM_ENDS.save(deps.storage, &record.address, &record.end_time)?;
    state::append(deps.storage, &AUTH_RECORDS, now, &record)?;

    Ok(Response::new()
        .add_attribute("action", "authorize_claim")
        .add_attribute("claim_start", now.to_string())
        .add_attribute("claim_end", record.end_time.to_string())
        .add_attribute("authorized_addr", record.address))
}

/// Make the sender the admin of a contract.
pub fn claim_admin(
    deps: DepsMut,
    env: &Env,
    sender: &Addr,
    contract: &str,
) -> Result<Response, ContractError> {
    let claim_end = CLAIM_ENDS
        .may_load(deps.storage, sender)?
        .ok_or(ContractError::Unauthorized {})?;

    ensure!(
        env.block.time.seconds() <= claim_end,
        ContractError::AuthorisationEnded { claim_end }
    );

    let contract = deps.api.addr_validate(contract)?;
    ensure!(
        contract != env.contract.address,
        ContractError::OwnAdminRight {}
    );

    // Nothing to store: the chain knows the admin of each contract, and refuses if it is not the
    // manager.

    Ok(Response::new()
        .add_message(WasmMsg::UpdateAdmin {
            contract_addr: contract.to_string(),
            admin: sender.to_string(),
        })
        .add_attribute("action", "claim_admin")
        .add_attribute("contract", contract))
}

fn check_migrations(
    api: &dyn Api,
    migrations: Vec<(String, u64, Binary)>,
) -> Result<Vec<Migration>, ContractError> {
    let received = migrations.len();
    ensure!(
        (1..=MOST_MIGRATIONS).contains(&received),
        ContractError::WrongNumberOfMigrations {
            received,
            most: MOST_MIGRATIONS
        }
    );
    let mut seen = BTreeSet::new();
    let mut checked = vec![];
    for (contract, new_code_id, msg) in migrations {
        let address =
            api.addr_validate(&contract)
                .map_err(|reason| ContractError::NotAContract {
                    contract: contract.clone(),
                    reason,
                })?;
        ensure!(
            seen.insert(address.clone()),
            ContractError::DuplicateContract { contract }
        );
        checked.push(Migration {
            contract: address,
            new_code_id,
            msg,
        });
    }
    Ok(checked)
}

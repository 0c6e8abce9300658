//! What a poll does if it passes.

use cosmwasm_std::{
    ensure, from_json, to_json_vec, wasm_execute, Addr, Api, Binary, CanonicalAddr, CosmosMsg,
    StdResult, WasmMsg,
};
use mirror_bytes::{Bytes, BytesError};
use mirror_protocol::gov::{PollAdminAction, PollExecuteMsg};

use crate::config::Config;
use crate::error::ContractError;
use crate::keys;
use crate::poll::Kind;

/// Contracts that one poll may migrate at most.
pub const MOST_MIGRATIONS: usize = 20;

/// An action is as long at most: it is paid for once, by its creator, and whoever executes it has to
/// be able to.
pub const MOST_BYTES: usize = 16_384;

/// What a poll does.
#[derive(Clone, Debug, PartialEq)]
pub enum Action {
    /// Nothing: it is a text to agree on.
    Nothing,
    /// Call a contract, without coins.
    Call {
        contract: CanonicalAddr,
        msg: Binary,
    },
    /// Have the admin manager or gov itself do what only stricter polls may.
    Admin(PollAdminAction),
}

impl Action {
    /// The action of a new poll: of the two at most one.
    pub fn of(
        api: &dyn Api,
        execute_msg: Option<PollExecuteMsg>,
        admin_action: Option<PollAdminAction>,
    ) -> Result<Self, ContractError> {
        match (execute_msg, admin_action) {
            (None, None) => Ok(Self::Nothing),
            (Some(PollExecuteMsg { contract, msg }), None) => Ok(Self::Call {
                contract: keys::account(api, &contract)?,
                msg,
            }),
            (None, Some(action)) => Ok(Self::Admin(action)),
            (Some(_), Some(_)) => Err(ContractError::TwoActions {}),
        }
    }

    /// As it was given and is shown: what is called, or the admin action.
    pub fn shown(
        self,
        api: &dyn Api,
    ) -> StdResult<(Option<PollExecuteMsg>, Option<PollAdminAction>)> {
        Ok(match self {
            Self::Nothing => (None, None),
            Self::Call { contract, msg } => {
                let contract = api.addr_humanize(&contract)?.into_string();
                (Some(PollExecuteMsg { contract, msg }), None)
            }
            Self::Admin(action) => (None, Some(action)),
        })
    }

    /// Refuse an action that is longer in JSON, base64 included, than may be.
    pub fn ensure_size(&self, api: &dyn Api) -> Result<(), ContractError> {
        let bytes = match self.clone().shown(api)? {
            (Some(call), _) => to_json_vec(&call)?.len(),
            (_, Some(action)) => to_json_vec(&action)?.len(),
            _ => 0,
        };
        ensure!(bytes <= MOST_BYTES, ContractError::ActionTooLarge { bytes });
        Ok(())
    }

    /// Which rules a poll with this action has.
    pub fn kind(&self) -> Kind {
        match self {
            Self::Nothing | Self::Call { .. } => Kind::Default,
            Self::Admin(PollAdminAction::ExecuteMigrations { .. }) => Kind::Migration,
            Self::Admin(_) => Kind::AuthAdmin,
        }
    }

    /// Refuse a call of gov or of the admin manager: their messages have polls of their own kind.
    pub fn ensure_no_admin(&self, admin: &CanonicalAddr) -> Result<(), ContractError> {
        ensure!(!self.calls(admin), ContractError::TargetsAdmin {});
        Ok(())
    }

    /// Refuse a call of the MIR token, which would take it for that of all stakers.
    pub fn ensure_not_token(&self, mirror_token: &CanonicalAddr) -> Result<(), ContractError> {
        ensure!(!self.calls(mirror_token), ContractError::TargetsToken {});
        Ok(())
    }

    fn calls(&self, target: &CanonicalAddr) -> bool {
        matches!(self, Self::Call { contract, .. } if contract == target)
    }

    /// Refuse an admin action that could never be carried out.
    pub fn ensure_feasible(&self, api: &dyn Api, config: &Config) -> Result<(), ContractError> {
        let Self::Admin(action) = self else {
            return Ok(());
        };
        match action {
            PollAdminAction::UpdateOwner { owner: account }
            | PollAdminAction::AuthorizeClaim {
                authorized_addr: account,
            } => {
                keys::account(api, account)?;
            }
            PollAdminAction::ExecuteMigrations { migrations } => {
                ensure_migrations(api, migrations)?;
            }
            PollAdminAction::UpdateConfig(update) => {
                config.clone().updated(api, (**update).clone())?;
            }
        }
        Ok(())
    }

    /// Which contract is called, if any.
    pub fn target(
        &self,
        api: &dyn Api,
        gov: &Addr,
        admin_manager: &CanonicalAddr,
    ) -> Result<Option<Addr>, ContractError> {
        Ok(match self {
            Self::Nothing => None,
            Self::Call { contract, .. } => Some(api.addr_humanize(contract)?),
            Self::Admin(PollAdminAction::UpdateConfig(_)) => Some(gov.clone()),
            Self::Admin(_) => Some(api.addr_humanize(admin_manager)?),
        })
    }

    /// The call. Gov and the admin manager have messages of the same form as the actions.
    pub fn message(&self, target: Addr) -> Result<CosmosMsg, ContractError> {
        match self {
            Self::Nothing => Err(ContractError::NoAction {}),
            Self::Call { msg, .. } => {
                let call = WasmMsg::Execute {
                    contract_addr: target.into_string(),
                    msg: msg.clone(),
                    funds: vec![],
                };
                Ok(call.into())
            }
            Self::Admin(action) => Ok(wasm_execute(target, action, vec![])?.into()),
        }
    }
}

fn ensure_migrations(
    api: &dyn Api,
    migrations: &[(String, u64, Binary)],
) -> Result<(), ContractError> {
    let received = migrations.len();
    ensure!(
        (1..=MOST_MIGRATIONS).contains(&received),
        ContractError::MigrationsOutOfRange { received }
    );
    for (place, (contract, ..)) in migrations.iter().enumerate() {
        keys::account(api, contract)?;
        let mut former = migrations.iter().take(place);
        ensure!(
            former.all(|(other, ..)| other != contract),
            ContractError::DuplicateMigration {
                contract: contract.clone()
            }
        );
    }
    Ok(())
}

/// Calls as bytes, the rare admin actions as their JSON.
impl Bytes for Action {
    fn write(&self, out: &mut Vec<u8>) {
        match self {
            Self::Nothing => 0u64.write(out),
            Self::Call { contract, msg } => {
                1u64.write(out);
                contract.write(out);
                msg.write(out);
            }
            Self::Admin(action) => {
                2u64.write(out);
                // Texts and numbers have a JSON form always.
                to_json_vec(action).unwrap_or_default().write(out);
            }
        }
    }

    fn read(rest: &mut &[u8]) -> Result<Self, BytesError> {
        match u64::read(rest)? {
            0 => Ok(Self::Nothing),
            1 => Ok(Self::Call {
                contract: Bytes::read(rest)?,
                msg: Bytes::read(rest)?,
            }),
            2 => from_json(Vec::<u8>::read(rest)?)
                .map(Self::Admin)
                .map_err(|_| BytesError::Damaged),
            _ => Err(BytesError::Damaged),
        }
    }
}

#[cfg(test)]
mod tests;

//! What a default poll may send: the messages of [`DEFAULT_POLL_MESSAGES`], within bounds.
//!
//! A message is judged by its name and by which fields are given: those that a message of the list
//! may have, each once. Other names and fields have no place in it, so its contract finds nothing
//! there that was not judged; what a field may hold is for its contract to say. It is kept, shown
//! and sent as it was given.
//!
//! [`DEFAULT_POLL_MESSAGES`]: mirror_protocol::gov::DEFAULT_POLL_MESSAGES

use cosmwasm_std::{ensure, Addr, Deps, StdError, Uint128};
use mirror_protocol::mint::Mint;
use serde::Deserialize;

use crate::error::ContractError;
use crate::message::{self, Command, Field, Fields};

/// A message, the fields that it needs, and those that it may have beside them.
struct Listed {
    name: &'static str,
    needed: &'static [&'static str],
    optional: &'static [&'static str],
}

/// An `update_asset` with a debt cap.
#[derive(Deserialize)]
struct NewCap {
    asset_token: String,
    debt_cap: Uint128,
}

/// Of the factory: the one way to send a message of the list through another contract.
const PASS_COMMAND: Listed = Listed::new("pass_command", &["contract_addr", "msg"], &[]);

/// Not in it are the fields by which a message would decide more: at which price an asset ends, who
/// feeds its successor and what that is called, what an asset before its IPO is worth.
const LIST: [Listed; 9] = [
    Listed::new(
        "whitelist",
        &["name", "symbol", "oracle_feeder", "params"],
        &[],
    ),
    Listed::new("update_weight", &["asset_token", "weight"], &[]),
    Listed::new("revoke_asset", &["asset_token"], &[]),
    Listed::new("migrate_asset", &["from_token"], &[]),
    Listed::new(
        "update_asset",
        &["asset_token"],
        &["auction_discount", "min_collateral_ratio", "debt_cap"],
    ),
    Listed::new("cancel_delisting", &["asset_token"], &[]),
    Listed::new("spend", &["recipient", "amount"], &[]),
    Listed::new("create_pair", &[], &["assets", "asset_infos"]),
    Listed::new("distribute", &[], &[]),
];

impl Listed {
    const fn new(
        name: &'static str,
        needed: &'static [&'static str],
        optional: &'static [&'static str],
    ) -> Self {
        Self {
            name,
            needed,
            optional,
        }
    }

    /// Refuse a message of this name with other fields. Tells those that are given.
    fn fields(&self, msg: &[u8]) -> Result<Vec<Field>, ContractError> {
        let Fields(mut fields) = message::body(msg).map_err(not_readable)?;
        fields.retain(|field| field.is_given);
        for Field { name: field, .. } in &fields {
            let mut may_be = self.needed.iter().chain(self.optional);
            ensure!(
                may_be.any(|name| name == field),
                ContractError::FieldNotOnTheList {
                    name: self.name,
                    field: field.clone(),
                }
            );
        }
        for field in self.needed {
            ensure!(
                has(&fields, field),
                ContractError::ActionNotReadable {
                    reason: format!("{} without {field}", self.name),
                }
            );
        }
        Ok(fields)
    }
}

fn has(fields: &[Field], name: &str) -> bool {
    fields.iter().any(|field| field.name == name)
}

/// Refuse what takes an `execute` poll: any message but one of the list, sent to a contract or
/// through one `pass_command`. Nobody is asked unless a debt cap is given.
pub fn ensure_listed(deps: Deps, contract: &str, msg: &[u8]) -> Result<(), ContractError> {
    if message::name(msg).map_err(not_readable)? != PASS_COMMAND.name {
        return ensure_bounded(deps, contract, msg);
    }
    PASS_COMMAND.fields(msg)?;
    let Command { contract_addr, msg } = message::body(msg).map_err(not_readable)?;
    ensure_bounded(deps, &contract_addr, &msg)
}

fn ensure_bounded(deps: Deps, contract: &str, msg: &[u8]) -> Result<(), ContractError> {
    let name = message::name(msg).map_err(not_readable)?;
    let Some(listed) = LIST.iter().find(|listed| listed.name == name) else {
        return Err(ContractError::NotOnTheList { name });
    };
    let fields = listed.fields(msg)?;
    if has(&fields, "debt_cap") {
        return ensure_lower_cap(deps, contract, msg);
    }
    Ok(())
}

/// A higher cap is more debt that the protocol stands for.
fn ensure_lower_cap(deps: Deps, mint: &str, msg: &[u8]) -> Result<(), ContractError> {
    let NewCap {
        asset_token,
        debt_cap: given,
    } = message::body(msg).map_err(not_readable)?;
    let mint = Mint(Addr::unchecked(mint));
    // The largest number stands for none.
    let present = mint.debt_cap(&deps.querier, &asset_token)?;
    let present = present.unwrap_or(Uint128::MAX);
    ensure!(
        given < present,
        ContractError::DebtCapNotLower { given, present }
    );
    Ok(())
}

fn not_readable(error: StdError) -> ContractError {
    ContractError::ActionNotReadable {
        reason: error.to_string(),
    }
}

#[cfg(test)]
mod tests;

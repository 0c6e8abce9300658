//! The messages that a default poll may send: those of [`DEFAULT_POLL_MESSAGES`], with bounds.
//!
//! Gov judges a message by its name and by the fields that are given. Each field must be on the
//! list and may be given once; any other name or field is refused, so the called contract finds
//! nothing in the message that gov has not judged. The values of the fields are judged by the
//! called contract. The message is stored, shown and sent exactly as it was given.
//!
//! [`DEFAULT_POLL_MESSAGES`]: mirror_protocol::gov::DEFAULT_POLL_MESSAGES

use cosmwasm_std::{ensure, Addr, QuerierWrapper, StdError, Uint128};
use mirror_protocol::mint::Mint;
use serde::Deserialize;

use crate::error::ContractError;
use crate::message::{self, Command, Field, Fields};

/// A message of the list with its required and its optional fields.
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

/// The factory's message that passes another message on. A message of the list may be sent in it.
const PASS_COMMAND: Listed = Listed::new("pass_command", &["contract_addr", "msg"], &[]);

/// The list. It leaves out the fields by which a message would decide more: the end price of an
/// asset, the feeder and the name of its successor, the price before an IPO.
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

    /// The fields that are given. A message with a field that is not on the list, or without a
    /// required one, is refused.
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

/// Refuse a message that needs an `execute` poll: all but those of the list, sent to a contract or
/// through one `pass_command`. No contract is queried unless the message names a debt cap.
pub fn ensure_listed(
    querier: &QuerierWrapper,
    contract: &str,
    msg: &[u8],
) -> Result<(), ContractError> {
    if message::name(msg).map_err(not_readable)? != PASS_COMMAND.name {
        return ensure_bounded(querier, contract, msg);
    }
    PASS_COMMAND.fields(msg)?;
    let Command { contract_addr, msg } = message::body(msg).map_err(not_readable)?;
    ensure_bounded(querier, &contract_addr, &msg)
}

fn ensure_bounded(
    querier: &QuerierWrapper,
    contract: &str,
    msg: &[u8],
) -> Result<(), ContractError> {
    let name = message::name(msg).map_err(not_readable)?;
    let Some(listed) = LIST.iter().find(|listed| listed.name == name) else {
        return Err(ContractError::NotOnTheList { name });
    };
    let fields = listed.fields(msg)?;
    if has(&fields, "debt_cap") {
        return ensure_lower_cap(querier, contract, msg);
    }
    Ok(())
}

/// Refuse a debt cap that is not below the present one. A higher cap allows more debt, for which
/// the whole protocol is liable.
fn ensure_lower_cap(querier: &QuerierWrapper, mint: &str, msg: &[u8]) -> Result<(), ContractError> {
    let NewCap {
        asset_token,
        debt_cap: given,
    } = message::body(msg).map_err(not_readable)?;
    let mint = Mint(Addr::unchecked(mint));
    // The largest number stands for no cap.
    let present = mint.debt_cap(querier, &asset_token)?;
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

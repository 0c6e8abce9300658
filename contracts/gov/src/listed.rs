//! What a default poll may send: the messages of [`DEFAULT_POLL_MESSAGES`], within bounds.
//!
//! A message is read into the fields that are known here and nothing else, and what is kept, shown
//! and sent is gov's own writing of them. So what was judged is what the contract gets: two names in
//! a message, escapes, fields that gov does not know or a text behind the end have no place in it.

use std::fmt;

use cosmwasm_std::{
    ensure, from_json, to_json_binary, Addr, Binary, Decimal, Deps, Empty, Uint128,
};
use mirror_protocol::factory::Params;
use mirror_protocol::gov::DEFAULT_POLL_MESSAGES;
use mirror_protocol::mint::Mint;
use serde::de::{Error, IgnoredAny, MapAccess, Visitor};
use serde::{Deserialize, Deserializer, Serialize};
use terraswap::asset::{Asset, AssetInfo};

use crate::error::ContractError;

/// A message of the list, spelled as its contract does.
#[derive(Serialize, Deserialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
enum Listed {
    Whitelist {
        name: String,
        symbol: String,
        oracle_feeder: String,
        params: Params,
    },
    UpdateWeight {
        asset_token: String,
        weight: u32,
    },
    RevokeAsset {
        asset_token: String,
        end_price: Option<Decimal>,
    },
    MigrateAsset {
        name: Option<String>,
        symbol: Option<String>,
        from_token: String,
        end_price: Option<Decimal>,
        oracle_feeder: Option<String>,
    },
    UpdateAsset {
        asset_token: String,
        auction_discount: Option<Decimal>,
        min_collateral_ratio: Option<Decimal>,
        ipo_params: Option<Empty>,
        debt_cap: Option<Uint128>,
    },
    CancelDelisting {
        asset_token: String,
    },
    Spend {
        recipient: String,
        amount: Uint128,
    },
    CreatePair {
        #[serde(skip_serializing_if = "Option::is_none")]
        assets: Option<[Asset; 2]>,
        #[serde(skip_serializing_if = "Option::is_none")]
        asset_infos: Option<[AssetInfo; 2]>,
    },
    Distribute {},
}

/// What the factory passes on.
#[derive(Serialize, Deserialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
enum Passed {
    PassCommand { contract_addr: String, msg: Binary },
}

/// A message of a default poll, and who gets it in the end.
pub struct DefaultMessage {
    message: Listed,
    target: String,
    is_passed: bool,
}

impl DefaultMessage {
    /// Read what is sent to a contract, and through one `pass_command`.
    pub fn read(contract: &str, msg: &[u8]) -> Result<Self, ContractError> {
        let Name(name) = read(msg)?;
        if name != "pass_command" {
            return Ok(Self {
                message: Listed::read(name, msg)?,
                target: contract.to_string(),
                is_passed: false,
            });
        }
        let Passed::PassCommand { contract_addr, msg } = read(msg)?;
        let Name(name) = read(&msg)?;
        Ok(Self {
            message: Listed::read(name, &msg)?,
            target: contract_addr,
            is_passed: true,
        })
    }

    /// Refuse what takes an `execute` poll though its name is on the list. Nobody is asked unless a
    /// debt cap is given.
    pub fn ensure_bounded(&self, deps: Deps) -> Result<(), ContractError> {
        if let Some((name, field)) = self.message.unlisted_field() {
            return Err(ContractError::FieldNotOnTheList { name, field });
        }
        self.ensure_lower_cap(deps)
    }

    /// A higher cap is more debt that the protocol stands for.
    fn ensure_lower_cap(&self, deps: Deps) -> Result<(), ContractError> {
        let Listed::UpdateAsset {
            asset_token,
            debt_cap: Some(given),
            ..
        } = &self.message
        else {
            return Ok(());
        };
        let mint = Mint(Addr::unchecked(&self.target));
        // The largest number stands for none.
        let present = mint.debt_cap(&deps.querier, asset_token)?;
        let present = present.unwrap_or(Uint128::MAX);
        ensure!(
            *given < present,
            ContractError::DebtCapNotLower {
                given: *given,
                present
            }
        );
        Ok(())
    }

    /// What the contract of the poll is sent.
    pub fn write(&self) -> Result<Binary, ContractError> {
        let message = to_json_binary(&self.message)?;
        if !self.is_passed {
            return Ok(message);
        }
        let passed = Passed::PassCommand {
            contract_addr: self.target.clone(),
            msg: message,
        };
        Ok(to_json_binary(&passed)?)
    }
}

impl Listed {
    fn read(name: String, msg: &[u8]) -> Result<Self, ContractError> {
        let is_listed = DEFAULT_POLL_MESSAGES.contains(&name.as_str());
        ensure!(is_listed, ContractError::NotOnTheList { name });
        read(msg)
    }

    /// A field by which it would decide more than is on the list: at which price an asset ends, who
    /// feeds its successor and what that is called, what an asset before its IPO is worth.
    fn unlisted_field(&self) -> Option<(&'static str, &'static str)> {
        let (revoke, migrate) = ("revoke_asset", "migrate_asset");
        match self {
            Self::RevokeAsset {
                end_price: Some(_), ..
            } => Some((revoke, "end_price")),
            Self::MigrateAsset {
                end_price: Some(_), ..
            } => Some((migrate, "end_price")),
            Self::MigrateAsset {
                oracle_feeder: Some(_),
                ..
            } => Some((migrate, "oracle_feeder")),
            Self::MigrateAsset {
                symbol: Some(_), ..
            } => Some((migrate, "symbol")),
            Self::MigrateAsset { name: Some(_), .. } => Some((migrate, "name")),
            Self::UpdateAsset {
                ipo_params: Some(_),
                ..
            } => Some(("update_asset", "ipo_params")),
            _ => None,
        }
    }
}

fn read<T: for<'de> Deserialize<'de>>(msg: &[u8]) -> Result<T, ContractError> {
    from_json(msg).map_err(|error| ContractError::ActionNotReadable {
        reason: error.to_string(),
    })
}

/// The only name in an object.
struct Name(String);

impl<'de> Deserialize<'de> for Name {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_map(OneName)
    }
}

struct OneName;

impl<'de> Visitor<'de> for OneName {
    type Value = Name;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object with one name")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Name, A::Error> {
        let Some((name, IgnoredAny)) = map.next_entry()? else {
            return Err(A::Error::custom("a message has a name"));
        };
        match map.next_key::<String>()? {
            None => Ok(Name(name)),
            Some(_) => Err(A::Error::custom("a message has one name")),
        }
    }
}

#[cfg(test)]
mod tests;

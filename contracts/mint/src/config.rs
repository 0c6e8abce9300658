//! The configuration, in parts that are read together.
//!
//! Every message on a position reads where prices come from; few read the rest. A byte read is paid
//! for, so each part has its own key.

use cosmwasm_schema::cw_serde;
use cosmwasm_std::{ensure, Addr, Api, Decimal, Uint128};
use mirror_protocol::mint::{ConfigResponse, ConfigUpdate, InstantiateMsg};

use crate::asset::cap;
use crate::error::ContractError;

/// The shortest time that new mAssets wait, where they wait, until they back others: 15 days, in
/// which a poll of the longest usual kind can still bar one that must not.
pub const LEAST_COLLATERAL_DELAY: u64 = 1_296_000;

/// The owner, and what counts for new assets.
#[cw_serde]
pub struct Admin {
    pub owner: Addr,
    /// For information only.
    pub token_code_id: u64,
    /// The worth up to which a new asset backs others, unless its listing says otherwise.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub default_value_cap: Option<Uint128>,
    /// How long a new asset waits until it backs others, in seconds.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub collateral_delay: Option<u64>,
}

impl Admin {
    /// Refuse everybody but the owner.
    pub fn ensure_owner(&self, sender: &Addr) -> Result<(), ContractError> {
        ensure!(self.owner == *sender, ContractError::Unauthorized {});
        Ok(())
    }

    /// How long a new asset waits until it backs others, in seconds.
    pub fn delay(&self) -> u64 {
        self.collateral_delay.unwrap_or_default()
    }
}

/// Where prices come from.
#[cw_serde]
pub struct Pricing {
    #[serde(rename = "o")]
    pub oracle: Addr,
    #[serde(rename = "c")]
    pub collateral_oracle: Addr,
    #[serde(rename = "b")]
    pub base_denom: String,
}

/// What burning costs, and who gets it.
#[cw_serde]
pub struct Fees {
    #[serde(rename = "c")]
    pub collector: Addr,
    /// Below 1.
    #[serde(rename = "r")]
    pub rate: Decimal,
}

/// The contracts that take part in a short position.
#[cw_serde]
pub struct Shorts {
    /// Set once, as the staking contract is.
    #[serde(rename = "l")]
    pub lock: Addr,
    #[serde(rename = "s")]
    pub staking: Addr,
    #[serde(rename = "f")]
    pub pair_factory: Addr,
}

/// All parts.
pub struct Config {
    pub admin: Admin,
    pub pricing: Pricing,
    pub fees: Fees,
    pub shorts: Shorts,
}

impl Config {
    /// The first configuration.
    pub fn new(msg: InstantiateMsg, api: &dyn Api) -> Result<Self, ContractError> {
        ensure!(
            !msg.base_denom.is_empty(),
            ContractError::BaseDenomMissing {}
        );
        Ok(Self {
            admin: Admin {
                owner: api.addr_validate(&msg.owner)?,
                token_code_id: msg.token_code_id,
                default_value_cap: cap(msg.default_value_cap),
                collateral_delay: msg.collateral_delay.map_or(Ok(None), checked_delay)?,
            },
            pricing: Pricing {
                oracle: api.addr_validate(&msg.oracle)?,
                collateral_oracle: api.addr_validate(&msg.collateral_oracle)?,
                base_denom: msg.base_denom,
            },
            fees: Fees {
                collector: api.addr_validate(&msg.collector)?,
                rate: checked_rate(msg.protocol_fee_rate)?,
            },
            shorts: Shorts {
                lock: api.addr_validate(&msg.lock)?,
                staking: api.addr_validate(&msg.staking)?,
                pair_factory: api.addr_validate(&msg.terraswap_factory)?,
            },
        })
    }

    /// Take over what the owner changes.
    pub fn apply(&mut self, update: ConfigUpdate, api: &dyn Api) -> Result<(), ContractError> {
        // Before the owner changes: where a contract is not named yet, his address stands in its
        // place.
        let owner = &self.admin.owner;
        let once = [
            ("lock", &mut self.shorts.lock, update.lock),
            ("staking", &mut self.shorts.staking, update.staking),
        ];
        for (name, field, new) in once {
            if let Some(address) = new {
                set_once(name, field, api.addr_validate(&address)?, owner)?;
            }
        }
        let fields = [
            (&mut self.admin.owner, update.owner),
            (&mut self.pricing.oracle, update.oracle),
            (&mut self.fees.collector, update.collector),
            (
                &mut self.pricing.collateral_oracle,
                update.collateral_oracle,
            ),
            (&mut self.shorts.pair_factory, update.terraswap_factory),
        ];
        for (field, new) in fields {
            if let Some(address) = new {
                *field = api.addr_validate(&address)?;
            }
        }
        if let Some(token_code_id) = update.token_code_id {
            self.admin.token_code_id = token_code_id;
        }
        if let Some(value_cap) = update.default_value_cap {
            self.admin.default_value_cap = cap(Some(value_cap));
        }
        if let Some(seconds) = update.collateral_delay {
            self.admin.collateral_delay = checked_delay(seconds)?;
        }
        if let Some(rate) = update.protocol_fee_rate {
            self.fees.rate = checked_rate(rate)?;
        }
        Ok(())
    }
}

impl From<Config> for ConfigResponse {
    fn from(config: Config) -> Self {
        Self {
            owner: config.admin.owner.into_string(),
            oracle: config.pricing.oracle.into_string(),
            collector: config.fees.collector.into_string(),
            collateral_oracle: config.pricing.collateral_oracle.into_string(),
            staking: config.shorts.staking.into_string(),
            terraswap_factory: config.shorts.pair_factory.into_string(),
            lock: config.shorts.lock.into_string(),
            base_denom: config.pricing.base_denom,
            token_code_id: config.admin.token_code_id,
            protocol_fee_rate: config.fees.rate,
            default_value_cap: config.admin.default_value_cap,
            collateral_delay: config.admin.collateral_delay,
        }
    }
}

/// Stakes and proceeds of open shorts are in the contract that was named: another one would leave
/// them behind. So its code may change by migration, and its address never. Until it exists, the
/// owner's address stands in its place.
fn set_once(
    name: &'static str,
    field: &mut Addr,
    new: Addr,
    stand_in: &Addr,
) -> Result<(), ContractError> {
    ensure!(
        *field == *stand_in || *field == new,
        ContractError::SetOnce {
            name,
            address: field.to_string()
        }
    );
    *field = new;
    Ok(())
}

/// Zero means no delay.
fn checked_delay(seconds: u64) -> Result<Option<u64>, ContractError> {
    let delay = Some(seconds).filter(|seconds| *seconds > 0);
    ensure!(
        delay.is_none_or(|seconds| seconds >= LEAST_COLLATERAL_DELAY),
        ContractError::CollateralDelayTooShort {
            seconds,
            least: LEAST_COLLATERAL_DELAY
        }
    );
    Ok(delay)
}

fn checked_rate(rate: Decimal) -> Result<Decimal, ContractError> {
    ensure!(
        rate < Decimal::one(),
        ContractError::FeeRateTooHigh { rate }
    );
    Ok(rate)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_fee_rate_is_below_one() {
        let last = Decimal::raw(999_999_999_999_999_999);

        for allowed in [Decimal::zero(), last] {
            assert_eq!(Ok(allowed), checked_rate(allowed));
        }
        for rate in [Decimal::one(), Decimal::MAX] {
            assert_eq!(
                Err(ContractError::FeeRateTooHigh { rate }),
                checked_rate(rate)
            );
        }
    }
}

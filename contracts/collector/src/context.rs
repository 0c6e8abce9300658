//! What every step of a conversion needs: the chain, the configuration and the caller.

use cosmwasm_std::{Addr, Deps, Env};

use crate::config::{Hops, Trading};
use crate::error::ContractError;
use crate::state;

/// The surroundings of one message or query.
pub struct Context<'a> {
    /// The chain.
    pub deps: Deps<'a>,
    /// The block and this contract.
    pub env: &'a Env,
    /// The part of the configuration that every conversion reads.
    pub trading: &'a Trading,
    /// The caller.
    pub caller: Caller<'a>,
}

/// Who wants to convert.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Caller<'a> {
    /// Nobody: a query shows what a keeper could convert.
    Nobody,
    /// The sender of the message.
    Account(&'a Addr),
    /// This contract, within a conversion whose sender was checked before.
    Itself,
}

impl Context<'_> {
    /// The part of the configuration that only conversions over a hop need. It is read when it is
    /// needed.
    pub fn hops(&self) -> Result<Hops, ContractError> {
        state::hops(self.deps.storage)
    }

    /// Whether the caller may convert without a price: a keeper, the owner, and this contract
    /// itself, which one of them has called.
    pub fn is_trusted(&self) -> Result<bool, ContractError> {
        let Caller::Account(account) = self.caller else {
            return Ok(true);
        };
        let account = self.deps.api.addr_canonicalize(account.as_str())?;
        Ok(self.trading.keepers.0.contains(&account) || self.is_called_by_owner()?)
    }

    /// Whether the owner has sent the message.
    pub fn is_called_by_owner(&self) -> Result<bool, ContractError> {
        let owner = state::owner(self.deps.storage)?;
        Ok(self.caller == Caller::Account(&owner))
    }
}

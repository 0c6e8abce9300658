//! The proceeds of short positions, kept for a while or until their position closes.

use cosmwasm_schema::{cw_serde, QueryResponses};
use cosmwasm_std::{wasm_execute, Addr, CosmosMsg, QuerierWrapper, StdResult, Uint128};

pub use terraswap::version::MigrateMsg;

/// Set up the lock.
#[cw_serde]
pub struct InstantiateMsg {
    /// Who changes the configuration; the factory in a deployed protocol.
    pub owner: String,
    /// The mint contract, which alone locks and releases.
    pub mint_contract: String,
    /// The denom of the proceeds, e.g. `uusd`.
    pub base_denom: String,
    /// How long proceeds stay locked, in seconds (two weeks are 1209600).
    pub lockup_period: u64,
}

/// No message takes coins.
#[cw_serde]
pub enum ExecuteMsg {
    /// Change the configuration; absent fields stay as they are.
    ///
    /// Sender: the owner. Emits: action=update_config.
    UpdateConfig {
        /// The new owner.
        owner: Option<String>,
        /// The new mint contract; only while nothing is locked.
        mint_contract: Option<String>,
        /// The new denom of the proceeds; only while nothing is locked.
        base_denom: Option<String>,
        /// The new time in seconds, of later locks only.
        lockup_period: Option<u64>,
    },
    /// Lock the coins that a sale has just paid into this contract. The time starts anew for
    /// everything the position has locked.
    ///
    /// Sender: mint. Emits: action=lock_position_funds_hook, position_idx, locked_amount,
    /// total_locked_amount, unlock_time.
    LockPositionFundsHook {
        /// The position whose mAssets were sold.
        position_idx: Uint128,
        /// Who gets the proceeds in the end: the position's owner.
        receiver: String,
        /// This contract's base-denom balance before the sale, in micro units; absent: the sum of
        /// what is locked.
        balance_before: Option<Uint128>,
    },
    /// Pay out the proceeds whose time has passed. Positions that are unknown, of somebody else or
    /// still locked are passed over; if nothing remains it is an error.
    ///
    /// Sender: the receiver of the proceeds.
    /// Emits: action=unlock_shorting_funds, unlocked_amount, tax_amount.
    UnlockPositionFunds {
        /// The positions: at most 100, none twice.
        positions_idx: Vec<Uint128>,
    },
    /// Pay out the proceeds of a position that closes, whatever the time. Nothing locked is no
    /// error.
    ///
    /// Sender: mint.
    /// Emits: action=release_shorting_funds, position_idx, unlocked_amount, tax_amount; nothing if
    /// nothing was locked.
    ReleasePositionFunds {
        /// The position.
        position_idx: Uint128,
    },
}

/// What can be asked.
#[cw_serde]
#[derive(QueryResponses)]
pub enum QueryMsg {
    /// The configuration.
    #[returns(ConfigResponse)]
    Config {},
    /// What a position has locked; an error if that is nothing.
    #[returns(PositionLockInfoResponse)]
    PositionLockInfo {
        /// The position.
        position_idx: Uint128,
    },
}

/// The configuration.
#[cw_serde]
pub struct ConfigResponse {
    /// Who changes the configuration.
    pub owner: String,
    /// The mint contract.
    pub mint_contract: String,
    /// The denom of the proceeds.
    pub base_denom: String,
    /// How long proceeds stay locked, in seconds.
    pub lockup_period: u64,
}

/// What a position has locked.
#[cw_serde]
pub struct PositionLockInfoResponse {
    /// The position.
    pub idx: Uint128,
    /// Who gets the proceeds.
    pub receiver: String,
    /// How much, in base-denom micro units.
    pub locked_amount: Uint128,
    /// From when on the receiver may take it, in UNIX seconds.
    pub unlock_time: u64,
}

/// A lock to ask and to tell.
pub struct Lock(pub Addr);

impl Lock {
    /// What the position has locked.
    pub fn position_lock_info(
        &self,
        querier: &QuerierWrapper,
        position_idx: Uint128,
    ) -> StdResult<PositionLockInfoResponse> {
        querier.query_wasm_smart(&self.0, &QueryMsg::PositionLockInfo { position_idx })
    }

    /// Lock for `receiver` what this contract holds above `balance_before`.
    pub fn lock(
        &self,
        position_idx: Uint128,
        receiver: &Addr,
        balance_before: Uint128,
    ) -> StdResult<CosmosMsg> {
        let message = ExecuteMsg::LockPositionFundsHook {
            position_idx,
            receiver: receiver.to_string(),
            balance_before: Some(balance_before),
        };
        Ok(wasm_execute(&self.0, &message, vec![])?.into())
    }

    /// Pay out what the position has locked, now that it closes.
    pub fn release(&self, position_idx: Uint128) -> StdResult<CosmosMsg> {
        let message = ExecuteMsg::ReleasePositionFunds { position_idx };
        Ok(wasm_execute(&self.0, &message, vec![])?.into())
    }
}

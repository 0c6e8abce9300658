//! Staked LP tokens and book-entry short stakes (sLP), and the MIR shared out among both.
//!
//! Amounts are micro units.

use cosmwasm_schema::{cw_serde, QueryResponses};
use cosmwasm_std::{wasm_execute, Addr, CosmosMsg, Decimal, QuerierWrapper, StdResult, Uint128};
use cw20::Cw20ReceiveMsg;
use terraswap::asset::Asset;
use terraswap::token::Token;

pub use terraswap::version::MigrateMsg;

/// Set up staking.
#[cw_serde]
pub struct InstantiateMsg {
    /// Who registers pools; the factory in a deployed protocol.
    pub owner: String,
    /// The MIR token, in which rewards are paid.
    pub mirror_token: String,
    /// The mint contract, which alone changes short stakes.
    pub mint_contract: String,
    /// The oracle whose prices the premium is measured against.
    pub oracle_contract: String,
    /// The pair factory.
    pub terraswap_factory: String,
    /// The denom every asset is paired with, e.g. `uusd`.
    pub base_denom: String,
    /// How long a premium stands at least before it may be adjusted again, in seconds.
    pub premium_min_update_interval: u64,
    /// The curve from premium to short weight.
    pub short_reward_contract: String,
    /// Base coins that a pool, at the oracle's price, has to hold for a day before its price counts in
    /// the premium; absent or 0 for none.
    pub minimum_reserve: Option<Uint128>,
}

/// Only `auto_stake` takes coins.
#[cw_serde]
pub enum ExecuteMsg {
    /// Take tokens sent to this contract; the payload is a [`Cw20HookMsg`].
    ///
    /// Sender: a cw20 token.
    Receive(Cw20ReceiveMsg),
    /// Change the configuration; absent fields stay as they are.
    ///
    /// Sender: the owner. Emits: action=update_config.
    UpdateConfig {
        /// The new owner.
        owner: Option<String>,
        /// The new time between two adjustments of a premium, in seconds.
        premium_min_update_interval: Option<u64>,
        /// The new curve.
        short_reward_contract: Option<String>,
        /// The new least reserve of a pool whose price counts, in base coins at the oracle's price; 0
        /// for none.
        minimum_reserve: Option<Uint128>,
    },
    /// Open the pool of an asset.
    ///
    /// Sender: the owner. Emits: action=register_asset, asset_token.
    RegisterAsset {
        /// The mAsset, or MIR.
        asset_token: String,
        /// The LP token of its pair, which is staked.
        staking_token: String,
    },
    /// Replace the LP token of a pool, once. Stakes of the old one keep their rewards up to now,
    /// earn no more and have to be unbonded.
    ///
    /// Sender: the owner. Emits: action=depcrecate_staking_token, asset_token,
    /// deprecated_staking_token, new_staking_token.
    DeprecateStakingToken {
        /// The pool's asset.
        asset_token: String,
        /// The LP token that is staked from now on.
        new_staking_token: String,
    },
    /// Take LP tokens out of a stake. Rewards stay pending.
    ///
    /// Sender: the staker. Emits: action=unbond, staker_addr, asset_token, amount, staking_token.
    Unbond {
        /// The pool's asset.
        asset_token: String,
        /// How many; above 0.
        amount: Uint128,
    },
    /// Pay out the sender's pending rewards, of LP and short stakes.
    ///
    /// Sender: the staker. Emits: action=withdraw, amount.
    Withdraw {
        /// The pool's asset; absent for all of them.
        asset_token: Option<String>,
    },
    /// Provide liquidity and stake the LP tokens in one step. What the pair does not take comes
    /// back to the sender.
    ///
    /// Sender: anybody. Funds: exactly the native one of `assets`; the token one needs an allowance
    /// for this contract. Emits: action=auto_stake, asset_token, tax_amount.
    AutoStake {
        /// An amount of the base denom and one of the pool's asset, both above 0.
        assets: [Asset; 2],
        /// The largest part of a side that may be left over ("0.01" = 1 %); absent: "0.05".
        slippage_tolerance: Option<Decimal>,
    },
    /// Stake what `auto_stake` gained and hand back what was left.
    ///
    /// Sender: this contract itself. Emits: as `bond`.
    AutoStakeHook {
        /// The pool's asset.
        asset_token: String,
        /// Its LP token.
        staking_token: String,
        /// Who staked.
        staker_addr: String,
        /// This contract's LP tokens before.
        prev_staking_token_amount: Uint128,
        /// Its coins of the base denom before, the attached ones left out.
        prev_base_amount: Option<Uint128>,
        /// Its tokens of the asset before.
        prev_asset_amount: Option<Uint128>,
    },
    /// Measure premiums anew and set the weight of short stakes by them. An asset adjusted within
    /// the interval or without a fresh price is passed over, but it is noted, at any time, whether its
    /// pool holds the least reserve. If nothing changes it is an error.
    ///
    /// Sender: anybody. Emits: action=premium_adjustment.
    AdjustPremium {
        /// The assets: 1 to 30, none twice.
        asset_tokens: Vec<String>,
    },
    /// Add to a short stake. An amount of 0 changes nothing.
    ///
    /// Sender: mint. Emits: action=increase_short_token, staker_addr, asset_token, amount.
    IncreaseShortToken {
        /// The mAsset.
        asset_token: String,
        /// The owner of the short position.
        staker_addr: String,
        /// How much was minted.
        amount: Uint128,
    },
    /// Take from a short stake. An amount of 0 changes nothing.
    ///
    /// Sender: mint. Emits: action=decrease_short_token, staker_addr, asset_token, amount.
    DecreaseShortToken {
        /// The mAsset.
        asset_token: String,
        /// The owner of the short position.
        staker_addr: String,
        /// How much was burned or written off.
        amount: Uint128,
    },
}

/// What a token sent to this contract pays for. If it is refused the transfer is undone.
#[cw_serde]
pub enum Cw20HookMsg {
    /// Stake the received LP tokens.
    ///
    /// Token: the pool's LP token, from anybody.
    /// Emits: action=bond, staker_addr, asset_token, amount.
    Bond {
        /// The pool's asset.
        asset_token: String,
    },
    /// Have the received MIR flow to the stakers of pools: over a day, or over thirty days if
    /// nobody is staked. A part of each amount goes to short stakers, by the average weight since the
    /// owner's last deposit.
    ///
    /// Token: MIR, from anybody. Emits: action=deposit_reward, rewards_amount.
    DepositReward {
        /// Pairs of asset and amount: at most 30, no asset twice, none of 0, together what was sent.
        rewards: Vec<(String, Uint128)>,
    },
}

/// What can be asked.
#[cw_serde]
#[derive(QueryResponses)]
pub enum QueryMsg {
    /// The configuration.
    #[returns(ConfigResponse)]
    Config {},
    /// The pool of an asset; an error if there is none.
    #[returns(PoolInfoResponse)]
    PoolInfo {
        /// The asset.
        asset_token: String,
    },
    /// What somebody has staked and earned, up to now.
    #[returns(RewardInfoResponse)]
    RewardInfo {
        /// The staker.
        staker_addr: String,
        /// The pool's asset; absent for all of them.
        asset_token: Option<String>,
    },
}

/// The configuration.
#[cw_serde]
pub struct ConfigResponse {
    /// Who registers pools.
    pub owner: String,
    /// The MIR token.
    pub mirror_token: String,
    /// The mint contract.
    pub mint_contract: String,
    /// The oracle whose prices the premium is measured against.
    pub oracle_contract: String,
    /// The pair factory.
    pub terraswap_factory: String,
    /// The denom every asset is paired with.
    pub base_denom: String,
    /// The time between two adjustments of a premium, in seconds.
    pub premium_min_update_interval: u64,
    /// The curve from premium to short weight.
    pub short_reward_contract: String,
    /// Base coins that a pool, at the oracle's price, has to hold for a day before its price counts in
    /// the premium, if any.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub minimum_reserve: Option<Uint128>,
}

/// The pool of an asset.
#[cw_serde]
pub struct PoolInfoResponse {
    /// The asset.
    pub asset_token: String,
    /// Its LP token.
    pub staking_token: String,
    /// LP tokens staked.
    pub total_bond_amount: Uint128,
    /// Short stakes.
    pub total_short_amount: Uint128,
    /// MIR micro units shared out so far for one micro unit of LP.
    pub reward_index: Decimal,
    /// The same for one micro unit of short stake.
    pub short_reward_index: Decimal,
    /// MIR for LP stakers that has not flowed out yet.
    pub pending_reward: Uint128,
    /// The same for short stakers.
    pub short_pending_reward: Uint128,
    /// The last measured premium, as a fraction ("0.05" = 5 %).
    pub premium_rate: Decimal,
    /// The part of a deposit that goes to short stakers.
    pub short_reward_weight: Decimal,
    /// When the premium was measured, in UNIX seconds; 0 for never.
    pub premium_updated_time: u64,
    /// When the last of `pending_reward` will have flowed out, in UNIX seconds, if nothing is added
    /// and somebody is staked; absent when nothing is pending. While nobody is staked it moves along
    /// with the time.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub reward_end: Option<u64>,
    /// The same of `short_pending_reward`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub short_reward_end: Option<u64>,
    /// Where the LP index stood when the LP token was replaced, if it was.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub migration_index_snapshot: Option<Decimal>,
    /// The LP token before, if it was replaced.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub migration_deprecated_staking_token: Option<String>,
}

/// What somebody has staked and earned.
#[cw_serde]
pub struct RewardInfoResponse {
    /// The staker.
    pub staker_addr: String,
    /// LP stakes and then short stakes, each ascending by asset.
    pub reward_infos: Vec<RewardInfoResponseItem>,
}

/// A stake.
#[cw_serde]
pub struct RewardInfoResponseItem {
    /// The pool's asset.
    pub asset_token: String,
    /// How much is staked.
    pub bond_amount: Uint128,
    /// MIR earned and not yet withdrawn, up to now.
    pub pending_reward: Uint128,
    /// Whether it is a short stake.
    pub is_short: bool,
    /// True for a stake of a replaced LP token, else null.
    pub should_migrate: Option<bool>,
}

/// A staking contract to ask and to tell.
pub struct Staking(pub Addr);

impl Staking {
    /// Open the pool of an asset.
    pub fn register_asset(&self, asset_token: &Addr, staking_token: &Addr) -> StdResult<CosmosMsg> {
        let message = ExecuteMsg::RegisterAsset {
            asset_token: asset_token.to_string(),
            staking_token: staking_token.to_string(),
        };
        Ok(wasm_execute(&self.0, &message, vec![])?.into())
    }

    /// Add to a short stake.
    pub fn increase_short_token(
        &self,
        asset_token: &Addr,
        staker: &Addr,
        amount: Uint128,
    ) -> StdResult<CosmosMsg> {
        let message = ExecuteMsg::IncreaseShortToken {
            asset_token: asset_token.to_string(),
            staker_addr: staker.to_string(),
            amount,
        };
        Ok(wasm_execute(&self.0, &message, vec![])?.into())
    }

    /// Take from a short stake.
    pub fn decrease_short_token(
        &self,
        asset_token: &Addr,
        staker: &Addr,
        amount: Uint128,
    ) -> StdResult<CosmosMsg> {
        let message = ExecuteMsg::DecreaseShortToken {
            asset_token: asset_token.to_string(),
            staker_addr: staker.to_string(),
            amount,
        };
        Ok(wasm_execute(&self.0, &message, vec![])?.into())
    }

    /// Send MIR to be shared out: these amounts to the pools of these assets.
    pub fn deposit_reward(
        &self,
        mirror_token: &Token,
        rewards: Vec<(String, Uint128)>,
    ) -> StdResult<CosmosMsg> {
        let mut sum = Uint128::zero();
        for (_, amount) in &rewards {
            sum = sum.checked_add(*amount)?;
        }
        mirror_token.send(&self.0, sum, &Cw20HookMsg::DepositReward { rewards })
    }

    /// What `staker` has staked and earned.
    pub fn reward_info(
        &self,
        querier: &QuerierWrapper,
        staker: &Addr,
    ) -> StdResult<RewardInfoResponse> {
        let question = QueryMsg::RewardInfo {
            staker_addr: staker.to_string(),
            asset_token: None,
        };
        querier.query_wasm_smart(&self.0, &question)
    }
}

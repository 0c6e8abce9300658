//! The messages of users, each made in one place. A payment in a coin goes with the message; a
//! payment in tokens goes through the token, with a hook.

use std::slice;

use cosmwasm_std::{
    to_json_binary, Addr, Binary, Coin, CosmosMsg, Decimal, StdResult, Uint128, WasmMsg,
};
use cw20::Cw20ExecuteMsg;
use mirror_protocol::mint::ShortParams;
use mirror_protocol::{gov, limit_order, lock, mint, staking};
use serde::Serialize;
use terraswap::asset::{coins_of, Asset, AssetInfo};
use terraswap::pair;

/// A message of an account to a contract.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Call {
    /// The contract that receives it; for a payment in tokens, the token.
    pub contract: Addr,
    /// The message, as JSON.
    pub body: Binary,
    /// The coins sent with it.
    pub funds: Vec<Coin>,
}

impl From<Call> for CosmosMsg {
    fn from(call: Call) -> Self {
        let message = WasmMsg::Execute {
            contract_addr: call.contract.into_string(),
            msg: call.body,
            funds: call.funds,
        };
        message.into()
    }
}

/// Messages to any contract.
impl Call {
    /// A message without a payment.
    pub fn new(contract: &Addr, msg: &impl Serialize) -> StdResult<Self> {
        Ok(Self {
            contract: contract.clone(),
            body: to_json_binary(msg)?,
            funds: vec![],
        })
    }

    /// A payment in tokens, with a hook for the contract that is paid.
    pub fn handing(
        token: &Addr,
        amount: Uint128,
        contract: &Addr,
        hook: &impl Serialize,
    ) -> StdResult<Self> {
        let msg = to_json_binary(hook)?;
        let contract = contract.to_string();
        let send = Cw20ExecuteMsg::Send {
            contract,
            amount,
            msg,
        };
        Self::new(token, &send)
    }

    /// A payment: `msg` for a coin, `hook` for tokens.
    fn paying(
        contract: &Addr,
        payment: &Asset,
        msg: &impl Serialize,
        hook: &impl Serialize,
    ) -> StdResult<Self> {
        match &payment.info {
            AssetInfo::Token { contract_addr } => {
                let token = Addr::unchecked(contract_addr);
                Self::handing(&token, payment.amount, contract, hook)
            }
            AssetInfo::NativeToken { .. } => Ok(Self {
                funds: coins_of(slice::from_ref(payment)),
                ..Self::new(contract, msg)?
            }),
        }
    }

    /// An allowance for a spender of tokens.
    pub fn allow(token: &Addr, spender: &Addr, amount: Uint128) -> StdResult<Self> {
        let increase = Cw20ExecuteMsg::IncreaseAllowance {
            spender: spender.to_string(),
            amount,
            expires: None,
        };
        Self::new(token, &increase)
    }
}

/// Positions.
impl Call {
    /// Opens a position; with `short_params` a short one.
    pub fn open_position(
        mint: &Addr,
        collateral: Asset,
        asset_info: AssetInfo,
        collateral_ratio: Decimal,
        short_params: Option<ShortParams>,
    ) -> StdResult<Self> {
        let hook = mint::Cw20HookMsg::OpenPosition {
            asset_info: asset_info.clone(),
            collateral_ratio,
            short_params: short_params.clone(),
        };
        let msg = mint::ExecuteMsg::OpenPosition {
            collateral: collateral.clone(),
            asset_info,
            collateral_ratio,
            short_params,
        };
        Self::paying(mint, &collateral, &msg, &hook)
    }

    /// Adds collateral.
    pub fn deposit(mint: &Addr, position_idx: Uint128, collateral: Asset) -> StdResult<Self> {
        let hook = mint::Cw20HookMsg::Deposit { position_idx };
        let msg = mint::ExecuteMsg::Deposit {
            position_idx,
            collateral: collateral.clone(),
        };
        Self::paying(mint, &collateral, &msg, &hook)
    }

    /// Takes collateral out: a part of it, or all.
    pub fn withdraw(
        mint: &Addr,
        position_idx: Uint128,
        collateral: Option<Asset>,
    ) -> StdResult<Self> {
        let msg = mint::ExecuteMsg::Withdraw {
            position_idx,
            collateral,
        };
        Self::new(mint, &msg)
    }

    /// Mints more of a position's asset.
    pub fn mint(
        mint: &Addr,
        position_idx: Uint128,
        asset: Asset,
        short_params: Option<ShortParams>,
    ) -> StdResult<Self> {
        let msg = mint::ExecuteMsg::Mint {
            position_idx,
            asset,
            short_params,
        };
        Self::new(mint, &msg)
    }

    /// Pays a position's debt back.
    pub fn burn(
        mint: &Addr,
        position_idx: Uint128,
        token: &Addr,
        debt: Uint128,
    ) -> StdResult<Self> {
        let hook = mint::Cw20HookMsg::Burn { position_idx };
        Self::handing(token, debt, mint, &hook)
    }

    /// Pays a position's debt for its collateral.
    pub fn auction(
        mint: &Addr,
        position_idx: Uint128,
        token: &Addr,
        debt: Uint128,
    ) -> StdResult<Self> {
        let hook = mint::Cw20HookMsg::Auction { position_idx };
        Self::handing(token, debt, mint, &hook)
    }

    /// Claims the proceeds of short positions.
    pub fn unlock(lock: &Addr, positions_idx: Vec<Uint128>) -> StdResult<Self> {
        Self::new(
            lock,
            &lock::ExecuteMsg::UnlockPositionFunds { positions_idx },
        )
    }
}

/// Pools and what is staked of them.
impl Call {
    /// Swaps an asset of a pair for the other one, which is paid to `to`, or to the sender.
    pub fn swap(
        pair: &Addr,
        offer: Asset,
        max_spread: Option<Decimal>,
        to: Option<&Addr>,
    ) -> StdResult<Self> {
        let to = to.map(Addr::to_string);
        let hook = pair::Cw20HookMsg::Swap {
            belief_price: None,
            max_spread,
            to: to.clone(),
            deadline: None,
        };
        let msg = pair::ExecuteMsg::Swap {
            offer_asset: offer.clone(),
            belief_price: None,
            max_spread,
            to,
            deadline: None,
        };
        Self::paying(pair, &offer, &msg, &hook)
    }

    /// Provides liquidity. The pair needs an allowance for each token.
    pub fn provide(
        pair: &Addr,
        assets: [Asset; 2],
        slippage_tolerance: Option<Decimal>,
    ) -> StdResult<Self> {
        let funds = coins_of(&assets);
        let msg = pair::ExecuteMsg::ProvideLiquidity {
            assets,
            receiver: None,
            deadline: None,
            slippage_tolerance,
        };
        Ok(Self {
            funds,
            ..Self::new(pair, &msg)?
        })
    }

    /// Provides liquidity and stakes the LP tokens. Staking needs an allowance for each token.
    pub fn provide_and_stake(staking: &Addr, assets: [Asset; 2]) -> StdResult<Self> {
        let funds = coins_of(&assets);
        let msg = staking::ExecuteMsg::AutoStake {
            assets,
            slippage_tolerance: None,
        };
        Ok(Self {
            funds,
            ..Self::new(staking, &msg)?
        })
    }

    /// Withdraws liquidity.
    pub fn withdraw_liquidity(lp_token: &Addr, shares: Uint128, pair: &Addr) -> StdResult<Self> {
        let hook = pair::Cw20HookMsg::WithdrawLiquidity {
            min_assets: None,
            deadline: None,
        };
        Self::handing(lp_token, shares, pair, &hook)
    }

    /// Stakes LP tokens of an asset's pool.
    pub fn bond(staking: &Addr, lp_token: &Addr, shares: Uint128, asset: &Addr) -> StdResult<Self> {
        let hook = staking::Cw20HookMsg::Bond {
            asset_token: asset.to_string(),
        };
        Self::handing(lp_token, shares, staking, &hook)
    }

    /// Takes staked LP tokens of an asset's pool out.
    pub fn unbond(staking: &Addr, asset: &Addr, amount: Uint128) -> StdResult<Self> {
        let asset_token = asset.to_string();
        Self::new(
            staking,
            &staking::ExecuteMsg::Unbond {
                asset_token,
                amount,
            },
        )
    }

    /// Claims MIR of one asset's pool, or of all.
    pub fn claim(staking: &Addr, asset: Option<&Addr>) -> StdResult<Self> {
        let asset_token = asset.map(Addr::to_string);
        Self::new(staking, &staking::ExecuteMsg::Withdraw { asset_token })
    }
}

/// Limit orders.
impl Call {
    /// Offers an asset for another one.
    pub fn submit_order(orders: &Addr, offer: Asset, ask_asset: Asset) -> StdResult<Self> {
        let hook = limit_order::Cw20HookMsg::SubmitOrder {
            ask_asset: ask_asset.clone(),
        };
        let msg = limit_order::ExecuteMsg::SubmitOrder {
            offer_asset: offer.clone(),
            ask_asset,
        };
        Self::paying(orders, &offer, &msg, &hook)
    }

    /// Pays an order, or a part of it.
    pub fn execute_order(orders: &Addr, order_id: u64, payment: Asset) -> StdResult<Self> {
        let hook = limit_order::Cw20HookMsg::ExecuteOrder { order_id };
        let msg = limit_order::ExecuteMsg::ExecuteOrder {
            execute_asset: payment.clone(),
            order_id,
        };
        Self::paying(orders, &payment, &msg, &hook)
    }

    /// Takes an order back.
    pub fn cancel_order(orders: &Addr, order_id: u64) -> StdResult<Self> {
        Self::new(orders, &limit_order::ExecuteMsg::CancelOrder { order_id })
    }
}

/// MIR in gov.
impl Call {
    /// Stakes MIR.
    pub fn stake(gov: &Addr, mirror_token: &Addr, amount: Uint128) -> StdResult<Self> {
        let hook = gov::Cw20HookMsg::StakeVotingTokens {};
        Self::handing(mirror_token, amount, gov, &hook)
    }

    /// Takes MIR out of the stake: an amount, or all that no vote locks.
    pub fn unstake(gov: &Addr, amount: Option<Uint128>) -> StdResult<Self> {
        Self::new(gov, &gov::ExecuteMsg::WithdrawVotingTokens { amount })
    }

    /// Takes what voting has earned, in one poll or in all.
    pub fn claim_votes(gov: &Addr, poll_id: Option<u64>) -> StdResult<Self> {
        Self::new(gov, &gov::ExecuteMsg::WithdrawVotingRewards { poll_id })
    }

    /// Stakes what voting has earned, in one poll or in all.
    pub fn stake_votes(gov: &Addr, poll_id: Option<u64>) -> StdResult<Self> {
        Self::new(gov, &gov::ExecuteMsg::StakeVotingRewards { poll_id })
    }
}

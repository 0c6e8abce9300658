//! What people do: one message, or a few that belong together. `false` or `None`: it was refused.

mod order;
mod stake;

use cosmwasm_std::{to_json_binary, Addr, Decimal, Uint128};
use cw20::Cw20ExecuteMsg;
use mirror_protocol::{lock, mint, staking};
use serde::Serialize;
use terraswap::asset::{Asset, AssetInfo};
use terraswap::pair;

use super::book::Collateral;
use super::chain::Call;
use super::person::Person;
use super::world::World;
use crate::error::SimulationError;
use crate::outcome::Pool;

/// The most that a trade may lose against the pool's price: traders choose sizes far below it.
const MAX_SPREAD: Decimal = Decimal::percent(25);

impl World<'_> {
    /// Opens a position; the answer is its number.
    pub(super) fn open(
        &mut self,
        who: &Person,
        asset: usize,
        backing: Collateral,
        amount: Uint128,
        ratio: Decimal,
        is_short: bool,
    ) -> Result<Option<u128>, SimulationError> {
        let short_params = is_short.then_some(mint::ShortParams {
            belief_price: None,
            max_spread: Some(MAX_SPREAD),
        });
        let asset_info = self.info_of(Collateral::Asset(asset));
        let call = match backing {
            Collateral::Base => {
                let message = mint::ExecuteMsg::OpenPosition {
                    collateral: self.info_of(backing).amount(amount),
                    asset_info,
                    collateral_ratio: ratio,
                    short_params,
                };
                Call::new(&self.at.mint, &message)?.paying(amount)
            }
            Collateral::Asset(backing) => {
                let hook = mint::Cw20HookMsg::OpenPosition {
                    asset_info,
                    collateral_ratio: ratio,
                    short_params,
                };
                self.to_mint(backing, amount, &hook)?
            }
        };

        let opened = self.send(who, call)?.is_some();
        Ok(self
            .book
            .positions
            .of(who.account)
            .last()
            .copied()
            .filter(|_| opened))
    }

    pub(super) fn deposit(
        &mut self,
        who: &Person,
        idx: u128,
        backing: Collateral,
        amount: Uint128,
    ) -> Result<bool, SimulationError> {
        let position_idx = Uint128::new(idx);
        let call = match backing {
            Collateral::Base => {
                let collateral = self.info_of(backing).amount(amount);
                let message = mint::ExecuteMsg::Deposit {
                    position_idx,
                    collateral,
                };
                Call::new(&self.at.mint, &message)?.paying(amount)
            }
            Collateral::Asset(token) => {
                let hook = mint::Cw20HookMsg::Deposit { position_idx };
                self.to_mint(token, amount, &hook)?
            }
        };

        Ok(self.send(who, call)?.is_some())
    }

    /// Takes collateral out; all of it without an amount.
    pub(super) fn withdraw(
        &mut self,
        who: &Person,
        idx: u128,
        collateral: Option<(Collateral, Uint128)>,
    ) -> Result<bool, SimulationError> {
        let collateral = collateral.map(|(backing, amount)| self.info_of(backing).amount(amount));
        let message = mint::ExecuteMsg::Withdraw {
            position_idx: Uint128::new(idx),
            collateral,
        };
        let call = Call::new(&self.at.mint, &message)?;

        Ok(self.send(who, call)?.is_some())
    }

    pub(super) fn mint_more(
        &mut self,
        who: &Person,
        idx: u128,
        asset: usize,
        amount: Uint128,
    ) -> Result<bool, SimulationError> {
        let message = mint::ExecuteMsg::Mint {
            position_idx: Uint128::new(idx),
            asset: self.info_of(Collateral::Asset(asset)).amount(amount),
            short_params: Some(mint::ShortParams {
                belief_price: None,
                max_spread: Some(MAX_SPREAD),
            }),
        };
        let call = Call::new(&self.at.mint, &message)?;

        Ok(self.send(who, call)?.is_some())
    }

    pub(super) fn burn(
        &mut self,
        who: &Person,
        idx: u128,
        asset: usize,
        amount: Uint128,
    ) -> Result<bool, SimulationError> {
        let position_idx = Uint128::new(idx);
        let call = self.to_mint(asset, amount, &mint::Cw20HookMsg::Burn { position_idx })?;

        Ok(self.send(who, call)?.is_some())
    }

    pub(super) fn auction(
        &mut self,
        who: &Person,
        idx: u128,
        asset: usize,
        amount: Uint128,
    ) -> Result<bool, SimulationError> {
        let position_idx = Uint128::new(idx);
        let call = self.to_mint(asset, amount, &mint::Cw20HookMsg::Auction { position_idx })?;

        Ok(self.send(who, call)?.is_some())
    }

    /// Pays base coins into a pool.
    pub(super) fn buy(
        &mut self,
        who: &Person,
        pool: Pool,
        coins: Uint128,
    ) -> Result<bool, SimulationError> {
        if coins.is_zero() {
            return Ok(false);
        }
        let message = pair::ExecuteMsg::Swap {
            offer_asset: self.info_of(Collateral::Base).amount(coins),
            belief_price: None,
            max_spread: Some(MAX_SPREAD),
            to: None,
            deadline: None,
        };
        let call = Call::new(&self.pair_of(pool), &message)?.paying(coins);

        Ok(self.send(who, call)?.is_some())
    }

    /// Pays a pool's other asset into it.
    pub(super) fn sell(
        &mut self,
        who: &Person,
        pool: Pool,
        amount: Uint128,
    ) -> Result<bool, SimulationError> {
        if amount.is_zero() {
            return Ok(false);
        }
        let hook = pair::Cw20HookMsg::Swap {
            belief_price: None,
            max_spread: Some(MAX_SPREAD),
            to: None,
            deadline: None,
        };
        let call = paid(&self.token_of(pool), &self.pair_of(pool), amount, &hook)?;

        Ok(self.send(who, call)?.is_some())
    }

    /// Provides liquidity and stakes it.
    pub(super) fn provide(
        &mut self,
        who: &Person,
        pool: Pool,
        coins: Uint128,
        tokens: Uint128,
    ) -> Result<bool, SimulationError> {
        if coins.is_zero() || tokens.is_zero() {
            return Ok(false);
        }
        let token = self.token_of(pool);
        let allow = Cw20ExecuteMsg::IncreaseAllowance {
            spender: self.at.staking.to_string(),
            amount: tokens,
            expires: None,
        };
        if self.send(who, Call::new(&token, &allow)?)?.is_none() {
            return Ok(false);
        }
        let stake = staking::ExecuteMsg::AutoStake {
            assets: [
                self.info_of(Collateral::Base).amount(coins),
                Asset::token(token, tokens),
            ],
            slippage_tolerance: None,
        };
        let call = Call::new(&self.at.staking, &stake)?.paying(coins);

        Ok(self.send(who, call)?.is_some())
    }

    /// Takes staked liquidity out of staking and out of the pool.
    pub(super) fn take_out(
        &mut self,
        who: &Person,
        pool: Pool,
        amount: Uint128,
    ) -> Result<bool, SimulationError> {
        if amount.is_zero() {
            return Ok(false);
        }
        let unbond = staking::ExecuteMsg::Unbond {
            asset_token: self.token_of(pool).to_string(),
            amount,
        };
        let call = Call::new(&self.at.staking, &unbond)?;
        if self.send(who, call)?.is_none() {
            return Ok(false);
        }
        let hook = pair::Cw20HookMsg::WithdrawLiquidity {
            min_assets: None,
            deadline: None,
        };
        let lp = match pool {
            Pool::Mir => self.book.mirror.lp_address.clone(),
            Pool::Asset(asset) => self.book.assets[asset].lp_address.clone(),
        };
        let call = paid(&lp, &self.pair_of(pool), amount, &hook)?;

        Ok(self.send(who, call)?.is_some())
    }

    /// Claims every reward.
    pub(super) fn claim(&mut self, who: &Person) -> Result<bool, SimulationError> {
        let message = staking::ExecuteMsg::Withdraw { asset_token: None };
        let call = Call::new(&self.at.staking, &message)?;

        Ok(self.send(who, call)?.is_some())
    }

    /// Takes the proceeds of shorts whose lockup is over.
    pub(super) fn unlock(&mut self, who: &Person) -> Result<bool, SimulationError> {
        let free = self.book.locks.free_for(who.account, self.chain.now());
        if free.is_empty() {
            return Ok(false);
        }
        let message = lock::ExecuteMsg::UnlockPositionFunds {
            positions_idx: free.into_iter().map(Uint128::new).collect(),
        };
        let call = Call::new(&self.at.lock, &message)?;

        Ok(self.send(who, call)?.is_some())
    }

    pub(super) fn info_of(&self, backing: Collateral) -> AssetInfo {
        match backing {
            Collateral::Base => AssetInfo::native(&self.protocol().base_denom),
            Collateral::Asset(asset) => {
                AssetInfo::token(self.book.assets[asset].token_address.as_str())
            }
        }
    }

    fn token_of(&self, pool: Pool) -> Addr {
        match pool {
            Pool::Mir => self.book.mirror.token_address.clone(),
            Pool::Asset(asset) => self.book.assets[asset].token_address.clone(),
        }
    }

    fn pair_of(&self, pool: Pool) -> Addr {
        match pool {
            Pool::Mir => self.book.mirror.pair_address.clone(),
            Pool::Asset(asset) => self.book.assets[asset].pair_address.clone(),
        }
    }

    pub(super) fn to_mint(
        &self,
        asset: usize,
        amount: Uint128,
        hook: &mint::Cw20HookMsg,
    ) -> Result<Call, SimulationError> {
        let token = &self.book.assets[asset].token_address;

        paid(token, &self.at.mint, amount, hook)
    }
}

/// Tokens that are sent to a contract with a message for it.
pub(super) fn paid(
    token: &Addr,
    contract: &Addr,
    amount: Uint128,
    hook: &impl Serialize,
) -> Result<Call, SimulationError> {
    let message = Cw20ExecuteMsg::Send {
        contract: contract.to_string(),
        amount,
        msg: to_json_binary(hook)?,
    };

    Call::new(token, &message)
}

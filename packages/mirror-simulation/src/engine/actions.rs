//! What people do: one message, or a few that belong together. `false` or `None`: it was refused.

use cosmwasm_std::{Addr, Decimal, Uint128};
use mirror_protocol::mint::ShortParams;
use mirror_testing::Call;
use terraswap::asset::{Asset, AssetInfo};

use super::book::Collateral;
use super::person::Person;
use super::world::World;
use crate::error::SimulationError;
use crate::outcome::Pool;

/// The most that a trade may lose against the pool's price: traders choose sizes far below it.
const MAX_SPREAD: Decimal = Decimal::percent(25);

/// The same for what opening or minting sells.
const SHORT: ShortParams = ShortParams {
    belief_price: None,
    max_spread: Some(MAX_SPREAD),
};

/// Whether a message was accepted.
type Accepted = Result<bool, SimulationError>;

impl World<'_> {
    fn does(&mut self, who: &Person, call: Call) -> Accepted {
        Ok(self.send(who, call)?.is_some())
    }

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
        let collateral = self.info_of(backing).amount(amount);
        let asset_info = self.info_of(Collateral::Asset(asset));
        let short = is_short.then_some(SHORT);
        let call = Call::open_position(&self.at.mint, collateral, asset_info, ratio, short)?;

        let opened = self.does(who, call)?;
        let latest = self.book.positions.of(who.account).last().copied();
        Ok(latest.filter(|_| opened))
    }

    pub(super) fn deposit(
        &mut self,
        who: &Person,
        idx: u128,
        backing: Collateral,
        amount: Uint128,
    ) -> Accepted {
        let collateral = self.info_of(backing).amount(amount);
        let call = Call::deposit(&self.at.mint, idx.into(), collateral)?;

        self.does(who, call)
    }

    /// Takes collateral out; all of it without an amount.
    pub(super) fn withdraw(
        &mut self,
        who: &Person,
        idx: u128,
        collateral: Option<(Collateral, Uint128)>,
    ) -> Accepted {
        let collateral = collateral.map(|(backing, amount)| self.info_of(backing).amount(amount));
        let call = Call::withdraw(&self.at.mint, idx.into(), collateral)?;

        self.does(who, call)
    }

    pub(super) fn mint_more(
        &mut self,
        who: &Person,
        idx: u128,
        asset: usize,
        amount: Uint128,
    ) -> Accepted {
        let asset = self.info_of(Collateral::Asset(asset)).amount(amount);
        let call = Call::mint(&self.at.mint, idx.into(), asset, Some(SHORT))?;

        self.does(who, call)
    }

    pub(super) fn burn(
        &mut self,
        who: &Person,
        idx: u128,
        asset: usize,
        amount: Uint128,
    ) -> Accepted {
        let token = &self.book.assets[asset].token_address;
        let call = Call::burn(&self.at.mint, idx.into(), token, amount)?;

        self.does(who, call)
    }

    pub(super) fn auction(
        &mut self,
        who: &Person,
        idx: u128,
        asset: usize,
        amount: Uint128,
    ) -> Accepted {
        let call = self.auction_of(idx, asset, amount)?;

        self.does(who, call)
    }

    /// The message that buys collateral for a debt.
    pub(super) fn auction_of(
        &self,
        idx: u128,
        asset: usize,
        amount: Uint128,
    ) -> Result<Call, SimulationError> {
        let token = &self.book.assets[asset].token_address;

        Ok(Call::auction(&self.at.mint, idx.into(), token, amount)?)
    }

    /// Pays base coins into a pool.
    pub(super) fn buy(&mut self, who: &Person, pool: Pool, coins: Uint128) -> Accepted {
        let offer = self.info_of(Collateral::Base).amount(coins);

        self.swap(who, pool, offer)
    }

    /// Pays a pool's asset into it.
    pub(super) fn sell(&mut self, who: &Person, pool: Pool, amount: Uint128) -> Accepted {
        let offer = Asset::token(self.token_of(pool), amount);

        self.swap(who, pool, offer)
    }

    fn swap(&mut self, who: &Person, pool: Pool, offer: Asset) -> Accepted {
        if offer.amount.is_zero() {
            return Ok(false);
        }
        let call = Call::swap(&self.pair_of(pool), offer, Some(MAX_SPREAD), None)?;

        self.does(who, call)
    }

    /// Provides liquidity and stakes it.
    pub(super) fn provide(
        &mut self,
        who: &Person,
        pool: Pool,
        coins: Uint128,
        tokens: Uint128,
    ) -> Accepted {
        if coins.is_zero() || tokens.is_zero() {
            return Ok(false);
        }
        let token = self.token_of(pool);
        let allow = Call::allow(&token, &self.at.staking, tokens)?;
        if !self.does(who, allow)? {
            return Ok(false);
        }
        let coins = self.info_of(Collateral::Base).amount(coins);
        let assets = [coins, Asset::token(token, tokens)];
        let call = Call::provide_and_stake(&self.at.staking, assets)?;

        self.does(who, call)
    }

    /// Takes staked liquidity out of staking and out of the pool.
    pub(super) fn take_out(&mut self, who: &Person, pool: Pool, amount: Uint128) -> Accepted {
        if amount.is_zero() {
            return Ok(false);
        }
        let unbond = Call::unbond(&self.at.staking, &self.token_of(pool), amount)?;
        if !self.does(who, unbond)? {
            return Ok(false);
        }
        let lp_token = match pool {
            Pool::Mir => &self.book.mirror.lp_address,
            Pool::Asset(asset) => &self.book.assets[asset].lp_address,
        };
        let call = Call::withdraw_liquidity(lp_token, amount, &self.pair_of(pool))?;

        self.does(who, call)
    }

    /// Claims every reward.
    pub(super) fn claim(&mut self, who: &Person) -> Accepted {
        let call = Call::claim(&self.at.staking, None)?;

        self.does(who, call)
    }

    /// Takes the proceeds of shorts whose lockup is over.
    pub(super) fn unlock(&mut self, who: &Person) -> Accepted {
        let free = self.book.locks.free_for(who.account, self.chain.now());
        if free.is_empty() {
            return Ok(false);
        }
        let positions_idx = free.into_iter().map(Uint128::new).collect();
        let call = Call::unlock(&self.at.lock, positions_idx)?;

        self.does(who, call)
    }
}

/// Limit orders.
impl World<'_> {
    /// Places an order: offers one asset for another.
    pub(super) fn place_order(
        &mut self,
        who: &Person,
        offer: (Collateral, Uint128),
        ask: (Collateral, Uint128),
    ) -> Accepted {
        let [offer, ask] = [offer, ask].map(|(what, amount)| self.info_of(what).amount(amount));
        let call = Call::submit_order(&self.at.orders, offer, ask)?;

        self.does(who, call)
    }

    pub(super) fn cancel_order(&mut self, who: &Person, order_id: u64) -> Accepted {
        let call = Call::cancel_order(&self.at.orders, order_id)?;

        self.does(who, call)
    }

    /// Pays an order, or a part of it.
    pub(super) fn fill_order(
        &mut self,
        who: &Person,
        order_id: u64,
        payment: (Collateral, Uint128),
    ) -> Accepted {
        let (what, amount) = payment;
        if amount.is_zero() {
            return Ok(false);
        }
        let payment = self.info_of(what).amount(amount);
        let call = Call::execute_order(&self.at.orders, order_id, payment)?;

        self.does(who, call)
    }
}

/// MIR in gov.
impl World<'_> {
    pub(super) fn stake(&mut self, who: &Person, amount: Uint128) -> Accepted {
        if amount.is_zero() {
            return Ok(false);
        }
        let call = Call::stake(&self.at.gov, &self.book.mirror.token_address, amount)?;

        self.does(who, call)
    }

    pub(super) fn unstake(&mut self, who: &Person, amount: Uint128) -> Accepted {
        let call = Call::unstake(&self.at.gov, Some(amount))?;

        self.does(who, call)
    }

    /// Withdraws what voting has earned.
    pub(super) fn claim_votes(&mut self, who: &Person) -> Accepted {
        let call = Call::claim_votes(&self.at.gov, None)?;

        self.does(who, call)
    }

    /// Stakes what voting has earned.
    pub(super) fn restake(&mut self, who: &Person) -> Accepted {
        let call = Call::stake_votes(&self.at.gov, None)?;

        self.does(who, call)
    }
}

/// What messages name.
impl World<'_> {
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
}

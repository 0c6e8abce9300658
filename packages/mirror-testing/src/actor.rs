//! What people do, in the words of the protocol.
//!
//! `tries_to_…` returns the chain's answer, which may be an error; the verb without it expects
//! success.

use cosmwasm_std::{Addr, Coin, Decimal, StdResult, Uint128};
use cw_multi_test::AppResponse;
use mirror_protocol::mint;
use serde::Serialize;
use terraswap::asset::{Asset, AssetInfo};

use crate::call::Call;
use crate::chain::Answer;
use crate::world::{World, BASE};

/// An account that acts in a world.
pub struct Actor<'a> {
    /// The world to act in.
    pub world: &'a mut World,
    /// The account that acts.
    pub who: Addr,
}

impl World {
    /// The actor of this name.
    pub fn actor(&mut self, name: &str) -> Actor<'_> {
        let who = self.chain.account(name);
        Actor { world: self, who }
    }

    /// An ordinary user.
    pub fn alice(&mut self) -> Actor<'_> {
        self.actor("alice")
    }

    /// Another user.
    pub fn bob(&mut self) -> Actor<'_> {
        self.actor("bob")
    }

    /// A third user.
    pub fn carol(&mut self) -> Actor<'_> {
        self.actor("carol")
    }

    /// Who buys collateral in auctions.
    pub fn liquidator(&mut self) -> Actor<'_> {
        self.actor("liquidator")
    }

    /// The account that owns the factories unless the world is governed.
    pub fn gov(&mut self) -> Actor<'_> {
        self.actor("gov")
    }
}

impl Actor<'_> {
    // Any message

    /// Send a contract a message without coins, which it accepts.
    #[track_caller]
    pub fn sends(self, contract: &Addr, msg: &impl Serialize) -> AppResponse {
        self.tries(contract, msg, &[])
            .expect("the message is accepted")
    }

    /// Send a contract a message.
    pub fn tries(self, contract: &Addr, msg: &impl Serialize, funds: &[Coin]) -> Answer {
        self.world.chain.execute(&self.who, contract, msg, funds)
    }

    /// Send a message that was made elsewhere.
    pub(crate) fn asks_for(self, request: StdResult<Call>) -> Answer {
        self.world.chain.send(&self.who, request)
    }

    /// Send tokens with a message to a contract.
    pub fn tries_to_hand(
        self,
        token: &Addr,
        amount: u128,
        contract: &Addr,
        hook: &impl Serialize,
    ) -> Answer {
        let Self { world, who } = self;
        world.chain.pay(&who, token, amount, contract, hook)
    }

    /// Give tokens away.
    #[track_caller]
    pub fn gives(self, token: &Addr, amount: u128, recipient: &Addr) {
        self.world.chain.give(&self.who, token, amount, recipient);
    }

    // Positions

    /// Open a position against base coins; the answer is its number.
    #[track_caller]
    pub fn opens(self, collateral: u128, symbol: &str, ratio: Decimal) -> Uint128 {
        number(
            &self
                .tries_to_open(collateral, symbol, ratio, None)
                .expect("a position is opened"),
        )
    }

    /// Open a short position against base coins, without limits on its sale.
    #[track_caller]
    pub fn shorts(self, collateral: u128, symbol: &str, ratio: Decimal) -> Uint128 {
        let params = Some(mint::ShortParams {
            belief_price: None,
            max_spread: None,
        });
        let answer = self.tries_to_open(collateral, symbol, ratio, params);
        number(&answer.expect("a short position is opened"))
    }

    /// Open a position against base coins; with `short_params` a short one.
    pub fn tries_to_open(
        self,
        collateral: u128,
        symbol: &str,
        ratio: Decimal,
        short_params: Option<mint::ShortParams>,
    ) -> Answer {
        let collateral = Asset::native(BASE, collateral);
        let asset = AssetInfo::token(self.world.token(symbol));
        let mint = &self.world.at.mint;
        let request = Call::open_position(mint, collateral, asset, ratio, short_params);
        self.asks_for(request)
    }

    /// Open a position against tokens; the answer is its number.
    #[track_caller]
    pub fn opens_against(
        self,
        collateral: u128,
        of: &str,
        symbol: &str,
        ratio: Decimal,
    ) -> Uint128 {
        let answer = self.tries_to_open_against(collateral, of, symbol, ratio);
        number(&answer.expect("a position is opened"))
    }

    /// Open a position against tokens.
    pub fn tries_to_open_against(
        self,
        collateral: u128,
        of: &str,
        symbol: &str,
        ratio: Decimal,
    ) -> Answer {
        let collateral = Asset::token(self.world.token(of), collateral);
        let asset = AssetInfo::token(self.world.token(symbol));
        let mint = &self.world.at.mint;
        let request = Call::open_position(mint, collateral, asset, ratio, None);
        self.asks_for(request)
    }

    /// Add base coins to a position's collateral.
    pub fn tries_to_deposit(self, idx: Uint128, collateral: u128) -> Answer {
        let collateral = Asset::native(BASE, collateral);
        let request = Call::deposit(&self.world.at.mint, idx, collateral);
        self.asks_for(request)
    }

    /// Withdraw base coins; `None` is everything.
    pub fn tries_to_withdraw(self, idx: Uint128, collateral: Option<u128>) -> Answer {
        let collateral = collateral.map(|amount| Asset::native(BASE, amount));
        let request = Call::withdraw(&self.world.at.mint, idx, collateral);
        self.asks_for(request)
    }

    /// Mint more of the position's asset.
    pub fn tries_to_mint(self, idx: Uint128, symbol: &str, amount: u128) -> Answer {
        let asset = Asset::token(self.world.token(symbol), amount);
        let request = Call::mint(&self.world.at.mint, idx, asset, None);
        self.asks_for(request)
    }

    /// Pay a position's debt back, or a part of it.
    pub fn tries_to_burn(self, idx: Uint128, symbol: &str, amount: u128) -> Answer {
        let (token, debt) = (self.world.token(symbol), Uint128::new(amount));
        let request = Call::burn(&self.world.at.mint, idx, &token, debt);
        self.asks_for(request)
    }

    /// Buy a position's collateral for tokens that pay its debt.
    pub fn tries_to_auction(self, idx: Uint128, symbol: &str, amount: u128) -> Answer {
        let (token, debt) = (self.world.token(symbol), Uint128::new(amount));
        let request = Call::auction(&self.world.at.mint, idx, &token, debt);
        self.asks_for(request)
    }

    /// Claim the proceeds of short sales.
    pub fn tries_to_unlock(self, positions: &[Uint128]) -> Answer {
        let request = Call::unlock(&self.world.at.lock, positions.to_vec());
        self.asks_for(request)
    }

    // The market

    /// Provide both sides of an asset's pool.
    #[track_caller]
    pub fn provides(mut self, symbol: &str, base: u128, asset: u128) -> AppResponse {
        self.reborrow()
            .tries_to_provide(symbol, base, asset)
            .expect("liquidity is provided")
    }

    /// Provide both sides of an asset's pool, as far as the chain accepts it.
    pub fn tries_to_provide(mut self, symbol: &str, base: u128, asset: u128) -> Answer {
        let listed = self.world.asset(symbol);
        self.reborrow().allows(&listed.token, &listed.pair, asset);
        let assets = [
            Asset::native(BASE, base),
            Asset::token(&listed.token, asset),
        ];
        let request = Call::provide(&listed.pair, assets, None);
        self.asks_for(request)
    }

    /// Buy an asset for base coins on its pair.
    pub fn tries_to_buy(self, symbol: &str, base: u128) -> Answer {
        let pair = self.world.asset(symbol).pair;
        let request = Call::swap(&pair, Asset::native(BASE, base), None, None);
        self.asks_for(request)
    }

    /// Sell an asset for base coins on its pair.
    pub fn tries_to_sell(self, symbol: &str, amount: u128) -> Answer {
        let listed = self.world.asset(symbol);
        let offer = Asset::token(listed.token, amount);
        let request = Call::swap(&listed.pair, offer, None, None);
        self.asks_for(request)
    }

    /// Let a spender take tokens.
    #[track_caller]
    pub fn allows(self, token: &Addr, spender: &Addr, amount: u128) {
        let request = Call::allow(token, spender, Uint128::new(amount));
        self.asks_for(request).expect("the allowance is given");
    }

    // Staking

    /// Stake LP tokens.
    pub fn tries_to_bond(self, symbol: &str, lp: u128) -> Answer {
        let listed = self.world.asset(symbol);
        let (staking, lp) = (&self.world.at.staking, Uint128::new(lp));
        let request = Call::bond(staking, &listed.lp_token, lp, &listed.token);
        self.asks_for(request)
    }

    /// Take staked LP tokens out.
    pub fn tries_to_unbond(self, symbol: &str, lp: u128) -> Answer {
        let (token, lp) = (self.world.token(symbol), Uint128::new(lp));
        let request = Call::unbond(&self.world.at.staking, &token, lp);
        self.asks_for(request)
    }

    /// Claim MIR of one asset's pool, or of all.
    pub fn tries_to_claim(self, symbol: Option<&str>) -> Answer {
        let token = symbol.map(|symbol| self.world.token(symbol));
        let staking = &self.world.at.staking;
        let request = Call::claim(staking, token.as_ref());
        self.asks_for(request)
    }

    fn reborrow(&mut self) -> Actor<'_> {
        Actor {
            world: self.world,
            who: self.who.clone(),
        }
    }
}

/// The number of the position in a message's event log.
#[track_caller]
pub fn number(answer: &AppResponse) -> Uint128 {
    let mut attributes = answer.events.iter().flat_map(|event| &event.attributes);
    let idx = attributes
        .rfind(|attribute| attribute.key == "position_idx")
        .expect("a position number");
    idx.value.parse().expect("a number")
}

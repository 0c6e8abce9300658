//! What people do, in the words of the protocol.
//!
//! `tries_to_…` returns what the chain answered; the verb alone expects success.

use cosmwasm_std::{coins, to_json_binary, Addr, Coin, Decimal, Uint128};
use cw20::Cw20ExecuteMsg;
use cw_multi_test::AppResponse;
use mirror_protocol::{lock, mint, staking};
use serde::Serialize;
use terraswap::asset::{Asset, AssetInfo};
use terraswap::pair;

use crate::world::{World, BASE};

/// Somebody who acts in a world.
pub struct Actor<'a> {
    pub world: &'a mut World,
    pub who: Addr,
}

pub(crate) type Answer = anyhow::Result<AppResponse>;

impl Actor<'_> {
    // Anything

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

    /// Send tokens with a message to a contract.
    pub fn tries_to_hand(
        self,
        token: &Addr,
        amount: u128,
        contract: &Addr,
        hook: &impl Serialize,
    ) -> Answer {
        let send = Cw20ExecuteMsg::Send {
            contract: contract.to_string(),
            amount: Uint128::new(amount),
            msg: to_json_binary(hook)?,
        };
        self.tries(token, &send, &[])
    }

    /// Give tokens away.
    #[track_caller]
    pub fn gives(self, token: &Addr, amount: u128, recipient: &Addr) {
        let amount = Uint128::new(amount);
        let recipient = recipient.to_string();
        self.sends(token, &Cw20ExecuteMsg::Transfer { recipient, amount });
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

    pub fn tries_to_open(
        self,
        collateral: u128,
        symbol: &str,
        ratio: Decimal,
        short_params: Option<mint::ShortParams>,
    ) -> Answer {
        let msg = mint::ExecuteMsg::OpenPosition {
            collateral: Asset::native(BASE, collateral),
            asset_info: AssetInfo::token(self.world.token(symbol)),
            collateral_ratio: ratio,
            short_params,
        };
        let mint = self.world.at.mint.clone();
        self.tries(&mint, &msg, &coins(collateral, BASE))
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

    pub fn tries_to_open_against(
        self,
        collateral: u128,
        of: &str,
        symbol: &str,
        ratio: Decimal,
    ) -> Answer {
        let hook = mint::Cw20HookMsg::OpenPosition {
            asset_info: AssetInfo::token(self.world.token(symbol)),
            collateral_ratio: ratio,
            short_params: None,
        };
        let (token, mint) = (self.world.token(of), self.world.at.mint.clone());
        self.tries_to_hand(&token, collateral, &mint, &hook)
    }

    pub fn tries_to_deposit(self, idx: Uint128, collateral: u128) -> Answer {
        let msg = mint::ExecuteMsg::Deposit {
            position_idx: idx,
            collateral: Asset::native(BASE, collateral),
        };
        let mint = self.world.at.mint.clone();
        self.tries(&mint, &msg, &coins(collateral, BASE))
    }

    /// Withdraw base coins; `None` is everything.
    pub fn tries_to_withdraw(self, idx: Uint128, collateral: Option<u128>) -> Answer {
        let collateral = collateral.map(|amount| Asset::native(BASE, amount));
        let msg = mint::ExecuteMsg::Withdraw {
            position_idx: idx,
            collateral,
        };
        let mint = self.world.at.mint.clone();
        self.tries(&mint, &msg, &[])
    }

    /// Mint more of the position's asset.
    pub fn tries_to_mint(self, idx: Uint128, symbol: &str, amount: u128) -> Answer {
        let asset = Asset::token(self.world.token(symbol), amount);
        let msg = mint::ExecuteMsg::Mint {
            position_idx: idx,
            asset,
            short_params: None,
        };
        let mint = self.world.at.mint.clone();
        self.tries(&mint, &msg, &[])
    }

    pub fn tries_to_burn(self, idx: Uint128, symbol: &str, amount: u128) -> Answer {
        let (token, mint) = (self.world.token(symbol), self.world.at.mint.clone());
        self.tries_to_hand(
            &token,
            amount,
            &mint,
            &mint::Cw20HookMsg::Burn { position_idx: idx },
        )
    }

    pub fn tries_to_auction(self, idx: Uint128, symbol: &str, amount: u128) -> Answer {
        let (token, mint) = (self.world.token(symbol), self.world.at.mint.clone());
        self.tries_to_hand(
            &token,
            amount,
            &mint,
            &mint::Cw20HookMsg::Auction { position_idx: idx },
        )
    }

    pub fn tries_to_unlock(self, positions: &[Uint128]) -> Answer {
        let msg = lock::ExecuteMsg::UnlockPositionFunds {
            positions_idx: positions.to_vec(),
        };
        let lock = self.world.at.lock.clone();
        self.tries(&lock, &msg, &[])
    }

    // The market

    /// Provide both sides of an asset's pool.
    #[track_caller]
    pub fn provides(mut self, symbol: &str, base: u128, asset: u128) -> AppResponse {
        self.reborrow()
            .tries_to_provide(symbol, base, asset)
            .expect("liquidity is provided")
    }

    pub fn tries_to_provide(mut self, symbol: &str, base: u128, asset: u128) -> Answer {
        let listed = self.world.asset(symbol);
        self.reborrow().allows(&listed.token, &listed.pair, asset);
        let msg = pair::ExecuteMsg::ProvideLiquidity {
            assets: [
                Asset::native(BASE, base),
                Asset::token(&listed.token, asset),
            ],
            receiver: None,
            deadline: None,
            slippage_tolerance: None,
        };
        self.tries(&listed.pair, &msg, &coins(base, BASE))
    }

    /// Buy an asset for base coins on its pair.
    pub fn tries_to_buy(self, symbol: &str, base: u128) -> Answer {
        let msg = pair::ExecuteMsg::Swap {
            offer_asset: Asset::native(BASE, base),
            belief_price: None,
            max_spread: None,
            to: None,
            deadline: None,
        };
        let pair = self.world.asset(symbol).pair;
        self.tries(&pair, &msg, &coins(base, BASE))
    }

    /// Sell an asset for base coins on its pair.
    pub fn tries_to_sell(self, symbol: &str, amount: u128) -> Answer {
        let hook = pair::Cw20HookMsg::Swap {
            belief_price: None,
            max_spread: None,
            to: None,
            deadline: None,
        };
        let listed = self.world.asset(symbol);
        self.tries_to_hand(&listed.token, amount, &listed.pair, &hook)
    }

    /// Let a spender take tokens.
    #[track_caller]
    pub fn allows(self, token: &Addr, spender: &Addr, amount: u128) {
        let spender = spender.to_string();
        let amount = Uint128::new(amount);
        self.sends(
            token,
            &Cw20ExecuteMsg::IncreaseAllowance {
                spender,
                amount,
                expires: None,
            },
        );
    }

    // Staking

    pub fn tries_to_bond(self, symbol: &str, lp: u128) -> Answer {
        let listed = self.world.asset(symbol);
        let staking = self.world.at.staking.clone();
        let hook = staking::Cw20HookMsg::Bond {
            asset_token: listed.token.into_string(),
        };
        self.tries_to_hand(&listed.lp_token, lp, &staking, &hook)
    }

    pub fn tries_to_unbond(self, symbol: &str, lp: u128) -> Answer {
        let asset_token = self.world.token(symbol).into_string();
        let msg = staking::ExecuteMsg::Unbond {
            asset_token,
            amount: Uint128::new(lp),
        };
        let staking = self.world.at.staking.clone();
        self.tries(&staking, &msg, &[])
    }

    /// Claim MIR of one asset's pool, or of all.
    pub fn tries_to_claim(self, symbol: Option<&str>) -> Answer {
        let asset_token = symbol.map(|symbol| self.world.token(symbol).into_string());
        let staking = self.world.at.staking.clone();
        self.tries(
            &staking,
            &staking::ExecuteMsg::Withdraw { asset_token },
            &[],
        )
    }

    fn reborrow(&mut self) -> Actor<'_> {
        Actor {
            world: self.world,
            who: self.who.clone(),
        }
    }
}

/// The number of the position that an answer tells of.
#[track_caller]
pub fn number(answer: &AppResponse) -> Uint128 {
    let mut told = answer.events.iter().flat_map(|event| &event.attributes);
    let idx = told
        .rfind(|said| said.key == "position_idx")
        .expect("a position number");
    idx.value.parse().expect("a number")
}

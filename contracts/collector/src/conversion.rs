//! How an asset is converted, and how much of it at once.

use cosmwasm_std::{ensure, Addr, CosmosMsg, Decimal, StdResult, Uint128};
use mirror_math::ratio::value_floor;
use mirror_protocol::collector::MoneyMarket;
use terraswap::asset::AssetInfo;
use terraswap::pair::Pair;
use terraswap::token::Token;

use crate::asset::Convertible;
use crate::belief::Belief;
use crate::config::Trading;
use crate::error::ContractError;
use crate::market::{Desk, Holdings};
use crate::sale::Sale;
use crate::state::HOPS;

/// What is done with an asset.
#[derive(Clone, Debug, PartialEq)]
pub enum Way {
    /// A money market takes it back.
    Redeem(Addr),
    /// It is swapped for a denom that is not the base yet.
    OverHop(String),
    /// It is the base denom.
    BuyMirror,
    /// It is swapped for the base denom.
    Direct,
}

/// What is asked of a conversion.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Order {
    /// How much at most; absent: all there is.
    pub amount: Option<Uint128>,
    /// What the owner holds for the price of one asked unit in offered units.
    pub belief_price: Option<Decimal>,
}

/// A conversion worked out.
pub struct Conversion {
    /// How much is converted; nothing is done with zero.
    pub amount: Uint128,
    /// The price of one asked unit in offered units; none for a redemption, or if nobody knows.
    pub belief_price: Option<Decimal>,
    /// What the block bears after it; none if nothing is swapped.
    pub left: Option<Uint128>,
    /// Who converts: the pair, or the money market.
    at: Option<Addr>,
}

/// What is converted when `asset` is named: MIR is bought, and the base denom buys it.
pub fn offered(trading: &Trading, asset: Convertible) -> Convertible {
    if asset.is_token(Some(&trading.mirror_token)) {
        return Convertible::coin(&trading.base_denom);
    }
    asset
}

impl Way {
    /// The way of an offered asset.
    pub fn of(desk: &Desk, offer: &Convertible, sale: &Sale) -> StdResult<Self> {
        let trading = desk.trading;
        if offer.is_coin(&trading.base_denom) {
            return Ok(Self::BuyMirror);
        }
        if let Some(market) = &trading.anchor_market {
            if offer.is_token(trading.aust_token.as_ref()) {
                return Ok(Self::Redeem(desk.deps.api.addr_humanize(market)?));
            }
        }
        Ok(match &sale.hop {
            Some(hop) => Self::OverHop(hop.clone()),
            None => Self::Direct,
        })
    }

    /// What the event log calls it.
    pub fn swap_type(
        &self,
        desk: &Desk,
        offer: &Convertible,
    ) -> Result<&'static str, ContractError> {
        let hops = match self {
            Self::Redeem(_) => return Ok("anchor_redeem"),
            Self::BuyMirror | Self::Direct => return Ok("direct"),
            Self::OverHop(_) => HOPS.load(desk.deps.storage)?,
        };
        let is = |token: &Option<Addr>| {
            token
                .as_ref()
                .is_some_and(|token| token.as_str() == offer.info.id())
        };
        Ok(if is(&hops.lunax_token) {
            "lunax_swap"
        } else if is(&hops.bluna_token) {
            "bluna_swap"
        } else {
            "hop"
        })
    }

    /// Whether what the swap pays is swapped on in the same transaction.
    pub fn goes_on(&self, desk: &Desk) -> Result<bool, ContractError> {
        let Self::OverHop(hop) = self else {
            return Ok(false);
        };
        let hops = HOPS.load(desk.deps.storage)?;
        Ok(*hop == hops.luna_denom && *hop != desk.trading.base_denom)
    }
}

impl Conversion {
    /// Work out a conversion as it was ordered. `left` is what the block still bears, none before the
    /// first swap in it.
    pub fn plan(
        desk: &Desk,
        way: &Way,
        offer: &Convertible,
        order: &Order,
        left: Option<Uint128>,
    ) -> Result<Self, ContractError> {
        let holdings = Holdings::of(desk, &offer.info);
        let balance = holdings.held_by(&desk.env.contract.address)?;
        if balance.is_zero() {
            ensure_known(desk, way, offer)?;
        }
        let amount = balance.min(order.amount.unwrap_or(Uint128::MAX));

        let (configured, ask) = match way {
            _ if amount.is_zero() => return Ok(Self::nothing()),
            Way::Redeem(market) => return Ok(Self::redemption(amount, market)),
            Way::OverHop(hop) => (None, AssetInfo::native(hop)),
            Way::BuyMirror => {
                let mirror_token = desk.deps.api.addr_humanize(&desk.trading.mirror_token)?;
                let pair = desk.trading.mir_ust_pair.as_ref();
                (pair, AssetInfo::token(mirror_token))
            }
            Way::Direct => (None, AssetInfo::native(&desk.trading.base_denom)),
        };
        let market = desk.market(configured, &offer.info, &ask)?;
        let limit = match left {
            Some(left) => left,
            // Down: whoever trades around the swap pays at least as much commission.
            None => value_floor(holdings.held_by(&market.pair)?, desk.trading.max_swap_ratio)?,
        };
        let amount = amount.min(limit);
        if amount.is_zero() {
            return Ok(Self::nothing());
        }
        let belief = match order.belief_price {
            Some(price) => Belief::of_owner(price, &offer.info, &ask)?,
            None => desk.belief(&market, way, &offer.info, &ask)?,
        };
        ensure_trusted(desk, belief, offer)?;
        let belief_price = belief.price();
        if belief_price.is_none() && desk.is_moved(&market, &offer.info)? {
            return Ok(Self::nothing());
        }
        Ok(Self {
            amount,
            belief_price,
            left: Some(limit.checked_sub(amount)?),
            at: Some(market.pair),
        })
    }

    /// The message that converts, if anything is converted.
    pub fn message(&self, trading: &Trading, offer: &Convertible) -> StdResult<Option<CosmosMsg>> {
        let Some(at) = self.at.clone() else {
            return Ok(None);
        };
        let message = if self.left.is_some() {
            let offer = offer.info.clone().amount(self.amount);
            Pair(at).swap(offer, self.belief_price, Some(trading.max_spread), None)?
        } else {
            let token = Token(Addr::unchecked(offer.info.id()));
            MoneyMarket(at).redeem(&token, self.amount)?
        };
        Ok(Some(message))
    }

    fn nothing() -> Self {
        Self {
            amount: Uint128::zero(),
            belief_price: None,
            left: None,
            at: None,
        }
    }

    fn redemption(amount: Uint128, market: &Addr) -> Self {
        Self {
            amount,
            at: Some(market.clone()),
            ..Self::nothing()
        }
    }
}

/// What no price bounds, or one that anybody's pool may have made, is not for everybody: whoever
/// names the moment could have made the pool, too.
fn ensure_trusted(desk: &Desk, belief: Belief, offer: &Convertible) -> Result<(), ContractError> {
    let is_open = !matches!(belief, Belief::Guarded(_));
    ensure!(
        is_open || desk.is_trusted()?,
        ContractError::KeepersOnly {
            asset: offer.info.to_string()
        }
    );
    Ok(())
}

/// A coin that is not here may not exist at all, unless the configuration or a route names it.
fn ensure_known(desk: &Desk, way: &Way, offer: &Convertible) -> Result<(), ContractError> {
    let is_named = offer.token.is_some()
        || *way != Way::Direct
        || offer.is_coin(&HOPS.load(desk.deps.storage)?.luna_denom);
    ensure!(
        is_named,
        ContractError::UnknownAsset {
            asset_token: offer.info.to_string()
        }
    );
    Ok(())
}

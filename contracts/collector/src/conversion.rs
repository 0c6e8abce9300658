//! How much of an asset is converted at once, at which price, and with which message.

use cosmwasm_std::{ensure, Addr, CosmosMsg, Decimal, StdResult, Uint128};
use mirror_math::ratio::value_floor;
use mirror_protocol::collector::MoneyMarket;
use terraswap::asset::AssetInfo;
use terraswap::pair::Pair;
use terraswap::token::Token;

use crate::asset::Convertible;
use crate::belief::Belief;
use crate::config::Trading;
use crate::context::Context;
use crate::error::ContractError;
use crate::market::Holdings;
use crate::path::Path;

/// What the message asks for.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Order {
    /// How much at most; `None` if it is all there is.
    pub amount: Option<Uint128>,
    /// The owner's price of one asked unit in offered units.
    pub belief_price: Option<Decimal>,
}

/// A conversion that was worked out.
pub struct Conversion {
    /// How much is converted. If this is zero nothing is done.
    pub amount: Uint128,
    /// The price of one asked unit in offered units; none for a redemption, or if there is no
    /// price.
    pub belief_price: Option<Decimal>,
    /// How much may be swapped after it in this block; none if nothing is swapped.
    pub left: Option<Uint128>,
    /// The pair, or the money market.
    at: Option<Addr>,
}

/// The asset that is offered when a message names `asset`: for MIR, the base denom that buys it.
pub fn offered(trading: &Trading, asset: Convertible) -> Convertible {
    if asset.is_token(Some(&trading.mirror_token)) {
        return Convertible::coin(&trading.base_denom);
    }
    asset
}

impl Conversion {
    /// Work out a conversion. `left` is how much may still be swapped in this block; none before
    /// the first swap in the block.
    pub fn plan(
        context: &Context,
        path: &Path,
        offer: &Convertible,
        order: &Order,
        left: Option<Uint128>,
    ) -> Result<Self, ContractError> {
        let trading = context.trading;
        let holdings = Holdings::of(context, &offer.info);
        let balance = holdings.held_by(&context.env.contract.address)?;
        if balance.is_zero() {
            ensure_known(context, path, offer)?;
        }
        let amount = balance.min(order.amount.unwrap_or(Uint128::MAX));

        let (configured, ask) = match path {
            _ if amount.is_zero() => return Ok(Self::nothing()),
            Path::Redeem(market) => return Ok(Self::redemption(amount, market)),
            Path::OverHop(hop) => (None, AssetInfo::native(hop)),
            Path::BuyMirror => {
                let mirror_token = context.deps.api.addr_humanize(&trading.mirror_token)?;
                (
                    trading.mir_ust_pair.as_ref(),
                    AssetInfo::token(mirror_token),
                )
            }
            Path::Direct => (None, AssetInfo::native(&trading.base_denom)),
        };
        let market = context.market(configured, &offer.info, &ask)?;
        let limit = match left {
            Some(left) => left,
            // Down: whoever trades around the swap pays at least as much commission.
            None => value_floor(holdings.held_by(&market.pair)?, trading.max_swap_ratio)?,
        };
        let amount = amount.min(limit);
        if amount.is_zero() {
            return Ok(Self::nothing());
        }
        let belief = match order.belief_price {
            Some(price) => Belief::of_owner(price, &offer.info, &ask)?,
            None => context.belief(&market, path, &offer.info, &ask)?,
        };
        ensure_trusted(context, belief, offer)?;
        let belief_price = belief.price();
        if belief_price.is_none() && context.is_moved(&market, &offer.info)? {
            return Ok(Self::nothing());
        }
        Ok(Self {
            amount,
            belief_price,
            left: Some(limit.checked_sub(amount)?),
            at: Some(market.pair),
        })
    }

    /// The message for the pair or the money market, if anything is converted.
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

/// Refuse a conversion without a price, or with the price of a pool that anybody may have made,
/// unless the sender is trusted. Otherwise the sender could make the pool himself and then convert.
fn ensure_trusted(
    context: &Context,
    belief: Belief,
    offer: &Convertible,
) -> Result<(), ContractError> {
    let is_open = !matches!(belief, Belief::Guarded(_));
    ensure!(
        is_open || context.is_trusted()?,
        ContractError::KeepersOnly {
            asset: offer.info.to_string()
        }
    );
    Ok(())
}

/// Refuse a denom that the collector does not hold and that neither the configuration nor a route
/// names: it may not exist.
fn ensure_known(context: &Context, path: &Path, offer: &Convertible) -> Result<(), ContractError> {
    let is_named = offer.token.is_some()
        || *path != Path::Direct
        || offer.is_coin(&context.hops()?.luna_denom);
    ensure!(
        is_named,
        ContractError::UnknownAsset {
            asset_token: offer.info.to_string()
        }
    );
    Ok(())
}

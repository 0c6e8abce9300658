//! The path on which an asset is converted.

use cosmwasm_std::{Addr, StdResult};

use crate::asset::Convertible;
use crate::context::Context;
use crate::error::ContractError;
use crate::sale::Sale;

/// The path of an asset to the base denom, or of the base denom to MIR.
#[derive(Clone, Debug, PartialEq)]
pub enum Path {
    /// This money market redeems the asset for the base denom.
    Redeem(Addr),
    /// The asset has a route: it is swapped for this denom first.
    OverHop(String),
    /// The asset is the base denom, which buys MIR.
    BuyMirror,
    /// The asset is swapped for the base denom.
    Direct,
}

impl Path {
    /// The path of an offered asset.
    pub fn of(context: &Context, offer: &Convertible, sale: &Sale) -> StdResult<Self> {
        let trading = context.trading;
        if offer.is_coin(&trading.base_denom) {
            return Ok(Self::BuyMirror);
        }
        if let Some(market) = &trading.anchor_market {
            if offer.is_token(trading.aust_token.as_ref()) {
                return Ok(Self::Redeem(context.deps.api.addr_humanize(market)?));
            }
        }
        Ok(match &sale.hop {
            Some(hop) => Self::OverHop(hop.clone()),
            None => Self::Direct,
        })
    }

    /// The name by which attributes show it.
    pub fn swap_type(
        &self,
        context: &Context,
        offer: &Convertible,
    ) -> Result<&'static str, ContractError> {
        let hops = match self {
            Self::Redeem(_) => return Ok("anchor_redeem"),
            Self::BuyMirror | Self::Direct => return Ok("direct"),
            Self::OverHop(_) => context.hops()?,
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

    /// Whether the coins that the swap returns are swapped for the base denom in the same
    /// transaction.
    pub fn goes_on(&self, context: &Context) -> Result<bool, ContractError> {
        let Self::OverHop(hop) = self else {
            return Ok(false);
        };
        let hops = context.hops()?;
        Ok(*hop == hops.luna_denom && *hop != context.trading.base_denom)
    }
}

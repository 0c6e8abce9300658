//! `whitelist`: makes the token; the replies do the rest of a listing.

use cosmwasm_std::{ensure, Addr, DepsMut, Env, Response};
use mirror_protocol::factory::Params;
use mirror_protocol::mint::IPOParams;

use crate::error::ContractError;
use crate::listing::Listing;
use crate::pools::{checked_weight, DEFAULT_WEIGHT};
use crate::state;
use crate::symbol::Symbol;

/// An asset to list, as in the message.
pub struct Request {
    /// The token's name.
    pub name: String,
    /// The symbol, with or without the leading `m`.
    pub symbol: String,
    /// Who feeds the price.
    pub oracle_feeder: String,
    /// The parameters.
    pub params: Params,
}

/// List an asset.
pub fn whitelist(
    deps: DepsMut,
    env: &Env,
    sender: &Addr,
    request: Request,
) -> Result<Response, ContractError> {
    let (config, peers) = state::config(deps.storage)?;

    peers.ensure_owner(sender)?;

    let Request { name, params, .. } = request;
    let symbol = Symbol::parse(&request.symbol)?;
    let feeder = deps.api.addr_validate(&request.oracle_feeder)?;
    let ipo_params = ipo_params(&params, env.block.time.seconds())?;
    if let Some(trigger) = &params.ipo_trigger_addr {
        deps.api.addr_validate(trigger)?;
    }
    let listing = Listing {
        feeder,
        standby: None,
        max_deviation: None,
        auction_discount: params.auction_discount,
        min_collateral_ratio: params.min_collateral_ratio,
        ipo_params,
        debt_cap: None,
        collateral: None,
        revoked_at: None,
        weight: checked_weight(params.weight.unwrap_or(DEFAULT_WEIGHT))?,
        base_denom: config.base_denom,
        peers,
    };

    Ok(Response::new()
        .add_submessage(listing.make_token(config.token_code_id, &name, &symbol)?)
        .add_attribute("action", "whitelist")
        .add_attribute("symbol", symbol.bare())
        .add_attribute("cw20_symbol", symbol.cw20())
        .add_attribute("name", name))
}

/// The terms of the time before an IPO. They are given all together or not at all: if some of them
/// counted as none, an asset that has no price yet would be listed as a live one.
fn ipo_params(params: &Params, now: u64) -> Result<Option<IPOParams>, ContractError> {
    let Params {
        mint_period,
        min_collateral_ratio_after_ipo,
        pre_ipo_price,
        ipo_trigger_addr,
        ..
    } = params;
    let (mint_period, ratio, price) =
        match (mint_period, min_collateral_ratio_after_ipo, pre_ipo_price) {
            (Some(period), Some(ratio), Some(price)) => (*period, *ratio, *price),
            (None, None, None) if ipo_trigger_addr.is_none() => return Ok(None),
            _ => return Err(ContractError::IpoParamsIncomplete {}),
        };
    ensure!(mint_period > 0, ContractError::MintPeriodZero {});
    ensure!(!price.is_zero(), ContractError::PreIpoPriceZero {});

    Ok(Some(IPOParams {
        mint_end: now
            .checked_add(mint_period)
            .ok_or(mirror_math::MathError::Overflow)?,
        pre_ipo_price: price,
        min_collateral_ratio_after_ipo: ratio,
        trigger_addr: ipo_trigger_addr.clone(),
    }))
}

#[cfg(test)]
mod tests {
    use cosmwasm_std::Decimal;

    use super::*;

    fn params(
        mint_period: Option<u64>,
        pre_ipo_price: Option<u64>,
        ratio: Option<u64>,
        trigger: Option<&str>,
    ) -> Params {
        Params {
            auction_discount: Decimal::percent(20),
            min_collateral_ratio: Decimal::percent(150),
            weight: None,
            mint_period,
            min_collateral_ratio_after_ipo: ratio.map(Decimal::percent),
            pre_ipo_price: pre_ipo_price.map(Decimal::percent),
            ipo_trigger_addr: trigger.map(str::to_string),
        }
    }

    #[test]
    fn the_terms_before_an_ipo_come_together_or_not_at_all() {
        assert_eq!(Ok(None), ipo_params(&params(None, None, None, None), 7));

        for part in 1..8u8 {
            let given = |bit: u8, value| (part & bit != 0).then_some(value);
            let some = params(given(1, 10), given(2, 100), given(4, 200), None);
            let expected = (part != 7).then_some(ContractError::IpoParamsIncomplete {});
            assert_eq!(expected, ipo_params(&some, 7).err(), "{part}");
        }
        assert_eq!(
            Err(ContractError::IpoParamsIncomplete {}),
            ipo_params(&params(None, None, None, Some("trigger")), 7)
        );
    }

    #[test]
    fn the_mint_period_counts_from_now() {
        let given = params(Some(10), Some(150), Some(200), Some("trigger"));

        let expected = IPOParams {
            mint_end: 17,
            pre_ipo_price: Decimal::percent(150),
            min_collateral_ratio_after_ipo: Decimal::percent(200),
            trigger_addr: Some("trigger".to_string()),
        };
        assert_eq!(Ok(Some(expected)), ipo_params(&given, 7));
    }

    #[test]
    fn a_period_and_a_price_are_above_zero() {
        let no_period = params(Some(0), Some(150), Some(200), None);
        let no_price = params(Some(1), Some(0), Some(200), None);
        let endless = params(Some(u64::MAX), Some(150), Some(200), None);

        assert_eq!(
            Err(ContractError::MintPeriodZero {}),
            ipo_params(&no_period, 7)
        );
        assert_eq!(
            Err(ContractError::PreIpoPriceZero {}),
            ipo_params(&no_price, 7)
        );
        assert_eq!(
            Err(ContractError::Math(mirror_math::MathError::Overflow)),
            ipo_params(&endless, 7)
        );
    }
}

//! The messages.

use cosmwasm_std::{ensure, Addr, Decimal, DepsMut, Response, Uint128};
use mirror_protocol::collateral_oracle::stored::{Collateral, Pricing};
use mirror_protocol::collateral_oracle::{ConfigUpdate, InstantiateMsg, SourceType};
use terraswap::asset::AssetInfo;

use crate::collateral::{barred, check_multiplier, check_name, ensure_capped};
use crate::config::{base_denom, check_pricing, ensure_not_base, optional_address, Rights};
use crate::error::ContractError;
use crate::source;
use crate::state::{self, PRICING, RIGHTS};

/// The terms on which an asset becomes collateral.
pub struct Terms {
    pub price_source: SourceType,
    pub multiplier: Decimal,
    pub value_cap: Option<Uint128>,
}

/// Set up the collateral oracle.
pub fn instantiate(deps: DepsMut, msg: InstantiateMsg) -> Result<Response, ContractError> {
    let rights = Rights {
        owner: deps.api.addr_validate(&msg.owner)?,
        mint_contract: deps.api.addr_validate(&msg.mint_contract)?,
    };
    let pricing = Pricing {
        base_denom: base_denom(msg.base_denom)?,
        mirror_oracle: optional_address(deps.api, msg.mirror_oracle)?,
    };
    check_pricing(&deps.querier, &pricing)?;

    RIGHTS.save(deps.storage, &rights)?;
    PRICING.save(deps.storage, &pricing);

    Ok(Response::new())
}

/// Change the configuration.
pub fn update_config(
    deps: DepsMut,
    sender: &Addr,
    update: ConfigUpdate,
) -> Result<Response, ContractError> {
    let mut rights = RIGHTS.load(deps.storage)?;

    rights.ensure_owner(sender)?;

    let mut pricing = PRICING.load(deps.storage)?;
    if let Some(owner) = update.owner {
        rights.owner = deps.api.addr_validate(&owner)?;
    }
    if let Some(mint_contract) = update.mint_contract {
        rights.mint_contract = deps.api.addr_validate(&mint_contract)?;
    }
    let present = pricing.clone();
    if let Some(denom) = update.base_denom {
        pricing.base_denom = base_denom(denom)?;
    }
    if let Some(oracle) = optional_address(deps.api, update.mirror_oracle)? {
        pricing.mirror_oracle = Some(oracle);
    }
    ensure!(
        pricing.base_denom == present.base_denom || state::is_empty(deps.storage),
        ContractError::BaseDenomFixed {
            denom: present.base_denom
        }
    );
    if pricing != present {
        check_pricing(&deps.querier, &pricing)?;
    }

    RIGHTS.save(deps.storage, &rights)?;
    PRICING.save(deps.storage, &pricing);

    Ok(Response::new().add_attribute("action", "update_config"))
}

/// Accept an asset as collateral. The owner may accept a revoked one again. Mint may not: it revokes
/// for good.
pub fn register_collateral_asset(
    deps: DepsMut,
    sender: &Addr,
    asset: &AssetInfo,
    terms: Terms,
) -> Result<Response, ContractError> {
    let rights = RIGHTS.load(deps.storage)?;

    rights.ensure_owner_or_mint(sender)?;

    let pricing = PRICING.load(deps.storage)?;
    check_name(deps.api, asset)?;
    ensure_not_base(&pricing, asset)?;
    let known = state::may_load(deps.storage, asset)?;
    ensure!(
        known.is_none_or(|known| known.is_revoked && rights.owner == *sender),
        ContractError::AlreadyRegistered {
            asset: asset.to_string()
        }
    );
    check_multiplier(terms.multiplier)?;
    let collateral = Collateral {
        source: source::check(deps.as_ref(), &pricing, asset, terms.price_source)?,
        multiplier: terms.multiplier,
        is_revoked: false,
        value_cap: terms.value_cap,
    };
    ensure_capped(&collateral, asset)?;

    state::save(deps.storage, asset, &collateral);

    Ok(Response::new()
        .add_attribute("action", "register_collateral_asset")
        .add_attribute("asset", asset.id())
        .add_attribute("multiplier", collateral.multiplier.to_string())
        .add_attribute("source_type", collateral.source.to_string()))
}

/// Accept no more of an asset. Source and multiplier stay, because open positions still need them. The
/// owner may revoke an asset that is not registered: then mint can not register it.
pub fn revoke_collateral_asset(
    deps: DepsMut,
    sender: &Addr,
    asset: &AssetInfo,
) -> Result<Response, ContractError> {
    let rights = RIGHTS.load(deps.storage)?;

    rights.ensure_owner_or_mint(sender)?;

    check_name(deps.api, asset)?;
    let collateral = match state::may_load(deps.storage, asset)? {
        Some(known) => Collateral {
            is_revoked: true,
            ..known
        },
        None if rights.owner == *sender => {
            ensure_not_base(&PRICING.load(deps.storage)?, asset)?;
            barred()
        }
        None => return Err(state::not_found(asset)),
    };

    state::save(deps.storage, asset, &collateral);

    Ok(Response::new()
        .add_attribute("action", "revoke_collateral_asset")
        .add_attribute("asset", asset.id()))
}

/// Take the price of an asset from another source. A revoked asset may get another one, too: without a
/// source that answers, the positions that hold it could do nothing.
pub fn update_collateral_price_source(
    deps: DepsMut,
    sender: &Addr,
    asset: &AssetInfo,
    price_source: SourceType,
) -> Result<Response, ContractError> {
    RIGHTS.load(deps.storage)?.ensure_owner(sender)?;

    check_name(deps.api, asset)?;
    let mut collateral = state::load(deps.storage, asset)?;
    let pricing = PRICING.load(deps.storage)?;
    collateral.source = source::check(deps.as_ref(), &pricing, asset, price_source)?;
    ensure_capped(&collateral, asset)?;

    state::save(deps.storage, asset, &collateral);

    Ok(Response::new()
        .add_attribute("action", "update_collateral_price_source")
        .add_attribute("asset", asset.id())
        .add_attribute("source_type", collateral.source.to_string()))
}

/// Change the multiplier of an asset.
pub fn update_collateral_multiplier(
    deps: DepsMut,
    sender: &Addr,
    asset: &AssetInfo,
    multiplier: Decimal,
) -> Result<Response, ContractError> {
    RIGHTS.load(deps.storage)?.ensure_owner(sender)?;

    check_name(deps.api, asset)?;
    let mut collateral = state::load(deps.storage, asset)?;
    check_multiplier(multiplier)?;
    collateral.multiplier = multiplier;

    state::save(deps.storage, asset, &collateral);

    Ok(Response::new()
        .add_attribute("action", "update_collateral_multiplier")
        .add_attribute("asset", asset.id())
        .add_attribute("multiplier", multiplier.to_string()))
}

/// Change how much of an asset mint may hold.
pub fn update_collateral_cap(
    deps: DepsMut,
    sender: &Addr,
    asset: &AssetInfo,
    value_cap: Option<Uint128>,
) -> Result<Response, ContractError> {
    RIGHTS.load(deps.storage)?.ensure_owner(sender)?;

    check_name(deps.api, asset)?;
    let mut collateral = state::load(deps.storage, asset)?;
    collateral.value_cap = value_cap;
    ensure_capped(&collateral, asset)?;

    state::save(deps.storage, asset, &collateral);

    Ok(Response::new()
        .add_attribute("action", "update_collateral_cap")
        .add_attribute("asset", asset.id()))
}

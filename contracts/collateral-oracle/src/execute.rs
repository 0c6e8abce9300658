//! The messages.

use cosmwasm_std::{ensure, Addr, Decimal, DepsMut, Response, Storage, Uint128};
use mirror_protocol::collateral_oracle::{ConfigUpdate, InstantiateMsg, SourceType};
use terraswap::asset::AssetInfo;

use crate::collateral::{check_multiplier, check_name, Collateral};
use crate::config::{base_denom, optional_address, Pricing, Rights};
use crate::error::ContractError;
use crate::source::Source;
use crate::state::{COLLATERALS, PRICING, RIGHTS};

/// On which terms an asset becomes collateral.
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
    pricing.check(&deps.querier)?;

    RIGHTS.save(deps.storage, &rights)?;
    PRICING.save(deps.storage, &pricing)?;

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
        pricing.base_denom == present.base_denom || COLLATERALS.is_empty(deps.storage),
        ContractError::BaseDenomFixed {
            denom: present.base_denom
        }
    );
    if pricing != present {
        pricing.check(&deps.querier)?;
    }

    RIGHTS.save(deps.storage, &rights)?;
    PRICING.save(deps.storage, &pricing)?;

    Ok(Response::new().add_attribute("action", "update_config"))
}

/// Accept an asset as collateral. The owner may accept a revoked one anew; mint may not, since it
/// revoked the asset for good.
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
    pricing.ensure_not_base(asset)?;
    let known = COLLATERALS.may_load(deps.storage, asset.id())?;
    ensure!(
        known.is_none_or(|known| known.is_revoked && rights.owner == *sender),
        ContractError::AlreadyRegistered {
            asset: asset.to_string()
        }
    );
    check_multiplier(terms.multiplier)?;
    let collateral = Collateral {
        source: Source::check(deps.as_ref(), &pricing, asset, terms.price_source)?,
        multiplier: terms.multiplier,
        is_revoked: false,
        value_cap: terms.value_cap,
    };
    collateral.ensure_capped(asset)?;

    COLLATERALS.save(deps.storage, asset.id(), &collateral)?;

    Ok(Response::new()
        .add_attribute("action", "register_collateral_asset")
        .add_attribute("asset", asset.id())
        .add_attribute("multiplier", collateral.multiplier.to_string())
        .add_attribute("source_type", collateral.source.to_string()))
}

/// Accept no more of an asset. Source and multiplier stay: open positions still need them. The
/// owner may bar one that is not registered, so that mint can not register it.
pub fn revoke_collateral_asset(
    deps: DepsMut,
    sender: &Addr,
    asset: &AssetInfo,
) -> Result<Response, ContractError> {
    let rights = RIGHTS.load(deps.storage)?;

    rights.ensure_owner_or_mint(sender)?;

    check_name(deps.api, asset)?;
    let collateral = match COLLATERALS.may_load(deps.storage, asset.id())? {
        Some(known) => Collateral {
            is_revoked: true,
            ..known
        },
        None if rights.owner == *sender => {
            PRICING.load(deps.storage)?.ensure_not_base(asset)?;
            Collateral::barred()
        }
        None => return Err(not_found(asset)),
    };

    COLLATERALS.save(deps.storage, asset.id(), &collateral)?;

    Ok(Response::new()
        .add_attribute("action", "revoke_collateral_asset")
        .add_attribute("asset", asset.id()))
}

/// Take the price of an asset from another source, also of a revoked one: positions that hold it
/// would freeze with a dead source.
pub fn update_collateral_price_source(
    deps: DepsMut,
    sender: &Addr,
    asset: &AssetInfo,
    price_source: SourceType,
) -> Result<Response, ContractError> {
    RIGHTS.load(deps.storage)?.ensure_owner(sender)?;

    check_name(deps.api, asset)?;
    let mut collateral = load(deps.storage, asset)?;
    let pricing = PRICING.load(deps.storage)?;
    collateral.source = Source::check(deps.as_ref(), &pricing, asset, price_source)?;
    collateral.ensure_capped(asset)?;

    COLLATERALS.save(deps.storage, asset.id(), &collateral)?;

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
    let mut collateral = load(deps.storage, asset)?;
    check_multiplier(multiplier)?;
    collateral.multiplier = multiplier;

    COLLATERALS.save(deps.storage, asset.id(), &collateral)?;

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
    let mut collateral = load(deps.storage, asset)?;
    collateral.value_cap = value_cap;
    collateral.ensure_capped(asset)?;

    COLLATERALS.save(deps.storage, asset.id(), &collateral)?;

    Ok(Response::new()
        .add_attribute("action", "update_collateral_cap")
        .add_attribute("asset", asset.id()))
}

fn load(storage: &dyn Storage, asset: &AssetInfo) -> Result<Collateral, ContractError> {
    COLLATERALS
        .may_load(storage, asset.id())?
        .ok_or_else(|| not_found(asset))
}

fn not_found(asset: &AssetInfo) -> ContractError {
    ContractError::CollateralNotFound {
        asset: asset.to_string(),
    }
}

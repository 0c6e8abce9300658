//! What delists an asset, at once for the owner and when it is due for a feeder.

use cosmwasm_std::{ensure, Addr, Decimal, Deps, DepsMut, Env, Response};
use terraswap::token::Token;

use crate::config::{Config, Peers};
use crate::error::ContractError;
use crate::execute::delisting::Delisting;
use crate::execute::weights;
use crate::listing::Listing;
use crate::state;
use crate::succession::{debt_cap, Succession};
use crate::symbol::Symbol;

/// What is to be different about the successor; absent fields stay as they are.
#[derive(Default)]
pub struct Wanted {
    /// The name.
    pub name: Option<String>,
    /// The symbol.
    pub symbol: Option<String>,
    /// The feeder.
    pub oracle_feeder: Option<String>,
    /// Whether the owner gave the end price. Only then may it raise a debt cap as after a split.
    pub owner_set_price: bool,
}

/// The name and the symbol of a token.
pub struct Names {
    name: String,
    symbol: Symbol,
}

/// Delist an asset at this price. Its staking pool stays, so that stakers can leave, and what the
/// release owes it is sent there with the next release.
pub fn revoke(
    deps: DepsMut,
    env: &Env,
    peers: &Peers,
    delisting: &Delisting,
    end_price: Decimal,
) -> Result<Response, ContractError> {
    let end = delisting.end(env, peers, end_price)?;

    let now = env.block.time.seconds();
    weights::close(deps.storage, deps.api, &delisting.asset, now)?;
    state::remove_announcement(deps, &delisting.asset)?;

    Ok(Response::new()
        .add_messages(end)
        .add_attribute("action", "revoke_asset")
        .add_attribute("end_price", end_price.to_string())
        .add_attribute("asset_token", &delisting.asset))
}

/// Delist an asset at this price and list its successor on the same terms. Price, positions, stakes
/// and liquidity are not carried over, and before it becomes collateral the successor waits like any
/// new asset.
pub fn migrate(
    deps: DepsMut,
    env: &Env,
    (config, peers): (Config, Peers),
    delisting: &Delisting,
    end_price: Decimal,
    wanted: Wanted,
) -> Result<Response, ContractError> {
    let asset = &delisting.asset;
    let present = Names::of(deps.as_ref(), asset)?;
    let names = Names {
        name: wanted.name.unwrap_or(present.name),
        symbol: match wanted.symbol {
            Some(symbol) => Symbol::parse(&symbol)?,
            None => present.symbol,
        },
    };
    let succession = Succession::of(deps.as_ref(), &peers, delisting)?;
    let feeder = wanted
        .oracle_feeder
        .as_ref()
        .unwrap_or(&succession.feed.feeder);
    let feeder = deps.api.addr_validate(feeder)?;
    let owner_set_price = wanted.owner_set_price;
    let debt_cap = debt_cap(
        deps.as_ref(),
        env,
        &peers,
        delisting,
        end_price,
        owner_set_price,
    )?;
    let end = delisting.end(env, &peers, end_price)?;

    let now = env.block.time.seconds();
    let weight = weights::close(deps.storage, deps.api, asset, now)?;
    state::remove_announcement(deps, asset)?;

    let listing = Listing {
        standby: succession.standby(&feeder),
        feeder,
        max_deviation: succession.feed.max_deviation,
        auction_discount: delisting.asset_config.auction_discount,
        min_collateral_ratio: delisting.asset_config.min_collateral_ratio,
        ipo_params: None,
        debt_cap,
        collateral: Some(succession.collateral),
        revoked_at: succession.revoked_at,
        weight,
        base_denom: config.base_denom,
        peers,
    };
    let make_token = listing.make_token(config.token_code_id, &names.name, &names.symbol)?;
    Ok(Response::new()
        .add_messages(end)
        .add_submessage(make_token)
        .add_attribute("action", "migration")
        .add_attribute("end_price", end_price.to_string())
        .add_attribute("asset_token", asset))
}

impl Names {
    /// The names of this token.
    pub fn of(deps: Deps, asset: &Addr) -> Result<Self, ContractError> {
        let info = Token(asset.clone()).token_info(&deps.querier)?;
        Ok(Self {
            symbol: Symbol::parse(&info.symbol)?,
            name: info.name,
        })
    }

    /// Refuse another name or symbol than the present ones, since a feeder may not rename the asset.
    pub fn ensure_kept(
        &self,
        name: Option<&str>,
        symbol: Option<&str>,
    ) -> Result<(), ContractError> {
        let keeps_name = name.is_none_or(|name| name == self.name);
        let keeps_symbol = match symbol {
            Some(symbol) => Symbol::parse(symbol)? == self.symbol,
            None => true,
        };
        ensure!(
            keeps_name && keeps_symbol,
            ContractError::NamedByFeeder {
                name: self.name.clone(),
                symbol: self.symbol.cw20()
            }
        );
        Ok(())
    }
}

//! Open a position and mint against it.

use cosmwasm_std::{ensure, Addr, Decimal, Deps, DepsMut, Env, Response};
use mirror_math::debt::{meets_minimum, minimum_ratio, mintable};
use mirror_protocol::mint::ShortParams;
use terraswap::asset::{Asset, AssetInfo};

use crate::asset::Listing;
use crate::delivery::deliver;
use crate::error::ContractError;
use crate::position::Position;
use crate::prices::Prices;
use crate::state::{self, NEXT_IDX};

/// What is to be minted, and whether it is sold.
pub struct Opening {
    pub asset_info: AssetInfo,
    /// Worth of collateral per worth of debt to start with.
    pub collateral_ratio: Decimal,
    /// If present, even empty, what is minted is sold.
    pub short_params: Option<ShortParams>,
}

/// Open a position. `collateral` is what `sender` has sent.
pub fn open_position(
    deps: DepsMut,
    env: &Env,
    sender: &Addr,
    collateral: Asset,
    opening: Opening,
) -> Result<Response, ContractError> {
    let prices = Prices::new(deps.as_ref(), env)?;
    let base_denom = prices.base_denom().to_string();
    let position = decide(deps.as_ref(), env, &prices, sender, collateral, &opening)?;

    state::open_position(deps.storage, deps.api, &position)?;
    let delivery = deliver(
        deps.as_ref(),
        &env.contract.address,
        &base_denom,
        &position,
        position.debt,
        opening.short_params,
    )?;

    let minted = Asset::token(&position.asset, position.debt);
    Ok(Response::new()
        .add_messages(delivery)
        .add_attribute("action", "open_position")
        .add_attribute("position_idx", position.idx)
        .add_attribute("mint_amount", minted.to_string())
        .add_attribute("collateral_amount", position.collateral.to_string())
        .add_attribute("is_short", position.is_short.to_string()))
}

fn decide(
    deps: Deps,
    env: &Env,
    prices: &Prices,
    sender: &Addr,
    collateral: Asset,
    opening: &Opening,
) -> Result<Position, ContractError> {
    let received = collateral.to_string();
    ensure!(
        !collateral.amount.is_zero(),
        ContractError::WrongCollateral { received }
    );
    let backing = prices.backing(&collateral.info)?;
    let (token, listing) = asset_to_mint(deps, env, prices, &collateral.info, opening)?;

    let ratio = opening.collateral_ratio;
    ensure!(
        meets_minimum(ratio, listing.min_ratio, backing.multiplier),
        ContractError::OpenRatioTooLow {
            ratio,
            minimum: minimum_ratio(listing.min_ratio, backing.multiplier)?
        }
    );
    let asset_price = prices.asset(&token, &listing)?;
    let debt = mintable(collateral.amount, backing.lower, asset_price, ratio)?;
    ensure!(
        !debt.is_zero(),
        ContractError::CollateralTooSmall { received }
    );
    prices.ensure_below_debt_cap(&token, &listing, debt)?;
    prices.ensure_below_value_cap(&collateral.info, &backing, &env.contract.address)?;

    Ok(Position {
        idx: NEXT_IDX.load(deps.storage)?,
        owner: sender.clone(),
        collateral,
        asset: Addr::unchecked(token),
        debt,
        is_short: opening.short_params.is_some(),
    })
}

/// The token to mint, if it may be minted now against this collateral. Listed tokens are valid
/// addresses, so what is found in the list needs no further check.
fn asset_to_mint(
    deps: Deps,
    env: &Env,
    prices: &Prices,
    collateral: &AssetInfo,
    opening: &Opening,
) -> Result<(String, Listing), ContractError> {
    let AssetInfo::Token {
        contract_addr: token,
    } = &opening.asset_info
    else {
        return Err(ContractError::AssetNotFound {
            asset: opening.asset_info.to_string(),
        });
    };
    let listing = state::listing(deps.storage, token)?;
    listing.ensure_listed(token)?;
    listing.ensure_not_delisting(token)?;
    ensure!(
        *collateral != opening.asset_info,
        ContractError::OwnTokenAsCollateral {
            asset_token: token.clone()
        }
    );
    listing.ensure_mintable_at(env.block.time.seconds())?;
    listing.ensure_backed_by(collateral, prices.base_denom())?;
    Ok((token.clone(), listing))
}

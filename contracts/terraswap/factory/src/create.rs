//! The creation of a pair: the message, and the reply of the pair that it has made.

use cosmwasm_schema::cw_serde;
use cosmwasm_std::{
    ensure, from_json, to_json_binary, Addr, CosmosMsg, Decimal, Deps, DepsMut, Env, MessageInfo,
    Reply, Response, StdResult, SubMsg, WasmMsg,
};
use terraswap::asset::{token_info, Asset, AssetInfo, PairInfo};
use terraswap::funds;
use terraswap::pair::{InstantiateMsg, Pair};
use terraswap::registry::{pair_key, StoredPair};
use terraswap::reply::instantiated_with_data;
use terraswap::token::Token;

use crate::error::ContractError;
use crate::execute::ensure_decimals;
use crate::state::{self, has_pair, save_pair};

/// The pair has been made.
pub const MAKE_PAIR: u64 = 1;

/// What the reply has to know. It travels with the sub-message; nothing is stored in between.
#[cw_serde]
pub struct Request {
    /// Who pays the first liquidity and receives its shares.
    pub creator: Addr,
    /// The assets as given, with the amounts to provide.
    pub assets: [Asset; 2],
    /// Their decimals.
    pub asset_decimals: [u8; 2],
}

/// The assets of either form of the message. The older one has no amounts.
pub fn assets_of(
    assets: Option<[Asset; 2]>,
    asset_infos: Option<[AssetInfo; 2]>,
) -> Result<[Asset; 2], ContractError> {
    match (assets, asset_infos) {
        (Some(assets), None) => Ok(assets),
        (None, Some(infos)) => Ok(infos.map(|info| info.amount(0u128))),
        _ => Err(ContractError::AssetsAmbiguous {}),
    }
}

/// Make the pair of two assets.
pub fn create_pair(
    deps: DepsMut,
    env: Env,
    info: &MessageInfo,
    assets: [Asset; 2],
) -> Result<Response, ContractError> {
    let config = state::config(deps.storage)?;

    let asset_infos = assets.each_ref().map(|asset| asset.info.clone());
    let [first, second] = &asset_infos;
    let name = format!("{first}-{second}");
    ensure!(
        first != second,
        ContractError::SameAsset {
            asset: first.to_string()
        }
    );
    let asset_decimals = [
        decimals(deps.as_ref(), 1, first)?,
        decimals(deps.as_ref(), 2, second)?,
    ];
    let key = pair_key(deps.api, &asset_infos)?;
    ensure!(
        !has_pair(deps.storage, &key),
        ContractError::PairAlreadyExists { pair: name }
    );
    funds::exactly(info, &assets)?;
    let [first_is_zero, second_is_zero] = assets.each_ref().map(|asset| asset.amount.is_zero());
    ensure!(
        first_is_zero == second_is_zero,
        ContractError::InvalidZeroAmount {}
    );
    let pair = InstantiateMsg {
        asset_infos,
        token_code_id: config.token_code_id,
        asset_decimals,
    };
    let make_pair = WasmMsg::Instantiate {
        admin: Some(env.contract.address.into_string()),
        code_id: config.pair_code_id,
        msg: to_json_binary(&pair)?,
        funds: vec![],
        label: "pair".to_string(),
    };
    let request = Request {
        creator: info.sender.clone(),
        assets,
        asset_decimals,
    };

    Ok(Response::new()
        .add_submessage(
            SubMsg::reply_on_success(make_pair, MAKE_PAIR).with_payload(to_json_binary(&request)?),
        )
        .add_attribute("action", "create_pair")
        .add_attribute("pair", name))
}

/// Store the pair that was made, and provide its first liquidity if some was given. A pair of our code
/// has answered its LP token; another one is asked. This contract answers the LP token, too.
pub fn keep_pair(deps: DepsMut, contract: &Addr, reply: Reply) -> Result<Response, ContractError> {
    let request: Request = from_json(&reply.payload)?;
    let (pair, answer) = instantiated_with_data(deps.api, reply)?;
    let pair = Pair(pair);

    let info = match answer.map(|answer| String::from_utf8(answer.into())) {
        Some(Ok(liquidity_token)) => PairInfo {
            asset_infos: request.assets.each_ref().map(|asset| asset.info.clone()),
            contract_addr: pair.0.to_string(),
            liquidity_token,
            asset_decimals: request.asset_decimals,
        },
        _ => pair.pair(&deps.querier)?,
    };
    let key = pair_key(deps.api, &info.asset_infos)?;
    let stored = StoredPair::of(deps.api, &info)?;
    let messages = first_provision(request, &pair, contract)?;

    save_pair(deps.storage, &key, &stored);

    Ok(Response::new()
        .add_messages(messages)
        .set_data(info.liquidity_token.as_bytes())
        .add_attribute("pair_contract_addr", info.contract_addr)
        .add_attribute("liquidity_token_addr", info.liquidity_token))
}

/// The coins have come with the message; the tokens are fetched from the creator, and the pair fetches
/// them from here. The pair has to take all of both or nothing, so that nothing of the creator's stays
/// here: a token that calls back can have provided liquidity at another ratio before.
fn first_provision(request: Request, pair: &Pair, contract: &Addr) -> StdResult<Vec<CosmosMsg>> {
    let Request {
        creator, assets, ..
    } = request;
    if assets.iter().all(|asset| asset.amount.is_zero()) {
        return Ok(vec![]);
    }

    let mut messages = vec![];
    for asset in &assets {
        if let AssetInfo::Token { contract_addr } = &asset.info {
            let token = Token(Addr::unchecked(contract_addr));
            messages.push(token.transfer_from(&creator, contract, asset.amount)?);
            messages.push(token.increase_allowance(&pair.0, asset.amount)?);
        }
    }
    messages.push(pair.provide_liquidity(assets, Some(&creator), Some(Decimal::zero()))?);
    Ok(messages)
}

/// From the table for a denom, from the token itself for a token.
fn decimals(deps: Deps, place: u8, info: &AssetInfo) -> Result<u8, ContractError> {
    let known = match info {
        AssetInfo::NativeToken { denom } => state::native_decimals(deps.storage, denom)?,
        AssetInfo::Token { contract_addr } => deps
            .api
            .addr_validate(contract_addr)
            .and_then(|token| token_info(&deps.querier, &token))
            .ok()
            .map(|token| token.decimals),
    };
    let decimals = known.ok_or_else(|| ContractError::AssetUnknown {
        place,
        asset: info.to_string(),
    })?;
    ensure_decimals(decimals)?;

    Ok(decimals)
}

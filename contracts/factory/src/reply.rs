//! The second and third step of a listing: after its token was made, and after its pair was made.

use cosmwasm_std::{Addr, DepsMut, Env, Reply, Response, SubMsg};
use mirror_bytes::{in_bytes, Bytes};
use mirror_protocol::collateral_oracle::CollateralOracle;
use mirror_protocol::mint::Mint;
use mirror_protocol::oracle::Oracle;
use mirror_protocol::staking::Staking;
use terraswap::asset::AssetInfo;
use terraswap::factory::PairFactory;
use terraswap::reply::{executed_data, instantiated};

use crate::error::ContractError;
use crate::execute::weights;
use crate::listing::Listing;

/// Id of the reply after the pair of a new asset was made.
pub const PAIR_MADE: u64 = 2;

/// What the second reply needs to know.
#[derive(Clone, Debug, PartialEq)]
pub struct Opening {
    /// The new asset's token.
    pub asset_token: Addr,
    /// The denom it is paired with.
    pub base_denom: String,
    /// The pair factory.
    pub terraswap_factory: Addr,
    /// The staking contract.
    pub staking_contract: Addr,
}

in_bytes!(Opening {
    asset_token,
    base_denom,
    terraswap_factory,
    staking_contract
});

impl Opening {
    fn sides(&self) -> [AssetInfo; 2] {
        [
            AssetInfo::native(&self.base_denom),
            AssetInfo::token(&self.asset_token),
        ]
    }
}

/// The token was made: give it a weight, register it with mint and the oracle, and make its pair.
pub fn list_token(deps: DepsMut, env: &Env, reply: Reply) -> Result<Response, ContractError> {
    let listing: Listing = Bytes::from_bytes(&reply.payload)?;
    let token = instantiated(deps.api, reply)?;

    let peers = &listing.peers;
    let mut messages = vec![
        Mint(peers.mint_contract.clone()).register_asset(
            &token,
            listing.auction_discount,
            listing.min_collateral_ratio,
            listing.ipo_params.clone(),
            listing.debt_cap,
            listing.collateral.clone(),
        )?,
        Oracle(peers.oracle_contract.clone()).register_asset(
            &token,
            listing.feeder.as_str(),
            listing.max_deviation,
            listing.standby.clone(),
        )?,
    ];
    // After the message to mint, which may register the asset as collateral at once.
    if let Some(collateral_oracle) = &listing.revoked_at {
        let collateral_oracle = CollateralOracle(collateral_oracle.clone());
        messages.push(collateral_oracle.revoke(AssetInfo::token(&token))?);
    }
    let opening = Opening {
        asset_token: token.clone(),
        base_denom: listing.base_denom.clone(),
        terraswap_factory: peers.terraswap_factory.clone(),
        staking_contract: peers.staking_contract.clone(),
    };
    let make_pair = PairFactory(peers.terraswap_factory.clone()).create_pair(opening.sides())?;

    let now = env.block.time.seconds();
    weights::open(deps.storage, deps.api, &token, listing.weight, now)?;

    let response = Response::new()
        .add_messages(messages)
        .add_submessage(
            SubMsg::reply_on_success(make_pair, PAIR_MADE).with_payload(opening.to_bytes()),
        )
        .add_attribute("asset_token_addr", token);
    Ok(with_ipo_terms(response, listing))
}

/// The pair was made: open the staking pool of its LP token.
pub fn open_pool(deps: DepsMut, reply: &Reply) -> Result<Response, ContractError> {
    let opening: Opening = Bytes::from_bytes(&reply.payload)?;

    // The pair factory returns the LP token's address; if it did not, it is asked for it.
    let answer = executed_data(reply).and_then(|answer| String::from_utf8(answer.into()).ok());
    let liquidity_token = match answer {
        Some(liquidity_token) => liquidity_token,
        None => PairFactory(opening.terraswap_factory.clone())
            .liquidity_token(&deps.querier, opening.sides())?,
    };
    let liquidity_token = deps.api.addr_validate(&liquidity_token)?;
    let open_pool =
        Staking(opening.staking_contract).register_asset(&opening.asset_token, &liquidity_token)?;

    Ok(Response::new().add_message(open_pool))
}

fn with_ipo_terms(response: Response, listing: Listing) -> Response {
    let response = response.add_attribute("is_pre_ipo", listing.ipo_params.is_some().to_string());
    let Some(ipo) = listing.ipo_params else {
        return response;
    };
    let trigger = ipo
        .trigger_addr
        .unwrap_or_else(|| listing.feeder.into_string());
    response
        .add_attribute("mint_end", ipo.mint_end.to_string())
        .add_attribute(
            "min_collateral_ratio_after_ipo",
            ipo.min_collateral_ratio_after_ipo.to_string(),
        )
        .add_attribute("pre_ipo_price", ipo.pre_ipo_price.to_string())
        .add_attribute("ipo_trigger_addr", trigger)
}

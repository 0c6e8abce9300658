//! Steps 1 and 4: the market, and that of MIR.

use cosmwasm_std::coin;
use terraswap::asset::AssetInfo;
use terraswap::{factory, router};

use crate::chain::Chain;
use crate::deployment::Codes;
use crate::listing::told;
use crate::profile::Profile;

/// The addresses of the market.
pub(super) struct Market {
    pub(super) factory: String,
    pub(super) router: String,
}

/// Step 1: the pair factory, which is shown the base denom before it takes its decimals, and the
/// router.
pub(super) fn open<C: Chain>(
    chain: &mut C,
    profile: &Profile,
    codes: &Codes,
) -> Result<Market, C::Error> {
    let admin = chain.sender();
    let msg = factory::InstantiateMsg {
        pair_code_id: codes.pair,
        token_code_id: codes.token,
    };
    let label = "terraswap-factory";
    let factory = chain.instantiate(codes.swap_factory, &msg, label, Some(&admin))?;
    chain.send(&factory, &[coin(1, &profile.base_denom)])?;
    let decimals = factory::ExecuteMsg::AddNativeTokenDecimals {
        denom: profile.base_denom.clone(),
        decimals: 6,
    };
    chain.execute(&factory, &decimals, &[])?;
    let msg = router::InstantiateMsg {
        terraswap_factory: factory.clone(),
    };
    let router = chain.instantiate(codes.router, &msg, "terraswap-router", Some(&admin))?;
    Ok(Market { factory, router })
}

/// Step 4: the pair of MIR, which the factory asks for in step 10, and its LP token.
pub(super) fn pair<C: Chain>(
    chain: &mut C,
    profile: &Profile,
    swap_factory: &str,
    mirror_token: &str,
) -> Result<(String, String), C::Error> {
    let infos = [
        AssetInfo::native(profile.base_denom.clone()),
        AssetInfo::token(mirror_token),
    ];
    let create = factory::ExecuteMsg::CreatePair {
        assets: Some(infos.map(|info| info.amount(0u128))),
        asset_infos: None,
    };
    let receipt = chain.execute(swap_factory, &create, &[])?;
    Ok((
        told(chain, &receipt, "pair_contract_addr")?,
        told(chain, &receipt, "liquidity_token_addr")?,
    ))
}

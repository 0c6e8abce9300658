//! Steps 1 and 4: the market, and that of MIR.

use cosmwasm_std::{coin, Uint128};
use terraswap::asset::{AssetInfo, PairInfo};
use terraswap::{factory, router};

use crate::birth::BirthError;
use crate::chain::Chain;
use crate::deployment::Codes;
use crate::inspection::Token;
use crate::journal::Journal;
use crate::profile::Profile;
use crate::steps::Steps;

/// The addresses of the market.
pub(super) struct Market {
    pub(super) factory: String,
    pub(super) router: String,
}

/// Step 1: the pair factory and the router. The pair factory has to hold some of the base denom
/// before it accepts the denom's decimals.
pub(super) fn open<C: Chain, J: Journal<C::Signed>>(
    steps: &mut Steps<'_, C, J>,
    profile: &Profile,
    codes: &Codes,
) -> Result<Market, BirthError<C::Error>> {
    let admin = Some(steps.chain.sender());
    let msg = factory::InstantiateMsg {
        pair_code_id: codes.pair,
        token_code_id: codes.token,
    };
    let label = "terraswap-factory";
    let factory = steps.make(codes.swap_factory, &msg, label, admin.clone())?;
    let unit = vec![coin(1, &profile.base_denom)];
    steps.pay("show the base denom", &factory, unit)?;
    let decimals = factory::ExecuteMsg::AddNativeTokenDecimals {
        denom: profile.base_denom.clone(),
        decimals: 6,
    };
    steps.tell("tell the decimals", &factory, &decimals)?;
    let msg = router::InstantiateMsg {
        terraswap_factory: factory.clone(),
    };
    let router = steps.make(codes.router, &msg, "terraswap-router", admin)?;
    Ok(Market { factory, router })
}

/// Step 4: the pair of MIR, which the factory needs in step 10, and its LP token. Anybody may create
/// it at the pair factory as soon as the token exists, and there can be only one. So it is used
/// whoever created it, as long as nobody has shares in it. Everything else about it is inspected
/// with the other contracts.
pub(super) fn pair<C: Chain, J: Journal<C::Signed>>(
    steps: &mut Steps<'_, C, J>,
    profile: &Profile,
    swap_factory: &str,
    mirror_token: &str,
) -> Result<PairInfo, BirthError<C::Error>> {
    const STEP: &str = "make the pair of MIR";
    const FOUND: &str = "the pair of MIR";

    if let Some(info) = steps.noted(FOUND)? {
        return Ok(info);
    }
    let infos = [
        AssetInfo::native(profile.base_denom.clone()),
        AssetInfo::token(mirror_token),
    ];
    let create = factory::ExecuteMsg::CreatePair {
        assets: Some(infos.clone().map(|info| info.amount(0u128))),
        asset_infos: None,
    };
    let call = steps.call(swap_factory, &create)?;
    let question = factory::QueryMsg::Pair { asset_infos: infos };
    let find = |chain: &mut C| chain.query::<PairInfo>(swap_factory, &question);
    steps.settle(STEP, &call)?;
    // An error means that there is none; if it means something else, the last question fails.
    if find(steps.chain).is_err() {
        let taken = steps.take(STEP, call);
        // Somebody else may have created it in the meantime.
        if find(steps.chain).is_err() {
            taken?;
        }
    }
    let info = find(steps.chain)?;
    let lp = Token {
        name: "mirror_lp",
        address: &info.liquidity_token,
    };
    lp.inspect_supply(steps.chain, Uint128::zero())?;
    Ok(steps.note(FOUND, info)?)
}

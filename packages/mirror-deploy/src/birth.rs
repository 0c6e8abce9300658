//! The order of deployment (factory.md section 11).

use crate::chain::{Artifact, Chain};
use crate::deployment::{Codes, Deployment};
use crate::listing;
use crate::profile::Profile;

mod contracts;
mod market;
mod mirror;

/// Put a whole protocol on the chain, owned by the sender until [`crate::hand_over`].
pub fn deploy<C: Chain>(chain: &mut C, profile: &Profile) -> Result<Deployment, C::Error> {
    let codes = store(chain)?;
    let market = market::open(chain, profile, &codes)?;
    let factory = mirror::factory(chain, profile, &codes)?;
    let mirror_token = mirror::token(chain, profile, &codes, &factory)?;
    let (mirror_pair, mirror_lp) = market::pair(chain, profile, &market.factory, &mirror_token)?;
    let contracts = contracts::Birth {
        chain: &mut *chain,
        profile,
        codes: &codes,
        factory: &factory,
        mirror_token: &mirror_token,
        market: &market,
    }
    .contracts()?;
    mirror::post_initialize(chain, profile, &contracts, &mirror_token)?;
    mirror::pay_genesis(chain, profile, &contracts, &mirror_token)?;

    let mut deployment = Deployment {
        base_denom: profile.base_denom.clone(),
        contracts,
        mirror_token,
        mirror_pair,
        mirror_lp,
        code_ids: codes,
        assets: vec![],
    };
    listing::name_mint(chain, &deployment)?;
    listing::feed_mirror(chain, profile, &deployment)?;
    for collateral in &profile.collaterals {
        listing::accept_collateral(chain, &deployment, collateral)?;
    }
    for asset in &profile.assets {
        let listed = listing::list(chain, &deployment, &profile.feeder, asset)?;
        deployment.assets.push(listed);
    }
    listing::delay_collateral(chain, &deployment, profile.collateral_delay_seconds)?;
    Ok(deployment)
}

fn store<C: Chain>(chain: &mut C) -> Result<Codes, C::Error> {
    Ok(Codes {
        token: chain.store(Artifact::TerraswapToken)?,
        pair: chain.store(Artifact::TerraswapPair)?,
        swap_factory: chain.store(Artifact::TerraswapFactory)?,
        router: chain.store(Artifact::TerraswapRouter)?,
        factory: chain.store(Artifact::Factory)?,
        admin_manager: chain.store(Artifact::AdminManager)?,
        gov: chain.store(Artifact::Gov)?,
        community: chain.store(Artifact::Community)?,
        airdrop: chain.store(Artifact::Airdrop)?,
        oracle: chain.store(Artifact::Oracle)?,
        collector: chain.store(Artifact::Collector)?,
        short_reward: chain.store(Artifact::ShortReward)?,
        limit_order: chain.store(Artifact::LimitOrder)?,
        mint: chain.store(Artifact::Mint)?,
        collateral_oracle: chain.store(Artifact::CollateralOracle)?,
        lock: chain.store(Artifact::Lock)?,
        staking: chain.store(Artifact::Staking)?,
    })
}

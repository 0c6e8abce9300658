//! Where the contracts are.

use cosmwasm_std::Addr;
use mirror_deploy::{Contracts, Deployment, ListedAsset};

/// The addresses of a listed asset.
#[derive(Debug, Clone)]
pub struct Listed {
    pub token: Addr,
    pub pair: Addr,
    pub lp_token: Addr,
}

/// The addresses of the protocol's contracts.
#[derive(Debug, Clone)]
pub struct Addresses {
    pub factory: Addr,
    pub gov: Addr,
    pub mint: Addr,
    pub staking: Addr,
    pub oracle: Addr,
    pub collateral_oracle: Addr,
    pub collector: Addr,
    pub community: Addr,
    pub lock: Addr,
    pub short_reward: Addr,
    pub admin_manager: Addr,
    pub limit_order: Addr,
    pub airdrop: Addr,
    pub uni_airdrop: Addr,
    pub swap_factory: Addr,
    pub router: Addr,
    pub mirror_token: Addr,
    pub mirror_pair: Addr,
    pub mirror_lp: Addr,
}

impl Addresses {
    pub(crate) fn of(deployment: &Deployment) -> Self {
        let to_addr = |address: &String| Addr::unchecked(address);
        let Contracts {
            factory,
            gov,
            mint,
            staking,
            oracle,
            collateral_oracle,
            collector,
            community,
            lock,
            short_reward,
            admin_manager,
            limit_order,
            airdrop,
            uni_airdrop,
            swap_factory,
            router,
        } = &deployment.contracts;
        Self {
            factory: to_addr(factory),
            gov: to_addr(gov),
            mint: to_addr(mint),
            staking: to_addr(staking),
            oracle: to_addr(oracle),
            collateral_oracle: to_addr(collateral_oracle),
            collector: to_addr(collector),
            community: to_addr(community),
            lock: to_addr(lock),
            short_reward: to_addr(short_reward),
            admin_manager: to_addr(admin_manager),
            limit_order: to_addr(limit_order),
            airdrop: to_addr(airdrop),
            uni_airdrop: to_addr(uni_airdrop),
            swap_factory: to_addr(swap_factory),
            router: to_addr(router),
            mirror_token: to_addr(&deployment.mirror_token),
            mirror_pair: to_addr(&deployment.mirror_pair),
            mirror_lp: to_addr(&deployment.mirror_lp),
        }
    }
}

impl From<&ListedAsset> for Listed {
    fn from(asset: &ListedAsset) -> Self {
        Self {
            token: Addr::unchecked(&asset.token),
            pair: Addr::unchecked(&asset.pair),
            lp_token: Addr::unchecked(&asset.lp_token),
        }
    }
}

//! Where the contracts are.

use cosmwasm_std::Addr;
use mirror_deploy::{Contracts, Deployment, ListedAsset};

/// The addresses of a listed asset.
#[derive(Debug, Clone)]
pub struct Listed {
    /// The token.
    pub token: Addr,
    /// Its pair against the base denom.
    pub pair: Addr,
    /// The LP token of that pair.
    pub lp_token: Addr,
}

/// The addresses of the protocol's contracts.
#[derive(Debug, Clone)]
pub struct Addresses {
    /// The address of the factory.
    pub factory: Addr,
    /// The address of gov.
    pub gov: Addr,
    /// The address of mint.
    pub mint: Addr,
    /// The address of staking.
    pub staking: Addr,
    /// The address of the oracle.
    pub oracle: Addr,
    /// The address of the collateral oracle.
    pub collateral_oracle: Addr,
    /// The address of the collector.
    pub collector: Addr,
    /// The address of the community pool.
    pub community: Addr,
    /// The address of the lock.
    pub lock: Addr,
    /// The address of the short reward's curve.
    pub short_reward: Addr,
    /// The address of the admin manager.
    pub admin_manager: Addr,
    /// The address of limit orders.
    pub limit_order: Addr,
    /// The address of the airdrop to LUNA stakers.
    pub airdrop: Addr,
    /// The address of the airdrop to UNI holders.
    pub uni_airdrop: Addr,
    /// The address of the factory of pairs.
    pub swap_factory: Addr,
    /// The address of the router.
    pub router: Addr,
    /// The address of MIR.
    pub mirror_token: Addr,
    /// The address of MIR's pair against the base denom.
    pub mirror_pair: Addr,
    /// The address of the LP token of that pair.
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

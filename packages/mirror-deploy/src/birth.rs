//! The order of deployment (factory.md section 11).

use cosmwasm_std::{coin, Uint128};
use cw20::{Cw20Coin, Cw20ExecuteMsg, MinterResponse};
use mirror_protocol::{collateral_oracle, factory, lock, mint, oracle, short_reward, staking};
use serde::Serialize;
use terraswap::asset::AssetInfo;

use crate::chain::{Artifact, Chain};
use crate::deployment::{Codes, Contracts, Deployment};
use crate::listing;
use crate::profile::Profile;

/// Put a whole protocol on the chain, owned by the sender until [`hand_over`].
pub fn deploy<C: Chain>(chain: &mut C, profile: &Profile) -> Result<Deployment, C::Error> {
    let codes = store(chain)?;
    let (swap_factory, router) = market(chain, profile, &codes)?;
    let factory = mirror_factory(chain, profile, &codes)?;
    let mirror_token = mirror_token(chain, profile, &codes, &factory)?;
    let (mirror_pair, mirror_lp) = mirror_market(chain, profile, &swap_factory, &mirror_token)?;
    let contracts = Birth {
        chain: &mut *chain,
        profile,
        codes: &codes,
        factory,
        swap_factory,
        router,
    }
    .contracts(&mirror_token)?;
    post_initialize(chain, &contracts, &mirror_token)?;
    pay_genesis(chain, profile, &contracts, &mirror_token)?;

    let mut deployment = Deployment {
        base_denom: profile.base_denom.clone(),
        contracts,
        mirror_token,
        mirror_pair,
        mirror_lp,
        code_ids: codes,
        assets: vec![],
    };
    listing::feed_mirror(chain, profile, &deployment)?;
    for collateral in &profile.collaterals {
        listing::accept_collateral(chain, &deployment, collateral)?;
    }
    for asset in &profile.assets {
        let listed = listing::list(chain, &deployment, &profile.roles.feeder, asset)?;
        deployment.assets.push(listed);
    }
    Ok(deployment)
}

/// Give what the sender still owns to gov. Do it once so much MIR is staked that no single holder
/// decides.
pub fn hand_over<C: Chain>(chain: &mut C, contracts: &Contracts) -> Result<(), C::Error> {
    let owner = Some(contracts.gov.clone());
    let to_gov = terraswap::factory::ExecuteMsg::UpdateConfig {
        owner: owner.clone(),
        token_code_id: None,
        pair_code_id: None,
    };
    chain.execute(&contracts.swap_factory, &to_gov, &[])?;
    let to_gov = factory::ExecuteMsg::UpdateConfig(factory::ConfigUpdate {
        owner,
        ..Default::default()
    });
    chain.execute(&contracts.factory, &to_gov, &[])?;
    Ok(())
}

fn store<C: Chain>(chain: &mut C) -> Result<Codes, C::Error> {
    Ok(Codes {
        token: chain.store(Artifact::TerraswapToken)?,
        pair: chain.store(Artifact::TerraswapPair)?,
        swap_factory: chain.store(Artifact::TerraswapFactory)?,
        router: chain.store(Artifact::TerraswapRouter)?,
        factory: chain.store(Artifact::Factory)?,
        oracle: chain.store(Artifact::Oracle)?,
        short_reward: chain.store(Artifact::ShortReward)?,
        mint: chain.store(Artifact::Mint)?,
        collateral_oracle: chain.store(Artifact::CollateralOracle)?,
        lock: chain.store(Artifact::Lock)?,
        staking: chain.store(Artifact::Staking)?,
    })
}

/// Step 1: the pair factory, which is shown the base denom before it takes its decimals, and the
/// router.
fn market<C: Chain>(
    chain: &mut C,
    profile: &Profile,
    codes: &Codes,
) -> Result<(String, String), C::Error> {
    let admin = chain.sender();
    let swap_factory = chain.instantiate(
        codes.swap_factory,
        &terraswap::factory::InstantiateMsg {
            pair_code_id: codes.pair,
            token_code_id: codes.token,
        },
        "terraswap-factory",
        Some(&admin),
    )?;
    chain.send(&swap_factory, &[coin(1, &profile.base_denom)])?;
    let decimals = terraswap::factory::ExecuteMsg::AddNativeTokenDecimals {
        denom: profile.base_denom.clone(),
        decimals: 6,
    };
    chain.execute(&swap_factory, &decimals, &[])?;
    let router = chain.instantiate(
        codes.router,
        &terraswap::router::InstantiateMsg {
            terraswap_factory: swap_factory.clone(),
        },
        "terraswap-router",
        Some(&admin),
    )?;
    Ok((swap_factory, router))
}

/// Step 2: the factory. The seconds of the release schedule count from here.
fn mirror_factory<C: Chain>(
    chain: &mut C,
    profile: &Profile,
    codes: &Codes,
) -> Result<String, C::Error> {
    let admin = chain.sender();
    let release = &profile.release;
    let msg = factory::InstantiateMsg {
        token_code_id: codes.token,
        base_denom: profile.base_denom.clone(),
        distribution_schedule: release.distribution_schedule.clone(),
        mirror_distribution_schedule: release.mirror_distribution_schedule.clone(),
        fixed_distributions: Some(fixed_distributions(profile)),
    };
    chain.instantiate(codes.factory, &msg, "mirror-factory", Some(&admin))
}

fn fixed_distributions(profile: &Profile) -> Vec<factory::FixedDistribution> {
    let wire = |fixed: &crate::profile::FixedDistribution| factory::FixedDistribution {
        recipient: fixed.recipient.clone(),
        schedule: fixed.schedule.clone(),
    };
    profile
        .release
        .fixed_distributions
        .iter()
        .map(wire)
        .collect()
}

/// Step 3: the MIR token. Only the factory mints, up to the cap; what exists at the start is the
/// sender's until step 11.
fn mirror_token<C: Chain>(
    chain: &mut C,
    profile: &Profile,
    codes: &Codes,
    factory: &str,
) -> Result<String, C::Error> {
    let msg = terraswap::token::InstantiateMsg {
        name: "Mirror".to_string(),
        symbol: "MIR".to_string(),
        decimals: 6,
        initial_balances: vec![Cw20Coin {
            address: chain.sender(),
            amount: genesis(profile),
        }],
        mint: Some(MinterResponse {
            minter: factory.to_string(),
            cap: Some(profile.release.cap),
        }),
        marketing: None,
    };
    chain.instantiate(codes.token, &msg, "mirror-token", None)
}

fn genesis(profile: &Profile) -> Uint128 {
    let release = &profile.release;
    let airdrops = release
        .genesis_airdrop
        .saturating_add(release.genesis_airdrop);
    release.genesis_community.saturating_add(airdrops)
}

/// Step 4: the market of MIR, which the factory asks for in step 10.
fn mirror_market<C: Chain>(
    chain: &mut C,
    profile: &Profile,
    swap_factory: &str,
    mirror_token: &str,
) -> Result<(String, String), C::Error> {
    let infos = [
        AssetInfo::native(profile.base_denom.clone()),
        AssetInfo::token(mirror_token),
    ];
    let create = terraswap::factory::ExecuteMsg::CreatePair {
        assets: Some(infos.map(|info| info.amount(0u128))),
        asset_infos: None,
    };
    let receipt = chain.execute(swap_factory, &create, &[])?;
    Ok((
        listing::told(chain, &receipt, "pair_contract_addr")?,
        listing::told(chain, &receipt, "liquidity_token_addr")?,
    ))
}

/// Steps 6 to 9: the contracts that name each other.
struct Birth<'a, C> {
    chain: &'a mut C,
    profile: &'a Profile,
    codes: &'a Codes,
    factory: String,
    swap_factory: String,
    router: String,
}

impl<C: Chain> Birth<'_, C> {
    fn contracts(mut self, mirror_token: &str) -> Result<Contracts, C::Error> {
        let short_reward = self.short_reward()?;
        let oracle = self.oracle()?;
        let mint = self.mint(&oracle)?;
        let collateral_oracle = self.collateral_oracle(&mint, &oracle)?;
        let lock = self.lock(&mint)?;
        let staking = self.staking(mirror_token, &mint, &oracle, &short_reward)?;
        self.complete_mint(&mint, &collateral_oracle, &staking, &lock)?;

        let roles = &self.profile.roles;
        Ok(Contracts {
            mint,
            oracle,
            collateral_oracle,
            lock,
            staking,
            short_reward,
            factory: self.factory,
            swap_factory: self.swap_factory,
            router: self.router,
            gov: roles.gov.clone(),
            collector: roles.collector.clone(),
            community: roles.community.clone(),
        })
    }

    fn short_reward(&mut self) -> Result<String, C::Error> {
        let max_weight = Some(self.profile.short_reward_max_weight);
        let msg = short_reward::InstantiateMsg { max_weight };
        self.instantiate(self.codes.short_reward, &msg, "mirror-short-reward")
    }

    fn oracle(&mut self) -> Result<String, C::Error> {
        let msg = oracle::InstantiateMsg {
            owner: self.factory.clone(),
            base_asset: self.profile.base_denom.clone(),
            max_deviation: self.profile.oracle_max_deviation,
        };
        self.instantiate(self.codes.oracle, &msg, "mirror-oracle")
    }

    /// Mint comes before the contracts it names: the sender stands in for them until
    /// [`Self::complete_mint`].
    fn mint(&mut self, oracle: &str) -> Result<String, C::Error> {
        let stand_in = self.chain.sender();
        let msg = mint::InstantiateMsg {
            owner: stand_in.clone(),
            oracle: oracle.to_string(),
            collector: self.profile.roles.collector.clone(),
            collateral_oracle: stand_in.clone(),
            staking: stand_in.clone(),
            terraswap_factory: self.swap_factory.clone(),
            lock: stand_in,
            base_denom: self.profile.base_denom.clone(),
            token_code_id: self.codes.token,
            protocol_fee_rate: self.profile.protocol_fee_rate,
        };
        self.instantiate(self.codes.mint, &msg, "mirror-mint")
    }

    fn collateral_oracle(&mut self, mint: &str, oracle: &str) -> Result<String, C::Error> {
        let msg = collateral_oracle::InstantiateMsg {
            owner: self.factory.clone(),
            mint_contract: mint.to_string(),
            base_denom: self.profile.base_denom.clone(),
            mirror_oracle: Some(oracle.to_string()),
            anchor_oracle: None,
            band_oracle: None,
        };
        self.instantiate(
            self.codes.collateral_oracle,
            &msg,
            "mirror-collateral-oracle",
        )
    }

    fn lock(&mut self, mint: &str) -> Result<String, C::Error> {
        let msg = lock::InstantiateMsg {
            owner: self.factory.clone(),
            mint_contract: mint.to_string(),
            base_denom: self.profile.base_denom.clone(),
            lockup_period: self.profile.lockup_seconds,
        };
        self.instantiate(self.codes.lock, &msg, "mirror-lock")
    }

    fn staking(
        &mut self,
        mirror_token: &str,
        mint: &str,
        oracle: &str,
        short_reward: &str,
    ) -> Result<String, C::Error> {
        let msg = staking::InstantiateMsg {
            owner: self.factory.clone(),
            mirror_token: mirror_token.to_string(),
            mint_contract: mint.to_string(),
            oracle_contract: oracle.to_string(),
            terraswap_factory: self.swap_factory.clone(),
            base_denom: self.profile.base_denom.clone(),
            premium_min_update_interval: self.profile.premium_interval_seconds,
            short_reward_contract: short_reward.to_string(),
        };
        self.instantiate(self.codes.staking, &msg, "mirror-staking")
    }

    fn complete_mint(
        &mut self,
        mint: &str,
        collateral_oracle: &str,
        staking: &str,
        lock: &str,
    ) -> Result<(), C::Error> {
        let msg = mint::ExecuteMsg::UpdateConfig(mint::ConfigUpdate {
            owner: Some(self.factory.clone()),
            collateral_oracle: Some(collateral_oracle.to_string()),
            staking: Some(staking.to_string()),
            lock: Some(lock.to_string()),
            ..Default::default()
        });
        self.chain.execute(mint, &msg, &[])?;
        Ok(())
    }

    fn instantiate(
        &mut self,
        code_id: u64,
        msg: &impl Serialize,
        label: &str,
    ) -> Result<String, C::Error> {
        let admin = self.chain.sender();
        self.chain.instantiate(code_id, msg, label, Some(&admin))
    }
}

/// Step 10: the factory learns of the others and registers the pool of MIR.
fn post_initialize<C: Chain>(
    chain: &mut C,
    contracts: &Contracts,
    mirror_token: &str,
) -> Result<(), C::Error> {
    let msg = factory::ExecuteMsg::PostInitialize {
        owner: chain.sender(),
        terraswap_factory: contracts.swap_factory.clone(),
        mirror_token: mirror_token.to_string(),
        staking_contract: contracts.staking.clone(),
        oracle_contract: contracts.oracle.clone(),
        mint_contract: contracts.mint.clone(),
        commission_collector: contracts.collector.clone(),
        fixed_distributions: None,
    };
    chain.execute(&contracts.factory, &msg, &[])?;
    Ok(())
}

/// Step 11: what exists of MIR goes to its holders; the sender keeps none.
fn pay_genesis<C: Chain>(
    chain: &mut C,
    profile: &Profile,
    contracts: &Contracts,
    mirror_token: &str,
) -> Result<(), C::Error> {
    let release = &profile.release;
    let payments = [
        (&contracts.community, release.genesis_community),
        (&profile.roles.airdrop, release.genesis_airdrop),
        (&profile.roles.airdrop, release.genesis_airdrop),
    ];
    for (recipient, amount) in payments {
        if amount.is_zero() {
            continue;
        }
        let pay = Cw20ExecuteMsg::Transfer {
            recipient: recipient.clone(),
            amount,
        };
        chain.execute(mirror_token, &pay, &[])?;
    }
    Ok(())
}

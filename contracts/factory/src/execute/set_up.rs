//! `instantiate` and `post_initialize`: two steps, since the contracts that the factory owns need
//! its address first; and `start_release`, so that nobody is paid for the time of the deployment.

use cosmwasm_std::{ensure, Addr, Api, DepsMut, Env, Response, Uint128};
use mirror_protocol::factory::{FixedDistribution, InstantiateMsg};
use mirror_protocol::staking::Staking;
use terraswap::asset::AssetInfo;
use terraswap::factory::PairFactory;
use terraswap::token::Token;

use crate::config::{Config, Peers};
use crate::error::ContractError;
use crate::execute::distribute::ensure_covered;
use crate::execute::weights;
use crate::ledger::Ledger;
use crate::plan::{fixed_tracks, Payment, Plan};
use crate::state::{self, CONFIG, DEPLOYER, LEDGER, PLAN};

/// The addresses of the owner and the contracts as in the message, not checked yet.
pub struct PeerNames {
    /// See [`Peers::owner`].
    pub owner: String,
    /// See [`Peers::mirror_token`].
    pub mirror_token: String,
    /// See [`Peers::mint_contract`].
    pub mint_contract: String,
    /// See [`Peers::oracle_contract`].
    pub oracle_contract: String,
    /// See [`Peers::terraswap_factory`].
    pub terraswap_factory: String,
    /// See [`Peers::staking_contract`].
    pub staking_contract: String,
    /// See [`Peers::commission_collector`].
    pub commission_collector: String,
}

impl PeerNames {
    fn check(self, api: &dyn Api) -> Result<Peers, ContractError> {
        Ok(Peers {
            owner: api.addr_validate(&self.owner)?,
            mirror_token: api.addr_validate(&self.mirror_token)?,
            mint_contract: api.addr_validate(&self.mint_contract)?,
            oracle_contract: api.addr_validate(&self.oracle_contract)?,
            terraswap_factory: api.addr_validate(&self.terraswap_factory)?,
            staking_contract: api.addr_validate(&self.staking_contract)?,
            commission_collector: api.addr_validate(&self.commission_collector)?,
        })
    }
}

/// Set up the factory. Genesis is now, unless the release is held.
pub fn instantiate(
    deps: DepsMut,
    env: &Env,
    sender: &Addr,
    msg: InstantiateMsg,
) -> Result<Response, ContractError> {
    ensure!(
        !msg.base_denom.is_empty(),
        ContractError::BaseDenomMissing {}
    );
    let now = env.block.time.seconds();
    let config = Config {
        token_code_id: msg.token_code_id,
        base_denom: msg.base_denom,
        peers: None,
    };
    let plan = Plan {
        genesis_time: (!msg.holds_release.unwrap_or_default()).then_some(now),
        pools: msg.distribution_schedule,
        mirror: msg.mirror_distribution_schedule,
        fixed: fixed_tracks(deps.api, msg.fixed_distributions.unwrap_or_default())?,
        changed: now,
        released_before: Uint128::zero(),
        payment: None,
    };
    plan.check()?;

    DEPLOYER.save(deps.storage, sender)?;
    CONFIG.save(deps.storage, &config);
    PLAN.save(deps.storage, &plan);
    LEDGER.save(deps.storage, &Ledger::new(now));

    Ok(Response::new())
}

/// Name the contracts, once, and open the staking pool of MIR.
pub fn post_initialize(
    deps: DepsMut,
    env: &Env,
    sender: &Addr,
    names: PeerNames,
    fixed_distributions: Option<Vec<FixedDistribution>>,
) -> Result<Response, ContractError> {
    let config = CONFIG.load(deps.storage)?;
    let mut plan = PLAN.load(deps.storage)?;

    // Nobody but the deployer may do this between the two steps, and nobody a second time.
    ensure!(
        config.peers.is_none() && DEPLOYER.load(deps.storage)? == *sender,
        ContractError::Unauthorized {}
    );

    let peers = names.check(deps.api)?;
    if let Some(fixed) = fixed_distributions {
        plan.fixed = fixed_tracks(deps.api, fixed)?;
    }
    let owed = plan.check()?;
    let sides = [
        AssetInfo::native(&config.base_denom),
        AssetInfo::token(&peers.mirror_token),
    ];
    // On any error of the pair factory the pair counts as missing.
    let liquidity_token = PairFactory(peers.terraswap_factory.clone())
        .liquidity_token(&deps.querier, sides)
        .map_err(|_| ContractError::MirrorPairMissing {})?;
    let mirror_token = Token(peers.mirror_token.clone());
    plan.payment = Some(Payment {
        mirror_token: peers.mirror_token.clone(),
        staking_contract: peers.staking_contract.clone(),
        is_minter: mirror_token.is_minted_by(&deps.querier, &env.contract.address)?,
    });
    ensure_covered(deps.as_ref(), &env.contract.address, &plan, owed)?;
    let open_pool = Staking(peers.staking_contract.clone()).register_asset(
        &peers.mirror_token,
        &deps.api.addr_validate(&liquidity_token)?,
    )?;

    weights::open_first(deps.storage, deps.api, &peers.mirror_token)?;
    PLAN.save(deps.storage, &plan);
    CONFIG.save(deps.storage, &config.with(peers));

    Ok(Response::new()
        .add_message(open_pool)
        .add_attribute("action", "post_initialize"))
}

/// Start a release that was held: genesis is now. Nothing was released before, so the changes of
/// weight noted until now divide nothing and are dropped.
pub fn start_release(deps: DepsMut, env: &Env, sender: &Addr) -> Result<Response, ContractError> {
    let (_, peers) = state::config(deps.storage)?;
    let mut plan = PLAN.load(deps.storage)?;
    let mut ledger = LEDGER.load(deps.storage)?;

    peers.ensure_owner(sender)?;
    if let Some(genesis_time) = plan.genesis_time {
        return Err(ContractError::ReleaseStarted { genesis_time });
    }

    let now = env.block.time.seconds();
    plan.genesis_time = Some(now);
    plan.changed = now;
    ledger.divided = now;
    ledger.changes.clear();
    ensure_covered(deps.as_ref(), &env.contract.address, &plan, plan.check()?)?;

    PLAN.save(deps.storage, &plan);
    LEDGER.save(deps.storage, &ledger);

    Ok(Response::new()
        .add_attribute("action", "start_release")
        .add_attribute("genesis_time", now.to_string()))
}

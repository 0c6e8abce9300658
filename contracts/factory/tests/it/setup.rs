//! Messages and queries of the tests, for a factory in a whole protocol.

use cosmwasm_std::{Addr, Decimal, Uint128};
use cw_multi_test::AppResponse;
use mirror_factory::ContractError;
use mirror_protocol::factory::{
    DelistingResponse, DistributionInfoResponse, ExecuteMsg, Params, QueryMsg, Schedule,
};
use mirror_protocol::mint::AssetConfigResponse;
use mirror_protocol::staking::PoolInfoResponse;
use mirror_protocol::{collateral_oracle, mint, oracle, staking};
use mirror_testing::{attributes, decimal, standard_profile, usual_params, TestChain, World};

pub(crate) type Answer = anyhow::Result<AppResponse>;

/// Somebody sends the factory a message.
pub(crate) fn tell(world: &mut World, who: &str, msg: &ExecuteMsg) -> Answer {
    let factory = world.at.factory.clone();
    world.actor(who).tries(&factory, msg, &[])
}

/// A world with one asset, mAAPL at 100.
pub(crate) fn with_aapl() -> World {
    World::new().with_asset("AAPL", "100")
}

/// A protocol that releases these tracks, without fixed distributions.
pub(crate) fn releasing(pools: Schedule, mirror: Option<Schedule>) -> World {
    let mut profile = standard_profile(&TestChain::new());
    profile.release.distribution_schedule = pools;
    profile.release.mirror_distribution_schedule = mirror;
    profile.release.fixed_distributions = vec![];
    World::deployed_as(profile)
}

/// The usual parameters with this weight.
pub(crate) fn weighing(weight: u32) -> Params {
    Params {
        weight: Some(weight),
        ..usual_params()
    }
}

/// Parameters of an asset before its IPO: it may be minted for ten seconds at price 150, and its ratio
/// afterwards is 2.
pub(crate) fn pre_ipo() -> Params {
    Params {
        mint_period: Some(10),
        pre_ipo_price: Some(decimal("150")),
        min_collateral_ratio_after_ipo: Some(decimal("2")),
        ..usual_params()
    }
}

pub(crate) fn whitelist(world: &World, symbol: &str, params: Params) -> ExecuteMsg {
    ExecuteMsg::Whitelist {
        name: "Apple Derivative".to_string(),
        symbol: symbol.to_string(),
        oracle_feeder: world.chain.account("feeder").to_string(),
        params,
    }
}

pub(crate) fn revoke(token: &Addr, end_price: Option<&str>) -> ExecuteMsg {
    ExecuteMsg::RevokeAsset {
        asset_token: token.to_string(),
        end_price: end_price.map(decimal),
    }
}

/// A migration to another name and this `symbol`, at this price, with the present feeder.
pub(crate) fn migration(token: &Addr, symbol: &str, end_price: &str) -> ExecuteMsg {
    ExecuteMsg::MigrateAsset {
        name: Some("Apple Derivative 2".to_string()),
        symbol: Some(symbol.to_string()),
        from_token: token.to_string(),
        end_price: Some(decimal(end_price)),
        oracle_feeder: None,
    }
}

/// A migration that keeps name, symbol and feeder.
pub(crate) fn succession(token: &Addr) -> ExecuteMsg {
    ExecuteMsg::MigrateAsset {
        name: None,
        symbol: None,
        from_token: token.to_string(),
        end_price: None,
        oracle_feeder: None,
    }
}

pub(crate) fn execution(token: &Addr) -> ExecuteMsg {
    let asset_token = token.to_string();
    ExecuteMsg::ExecuteDelisting { asset_token }
}

pub(crate) fn cancellation(token: &Addr) -> ExecuteMsg {
    let asset_token = token.to_string();
    ExecuteMsg::CancelDelisting { asset_token }
}

/// The owner names an account that may halt prices and cancel delistings.
pub(crate) fn guarded_by(world: &mut World, guardian: &str) {
    let msg = oracle::ExecuteMsg::UpdateConfig(oracle::ConfigUpdate {
        guardian: Some(world.chain.account(guardian).to_string()),
        ..Default::default()
    });
    commands(world, &world.at.oracle.clone(), &msg);
}

/// The owner names another feeder.
pub(crate) fn fed_by(world: &mut World, token: &Addr, feeder: &str) {
    let msg = oracle::ExecuteMsg::RegisterAsset {
        asset_token: token.to_string(),
        feeder: world.chain.account(feeder).to_string(),
        max_deviation: None,
        standby: None,
    };
    commands(world, &world.at.oracle.clone(), &msg);
}

/// The owner sends another contract a message.
pub(crate) fn commands(world: &mut World, contract: &Addr, msg: &impl serde::Serialize) {
    let command = command(contract, msg);
    tell(world, "gov", &command).expect("the command is carried out");
}

pub(crate) fn weight(token: &Addr, weight: u32) -> ExecuteMsg {
    ExecuteMsg::UpdateWeight {
        asset_token: token.to_string(),
        weight,
    }
}

/// A command for another contract.
pub(crate) fn command(contract: &Addr, msg: &impl serde::Serialize) -> ExecuteMsg {
    ExecuteMsg::PassCommand {
        contract_addr: contract.to_string(),
        msg: cosmwasm_std::to_json_binary(msg).unwrap(),
    }
}

pub(crate) fn info(world: &World) -> DistributionInfoResponse {
    world.asks(&world.at.factory, &QueryMsg::DistributionInfo {})
}

pub(crate) fn asset_config(world: &World, token: &Addr) -> AssetConfigResponse {
    let asset_token = token.to_string();
    world.asks(&world.at.mint, &mint::QueryMsg::AssetConfig { asset_token })
}

pub(crate) fn collateral(world: &World, token: &Addr) -> (Decimal, bool) {
    let asset = token.to_string();
    let question = collateral_oracle::QueryMsg::CollateralAssetInfo { asset };
    let answer: collateral_oracle::CollateralInfoResponse =
        world.asks(&world.at.collateral_oracle, &question);
    (answer.multiplier, answer.is_revoked)
}

pub(crate) fn feed_of(world: &World, token: &Addr) -> oracle::FeederResponse {
    let asset_token = token.to_string();
    let question = oracle::QueryMsg::Feeder { asset_token };
    world.asks(&world.at.oracle, &question)
}

/// The new token, read from the factory's events.
pub(crate) fn migrates(world: &mut World, who: &str, msg: &ExecuteMsg) -> Addr {
    let response = tell(world, who, msg).expect("the migration is carried out");
    let event = attributes(&response, &world.at.factory);
    let token = event.iter().find(|(key, _)| key == "asset_token_addr");
    Addr::unchecked(&token.expect("a new token").1)
}

pub(crate) fn pool(world: &World, token: &Addr) -> PoolInfoResponse {
    let asset_token = token.to_string();
    let question = staking::QueryMsg::PoolInfo { asset_token };
    world.asks(&world.at.staking, &question)
}

/// How much MIR staking has received for a pool in which nobody has staked.
pub(crate) fn received(world: &World, token: &Addr) -> Uint128 {
    let pool = pool(world, token);
    pool.pending_reward + pool.short_pending_reward
}

pub(crate) const DAY: u64 = 86_400;

/// The announced delisting of an asset, if there is one.
pub(crate) fn announced(world: &World, token: &Addr) -> Option<DelistingResponse> {
    let asset_token = token.to_string();
    let question = QueryMsg::Delisting { asset_token };
    let wrap = world.chain.app.wrap();
    wrap.query_wasm_smart(&world.at.factory, &question).ok()
}

/// A protocol with mAAPL at 100, whose feeder has announced its delisting.
pub(crate) fn announced_world() -> (World, Addr) {
    let mut world = with_aapl();
    let token = world.token("AAPL");
    tell(&mut world, "feeder", &revoke(&token, None)).unwrap();
    (world, token)
}

pub(crate) fn outdated(token: &Addr) -> ContractError {
    let asset = token.to_string();
    ContractError::AnnouncementOutdated { asset }
}

pub(crate) fn not_announced(token: &Addr) -> ContractError {
    let asset = token.to_string();
    ContractError::NoDelistingAnnounced { asset }
}

/// Everything that the factory stores.
pub(crate) fn stored(world: &World) -> Vec<(Vec<u8>, Vec<u8>)> {
    world.chain.app.dump_wasm_raw(&world.at.factory)
}

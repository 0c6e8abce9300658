//! What the tests say to a factory in a whole protocol.

use cosmwasm_std::{Addr, Decimal, Uint128};
use cw_multi_test::AppResponse;
use mirror_protocol::factory::{DistributionInfoResponse, ExecuteMsg, Params, QueryMsg, Schedule};
use mirror_protocol::mint::AssetConfigResponse;
use mirror_protocol::staking::PoolInfoResponse;
use mirror_protocol::{collateral_oracle, mint, staking};
use mirror_testing::{decimal, standard_profile, usual_params, TestChain, World};

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

/// A world that releases these tracks and pays nobody else.
pub(crate) fn releasing(pools: Schedule, mirror: Option<Schedule>) -> World {
    let mut profile = standard_profile(&TestChain::new());
    profile.release.distribution_schedule = pools;
    profile.release.mirror_distribution_schedule = mirror;
    profile.release.fixed_distributions = vec![];
    World::deployed_as(profile)
}

/// Usual parameters with a weight.
pub(crate) fn weighing(weight: u32) -> Params {
    Params {
        weight: Some(weight),
        ..usual_params()
    }
}

/// Parameters of an asset before its IPO: ten seconds, price 150, ratio 2 after it.
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

/// A migration to `symbol` by the present feeder.
pub(crate) fn migration(token: &Addr, symbol: &str, end_price: &str) -> ExecuteMsg {
    ExecuteMsg::MigrateAsset {
        name: "Apple Derivative 2".to_string(),
        symbol: symbol.to_string(),
        from_token: token.to_string(),
        end_price: decimal(end_price),
        oracle_feeder: None,
    }
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

pub(crate) fn pool(world: &World, token: &Addr) -> PoolInfoResponse {
    let asset_token = token.to_string();
    let question = staking::QueryMsg::PoolInfo { asset_token };
    world.asks(&world.at.staking, &question)
}

/// What staking has received for a pool that nobody stakes in.
pub(crate) fn received(world: &World, token: &Addr) -> Uint128 {
    let pool = pool(world, token);
    pool.pending_reward + pool.short_pending_reward
}

/// Everything that the factory stores.
pub(crate) fn stored(world: &World) -> Vec<(Vec<u8>, Vec<u8>)> {
    world.chain.app.dump_wasm_raw(&world.at.factory)
}

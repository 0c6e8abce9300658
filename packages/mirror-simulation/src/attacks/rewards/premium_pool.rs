//! The world of the attacks on rewards: a pool whose shorts are paid.

use cosmwasm_std::{Decimal, Uint128};
use mirror_protocol::staking::{PoolInfoResponse, QueryMsg};
use mirror_testing::World;

use crate::attacks::fixtures::{self, DAY, HOUR, MILLION};
use crate::attacks::trial::Trial;

/// The fair price of MIR.
const MIR: &str = "0.5";

/// Two days ago alice has provided at the oracle's price of 100, and staked.
pub(super) fn provided() -> anyhow::Result<World> {
    let mut world = World::new().with_asset("mAAPL", "100");
    fixtures::pool(&mut world, "mAAPL", MILLION);
    fixtures::bonds_all(&mut world, "alice", "mAAPL")?;
    world.chain.pass(2 * DAY);
    world.feeds(&[("mAAPL", "100")]);
    Ok(world)
}

/// Carol bought so much that the price was a fifth above the oracle's for an hour, so that shorts
/// get the most they can; now she has sold it again.
pub(super) fn with_a_premium() -> anyhow::Result<World> {
    let mut world = provided()?;
    world.carol().tries_to_buy("mAAPL", MILLION / 10)?;
    let bought = fixtures::held(&world, &world.token("mAAPL"), "carol");
    world.chain.pass(HOUR);
    world.feeds(&[("mAAPL", "100")]);
    fixtures::measures(&mut world, "mAAPL")?;
    fixtures::distributes(&mut world)?;
    world.carol().tries_to_sell("mAAPL", bought.u128())?;
    Ok(world)
}

/// The attack begins.
pub(super) fn trial(world: World) -> anyhow::Result<Trial> {
    let prices = [
        ("mAAPL", fixtures::price("100")?),
        ("MIR", fixtures::price(MIR)?),
    ];
    Trial::new(world, &prices)
}

/// The value of an amount of MIR.
pub(super) fn worth(mirror: Uint128) -> Uint128 {
    mirror.mul_floor(Decimal::percent(50))
}

/// The state of the pool in staking.
pub(super) fn info(world: &World) -> PoolInfoResponse {
    let asset_token = world.token("mAAPL").into_string();
    world.asks(&world.at.staking, &QueryMsg::PoolInfo { asset_token })
}

//! What the attacks on rewards find: a pool whose shorts are paid.

use cosmwasm_std::{Decimal, Uint128};
use mirror_protocol::staking::{PoolInfoResponse, QueryMsg};
use mirror_testing::World;

use super::super::scenes::{self, DAY, HOUR, MILLION};
use super::super::stage::Stage;

/// The fair price of MIR.
const MIR: &str = "0.5";

/// Alice has provided at the oracle's price of 100 and staked; that was two days ago.
pub(super) fn provided() -> anyhow::Result<World> {
    let mut world = World::new().with_asset("mAAPL", "100");
    scenes::pool(&mut world, "mAAPL", MILLION);
    scenes::bonds_all(&mut world, "alice", "mAAPL")?;
    world.chain.pass(2 * DAY);
    world.feeds(&[("mAAPL", "100")]);
    Ok(world)
}

/// Somebody had bought so much that the market stood a fifth above the oracle for an hour, and
/// shorts are paid as much as they can be; now he has sold it again.
pub(super) fn with_a_premium() -> anyhow::Result<World> {
    let mut world = provided()?;
    world.carol().tries_to_buy("mAAPL", MILLION / 10)?;
    let bought = scenes::held(&world, &world.token("mAAPL"), "carol");
    world.chain.pass(HOUR);
    world.feeds(&[("mAAPL", "100")]);
    scenes::measures(&mut world, "mAAPL")?;
    scenes::distributes(&mut world)?;
    world.carol().tries_to_sell("mAAPL", bought.u128())?;
    Ok(world)
}

/// The attack begins.
pub(super) fn stage(world: World) -> anyhow::Result<Stage> {
    let prices = [
        ("mAAPL", scenes::price("100")?),
        ("MIR", scenes::price(MIR)?),
    ];
    Stage::new(world, &prices)
}

/// What an amount of MIR is worth.
pub(super) fn worth(mirror: Uint128) -> Uint128 {
    mirror.mul_floor(Decimal::percent(50))
}

pub(super) fn info(world: &World) -> PoolInfoResponse {
    let asset_token = world.token("mAAPL").into_string();
    world.asks(&world.at.staking, &QueryMsg::PoolInfo { asset_token })
}

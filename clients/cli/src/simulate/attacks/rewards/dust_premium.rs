//! A premium that dust sets before there is a market.

use cosmwasm_std::Uint128;
use mirror_testing::{percent, standard_profile, TestChain, World};
use terraswap::asset::Asset;
use terraswap::pair::Pair;

use super::super::bundle::{base, Bundle};
use super::super::scenes::{self, HOUR, MILLION, UNIT};
use super::super::told::{Attempt, Findings, Stop};
use super::super::Attack;
use super::pool;

pub(super) const ATTACK: Attack = Attack {
    name: "premium of dust",
    story:
        "40,000 micro coins against 40 micro mAAPL made a new asset's market stand at ten times \
            the oracle's price: shorts had 0.8 of the rewards for an hour, and the only short took \
            8,011 MIR for 10 coins.",
    run,
};

/// The whole market: at a price of 1,000 where 100 is right.
const DUST: [u128; 2] = [40_000, 40];
/// What backs the only short.
const SHORT: u128 = 10 * UNIT;
const WINDOW: u64 = 600;

fn run() -> anyhow::Result<Findings> {
    let mut ways = vec![];
    for wait in [WINDOW, HOUR, 26 * HOUR] {
        let (dust, now) = hour(true, wait)?;
        let (none, then) = hour(false, wait)?;
        let less = then.saturating_sub(now);
        ways.push(dust.against(&none).harms(pool::worth(less)));
    }
    Ok(Findings {
        attempts: vec![Attempt::best(
            ways,
            "put 40,000 micro coins and 40 micro mAAPL into the new pool, was its only short, and \
             had the premium measured ten minutes, an hour or a day later, just before the first \
             provider came; against the same after a market at the right price",
        )?],
        exposures: vec![],
    })
}

/// The attacker's dust, or the provider, is there first; then an hour of rewards.
fn hour(is_dust_first: bool, wait: u64) -> anyhow::Result<(Attempt, Uint128)> {
    let profile = standard_profile(&TestChain::new());
    let mut world = World::deployed_as(profile);
    world.chain.pass(24 * HOUR);
    let mut world = world.with_asset("mAAPL", "100");
    world
        .actor("attacker")
        .opens(MILLION, "mAAPL", percent(200));
    world.alice().opens(4 * MILLION, "mAAPL", percent(200));
    let mut stage = pool::stage(world)?;
    let listed = stage.world.asset("mAAPL");
    if is_dust_first {
        let token = Asset::token(&listed.token, DUST[1]);
        stage.does(Bundle::new().provides(&listed.pair, base(DUST[0]), token))?;
    } else {
        provides(&mut stage.world)?;
    }
    let mint = stage.world.at.mint.clone();
    let short = Bundle::new().shorts(&mint, base(SHORT), &listed.token, percent(150));
    stage.does(short)?;
    if is_dust_first {
        // What the short has sold is bought back, so that the price is high again.
        stage.does(Bundle::new().swaps(&listed.pair, base(5 * DUST[0])))?;
    }
    stage.world.chain.pass(wait);
    stage.world.feeds(&[("mAAPL", "100")]);
    scenes::measures(&mut stage.world, "mAAPL")?;
    let weight = pool::info(&stage.world).short_reward_weight;
    if is_dust_first {
        provides(&mut stage.world)?;
    }
    scenes::bonds_all(&mut stage.world, "alice", "mAAPL")?;
    stage.world.chain.pass(HOUR);
    scenes::distributes(&mut stage.world)?;
    stage.world.chain.pass(24 * HOUR);
    let earned = scenes::earned(&stage.world, "alice")?;
    let mut attempt = stage.ends(String::new())?;
    let seen = format!("the weight of shorts: {weight}");
    attempt.stopped_by.push(Stop::seen("T-50", seen));
    Ok((attempt, earned))
}

/// Alice brings the pool to the right price and provides. Of the dust she needs next to nothing.
fn provides(world: &mut World) -> anyhow::Result<()> {
    let pair = Pair(world.asset("mAAPL").pair);
    let pool = pair.pool(&world.chain.app.wrap())?;
    let reserve = |is_base: bool| {
        let mut sides = pool.assets.iter();
        let side = sides.find(|side| side.info.is_native_token() == is_base);
        side.map_or(0, |side| side.amount.u128())
    };
    let right = (reserve(true) * reserve(false) / 100).isqrt();
    let sold = right.saturating_sub(reserve(false));
    if sold > 0 {
        world.alice().tries_to_sell("mAAPL", sold)?;
    }
    world
        .alice()
        .tries_to_provide("mAAPL", MILLION, MILLION / 100)?;
    Ok(())
}

//! A market pumped for a block, whose premium decides an hour.

use cosmwasm_std::Uint128;
use mirror_testing::percent;
use terraswap::asset::Asset;

use super::super::bundle::{base, Bundle};
use super::super::scenes::{self, DAY, HOUR, MILLION, UNIT};
use super::super::stage::Stage;
use super::super::told::{Attempt, Findings};
use super::super::Attack;
use super::pool;

pub(super) const ATTACK: Attack = Attack {
    name: "pumped hour",
    story: "A market pumped for six seconds stood so high that the average of ten minutes gave \
            shorts 0.76 of the rewards, for 599 coins: of an undistributed day 98,446 MIR instead \
            of 2,228.",
    run,
};

/// What the attacker's short is backed with: he is the only one.
const SHORT: u128 = 2_000 * UNIT;
const WINDOW: u64 = 600;

/// How the market is pumped.
#[derive(Clone, Copy)]
struct Pump {
    paid: u128,
    /// Seconds for which the market stays there.
    stays: u64,
    /// The average is measured: 0 at once after it, else when the window has passed.
    wait: u64,
}

fn run() -> anyhow::Result<Findings> {
    let mut ways = vec![];
    for paid in [MILLION / 10, MILLION, 10 * MILLION] {
        for (stays, wait) in [(6, 0), (6, WINDOW), (12, WINDOW), (6, WINDOW - 6)] {
            ways.push(against_nothing(Pump { paid, stays, wait }, DAY)?);
        }
    }
    let kept = |minutes: u64, gap: u64| {
        let pump = Pump {
            paid: MILLION / 20,
            stays: minutes * 60,
            wait: 0,
        };
        against_nothing(pump, gap)
    };
    let ways = Attempt::best(
        ways,
        "the only short, bought a tenth of the pool to ten times it at the end of a block, sold it \
         back 6 or 12 seconds later and had the premium measured then or when the average took it \
         in, after a day that nobody had distributed; against the same without the swaps",
    )?;
    Ok(Findings {
        attempts: vec![ways],
        exposures: vec![
            kept(20, 60)?.exposes(
                "the market is kept a tenth too high for twenty minutes and nobody sells, while \
                 keepers distribute",
            ),
            kept(20, DAY)?.exposes("the same after a day without a keeper"),
        ],
    })
}

fn against_nothing(pump: Pump, gap: u64) -> anyhow::Result<Attempt> {
    let (quiet, then) = day(Pump { paid: 0, ..pump }, gap)?;
    let (pumped, now) = day(pump, gap)?;
    Ok(pumped.against(&quiet).harms(then.saturating_sub(now)))
}

/// How it went, and what the provider has at last: rewards and the commissions of the swaps.
fn day(pump: Pump, gap: u64) -> anyhow::Result<(Attempt, Uint128)> {
    let mut world = pool::provided()?;
    world.actor("attacker").shorts(SHORT, "mAAPL", percent(200));
    scenes::measures(&mut world, "mAAPL")?;
    world.chain.pass(HOUR.max(gap) - gap + HOUR);
    scenes::distributes(&mut world)?;
    world.chain.pass(gap);
    world.feeds(&[("mAAPL", "100")]);
    let mut stage = pool::stage(world)?;

    pumps(&mut stage, pump)?;
    stage.world.chain.pass(pump.wait);
    stage.world.feeds(&[("mAAPL", "100")]);
    scenes::measures(&mut stage.world, "mAAPL")?;
    scenes::distributes(&mut stage.world)?;
    stage.world.chain.pass(HOUR);
    scenes::distributes(&mut stage.world)?;
    stage.world.chain.pass(DAY);
    let provider = stage.weighs("alice")?;
    Ok((stage.ends(String::new())?, provider))
}

fn pumps(stage: &mut Stage, pump: Pump) -> anyhow::Result<()> {
    if pump.paid == 0 {
        stage.world.chain.pass(pump.stays);
        return Ok(());
    }
    let listed = stage.world.asset("mAAPL");
    let bought = scenes::simulated(&stage.world, &listed.pair, &base(pump.paid))?;
    stage.does(Bundle::new().swaps(&listed.pair, base(pump.paid)))?;
    stage.world.chain.pass(pump.stays);
    let back = Asset::token(&listed.token, bought);
    stage.does(Bundle::new().swaps(&listed.pair, back))?;
    Ok(())
}

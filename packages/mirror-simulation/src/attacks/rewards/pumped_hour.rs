//! A market pumped for a block, whose premium decides an hour.

use cosmwasm_std::Uint128;
use mirror_protocol::staking::Cw20HookMsg;
use mirror_testing::{percent, World};
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
    /// Micro MIR of his own that the attacker sponsors just before the measurement.
    sponsors: u128,
}

const ONCE: Pump = Pump {
    paid: MILLION / 10,
    stays: 6,
    wait: 0,
    sponsors: 0,
};

fn run() -> anyhow::Result<Findings> {
    let mut ways = vec![];
    for paid in [MILLION / 10, MILLION, 10 * MILLION] {
        for (stays, wait) in [(6, 0), (6, WINDOW), (12, WINDOW), (6, WINDOW - 6)] {
            let pump = Pump {
                paid,
                stays,
                wait,
                ..ONCE
            };
            ways.push(against_nothing(pump, DAY)?);
        }
    }
    let sponsor = Pump {
        sponsors: 1,
        ..ONCE
    };
    ways.push(against_nothing(sponsor, DAY)?);
    let kept = |minutes: u64, gap: u64| {
        let pump = Pump {
            paid: MILLION / 20,
            stays: minutes * 60,
            ..ONCE
        };
        against_nothing(pump, gap)
    };
    let ways = Attempt::best(
        ways,
        "the only short, bought a tenth of the pool to ten times it at the end of a block, sold it \
         back 6 or 12 seconds later and had the premium measured then or when the average took it \
         in, after a day that nobody had distributed, with a grain of his own sponsored before or \
         not; against the same without the swaps",
    )?;
    Ok(Findings {
        attempts: vec![ways],
        exposures: vec![
            kept(20, 60)?.exposes(
                "the market is kept a tenth too high for twenty minutes and nobody sells, while \
                 keepers distribute",
            ),
            kept(20, DAY)?.exposes("the same after a day without a keeper"),
            pressed()?.exposes(
                "who owns nearly all of a pool presses its price to a ninth for a block, gets the \
                 commission back himself, and shorts earn next to nothing for an hour",
            ),
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
    let attacker = world.chain.account("attacker");
    world.gives_mir(&attacker, UNIT);
    let mut stage = pool::stage(world)?;

    pumps(&mut stage, pump)?;
    stage.world.chain.pass(pump.wait);
    stage.world.feeds(&[("mAAPL", "100")]);
    if pump.sponsors > 0 {
        let at = stage.world.at.clone();
        let asset = stage.world.token("mAAPL").into_string();
        let rewards = vec![(asset, pump.sponsors.into())];
        let hook = Cw20HookMsg::DepositReward { rewards };
        let sponsor = Bundle::new().hands(&at.mirror_token, pump.sponsors, &at.staking, &hook);
        stage.does(sponsor)?;
    }
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

/// The other way round: the attacker is the provider, bob is short, and the market stands above the
/// oracle.
fn pressed() -> anyhow::Result<Attempt> {
    let (quiet, then) = pressed_by(0)?;
    let (pressed, now) = pressed_by(2 * MILLION / 100)?;
    Ok(pressed
        .against(&quiet)
        .harms(pool::worth(then.saturating_sub(now))))
}

/// How it went, and the MIR that bob has earned.
fn pressed_by(sold: u128) -> anyhow::Result<(Attempt, Uint128)> {
    let mut world = World::new().with_asset("mAAPL", "100");
    let provider = "attacker";
    world
        .actor(provider)
        .opens(10 * MILLION, "mAAPL", percent(200));
    world
        .actor(provider)
        .provides("mAAPL", MILLION, MILLION / 100);
    scenes::bonds_all(&mut world, provider, "mAAPL")?;
    world.bob().shorts(SHORT, "mAAPL", percent(200));
    world.carol().tries_to_buy("mAAPL", MILLION / 20)?;
    world.chain.pass(DAY);
    world.feeds(&[("mAAPL", "100")]);
    scenes::distributes(&mut world)?;
    let mut stage = pool::stage(world)?;

    presses(&mut stage, sold)?;
    // Now the average is of the time since, and of the block before it.
    stage.world.chain.pass(WINDOW);
    stage.world.feeds(&[("mAAPL", "100")]);
    scenes::measures(&mut stage.world, "mAAPL")?;
    stage.world.chain.pass(HOUR);
    scenes::distributes(&mut stage.world)?;
    stage.world.chain.pass(2 * DAY);
    let earned = scenes::earned(&stage.world, "bob")?;
    Ok((stage.ends(String::new())?, earned))
}

/// Sold at the end of a block, and bought back at the beginning of the next.
fn presses(stage: &mut Stage, sold: u128) -> anyhow::Result<()> {
    let listed = stage.world.asset("mAAPL");
    if sold == 0 {
        stage.world.chain.pass(6);
        return Ok(());
    }
    let offer = Asset::token(&listed.token, sold);
    let got = scenes::simulated(&stage.world, &listed.pair, &offer)?;
    stage.does(Bundle::new().swaps(&listed.pair, offer))?;
    stage.world.chain.pass(6);
    stage.does(Bundle::new().swaps(&listed.pair, base(got.u128())))?;
    Ok(())
}

//! A price that is pumped for a block, and whose premium decides the rewards of an hour.

use cosmwasm_std::Uint128;
use mirror_protocol::staking::Cw20HookMsg;
use mirror_testing::{percent, World};
use terraswap::asset::Asset;

use super::premium_pool;
use crate::attacks::attack::Attack;
use crate::attacks::fixtures::{self, DAY, HOUR, MILLION, UNIT};
use crate::attacks::report::{Attempt, Findings};
use crate::attacks::transaction::{base, Transaction};
use crate::attacks::trial::Trial;

pub(super) const ATTACK: Attack = Attack {
    name: "pumped hour",
    story: "A market pumped for six seconds stood so high that the average of ten minutes gave \
            shorts 0.76 of the rewards, for 599 coins: of an undistributed day 98,446 MIR instead \
            of 2,228.",
    run,
};

/// The collateral of the attacker's short, which is the only one.
const SHORT: u128 = 2_000 * UNIT;
/// The seconds over which the price is averaged.
const WINDOW: u64 = 600;

/// How the price is pumped.
#[derive(Clone, Copy)]
struct Pump {
    /// What the attacker pays into the pool.
    paid: u128,
    /// The seconds for which the price stays there.
    stays: u64,
    /// The seconds from the swap back to the measurement.
    wait: u64,
    /// Micro MIR that the attacker sponsors just before the measurement.
    sponsors: u128,
}

/// The attack that was found first.
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

/// The pump against the same day without it; nobody has distributed for `gap` seconds before.
fn against_nothing(pump: Pump, gap: u64) -> anyhow::Result<Attempt> {
    let (quiet, then) = day(Pump { paid: 0, ..pump }, gap)?;
    let (pumped, now) = day(pump, gap)?;
    Ok(pumped.against(&quiet).harms(then.saturating_sub(now)))
}

/// The attempt, and the provider's net worth at its end: rewards and the commissions of the swaps.
fn day(pump: Pump, gap: u64) -> anyhow::Result<(Attempt, Uint128)> {
    let mut world = premium_pool::provided()?;
    world.actor("attacker").shorts(SHORT, "mAAPL", percent(200));
    fixtures::measures(&mut world, "mAAPL")?;
    world.chain.pass(HOUR.max(gap) - gap + HOUR);
    fixtures::distributes(&mut world)?;
    world.chain.pass(gap);
    world.feeds(&[("mAAPL", "100")]);
    let attacker = world.chain.account("attacker");
    world.gives_mir(&attacker, UNIT);
    let mut trial = premium_pool::trial(world)?;

    pumps(&mut trial, pump)?;
    trial.world.chain.pass(pump.wait);
    trial.world.feeds(&[("mAAPL", "100")]);
    if pump.sponsors > 0 {
        let at = trial.world.at.clone();
        let asset = trial.world.token("mAAPL").into_string();
        let rewards = vec![(asset, pump.sponsors.into())];
        let hook = Cw20HookMsg::DepositReward { rewards };
        let sponsor = Transaction::new().hands(&at.mirror_token, pump.sponsors, &at.staking, &hook);
        trial.does(sponsor)?;
    }
    fixtures::measures(&mut trial.world, "mAAPL")?;
    fixtures::distributes(&mut trial.world)?;
    trial.world.chain.pass(HOUR);
    fixtures::distributes(&mut trial.world)?;
    trial.world.chain.pass(DAY);
    let provider = trial.net_worth_of("alice")?;
    Ok((trial.ends(String::new())?, provider))
}

fn pumps(trial: &mut Trial, pump: Pump) -> anyhow::Result<()> {
    if pump.paid == 0 {
        trial.world.chain.pass(pump.stays);
        return Ok(());
    }
    let listed = trial.world.asset("mAAPL");
    let bought = fixtures::simulated(&trial.world, &listed.pair, &base(pump.paid))?;
    trial.does(Transaction::new().swaps(&listed.pair, base(pump.paid)))?;
    trial.world.chain.pass(pump.stays);
    let back = Asset::token(&listed.token, bought);
    trial.does(Transaction::new().swaps(&listed.pair, back))?;
    Ok(())
}

/// The opposite: the attacker is the provider, bob is short, the price is above the oracle's, and
/// the attacker lowers it.
fn pressed() -> anyhow::Result<Attempt> {
    let (quiet, then) = pressed_by(0)?;
    let (pressed, now) = pressed_by(2 * MILLION / 100)?;
    Ok(pressed
        .against(&quiet)
        .harms(premium_pool::worth(then.saturating_sub(now))))
}

/// The attempt, and the MIR that bob has earned.
fn pressed_by(sold: u128) -> anyhow::Result<(Attempt, Uint128)> {
    let mut world = World::new().with_asset("mAAPL", "100");
    let provider = "attacker";
    world
        .actor(provider)
        .opens(10 * MILLION, "mAAPL", percent(200));
    world
        .actor(provider)
        .provides("mAAPL", MILLION, MILLION / 100);
    fixtures::bonds_all(&mut world, provider, "mAAPL")?;
    world.bob().shorts(SHORT, "mAAPL", percent(200));
    world.carol().tries_to_buy("mAAPL", MILLION / 20)?;
    world.chain.pass(DAY);
    world.feeds(&[("mAAPL", "100")]);
    fixtures::distributes(&mut world)?;
    let mut trial = premium_pool::trial(world)?;

    presses(&mut trial, sold)?;
    // Now the average is of the time since then and of the block before.
    trial.world.chain.pass(WINDOW);
    trial.world.feeds(&[("mAAPL", "100")]);
    fixtures::measures(&mut trial.world, "mAAPL")?;
    trial.world.chain.pass(HOUR);
    fixtures::distributes(&mut trial.world)?;
    trial.world.chain.pass(2 * DAY);
    let earned = fixtures::earned(&trial.world, "bob")?;
    Ok((trial.ends(String::new())?, earned))
}

/// The attacker sells at the end of a block and buys back at the beginning of the next.
fn presses(trial: &mut Trial, sold: u128) -> anyhow::Result<()> {
    let listed = trial.world.asset("mAAPL");
    if sold == 0 {
        trial.world.chain.pass(6);
        return Ok(());
    }
    let offer = Asset::token(&listed.token, sold);
    let got = fixtures::simulated(&trial.world, &listed.pair, &offer)?;
    trial.does(Transaction::new().swaps(&listed.pair, offer))?;
    trial.world.chain.pass(6);
    trial.does(Transaction::new().swaps(&listed.pair, base(got.u128())))?;
    Ok(())
}

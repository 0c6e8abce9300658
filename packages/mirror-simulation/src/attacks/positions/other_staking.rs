//! Another contract in place of the one where shorts are registered.

use cosmwasm_std::{Addr, Uint128};
use mirror_protocol::lock::Lock;
use mirror_protocol::mint::Mint;
use mirror_testing::codes::{self, Code};
use mirror_testing::{percent, World};
use serde_json::{json, Value};
use terraswap::asset::Asset;

use crate::attacks::attack::Attack;
use crate::attacks::fixtures::{self, MILLION};
use crate::attacks::report::{Attempt, Findings};
use crate::attacks::trial::Trial;

pub(super) const ATTACK: Attack = Attack {
    name: "another staking",
    story: "A poll gave mint another staking contract, which knew of no short: none could be \
            repaid, sold or closed any more, and what they held was out of reach.",
    run,
};

/// The contract that the poll replaces.
#[derive(Clone, Copy, PartialEq, Eq)]
enum What {
    Staking,
    Lock,
}

/// The debt of bob's short, at a price of 10.
const DEBT: u128 = MILLION / 20;

fn run() -> anyhow::Result<Findings> {
    Ok(Findings {
        attempts: vec![
            replaced(
                What::Staking,
                "had a poll name another staking, of the same code",
            )?,
            replaced(What::Lock, "had a poll name another lock, of the same code")?,
        ],
        exposures: vec![],
    })
}

/// A poll replaces a contract, and bob tries to close his short.
fn replaced(what: What, tried: &str) -> anyhow::Result<Attempt> {
    let (mut trial, idx) = prepared()?;
    let mint = trial.world.at.mint.clone();
    let (name, other) = another(&mut trial.world, what)?;
    let msg = json!({ "update_config": { name: other } });
    if let Err(refusal) = fixtures::governs(&mut trial.world, &mint, &msg) {
        trial.refused_to_others("T-36", &refusal);
    }

    trial.world.feeds(&[("mAAPL", "10")]);
    let burned = trial.world.bob().tries_to_burn(idx, "mAAPL", DEBT);
    if burned.is_ok() {
        trial.world.bob().tries_to_withdraw(idx, None)?;
    }
    let stuck = out_of_reach(&trial, idx)?;
    trial.adds_loss(stuck);
    trial.ends(tried)
}

/// Bob has a short, and the tokens that he needs to repay it.
fn prepared() -> anyhow::Result<(Trial, Uint128)> {
    let mut world = World::new().with_asset("mAAPL", "10");
    fixtures::pool(&mut world, "mAAPL", 4 * MILLION);
    let idx = world.bob().shorts(MILLION, "mAAPL", percent(200));
    world.carol().opens(MILLION, "mAAPL", percent(200));
    let (token, bob) = (world.token("mAAPL"), world.chain.account("bob"));
    world.carol().gives(&token, DEBT, &bob);
    let prices = [("mAAPL", fixtures::price("10")?)];
    Ok((Trial::new(world, &prices)?, idx))
}

/// Creates a contract with the same code and the same configuration.
fn another(world: &mut World, what: What) -> anyhow::Result<(&'static str, Addr)> {
    let (name, code, at): (_, Code, _) = match what {
        What::Staking => ("staking", codes::staking(), world.at.staking.clone()),
        What::Lock => ("lock", codes::lock(), world.at.lock.clone()),
    };
    let config: Value = world.asks(&at, &json!({ "config": {} }));
    let deployer = world.chain.account("deployer");
    Ok((name, world.chain.try_create(code, &deployer, &config)?))
}

/// What bob can not reach: his collateral above the debt, and the proceeds that are still locked.
fn out_of_reach(trial: &Trial, idx: Uint128) -> anyhow::Result<Uint128> {
    let querier = trial.world.chain.app.wrap();
    let position = Mint(trial.world.at.mint.clone()).position(&querier, idx);
    let equity = match position {
        Ok(left) => trial.worth(&left.collateral)? - trial.worth(&left.asset)?,
        Err(_) => Uint128::zero(),
    };
    let locked = Lock(trial.world.at.lock.clone()).position_lock_info(&querier, idx);
    let locked = locked.map_or(Uint128::zero(), |info| info.locked_amount);
    let base = Asset::native(mirror_testing::BASE, locked);
    Ok(equity + trial.worth(&base)?)
}

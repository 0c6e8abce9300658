//! A first share that is worth so much that the next deposit gets none.

use cosmwasm_std::{Addr, Uint128};
use mirror_protocol::gov::{Cw20HookMsg, QueryMsg, StakerResponse};
use mirror_testing::World;
use terraswap::asset::Asset;

use crate::amounts::coins;
use crate::attacks::attack::Attack;
use crate::attacks::fixtures::{self, held, DAY, MILLION, UNIT};
use crate::attacks::report::{Attempt, Findings};
use crate::attacks::transaction::{base, Transaction};
use crate::attacks::trial::Trial;

pub(super) const GOV: Attack = Attack {
    name: "first staker",
    story: "Open in Mirror v2: stake one unit first, give a million, and the next stake is worth \
            less than a share: it gets none and belongs to the first.",
    run: gov,
};

pub(super) const PAIR: Attack = Attack {
    name: "first provider",
    story: "The same in a pool: one LP token, a gift to both sides, and the next deposit is \
            rounded down to nothing.",
    run: pair,
};

/// The first shares of gov and of a pair that belong to nobody.
const DEAD: u128 = 1_000;
/// The next stake, when a share is worth a MIR and a micro MIR.
const NEXT_STAKE: u128 = 1_900_000;

fn gov() -> anyhow::Result<Findings> {
    Ok(Findings {
        attempts: vec![stake()?],
        exposures: vec![],
    })
}

fn stake() -> anyhow::Result<Attempt> {
    let mut world = World::new();
    for (name, amount) in [("attacker", 2 * MILLION), ("bob", 2_000 * UNIT)] {
        let who = world.chain.account(name);
        world.gives_mir(&who, amount);
    }
    let mut trial = Trial::new(world, &[("MIR", fixtures::price("0.5")?)])?;
    let (mirror, gov) = (
        trial.world.at.mirror_token.clone(),
        trial.world.at.gov.clone(),
    );
    let stake = Cw20HookMsg::StakeVotingTokens {};

    trial.tries(
        "T-63",
        Transaction::new().hands(&mirror, DEAD + 1, &gov, &stake),
    )?;
    trial.does(Transaction::new().hands(&mirror, UNIT, &gov, &stake))?;
    let gift = Cw20HookMsg::DepositReward {};
    trial.does(Transaction::new().hands(&mirror, MILLION, &gov, &gift))?;
    // Wait until the reward has flowed to the stakers.
    trial.world.chain.pass(7 * DAY);

    let small = trial.world.bob().tries_to_hand(&mirror, UNIT, &gov, &stake);
    if let Err(refusal) = small {
        trial.refused_to_others("T-63", &refusal);
    }
    let larger = trial
        .world
        .bob()
        .tries_to_hand(&mirror, NEXT_STAKE, &gov, &stake);
    larger?;
    let question = QueryMsg::Staker {
        address: trial.world.chain.account("bob").into_string(),
    };
    let bob: StakerResponse = trial.world.asks(&gov, &question);
    let lost = Uint128::new(NEXT_STAKE).saturating_sub(bob.balance);
    trial.notes(
        "T-63",
        format!(
            "the next staker's 1.9 MIR lose {}, for a million given",
            coins(lost)
        ),
    );
    trial.ends("staked one MIR first, gave the stakers a million MIR and waited for a week")
}

fn pair() -> anyhow::Result<Findings> {
    Ok(Findings {
        attempts: vec![deposit()?],
        exposures: vec![],
    })
}

/// The gift to each side of the pool.
const GIFT: u128 = 1_000 * UNIT;
/// What the next provider puts into each side.
const NEXT: u128 = GIFT - 1;

fn deposit() -> anyhow::Result<Attempt> {
    let mut world = World::new().with_asset("mAAPL", "1");
    for (name, minted) in [("attacker", 2 * GIFT), ("bob", 2 * GIFT)] {
        world
            .actor(name)
            .opens(2 * minted, "mAAPL", mirror_testing::percent(200));
    }
    let mut trial = Trial::new(world, &[("mAAPL", fixtures::price("1")?)])?;
    let listed = trial.world.asset("mAAPL");
    let (token, pair, lp) = (&listed.token, &listed.pair, &listed.lp_token);

    let provides =
        |amount: u128| Transaction::new().provides(pair, base(amount), Asset::token(token, amount));
    trial.tries("T-82", provides(1))?;
    trial.does(provides(DEAD + 1))?;
    trial.does(
        Transaction::new()
            .gives(base(GIFT), pair)
            .gives(Asset::token(token, GIFT), pair),
    )?;
    trial.world.bob().tries_to_provide("mAAPL", NEXT, NEXT)?;
    let lost = loss_of_the_next(&trial, lp)?;
    trial.notes(
        "T-82",
        format!("the next provider's 2,000 coins lose {lost} micro coins, for 2,000 given"),
    );
    trial.ends("provided 1,001 micro units of each side first and gave the pool 1,000 of each")
}

/// What the next provider loses: the deposit less the worth of its share. Both sides of the pool
/// are worth the same, so that it is twice the loss of one side.
fn loss_of_the_next(trial: &Trial, lp: &Addr) -> anyhow::Result<Uint128> {
    let share = held(&trial.world, lp, "bob");
    let pool = trial.world.base_balance(&trial.world.asset("mAAPL").pair);
    let worth = pool.checked_multiply_ratio(share, trial.world.supply(lp))?;
    let kept = trial.world.base_balance(&trial.world.chain.account("bob"));
    let spent = Uint128::new(mirror_testing::FORTUNE - 4 * GIFT) - kept;
    Ok((spent - worth) * Uint128::new(2))
}

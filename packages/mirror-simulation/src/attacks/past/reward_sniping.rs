//! A stake that is there only while rewards are distributed.

use anyhow::Context;
use cosmwasm_std::{Addr, Uint128};
use mirror_protocol::staking::{Cw20HookMsg, ExecuteMsg};
use mirror_protocol::{collector, factory, gov};
use mirror_testing::World;
use terraswap::asset::Asset;
use terraswap::pair::{self, Pair};

use crate::attacks::attack::Attack;
use crate::attacks::fixtures::{self, DAY, MILLION, UNIT};
use crate::attacks::report::{Attempt, Findings};
use crate::attacks::transaction::{base, Transaction};
use crate::attacks::trial::Trial;

pub(super) const POOL: Attack = Attack {
    name: "reward sniping: pools",
    story: "Open in Mirror v2: distribute is for anybody, so that a large bond, the rewards of a \
            long gap and the way out fitted into one transaction with borrowed coins.",
    run: pools,
};

pub(super) const GOV: Attack = Attack {
    name: "reward sniping: gov",
    story: "Open in Mirror v2: MIR borrowed for a transaction took part in the fees that the \
            collector hands to the stakers in it.",
    run: stakers,
};

/// Why a stake of a moment gets nothing of a reward.
const NO_TIME: &str = "what is distributed flows out over a day, and in no time nothing flows";

/// What the attacker provides: nine times what is in the pool.
const PROVIDED: u128 = 9 * MILLION;
/// The seconds after which keepers distribute again.
const KEEPERS: u64 = 60;

fn pools() -> anyhow::Result<Findings> {
    let borrowed = pool_in_one_transaction(DAY)?;
    Ok(Findings {
        attempts: vec![borrowed],
        exposures: vec![
            pool_in_two_blocks(KEEPERS)?
                .exposes("own coins, at risk for a block, while keepers distribute every minute"),
            pool_in_two_blocks(DAY)?
                .exposes("own coins, at risk for a block, after a day without a keeper"),
        ],
    })
}

fn pool_in_one_transaction(gap: u64) -> anyhow::Result<Attempt> {
    let mut trial = with_a_pool(gap)?;
    let entry = Entry::of(&trial)?;
    let transaction = entry.enters(&trial, Transaction::new());
    if trial
        .tries("T-51", entry.leaves(&trial, transaction))?
        .is_some()
    {
        trial.notes("T-51", NO_TIME);
    }
    trial.ends(
        "in one transaction provided nine times the pool, bonded, had a day's MIR distributed, \
         claimed, unbonded and took the liquidity out",
    )
}

fn pool_in_two_blocks(gap: u64) -> anyhow::Result<Attempt> {
    let mut trial = with_a_pool(gap)?;
    let entry = Entry::of(&trial)?;
    trial.does(entry.enters(&trial, Transaction::new()))?;
    trial.world.chain.pass(6);
    trial.does(entry.leaves(&trial, Transaction::new()))?;
    trial.ends("the same over two blocks")
}

/// Alice has bonded, and nothing was distributed for `gap` seconds. The attacker has the coins and
/// the tokens to provide.
fn with_a_pool(gap: u64) -> anyhow::Result<Trial> {
    let mut world = World::new().with_asset("mAAPL", "10");
    fixtures::pool(&mut world, "mAAPL", MILLION);
    fixtures::bonds_all(&mut world, "alice", "mAAPL")?;
    world
        .carol()
        .opens(20 * MILLION, "mAAPL", mirror_testing::percent(200));
    let (token, attacker) = (world.token("mAAPL"), world.chain.account("attacker"));
    world.carol().gives(&token, PROVIDED / 10, &attacker);
    world.chain.pass(DAY);
    let factory = world.at.factory.clone();
    let release = factory::ExecuteMsg::Distribute {};
    world.carol().tries(&factory, &release, &[])?;
    world.chain.pass(gap);
    let prices = [
        ("mAAPL", fixtures::price("10")?),
        ("MIR", fixtures::price("0.5")?),
    ];
    Trial::new(world, &prices)
}

/// The messages with which the attacker enters and leaves a pool.
struct Entry {
    token: Addr,
    pair: Addr,
    lp_token: Addr,
    /// The LP tokens that the attacker gets for the deposit.
    lp: Uint128,
}

impl Entry {
    fn of(trial: &Trial) -> anyhow::Result<Self> {
        let listed = trial.world.asset("mAAPL");
        let pool = Pair(listed.pair.clone()).pool(&trial.world.chain.app.wrap())?;
        let reserve = pool.assets.iter().find(|one| one.info.is_native_token());
        let reserve = reserve.context("a side of base coins")?.amount;
        Ok(Self {
            lp: Uint128::new(PROVIDED).checked_multiply_ratio(pool.total_share, reserve)?,
            token: listed.token,
            pair: listed.pair,
            lp_token: listed.lp_token,
        })
    }

    /// Provides, bonds, has the MIR distributed, and claims.
    fn enters(&self, trial: &Trial, transaction: Transaction) -> Transaction {
        let at = &trial.world.at;
        let asset_token = self.token.to_string();
        let tokens = Asset::token(&self.token, PROVIDED / 10);
        let bond = Cw20HookMsg::Bond { asset_token };
        transaction
            .provides(&self.pair, base(PROVIDED), tokens)
            .hands(&self.lp_token, self.lp.u128(), &at.staking, &bond)
            .calls(&at.factory, &factory::ExecuteMsg::Distribute {})
            .calls(&at.staking, &ExecuteMsg::Withdraw { asset_token: None })
    }

    /// Unbonds and takes the liquidity out.
    fn leaves(&self, trial: &Trial, transaction: Transaction) -> Transaction {
        let unbond = ExecuteMsg::Unbond {
            asset_token: self.token.to_string(),
            amount: self.lp,
        };
        let withdraw = pair::Cw20HookMsg::WithdrawLiquidity {
            min_assets: None,
            deadline: None,
        };
        transaction.calls(&trial.world.at.staking, &unbond).hands(
            &self.lp_token,
            self.lp.u128(),
            &self.pair,
            &withdraw,
        )
    }
}

/// The MIR that the attacker borrows; all others have staked a million.
const BORROWED: u128 = 5 * MILLION;
/// The MIR that the collector hands out.
const FEES: u128 = 1_000 * UNIT;

fn stakers() -> anyhow::Result<Findings> {
    let mut trial = with_stakers()?;
    let transaction = stake_and_reward(&trial);
    let all = transaction.calls(&trial.world.at.gov, &takes_back());
    trial.tries("T-51", all)?;
    let borrowed = trial.ends(
        "in one transaction staked five times what is staked, had the collector hand 1,000 \
         MIR to the stakers and withdrew",
    )?;

    let mut trial = with_stakers()?;
    trial.does(stake_and_reward(&trial))?;
    trial.world.chain.pass(6);
    trial.does(Transaction::new().calls(&trial.world.at.gov, &takes_back()))?;
    let owned = trial.ends("the same over two blocks")?;
    Ok(Findings {
        attempts: vec![borrowed],
        exposures: vec![owned
            .exposes("own MIR, at risk for a block: it earns what flows of 1,000 MIR in a block")],
    })
}

fn with_stakers() -> anyhow::Result<Trial> {
    let mut world = World::new();
    fixtures::stakes(&mut world, "alice", MILLION)?;
    let attacker = world.chain.account("attacker");
    world.gives_mir(&attacker, BORROWED);
    let collector = world.at.collector.clone();
    world.gives_mir(&collector, FEES);
    Trial::new(world, &[("MIR", fixtures::price("0.5")?)])
}

fn stake_and_reward(trial: &Trial) -> Transaction {
    let at = &trial.world.at;
    let stake = gov::Cw20HookMsg::StakeVotingTokens {};
    Transaction::new()
        .hands(&at.mirror_token, BORROWED, &at.gov, &stake)
        .calls(&at.collector, &collector::ExecuteMsg::Distribute {})
}

fn takes_back() -> gov::ExecuteMsg {
    gov::ExecuteMsg::WithdrawVotingTokens { amount: None }
}

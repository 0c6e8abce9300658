//! An average price that follows the pool slowly and can be pumped quickly.

use cosmwasm_std::Uint128;
use mirror_testing::World;
use terraswap::asset::Asset;

use crate::attacks::attack::Attack;
use crate::attacks::fixtures::{self, MILLION};
use crate::attacks::report::{Attempt, Findings};
use crate::attacks::transaction::{base, Transaction};
use crate::attacks::trial::Trial;

pub(super) const ATTACK: Attack = Attack {
    name: "lagging average",
    story: "A collateral priced by the average of its market: after a crash to a hundredth it \
            backed what it was worth before, and a market pumped over the edge of one block, for \
            18,000 coins, backed 2.7 times its worth.",
    run,
};

/// Both sides of the collateral's pool before a crash.
const POOL: u128 = MILLION;
/// The seconds over which the price is averaged.
const WINDOW: u64 = 600;
/// The cap of the collateral in the attempts: far more than gov should allow.
const FAR_TOO_MUCH: u128 = 10 * MILLION;
/// The cap of an mAsset in the profile.
const USUAL_CAP: u128 = 250_000_000_000;
/// The collateral that the attacker uses at a pumped price.
const COLLATERAL: u128 = MILLION / 2;
/// The coins that pump the price to 169 for a block.
const PUMP: u128 = 12 * MILLION;
/// The tokens whose sale makes the price a hundredth: nine times those of the pool.
const DUMP: u128 = 9 * POOL;

fn run() -> anyhow::Result<Findings> {
    Ok(Findings {
        attempts: vec![crash()?, pumps()?],
        exposures: vec![
            kept(FAR_TOO_MUCH)?.exposes(
                "a whale makes the price four times as high, keeps it there for ten minutes and \
                 nobody sells to him; gov let in ten times the pool",
            ),
            kept(USUAL_CAP)?.exposes("the same where gov let in 250,000 coins' worth"),
            pushed_back(FAR_TOO_MUCH)?.exposes(
                "a crash of the last block, and the market pushed back for the moment of the \
                 minting; gov let in ten times the pool",
            ),
            pushed_back(USUAL_CAP)?.exposes("the same where gov let in 250,000 coins' worth"),
        ],
    })
}

/// Others provide to the pools of mAAPL and of the collateral.
fn prepared(price: &str, cap: u128) -> anyhow::Result<Trial> {
    let mut world = World::new().with_asset("mAAPL", "10");
    fixtures::pool(&mut world, "mAAPL", 4 * MILLION);
    let holders = [
        ("attacker", MILLION),
        ("alice", POOL),
        ("carol", DUMP + MILLION / 10),
    ];
    fixtures::new_token(&mut world, "GEM", &holders)?;
    fixtures::new_pool(&mut world, "GEM", "alice", POOL, POOL)?;
    world.chain.pass(WINDOW);
    world.feeds(&[("mAAPL", "10")]);
    let source = fixtures::average_price(&world, "GEM");
    fixtures::registers_collateral(&mut world, "GEM", source, cap)?;
    let prices = [
        ("mAAPL", fixtures::price("10")?),
        ("GEM", fixtures::price(price)?),
    ];
    Trial::new(world, &prices)
}

/// Carol knows that the collateral is worth a hundredth, and sells.
fn crashes(trial: &mut Trial) -> anyhow::Result<()> {
    trial.world.carol().tries_to_sell("GEM", DUMP)?;
    Ok(())
}

/// The attacker buys the collateral after the crash, and mints against the average of before.
fn crash() -> anyhow::Result<Attempt> {
    let ways = [0, 6, 60].map(|later| {
        let mut trial = prepared("0.01", FAR_TOO_MUCH)?;
        crashes(&mut trial)?;
        if later > 0 {
            trial.world.chain.pass(later);
            trial.world.feeds(&[("mAAPL", "10")]);
        }
        let gem = trial.world.asset("GEM");
        let paid = base(MILLION / 100);
        let bought = fixtures::simulated(&trial.world, &gem.pair, &paid)?;
        trial.does(Transaction::new().swaps(&gem.pair, paid))?;
        backs_mint(&mut trial, bought)?;
        trial.ends(String::new())
    });
    let ways: anyhow::Result<Vec<Attempt>> = ways.into_iter().collect();
    Attempt::best(
        ways?,
        "after a crash to a hundredth, in its block, the next or a minute later, bought 10,000 \
         coins' worth on its market and minted against it",
    )
}

/// The attacker buys at the end of a block, sells in a later one, and mints before or after that.
fn pumps() -> anyhow::Result<Attempt> {
    let ways = [(6, false), (6, true), (12, false), (12, true)].map(|(seconds, inside)| {
        let mut trial = prepared("1", FAR_TOO_MUCH)?;
        let bought = pumped(&mut trial, PUMP)?;
        trial.world.chain.pass(seconds);
        trial.world.feeds(&[("mAAPL", "10")]);
        if inside {
            backs_mint(&mut trial, COLLATERAL.into())?;
        }
        sells(&mut trial, bought)?;
        if !inside {
            backs_mint(&mut trial, COLLATERAL.into())?;
        }
        trial.ends(String::new())
    });
    let ways: anyhow::Result<Vec<Attempt>> = ways.into_iter().collect();
    Attempt::best(
        ways?,
        "bought twelve times the pool at the end of a block, sold it back one or two blocks later, \
         and minted against the average before or after",
    )
}

/// The attacker keeps the price too high for the whole window, and mints.
fn kept(cap: u128) -> anyhow::Result<Attempt> {
    let mut trial = prepared("1", cap)?;
    // Twice the base coins make the price four times as high.
    let bought = pumped(&mut trial, POOL)?;
    trial.world.chain.pass(WINDOW);
    trial.world.feeds(&[("mAAPL", "10")]);
    // The cap is compared with the value at the pumped price.
    let most = (cap / 4).min(COLLATERAL);
    backs_mint(&mut trial, most.into())?;
    sells(&mut trial, bought)?;
    trial.ends(String::new())
}

/// A block after the crash the attacker pushes the price back up, mints, and sells.
fn pushed_back(cap: u128) -> anyhow::Result<Attempt> {
    let mut trial = prepared("0.01", cap)?;
    crashes(&mut trial)?;
    trial.world.chain.pass(6);
    trial.world.feeds(&[("mAAPL", "10")]);
    let bought = pumped(&mut trial, POOL * 9 / 10)?;
    let backing = Uint128::new(cap.min(MILLION) * 95 / 100).min(bought);
    backs_mint(&mut trial, backing)?;
    let rest = bought - backing;
    sells(&mut trial, rest)?;
    trial.ends(String::new())
}

/// Buys the collateral; returns how much.
fn pumped(trial: &mut Trial, paid: u128) -> anyhow::Result<Uint128> {
    let pair = trial.world.asset("GEM").pair;
    let bought = fixtures::simulated(&trial.world, &pair, &base(paid))?;
    trial.does(Transaction::new().swaps(&pair, base(paid)))?;
    Ok(bought)
}

fn sells(trial: &mut Trial, amount: Uint128) -> anyhow::Result<()> {
    let gem = trial.world.asset("GEM");
    let offer = Asset::token(&gem.token, amount);
    trial.does(Transaction::new().swaps(&gem.pair, offer))?;
    Ok(())
}

fn backs_mint(trial: &mut Trial, amount: Uint128) -> anyhow::Result<()> {
    let collateral = Asset::token(trial.world.token("GEM"), amount);
    fixtures::mints_and_sells(trial, "T-45", collateral, "mAAPL")
}

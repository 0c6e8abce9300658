//! A position whose debt nobody can repay in an auction.

use cosmwasm_std::{Decimal, Uint128};
use mirror_protocol::mint::{BadDebtResponse, Mint, QueryMsg};
use mirror_testing::{percent, World};
use terraswap::asset::Asset;

use crate::attacks::attack::Attack;
use crate::attacks::fixtures::{self, DAY, HOUR, MILLION};
use crate::attacks::report::{Attempt, Findings};
use crate::attacks::transaction::{base, Transaction};
use crate::attacks::trial::Trial;

pub(super) const ATTACK: Attack = Attack {
    name: "dead position",
    story: "Under water its owner bought nearly all of a position in auctions: one unit of \
            collateral stayed with a fifth of the debt, no bid was taken any more, the debt \
            counted nowhere, and as a short it took 32,589 MIR of honest ones in a day.",
    run,
};

/// Which position is sold in auctions, and in which parts.
struct Sale {
    is_short: bool,
    collateral: u128,
    /// The price when it is opened and when it is sold.
    prices: [&'static str; 2],
    /// The debt that each bid pays.
    parts: &'static [u128],
}

/// A short of 10,000,000 whose collateral is worth as much as its debt at the sale. The bids leave
/// a collateral of 1 and a debt of 2,000,000.
const SHORT: Sale = Sale {
    is_short: true,
    collateral: 1_500_000_000,
    prices: ["100", "150"],
    parts: &[7_999_999, 1],
};
/// A position with a debt of 100,000,000. The bids leave a collateral of 1 and a debt of 4,000,000.
const LONG: Sale = Sale {
    is_short: false,
    collateral: 150_000_001,
    prices: ["1", "1.25"],
    parts: &[95_999_999, 1],
};

fn run() -> anyhow::Result<Findings> {
    let short = against_one_sale(
        SHORT,
        "sold a short under water to its owner in two parts that left a unit of collateral, and \
         kept the rest for a day; against one sale of the same",
    )?;
    let long = against_one_sale(
        LONG,
        "the same with a position that is no short; strangers bid for the rest",
    )?;
    Ok(Findings {
        attempts: vec![short, long],
        exposures: vec![],
    })
}

/// The sale in parts against one sale. What others earn less counts as harm.
fn against_one_sale(sale: Sale, tried: &str) -> anyhow::Result<Attempt> {
    let (one, earned_then) = sold(&sale, &[sale.parts.iter().sum()], tried)?;
    let (parts, earned) = sold(&sale, sale.parts, tried)?;
    let less = earned_then.saturating_sub(earned);
    let left = parts.harmed;
    let parts = parts.against(&one);
    Ok(Attempt {
        harmed: left,
        ..parts
    }
    .harms(less.mul_floor(Decimal::percent(50))))
}

/// The attempt, and the MIR that the honest short earned in a day.
fn sold(sale: &Sale, parts: &[u128], tried: &str) -> anyhow::Result<(Attempt, Uint128)> {
    let mut trial = prepared(sale)?;
    let [_, last] = sale.prices;
    let (mint, token) = (trial.world.at.mint.clone(), trial.world.token("mAAPL"));
    let paid = base(sale.collateral);
    let open = match sale.is_short {
        true => Transaction::new().shorts(&mint, paid, &token, percent(150)),
        false => Transaction::new().opens(&mint, paid, &token, percent(150)),
    };
    let idx = fixtures::opened(&trial.does(open)?)?;

    trial.world.chain.pass(HOUR);
    trial.world.feeds(&[("mAAPL", last)]);
    fixtures::measures(&mut trial.world, "mAAPL")?;
    for part in parts {
        let paid = Asset::token(&token, *part);
        trial.tries("T-27", Transaction::new().auctions(&mint, idx, paid))?;
    }
    notes_what_is_written_off(&mut trial);
    fixtures::distributes(&mut trial.world)?;
    let before = fixtures::earned(&trial.world, "bob")?;
    trial.world.chain.pass(DAY);
    trial.world.feeds(&[("mAAPL", last)]);
    fixtures::distributes(&mut trial.world)?;
    let earned = fixtures::earned(&trial.world, "bob")? - before;
    bids_for_the_rest(&mut trial, idx)?;
    Ok((trial.ends(tried)?, earned))
}

/// Notes the debt that mint has written off.
fn notes_what_is_written_off(trial: &mut Trial) {
    let asset_token = trial.world.token("mAAPL").into_string();
    let question = QueryMsg::BadDebt { asset_token };
    let answer: BadDebtResponse = trial.world.asks(&trial.world.at.mint, &question);
    if !answer.amount.is_zero() {
        let seen = format!(
            "the debt falls with the collateral that is sold: {} is written off and counted",
            answer.amount
        );
        trial.notes("T-27", seen);
    }
}

/// Alice provides, bob holds an honest short, and the pool's price is above the oracle's.
fn prepared(sale: &Sale) -> anyhow::Result<Trial> {
    let [first, last] = sale.prices;
    let mut world = World::new().with_asset("mAAPL", first);
    fixtures::pool(&mut world, "mAAPL", MILLION);
    fixtures::bonds_all(&mut world, "alice", "mAAPL")?;
    for name in ["attacker", "liquidator"] {
        world.actor(name).opens(MILLION, "mAAPL", percent(200));
    }
    let honest = sale.collateral * 10;
    world.bob().shorts(honest, "mAAPL", percent(1_500));
    world.carol().tries_to_buy("mAAPL", 3 * MILLION / 10)?;
    world.chain.pass(HOUR);
    world.feeds(&[("mAAPL", first)]);
    let prices = [
        ("mAAPL", fixtures::price(last)?),
        ("MIR", fixtures::price("0.5")?),
    ];
    Trial::new(world, &prices)
}

/// A stranger bids for the rest. If no bid is accepted, the debt that the collateral does not cover
/// is lost to the holders of the mAsset.
fn bids_for_the_rest(trial: &mut Trial, idx: Uint128) -> anyhow::Result<()> {
    let mint = Mint(trial.world.at.mint.clone());
    let Ok(position) = mint.position(&trial.world.chain.app.wrap(), idx) else {
        trial.adds_loss(Uint128::zero());
        return Ok(());
    };
    let left = position.asset.amount;
    let mut is_for_sale = left.is_zero();
    for bid in [left, left / Uint128::new(2), Uint128::one()] {
        let liquidator = trial.world.liquidator();
        let answer = liquidator.tries_to_auction(idx, "mAAPL", bid.u128());
        is_for_sale |= answer.is_ok();
        if is_for_sale {
            break;
        }
    }
    let [debt, backing] = [&position.asset, &position.collateral];
    let lost = match is_for_sale {
        true => Uint128::zero(),
        false => trial.worth(debt)?.saturating_sub(trial.worth(backing)?),
    };
    trial.adds_loss(lost);
    Ok(())
}

//! A feeder's key that was stolen.

use cosmwasm_std::{Decimal, Uint128};
use mirror_testing::{percent, standard_profile, usual_listing, TestChain, World};
use serde_json::json;
use terraswap::asset::Asset;

use crate::attacks::attack::Attack;
use crate::attacks::fixtures::{self, HOUR, MILLION, UNIT};
use crate::attacks::report::{Attempt, Findings};
use crate::attacks::transaction::{base, Transaction};
use crate::attacks::trial::Trial;

pub(super) const ATTACK: Attack = Attack {
    name: "stolen feeder key",
    story:
        "The band let a price move by half in a post, and any number of posts in a block: 23 of \
            them took an mAsset from 1 to 11,222, and what 1,500 coins had minted of it backed \
            878,000 coins' worth of another.",
    run,
};

/// How many times half as much again is posted.
const POSTS: usize = 23;
/// The price after that: 1.5 to the power of 23.
const HIGH: u128 = 11_222;
/// The collateral of the mAsset with the stolen key, at a ratio of 150 %.
const PUT_IN: u128 = 1_500 * UNIT;
/// The coins in each of the two pools.
const POOL: u128 = MILLION;
/// Just longer than a price outside the band has to wait for its confirmation.
const BAND_WINDOW: u64 = 1_801;

/// How far apart the posts are.
#[derive(Clone, Copy)]
enum Pace {
    /// All in one transaction.
    Transaction,
    /// All in one block.
    Block,
    /// This many seconds.
    Seconds(u64),
    /// Only the last price is posted, and posted again when that confirms it.
    Jump,
}

fn run() -> anyhow::Result<Findings> {
    let paces = [
        Pace::Transaction,
        Pace::Block,
        Pace::Seconds(6),
        Pace::Seconds(60),
        Pace::Seconds(75),
    ];
    let ways: anyhow::Result<Vec<Attempt>> = paces.iter().map(|pace| raises(*pace)).collect();
    let tried = "posted half as much again 23 times in a transaction, a block, 23 blocks, and for \
                 nearly half an hour, and minted another mAsset against the one so priced";
    Ok(Findings {
        attempts: vec![
            Attempt::best(ways?, tried)?,
            drains("0.001", Watch::Guardian)?,
        ],
        exposures: vec![
            raises(Pace::Jump)?.exposes(
                "the key posts 11,222, again half an hour later, and nobody halts it: the default \
                 cap of 250,000 coins bounds what the mAsset backs",
            ),
            raises(Pace::Seconds(BAND_WINDOW))?.exposes(format!(
                "the same in steps of half as much every half hour, for {} hours",
                POSTS as u64 * BAND_WINDOW / HOUR
            )),
            drains("0.5", Watch::None)?.exposes(
                "the key posts half the price at once, and the mAsset is minted and sold on its \
                 own market of a million",
            ),
            drains("0.001", Watch::None)?.exposes(
                "the key posts a thousandth, again half an hour later, nobody halts it, and the \
                 mAsset is minted and sold on its own market of a million",
            ),
            buys_out()?.exposes(
                "the key posts 11,222, again half an hour later, nobody halts it, and two million \
                 coins behind the mAsset are for sale at that price",
            ),
        ],
    })
}

/// Both mAssets were listed at the birth, so that one may back the other.
fn prepared() -> anyhow::Result<Trial> {
    let mut profile = standard_profile(&TestChain::new());
    profile.assets = ["mAAPL", "mTSLA"].map(usual_listing).into();
    let mut world = World::deployed_as(profile);
    world.feeds(&[("mAAPL", "10"), ("mTSLA", "1")]);
    for symbol in ["mAAPL", "mTSLA"] {
        fixtures::pool(&mut world, symbol, POOL);
    }
    fixtures::hands_feed_to(&mut world, "mTSLA", "attacker")?;
    let prices = [
        ("mAAPL", fixtures::price("10")?),
        ("mTSLA", fixtures::price("1")?),
    ];
    Trial::new(world, &prices)
}

/// The price rises, and the mAsset backs another at the high price.
fn raises(pace: Pace) -> anyhow::Result<Attempt> {
    let mut trial = prepared()?;
    posts(&mut trial, Decimal::one())?;
    let (mint, token) = (trial.world.at.mint.clone(), trial.world.token("mTSLA"));
    trial.does(Transaction::new().opens(&mint, base(PUT_IN), &token, percent(150)))?;
    let minted = trial.world.token_balance(&token, &trial.attacker);

    posts_rising(&mut trial, pace)?;
    fixtures::mints_and_sells(&mut trial, "T-41", Asset::token(&token, minted), "mAAPL")?;
    if trial.world.token_balance(&token, &trial.attacker) == minted {
        // It was refused: as much as the default cap allows at the high price.
        let part = Asset::token(&token, minted / Uint128::new(50));
        fixtures::mints_and_sells(&mut trial, "T-42", part, "mAAPL")?;
    }
    trial.ends(String::new())
}

/// Posts the rising prices.
fn posts_rising(trial: &mut Trial, pace: Pace) -> anyhow::Result<()> {
    let oracle = trial.world.at.oracle.clone();
    let token = trial.world.token("mTSLA");
    let post = |price: Decimal| Transaction::new().feeds(&oracle, &token, price);
    let mut price = Decimal::one();
    let mut together = Transaction::new();
    for _ in 0..POSTS {
        price = price.checked_mul(percent(150))?;
        match pace {
            Pace::Transaction => together = together.feeds(&oracle, &token, price),
            Pace::Block => drop(trial.tries("T-41", post(price))?),
            Pace::Seconds(seconds) => {
                trial.world.chain.pass(seconds);
                trial.tries("T-41", post(price))?;
            }
            Pace::Jump => {}
        }
    }
    match pace {
        Pace::Transaction => drop(trial.tries("T-41", together)?),
        Pace::Jump => insists(trial, price)?,
        Pace::Block | Pace::Seconds(_) => {}
    }
    trial.world.feeds(&[("mAAPL", "10")]);
    Ok(())
}

/// Posts a price outside the band, and posts it again when that confirms it.
fn insists(trial: &mut Trial, price: Decimal) -> anyhow::Result<()> {
    for _ in 0..2 {
        trial.world.chain.pass(BAND_WINDOW);
        posts(trial, price)?;
    }
    Ok(())
}

/// Who watches the prices.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Watch {
    /// Nobody.
    None,
    /// A guardian, who halts the asset before the second post.
    Guardian,
}

/// The price falls, and the mAsset is minted for less than it is sold for: the best of several
/// amounts.
fn drains(price: &str, watch: Watch) -> anyhow::Result<Attempt> {
    let amounts = [1, 5, 20, 50, 100, 1_000, 5_000].map(|part| POOL / 100 * part);
    let ways = amounts.map(|amount| drain(price, watch, amount));
    let ways: anyhow::Result<Vec<Attempt>> = ways.into_iter().collect();
    Attempt::best(
        ways?,
        "posted a thousandth of the price, was halted by a guardian within half an hour, posted it \
         again, and minted the mAsset to sell it on its own market",
    )
}

/// The same with one amount.
fn drain(price: &str, watch: Watch, minted: u128) -> anyhow::Result<Attempt> {
    let mut trial = prepared()?;
    let listed = trial.world.asset("mTSLA");
    posts(&mut trial, Decimal::one())?;
    let price = fixtures::price(price)?;
    trial.world.chain.pass(BAND_WINDOW);
    posts(&mut trial, price)?;
    if watch == Watch::Guardian {
        halts(&mut trial)?;
    }
    if price < percent(50) {
        trial.world.chain.pass(BAND_WINDOW);
        posts(&mut trial, price)?;
    }
    let collateral = Uint128::new(minted).mul_ceil(price.checked_mul(percent(150))?);
    let (mint, paid) = (trial.world.at.mint.clone(), base(collateral.u128()));
    let open = Transaction::new().opens(&mint, paid, &listed.token, percent(150));
    if trial.tries("T-41", open)?.is_some() {
        let minted = trial.world.token_balance(&listed.token, &trial.attacker);
        let sold = Asset::token(&listed.token, minted);
        trial.does(Transaction::new().swaps(&listed.pair, sold))?;
    }
    trial.ends(String::new())
}

/// The price rises, so that alice's position is below the minimum and the attacker buys its
/// collateral.
fn buys_out() -> anyhow::Result<Attempt> {
    let mut trial = prepared()?;
    posts(&mut trial, Decimal::one())?;
    let (mint, token) = (trial.world.at.mint.clone(), trial.world.token("mTSLA"));
    trial.does(Transaction::new().opens(&mint, base(PUT_IN), &token, percent(150)))?;
    insists(&mut trial, Decimal::from_ratio(HIGH, 1u128))?;
    let idx = Uint128::new(2);
    let all = trial.world.token_balance(&token, &trial.attacker);
    trial.does(Transaction::new().auctions(&mint, idx, Asset::token(&token, all)))?;
    trial.ends(String::new())
}

/// Carol becomes the guardian and halts the asset.
fn halts(trial: &mut Trial) -> anyhow::Result<()> {
    let oracle = trial.world.at.oracle.clone();
    let carol = trial.world.chain.account("carol");
    let name = json!({ "update_config": { "guardian": carol } });
    fixtures::governs(&mut trial.world, &oracle, &name)?;
    let halt = json!({ "halt": { "asset_tokens": [trial.world.token("mTSLA")] } });
    trial.world.carol().tries(&oracle, &halt, &[])?;
    Ok(())
}

/// Posts a price with the stolen key.
fn posts(trial: &mut Trial, price: Decimal) -> anyhow::Result<()> {
    let oracle = trial.world.at.oracle.clone();
    let token = trial.world.token("mTSLA");
    trial.does(Transaction::new().feeds(&oracle, &token, price))?;
    Ok(())
}

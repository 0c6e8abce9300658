//! A migration by which an asset gets rid of its limits.

use cosmwasm_std::Decimal;
use cw_multi_test::AppResponse;
use mirror_protocol::collateral_oracle::ExecuteMsg;
use mirror_testing::{percent, standard_profile, usual_listing, TestChain, World};
use serde_json::json;
use terraswap::asset::{Asset, AssetInfo};

use crate::attacks::attack::Attack;
use crate::attacks::fixtures::{self, DAY, MILLION, UNIT};
use crate::attacks::report::{Attempt, Findings};
use crate::attacks::transaction::{base, Transaction};
use crate::attacks::trial::Trial;

pub(super) const ATTACK: Attack = Attack {
    name: "shed limits",
    story:
        "A feeder migrates his asset to a new token, under any name: its band, its caps and its \
            revocation as collateral stayed with the old one, so that a key that had been bound \
            was free again.",
    run,
};

/// The collateral of the new token, at a ratio of 150 % and a price of 1.
const PUT_IN: u128 = 1_500 * UNIT;
/// The false price of the new token.
const HIGH: u128 = 11_222;
/// The coins in the pool of mAAPL.
const POOL: u128 = MILLION;
/// Just longer than a price outside the band has to wait for its confirmation.
const BAND_WINDOW: u64 = 1_801;
/// How long a feeder's wish to migrate has to wait.
const NOTICE: u64 = 15 * DAY;
/// Longer than a new mAsset has to wait until it may back others.
const DELAY: u64 = 31 * DAY;

/// The limits of the old token.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Bound {
    /// Gov has revoked it as collateral.
    Revoked,
    /// A band of a twentieth and a cap of 1,000 coins.
    BandAndCap,
}

fn run() -> anyhow::Result<Findings> {
    let tried = "with the key of an asset that gov had revoked as collateral migrated it, to \
                 another name or its own, posted a price of 11,222, and minted another mAsset \
                 against the new token, at once or after all delays";
    Ok(Findings {
        attempts: vec![
            migrates(Bound::Revoked, Use::Once, tried)?,
            migrates(
                Bound::BandAndCap,
                Use::Once,
                "the same with an asset that has a band of a twentieth and a cap of 1,000 coins",
            )?,
        ],
        exposures: vec![migrates(Bound::BandAndCap, Use::Insists, "")?.exposes(
            "for 46 days nobody takes the wish back or halts the new token, and a second post \
             confirms the price: the cap of 1,000 coins is carried over",
        )],
    })
}

/// How many times the high price is posted.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Use {
    Once,
    /// Twice, so that it is confirmed.
    Insists,
}

fn migrates(bound: Bound, how: Use, tried: &str) -> anyhow::Result<Attempt> {
    let mut trial = prepared(bound)?;
    let (factory, old) = (trial.world.at.factory.clone(), trial.world.token("mTSLA"));
    let renamed = json!({ "migrate_asset": {
        "name": "Tesla again", "symbol": "mNEW", "from_token": old, "end_price": "1",
    } });
    let own_name = json!({ "migrate_asset": { "from_token": old } });
    let execute = json!({ "execute_delisting": { "asset_token": old } });
    for (wait, migrate) in [(0, &renamed), (0, &own_name), (NOTICE, &execute)] {
        trial.world.chain.pass(wait);
        let answers = trial.tries("T-75", Transaction::new().calls(&factory, migrate))?;
        if is_new(&mut trial.world, answers.as_deref()) {
            trial.world.chain.pass(if wait > 0 { DELAY } else { 0 });
            uses(&mut trial, how)?;
            break;
        }
    }
    trial.ends(tried)
}

/// Whether the asset was migrated by this transaction.
fn is_new(world: &mut World, answers: Option<&[AppResponse]>) -> bool {
    let has_address = |answer: &&AppResponse| {
        let mut attributes = answer.events.iter().flat_map(|event| &event.attributes);
        attributes.any(|attribute| attribute.key == "asset_token_addr")
    };
    let answer = answers.unwrap_or_default().iter().find(has_address);
    if let Some(answer) = answer {
        world.learns("mNEW", answer);
    }
    answer.is_some()
}

/// Both mAssets were listed at the birth; the attacker has the key of the one with limits.
fn prepared(bound: Bound) -> anyhow::Result<Trial> {
    let mut profile = standard_profile(&TestChain::new());
    profile.oracle_max_deviation = None;
    profile.assets = ["mAAPL", "mTSLA"].map(usual_listing).into();
    let mut world = World::deployed_as(profile);
    world.feeds(&[("mAAPL", "10"), ("mTSLA", "1")]);
    fixtures::pool(&mut world, "mAAPL", POOL);
    binds(&mut world, bound)?;
    let attacker = world.chain.account("attacker");
    let band = (bound == Bound::BandAndCap).then_some("0.05");
    let register = json!({ "register_asset": {
        "asset_token": world.token("mTSLA"), "feeder": attacker, "max_deviation": band,
    } });
    let oracle = world.at.oracle.clone();
    fixtures::governs(&mut world, &oracle, &register)?;
    world.chain.pass(6);
    let prices = [("mAAPL", fixtures::price("10")?)];
    let mut trial = Trial::new(world, &prices)?;
    let token = trial.world.token("mTSLA");
    trial.does(Transaction::new().feeds(&oracle, &token, Decimal::one()))?;
    Ok(trial)
}

/// Gov sets the limits of the old token in the collateral oracle.
fn binds(world: &mut World, bound: Bound) -> anyhow::Result<()> {
    let asset = AssetInfo::token(world.token("mTSLA"));
    let msg = match bound {
        Bound::Revoked => ExecuteMsg::RevokeCollateralAsset { asset },
        Bound::BandAndCap => ExecuteMsg::UpdateCollateralCap {
            asset,
            value_cap: Some((1_000 * UNIT).into()),
        },
    };
    let oracle = world.at.collateral_oracle.clone();
    fixtures::governs(world, &oracle, &msg)?;
    Ok(())
}

/// The new token is minted at a price of 1 and backs another mAsset at the high price.
fn uses(trial: &mut Trial, how: Use) -> anyhow::Result<()> {
    let at = trial.world.at.clone();
    let new = trial.world.token("mNEW");
    let post = |price: Decimal| Transaction::new().feeds(&at.oracle, &new, price);
    trial.does(post(Decimal::one()))?;
    let open = Transaction::new().opens(&at.mint, base(PUT_IN), &new, percent(150));
    trial.does(open)?;
    let accept = json!({ "accept_collateral": { "asset_token": new } });
    trial.tries("T-42", Transaction::new().calls(&at.mint, &accept))?;
    trial.world.chain.pass(6);
    let high = Decimal::from_ratio(HIGH, 1u128);
    trial.tries("T-41", post(high))?;
    if how == Use::Insists {
        trial.world.chain.pass(BAND_WINDOW);
        trial.tries("T-41", post(high))?;
    }
    trial.world.feeds(&[("mAAPL", "10")]);
    let minted = trial.world.token_balance(&new, &trial.attacker);
    fixtures::mints_and_sells(trial, "T-42", Asset::token(&new, minted), "mAAPL")?;
    let is_refused = trial.world.token_balance(&new, &trial.attacker) == minted;
    if is_refused && how == Use::Insists {
        // It was refused: as much as the cap allows at the high price.
        let most = 1_000 * UNIT / HIGH;
        fixtures::mints_and_sells(trial, "T-42", Asset::token(&new, most), "mAAPL")?;
    }
    Ok(())
}

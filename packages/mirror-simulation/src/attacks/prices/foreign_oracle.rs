//! A price in another currency.

use cosmwasm_std::{Addr, Decimal};
use mirror_protocol::collateral_oracle::{ConfigUpdate, ExecuteMsg, SourceType};
use mirror_testing::{codes, World};
use serde_json::json;
use terraswap::asset::{Asset, AssetInfo};

use crate::attacks::attack::Attack;
use crate::attacks::fixtures::{self, MILLION, UNIT};
use crate::attacks::report::{Attempt, Findings};
use crate::attacks::trial::Trial;

pub(super) const ATTACK: Attack = Attack {
    name: "another oracle's base",
    story: "A collateral whose price came from an oracle that counts in another coin: it said \
            1,300 where 1 was right, and 1.5 uluna minted 1,300 coins' worth of mAAPL.",
    run,
};

/// The collateral.
const DENOM: &str = "uluna";
/// The collateral that the attacker has.
const COLLATERAL: u128 = 1_500 * UNIT;

/// Where gov names the other oracle by mistake.
#[derive(Clone, Copy)]
enum Way {
    /// As the source of a new collateral.
    Source,
    /// As the new source of a collateral that was registered with our own oracle.
    LaterSource,
    /// As the oracle in the collateral oracle's configuration.
    Configuration,
}

fn run() -> anyhow::Result<Findings> {
    Ok(Findings {
        attempts: vec![
            attempt(
                Way::Source,
                "the source of a new collateral is named wrongly",
            )?,
            attempt(Way::LaterSource, "the source of a collateral is changed so")?,
            attempt(
                Way::Configuration,
                "the collateral oracle's own is changed so",
            )?,
        ],
        exposures: vec![],
    })
}

fn attempt(way: Way, tried: &str) -> anyhow::Result<Attempt> {
    let mut world = World::new().with_asset("mAAPL", "10");
    fixtures::pool(&mut world, "mAAPL", 4 * MILLION);
    let foreign = counting_in_won(&mut world)?;
    let prices = [
        ("mAAPL", Decimal::from_ratio(10u128, 1u128)),
        (DENOM, Decimal::one()),
    ];
    let mut trial = Trial::new(world, &prices)?;

    if !matches!(way, Way::Source) {
        fixtures::feeds_denom(&mut trial.world, DENOM, "1")?;
        misled(&mut trial, &registered(None))?;
    }
    let wrong = match way {
        Way::Source => registered(Some(&foreign)),
        Way::LaterSource => ExecuteMsg::UpdateCollateralPriceSource {
            asset: AssetInfo::native(DENOM),
            price_source: source(Some(&foreign)),
        },
        Way::Configuration => ExecuteMsg::UpdateConfig(ConfigUpdate {
            mirror_oracle: Some(foreign.to_string()),
            ..ConfigUpdate::default()
        }),
    };
    misled(&mut trial, &wrong)?;
    let collateral = Asset::native(DENOM, COLLATERAL);
    fixtures::mints_and_sells(&mut trial, "T-43", collateral, "mAAPL")?;
    trial.ends(tried)
}

/// Gov sends a wrong message to the collateral oracle; a refusal is noted.
fn misled(trial: &mut Trial, msg: &ExecuteMsg) -> anyhow::Result<()> {
    let oracle = trial.world.at.collateral_oracle.clone();
    if let Err(refusal) = fixtures::governs(&mut trial.world, &oracle, msg) {
        trial.refused_to_others("T-43", &refusal);
    }
    Ok(())
}

fn registered(oracle: Option<&Addr>) -> ExecuteMsg {
    ExecuteMsg::RegisterCollateralAsset {
        asset: AssetInfo::native(DENOM),
        price_source: source(oracle),
        multiplier: Decimal::one(),
        value_cap: None,
    }
}

fn source(oracle: Option<&Addr>) -> SourceType {
    SourceType::MirrorOracle {
        oracle_addr: oracle.map(Addr::to_string),
    }
}

/// An honest oracle with the same code, in which a uluna costs 1,300 won.
fn counting_in_won(world: &mut World) -> anyhow::Result<Addr> {
    let feeder = world.chain.account("feeder");
    let msg = json!({ "owner": feeder, "base_asset": "ukrw" });
    let oracle = world.chain.try_create(codes::oracle(), &feeder, &msg)?;
    let register = json!({ "register_asset": { "asset_token": DENOM, "feeder": feeder } });
    world.chain.execute(&feeder, &oracle, &register, &[])?;
    let register = json!({ "register_asset": { "asset_token": "uusd", "feeder": feeder } });
    world.chain.execute(&feeder, &oracle, &register, &[])?;
    let post = json!({ "feed_price": { "prices": [[DENOM, "1300"], ["uusd", "1"]] } });
    world.chain.execute(&feeder, &oracle, &post, &[])?;
    Ok(oracle)
}

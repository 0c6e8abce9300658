//! Collateral priced a hundred thousand times too high.

use cosmwasm_std::{to_json_binary, Decimal, Uint128};
use mirror_deploy::Collateral;
use mirror_protocol::collateral_oracle::{ExecuteMsg, SourceType};
use mirror_protocol::{factory, mint};
use mirror_testing::{number, standard_profile, TestChain, World};
use terraswap::asset::{Asset, AssetInfo};

use crate::attacks::attack::Attack;
use crate::attacks::fixtures::{self, held, MILLION, UNIT};
use crate::attacks::report::{Attempt, Findings};
use crate::attacks::transaction::Transaction;
use crate::attacks::trial::Trial;

pub(super) const ATTACK: Attack = Attack {
    name: "wrong price",
    story:
        "May 2022, about 2 million dollars: feeders took the price of a new coin (9.8) for that \
            of the old one (0.0001); 10 dollars of it minted 300,000 dollars of mDOT, and four \
            pools were drained.",
    run,
};

/// The fair price of the collateral.
const RIGHT: &str = "0.0001";
/// The price that the feeder posts.
const WRONG: &str = "9.8";
/// The collateral.
const DENOM: &str = "uluna";
/// The collateral that the attacker has: ten coins' worth at the fair price.
const COLLATERAL: u128 = 100_000 * UNIT;
/// How long a price outside the band has to wait for its confirmation, in seconds.
const CONFIRMATION: u64 = 1_800;
/// The cap of the collateral where there is one.
const CAP: u128 = 10_000 * UNIT;

/// What protects mint from the wrong price, and what the feeder does.
#[derive(Clone, Copy)]
struct Guard {
    /// A price that moves by more than half has to be confirmed.
    band: bool,
    /// The most that mint accepts of this collateral, by its worth.
    cap: Option<u128>,
    /// The feeder posts the wrong price a second time.
    insists: bool,
}

/// The standard profile.
const STANDARD: Guard = Guard {
    band: true,
    cap: None,
    insists: false,
};

fn run() -> anyhow::Result<Findings> {
    let without = Guard {
        band: false,
        ..STANDARD
    };
    let insisting = Guard {
        insists: true,
        ..STANDARD
    };
    let capped = Guard {
        cap: Some(CAP),
        ..without
    };
    Ok(Findings {
        attempts: vec![attempt(STANDARD)?],
        exposures: vec![
            attempt(without)?.exposes("no band on prices: one wrong post is enough"),
            attempt(insisting)?.exposes(
                "the feeder posts the wrong price again after half an hour, which confirms it: \
                 its software has to stop by then",
            ),
            attempt(capped)?
                .exposes("no band, but mint takes at most 10,000 coins' worth of this collateral"),
        ],
    })
}

fn attempt(guard: Guard) -> anyhow::Result<Attempt> {
    let mut trial = prepared(guard)?;
    let collateral = match guard.cap {
        // As much as the cap allows at the wrong price, less what mint holds already.
        Some(cap) => {
            let most = Uint128::new(cap).checked_div_floor(fixtures::price(WRONG)?)?;
            most - Uint128::new(UNIT)
        }
        None => Uint128::new(COLLATERAL),
    };
    let answers = trial.does(opens(&trial, UNIT))?;
    let honest = answers.first().map(number);

    trial.world.feeds(&[("mDOT", "10"), (DENOM, WRONG)]);
    if guard.insists {
        trial.world.chain.pass(CONFIRMATION);
        trial.world.feeds(&[("mDOT", "10"), (DENOM, WRONG)]);
    }
    trial.tries("T-41", opens(&trial, collateral.u128()))?;
    if let Some(idx) = honest {
        // More debt worth five coins, which the wrong price would allow.
        trial.tries("T-41", mints(&trial, idx, UNIT / 2))?;
    }

    let (token, pair) = (trial.world.token("mDOT"), trial.world.asset("mDOT").pair);
    let minted = held(&trial.world, &token, "attacker");
    trial.does(Transaction::new().swaps(&pair, Asset::token(token, minted)))?;
    trial.ends(
        "brought 10 coins' worth of the collateral while the feeder posted 9.8 for 0.0001, to \
         open a position with it, to mint on an older one, and to sell what that gives",
    )
}

fn prepared(guard: Guard) -> anyhow::Result<Trial> {
    let mut profile = standard_profile(&TestChain::new());
    if !guard.band {
        profile.oracle_max_deviation = None;
    }
    profile.collaterals.push(Collateral {
        asset: AssetInfo::native(DENOM),
        price_source: SourceType::MirrorOracle { oracle_addr: None },
        multiplier: Decimal::one(),
        feeder: Some(profile.feeder.clone()),
        value_cap: None,
    });
    let mut world = World::deployed_as(profile).with_asset("mDOT", "10");
    world.feeds(&[(DENOM, RIGHT)]);
    fixtures::pool(&mut world, "mDOT", MILLION);
    if let Some(cap) = guard.cap {
        caps(&mut world, cap)?;
    }
    let prices = [
        ("mDOT", fixtures::price("10")?),
        (DENOM, fixtures::price(RIGHT)?),
    ];
    Trial::new(world, &prices)
}

fn caps(world: &mut World, cap: u128) -> anyhow::Result<()> {
    let msg = ExecuteMsg::UpdateCollateralCap {
        asset: AssetInfo::native(DENOM),
        value_cap: Some(cap.into()),
    };
    let pass = factory::ExecuteMsg::PassCommand {
        contract_addr: world.at.collateral_oracle.to_string(),
        msg: to_json_binary(&msg)?,
    };
    let factory = world.at.factory.clone();
    world.gov().tries(&factory, &pass, &[])?;
    Ok(())
}

fn opens(trial: &Trial, collateral: u128) -> Transaction {
    let paid = Asset::native(DENOM, collateral);
    let open = mint::ExecuteMsg::OpenPosition {
        collateral: paid.clone(),
        asset_info: AssetInfo::token(trial.world.token("mDOT")),
        collateral_ratio: Decimal::percent(150),
        short_params: None,
    };
    Transaction::new().pays(&trial.world.at.mint, &open, paid)
}

fn mints(trial: &Trial, position_idx: Uint128, amount: u128) -> Transaction {
    let mint = mint::ExecuteMsg::Mint {
        position_idx,
        asset: Asset::token(trial.world.token("mDOT"), amount),
        short_params: None,
    };
    Transaction::new().calls(&trial.world.at.mint, &mint)
}

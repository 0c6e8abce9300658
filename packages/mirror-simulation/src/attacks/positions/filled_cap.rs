//! A cap of a collateral that a stranger fills.

use cosmwasm_std::{coin, Decimal, Uint128};
use mirror_protocol::collateral_oracle::{ExecuteMsg, SourceType};
use mirror_protocol::mint;
use mirror_testing::{number, percent, standard_profile, TestChain, World};
use terraswap::asset::{Asset, AssetInfo};

use crate::attacks::attack::Attack;
use crate::attacks::fixtures::{self, MILLION};
use crate::attacks::report::{Attempt, Findings};
use crate::attacks::transaction::Transaction;
use crate::attacks::trial::Trial;

pub(super) const ATTACK: Attack = Attack {
    name: "filled cap",
    story: "A stranger filled the cap of a collateral: when the price rose by a tenth its owner \
            was not let to deposit more, and the stranger bought the collateral at its discount.",
    run,
};

/// The collateral.
const DENOM: &str = "uluna";
/// The collateral of bob's position, at a ratio of 160 %.
const OF_BOB: u128 = MILLION;
/// The cap of the collateral.
const CAP: u128 = 3 * MILLION / 2;

fn run() -> anyhow::Result<Findings> {
    Ok(Findings {
        attempts: vec![attempt(false)?, attempt(true)?],
        exposures: vec![],
    })
}

fn attempt(by_deposit: bool) -> anyhow::Result<Attempt> {
    let mut trial = prepared()?;
    let idx = bob_opens(&mut trial)?;
    trial.measures("bob")?;
    fills(&mut trial, by_deposit)?;

    fixtures::next_block(&mut trial.world, &[("mAAPL", "11"), (DENOM, "1")]);
    bob_saves(&mut trial, idx)?;
    let mint = trial.world.at.mint.clone();
    let debt = Asset::token(trial.world.token("mAAPL"), owed());
    trial.tries("T-42", Transaction::new().auctions(&mint, idx, debt))?;
    trial.ends(match by_deposit {
        true => "the same by deposits into a position of his own",
        false => {
            "filled the cap of bob's collateral with a position, and bid for bob's when the price \
             of his debt had risen by a tenth"
        }
    })
}

/// Bob's debt: 1,000,000 coins at a ratio of 160 % and a price of 10.
fn owed() -> u128 {
    OF_BOB / 16
}

fn prepared() -> anyhow::Result<Trial> {
    let profile = standard_profile(&TestChain::new());
    let mut world = World::deployed_as(profile).with_asset("mAAPL", "10");
    fixtures::feeds_denom(&mut world, DENOM, "1")?;
    let register = ExecuteMsg::RegisterCollateralAsset {
        asset: AssetInfo::native(DENOM),
        price_source: SourceType::MirrorOracle { oracle_addr: None },
        multiplier: Decimal::one(),
        value_cap: Some(CAP.into()),
    };
    let oracle = world.at.collateral_oracle.clone();
    fixtures::governs(&mut world, &oracle, &register)?;
    world
        .actor("attacker")
        .opens(4 * MILLION, "mAAPL", percent(200));
    let prices = [("mAAPL", fixtures::price("11")?), (DENOM, Decimal::one())];
    Trial::new(world, &prices)
}

fn bob_opens(trial: &mut Trial) -> anyhow::Result<Uint128> {
    let open = mint::ExecuteMsg::OpenPosition {
        collateral: Asset::native(DENOM, OF_BOB),
        asset_info: AssetInfo::token(trial.world.token("mAAPL")),
        collateral_ratio: percent(160),
        short_params: None,
    };
    let mint = trial.world.at.mint.clone();
    let answer = trial
        .world
        .bob()
        .tries(&mint, &open, &[coin(OF_BOB, DENOM)])?;
    Ok(number(&answer))
}

/// The attacker fills the cap by a position, or mostly by a deposit.
fn fills(trial: &mut Trial, by_deposit: bool) -> anyhow::Result<()> {
    let (mint, token) = (trial.world.at.mint.clone(), trial.world.token("mAAPL"));
    let room = CAP - OF_BOB;
    let first = if by_deposit { room / 10 } else { room };
    let open = Transaction::new().opens(&mint, Asset::native(DENOM, first), &token, percent(200));
    let idx = fixtures::opened(&trial.does(open)?)?;
    if by_deposit {
        let rest = Asset::native(DENOM, room - first);
        let deposit = mint::ExecuteMsg::Deposit {
            position_idx: idx,
            collateral: rest.clone(),
        };
        trial.does(Transaction::new().pays(&mint, &deposit, rest))?;
    }
    Ok(())
}

/// Bob tries to deposit enough to be safe again.
fn bob_saves(trial: &mut Trial, idx: Uint128) -> anyhow::Result<()> {
    let more = OF_BOB / 5;
    let deposit = mint::ExecuteMsg::Deposit {
        position_idx: idx,
        collateral: Asset::native(DENOM, more),
    };
    let mint = trial.world.at.mint.clone();
    let answer = trial
        .world
        .bob()
        .tries(&mint, &deposit, &[coin(more, DENOM)]);
    if let Err(refusal) = answer {
        trial.refused_to_others("T-42", &refusal);
    }
    Ok(())
}

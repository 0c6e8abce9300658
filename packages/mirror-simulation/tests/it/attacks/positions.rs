//! Attacks on this protocol: positions.

use cosmwasm_std::{Addr, Uint128};
use mirror_factory::ContractError::{
    EndPriceNotAnchor, NamedByFeeder, NoDelistingAnnounced, PricePending, PriceStale,
};
use mirror_mint::ContractError;
use mirror_testing::{decimal, standard_profile, usual_listing, usual_params, TestChain, World};

use super::{assert_exposed, assert_stopped, refused, replayed, seen};

/// The world of the standard profile, with mAssets of its birth or with one listed later. It has
/// the same addresses as the attacks.
fn world_of(born: &[&str]) -> World {
    let mut profile = standard_profile(&TestChain::new());
    profile.assets = born.iter().map(|symbol| usual_listing(symbol)).collect();
    let world = World::deployed_as(profile);
    match born {
        [] => world.with_asset("mAAPL", "10"),
        _ => world,
    }
}

#[test]
fn a_dead_position_gains_nothing() {
    let report = replayed("dead position");

    let idx = Uint128::new(5);
    let safe = refused("T-27", ContractError::PositionSafe { idx });
    assert_stopped(&report, [vec![], vec![safe]]);
    // A fifth of both debts is left at the end (safety.md, T-27).
    let seen = seen(&report);
    assert_eq!(2, seen.len());
    assert!(seen[0].ends_with(": 2000000 is written off and counted"));
    assert!(seen[1].ends_with(": 4000000 is written off and counted"));
}

#[test]
fn a_feeders_own_end_price_gains_nothing() {
    let report = replayed("a feeder's own end price");

    let asset = world_of(&[]).token("mAAPL").into_string();
    let idx = Uint128::one();
    let not_delisted = refused("T-75", ContractError::NotOwner { idx });
    let [given, anchor] = ["15", "10"].map(decimal);
    let own_price = refused("T-75", EndPriceNotAnchor { given, anchor });
    // A delisting that was refused is not announced.
    let nothing = refused("T-75", NoDelistingAnnounced { asset });
    assert_stopped(&report, [vec![not_delisted, own_price, nothing]]);
    assert_exposed(&report, &[300_000, 0]);
    let frozen = report.exposures[1].harmed;
    assert_eq!(Some(Uint128::new(2_000_000_000_000)), frozen);
}

#[test]
fn an_old_end_price_gains_nothing() {
    let report = replayed("old end price");

    let asset = world_of(&["mAAPL"]).token("mAAPL").into_string();
    let pending = PricePending {
        asset: asset.clone(),
        pending: decimal("160"),
    };
    let still_listed = ContractError::PriceTooOld {
        asset_token: asset.clone(),
        last_updated: 0,
        now: 951_408,
    };
    let stale = PriceStale {
        asset,
        last_updated: 1_002,
    };
    let stops = vec![
        refused("T-75", pending),
        refused("T-75", still_listed),
        refused("T-75", stale),
    ];
    assert_stopped(&report, [stops]);
}

#[test]
fn a_migration_sheds_no_limits() {
    let report = replayed("shed limits");

    let mut world = world_of(&["mAAPL", "mTSLA"]);
    let new = world
        .lists("mNEW", usual_params())
        .unwrap()
        .token
        .into_string();
    let (name, symbol) = ("mTSLA derivative".to_string(), "mTSLA".to_string());
    let renamed = refused("T-75", NamedByFeeder { name, symbol });
    let barred = ContractError::CollateralDecided {
        asset_token: new.clone(),
    };
    let revoked = ContractError::CollateralRevoked { asset: new.clone() };
    // The band is carried over, so that the high price is pending.
    let pending = ContractError::CollateralPriceTooOld {
        asset: new,
        last_updated: 0,
        now: 3_975_412,
    };
    assert_stopped(
        &report,
        [
            vec![
                renamed.clone(),
                refused("T-42", barred),
                refused("T-42", revoked),
            ],
            vec![renamed, refused("T-42", pending)],
        ],
    );
    // With a cap of 1,000 coins and a ratio of 150 % no more can be minted.
    assert_exposed(&report, &[600]);
    assert!(report.exposures[0].gained.i128() < 667_000_000);
}

#[test]
fn a_filled_cap_gains_nothing() {
    let report = replayed("filled cap");

    let idx = Uint128::new(2);
    let safe = vec![refused("T-42", ContractError::PositionSafe { idx })];
    assert_stopped(&report, [safe.clone(), safe]);
}

#[test]
fn another_staking_harms_nobody() {
    let report = replayed("another staking");

    let world = World::new();
    let once = |name, address: &Addr| {
        let address = address.to_string();
        vec![refused("T-36", ContractError::SetOnce { name, address })]
    };
    let stops = [
        once("staking", &world.at.staking),
        once("lock", &world.at.lock),
    ];
    assert_stopped(&report, stops);
}

//! Attacks on this protocol: prices.

use cosmwasm_std::Uint128;
use mirror_testing::{codes, standard_profile, usual_listing, TestChain, World};
use serde_json::json;

use super::{assert_exposed, assert_stopped, refused, replayed, seen};

#[test]
fn a_stolen_feeder_key_gains_nothing() {
    let report = replayed("stolen feeder key");

    let mut profile = standard_profile(&TestChain::new());
    profile.assets = ["mAAPL", "mTSLA"].map(usual_listing).into();
    let world = World::deployed_as(profile);
    let asset = world.token("mTSLA").into_string();
    let fed = mirror_oracle::ContractError::FedInThisBlock {
        asset: asset.clone(),
    };
    let pending = mirror_mint::ContractError::CollateralPriceTooOld {
        asset: asset.clone(),
        last_updated: 0,
        now: 1_144,
    };
    // The guardian has halted the asset at 4,616, for six hours.
    let halted = mirror_mint::ContractError::Halted {
        asset,
        until: 24_407,
    };
    assert_stopped(
        &report,
        [
            vec![refused("T-41", fed), refused("T-41", pending)],
            vec![refused("T-41", halted)],
        ],
    );
    assert_exposed(&report, &[100_000, 100_000, 10_000, 800_000, 1_900_000]);
    // With a cap of 250,000 coins and a ratio of 150 % no more can be minted.
    for exposure in &report.exposures[..2] {
        assert!(exposure.gained.i128() < 167_000_000_000, "{exposure:#?}");
    }
}

#[test]
fn another_oracles_base_gains_nothing() {
    use mirror_collateral_oracle::ContractError;

    let report = replayed("another oracle's base");

    // The other oracle is the next contract that is created in the same world.
    let mut world = World::new().with_asset("mAAPL", "10");
    let feeder = world.chain.account("feeder");
    let msg = json!({ "owner": feeder, "base_asset": "ukrw" });
    let oracle = world.chain.create(codes::oracle(), &feeder, &msg);
    let foreign = ContractError::OracleInAnotherDenom {
        oracle: oracle.into_string(),
        base_asset: "ukrw".to_string(),
        base_denom: "uusd".to_string(),
    };
    let foreign = refused("T-43", foreign);
    let unknown = ContractError::CollateralAssetNotFound {
        asset: "uluna".to_string(),
    };
    let unknown = refused("T-43", unknown);
    assert_stopped(
        &report,
        [
            vec![foreign.clone(), unknown],
            vec![foreign.clone()],
            vec![foreign],
        ],
    );
}

#[test]
fn a_false_average_price_gains_nothing() {
    let report = replayed("false average price");

    let to_itself = refused("T-45", terraswap_pair::ContractError::ReceiverIsPair {});
    let idx = Uint128::new(3);
    let safe = refused("T-45", mirror_mint::ContractError::PositionSafe { idx });
    let stops = [vec![to_itself.clone()], vec![to_itself, safe]];
    assert_stopped(&report, stops);
}

#[test]
fn a_lagging_average_gains_nothing() {
    let report = replayed("lagging average");

    // What is minted is worth less than what backs it.
    assert_stopped(&report, [vec![], vec![]]);
    // Two commissions of 0.3 % on twelve million.
    let pumped = report.attempts[1].gained.i128();
    assert!(pumped < -70_000_000_000, "{pumped}");
    assert_exposed(&report, &[480_000, 80_000, 250_000, 60_000]);
    // With a cap of 250,000 coins and a ratio of 150 % no more can be minted.
    for exposure in [&report.exposures[1], &report.exposures[3]] {
        assert!(exposure.gained.i128() < 167_000_000_000, "{exposure:#?}");
    }
}

#[test]
fn a_stopped_batch_harms_nobody() {
    let report = replayed("stopped batch");

    assert_stopped(&report, [vec![], vec![], vec![], vec![]]);
    assert_eq!(
        seen(&report),
        [
            "2 of 3 prices are taken",
            "2 of 3 prices are taken",
            "3 of 3 prices are taken",
            "3 of 3 prices are taken"
        ]
    );
}

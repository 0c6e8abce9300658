//! Attacks on this protocol: votes and rewards of stakes in gov.

use cosmwasm_std::Uint128;
use mirror_gov::ContractError;

use super::governance::{assert_exposes, rejected};
use super::{assert_stopped, refused, replayed, seen};

#[test]
fn a_turned_poll_gains_nothing() {
    let report = replayed("turned poll");

    let stops = [(); 5].map(|()| vec![rejected("T-86")]);
    assert_stopped(&report, stops);
    let as_before = "4,900,000 votes against 5,099,999, as at the beginning";
    // A seventh of the gift of the day before has flowed when the poll begins, to both sides.
    let later = "4,959,504 votes against 5,161,932, as at the beginning";
    assert_eq!(
        [as_before, as_before, as_before, as_before, later],
        seen(&report)[..]
    );
}

#[test]
fn a_quorum_without_stakers_gains_nothing() {
    let report = replayed("quorum without stakers");

    let both = vec![rejected("T-88"), rejected("T-88")];
    assert_stopped(&report, [both.clone(), both]);
    // Two grants of a million MIR at 0.5.
    assert_exposes(&report, &[1_000_000_000_000]);
}

#[test]
fn six_seconds_of_stake_gain_nothing() {
    let report = replayed("six seconds of stake");

    assert_stopped(&report, [vec![]]);
    // Half of what flows of 100,000 MIR in 6 seconds of 604,800, and of all of it, at 0.5.
    assert_exposes(&report, &[248_016, 25_000_000_000]);
}

#[test]
fn a_poll_for_the_voters_half_gains_nothing() {
    let report = replayed("a poll for the voters' half");

    assert_stopped(&report, [vec![], vec![]]);
    // Of 100,000 MIR half, and 0.201 of the other half, at 0.5; of 2,193,366 votes 943,366.
    assert_exposes(&report, &[30_025_000_000, 15_777_496_433]);
}

#[test]
fn rewards_for_nobody_harm_nobody() {
    let report = replayed("rewards for nobody");

    let first = ContractError::FirstStakeTooSmall {
        amount: Uint128::new(1_001),
        least: Uint128::new(1_000_000),
    };
    assert_stopped(&report, [vec![refused("T-89", first)], vec![], vec![]]);
    // Two of seven days alone, then 0.03 of what is left, at 0.5.
    assert_exposes(&report, &[15_311_486_894]);
}

#[test]
fn a_captured_gov_decides_what_its_kind_of_poll_allows() {
    let report = replayed("captured gov");

    let rejected = vec![rejected("T-61")];
    let stops = [(); 4].map(|()| rejected.clone());
    assert_stopped(&report, stops);
    // At 0.5 and 1: two million MIR; 9.15 million MIR; twelve million coins of mint, for 960 mAAPL
    // and a fee of 1.5 % of their worth at 10,000; a pool's million coins; 36.6 million MIR and the
    // twelve million coins.
    let [grants, airdrop, mint, pair, all] =
        [1_000_000, 4_575_000, 11_846_400, 1_000_000, 30_300_000]
            .map(|coins: i128| coins * 1_000_000);
    let gains = [
        &[grants][..],
        &[grants, airdrop, mint],
        &[grants, airdrop, mint, pair, all, all],
        // All others vote no against a majority and against two thirds.
        &[grants],
        &[grants, airdrop, mint, pair, all, all],
    ];
    assert_exposes(&report, &gains.concat());
}

#[test]
fn the_page_on_gov_tells_what_was_measured() {
    let page = concat!(env!("CARGO_MANIFEST_DIR"), "/../../docs/spec/gov.md");
    let page = std::fs::read_to_string(page).unwrap();
    // Figures elsewhere on the page do not count.
    let (_, page) = page.split_once("### What a captured vote").unwrap();
    let (page, _) = page.split_once("\n## ").unwrap();

    for name in [
        "captured gov",
        "weight of four billion",
        "listings with own feeders",
        "default poll: everybody's collateral",
        "delisting at its moment",
        "default poll: the release",
    ] {
        for exposure in replayed(name).exposures {
            let coins = (exposure.gained.i128() + 500_000) / 1_000_000;
            let text = grouped(coins);
            // The page says "everything" instead of this sum.
            let is_on_page = page.contains(&text) || coins == 30_300_000;
            assert!(is_on_page, "{text}: {exposure:#?}");
        }
    }
}

/// With a comma after every thousand.
fn grouped(whole: i128) -> String {
    match whole {
        0..1_000 => whole.to_string(),
        _ => format!("{},{:03}", grouped(whole / 1_000), whole % 1_000),
    }
}

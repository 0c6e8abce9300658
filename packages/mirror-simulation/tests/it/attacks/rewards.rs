//! Attacks on this protocol: rewards.

use super::{assert_exposed, assert_stopped, replayed, seen};

#[test]
fn carried_rewards_give_nothing() {
    let report = replayed("carried rewards");

    assert_stopped(&report, [vec![], vec![]]);
    // A lone short earns what flows: in a day a thirtieth of the MIR of 30 days.
    assert_exposed(&report, &[1, 90_000]);
    assert!(report.exposures[0].gained.i128() < 10_000_000);
    assert!(report.exposures[1].gained.i128() < 110_000_000_000);
}

#[test]
fn a_short_for_a_transaction_gains_nothing() {
    let report = replayed("short for a transaction");

    assert_stopped(&report, [vec![]]);
    // Over two blocks it gains nothing either: six seconds earn less than the short costs.
    for exposure in &report.exposures {
        assert!(exposure.gained.i128() < 0, "{exposure:#?}");
    }
}

#[test]
fn a_pumped_hour_gains_nothing() {
    let report = replayed("pumped hour");

    assert_stopped(&report, [vec![]]);
    assert_exposed(&report, &[1_000, 1_000, 3_000]);
}

#[test]
fn a_premium_of_dust_gains_nothing() {
    let report = replayed("premium of dust");

    assert_stopped(&report, [vec![]]);
    assert_eq!(seen(&report), ["the weight of shorts: 0"]);
    assert_exposed(&report, &[7_000]);
}

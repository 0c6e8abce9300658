use super::*;
use crate::gas::page::sample;

#[test]
fn what_was_measured_before_passes() {
    let committed = sample::data();

    assert_eq!(breaches(&committed, &committed.ours), []);
}

#[test]
fn two_per_cent_more_is_allowed_and_one_gas_above_it_is_not() {
    let committed = sample::data();
    let mut measured = committed.ours.clone();
    measured.pinned[0].gas = 91_800;
    let at_the_edge = breaches(&committed, &measured);
    measured.pinned[0].gas = 91_801;

    let above = breaches(&committed, &measured);

    assert_eq!(at_the_edge, []);
    let dearer = Breach::Dearer {
        what: "mint.open, pinned".into(),
        unit: "gas",
        committed: 90_000,
        now: 91_801,
    };
    assert_eq!(
        dearer.to_string(),
        "mint.open, pinned: 90,000 gas committed, 91,801 now"
    );
    assert_eq!(above, [dearer]);
}

#[test]
fn a_cheaper_message_passes() {
    let committed = sample::data();
    let mut measured = committed.ours.clone();
    measured.unpinned[0].gas = 1;

    assert_eq!(breaches(&committed, &measured), []);
}

#[test]
fn an_operation_that_is_no_longer_measured_is_named() {
    let committed = sample::data();
    let mut measured = committed.ours.clone();
    measured.unpinned.remove(0);

    let operation = "mint.open, unpinned".into();
    assert_eq!(
        breaches(&committed, &measured),
        [Breach::Gone { operation }]
    );
}

#[test]
fn an_operation_that_is_not_in_the_table_is_named() {
    let committed = sample::data();
    let mut measured = committed.ours.clone();
    measured.pinned.push(sample::operation("gov.end", 1));

    let operation = "gov.end, pinned".into();
    assert_eq!(breaches(&committed, &measured), [Breach::New { operation }]);
}

#[test]
fn an_artifact_may_grow_by_one_per_cent_and_a_new_one_has_no_limit() {
    let committed = sample::data();
    let mut measured = committed.ours.clone();
    measured.artifacts[0].bytes = 101_000;
    let at_the_edge = breaches(&committed, &measured);
    measured.artifacts[0].bytes = 101_001;
    measured.artifacts.push(crate::gas::figures::Bytes {
        name: "new.wasm".into(),
        bytes: 1,
    });

    let larger = Breach::Dearer {
        what: "mirror_mint.wasm".into(),
        unit: "bytes",
        committed: 100_000,
        now: 101_001,
    };
    assert_eq!(at_the_edge, []);
    assert_eq!(breaches(&committed, &measured), [larger]);
}

#[test]
fn a_message_that_grows_with_the_crowd_is_named() {
    let committed = sample::data();
    let mut measured = committed.ours.clone();
    measured.growth.messages[0].many = 105_000;
    let at_the_edge = breaches(&committed, &measured);
    measured.growth.messages[0].many = 105_001;

    let above = breaches(&committed, &measured);

    assert_eq!(at_the_edge, []);
    let grows = Breach::Grows {
        message: "mint.open".into(),
        percent: 5,
        few: (10, 100_000),
        many: (10_000, 105_001),
    };
    assert_eq!(
        grows.to_string(),
        "mint.open: 100,000 gas among 10, 105,001 among 10000, more than 5 % apart"
    );
    assert_eq!(above, [grows]);
}

#[test]
fn a_dearer_pool_is_named_by_its_number() {
    let committed = sample::data();
    let mut measured = committed.ours.clone();
    measured.pools.adjust_premium[1].gas = 81_601;

    let dearer = Breach::Dearer {
        what: "staking.adjust_premium of 11 pools, unpinned".into(),
        unit: "gas",
        committed: 80_000,
        now: 81_601,
    };
    assert_eq!(breaches(&committed, &measured), [dearer]);
}

#[test]
fn what_serves_all_pools_has_to_fit_into_a_block() {
    let committed = sample::data();
    let mut measured = committed.ours.clone();
    measured.pools.block[0].gas = 1_000_000;
    let full = breaches(&committed, &measured);
    measured.pools.block[0].gas = 1_000_001;

    let above = breaches(&committed, &measured);

    assert_eq!(full, []);
    let (gas, limit) = (1_000_001, 1_000_000);
    assert_eq!(above, [Breach::FillsBlock { gas, limit }]);
}

#[test]
fn a_figure_to_beat_has_to_be_measured() {
    let committed = sample::data();

    let operation = "gov.vote".into();
    assert_eq!(lacks(&committed), [Breach::Unmeasured { operation }]);
}

#[test]
fn what_is_above_its_predecessor_needs_a_reason() {
    let mut committed = sample::data();
    committed.theirs.operations.pop();
    let explained = lacks(&committed);
    committed.reasons.clear();

    let found = lacks(&committed);

    assert_eq!(explained, []);
    let operation = "mint.deposit".into();
    assert_eq!(found, [Breach::Unexplained { operation }]);
}

#[test]
fn what_is_not_above_its_predecessor_needs_none() {
    let mut committed = sample::data();
    committed.theirs.operations.pop();
    let reason = "it was once".to_owned();
    committed.reasons.insert("mint.open".into(), reason);

    let operation = "mint.open".into();
    assert_eq!(lacks(&committed), [Breach::Needless { operation }]);
}

#[test]
fn what_rose_by_more_than_two_per_cent_needs_a_reason_below_its_predecessor_too() {
    let mut committed = sample::data();
    committed.theirs.operations.pop();
    committed.before.operations[1].pinned = 40_000;
    committed.before.operations[0].pinned = 88_236;
    let at_the_edge = lacks(&committed);
    committed.before.operations[0].pinned = 88_235;

    let found = lacks(&committed);

    assert_eq!(at_the_edge, []);
    let operation = "mint.open".into();
    assert_eq!(found, [Breach::Unexplained { operation }]);
}

#[test]
fn all_messages_together_may_rise_by_no_more_than_the_rules_may_cost() {
    let mut committed = sample::data();
    committed.theirs.operations.pop();
    committed.before.operations[1].pinned = 39_079;
    let at_the_edge = lacks(&committed);
    committed.before.operations[1].pinned = 39_078;

    let found = lacks(&committed);

    assert_eq!(at_the_edge, []);
    let rose = Breach::SumRose {
        column: "pinned",
        before: 128_078,
        now: 130_000,
        permille: 15,
    };
    assert_eq!(
        rose.to_string(),
        "sum, pinned: 128,078 gas before the hardening, 130,000 now, more than 15 per thousand \
         above"
    );
    assert_eq!(found, [rose]);
}

//! The pages of records.

use crate::setup::Setup;

/// A manager with records of these seconds, made in this order.
fn authorised_at(seconds: &[u64]) -> Setup {
    let mut setup = Setup::new();
    for second in seconds {
        setup.chain.at(*second);
        setup.authorizes("claimant").unwrap();
    }
    setup
}

fn times(setup: &Setup, start_after: Option<u64>, limit: Option<u32>) -> Vec<u64> {
    let records = setup.auth_records(start_after, limit);
    records.iter().map(|record| record.start_time).collect()
}

#[test]
fn the_latest_records_come_first() {
    let setup = authorised_at(&[100, 200, 300]);

    assert_eq!(vec![300, 200, 100], times(&setup, None, None));
    assert_eq!(vec![300, 200], times(&setup, None, Some(2)));
}

#[test]
fn a_page_starts_before_the_second_it_is_told() {
    let setup = authorised_at(&[100, 200, 200, 300]);

    assert_eq!(vec![200, 200, 100], times(&setup, Some(300), None));
    assert_eq!(vec![100], times(&setup, Some(200), None));
    assert_eq!(vec![200, 200, 100], times(&setup, Some(201), None));
    assert!(times(&setup, Some(100), None).is_empty());
    assert!(times(&setup, Some(0), None).is_empty());
    assert_eq!(4, times(&setup, Some(u64::MAX), None).len());
}

#[test]
fn the_records_of_one_second_are_never_split() {
    let setup = authorised_at(&[100, 200, 200, 200, 300]);

    assert_eq!(vec![300], times(&setup, None, Some(1)));
    assert_eq!(vec![300, 200, 200, 200], times(&setup, None, Some(2)));
    assert_eq!(vec![200, 200, 200], times(&setup, Some(300), Some(1)));
    assert!(times(&setup, None, Some(0)).is_empty());
}

/// T-12: unbounded work.
#[test]
fn pages_hold_every_record_once() {
    let seconds: Vec<u64> = (0..40u64).map(|number| 1_000 + number / 3).collect();
    let setup = authorised_at(&seconds);
    let newest_first: Vec<u64> = seconds.into_iter().rev().collect();

    for limit in 1..=30 {
        let mut walked = vec![];
        loop {
            let page = times(&setup, walked.last().copied(), Some(limit));
            if page.is_empty() {
                break;
            }
            walked.extend(page);
        }
        assert_eq!(newest_first, walked, "pages of {limit}");
    }
}

/// T-12: unbounded work.
#[test]
fn a_page_has_ten_records_unless_told_and_thirty_at_most() {
    let seconds: Vec<u64> = (1..=40).collect();
    let setup = authorised_at(&seconds);

    for (limit, length) in [
        (None, 10),
        (Some(1), 1),
        (Some(30), 30),
        (Some(31), 30),
        (Some(u32::MAX), 30),
    ] {
        assert_eq!(length, times(&setup, None, limit).len(), "{limit:?}");
    }
}

#[test]
fn migrations_are_paged_in_the_same_way() {
    let mut setup = Setup::new();
    for second in [100, 200, 200, 300] {
        setup.chain.at(second);
        setup.migrates_one();
        // Records of the other kind are not on the page.
        setup.authorizes("claimant").unwrap();
    }
    let times = |start_after, limit| -> Vec<u64> {
        let records = setup.migration_records(start_after, limit);
        records.iter().map(|record| record.time).collect()
    };

    assert_eq!(vec![300, 200, 200, 100], times(None, None));
    assert_eq!(vec![300, 200, 200], times(None, Some(2)));
    assert_eq!(vec![100], times(Some(200), Some(30)));
}

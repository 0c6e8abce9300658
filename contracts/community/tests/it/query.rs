//! `spend_info`.

use mirror_protocol::community::SpendInfoResponse;

use crate::setup::{Setup, PERIOD, SPEND_LIMIT, T};

fn info(window_start: u64, spent: u128, available: u128) -> SpendInfoResponse {
    SpendInfoResponse {
        window_start,
        spent: spent.into(),
        available: available.into(),
        pending: None,
    }
}

#[test]
fn what_is_available_is_the_lesser_of_both_limits() {
    let mut setup = Setup::new();
    assert_eq!(info(0, 0, SPEND_LIMIT), setup.info());

    setup.grants(SPEND_LIMIT).unwrap();
    assert_eq!(info(T, SPEND_LIMIT, SPEND_LIMIT), setup.info());
    setup.grants(1).unwrap();
    assert_eq!(info(T, SPEND_LIMIT + 1, SPEND_LIMIT - 1), setup.info());

    setup.chain.at(T + PERIOD - 1);
    assert_eq!(info(T, SPEND_LIMIT + 1, SPEND_LIMIT - 1), setup.info());
    setup.chain.at(T + PERIOD);
    assert_eq!(info(T, 0, SPEND_LIMIT), setup.info());
}

#[test]
fn without_a_window_the_limit_of_a_grant_is_available() {
    let mut setup = Setup::without_window(7);
    setup.grants(7).unwrap();

    assert_eq!(info(0, 0, 7), setup.info());
}

#[test]
fn a_removed_window_shows_nothing_spent() {
    let mut setup = Setup::new();
    setup.grants(SPEND_LIMIT).unwrap();
    setup.changes(None, Some(0), Some(0)).unwrap();

    setup.chain.at(T + PERIOD);

    assert_eq!(info(0, 0, SPEND_LIMIT), setup.info());
}

//! `update_config`.

use mirror_oracle::ContractError;
use mirror_protocol::oracle::{ConfigResponse, ALWAYS_FRESH};
use mirror_testing::{assert_attributes, assert_refused};

use crate::setup::{decimal, rate, update_config, Setup};

#[test]
fn the_owner_and_the_band_can_be_changed() {
    let mut setup = Setup::new();
    let (former, successor) = (setup.owner.clone(), setup.stranger.clone());

    let response = setup
        .update_config(Some(successor.as_str()), Some("0.25"))
        .unwrap();

    let expected = ConfigResponse {
        owner: successor.to_string(),
        base_asset: "uusd".to_string(),
        max_deviation: Some(decimal("0.25")),
        confirm_seconds: 60,
        guardian: None,
        halt_seconds: 21_600,
    };
    assert_eq!(expected, setup.config());
    assert_attributes(&response, &setup.oracle, &[("action", "update_config")]);
    assert_refused(
        setup.send(&former, &update_config(None, None)),
        ContractError::Unauthorized {},
    );
    setup.send(&successor, &update_config(None, None)).unwrap();
}

#[test]
fn a_message_that_names_nothing_changes_nothing() {
    let mut setup = Setup::with_band(Some(decimal("0.5")));
    let before = setup.config();

    setup.update_config(None, None).unwrap();

    assert_eq!(before, setup.config());
}

#[test]
fn a_band_of_zero_lets_every_price_through_again() {
    let mut setup = Setup::with_band(Some(decimal("0.5"))).with_assets(&["asset-a"]);
    setup.feed(1_000, &[("asset-a", "1")]).unwrap();

    setup.update_config(None, Some("0")).unwrap();

    assert_eq!(None, setup.config().max_deviation);
    setup.feed(1_010, &[("asset-a", "1000")]).unwrap();
    assert_eq!(
        rate("1000", 1_010, ALWAYS_FRESH),
        setup.price("asset-a", "uusd")
    );
}

#[test]
fn the_owner_is_an_address_in_the_chains_own_spelling() {
    let mut setup = Setup::with_band(Some(decimal("0.5")));
    let before = setup.config();
    let shouted = setup.stranger.to_string().to_uppercase();

    for owner in ["", "owner", shouted.as_str()] {
        assert_refused(
            setup.update_config(Some(owner), Some("0")),
            setup.bad_address(owner),
        );
    }
    assert_eq!(before, setup.config());
}

#[test]
fn the_guardian_and_the_times_can_be_changed_and_the_guardian_taken_away() {
    let mut setup = Setup::new();
    let guardian = setup.guardian.to_string();

    setup
        .configure(|update| {
            update.guardian = Some(guardian.clone());
            update.confirm_seconds = Some(1_800);
            update.halt_seconds = Some(86_400);
        })
        .unwrap();
    let told = setup.config();
    assert_eq!(Some(guardian), told.guardian);
    assert_eq!((1_800, 86_400), (told.confirm_seconds, told.halt_seconds));

    setup.configure(|_| ()).unwrap();
    assert_eq!(told, setup.config());

    setup
        .configure(|update| update.guardian = Some(String::new()))
        .unwrap();
    assert_eq!(None, setup.config().guardian);
}

#[test]
fn a_halt_lasts_from_a_minute_to_a_day_and_a_confirmation_waits_for_no_longer() {
    let mut setup = Setup::new();

    for (given, kept) in [(60, 60), (86_400, 86_400)] {
        setup
            .configure(|update| update.halt_seconds = Some(given))
            .unwrap();
        assert_eq!(kept, setup.config().halt_seconds);
    }
    for received in [0, 59, 86_401, u64::MAX] {
        assert_refused(
            setup.configure(|update| update.halt_seconds = Some(received)),
            ContractError::HaltSecondsOutOfRange {
                received,
                least: 60,
                most: 86_400,
            },
        );
    }
    assert_refused(
        setup.configure(|update| update.confirm_seconds = Some(86_401)),
        ContractError::ConfirmationTooLong {
            received: 86_401,
            most: 86_400,
        },
    );
}

#[test]
fn a_guardian_is_an_address_in_the_chains_own_spelling() {
    let mut setup = Setup::new();

    for guardian in ["guardian", &setup.guardian.to_string().to_uppercase()] {
        let expected = setup.bad_address(guardian);
        assert_refused(
            setup.configure(|update| update.guardian = Some(guardian.to_string())),
            expected,
        );
    }
}

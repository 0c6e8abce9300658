//! Who may cancel an announced delisting, and what is possible afterwards.

use mirror_factory::ContractError;
use mirror_protocol::{mint, oracle};
use mirror_testing::{assert_refused, attributes, decimal, percent, standard_profile};
use mirror_testing::{usual_params, TestChain, World};

use crate::setup::{
    announced, announced_world, asset_config, cancellation, commands, execution, fed_by,
    guarded_by, not_announced, outdated, revoke, succession, tell, DAY,
};

#[test]
fn a_guardian_has_a_day_to_cancel_what_a_stolen_key_announces_after_some_windows() {
    let mut world =
        World::deployed_as(standard_profile(&TestChain::new())).with_asset("AAPL", "100");
    let token = world.token("AAPL");
    guarded_by(&mut world, "carol");
    for price in ["150", "225", "337"] {
        world.chain.pass(1_801);
        world.feeds(&[("AAPL", price)]);
    }

    tell(&mut world, "feeder", &revoke(&token, None)).unwrap();

    let found = announced(&world, &token).unwrap();
    assert_eq!(decimal("225"), found.end_price);
    assert_eq!(found.announced + DAY, found.due);
    world.chain.at(found.due - 1);
    tell(&mut world, "carol", &cancellation(&token)).unwrap();
    world.chain.at(found.due);
    assert_refused(
        tell(&mut world, "attacker", &execution(&token)),
        not_announced(&token),
    );
}

#[test]
fn only_owner_and_guardian_cancel_and_then_seven_days_pass_without_another() {
    for who_may in ["gov", "carol"] {
        let (mut world, token) = announced_world();
        guarded_by(&mut world, "carol");
        for who in ["feeder", "attacker", "deployer"] {
            assert_refused(
                tell(&mut world, who, &cancellation(&token)),
                ContractError::Unauthorized {},
            );
        }

        let response = tell(&mut world, who_may, &cancellation(&token)).unwrap();

        let event = attributes(&response, &world.at.factory);
        let expected = [
            ("action", "cancel_delisting"),
            ("asset_token", token.as_str()),
        ];
        assert_eq!(
            expected.map(|(key, value)| (key.into(), value.into()))[..],
            event
        );
        world.alice().opens(200_000_000, "AAPL", percent(200));
        let until = world.chain.now() + 7 * DAY;
        world.chain.at(until - 1);
        world.feeds(&[("AAPL", "100")]);
        for msg in [revoke(&token, None), succession(&token)] {
            let asset = token.to_string();
            let expected = ContractError::DelistingCancelled { asset, until };
            assert_refused(tell(&mut world, "feeder", &msg), expected);
        }
        world.chain.at(until);
        tell(&mut world, "feeder", &succession(&token)).unwrap();
    }
}

#[test]
fn after_a_cancellation_the_owner_still_delists_at_once() {
    let (mut world, token) = announced_world();
    tell(&mut world, "gov", &cancellation(&token)).unwrap();

    tell(&mut world, "gov", &revoke(&token, None)).unwrap();

    assert_eq!(Some(decimal("100")), asset_config(&world, &token).end_price);
}

#[test]
fn a_change_of_feeder_ends_an_announcement_and_anybody_removes_it() {
    let (mut world, token) = announced_world();
    fed_by(&mut world, &token, "carol");
    world.chain.pass(15 * DAY);

    let refusal = tell(&mut world, "feeder", &execution(&token));
    assert_refused(refusal, outdated(&token));
    assert_refused(
        tell(&mut world, "feeder", &revoke(&token, None)),
        ContractError::Unauthorized {},
    );
    tell(&mut world, "attacker", &cancellation(&token)).unwrap();

    // The new feeder may announce a delisting at once.
    let oracle = world.at.oracle.clone();
    let prices = vec![(token.to_string(), decimal("100"))];
    world
        .carol()
        .sends(&oracle, &oracle::ExecuteMsg::FeedPrice { prices });
    tell(&mut world, "carol", &revoke(&token, None)).unwrap();
}

#[test]
fn a_standby_feeder_that_takes_over_ends_an_announcement_too() {
    let (mut world, token) = announced_world();
    guarded_by(&mut world, "carol");
    let oracle = world.at.oracle.clone();
    let standby = oracle::ExecuteMsg::RegisterAsset {
        asset_token: token.to_string(),
        feeder: world.chain.account("feeder").to_string(),
        max_deviation: None,
        standby: Some(world.chain.account("bob").to_string()),
    };
    commands(&mut world, &oracle, &standby);
    let asset_tokens = vec![token.to_string()];
    world
        .carol()
        .sends(&oracle, &oracle::ExecuteMsg::UseStandby { asset_tokens });
    world.chain.pass(15 * DAY);

    let refusal = tell(&mut world, "alice", &execution(&token));
    assert_refused(refusal, outdated(&token));
}

#[test]
fn an_announcement_of_an_asset_that_mint_has_delisted_is_removed_by_anybody() {
    let (mut world, token) = announced_world();
    let msg = mint::ExecuteMsg::RegisterMigration {
        asset_token: token.to_string(),
        end_price: decimal("90"),
    };
    let mint = world.at.mint.clone();
    commands(&mut world, &mint, &msg);
    world.chain.pass(15 * DAY);

    let asset = token.to_string();
    let expected = ContractError::AlreadyDelisted { asset };
    assert_refused(tell(&mut world, "alice", &execution(&token)), expected);
    tell(&mut world, "alice", &cancellation(&token)).unwrap();
    assert_eq!(None, announced(&world, &token));
}

/// The feeder announces again as soon as it may, and each time is cancelled one second before the
/// delisting is due. It blocks new debt on one day of eight where there is a guardian, on fifteen of
/// twenty-two where there is none.
#[test]
fn a_feeder_that_never_gives_up_blocks_no_more_than_the_notice_in_each_round() {
    for (guardian, notice) in [(Some("carol"), DAY), (None, 15 * DAY)] {
        let mut world = World::new();
        let token = world.lists("AAPL", usual_params()).unwrap().token;
        if let Some(guardian) = guardian {
            guarded_by(&mut world, guardian);
        }
        let start = world.chain.now();
        for round in 0..3 {
            let begun = start + round * (notice + 7 * DAY);
            world.chain.at(begun);
            world.feeds(&[("AAPL", "100")]);
            tell(&mut world, "feeder", &revoke(&token, None)).unwrap();

            world.chain.at(begun + notice - 1);
            tell(&mut world, "gov", &cancellation(&token)).unwrap();

            world.chain.at(begun + notice + 7 * DAY - 2);
            world.feeds(&[("AAPL", "100")]);
            world.alice().opens(200_000_000, "AAPL", percent(200));
            let refusal = tell(&mut world, "feeder", &revoke(&token, None));
            let expected = ContractError::DelistingCancelled {
                asset: token.to_string(),
                until: begun + notice + 7 * DAY - 1,
            };
            assert_refused(refusal, expected);
        }
    }
}

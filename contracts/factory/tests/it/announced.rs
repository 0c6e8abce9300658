//! A feeder's delisting: announced, and carried out when due.

use mirror_factory::ContractError;
use mirror_mint::ContractError as MintError;
use mirror_protocol::factory::DelistingResponse;
use mirror_protocol::{mint, oracle};
use mirror_testing::{assert_refused, attributes, decimal, percent, standard_profile};
use mirror_testing::{TestChain, World};

use crate::setup::{
    announced, announced_world, asset_config, cancellation, commands, execution, guarded_by, info,
    not_announced, outdated, pre_ipo, revoke, succession, tell, with_aapl, DAY,
};

#[test]
fn a_feeder_only_announces_and_after_fifteen_days_anybody_carries_it_out() {
    let mut world = with_aapl();
    let token = world.token("AAPL");
    let now = world.chain.now();

    let response = tell(&mut world, "feeder", &revoke(&token, None)).unwrap();

    let due = now + 15 * DAY;
    let event = attributes(&response, &world.at.factory);
    let expected = [
        ("action", "announce_delisting"),
        ("end_price", "100"),
        ("asset_token", token.as_str()),
        ("due", &due.to_string()),
        ("migrates", "false"),
    ];
    assert_eq!(
        expected.map(|(key, value)| (key.into(), value.into()))[..],
        event
    );
    assert_eq!(None, asset_config(&world, &token).end_price);
    let expected = DelistingResponse {
        asset_token: token.to_string(),
        end_price: decimal("100"),
        announced: now,
        due,
        migrates: false,
    };
    assert_eq!(Some(expected), announced(&world, &token));

    world.chain.at(due - 1);
    let asset = token.to_string();
    for who in ["attacker", "feeder", "gov"] {
        let asset = asset.clone();
        let expected = ContractError::DelistingNotDue { asset, due };
        assert_refused(tell(&mut world, who, &execution(&token)), expected);
    }
    world.chain.at(due);
    tell(&mut world, "attacker", &execution(&token)).unwrap();

    assert_eq!(Some(decimal("100")), asset_config(&world, &token).end_price);
    assert_eq!(1, info(&world).weights.len());
    assert_eq!(None, announced(&world, &token));
}

/// A thief of the feeder's key posts a price that is half higher and revokes the asset. Otherwise the
/// false price would be the end price, at once and for ever.
#[test]
fn a_feeder_that_posts_half_more_delists_neither_at_once_nor_at_that_price() {
    let mut world =
        World::deployed_as(standard_profile(&TestChain::new())).with_asset("AAPL", "100");
    let token = world.token("AAPL");
    world.chain.pass(3_600);
    world.feeds(&[("AAPL", "150")]);

    for given in ["150", "50", "100.000000000000000001", "0"] {
        let expected = ContractError::EndPriceNotAnchor {
            given: decimal(given),
            anchor: decimal("100"),
        };
        let refusal = tell(&mut world, "feeder", &revoke(&token, Some(given)));
        assert_refused(refusal, expected);
    }
    tell(&mut world, "feeder", &revoke(&token, Some("100"))).unwrap();

    world.chain.pass(15 * DAY);
    tell(&mut world, "attacker", &execution(&token)).unwrap();
    assert_eq!(Some(decimal("100")), asset_config(&world, &token).end_price);
}

#[test]
fn a_delisting_is_announced_once_and_its_terms_stay() {
    let (mut world, token) = announced_world();
    let before = announced(&world, &token).unwrap();
    world.chain.pass(DAY);
    world.feeds(&[("AAPL", "130")]);

    for msg in [revoke(&token, None), succession(&token)] {
        let asset = token.to_string();
        let due = before.due;
        let expected = ContractError::DelistingAnnounced { asset, due };
        assert_refused(tell(&mut world, "feeder", &msg), expected);
    }
    guarded_by(&mut world, "carol");

    assert_eq!(Some(before), announced(&world, &token));
}

#[test]
fn while_it_is_announced_nobody_gets_deeper_into_debt() {
    let mut world = with_aapl().with_asset("MSFT", "10");
    let token = world.token("AAPL");
    let idx = world.alice().opens(300_000_000, "AAPL", percent(200));
    tell(&mut world, "feeder", &revoke(&token, None)).unwrap();

    let (double, mut alice) = (percent(200), Vec::new());
    alice.push(
        world
            .alice()
            .tries_to_open(200_000_000, "AAPL", double, None),
    );
    alice.push(world.alice().tries_to_mint(idx, "AAPL", 1));
    alice.push(world.alice().tries_to_withdraw(idx, Some(1)));
    let backed = world.alice();
    alice.push(backed.tries_to_open_against(1_000_000, "AAPL", "MSFT", double));
    for refusal in alice {
        let asset = token.to_string();
        assert_refused(refusal, MintError::Delisting { asset });
    }

    world.alice().tries_to_burn(idx, "AAPL", 100_000).unwrap();
}

#[test]
fn a_price_in_doubt_lets_nobody_announce() {
    let mut profile = standard_profile(&TestChain::new());
    profile.oracle_guardian = Some(TestChain::new().account("carol").to_string());
    let mut world = World::deployed_as(profile).with_asset("AAPL", "100");
    let token = world.token("AAPL");
    let last_updated = world.chain.now();
    let asset = || token.to_string();
    world.chain.pass(61);

    let stale = ContractError::PriceStale {
        asset: asset(),
        last_updated,
    };
    assert_refused(tell(&mut world, "feeder", &revoke(&token, None)), stale);

    world.feeds(&[("AAPL", "151")]);
    let pending = ContractError::PricePending {
        asset: asset(),
        pending: decimal("151"),
    };
    let refusal = tell(&mut world, "feeder", &succession(&token));
    assert_refused(refusal, pending);

    world.chain.pass(6);
    world.feeds(&[("AAPL", "100")]);
    let oracle = world.at.oracle.clone();
    let asset_tokens = vec![asset()];
    world
        .carol()
        .sends(&oracle, &oracle::ExecuteMsg::Halt { asset_tokens });
    let halted = ContractError::PriceHalted {
        asset: asset(),
        until: world.chain.now() + 21_600,
    };
    assert_refused(tell(&mut world, "feeder", &revoke(&token, None)), halted);
}

#[test]
fn an_announced_delisting_waits_for_the_end_of_a_halt() {
    let (mut world, token) = announced_world();
    guarded_by(&mut world, "carol");
    world.chain.pass(15 * DAY);
    let oracle = world.at.oracle.clone();
    let asset_tokens = vec![token.to_string()];
    world
        .carol()
        .sends(&oracle, &oracle::ExecuteMsg::Halt { asset_tokens });

    let until = world.chain.now() + 21_600;
    let asset = token.to_string();
    let expected = ContractError::PriceHalted { asset, until };
    assert_refused(tell(&mut world, "alice", &execution(&token)), expected);

    world.chain.at(until);
    tell(&mut world, "alice", &execution(&token)).unwrap();
}

#[test]
fn what_the_owner_delisted_in_between_is_announced_no_more() {
    for request in [revoke as fn(&_, _) -> _, |token: &_, _| succession(token)] {
        let mut world = with_aapl();
        let token = world.token("AAPL");
        tell(&mut world, "feeder", &request(&token, None)).unwrap();
        tell(&mut world, "gov", &revoke(&token, Some("90"))).unwrap();
        world.chain.pass(15 * DAY);

        for msg in [execution(&token), cancellation(&token)] {
            let refusal = tell(&mut world, "alice", &msg);
            assert_refused(refusal, not_announced(&token));
        }
        assert_eq!(Some(decimal("90")), asset_config(&world, &token).end_price);
    }
}

#[test]
fn nothing_is_carried_out_twice_or_without_an_announcement() {
    let mut world = with_aapl();
    let token = world.token("AAPL");
    for who in ["gov", "feeder", "alice"] {
        for msg in [execution(&token), cancellation(&token)] {
            assert_refused(tell(&mut world, who, &msg), not_announced(&token));
        }
    }
    tell(&mut world, "feeder", &succession(&token)).unwrap();
    world.chain.pass(15 * DAY);
    tell(&mut world, "alice", &execution(&token)).unwrap();

    let refusal = tell(&mut world, "alice", &execution(&token));
    assert_refused(refusal, not_announced(&token));
    assert_eq!(2, info(&world).weights.len());
}

#[test]
fn before_an_ipo_that_price_is_announced_and_ends_with_it() {
    let mut world = World::new();
    let token = world.lists("AIRB", pre_ipo()).unwrap().token;
    tell(&mut world, "feeder", &revoke(&token, Some("150"))).unwrap();
    let mint = world.at.mint.clone();
    let dearer = mint::ExecuteMsg::UpdateAsset {
        asset_token: token.to_string(),
        auction_discount: None,
        min_collateral_ratio: None,
        ipo_params: asset_config(&world, &token)
            .ipo_params
            .map(|ipo| mint::IPOParams {
                pre_ipo_price: decimal("300"),
                ..ipo
            }),
        debt_cap: None,
    };
    commands(&mut world, &mint, &dearer);
    world.chain.pass(15 * DAY);

    assert_refused(
        tell(&mut world, "alice", &execution(&token)),
        outdated(&token),
    );
    tell(&mut world, "alice", &cancellation(&token)).unwrap();
    tell(&mut world, "feeder", &revoke(&token, None)).unwrap();
    world.chain.pass(15 * DAY);
    tell(&mut world, "alice", &execution(&token)).unwrap();
    assert_eq!(Some(decimal("300")), asset_config(&world, &token).end_price);
}

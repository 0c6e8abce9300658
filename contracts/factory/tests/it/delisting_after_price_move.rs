//! Delistings by the owner without a price, shortly after the last price moved. Whoever executes the
//! passed poll may be the one who posted that price in the same block.

use cosmwasm_std::Addr;
use mirror_factory::ContractError;
use mirror_protocol::factory::ExecuteMsg;
use mirror_testing::{assert_refused, decimal, standard_profile, TestChain, World};

use crate::setup::{asset_config, revoke, succession, tell, DAY};

/// How long an anchor stays, in seconds, as in the deployment profile.
const WINDOW: u64 = 1_800;

/// mAAPL at 100, with the band and the window of the deployment profile.
fn fed() -> (World, Addr) {
    let mut profile = standard_profile(&TestChain::new());
    profile.oracle_max_deviation = Some(decimal("0.5"));
    profile.oracle_confirm_seconds = WINDOW;
    let world = World::deployed_as(profile).with_asset("AAPL", "100");
    let token = world.token("AAPL");
    (world, token)
}

fn both(token: &Addr) -> [ExecuteMsg; 2] {
    [revoke(token, None), succession(token)]
}

fn moved(token: &Addr, anchor: &str, last: &str) -> ContractError {
    ContractError::PriceMoved {
        asset: token.to_string(),
        last: decimal(last),
        anchor: decimal(anchor),
    }
}

#[test]
fn a_price_within_a_tenth_of_its_anchor_delists() {
    for price in ["90", "99", "100.5", "110"] {
        for number in 0..2 {
            let (mut world, token) = fed();
            world.feeds(&[("AAPL", price)]);

            let msg = both(&token)[number].clone();
            tell(&mut world, "gov", &msg).unwrap();

            assert_eq!(Some(decimal(price)), asset_config(&world, &token).end_price);
        }
    }
}

/// Otherwise a thief of the feeder's key could move the price by the whole band and execute the poll
/// in the same block, and so take half of the debt's value from the positions or from the holders.
#[test]
fn no_post_of_the_same_block_moves_the_price_of_a_delisting_by_more_than_a_tenth() {
    for price in [
        "50",
        "89.999999999999999999",
        "110.000000000000000001",
        "150",
    ] {
        let (mut world, token) = fed();
        world.chain.pass(6);
        world.feeds(&[("AAPL", price)]);

        for msg in both(&token) {
            assert_refused(tell(&mut world, "gov", &msg), moved(&token, "100", price));
        }
        assert_eq!(None, asset_config(&world, &token).end_price);
        // A price that the owner gives is not compared with the anchor.
        tell(&mut world, "gov", &revoke(&token, Some("101"))).unwrap();
        assert_eq!(Some(decimal("101")), asset_config(&world, &token).end_price);
    }
}

#[test]
fn after_a_silence_a_price_delists_once_it_has_stood_for_a_window() {
    let (mut world, token) = fed();
    world.chain.pass(11 * DAY);
    let post = |world: &mut World| world.feeds(&[("AAPL", "130")]);

    // With this post the price from before the silence becomes the anchor.
    post(&mut world);
    let refused = moved(&token, "100", "130");
    assert_refused(tell(&mut world, "gov", &revoke(&token, None)), refused);

    world.chain.pass(WINDOW);
    post(&mut world);
    let refused = moved(&token, "100", "130");
    assert_refused(tell(&mut world, "gov", &revoke(&token, None)), refused);

    world.chain.pass(1);
    post(&mut world);
    tell(&mut world, "gov", &revoke(&token, None)).unwrap();
    assert_eq!(Some(decimal("130")), asset_config(&world, &token).end_price);
}

#[test]
fn a_price_that_a_second_post_confirmed_delists() {
    let (mut world, token) = fed();
    world.chain.pass(DAY);

    world.feeds(&[("AAPL", "1000")]);
    world.chain.pass(WINDOW);
    world.feeds(&[("AAPL", "1050")]);
    tell(&mut world, "gov", &revoke(&token, None)).unwrap();

    let end_price = asset_config(&world, &token).end_price;
    assert_eq!(Some(decimal("1050")), end_price);
}

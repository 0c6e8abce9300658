//! What people do in a world, once from end to end.

use cosmwasm_std::Uint128;
use mirror_testing::{percent, World};

#[test]
fn a_day_in_the_life_of_the_protocol() {
    let mut world = World::new().with_asset("mAAPL", "100");

    let long = world.alice().opens(300_000_000_000, "mAAPL", percent(200));
    world
        .alice()
        .provides("mAAPL", 100_000_000_000, 1_000_000_000);
    world.alice().tries_to_bond("mAAPL", 5_000_000_000).unwrap();
    let short = world.bob().shorts(2_000_000_000, "mAAPL", percent(200));
    world.bob().tries_to_buy("mAAPL", 2_000_000_000).unwrap();
    world
        .bob()
        .tries_to_burn(short, "mAAPL", 10_000_000)
        .unwrap();
    world.bob().tries_to_withdraw(short, None).unwrap();
    world.feeds(&[("mAAPL", "150")]);
    let (token, liquidator) = (world.token("mAAPL"), world.chain.account("liquidator"));
    world.alice().gives(&token, 100_000_000, &liquidator);
    world
        .liquidator()
        .tries_to_auction(long, "mAAPL", 100_000_000)
        .unwrap();

    assert_eq!(Uint128::new(1_400_000_000), world.supply(&token));
}

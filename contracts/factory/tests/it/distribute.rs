//! `distribute`.

use cosmwasm_std::{Addr, Uint128};
use cw_multi_test::AppResponse;
use mirror_factory::ContractError;
use mirror_protocol::factory::ExecuteMsg;
use mirror_testing::{assert_refused, attributes, World};
use terraswap::asset::AssetInfo;

use crate::before_post_initialize::{fixed, held, one_track, track, Bare};
use crate::setup::{
    info, received, releasing, revoke, stored, tell, weighing, weight, with_aapl, Answer,
};

const DISTRIBUTE: ExecuteMsg = ExecuteMsg::Distribute {};

/// Somebody calls `distribute` at this second after genesis.
fn distribute(world: &mut World, elapsed: u64) -> Answer {
    world.chain.at(1_000 + elapsed);
    tell(world, "alice", &DISTRIBUTE)
}

/// The amounts of the deposits to staking, in order.
fn deposits(response: &AppResponse, staking: &Addr) -> Vec<String> {
    let event = attributes(response, staking).into_iter();
    event
        .filter(|(key, _)| key == "rewards_amount")
        .map(|(_, value)| value)
        .collect()
}

/// factory.md section 10, E1.
#[test]
fn pools_are_paid_in_groups_of_ten() {
    let schedule = track(&[(1_800, 3_600, 3_600), (3_600, 7_200, 7_200)]);
    let mut world = releasing(schedule, None);
    let tokens: Vec<_> = (0..12)
        .map(|_| world.lists("AAPL", weighing(100)).unwrap().token)
        .collect();

    let response = distribute(&mut world, 5_400).unwrap();

    for token in &tokens {
        assert_eq!(Uint128::new(480), received(&world, token));
    }
    let mirror = world.at.mirror_token.clone();
    assert_eq!(Uint128::new(1_440), received(&world, &mirror));
    let mut order = info(&world).weights;
    order.truncate(10);
    let has_mirror = order.iter().any(|(asset, _)| asset == mirror.as_str());
    let expected = if has_mirror {
        ["5760", "1440"]
    } else {
        ["4800", "2400"]
    };
    assert_eq!(expected[..], deposits(&response, &world.at.staking));
    let event = attributes(&response, &world.at.factory);
    let expected = [("action", "distribute"), ("distribution_amount", "7200")];
    assert_eq!(
        expected.map(|(key, value)| (key.into(), value.into()))[..],
        event
    );
}

#[test]
fn pools_are_paid_in_the_order_of_their_addresses() {
    let mut world = releasing(track(&[(0, 60, 60_000)]), None);
    for weight in 1..=12 {
        world.lists("AAPL", weighing(weight)).unwrap();
    }

    let response = distribute(&mut world, 60).unwrap();

    let weights = info(&world).weights;
    let sum = |pools: &[(String, u32)]| {
        let shares = pools.iter().map(|(_, weight)| 60_000 * weight / 378);
        shares.sum::<u32>().to_string()
    };
    let expected = vec![sum(&weights[..10]), sum(&weights[10..])];
    assert_eq!(expected, deposits(&response, &world.at.staking));
}

#[test]
fn a_minute_has_to_pass() {
    let mut world = with_aapl();

    let next = 1_060;
    assert_refused(
        distribute(&mut world, 59),
        ContractError::TooEarlyToDistribute { next },
    );
    distribute(&mut world, 60).unwrap();
    let next = 1_120;
    assert_refused(
        distribute(&mut world, 119),
        ContractError::TooEarlyToDistribute { next },
    );
    assert_eq!(1_060, info(&world).last_distributed);
    distribute(&mut world, 120).unwrap();
}

#[test]
fn what_is_not_there_is_minted_and_sent_on() {
    let mut world = releasing(track(&[(0, 1_000, 1_000_000)]), None);
    let (mirror, factory) = (world.at.mirror_token.clone(), world.at.factory.clone());
    let supply = world.supply(&mirror);
    let gift = Uint128::new(30_000);
    give_mir(&mut world, gift);

    distribute(&mut world, 100).unwrap();

    assert_eq!(supply + Uint128::new(70_000), world.supply(&mirror));
    assert!(world.token_balance(&mirror, &factory).is_zero());
    distribute(&mut world, 200).unwrap();
    assert_eq!(supply + Uint128::new(170_000), world.supply(&mirror));
}

/// Someone gives the factory MIR.
fn give_mir(world: &mut World, amount: Uint128) {
    let factory = world.at.factory.clone();
    world.gives_mir(&factory, amount.u128());
}

#[test]
fn enough_of_a_gift_is_used_before_anything_is_minted() {
    let mut world = releasing(track(&[(0, 1_000, 1_000_000)]), None);
    let (mirror, factory) = (world.at.mirror_token.clone(), world.at.factory.clone());
    let supply = world.supply(&mirror);
    give_mir(&mut world, Uint128::new(100_001));

    distribute(&mut world, 100).unwrap();

    assert_eq!(supply, world.supply(&mirror));
    assert_eq!(Uint128::one(), world.token_balance(&mirror, &factory));
}

#[test]
fn a_factory_that_can_not_mint_pays_from_what_it_has() {
    let mut bare = Bare::new(&one_track(&[(0, 1_000, 1_000)]), false);
    bare.make_pair();
    bare.pays_in(1_030);
    let set_up = bare.post_initialize(None);
    bare.sends(&set_up).unwrap();

    bare.market.chain.at(1_120);
    bare.sends(&DISTRIBUTE).unwrap();

    assert_eq!(120, bare.mir(&bare.staking));
    assert_eq!(910, bare.mir(&bare.factory));
}

#[test]
fn a_factory_that_becomes_the_minter_later_mints() {
    let mut bare = Bare::new(&held(&[(0, 1_000, 1_000)]), false);
    let AssetInfo::Token { contract_addr } = bare.market.new_token("MIR", 6) else {
        panic!("a token");
    };
    bare.mirror_token = Addr::unchecked(contract_addr);
    let msg = mirror_protocol::staking::InstantiateMsg {
        owner: bare.factory.to_string(),
        mirror_token: bare.mirror_token.to_string(),
        mint_contract: bare.deployer.to_string(),
        oracle_contract: bare.deployer.to_string(),
        terraswap_factory: bare.market.factory.to_string(),
        base_denom: "uusd".to_string(),
        premium_min_update_interval: 3_600,
        short_reward_contract: bare.deployer.to_string(),
        minimum_reserve: None,
    };
    let code = mirror_testing::codes::staking();
    bare.staking = bare.market.chain.create(code, &bare.deployer, &msg);
    bare.make_pair();
    let set_up = bare.post_initialize(None);
    bare.sends(&set_up).unwrap();
    let hand_over = terraswap::token::ExecuteMsg::UpdateMinter {
        new_minter: Some(bare.factory.to_string()),
    };
    let (minter, mirror) = (bare.market.owner.clone(), bare.mirror_token.clone());
    let chain = &mut bare.market.chain;
    chain.execute(&minter, &mirror, &hand_over, &[]).unwrap();

    bare.sends(&ExecuteMsg::StartRelease {}).unwrap();
    bare.market.chain.at(1_100);
    bare.sends(&DISTRIBUTE).unwrap();

    assert_eq!(100, bare.mir(&bare.staking));
}

#[test]
fn without_anything_due_nothing_is_sent() {
    let mut world = releasing(track(&[(10_000, 20_000, 1_000)]), None);

    let response = distribute(&mut world, 60).unwrap();

    let event = attributes(&response, &world.at.factory);
    let expected = [("action", "distribute"), ("distribution_amount", "0")];
    assert_eq!(
        expected.map(|(key, value)| (key.into(), value.into()))[..],
        event
    );
    assert!(deposits(&response, &world.at.staking).is_empty());
    assert_eq!(1_060, info(&world).last_distributed);
}

/// T-72: weight sum wraps, division by 0, retroactive weight.
#[test]
fn without_any_weight_nothing_happens() {
    let mut world = releasing(track(&[(0, 1_000, 1_000)]), None);
    let mirror = world.at.mirror_token.clone();
    tell(&mut world, "gov", &weight(&mirror, 0)).unwrap();
    let before = stored(&world);

    assert_refused(
        distribute(&mut world, 500),
        ContractError::NoPoolHasWeight {},
    );
    assert_eq!(before, stored(&world));

    tell(&mut world, "gov", &weight(&mirror, 1)).unwrap();
    distribute(&mut world, 600).unwrap();
    assert_eq!(Uint128::new(600), received(&world, &mirror));
}

#[test]
fn accounts_are_paid_even_without_any_weight() {
    let mut bare = Bare::new(&one_track(&[]), true);
    bare.make_pair();
    let community = bare.market.account("community");
    let set_up = bare.post_initialize(Some(vec![fixed(&community, &[(0, 100, 500)])]));
    bare.sends(&set_up).unwrap();
    let no_weight = weight(&bare.mirror_token, 0);
    bare.sends(&no_weight).unwrap();

    bare.market.chain.at(1_060);
    bare.sends(&DISTRIBUTE).unwrap();

    assert_eq!(300, bare.mir(&community));
}

#[test]
fn what_a_delisted_pool_earned_goes_out_with_the_next_release() {
    let mut world = releasing(track(&[(0, 10_000, 10_000)]), None);
    let mirror = world.at.mirror_token.clone();
    let aapl = world.lists("AAPL", weighing(100)).unwrap().token;
    world.chain.at(1_400);
    tell(&mut world, "gov", &revoke(&aapl, Some("1"))).unwrap();

    distribute(&mut world, 500).unwrap();
    distribute(&mut world, 1_000).unwrap();

    // A quarter of what the first 400 seconds gave, and nothing after that.
    assert_eq!(Uint128::new(100), received(&world, &aapl));
    assert_eq!(Uint128::new(900), received(&world, &mirror));
}

#[test]
fn a_new_asset_shares_from_its_listing_on() {
    let mut world = releasing(track(&[(0, 10_000, 10_000)]), None);
    world.chain.at(1_400);
    let aapl = world.lists("AAPL", weighing(100)).unwrap().token;
    assert_eq!(1_400, info(&world).last_distributed);

    distribute(&mut world, 800).unwrap();

    assert_eq!(Uint128::new(100), received(&world, &aapl));
}

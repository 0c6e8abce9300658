//! `whitelist`.

use cosmwasm_std::{Addr, Decimal};
use cw20::{Cw20QueryMsg, MinterResponse, TokenInfoResponse};
use mirror_factory::ContractError;
use mirror_protocol::factory::{ExecuteMsg, Params};
use mirror_protocol::mint::IPOParams;
use mirror_protocol::{collateral_oracle, oracle, staking};
use mirror_testing::{assert_refused, attributes, decimal, usual_params, World};

use crate::setup::{
    asset_config, collateral, command, info, pool, pre_ipo, stored, tell, weighing, whitelist,
};

/// The attributes of the factory's events, as texts.
fn event(response: &cw_multi_test::AppResponse, factory: &Addr) -> Vec<(String, String)> {
    attributes(response, factory)
}

fn texts(expected: &[(&str, &str)]) -> Vec<(String, String)> {
    let owned = |(key, value): &(&str, &str)| (key.to_string(), value.to_string());
    expected.iter().map(owned).collect()
}

#[test]
fn a_listing_tells_its_symbols_and_then_its_token() {
    let mut world = World::new();
    let msg = whitelist(&world, "aapl", usual_params());

    let response = tell(&mut world, "gov", &msg).unwrap();

    let event = event(&response, &world.at.factory);
    let token = event[4].1.clone();
    let expected = texts(&[
        ("action", "whitelist"),
        ("symbol", "AAPL"),
        ("cw20_symbol", "mAAPL"),
        ("name", "Apple Derivative"),
        ("asset_token_addr", &token),
        ("is_pre_ipo", "false"),
    ]);
    assert_eq!(expected, event);
}

#[test]
fn a_listing_makes_a_token_that_only_mint_can_mint() {
    let mut world = World::new();
    let listed = world.lists("AAPL", usual_params()).unwrap();

    let token: TokenInfoResponse = world.asks(&listed.token, &Cw20QueryMsg::TokenInfo {});
    assert_eq!(("mAAPL", 6), (token.symbol.as_str(), token.decimals));
    assert!(token.total_supply.is_zero());
    let minter: MinterResponse = world.asks(&listed.token, &Cw20QueryMsg::Minter {});
    let expected = MinterResponse {
        minter: world.at.mint.to_string(),
        cap: None,
    };
    assert_eq!(expected, minter);
    let contract = world.chain.app.contract_data(&listed.token).unwrap();
    assert_eq!(None, contract.admin);
    assert_eq!("mirror-asset-mAAPL", contract.label);
}

#[test]
fn a_listing_reaches_every_contract_of_the_protocol() {
    let mut world = World::new();
    let listed = world.lists("AAPL", weighing(100)).unwrap();

    let config = asset_config(&world, &listed.token);
    assert_eq!(decimal("0.2"), config.auction_discount);
    assert_eq!(decimal("1.5"), config.min_collateral_ratio);
    assert_eq!(None, config.ipo_params);
    assert_eq!((Decimal::one(), false), collateral(&world, &listed.token));
    let question = oracle::QueryMsg::Feeder {
        asset_token: listed.token.to_string(),
    };
    let feeder: oracle::FeederResponse = world.asks(&world.at.oracle, &question);
    assert_eq!(world.chain.account("feeder").as_str(), feeder.feeder);
    let pool = pool(&world, &listed.token);
    assert_eq!(listed.lp_token.as_str(), pool.staking_token);
    let weights = info(&world).weights;
    assert!(weights.contains(&(listed.token.to_string(), 100)));
}

#[test]
fn a_listing_without_a_weight_has_30() {
    let mut world = World::new();

    let first = world.lists("AAPL", usual_params()).unwrap();
    let second = world.lists("MSFT", weighing(0)).unwrap();

    let mut expected = vec![
        (world.at.mirror_token.to_string(), 300),
        (first.token.to_string(), 30),
        (second.token.to_string(), 0),
    ];
    expected.sort();
    assert_eq!(expected, info(&world).weights);
}

/// T-72: weight sum wraps, division by 0, retroactive weight.
#[test]
fn a_listing_weighs_300_at_most() {
    let mut world = World::new();

    for weight in [301, u32::MAX] {
        let msg = whitelist(&world, "AAPL", weighing(weight));
        let expected = ContractError::WeightTooHigh { weight, most: 300 };
        assert_refused(tell(&mut world, "gov", &msg), expected);
    }
    let listed = world.lists("AAPL", weighing(300)).unwrap();
    let weights = info(&world).weights;
    assert!(weights.contains(&(listed.token.to_string(), 300)));
}

#[test]
fn before_its_ipo_an_asset_is_no_collateral() {
    let mut world = World::new();
    world.chain.at(5_000);

    let msg = whitelist(&world, "AIRB", pre_ipo());
    let response = tell(&mut world, "gov", &msg).unwrap();

    let event = event(&response, &world.at.factory);
    let token = Addr::unchecked(&event[4].1);
    let feeder = world.chain.account("feeder");
    let expected = texts(&[
        ("is_pre_ipo", "true"),
        ("mint_end", "5010"),
        ("min_collateral_ratio_after_ipo", "2"),
        ("pre_ipo_price", "150"),
        ("ipo_trigger_addr", feeder.as_str()),
    ]);
    assert_eq!(expected, event[5..]);
    let ipo = IPOParams {
        mint_end: 5_010,
        pre_ipo_price: decimal("150"),
        min_collateral_ratio_after_ipo: decimal("2"),
        trigger_addr: None,
    };
    assert_eq!(Some(ipo), asset_config(&world, &token).ipo_params);
    let question = collateral_oracle::QueryMsg::CollateralAssetInfo {
        asset: token.to_string(),
    };
    let oracle = &world.at.collateral_oracle;
    world.chain.query_error(oracle, &question);
}

#[test]
fn an_ipo_may_have_a_trigger_of_its_own() {
    let mut world = World::new();
    let trigger = world.chain.account("carol").to_string();
    let params = Params {
        ipo_trigger_addr: Some(trigger.clone()),
        ..pre_ipo()
    };

    let msg = whitelist(&world, "AIRB", params);
    let response = tell(&mut world, "gov", &msg).unwrap();

    let event = event(&response, &world.at.factory);
    let token = Addr::unchecked(&event[4].1);
    assert_eq!(Some(&trigger), event.last().map(|(_, value)| value));
    let ipo = asset_config(&world, &token).ipo_params.unwrap();
    assert_eq!(Some(trigger), ipo.trigger_addr);
}

#[test]
fn what_can_not_be_listed_is_refused_before_anything_is_made() {
    let mut world = World::new();
    let symbol = |text: &str| text.to_string();
    let incomplete = Params {
        pre_ipo_price: None,
        ..pre_ipo()
    };
    let free = Params {
        pre_ipo_price: Some(Decimal::zero()),
        ..pre_ipo()
    };
    let over_at_once = Params {
        mint_period: Some(0),
        ..pre_ipo()
    };

    let cases = [
        (
            ("", usual_params()),
            ContractError::SymbolUnusable { symbol: symbol("") },
        ),
        (
            ("msft", usual_params()),
            ContractError::SymbolStartsWithM {
                symbol: symbol("msft"),
            },
        ),
        (("AAPL", incomplete), ContractError::IpoParamsIncomplete {}),
        (("AAPL", free), ContractError::PreIpoPriceZero {}),
        (("AAPL", over_at_once), ContractError::MintPeriodZero {}),
    ];
    for ((symbol, params), expected) in cases {
        let msg = whitelist(&world, symbol, params);
        assert_refused(tell(&mut world, "gov", &msg), expected);
    }
}

/// T-02: bad or odd-case address.
#[test]
fn feeder_and_trigger_are_addresses() {
    let mut world = World::new();
    let nonsense = Params {
        ipo_trigger_addr: Some("nonsense".to_string()),
        ..pre_ipo()
    };
    let by_trigger = whitelist(&world, "AIRB", nonsense);
    let by_feeder = ExecuteMsg::Whitelist {
        name: "Apple Derivative".to_string(),
        symbol: "AAPL".to_string(),
        oracle_feeder: world.chain.account("feeder").to_string().to_uppercase(),
        params: usual_params(),
    };

    for msg in [by_trigger, by_feeder] {
        let error = tell(&mut world, "gov", &msg).unwrap_err();
        let error = error.downcast_ref::<ContractError>();
        assert!(matches!(error, Some(ContractError::Std(_))), "{error:?}");
    }
}

#[test]
fn one_name_may_be_listed_twice() {
    let mut world = World::new();

    let first = world.lists("AAPL", usual_params()).unwrap();
    let second = world.lists("AAPL", usual_params()).unwrap();

    assert_ne!(first.token, second.token);
    assert_eq!(3, info(&world).weights.len());
}

/// T-73: whitelist or migrate overlaps, half-done.
#[test]
fn two_listings_in_one_transaction_keep_apart() {
    let mut world = World::new();
    let gov = world.chain.account("gov");
    let wanted = [("AAPL", 7), ("MSFT", 8)];
    let messages = wanted.map(|(symbol, weight)| {
        let msg = whitelist(&world, symbol, weighing(weight));
        cosmwasm_std::wasm_execute(&world.at.factory, &msg, vec![])
            .unwrap()
            .into()
    });

    let responses = world.chain.app.execute_multi(gov, messages.to_vec());

    for (response, (symbol, weight)) in responses.unwrap().iter().zip(wanted) {
        let event = event(response, &world.at.factory);
        assert_eq!(symbol, event[1].1);
        assert!(info(&world).weights.contains(&(event[4].1.clone(), weight)));
    }
}

/// A contract gets another owner than the factory, so that its step of a listing fails.
fn give_away(world: &mut World, contract: &Addr, msg: &impl serde::Serialize) {
    let command = command(contract, msg);
    tell(world, "gov", &command).unwrap();
}

/// T-73: whitelist or migrate overlaps, half-done.
#[test]
fn a_listing_that_fails_at_any_step_leaves_nothing() {
    let steps: [fn(&mut World); 6] = [
        without_a_token_code,
        without_mints_rights,
        without_the_oracle,
        without_the_collateral_oracle,
        without_pairs,
        without_staking,
    ];
    for (number, spoil) in steps.into_iter().enumerate() {
        let mut world = World::new();
        spoil(&mut world);
        let before = stored(&world);

        let msg = whitelist(&world, "AAPL", usual_params());
        tell(&mut world, "gov", &msg).expect_err("the listing fails");

        assert_eq!(before, stored(&world), "step {number}");
        assert_eq!(1, info(&world).weights.len());
    }
}

fn without_a_token_code(world: &mut World) {
    let update = mirror_protocol::factory::ConfigUpdate {
        token_code_id: Some(9_999),
        ..Default::default()
    };
    tell(world, "gov", &ExecuteMsg::UpdateConfig(update)).unwrap();
}

fn without_mints_rights(world: &mut World) {
    let update = mirror_protocol::mint::ConfigUpdate {
        owner: Some(world.chain.account("bob").to_string()),
        ..Default::default()
    };
    let msg = mirror_protocol::mint::ExecuteMsg::UpdateConfig(update);
    give_away(world, &world.at.mint.clone(), &msg);
}

fn without_the_oracle(world: &mut World) {
    let msg = oracle::ExecuteMsg::UpdateConfig(oracle::ConfigUpdate {
        owner: Some(world.chain.account("bob").to_string()),
        ..Default::default()
    });
    give_away(world, &world.at.oracle.clone(), &msg);
}

fn without_the_collateral_oracle(world: &mut World) {
    let update = collateral_oracle::ConfigUpdate {
        mint_contract: Some(world.chain.account("bob").to_string()),
        ..Default::default()
    };
    let msg = collateral_oracle::ExecuteMsg::UpdateConfig(update);
    give_away(world, &world.at.collateral_oracle.clone(), &msg);
}

fn without_pairs(world: &mut World) {
    let msg = terraswap::factory::ExecuteMsg::UpdateConfig {
        owner: None,
        token_code_id: None,
        pair_code_id: Some(9_999),
    };
    let pair_factory = world.at.swap_factory.clone();
    world.gov().sends(&pair_factory, &msg);
}

fn without_staking(world: &mut World) {
    let msg = staking::ExecuteMsg::UpdateConfig {
        owner: Some(world.chain.account("bob").to_string()),
        premium_min_update_interval: None,
        short_reward_contract: None,
        minimum_reserve: None,
    };
    give_away(world, &world.at.staking.clone(), &msg);
}

#[test]
fn a_name_that_is_too_short_for_a_token_is_refused() {
    let mut world = World::new();
    let msg = ExecuteMsg::Whitelist {
        name: "ab".to_string(),
        symbol: "AAPL".to_string(),
        oracle_feeder: world.chain.account("feeder").to_string(),
        params: usual_params(),
    };

    tell(&mut world, "gov", &msg).expect_err("the token is refused");
    assert_eq!(1, info(&world).weights.len());
}

/// T-72: weight sum wraps, division by 0, retroactive weight.
#[test]
fn at_most_128_pools_share() {
    let mut world = World::new();
    for _ in 1..128 {
        world.lists("AAPL", weighing(1)).unwrap();
    }

    let msg = whitelist(&world, "AAPL", weighing(1));
    let refusal = tell(&mut world, "gov", &msg);

    assert_refused(refusal, ContractError::TooManyPools { most: 128 });
    assert_eq!(128, info(&world).weights.len());
}

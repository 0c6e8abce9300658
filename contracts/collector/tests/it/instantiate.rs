//! `instantiate`.

use cosmwasm_std::{coin, Decimal, StdError};
use cw_multi_test::Executor;
use mirror_collector::ContractError;
use mirror_protocol::collector::{ConfigResponse, InstantiateMsg, QueryMsg, RoutesResponse};
use mirror_testing::{codes, decimal, TestChain};
use terraswap::funds::FundsError;

use crate::setup::{message, Setup, MIR_POOL};

fn some_message(chain: &TestChain) -> InstantiateMsg {
    let [owner, gov, factory, mir] =
        ["owner", "gov", "factory", "mir"].map(|name| chain.account(name));
    message(&owner, &gov, &factory, mir.as_str())
}

fn refused(change: impl FnOnce(&mut InstantiateMsg)) -> ContractError {
    let mut chain = TestChain::new();
    let mut msg = some_message(&chain);
    change(&mut msg);
    let owner = chain.account("owner");
    let refusal = chain.try_create(codes::collector(), &owner, &msg);
    refusal.unwrap_err().downcast().unwrap()
}

fn config_of(msg: &InstantiateMsg) -> ConfigResponse {
    config_on(&mut TestChain::new(), msg)
}

fn config_on(chain: &mut TestChain, msg: &InstantiateMsg) -> ConfigResponse {
    let owner = chain.account("owner");
    let collector = chain.create(codes::collector(), &owner, msg);
    chain.query(&collector, &QueryMsg::Config {})
}

#[test]
fn what_is_not_given_has_a_default() {
    let msg = some_message(&TestChain::new());

    let expected = ConfigResponse {
        owner: msg.owner.clone(),
        distribution_contract: msg.distribution_contract.clone(),
        terraswap_factory: msg.terraswap_factory.clone(),
        mirror_token: msg.mirror_token.clone(),
        base_denom: "uusd".to_string(),
        aust_token: String::new(),
        anchor_market: String::new(),
        bluna_token: String::new(),
        lunax_token: String::new(),
        bluna_swap_denom: String::new(),
        mir_ust_pair: None,
        mirror_oracle: None,
        mint_contract: None,
        luna_denom: "uluna".to_string(),
        max_spread: decimal("0.01"),
        max_swap_ratio: decimal("0.003"),
        price_max_age: 60,
        keepers: vec![],
    };
    assert_eq!(expected, config_of(&msg));
}

#[test]
fn an_empty_text_stands_for_nothing() {
    let absent = some_message(&TestChain::new());
    let empty = || Some(String::new());
    let msg = InstantiateMsg {
        aust_token: empty(),
        anchor_market: empty(),
        bluna_token: empty(),
        lunax_token: empty(),
        bluna_swap_denom: empty(),
        mir_ust_pair: empty(),
        mirror_oracle: empty(),
        mint_contract: empty(),
        luna_denom: empty(),
        keepers: Some(vec![]),
        ..absent.clone()
    };

    assert_eq!(config_of(&absent), config_of(&msg));
}

#[test]
fn what_is_given_is_shown() {
    let mut chain = TestChain::new();
    let owner = chain.account("owner");
    let oracle = chain.new_oracle(&owner, "uusd");
    let oracle = Some(oracle.into_string());
    let name = |name: &str| Some(chain.account(name).into_string());
    let msg = InstantiateMsg {
        aust_token: name("aust"),
        anchor_market: name("market"),
        bluna_token: name("bluna"),
        lunax_token: name("lunax"),
        bluna_swap_denom: Some("uother".to_string()),
        mir_ust_pair: name("pair"),
        mirror_oracle: oracle.clone(),
        luna_denom: Some("umoon".to_string()),
        max_spread: Some(decimal("0.5")),
        max_swap_ratio: Some(Decimal::one()),
        price_max_age: Some(0),
        keepers: Some(vec![chain.account("keeper").into_string()]),
        ..some_message(&chain)
    };

    let expected = ConfigResponse {
        owner: msg.owner.clone(),
        distribution_contract: msg.distribution_contract.clone(),
        terraswap_factory: msg.terraswap_factory.clone(),
        mirror_token: msg.mirror_token.clone(),
        base_denom: "uusd".to_string(),
        aust_token: name("aust").unwrap(),
        anchor_market: name("market").unwrap(),
        bluna_token: name("bluna").unwrap(),
        lunax_token: name("lunax").unwrap(),
        bluna_swap_denom: "uother".to_string(),
        mir_ust_pair: name("pair"),
        mirror_oracle: oracle.clone(),
        mint_contract: None,
        luna_denom: "umoon".to_string(),
        max_spread: decimal("0.5"),
        max_swap_ratio: Decimal::one(),
        price_max_age: 0,
        keepers: vec![name("keeper").unwrap()],
    };
    assert_eq!(expected, config_on(&mut chain, &msg));
}

#[test]
fn staking_tokens_have_their_routes_from_the_start() {
    let chain = TestChain::new();
    let [bluna, lunax] = ["bluna", "lunax"].map(|name| chain.account(name).into_string());
    let setup = Setup::with_message(MIR_POOL, |msg| {
        msg.bluna_token = Some(bluna.clone());
        msg.lunax_token = Some(lunax.clone());
        msg.luna_denom = Some("umoon".to_string());
    });

    let question = QueryMsg::Routes {
        start_after: None,
        limit: None,
    };
    let page: RoutesResponse = setup.market.chain.query(&setup.collector, &question);

    let mut found: Vec<_> = page.routes.iter().map(|route| &route.asset).collect();
    found.sort();
    let mut expected = [&bluna, &lunax];
    expected.sort();
    assert_eq!(expected.to_vec(), found);
    assert!(page.routes.iter().all(|route| route.hop == "umoon"));
}

#[test]
fn mir_can_be_no_staking_token() {
    let mir = TestChain::new().account("mir").into_string();

    let refusal = refused(|msg| msg.bluna_token = Some(mir.clone()));

    assert_eq!(ContractError::NeverRouted { asset: mir }, refusal);
}

#[test]
fn limits_have_their_range() {
    for text in ["0", "0.500000000000000001", "1"] {
        let given = decimal(text);
        let refusal = refused(|msg| msg.max_spread = Some(given));
        assert_eq!(ContractError::MaxSpreadOutOfRange { given }, refusal);
    }
    for text in ["0", "1.000000000000000001"] {
        let given = decimal(text);
        let refusal = refused(|msg| msg.max_swap_ratio = Some(given));
        assert_eq!(ContractError::MaxSwapRatioOutOfRange { given }, refusal);
    }
}

#[test]
fn there_is_a_base_denom() {
    let refusal = refused(|msg| msg.base_denom = String::new());

    let field = "base_denom".to_string();
    assert_eq!(ContractError::DenomMissing { field }, refusal);
}

/// T-02: bad or odd-case address.
#[test]
fn an_address_has_to_be_one() {
    let shouted = TestChain::new().account("alice").as_str().to_uppercase();
    let fields: [fn(&mut InstantiateMsg, String); 12] = [
        |msg, text| msg.owner = text,
        |msg, text| msg.distribution_contract = text,
        |msg, text| msg.terraswap_factory = text,
        |msg, text| msg.mirror_token = text,
        |msg, text| msg.aust_token = Some(text),
        |msg, text| msg.anchor_market = Some(text),
        |msg, text| msg.bluna_token = Some(text),
        |msg, text| msg.lunax_token = Some(text),
        |msg, text| msg.mir_ust_pair = Some(text),
        |msg, text| msg.mirror_oracle = Some(text),
        |msg, text| msg.mint_contract = Some(text),
        |msg, text| msg.keepers = Some(vec![text]),
    ];

    for (place, set) in fields.into_iter().enumerate() {
        for bad in ["alice", &shouted] {
            let refusal = refused(|msg| set(msg, bad.to_string()));
            assert!(
                matches!(refusal, ContractError::Std(StdError::GenericErr { .. })),
                "{place} {bad}: {refusal:?}"
            );
        }
    }
}

#[test]
fn an_oracle_counts_in_the_base_denom_from_the_start() {
    let mut chain = TestChain::new();
    let owner = chain.account("owner");
    let oracle = chain.new_oracle(&owner, "ukrw");
    let mut msg = some_message(&chain);
    msg.mirror_oracle = Some(oracle.to_string());

    let refusal = chain.try_create(codes::collector(), &owner, &msg);

    let expected = ContractError::OtherBaseDenom {
        of: "mirror_oracle".to_string(),
        found: "ukrw".to_string(),
        base_denom: "uusd".to_string(),
    };
    assert_eq!(Some(&expected), refusal.unwrap_err().downcast_ref());
}

#[test]
fn instantiation_takes_no_coins() {
    let mut chain = TestChain::new();
    let owner = chain.account("owner");
    let coins = [coin(1, "uusd")];
    chain.fund(&owner, &coins);
    let msg = some_message(&chain);
    let code = chain.app.store_code(codes::collector());

    let outcome = chain
        .app
        .instantiate_contract(code, owner, &msg, &coins, "test", None);

    let received = "1uusd".to_string();
    let expected = ContractError::Funds(FundsError::Unexpected { received });
    assert_eq!(Some(&expected), outcome.unwrap_err().downcast_ref());
}

#[test]
fn an_old_message_with_all_its_fields_works() {
    let chain = TestChain::new();
    let name = |name: &str| chain.account(name).into_string();
    let msg: InstantiateMsg = serde_json::from_value(serde_json::json!({
        "owner": name("owner"),
        "distribution_contract": name("gov"),
        "terraswap_factory": name("factory"),
        "mirror_token": name("mir"),
        "base_denom": "uusd",
        "aust_token": name("aust"),
        "anchor_market": name("market"),
        "bluna_token": name("bluna"),
        "bluna_swap_denom": "uluna",
        "mir_ust_pair": name("pair"),
    }))
    .unwrap();

    let config = config_of(&msg);

    assert_eq!(name("aust"), config.aust_token);
    assert_eq!("uluna", config.bluna_swap_denom);
    assert_eq!(Some(name("pair")), config.mir_ust_pair);
}

//! Rights, coins and `update_config`.

use cosmwasm_std::{coin, Addr, Decimal, StdError};
use mirror_collector::ContractError;
use mirror_protocol::collector::{ConfigResponse, ConfigUpdate, ExecuteMsg};
use mirror_testing::{assert_attributes, assert_refused, decimal};
use terraswap::funds::FundsError;

use crate::setup::{base, convert, route, Setup};

fn update(update: ConfigUpdate) -> ExecuteMsg {
    ExecuteMsg::UpdateConfig(Box::new(update))
}

/// A message that changes nothing.
fn nothing() -> ExecuteMsg {
    update(ConfigUpdate::default())
}

/// T-01: caller not allowed.
#[test]
fn only_the_owner_configures_and_only_the_collector_calls_its_hook() {
    let mut setup = Setup::new();
    let [former, alice, gov, collector] =
        [&setup.owner, &setup.alice, &setup.gov, &setup.collector].map(Addr::clone);
    let successor = setup.market.account("successor");
    setup.configures(ConfigUpdate {
        owner: Some(successor.to_string()),
        ..ConfigUpdate::default()
    });

    for sender in [&former, &alice, &gov, &collector] {
        for msg in [nothing(), route("uosmo", Some("uluna"))] {
            let refusal = setup.send(sender, &msg);
            assert_refused(refusal, ContractError::Unauthorized {});
        }
    }
    for sender in [&former, &alice, &gov, &successor] {
        let refusal = setup.send(sender, &ExecuteMsg::LunaSwapHook {});
        assert_refused(refusal, ContractError::Unauthorized {});
    }
    setup.send(&successor, &nothing()).unwrap();
    setup
        .send(&successor, &route("uosmo", Some("uluna")))
        .unwrap();
}

#[test]
fn no_message_takes_coins() {
    let mut setup = Setup::new();
    let (owner, collector) = (setup.owner.clone(), setup.collector.clone());
    let coins = [coin(1, "uusd")];
    for account in [&owner, &collector] {
        setup.market.chain.fund(account, &[coin(10, "uusd")]);
    }

    for (sender, msg) in [
        (&owner, nothing()),
        (&owner, route("uosmo", None)),
        (&owner, convert(&base(), None)),
        (&owner, ExecuteMsg::Distribute {}),
        (&collector, ExecuteMsg::LunaSwapHook {}),
    ] {
        let chain = &mut setup.market.chain;
        let refusal = chain.execute(sender, &collector, &msg, &coins);

        let received = "1uusd".to_string();
        let expected = ContractError::Funds(FundsError::Unexpected { received });
        assert_refused(refusal, expected);
    }
}

#[test]
fn every_field_can_be_changed_and_what_may_be_absent_removed() {
    let mut setup = Setup::new();
    let (owner, collector) = (setup.owner.clone(), setup.collector.clone());
    let (oracle, mint) = (setup.oracle_in("ubase"), setup.mint_in("ubase"));
    let name = |name: &str| setup.market.account(name).into_string();
    let expected = ConfigResponse {
        owner: owner.to_string(),
        distribution_contract: name("gov2"),
        terraswap_factory: name("factory2"),
        mirror_token: name("mir2"),
        base_denom: "ubase".to_string(),
        aust_token: name("aust"),
        anchor_market: name("market"),
        bluna_token: name("bluna"),
        lunax_token: name("lunax"),
        bluna_swap_denom: "uother".to_string(),
        mir_ust_pair: Some(name("pair")),
        mirror_oracle: Some(oracle.to_string()),
        mint_contract: Some(mint.to_string()),
        luna_denom: "umoon".to_string(),
        max_spread: decimal("0.5"),
        max_swap_ratio: Decimal::one(),
        price_max_age: 7,
        keepers: vec![name("keeper"), name("keeper2")],
    };
    let all = ConfigUpdate {
        owner: Some(expected.owner.clone()),
        distribution_contract: Some(expected.distribution_contract.clone()),
        terraswap_factory: Some(expected.terraswap_factory.clone()),
        mirror_token: Some(expected.mirror_token.clone()),
        base_denom: Some(expected.base_denom.clone()),
        aust_token: Some(expected.aust_token.clone()),
        anchor_market: Some(expected.anchor_market.clone()),
        bluna_token: Some(expected.bluna_token.clone()),
        lunax_token: Some(expected.lunax_token.clone()),
        bluna_swap_denom: Some(expected.bluna_swap_denom.clone()),
        mir_ust_pair: expected.mir_ust_pair.clone(),
        mirror_oracle: expected.mirror_oracle.clone(),
        mint_contract: expected.mint_contract.clone(),
        luna_denom: Some(expected.luna_denom.clone()),
        max_spread: Some(expected.max_spread),
        max_swap_ratio: Some(expected.max_swap_ratio),
        price_max_age: Some(expected.price_max_age),
        keepers: Some(expected.keepers.clone()),
    };

    let response = setup.send(&owner, &update(all)).unwrap();
    assert_attributes(&response, &collector, &[("action", "update_config")]);
    assert_eq!(expected, setup.config());
    setup.send(&owner, &nothing()).unwrap();
    assert_eq!(expected, setup.config());

    let none = || Some(String::new());
    setup.configures(ConfigUpdate {
        aust_token: none(),
        anchor_market: none(),
        bluna_token: none(),
        lunax_token: none(),
        bluna_swap_denom: none(),
        mir_ust_pair: none(),
        mirror_oracle: none(),
        mint_contract: none(),
        keepers: Some(vec![]),
        ..ConfigUpdate::default()
    });
    let expected = ConfigResponse {
        aust_token: String::new(),
        anchor_market: String::new(),
        bluna_token: String::new(),
        lunax_token: String::new(),
        bluna_swap_denom: String::new(),
        mir_ust_pair: None,
        mirror_oracle: None,
        mint_contract: None,
        keepers: vec![],
        ..expected
    };
    assert_eq!(expected, setup.config());
}

#[test]
fn limits_have_their_range() {
    let mut setup = Setup::new();
    let owner = setup.owner.clone();

    for text in ["0", "0.500000000000000001"] {
        let given = decimal(text);
        let msg = update(ConfigUpdate {
            max_spread: Some(given),
            ..ConfigUpdate::default()
        });
        let refusal = setup.send(&owner, &msg);
        assert_refused(refusal, ContractError::MaxSpreadOutOfRange { given });
    }
    for text in ["0", "1.000000000000000001"] {
        let given = decimal(text);
        let msg = update(ConfigUpdate {
            max_swap_ratio: Some(given),
            ..ConfigUpdate::default()
        });
        let refusal = setup.send(&owner, &msg);
        assert_refused(refusal, ContractError::MaxSwapRatioOutOfRange { given });
    }
    setup.configures(ConfigUpdate {
        max_spread: Some(Decimal::raw(1)),
        max_swap_ratio: Some(Decimal::raw(1)),
        ..ConfigUpdate::default()
    });
}

#[test]
fn keepers_are_twenty_at_most_and_named_once() {
    let mut setup = Setup::new();
    let owner = setup.owner.clone();
    let names = |count: u8| -> Vec<_> {
        let name = |number| setup.market.account(&format!("keeper {number}"));
        (0..count)
            .map(|number| name(number).into_string())
            .collect()
    };
    let (twenty, too_many) = (names(20), names(21));
    let [first, ..] = twenty.as_slice() else {
        panic!("there are twenty");
    };
    let first = first.clone();
    let change = |keepers| {
        update(ConfigUpdate {
            keepers: Some(keepers),
            ..ConfigUpdate::default()
        })
    };

    let refusal = setup.send(&owner, &change(too_many));
    let expected = ContractError::TooManyKeepers {
        received: 21,
        most: 20,
    };
    assert_refused(refusal, expected);
    let refusal = setup.send(&owner, &change(vec![first.clone(), first.clone()]));
    assert_refused(refusal, ContractError::DuplicateKeeper { keeper: first });
    setup.send(&owner, &change(twenty.clone())).unwrap();
    assert_eq!(twenty, setup.config().keepers);
}

#[test]
fn denoms_may_not_be_empty() {
    let mut setup = Setup::new();
    let owner = setup.owner.clone();
    let empty = || Some(String::new());
    let base_denom = ConfigUpdate {
        base_denom: empty(),
        ..ConfigUpdate::default()
    };
    let luna_denom = ConfigUpdate {
        luna_denom: empty(),
        ..ConfigUpdate::default()
    };

    for (field, msg) in [
        ("base_denom", update(base_denom)),
        ("luna_denom", update(luna_denom)),
        ("asset", route("", Some("uluna"))),
        ("hop", route("uosmo", Some(""))),
    ] {
        let refusal = setup.send(&owner, &msg);
        let field = field.to_string();
        assert_refused(refusal, ContractError::DenomMissing { field });
    }
}

/// T-02: bad or odd-case address.
#[test]
fn an_address_has_to_be_one() {
    let mut setup = Setup::new();
    let owner = setup.owner.clone();
    let shouted = setup.alice.as_str().to_uppercase();
    let fields: [fn(&mut ConfigUpdate, String); 11] = [
        |update, text| update.owner = Some(text),
        |update, text| update.distribution_contract = Some(text),
        |update, text| update.terraswap_factory = Some(text),
        |update, text| update.mirror_token = Some(text),
        |update, text| update.aust_token = Some(text),
        |update, text| update.anchor_market = Some(text),
        |update, text| update.bluna_token = Some(text),
        |update, text| update.lunax_token = Some(text),
        |update, text| update.mir_ust_pair = Some(text),
        |update, text| update.mirror_oracle = Some(text),
        |update, text| update.keepers = Some(vec![text]),
    ];

    for (place, set) in fields.into_iter().enumerate() {
        // A required address cannot be removed.
        let bad = if place < 4 { "" } else { "alice" };
        for bad in [bad, "alice", &shouted] {
            let mut change = ConfigUpdate::default();
            set(&mut change, bad.to_string());

            let refusal = setup.send(&owner, &update(change)).unwrap_err();

            let refusal: ContractError = refusal.downcast().unwrap();
            assert!(
                matches!(refusal, ContractError::Std(StdError::GenericErr { .. })),
                "{place} {bad}: {refusal:?}"
            );
        }
    }
}

#[test]
fn a_message_of_the_former_contract_is_read() {
    let json = r#"{"update_config":{"owner":null,"distribution_contract":null,
        "terraswap_factory":null,"mirror_token":null,"base_denom":"ubase","aust_token":null,
        "anchor_market":null,"bluna_token":null,"bluna_swap_denom":null,"mir_ust_pair":null,
        "no_field_of_ours":1}}"#;

    let msg: ExecuteMsg = serde_json::from_str(json).unwrap();

    let expected = update(ConfigUpdate {
        base_denom: Some("ubase".to_string()),
        ..ConfigUpdate::default()
    });
    assert_eq!(expected, msg);
}

#[test]
fn errors_begin_with_the_words_of_the_specification() {
    let too_old = ContractError::PriceTooOld {
        asset: "MIR".to_string(),
        last_updated: 1,
        now: 62,
    };

    assert_eq!("Unauthorized", ContractError::Unauthorized {}.to_string());
    assert!(too_old.to_string().starts_with("Price is too old"));
}

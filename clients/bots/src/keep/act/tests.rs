use cosmwasm_std::Uint128;
use mirror_chain::Event;
use serde_json::json;

use super::*;
use crate::frame::testing::{deployment as file, pay, World};
use crate::frame::Wallet;

fn told(contract: &str, attributes: &[(&str, &str)]) -> Event {
    let all = [("_contract_address", contract)];
    let all = all.iter().chain(attributes);
    Event {
        kind: "wasm".to_string(),
        attributes: all
            .map(|(key, value)| (key.to_string(), value.to_string()))
            .collect(),
    }
}

fn included(events: Vec<Event>) -> Included {
    Included {
        hash: "AB".to_string(),
        height: 7,
        code: 0,
        codespace: String::new(),
        log: String::new(),
        gas_wanted: 2,
        gas_used: 1,
        events,
    }
}

#[test]
fn each_call_is_the_message_of_its_contract() {
    let asset = || "mAAPL".to_string();
    let cases = [
        (Intent::Distribute, "factory", json!({ "distribute": {} })),
        (
            Intent::Premium {
                assets: vec![asset()],
            },
            "staking",
            json!({ "adjust_premium": { "asset_tokens": ["mAAPL"] } }),
        ),
        (
            Intent::Convert { asset: asset() },
            "collector",
            json!({ "convert": { "asset_token": "mAAPL", "amount": null, "belief_price": null } }),
        ),
        (Intent::Collect, "collector", json!({ "distribute": {} })),
        (
            Intent::Snapshot { poll: 3 },
            "gov",
            json!({ "snapshot_poll": { "poll_id": 3 } }),
        ),
        (
            Intent::End { poll: 3 },
            "gov",
            json!({ "end_poll": { "poll_id": 3 } }),
        ),
        (
            Intent::Execute { poll: 3 },
            "gov",
            json!({ "execute_poll": { "poll_id": 3 } }),
        ),
        (
            Intent::Delist { asset: asset() },
            "factory",
            json!({ "execute_delisting": { "asset_token": "mAAPL" } }),
        ),
        (
            Intent::Accept { asset: asset() },
            "mint",
            json!({ "accept_collateral": { "asset_token": "mAAPL" } }),
        ),
        (
            Intent::Unlock {
                positions: vec![Uint128::new(4)],
            },
            "lock",
            json!({ "unlock_position_funds": { "positions_idx": ["4"] } }),
        ),
    ];
    for (intent, expected, body) in cases {
        let Ok(Msg::Execute { contract, msg, .. }) = message(&intent, &file()) else {
            panic!("{intent:?}");
        };
        let said: serde_json::Value = serde_json::from_slice(&msg).unwrap();
        assert_eq!((contract.as_str(), said), (expected, body));
    }
}

async fn wallet(world: &World) -> Wallet {
    world.wallet(world.folder.path()).await
}

#[tokio::test]
async fn what_calls_came_to_is_kept_over_a_restart() {
    let world = World::new().await;
    let mut first = wallet(&world).await;
    let mut tally = Tally::kept(&first);
    let released = included(vec![told(
        "factory",
        &[("action", "distribute"), ("distribution_amount", "500")],
    )]);
    let converted = included(vec![told(
        "collector",
        &[("action", "convert"), ("amount", "9")],
    )]);
    let collected = included(vec![told(
        "collector",
        &[("action", "distribute"), ("amount", "7")],
    )]);

    for one in [&released, &converted, &collected] {
        tally.count(one, &file(), &mut first);
    }
    drop(first);

    let expected = Tally {
        calls: 3,
        released: Uint128::new(500),
        collected: Uint128::new(7),
        unlocked: Uint128::zero(),
    };
    assert_eq!(Tally::kept(&wallet(&world).await), expected);
    assert_eq!(
        expected.to_string(),
        "3 calls, 500 uMIR released, 7 uMIR to gov, 0 unlocked"
    );
}

#[test]
fn a_call_that_nothing_came_of_is_useless_and_a_poll_that_failed_is_refused() {
    let nothing = Tally::default();
    let some = Tally {
        released: Uint128::new(1),
        ..Tally::default()
    };
    let execute = Intent::Execute { poll: 3 };
    let failed = included(vec![told("gov", &[("action", "failed_poll")])]);
    let plain = included(Vec::new());

    assert_eq!(outcome(&Intent::Distribute, &plain, &nothing), "useless");
    assert_eq!(outcome(&Intent::Distribute, &plain, &some), "done");
    assert_eq!(outcome(&Intent::Collect, &plain, &nothing), "useless");
    assert_eq!(outcome(&execute, &failed, &nothing), "refused");
    assert_eq!(outcome(&execute, &plain, &nothing), "done");
}

/// The fake's contracts refuse what speaks of a refusal, as an asset of that name does.
#[tokio::test]
async fn what_is_refused_is_left_alone_for_a_while_and_costs_nothing() {
    let world = World::new().await;
    let _clock = world.ticking();
    let mut tools = Tools {
        node: world.node().await,
        alerts: crate::frame::Alerts::unheard(),
        health: crate::frame::Health::new("keep"),
        wallets: vec![wallet(&world).await],
    };
    let mut file = file();
    file.protocol.contracts.collector = crate::frame::testing::PAID.to_string();
    let (metrics, mut tally, mut pauses) =
        (Metrics::default(), Tally::default(), Pauses::default());
    let intent = Intent::Convert {
        asset: "refuse".to_string(),
    };
    let acting = Acting {
        file: &file,
        metrics: &metrics,
        tally: &mut tally,
        pauses: &mut pauses,
        now: 1_000,
    };

    let lost = acting.act(intent.clone(), &mut tools).await.unwrap_err();

    assert!(matches!(lost, Trouble::Lost { .. }), "{lost:?}");
    assert!(!pauses.is_over(&intent.name(), 1_059));
    assert!(pauses.is_over(&intent.name(), 1_060));
    assert_eq!(tools.wallet().unwrap().totals().refused, 0);
    tools
        .wallet()
        .unwrap()
        .carry_out("pay", &pay(1), "")
        .await
        .unwrap();
}

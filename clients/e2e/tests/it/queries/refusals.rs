//! What is refused, as the LCD tells it.

use serde_json::json;

use crate::harness::execute;
use crate::life::story::{cost, Story};

/// The LCD answers with status 500 and gRPC's number 2 for whatever a contract says no to.
pub(super) fn a_refused_question_is_told_with_its_reason(story: &Story) {
    let (mint, front) = (story.contracts().mint, &story.network.front);
    let unknown = json!({ "position": { "position_idx": "36" } });
    let cases = [
        (
            unknown,
            "Position not found: 36: query wasm contract failed",
        ),
        (
            json!({ "positions": { "limit": "ten" } }),
            "query wasm contract failed",
        ),
        (json!({ "potions": {} }), "unknown variant"),
    ];
    for (question, reason) in cases {
        let refused = front.asks(&mint, &question);
        let message = refused.body["message"].as_str().unwrap();
        assert!(message.contains(reason), "{message}");
        assert_eq!(
            (refused.status, &refused.body["code"]),
            (500, &json!(2)),
            "{message}"
        );
    }
    let stranger = front.asks(story.alice.address(), &json!({ "config": {} }));
    let message = stranger.body["message"].as_str().unwrap();
    assert!(message.contains("no such contract"), "{message}");
    assert_eq!(stranger.status, 500);
    let no_question = front.get(&format!(
        "/cosmwasm/wasm/v1/contract/{mint}/smart/bm9uZQ%3D%3D"
    ));
    let message = no_question.body["message"].as_str().unwrap();
    assert!(message.contains("invalid"), "{message}");
    assert_eq!(no_question.status, 400);
}

/// A transaction that is refused in its block pays its fee and tells no event of a contract.
pub(super) fn a_refused_transaction_is_told_with_its_reason(story: &mut Story) {
    let mint = story.contracts().mint;
    let withdraw = json!({ "withdraw": { "position_idx": "1" } });
    let before = story.base_of(story.bob.address());

    let refusal = story.bob.insists(&[execute(&mint, &withdraw)], 400_000);

    let Err(mirror_chain::ChainError::Refused {
        codespace,
        code,
        hash,
        ..
    }) = refusal
    else {
        panic!("{refusal:?}");
    };
    assert_eq!((codespace.as_str(), code), ("wasm", 5));
    let seen = story
        .network
        .front
        .transaction(&hash.clone().unwrap())
        .good();
    let told = &seen["tx_response"];
    assert_eq!(
        (&told["codespace"], &told["code"]),
        (&json!("wasm"), &json!(5))
    );
    let log = told["raw_log"].as_str().unwrap();
    let expected =
        "failed to execute message; message index: 0: unauthorized: position 1 belongs to \
                    another account: execute wasm contract failed";
    assert!(log.starts_with(expected), "{log}");
    let events = told["events"].as_array().unwrap();
    assert!(!events.is_empty() && events.iter().all(|event| event["type"] != "wasm"));
    let included = story
        .network
        .run(story.network.node.transaction(&hash.unwrap()));
    let paid = cost(&included.unwrap().unwrap());
    assert_eq!(story.base_of(story.bob.address()), before - paid);
}

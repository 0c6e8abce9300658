//! How questions travel.

use cosmwasm_std::{coin, Binary};
use mirror_chain::Msg;
use serde_json::{json, Value};

use crate::life::story::{number, Story};

/// Base64 has a sign that ends a part of a path, percent sign or not; it arrives in the letters that
/// are made for paths.
pub(super) fn base64_with_signs_of_a_path_arrives(story: &Story) {
    let (mint, front) = (story.contracts().mint, &story.network.front);
    // A field that is unknown is ignored (conventions.md section 2).
    let question = json!({ "config": { "note": "???>>>~~~???>>>~~~ ???>>>~~~  ???>>>~~~" } });
    let text = Binary::from(serde_json::to_vec(&question).unwrap()).to_base64();
    assert!(text.contains('+') && text.contains('/'), "{text}");
    let plain: Value = front.smart(&mint, &json!({ "config": {} }));

    let told: Value = front.smart(&mint, &question);
    assert_eq!(told, plain);

    let path = |text: &str| format!("/cosmwasm/wasm/v1/contract/{mint}/smart/{text}");
    for text in [text.clone(), text.replace('/', "%2F")] {
        let answer = front.get(&path(&text));
        assert_eq!(
            (answer.status, &answer.body["message"]),
            (501, &json!("Not Implemented"))
        );
    }
    let plus = text.replace('/', "_");
    assert_eq!(
        front.get(&path(&plus)).status,
        400,
        "the two alphabets are not mixed"
    );
    let harmless = Binary::from(b"{\"config\":{\"note\":\"~~~\"}}".as_slice()).to_base64();
    assert!(
        harmless.contains('+') && !harmless.contains('/'),
        "{harmless}"
    );
    assert_eq!(front.get(&path(&harmless)).good()["data"], plain);
}

/// A browser asks first whether a page of another origin may send JSON.
pub(super) fn pages_of_other_origins_may_ask(story: &Story) {
    let front = &story.network.front;
    let answers = [
        front.get("/cosmos/base/tendermint/v1beta1/blocks/latest"),
        front.rpc("status", json!({})),
    ];
    for answer in answers.iter().chain(&front.preflights()) {
        let allowed = answer.headers.get("access-control-allow-origin");
        assert_eq!(
            allowed.map(String::as_str),
            Some("*"),
            "{:?}",
            answer.headers
        );
        assert!(answer.status < 300, "{answer:?}");
    }
}

/// An index reads how things were.
pub(super) fn the_past_is_read_at_its_height(story: &Story, height: u64) {
    let mint = story.contracts().mint;
    let question = json!({ "next_position_idx": {} });

    let then = story.network.front.asks_at(height, &mint, &question).good();
    assert_eq!(then["data"]["next_position_idx"], "1");
    let now = story.asks(&mint, question.clone());
    assert_eq!(now["next_position_idx"], "36");
    let future = story.network.front.asks_at(1_000_000, &mint, &question);
    assert_ne!(future.status, 200, "{}", future.body);
}

/// What a wallet does before it asks for a signature.
pub(super) fn gas_is_simulated_through_the_lcd(story: &mut Story) {
    let recipient = story.bob.address().to_string();
    let coins = vec![coin(7, "uusd")];
    let signed = story
        .carol
        .signs(&[Msg::Send { recipient, coins }], 200_000);
    let body = json!({ "tx_bytes": signed.bytes.to_base64() });

    let simulated = story
        .network
        .front
        .post("/cosmos/tx/v1beta1/simulate", &body);

    let gas = number(&simulated.good()["gas_info"]["gas_used"]);
    let Ok(mirror_chain::Outcome::Done(included)) = story.carol.settles(&signed) else {
        panic!("a payment is carried out");
    };
    let used = u128::from(included.gas_used);
    assert!(
        gas * 10 < used * 11 && used * 10 < gas * 11,
        "{gas} simulated, {used} used"
    );
}

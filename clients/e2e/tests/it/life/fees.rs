//! Fees become MIR, and the MIR the stakers'.

use serde_json::json;

use super::formulas::swap;
use super::polls::STAKE;
use super::story::{assert_told, number, told, value, Story};
use crate::harness::execute;

/// The fees of two auctions and a burn.
const FEES: u128 = 16_500_000 + 16_500_000;

pub(super) fn fees_become_mir_of_the_stakers(story: &mut Story) {
    let contracts = story.contracts();
    let (collector, mir) = (&contracts.collector, story.mir());
    let (x, y, _) = story.pool(&story.at.protocol.mirror_pair);
    assert_eq!(story.base_of(collector), FEES);
    story.feeds();
    let preview = story.asks(collector, json!({ "preview": { "asset_token": "uusd" } }));
    assert_eq!(
        (number(&preview["amount"]), &preview["belief_price"]),
        (FEES, &json!("2"))
    );

    let converted = story.dave.sends(&[execute(
        collector,
        &json!({ "convert": { "asset_token": "uusd" } }),
    )]);

    let bought = swap(x, y, FEES).paid;
    assert_told(
        &converted,
        collector,
        &[
            ("action", "convert"),
            ("swap_type", "direct"),
            ("asset_token", "uusd"),
            ("amount", &FEES.to_string()),
        ],
    );
    let pair = &story.at.protocol.mirror_pair;
    assert_eq!(
        value(&converted, pair, "swap", "return_amount"),
        bought.to_string()
    );
    assert_eq!(
        (story.base_of(collector), story.tokens_of(&mir, collector)),
        (0, bought)
    );

    let held = story.tokens_of(&mir, &contracts.gov);
    let done = story
        .dave
        .sends(&[execute(collector, &json!({ "distribute": {} }))]);
    let amount = bought.to_string();
    assert_told(
        &done,
        collector,
        &[("action", "distribute"), ("amount", &amount)],
    );
    assert_eq!(told(&done, &contracts.gov, "deposit_reward").len(), 1);
    assert_eq!(
        value(&done, &contracts.gov, "deposit_reward", "amount"),
        amount
    );
    assert_eq!(story.tokens_of(&mir, &contracts.gov), held + bought);
    // No poll is open, so all of it flows to the stakers for seven days.
    let state = story.asks(&contracts.gov, json!({ "state": {} }));
    let all = number(&state["total_staked"]) + number(&state["rewards_left"]);
    assert_eq!(all, 3 * STAKE + bought);
    assert_eq!(
        number(&state["rewards_end"]),
        (story.time_of(&done) + 604_800).into()
    );
    assert_eq!(state["pending_voting_rewards"], "0");
}

//! What a front end reads: by plain HTTP, the question in base64, from a protocol in use.

mod events;
mod everything;
mod lists;
mod refusals;
mod transport;

use mirror_chain::Included;
use serde_json::json;

use crate::harness::{execute, execute_with};
use crate::life::say::{base, base_asset, token_asset, token_info};
use crate::life::story::Story;

/// How many positions and orders alice has: more than a page holds.
const MANY: u64 = 35;

#[test]
fn a_front_end_reads_all_it_needs() {
    let mut story = Story::begin();
    story.feeds();
    let before = story.network.status().height;
    let opened = many_positions(&mut story);
    many_orders(&mut story);

    everything::every_contract_answers(&story);
    everything::no_contract_is_left_out(&story);
    lists::positions_are_read_page_by_page(&story);
    lists::orders_and_balances_are_read_page_by_page(&story);
    refusals::a_refused_question_is_told_with_its_reason(&story);
    refusals::a_refused_transaction_is_told_with_its_reason(&mut story);
    transport::base64_with_signs_of_a_path_arrives(&story);
    transport::pages_of_other_origins_may_ask(&story);
    transport::the_past_is_read_at_its_height(&story, before);
    transport::gas_is_simulated_through_the_lcd(&mut story);
    events::a_transaction_is_found_by_what_it_did(&story, &opened);
}

/// Alice opens positions 1 to 35 of mAAPL, seven in a transaction, each with one base coin more.
fn many_positions(story: &mut Story) -> Vec<Included> {
    let (mint, token) = (story.contracts().mint, story.listed("mAAPL").token);
    let open = |number: u64| {
        let collateral = collateral(number);
        let open = json!({ "open_position": {
            "collateral": base_asset(collateral),
            "asset_info": token_info(&token),
            "collateral_ratio": "2",
        } });
        execute_with(&mint, &open, &base(collateral))
    };
    let all: Vec<_> = (1..=MANY).map(open).collect();
    let sent = all.chunks(7).map(|messages| story.alice.sends(messages));
    sent.collect()
}

/// What position `number` has.
fn collateral(number: u64) -> u128 {
    (200 + u128::from(number)) * 1_000_000
}

/// Alice offers a base coin 35 times; the last of these orders she cancels.
fn many_orders(story: &mut Story) {
    let (book, token) = (story.contracts().limit_order, story.listed("mAAPL").token);
    let submit = json!({ "submit_order": {
        "offer_asset": base_asset(1_000_000), "ask_asset": token_asset(&token, 10_000),
    } });
    let mut messages = vec![execute_with(&book, &submit, &base(1_000_000)); 36];
    messages.push(execute(
        &book,
        &json!({ "cancel_order": { "order_id": 36 } }),
    ));
    story.alice.sends(&messages);
}

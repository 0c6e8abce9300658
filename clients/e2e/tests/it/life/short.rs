//! A short: sold, locked, unlocked, closed.

use serde_json::json;

use super::formulas::{fee, minted, swap};
use super::positions::opening;
use super::say::{base, base_asset};
use super::story::{assert_refused, assert_told, cost, number, Story};
use crate::harness::{execute, execute_with, hook};

/// Bob's position, the sixth.
const SHORT: &str = "6";
/// What bob owes.
const DEBT: u128 = 10_000_000;
/// What its sale paid.
const PROCEEDS: u128 = 987_128_711;
/// The local profile's lockup.
const LOCKUP: u64 = 20;

pub(crate) fn a_short_is_sold_and_its_proceeds_are_locked(story: &mut Story) {
    let contracts = story.contracts();
    let (mint, asset) = (&contracts.mint, story.listed("mAAPL"));
    let bob = story.bob.address().to_string();
    let before = story.base_of(&bob);

    let open = opening(mint, 2_000_000_000, &asset.token, "2", Some(json!({})));
    let done = story.bob.sends(&[open]);

    let sold = swap(1_000_000_000, 100_000_000_000, DEBT);
    assert_eq!(
        (minted(2_000_000_000, 100, 200), sold.paid),
        (DEBT, PROCEEDS)
    );
    assert_told(
        &done,
        mint,
        &[
            ("action", "open_position"),
            ("position_idx", SHORT),
            ("mint_amount", &format!("{DEBT}{}", asset.token)),
            ("collateral_amount", "2000000000uusd"),
            ("is_short", "true"),
        ],
    );
    assert_told(
        &done,
        &asset.pair,
        &[
            ("action", "swap"),
            ("sender", mint),
            ("receiver", &contracts.lock),
            ("offer_asset", &asset.token),
            ("ask_asset", "uusd"),
            ("offer_amount", &DEBT.to_string()),
            ("return_amount", &PROCEEDS.to_string()),
            ("spread_amount", &sold.spread.to_string()),
            ("commission_amount", &sold.commission.to_string()),
        ],
    );
    let unlock_time = story.time_of(&done) + LOCKUP;
    assert_told(
        &done,
        &contracts.lock,
        &[
            ("action", "lock_position_funds_hook"),
            ("position_idx", SHORT),
            ("locked_amount", &format!("{PROCEEDS}uusd")),
            ("total_locked_amount", &format!("{PROCEEDS}uusd")),
            ("unlock_time", &unlock_time.to_string()),
        ],
    );
    assert_told(
        &done,
        &contracts.staking,
        &[
            ("action", "increase_short_token"),
            ("staker_addr", &bob),
            ("asset_token", &asset.token),
            ("amount", &DEBT.to_string()),
        ],
    );
    assert_eq!(story.base_of(&bob), before - 2_000_000_000 - cost(&done));
    assert_eq!(story.base_of(&contracts.lock), PROCEEDS);
    assert_eq!(shorted(story), DEBT);
    let early = story.bob.tries(&[unlocking(&contracts.lock)]);
    assert_refused(
        early,
        "There are no unlockable funds for the provided positions",
    );
}

pub(crate) fn the_proceeds_are_unlocked_and_the_short_is_closed(story: &mut Story) {
    let contracts = story.contracts();
    let (mint, asset) = (&contracts.mint, story.listed("mAAPL"));
    let bob = story.bob.address().to_string();
    let question = json!({ "position_lock_info": { "position_idx": SHORT } });
    let locked = story.asks(&contracts.lock, question.clone());
    assert_eq!(number(&locked["locked_amount"]), PROCEEDS);
    let unlock_time = u64::try_from(number(&locked["unlock_time"])).unwrap();
    story.network.wait_until(unlock_time);
    let before = story.base_of(&bob);

    let done = story.bob.sends(&[unlocking(&contracts.lock)]);

    assert_told(
        &done,
        &contracts.lock,
        &[
            ("action", "unlock_shorting_funds"),
            ("unlocked_amount", &format!("{PROCEEDS}uusd")),
            ("tax_amount", "0uusd"),
        ],
    );
    assert_eq!(story.base_of(&bob), before + PROCEEDS - cost(&done));
    let again = story.network.front.asks(&contracts.lock, &question);
    assert!(
        again.body["message"]
            .as_str()
            .unwrap()
            .contains("not found"),
        "{}",
        again.body
    );

    buys_what_he_owes(story);
    story.feeds();
    let before = story.base_of(&bob);
    let burn = json!({ "burn": { "position_idx": SHORT } });
    let close = json!({ "withdraw": { "position_idx": SHORT } });
    let done = story
        .bob
        .sends(&[hook(&asset.token, DEBT, mint, &burn), execute(mint, &close)]);
    let fee = fee(DEBT, 110);
    assert_eq!(fee, 16_500_000);
    assert_told(
        &done,
        mint,
        &[
            ("action", "burn"),
            ("position_idx", SHORT),
            ("burn_amount", &format!("{DEBT}{}", asset.token)),
            ("protocol_fee", &format!("{fee}uusd")),
        ],
    );
    assert_told(
        &done,
        mint,
        &[
            ("action", "withdraw"),
            ("position_idx", SHORT),
            ("withdraw_amount", &format!("{}uusd", 2_000_000_000 - fee)),
            ("tax_amount", "0uusd"),
        ],
    );
    assert_eq!(
        story.base_of(&bob),
        before + 2_000_000_000 - fee - cost(&done)
    );
    assert_eq!(shorted(story), 0);
    let gone = json!({ "position": { "position_idx": SHORT } });
    let gone = story.network.front.asks(mint, &gone);
    assert!(
        gone.body["message"].as_str().unwrap().contains("not found"),
        "{}",
        gone.body
    );
}

/// Bob buys mAAPL on its pair, with limits, and gets to the unit what the formula says.
fn buys_what_he_owes(story: &mut Story) {
    let asset = story.listed("mAAPL");
    let bob = story.bob.address().to_string();
    let (x, y, _) = story.pool(&asset.pair);
    let offer = 1_300_000_000;
    let buy = json!({ "swap": {
        "offer_asset": base_asset(offer), "belief_price": "103", "max_spread": "0.05",
    } });

    story
        .bob
        .sends(&[execute_with(&asset.pair, &buy, &base(offer))]);

    let bought = swap(x, y, offer).paid;
    assert_eq!(story.tokens_of(&asset.token, &bob), bought);
    assert!(bought > DEBT);
}

fn unlocking(lock: &str) -> mirror_chain::Msg {
    execute(
        lock,
        &json!({ "unlock_position_funds": { "positions_idx": [SHORT] } }),
    )
}

/// What is short of mAAPL.
fn shorted(story: &Story) -> u128 {
    let question = json!({ "pool_info": { "asset_token": story.listed("mAAPL").token } });
    let pool = story.asks(&story.contracts().staking, question);
    number(&pool["total_short_amount"])
}

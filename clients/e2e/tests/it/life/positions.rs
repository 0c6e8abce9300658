//! Feed, open, deposit, mint.

use serde_json::{json, Value};

use super::formulas::minted;
use super::say::{base, base_asset, token_asset, token_info};
use super::story::{assert_refused, assert_told, cost, number, told, Story};
use crate::harness::execute_with;

/// A message that opens a position against base coins; the ratio is a decimal.
pub(super) fn opening(
    mint: &str,
    collateral: u128,
    token: &str,
    ratio: &str,
    short: Option<Value>,
) -> mirror_chain::Msg {
    let open = json!({ "open_position": {
        "collateral": base_asset(collateral),
        "asset_info": token_info(token),
        "collateral_ratio": ratio,
        "short_params": short,
    } });
    execute_with(mint, &open, &base(collateral))
}

pub(crate) fn nobody_mints_before_a_price_is_fed(story: &mut Story) {
    let (mint, token) = (story.contracts().mint, story.listed("mAAPL").token);
    let status = json!({ "asset_status": { "asset_token": token } });

    assert_eq!(story.asks(&mint, status)["status"], "closed");
    let open = opening(&mint, 1_500_000, &token, "2", None);
    assert_refused(story.alice.tries(&[open]), "Price is too old");
}

pub(crate) fn the_feeder_posts(story: &mut Story) {
    let (oracle, mint) = (story.contracts().oracle, story.contracts().mint);
    let token = story.listed("mAAPL").token;

    let fed = story.feeds();

    let mut expected = vec![("action".to_string(), "price_feed".to_string())];
    for (token, price) in &story.prices {
        expected.push(("asset".to_string(), token.clone()));
        expected.push(("price".to_string(), price.to_string()));
    }
    assert_eq!(told(&fed, &oracle, "price_feed"), [expected]);
    let question = json!({ "price": { "base_asset": token, "quote_asset": "uusd" } });
    let price = story.asks(&oracle, question);
    assert_eq!(price["rate"], "100");
    assert_eq!(
        number(&price["last_updated_base"]),
        story.time_of(&fed).into()
    );
    assert_eq!(number(&price["last_updated_quote"]), u64::MAX.into());
    let status = json!({ "asset_status": { "asset_token": token } });
    let status = story.asks(&mint, status);
    assert_eq!(
        (&status["status"], &status["price"]),
        (&json!("open"), &json!("100"))
    );
}

/// Position 1 is alice's: 1,500 for 7.5 at 200 %, 500 more, and 2.5 more.
pub(crate) fn a_position_is_opened_deposited_into_and_minted_on(story: &mut Story) {
    let (mint, token) = (story.contracts().mint, story.listed("mAAPL").token);
    let alice = story.alice.address().to_string();
    let before = story.base_of(&alice);
    let deposit = json!({ "deposit": {
        "position_idx": "1", "collateral": base_asset(500_000_000),
    } });
    let more = json!({ "mint": {
        "position_idx": "1", "asset": token_asset(&token, 2_500_000),
    } });

    let done = story.alice.sends(&[
        opening(&mint, 1_500_000_000, &token, "2", None),
        execute_with(&mint, &deposit, &base(500_000_000)),
        execute_with(&mint, &more, &[]),
    ]);

    assert_eq!(minted(1_500_000_000, 100, 200), 7_500_000);
    assert_told(
        &done,
        &mint,
        &[
            ("action", "open_position"),
            ("position_idx", "1"),
            ("mint_amount", &format!("7500000{token}")),
            ("collateral_amount", "1500000000uusd"),
            ("is_short", "false"),
        ],
    );
    assert_told(
        &done,
        &mint,
        &[
            ("action", "deposit"),
            ("position_idx", "1"),
            ("deposit_amount", "500000000uusd"),
        ],
    );
    assert_told(
        &done,
        &mint,
        &[
            ("action", "mint"),
            ("position_idx", "1"),
            ("mint_amount", &format!("2500000{token}")),
        ],
    );
    assert_eq!(story.position(1), (2_000_000_000, 10_000_000));
    assert_eq!(story.tokens_of(&token, &alice), 10_000_000);
    assert_eq!(story.base_of(&alice), before - 2_000_000_000 - cost(&done));
    assert_eq!(story.base_of(&mint), 2_000_000_000);

    // 3,333,333 more would be 13,333,333 at 150 %: a micro unit more than 2,000 covers is refused.
    let mint_more = |amount: u128| {
        let more = json!({ "mint": {
            "position_idx": "1", "asset": token_asset(&token, amount),
        } });
        execute_with(&mint, &more, &[])
    };
    let refusal = story.alice.tries(&[mint_more(3_333_334)]);
    assert_refused(refusal, "Cannot mint asset over than min collateral ratio");
}

/// Position 2 is alice's large one, 3 carol's at the very minimum, 4 carol's of mGOOGL, 5 her mTSLA.
pub(crate) fn others_open_theirs(story: &mut Story) {
    let mint = story.contracts().mint;
    let [aapl, googl, tsla] = ["mAAPL", "mGOOGL", "mTSLA"].map(|symbol| story.listed(symbol).token);

    story
        .alice
        .sends(&[opening(&mint, 400_000_000_000, &aapl, "2", None)]);
    let carols = [
        opening(&mint, 1_500_000_000, &aapl, "1.5", None),
        opening(&mint, 300_000_000, &googl, "2", None),
        opening(&mint, 640_000_000, &tsla, "1.6", None),
    ];
    let opened = story.carol.sends(&carols);

    let numbers = told(&opened, &mint, "open_position");
    let numbers: Vec<&str> = numbers.iter().map(|told| told[1].1.as_str()).collect();
    assert_eq!(numbers, ["3", "4", "5"]);
    assert_eq!(story.position(2), (400_000_000_000, 2_000_000_000));
    assert_eq!(story.position(3), (1_500_000_000, 10_000_000));
    assert_eq!(story.position(4), (300_000_000, 3_000_000));
    assert_eq!(story.position(5), (640_000_000, 2_000_000));
    let too_low = opening(&mint, 640_000_000, &tsla, "1.599999999999999999", None);
    assert_refused(
        story.carol.tries(&[too_low]),
        "Can not open a position with low collateral ratio than minimum",
    );
}

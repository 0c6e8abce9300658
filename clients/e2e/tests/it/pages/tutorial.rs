//! docs/tutorial-liquidation.md: who reads it sells off bob's position.

use serde_json::json;

use super::page::Page;
use super::shell::Shell;
use crate::harness::Network;

/// Bob's collateral, and what he owes at 150 with 152 %: 10,000 ÷ (150 × 1.52), rounded down.
const COLLATERAL: u128 = 10_000_000_000;
const DEBT: u128 = 43_859_649;
/// The price of the tutorial, in base units.
const PRICE: u128 = 154;
/// What is spent on mAAPL.
const SPENT: u128 = 6_800_000_000;
/// More than the fees of two transactions.
const FEES: u128 = 100_000;

pub(super) fn is_followed(network: &Network, shell: &mut Shell) {
    let page = Page::read("tutorial-liquidation.md");
    let headings = page.headings();
    let [before @ .., pays, end] = headings.as_slice() else {
        panic!("the tutorial is too short: {headings:?}");
    };
    assert_eq!(
        (*pays, *end),
        ("5. Pay his debt, take his collateral", "7. The end")
    );

    for heading in &before[..2] {
        shell.follows(page.blocks(heading));
    }
    let front = &network.front;
    let [bob, dave] = ["bob", "dave"].map(|name| network.wallet(name).address().to_string());
    let had = [&bob, &dave].map(|who| front.coins(who, "uusd"));
    for heading in &before[2..] {
        shell.follows(page.blocks(heading));
    }
    shell.follows(page.blocks(pays));

    // mint.md section 6: the discount is a fifth, and the fee 1.5 % of what is paid, rounded up.
    let worth = DEBT * PRICE;
    let gross = worth * 10 / 8;
    let fee = (worth * 15).div_ceil(1_000);
    assert_eq!((gross, fee), (8_442_982_432, 101_315_790));
    assert_eq!(front.coins(&bob, "uusd"), had[0] + COLLATERAL - gross);
    let most = had[1] + gross - fee - SPENT;
    let has = front.coins(&dave, "uusd");
    assert!((most - FEES..most).contains(&has), "{has}, at most {most}");
    let mint = network.deployment().protocol.contracts.mint;
    let asked = front.asks(&mint, &json!({ "position": { "position_idx": "5" } }));
    assert_eq!(asked.status, 500, "the position is there: {}", asked.body);
}

use std::collections::BTreeSet;

use cosmwasm_std::{coin, Binary};
use mirror_math::debt::Auction;
use serde_json::{json, Value};
use terraswap::asset::AssetInfo;

use super::super::book::Line;
use super::super::config::Settings;
use super::super::plan::{Candidate, Market};
use super::super::profit::{Deal, Pool};
use super::super::terms::Terms;
use super::*;

fn market(pair: &str) -> Market {
    Market {
        pair: pair.to_string(),
        pool: Pool {
            base: Uint128::new(1_000),
            asset: Uint128::new(10),
        },
    }
}

fn intent(collateral: AssetInfo, outlet: Option<Market>) -> Intent {
    let amount = Uint128::new;
    Intent {
        candidate: Candidate {
            idx: 17,
            line: Line {
                asset: "masset".to_string(),
                collateral,
            },
            collateral: amount(2_000),
            debt: amount(10),
            terms: Terms {
                asset_price: Decimal::percent(14_000),
                collateral_price: Decimal::one(),
                min_ratio: Decimal::percent(150),
                multiplier: Decimal::one(),
                discount: Decimal::percent(20),
                fee_rate: Decimal::permille(15),
            },
            market: market("pair"),
            outlet,
            held: amount(0),
        },
        deal: Deal {
            amount: amount(3),
            auction: Auction {
                gross: amount(525),
                liquidated: amount(3),
                refund: amount(0),
                fee: amount(7),
                net: amount(518),
                collateral_left: amount(1_475),
                debt_left: amount(7),
                bad_debt: amount(0),
            },
            cost: amount(430),
            proceeds: amount(500),
        },
        height: 7,
        time: 1_000,
    }
}

fn limits(mode: Mode) -> Limits {
    Limits {
        settings: Settings {
            mode,
            ..Settings::default()
        },
        base: "uusd".to_string(),
        left: Uint128::MAX,
        fee: Uint128::zero(),
        is_stopped: false,
        gas_is_base: true,
        passed_over: BTreeSet::new(),
    }
}

/// Contract, message and coins; a hook is shown as what it says.
fn shown(messages: &[Msg]) -> Vec<(String, Value, usize)> {
    let shown = messages.iter().map(|message| {
        let Msg::Execute {
            contract,
            msg,
            funds,
        } = message
        else {
            panic!("{message:?}")
        };
        let mut msg: Value = serde_json::from_slice(msg).unwrap();
        if let Some(hook) = msg.pointer_mut("/send/msg") {
            let bytes = Binary::from_base64(hook.as_str().unwrap()).unwrap();
            *hook = serde_json::from_slice(&bytes).unwrap();
        }
        (contract.clone(), msg, funds.len())
    });
    shown.collect()
}

/// 430 for 3 is 143.333…; the last digit is rounded up, so that no more than 3 are expected.
const BELIEF: &str = "143.333333333333333334";

#[test]
fn base_collateral_takes_a_swap_and_a_bid() {
    let intent = intent(AssetInfo::native("uusd"), None);

    let messages = messages(&intent, "mint", &limits(Mode::Swap)).unwrap();

    let swap = json!({ "swap": {
        "offer_asset": { "info": { "native_token": { "denom": "uusd" } }, "amount": "430" },
        "belief_price": BELIEF, "max_spread": "0.005", "to": null, "deadline": null,
    } });
    let bid = json!({ "send": {
        "contract": "mint", "amount": "3", "msg": { "auction": { "position_idx": "17" } },
    } });
    let expected = [
        ("pair".to_string(), swap, 1),
        ("masset".to_string(), bid, 0),
    ];
    assert_eq!(shown(&messages), expected);
    let Msg::Execute { funds, .. } = &messages[0] else {
        panic!("a swap")
    };
    assert_eq!(*funds, [coin(430, "uusd")]);
}

/// The last leg sells exactly what the bid is expected to bring: if it brings less, all is undone.
#[test]
fn a_token_as_collateral_is_sold_to_the_unit() {
    let intent = intent(AssetInfo::token("mother"), Some(market("outlet")));

    let messages = messages(&intent, "mint", &limits(Mode::Swap)).unwrap();

    let sale = json!({ "send": {
        "contract": "outlet", "amount": "518", "msg": { "swap": {
            "belief_price": "1.036000000000000001", "max_spread": "0.005", "to": null, "deadline": null,
        } },
    } });
    let found = shown(&messages);
    assert_eq!(found.len(), 3);
    assert_eq!(found[2], ("mother".to_string(), sale, 0));
}

#[test]
fn what_is_held_is_bid_without_a_swap() {
    let intent = intent(AssetInfo::native("uluna"), Some(market("outlet")));

    let messages = messages(&intent, "mint", &limits(Mode::Inventory)).unwrap();

    let found = shown(&messages);
    let contracts: Vec<&str> = found.iter().map(|(to, _, _)| to.as_str()).collect();
    assert_eq!(contracts, ["masset", "outlet"]);
    assert_eq!(found[1].1["swap"]["offer_asset"]["amount"], "518");
    assert_eq!(found[1].2, 1, "coins are sent along");
}

fn refused(log: &str, hash: Option<&str>) -> ChainError {
    ChainError::Refused {
        codespace: "wasm".to_string(),
        code: 5,
        log: log.to_string(),
        hash: hash.map(str::to_string),
    }
}

/// As wasmd 0.61 says it.
fn wrapped(words: &str) -> String {
    format!(
        "rpc error: code = Unknown desc = failed to execute message; message index: 1: {words}: execute wasm \
         contract failed [!cosm!wasm/wasmd@v0.61.14/x/wasm/keeper/keeper.go:452] with gas used: '199384': \
         unknown request"
    )
}

#[test]
fn a_position_that_somebody_else_bought_is_a_lost_race() {
    for words in [
        "Cannot liquidate a safely collateralized position: 4",
        "Position not found: 999",
        "auction amount is too small: 3 buys nothing",
        "Price is too old: wasm1 was fed at 1796086745, it is 1796086810",
        "Collateral price is too old: uluna was fed at 1796086745, it is 1796086810",
        "Its price is halted until 1796086810: uluna",
        "Max spread assertion: return 65163398, spread 1307189, commission 196079",
        "Overflow: Cannot Sub with given operands",
    ] {
        for hash in [None, Some("AB")] {
            let meaning = meaning(&refused(&wrapped(words), hash));
            let Meaning::Race { what } = meaning else {
                panic!("{words}: {meaning:?}")
            };
            assert_eq!(what, words);
        }
    }
}

#[test]
fn any_other_refusal_is_told_by_whether_its_fee_was_paid() {
    let log = wrapped("Wrong asset: 5wasm1");

    assert!(matches!(
        meaning(&refused(&log, None)),
        Meaning::Refused { why } if why.contains("Wrong asset")
    ));
    assert!(matches!(
        meaning(&refused(&log, Some("AB"))),
        Meaning::Reverted { why } if why.contains("Wrong asset")
    ));
    let gas = "out of gas in location: wasm contract; gasWanted: 5, gasUsed: 6";
    assert_eq!(
        meaning(&refused(gas, Some("AB"))),
        Meaning::Reverted {
            why: gas.to_string()
        }
    );
}

#[test]
fn what_is_not_about_the_position_is_left_to_the_frame() {
    let silent = ChainError::Unreachable(vec![]);

    assert_eq!(meaning(&silent), Meaning::Other);
}

#[test]
fn a_price_beyond_all_bounds_is_told_and_not_sent() {
    let mut beyond = intent(AssetInfo::native("uusd"), None);
    beyond.deal.cost = Uint128::MAX;
    beyond.deal.amount = Uint128::one();

    let told = messages(&beyond, "mint", &limits(Mode::Swap)).unwrap_err();

    assert_eq!(told.idx, 17);
}

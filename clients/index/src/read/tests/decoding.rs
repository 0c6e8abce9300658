//! What events come to.

use mirror_chain::Event;

use crate::read::book::Book;
use crate::read::decode::decode;
use crate::read::made_up::MadeUp;
use crate::read::source::{RawBlock, RawTransaction};
use crate::read::ReadError;
use crate::store::records::{Change, Payment, Record, Sum};

const SHAPE: MadeUp = MadeUp {
    blocks: 1,
    transactions: 0,
    assets: 1,
    accounts: 1,
    seconds: 6,
};

fn event(kind: &str, attributes: &[(&str, &str)]) -> Event {
    let attributes = attributes.iter();
    Event {
        kind: kind.to_string(),
        attributes: attributes
            .map(|(key, value)| (key.to_string(), value.to_string()))
            .collect(),
    }
}

fn begins(signer: &str) -> Event {
    let message = [("action", "/x"), ("sender", signer), ("msg_index", "0")];
    event("message", &message)
}

fn call(contract: &str) -> Event {
    event("execute", &[("_contract_address", contract)])
}

fn told(contract: &str, attributes: &[(&str, &str)]) -> Event {
    event(
        "wasm",
        &[&[("_contract_address", contract)], attributes].concat(),
    )
}

/// The contracts of the chain that is made up.
fn contract(name: &str) -> String {
    let contracts = serde_json::to_value(SHAPE.deployment().protocol.contracts).unwrap();
    contracts[name].as_str().unwrap().to_string()
}

/// What a transaction comes to, where one asset is listed.
fn records(events: Vec<Event>) -> Result<Vec<Record>, ReadError> {
    let mut book = Book::new(&SHAPE.deployment());
    book.list(&MadeUp::token(0));
    book.list(&MadeUp::token(1));
    book.pair(&MadeUp::token(1), "pair", "lp");
    let raw = RawBlock {
        height: 5,
        transactions: vec![RawTransaction {
            hash: "AB".to_string(),
            events,
            ..RawTransaction::default()
        }],
        ..RawBlock::default()
    };
    let decoded = decode(&raw, &mut book)?;
    let events = decoded.block.events.into_iter();
    Ok(events.map(|happened| happened.record).collect())
}

fn sum(amount: u128, asset: &str) -> Sum {
    Sum {
        amount,
        asset: asset.to_string(),
    }
}

#[test]
fn a_position_belongs_to_whoever_sent_its_collateral() {
    let (token, mint) = (MadeUp::token(1), contract("mint"));
    let sent = [
        ("action", "send"),
        ("from", "alice"),
        ("to", &mint),
        ("amount", "7"),
    ];
    let opened = [
        ("action", "open_position"),
        ("position_idx", "3"),
        ("mint_amount", "5wasm1other"),
        ("collateral_amount", &format!("7{token}")),
        ("is_short", "true"),
    ];

    let found = records(vec![
        begins("bob"),
        call("wallet"),
        call(&token),
        told(&token, &sent),
        call(&mint),
        told(&mint, &opened),
    ]);

    let change = Change::Opened {
        owner: "alice".to_string(),
        minted: sum(5, "wasm1other"),
        collateral: sum(7, &token),
        is_short: true,
    };
    let found = found.unwrap();
    assert_eq!(found.last(), Some(&Record::Position { idx: 3, change }));
}

#[test]
fn prices_are_read_in_order_with_those_that_wait() {
    let (token, oracle) = (MadeUp::token(1), contract("oracle"));
    let fed = [
        ("action", "price_feed"),
        ("asset", &token),
        ("price", "1.5"),
        ("skipped", "x"),
        ("asset", "wasm1other"),
        ("price", "9"),
        ("pending", "true"),
    ];

    let found = records(vec![begins("feeder"), call(&oracle), told(&oracle, &fed)]).unwrap();

    let price = |token: &str, price: &str, is_pending| Record::Price {
        token: token.to_string(),
        price: price.parse().unwrap(),
        is_pending,
    };
    assert_eq!(
        found,
        [price(&token, "1.5", false), price("wasm1other", "9", true)]
    );
}

/// As the chain sorts them where the feeder is a contract.
#[test]
fn prices_that_are_sorted_count_if_none_of_them_waits() {
    let oracle = contract("oracle");
    let fed = |pending: bool| {
        let mut fed = vec![
            ("action", "price_feed"),
            ("asset", "wasm1one"),
            ("asset", "wasm1other"),
        ];
        fed.extend(pending.then_some(("pending", "true")));
        fed.extend([("price", "2"), ("price", "3")]);
        records(vec![begins("feeder"), call(&oracle), told(&oracle, &fed)])
    };
    let price = |token: &str, price: &str, is_pending| Record::Price {
        token: token.to_string(),
        price: price.parse().unwrap(),
        is_pending,
    };

    for waits in [false, true] {
        let expected = vec![
            price("wasm1one", "2", waits),
            price("wasm1other", "3", waits),
        ];
        assert_eq!(fed(waits), Ok(expected));
    }
}

#[test]
fn what_a_pair_gives_back_was_not_provided() {
    let token = MadeUp::token(1);
    let provided = [
        ("action", "provide_liquidity"),
        ("sender", "alice"),
        ("receiver", "bob"),
        ("assets", &format!("50{token}, 100uusd")),
        ("share", "70"),
        ("refund_assets", &format!("1{token}, 0uusd")),
    ];

    let found = records(vec![begins("alice"), call("pair"), told("pair", &provided)]).unwrap();

    let expected = Record::Provided {
        token,
        sender: "alice".to_string(),
        receiver: "bob".to_string(),
        base: 100,
        asset: 49,
        share: 70,
    };
    assert_eq!(found, [expected]);
}

#[test]
fn rewards_are_paid_to_whom_the_transfer_names() {
    let (mir, staking) = (MadeUp::token(0), contract("staking"));
    let paid = [("action", "withdraw"), ("amount", "30")];
    let moved = [
        ("action", "transfer"),
        ("from", &staking),
        ("to", "vault"),
        ("amount", "30"),
    ];

    let found = records(vec![
        begins("alice"),
        call("vault"),
        call(&staking),
        told(&staking, &paid),
        call(&mir),
        told(&mir, &moved),
    ]);

    let expected = Record::Paid {
        payment: Payment::Staking,
        account: "vault".to_string(),
        amount: 30,
    };
    assert_eq!(found.unwrap().first(), Some(&expected));
}

#[test]
fn only_transfers_that_their_sender_asked_for_are_in_histories() {
    let token = MadeUp::token(1);
    let moved = [
        ("action", "transfer"),
        ("from", "alice"),
        ("to", "bob"),
        ("amount", "3"),
    ];

    let asked = records(vec![begins("alice"), call(&token), told(&token, &moved)]).unwrap();
    let by_contract = records(vec![
        begins("alice"),
        call("wallet"),
        call(&token),
        told(&token, &moved),
    ]);

    assert!(
        matches!(
            asked.as_slice(),
            [Record::Sent { .. }, Record::Moved { .. }]
        ),
        "{asked:?}"
    );
    let by_contract = by_contract.unwrap();
    assert!(
        matches!(by_contract.as_slice(), [Record::Moved { .. }]),
        "{by_contract:?}"
    );
}

#[test]
fn an_event_that_lacks_something_stops_the_index() {
    let mint = contract("mint");
    let events = |attributes: &[(&str, &str)]| {
        records(vec![begins("alice"), call(&mint), told(&mint, attributes)])
    };

    let cases = [
        (
            vec![("action", "deposit"), ("position_idx", "1")],
            "it has no deposit_amount",
        ),
        (
            vec![
                ("action", "deposit"),
                ("deposit_amount", "5uusd"),
                ("position_idx", "x"),
            ],
            "its position_idx is \"x\"",
        ),
        (
            vec![
                ("action", "deposit"),
                ("position_idx", "1"),
                ("deposit_amount", "uusd"),
            ],
            "its deposit_amount is \"uusd\"",
        ),
    ];
    for (attributes, reason) in cases {
        let expected = ReadError::Event {
            height: 5,
            contract: mint.clone(),
            action: "deposit".to_string(),
            reason: reason.to_string(),
        };
        assert_eq!(events(&attributes), Err(expected));
    }
}

#[test]
fn contracts_of_others_are_not_read() {
    let opened = [("action", "open_position"), ("position_idx", "x")];

    let found = records(vec![begins("alice"), call("other"), told("other", &opened)]);

    assert_eq!(found, Ok(vec![]));
}

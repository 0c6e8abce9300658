//! `migrate`.

use cw_multi_test::Executor;
use mirror_limit_order::ContractError;
use mirror_testing::codes;
use terraswap::version::{self, VersionError};

use crate::setup::{uluna, uusd, Answer, Setup};

const NAME: &str = env!("CARGO_PKG_NAME");
const VERSION: &str = env!("CARGO_PKG_VERSION");

fn migrate(setup: &mut Setup, stored: (&str, &str)) -> Answer {
    let (creator, book) = (setup.who("creator"), setup.book.clone());
    let code = setup.chain.app.store_code(codes::limit_order());
    let mut storage = setup.chain.app.contract_storage_mut(&book);
    version::set(storage.as_mut(), stored.0, stored.1).unwrap();
    drop(storage);
    let anything = serde_json::json!({ "whatever": 1 });
    setup
        .chain
        .app
        .migrate_contract(creator, book, &anything, code)
}

fn assert_refused(refusal: Answer, expected: VersionError) {
    mirror_testing::assert_refused(refusal, ContractError::Version(expected));
}

/// T-16.
#[test]
fn only_an_older_version_of_the_same_contract_is_upgraded() {
    let mut setup = Setup::new();

    for stored in [VERSION, "99.0.0"] {
        let refusal = migrate(&mut setup, (NAME, stored));
        let (stored, new) = (stored.to_string(), VERSION.to_string());
        assert_refused(refusal, VersionError::NotAnUpgrade { stored, new });
    }
    let refusal = migrate(&mut setup, ("mirror-lock", "0.0.1"));
    let (stored, expected) = ("mirror-lock".to_string(), NAME.to_string());
    assert_refused(refusal, VersionError::OtherContract { stored, expected });
}

/// T-16.
#[test]
fn an_upgrade_keeps_the_orders() {
    let mut setup = Setup::new();
    let order_id = setup.submits("alice", &uusd(100), &uluna(7));
    setup.tries_to_execute("bob", order_id, &uluna(3)).unwrap();
    let before = setup.order(order_id);

    migrate(&mut setup, (NAME, "0.0.1")).unwrap();

    assert_eq!(before, setup.order(order_id));
    assert_eq!(2, setup.submits("alice", &uusd(1), &uluna(1)));
    setup.tries_to_execute("bob", order_id, &uluna(4)).unwrap();
}

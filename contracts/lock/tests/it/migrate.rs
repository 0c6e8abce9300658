//! `migrate`.

use cw_multi_test::Executor;
use mirror_lock::ContractError;
use mirror_testing::codes;
use terraswap::version::{self, VersionError};

use crate::setup::{Setup, PERIOD};

#[test]
fn t16_the_same_version_is_not_an_upgrade() {
    let mut setup = Setup::new();
    let code = setup.chain.app.store_code(codes::lock());

    let refusal = setup.chain.app.migrate_contract(
        setup.owner.clone(),
        setup.lock.clone(),
        &serde_json::json!({}),
        code,
    );

    let version = env!("CARGO_PKG_VERSION").to_string();
    let expected = ContractError::Version(VersionError::NotAnUpgrade {
        stored: version.clone(),
        new: version,
    });
    assert_eq!(Some(&expected), refusal.unwrap_err().downcast_ref());
}

#[test]
fn t16_an_upgrade_keeps_the_locks() {
    let mut setup = Setup::new();
    let (owner, lock, alice) = (setup.owner.clone(), setup.lock.clone(), setup.alice.clone());
    setup.sells(1, &alice, 10).unwrap();
    let code = setup.chain.app.store_code(codes::lock());
    let mut storage = setup.chain.app.contract_storage_mut(&lock);
    version::set(storage.as_mut(), env!("CARGO_PKG_NAME"), "0.0.1").unwrap();
    drop(storage);

    let app = &mut setup.chain.app;
    app.migrate_contract(owner, lock, &serde_json::json!({}), code)
        .unwrap();

    assert_eq!(Some((alice, 10, 1_000 + PERIOD)), setup.record(1));
    assert_eq!(10, setup.total());
}

//! `migrate`.

use cw_multi_test::Executor;
use mirror_gov::ContractError;
use mirror_testing::codes;
use terraswap::version::{self, VersionError};

use crate::setup::{work, Setup, DELAY};

/// Rule T-16.
#[test]
fn the_same_version_is_not_an_upgrade() {
    let mut setup = Setup::new();
    let code = setup.chain.app.store_code(codes::gov());

    let refusal = setup.chain.app.migrate_contract(
        setup.owner.clone(),
        setup.gov.clone(),
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

/// Rule T-16.
#[test]
fn an_upgrade_keeps_stakes_and_polls() {
    let mut setup = Setup::example_1();
    let [owner, gov, alice] = [&setup.owner, &setup.gov, &setup.alice].map(Clone::clone);
    let poll_id = setup.poll(work(&setup.puppet));
    setup.passes(poll_id);
    let before = (setup.poll_info(poll_id), setup.staker(&alice));
    let code = setup.chain.app.store_code(codes::gov());
    let mut storage = setup.chain.app.contract_storage_mut(&gov);
    version::set(storage.as_mut(), env!("CARGO_PKG_NAME"), "0.0.1").unwrap();
    drop(storage);

    let former_fields = serde_json::json!({ "version": 2 });
    let app = &mut setup.chain.app;
    app.migrate_contract(owner, gov, &former_fields, code)
        .unwrap();

    assert_eq!(before, (setup.poll_info(poll_id), setup.staker(&alice)));
    setup.chain.pass(DELAY);
    setup.executes(poll_id).unwrap();
    setup.withdraws(&alice, None).unwrap();
}

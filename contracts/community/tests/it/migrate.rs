//! `migrate`.

use cw_multi_test::Executor;
use mirror_community::ContractError;
use mirror_testing::codes;
use terraswap::version::{self, VersionError};

use crate::setup::{Setup, SPEND_LIMIT, T};

/// Rule T-16.
#[test]
fn the_same_version_is_not_an_upgrade() {
    let mut setup = Setup::new();
    let code = setup.chain.app.store_code(codes::community());

    let refusal = setup.chain.app.migrate_contract(
        setup.gov.clone(),
        setup.community.clone(),
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
fn an_upgrade_keeps_limits_and_what_was_spent() {
    let mut setup = Setup::new();
    setup.grants(SPEND_LIMIT).unwrap();
    let before = (setup.config(), setup.info());
    let (gov, community) = (setup.gov.clone(), setup.community.clone());
    let code = setup.chain.app.store_code(codes::community());
    let mut storage = setup.chain.app.contract_storage_mut(&community);
    version::set(storage.as_mut(), env!("CARGO_PKG_NAME"), "0.0.1").unwrap();
    drop(storage);

    let former = serde_json::json!({ "mirror_token": "terra1" });
    let app = &mut setup.chain.app;
    app.migrate_contract(gov, community, &former, code).unwrap();

    assert_eq!(before, (setup.config(), setup.info()));
    assert_eq!(T, setup.info().window_start);
}

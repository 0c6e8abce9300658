//! `migrate`.

use cw_multi_test::Executor;
use mirror_collector::ContractError;
use mirror_testing::codes;
use terraswap::version::{self, VersionError};

use crate::setup::{base, Setup};

/// Rule T-16.
#[test]
fn the_same_version_is_not_an_upgrade() {
    let mut setup = Setup::new();
    let chain = &mut setup.market.chain;
    let code = chain.app.store_code(codes::collector());

    let refusal = chain.app.migrate_contract(
        setup.owner.clone(),
        setup.collector.clone(),
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
fn an_upgrade_keeps_configuration_and_limits() {
    let mut setup = Setup::new();
    setup.earns(&base(), 20_000_000_000);
    setup.converts(&base()).unwrap();
    let before = setup.config();
    let app = &mut setup.market.chain.app;
    let code = app.store_code(codes::collector());
    let mut storage = app.contract_storage_mut(&setup.collector);
    version::set(storage.as_mut(), env!("CARGO_PKG_NAME"), "0.0.1").unwrap();
    drop(storage);

    let former = serde_json::json!({ "mir_ust_pair": "terra1" });
    let (owner, collector) = (setup.owner.clone(), setup.collector.clone());
    app.migrate_contract(owner, collector, &former, code)
        .unwrap();

    assert_eq!(before, setup.config());
    assert_eq!(0, setup.converted(&base()));
}

//! `migrate`.

use cw_multi_test::Executor;
use mirror_staking::ContractError;
use mirror_testing::codes;
use terraswap::version::{self, VersionError};

use crate::setup::Setup;

#[test]
fn t16_the_same_version_is_not_an_upgrade() {
    let mut setup = Setup::new();
    let code = setup.chain.app.store_code(codes::staking());

    let refusal = setup.chain.app.migrate_contract(
        setup.owner.clone(),
        setup.staking.clone(),
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
fn t16_an_upgrade_keeps_the_stakes_whatever_the_message_says() {
    let mut setup = Setup::new();
    let (owner, staking, alice) = (
        setup.owner.clone(),
        setup.staking.clone(),
        setup.alice.clone(),
    );
    setup.bonds(&alice, 10).unwrap();
    let code = setup.chain.app.store_code(codes::staking());
    let mut storage = setup.chain.app.contract_storage_mut(&staking);
    version::set(storage.as_mut(), env!("CARGO_PKG_NAME"), "0.0.1").unwrap();
    drop(storage);

    let former_fields = serde_json::json!({ "base_denom": "uluna" });
    let app = &mut setup.chain.app;
    app.migrate_contract(owner, staking, &former_fields, code)
        .unwrap();

    assert_eq!((10, 0), setup.stake(&alice));
}

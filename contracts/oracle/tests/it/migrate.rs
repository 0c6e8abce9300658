//! `migrate`.

use cw_multi_test::Executor;
use mirror_oracle::ContractError;
use mirror_testing::codes;
use terraswap::version::VersionError;

use crate::setup::Setup;

#[test]
fn t16_the_same_version_is_not_an_upgrade_whatever_the_message_says() {
    let mut setup = Setup::new();
    let code = setup.chain.app.store_code(codes::oracle());
    let former_fields = serde_json::json!({ "owner": "ignored" });

    let refusal = setup.chain.app.migrate_contract(
        setup.owner.clone(),
        setup.oracle.clone(),
        &former_fields,
        code,
    );

    let version = env!("CARGO_PKG_VERSION").to_string();
    let expected = VersionError::NotAnUpgrade {
        stored: version.clone(),
        new: version,
    };
    assert_eq!(
        Some(&ContractError::Version(expected)),
        refusal.unwrap_err().downcast_ref()
    );
}

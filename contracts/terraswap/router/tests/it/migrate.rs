//! `migrate`.

use cw_multi_test::Executor;
use mirror_testing::codes;
use terraswap::version::VersionError;
use terraswap_router::ContractError;

use crate::setup::Setup;

#[test]
fn t16_the_same_version_is_not_an_upgrade() {
    let mut setup = Setup::new();
    let code = setup.market.chain.app.store_code(codes::terraswap_router());
    let former_fields = serde_json::json!({ "contract_version": "ignored" });

    let refusal = setup.market.chain.app.migrate_contract(
        setup.market.owner.clone(),
        setup.router.clone(),
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

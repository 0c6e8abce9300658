//! `migrate`.

use cw_multi_test::Executor;
use mirror_testing::codes;
use terraswap::version::VersionError;
use terraswap_token::ContractError;

use crate::setup::Setup;

#[test]
fn t16_the_same_version_is_not_an_upgrade_whatever_the_message_says() {
    let mut setup = Setup::new();
    let code = setup.chain.app.store_code(codes::terraswap_token());
    let former_fields = serde_json::json!({ "contract_version": "ignored" });

    let refusal = setup.chain.app.migrate_contract(
        setup.minter.clone(),
        setup.token.clone(),
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

#[test]
fn the_token_goes_by_its_own_name() {
    let setup = Setup::new();

    let noted = cw2::query_contract_info(&setup.chain.app.wrap(), setup.token.as_str()).unwrap();

    assert_eq!("terraswap-token", noted.contract);
    assert_eq!(env!("CARGO_PKG_VERSION"), noted.version);
}

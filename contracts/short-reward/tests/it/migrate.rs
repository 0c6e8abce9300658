//! `migrate`.

use cosmwasm_std::Decimal;
use cw_multi_test::Executor;
use mirror_short_reward::ContractError;
use mirror_testing::codes;
use terraswap::version::{self, VersionError};

use crate::setup::{decimal, Setup};

#[test]
fn t16_the_same_version_is_not_an_upgrade() {
    let mut setup = Setup::new(None);
    let code = setup.chain.app.store_code(codes::short_reward());

    let refusal = setup.chain.app.migrate_contract(
        setup.creator.clone(),
        setup.curve.clone(),
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
fn t16_an_upgrade_keeps_the_cap() {
    let mut setup = Setup::new(Some("0.4"));
    let code = setup.chain.app.store_code(codes::short_reward());
    let name = env!("CARGO_PKG_NAME");
    let mut storage = setup.chain.app.contract_storage_mut(&setup.curve);
    version::set(storage.as_mut(), name, "0.0.1").unwrap();
    drop(storage);

    let (creator, curve) = (setup.creator.clone(), setup.curve.clone());
    let former_fields = serde_json::json!({ "max_weight": "1" });
    let app = &mut setup.chain.app;
    app.migrate_contract(creator, curve, &former_fields, code)
        .unwrap();

    assert_eq!(decimal("0.4"), setup.weight(Decimal::one()));
}

//! `migrate`.

use cw_multi_test::Executor;
use mirror_airdrop::ContractError;
use mirror_testing::{assert_refused, codes};
use terraswap::version::{self, VersionError};

use crate::setup::Setup;

/// T-16.
#[test]
fn the_same_version_is_not_an_upgrade() {
    let mut setup = Setup::new();
    let code = setup.chain.app.store_code(codes::airdrop());

    let refusal = setup.chain.app.migrate_contract(
        setup.owner.clone(),
        setup.airdrop.clone(),
        &serde_json::json!({}),
        code,
    );

    let version = env!("CARGO_PKG_VERSION").to_string();
    let expected = ContractError::Version(VersionError::NotAnUpgrade {
        stored: version.clone(),
        new: version,
    });
    assert_refused(refusal, expected);
}

/// T-16.
#[test]
fn an_upgrade_keeps_stages_and_claims() {
    let (mut setup, list) = Setup::with_a_stage();
    let (alice, bob) = (setup.alice.clone(), setup.bob.clone());
    setup.send(&alice, &list.claim(1, &alice)).unwrap();
    let before = setup.stage(1);
    let code = setup.chain.app.store_code(codes::airdrop());
    let mut storage = setup.chain.app.contract_storage_mut(&setup.airdrop);
    version::set(storage.as_mut(), env!("CARGO_PKG_NAME"), "0.0.1").unwrap();
    drop(storage);

    let (owner, airdrop) = (setup.owner.clone(), setup.airdrop.clone());
    let app = &mut setup.chain.app;
    app.migrate_contract(owner, airdrop, &serde_json::json!({}), code)
        .unwrap();

    assert_eq!(before, setup.stage(1));
    setup.send(&alice, &list.claim(1, &alice)).unwrap_err();
    setup.send(&bob, &list.claim(1, &bob)).unwrap();
}

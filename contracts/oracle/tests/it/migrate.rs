//! `migrate`.

use cw_multi_test::{AppResponse, Executor};
use mirror_oracle::ContractError;
use mirror_testing::{assert_attributes, assert_refused, codes};
use terraswap::version::{self, VersionError};

use crate::setup::{decimal, rate, Setup};

const VERSION: &str = env!("CARGO_PKG_VERSION");

/// The owner puts the present code on a contract that holds this version.
fn migrate_from(
    setup: &mut Setup,
    stored: &str,
    msg: &serde_json::Value,
) -> anyhow::Result<AppResponse> {
    let (owner, oracle) = (setup.owner.clone(), setup.oracle.clone());
    let mut storage = setup.chain.app.contract_storage_mut(&oracle);
    version::set(storage.as_mut(), env!("CARGO_PKG_NAME"), stored).unwrap();
    drop(storage);
    let code = setup.chain.app.store_code(codes::oracle());
    setup.chain.app.migrate_contract(owner, oracle, msg, code)
}

#[test]
fn t16_the_same_version_is_not_an_upgrade_whatever_the_message_says() {
    let mut setup = Setup::new();
    let former_fields = serde_json::json!({ "owner": "ignored" });

    let refusal = migrate_from(&mut setup, VERSION, &former_fields);

    assert_refused(
        refusal,
        ContractError::Version(VersionError::NotAnUpgrade {
            stored: VERSION.to_string(),
            new: VERSION.to_string(),
        }),
    );
}

#[test]
fn t16_an_upgrade_keeps_feeds_and_prices() {
    let mut setup = Setup::with_band(Some(decimal("0.5"))).with_assets(&["asset-a", "asset-b"]);
    setup.feed(1_000, &[("asset-a", "1.2")]).unwrap();
    setup.feed(1_010, &[("asset-b", "1")]).unwrap();
    setup.feed(1_020, &[("asset-b", "2")]).unwrap();
    let state = |setup: &Setup| {
        let feeds = ["asset-a", "asset-b"].map(|asset| setup.feeder_of(asset));
        (setup.config(), feeds)
    };
    let before = state(&setup);

    let response = migrate_from(&mut setup, "0.0.1", &serde_json::json!({})).unwrap();

    assert_eq!(before, state(&setup));
    assert_eq!(rate("1.2", 1_000, 0), setup.price("asset-a", "asset-b"));
    let expected = [
        ("action", "migrate"),
        ("from_version", "0.0.1"),
        ("to_version", VERSION),
    ];
    assert_attributes(&response, &setup.oracle, &expected);
}

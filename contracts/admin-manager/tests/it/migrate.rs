//! `migrate` of the manager itself, which is its own admin.

use cosmwasm_std::Binary;
use mirror_admin_manager::ContractError;
use mirror_testing::{assert_refused, codes};
use terraswap::version::{self, VersionError};

use crate::setup::{Answer, Setup};

const NAME: &str = env!("CARGO_PKG_NAME");
const VERSION: &str = env!("CARGO_PKG_VERSION");

/// The owner has the manager migrate itself.
fn migrates_itself(setup: &mut Setup, stored: (&str, &str)) -> Answer {
    let manager = setup.manager.clone();
    let mut storage = setup.chain.app.contract_storage_mut(&manager);
    version::set(storage.as_mut(), stored.0, stored.1).unwrap();
    drop(storage);
    let code = setup.chain.app.store_code(codes::admin_manager());
    let msg = Binary::from(br#"{"whatever":1}"#);
    setup.tries_to_migrate(vec![(manager.to_string(), code, msg)])
}

fn its_own_admin() -> Setup {
    let mut setup = Setup::new();
    let (owner, manager) = (setup.owner.clone(), setup.manager.clone());
    setup.hand_over(&owner, &manager, &manager).unwrap();
    setup
}

/// T-16.
#[test]
fn only_an_older_version_of_the_same_contract_is_upgraded() {
    let mut setup = its_own_admin();

    for stored in [VERSION, "99.0.0"] {
        let refusal = migrates_itself(&mut setup, (NAME, stored));
        let (stored, new) = (stored.to_string(), VERSION.to_string());
        let expected = VersionError::NotAnUpgrade { stored, new };
        assert_refused(refusal, ContractError::Version(expected));
    }
    let refusal = migrates_itself(&mut setup, ("mirror-lock", "0.0.1"));
    let (stored, expected) = ("mirror-lock".to_string(), NAME.to_string());
    let expected = VersionError::OtherContract { stored, expected };
    assert_refused(refusal, ContractError::Version(expected));
}

/// T-16.
#[test]
fn an_upgrade_of_the_manager_keeps_its_records_and_authorisations() {
    let mut setup = its_own_admin();
    let [contract] = setup.contracts();
    setup.authorizes("claimant").unwrap();
    let (config, authorised) = (setup.config(), setup.auth_records(None, None));

    migrates_itself(&mut setup, (NAME, "0.0.1")).unwrap();

    assert_eq!(config, setup.config());
    assert_eq!(authorised, setup.auth_records(None, None));
    assert_eq!(1, setup.migration_records(None, None).len());
    setup.tries_to_claim("claimant", &contract).unwrap();
}

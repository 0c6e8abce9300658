//! `migrate` of the manager itself, which is its own admin.

use cosmwasm_std::Binary;
use mirror_testing::codes;
use terraswap::version;

use crate::setup::{Answer, Setup};

const NAME: &str = env!("CARGO_PKG_NAME");

/// The owner has the manager migrate itself from this version.
fn migrates_itself(setup: &mut Setup, stored: &str) -> Answer {
    let manager = setup.manager.clone();
    let mut storage = setup.chain.app.contract_storage_mut(&manager);
    version::set(storage.as_mut(), NAME, stored).unwrap();
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

/// T-16: migration to wrong code or backwards.
#[test]
fn an_upgrade_of_the_manager_keeps_its_records_and_authorisations() {
    let mut setup = its_own_admin();
    let [contract] = setup.contracts();
    setup.authorizes("claimant").unwrap();
    let (config, authorised) = (setup.config(), setup.auth_records(None, None));

    migrates_itself(&mut setup, "0.0.1").unwrap();

    assert_eq!(config, setup.config());
    assert_eq!(authorised, setup.auth_records(None, None));
    assert_eq!(1, setup.migration_records(None, None).len());
    setup.tries_to_claim("claimant", &contract).unwrap();
}

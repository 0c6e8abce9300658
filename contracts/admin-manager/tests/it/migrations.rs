//! `execute_migrations`. The numbers are those of admin-manager.md section 9.

use cosmwasm_std::{Binary, StdError};
use mirror_admin_manager::ContractError;
use mirror_protocol::admin_manager::{MigrationItem, MigrationRecordResponse};
use mirror_testing::{assert_attributes, assert_refused, codes};

use crate::setup::{Answer, Entry, Setup};

fn record(setup: &Setup, time: u64, entries: &[Entry]) -> MigrationRecordResponse {
    let item = |(contract, new_code_id, msg): &Entry| MigrationItem {
        contract: contract.clone(),
        new_code_id: *new_code_id,
        msg: msg.clone(),
    };
    MigrationRecordResponse {
        executor: setup.owner.to_string(),
        time,
        migrations: entries.iter().map(item).collect(),
    }
}

/// The contracts that were migrated, in the order of the events.
fn migrated(answer: Answer) -> Vec<String> {
    let events = answer.unwrap().events;
    let migrations = events.iter().filter(|event| event.ty == "migrate");
    migrations
        .map(|event| event.attributes[0].value.clone())
        .collect()
}

#[test]
fn contracts_are_migrated_in_the_given_order_and_recorded() {
    let mut setup = Setup::new();
    let contracts: [_; 3] = setup.contracts();
    let entries: Vec<Entry> = contracts.iter().rev().map(|c| setup.entry(c)).collect();

    let answer = setup.tries_to_migrate(entries.clone());

    let response = answer.as_ref().unwrap();
    let action = [("action", "execute_migrations")];
    assert_attributes(response, &setup.manager, &action);
    let reversed: Vec<String> = contracts.iter().rev().map(ToString::to_string).collect();
    assert_eq!(reversed, migrated(answer));
    for contract in &contracts {
        assert!(setup.is_migrated(contract));
    }
    let expected = record(&setup, 1_000_000, &entries);
    assert_eq!(vec![expected], setup.migration_records(None, None));
}

#[test]
fn the_new_code_is_told_what_was_decided() {
    let mut setup = Setup::new();
    let [contract] = setup.contracts();
    let msg = Binary::from(br#"{"whatever":1}"#);
    let entry = (contract.to_string(), setup.new_code, msg);
    let unreadable = (contract.to_string(), setup.new_code, Binary::from(b"{"));

    setup.tries_to_migrate(vec![unreadable]).unwrap_err();
    assert!(!setup.is_migrated(&contract));
    setup.tries_to_migrate(vec![entry.clone()]).unwrap();

    let expected = record(&setup, 1_000_000, &[entry]);
    assert_eq!(vec![expected], setup.migration_records(None, None));
}

/// admin-manager.md section 9, example 4.
#[test]
fn one_migration_that_fails_undoes_all_and_the_record() {
    let mut setup = Setup::new();
    let [first, third] = setup.contracts();
    let stranger = setup.who("stranger");
    let foreign = setup.contract_of(&stranger);
    let before = setup.stored();

    let entries = [&first, &foreign, &third].map(|contract| setup.entry(contract));
    let refusal = setup.tries_to_migrate(entries.to_vec());

    assert!(refusal.is_err());
    for contract in [&first, &foreign, &third] {
        assert!(!setup.is_migrated(contract));
    }
    assert!(setup.migration_records(None, None).is_empty());
    assert_eq!(before, setup.stored());
    // Without the one that fails the others are migrated.
    let [first, _, third] = entries;
    setup.tries_to_migrate(vec![first, third]).unwrap();
}

/// T-16: migration to wrong code or backwards.
#[test]
fn a_contract_that_refuses_its_migration_undoes_all() {
    let mut setup = Setup::new();
    let [first, second, third] = setup.contracts();
    let other_code = setup.chain.app.store_code(codes::oracle());
    let unknown_code = other_code + 1;

    for code in [other_code, unknown_code] {
        let mut entries = [&first, &second, &third].map(|contract| setup.entry(contract));
        entries[1].1 = code;
        let refusal = setup.tries_to_migrate(entries.to_vec());

        assert!(refusal.is_err());
        for contract in [&first, &second, &third] {
            assert!(!setup.is_migrated(contract));
        }
    }
    assert!(setup.migration_records(None, None).is_empty());
}

/// admin-manager.md section 9, example 5.
#[test]
fn there_are_1_to_20_migrations_in_a_message() {
    let mut setup = Setup::new();
    let contracts: [_; 21] = setup.contracts();
    let all: Vec<Entry> = contracts.iter().map(|c| setup.entry(c)).collect();

    for migrations in [vec![], all.clone()] {
        let received = migrations.len();
        let refusal = setup.tries_to_migrate(migrations);

        let expected = ContractError::WrongNumberOfMigrations { received, most: 20 };
        assert_refused(refusal, expected);
    }
    assert!(setup.migration_records(None, None).is_empty());
    setup.tries_to_migrate(all[..20].to_vec()).unwrap();
    setup.tries_to_migrate(all[20..].to_vec()).unwrap();
}

/// admin-manager.md section 9, example 5.
/// T-13: duplicate entries in list inputs.
#[test]
fn no_contract_is_migrated_twice_in_a_message() {
    let mut setup = Setup::new();
    let [one, other] = setup.contracts();
    let [entry, between] = [&one, &other].map(|contract| setup.entry(contract));
    let other_code = (entry.0.clone(), 1, entry.2.clone());

    for list in [
        vec![entry.clone(), entry.clone()],
        vec![entry.clone(), between, entry.clone()],
        vec![entry.clone(), other_code],
    ] {
        let refusal = setup.tries_to_migrate(list);

        let contract = one.to_string();
        assert_refused(refusal, ContractError::DuplicateContract { contract });
    }
    assert!(!setup.is_migrated(&one) && !setup.is_migrated(&other));
}

/// T-02: bad or odd-case address.
#[test]
fn a_contract_has_an_address() {
    let mut setup = Setup::new();
    let [contract] = setup.contracts();
    let entry = setup.entry(&contract);
    let upper_case = contract.as_str().to_uppercase();

    for bad in ["", "lock", &upper_case, &"a".repeat(300)] {
        let named_so = (bad.to_string(), entry.1, entry.2.clone());
        let error = setup
            .tries_to_migrate(vec![entry.clone(), named_so])
            .unwrap_err();

        match error.downcast_ref() {
            Some(ContractError::NotAContract {
                contract,
                reason: StdError::GenericErr { .. },
            }) => assert_eq!(bad, contract),
            refusal => panic!("{bad}: {refusal:?}"),
        }
        let text = error.root_cause().to_string();
        assert!(text.starts_with("Invalid migrations"), "{text}");
    }
    assert!(!setup.is_migrated(&contract));
}

/// admin-manager.md section 9, example 3. The original kept one record per second, so that two polls
/// executed in one block left one record.
/// T-81: admin manager: records that overwrite each other, late or double claims.
#[test]
fn two_records_of_one_block_are_both_kept() {
    let mut setup = Setup::new();
    setup.chain.at(2_000_000);
    let [earlier, later] = [(); 2].map(|()| setup.migrates_one());

    let records = setup.migration_records(None, None);

    let expected = [&later, &earlier].map(|contract| {
        let entry = setup.entry(contract);
        record(&setup, 2_000_000, &[entry])
    });
    assert_eq!(expected.to_vec(), records);
    assert!(setup.migration_records(Some(2_000_000), None).is_empty());
}

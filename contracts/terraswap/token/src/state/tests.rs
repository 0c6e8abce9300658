use cosmwasm_std::testing::MockStorage;
use cw20::{Expiration, Logo, MarketingInfoResponse};
use cw20_base::state::{LOGO, MARKETING_INFO};
use mirror_bytes::Bytes;
use terraswap::ledger::{BALANCE, SUPPLY};

use super::*;
use crate::allowance::{ALLOWANCE, SPENDER};

/// T-14: storage traps. Stored data outlives code (docs/upgrades.md).
#[test]
fn records_are_stored_as_written_down_and_no_key_begins_another() {
    let [alice, bob] = [[1, 2], [3, 4]].map(CanonicalAddr::from);
    let token = Token {
        name: "Mirror".to_string(),
        symbol: "MIR".to_string(),
        decimals: 6,
        minter: Some(alice.clone()),
        cap: Some(Uint128::new(300)),
    };
    let balance = ledger::key(BALANCE, &[alice.as_slice()]);
    let keys = Keys::between(&alice, &bob);
    let allowed = |expires| AllowanceResponse {
        allowance: Uint128::new(300),
        expires,
    };
    let (forever, for_a_while) = (
        allowed(Expiration::Never {}),
        allowed(Expiration::AtHeight(9)),
    );
    let shown = MarketingInfoResponse {
        project: Some("a page".to_string()),
        description: None,
        logo: None,
        marketing: None,
    };

    mirror_bytes::golden!(include_str!("../../records.txt"), |storage| {
        TOKEN => TOKEN.save(storage, &token);
        SUPPLY => ledger::save(storage, SUPPLY, Uint128::new(1_000_000));
        BALANCE => ledger::save(storage, &balance, Uint128::new(256));
        ALLOWANCE => save_allowance(storage, &keys, &forever);
        ALLOWANCE => save_allowance(storage, &keys, &for_a_while);
        SPENDER => note_allowance(storage, &keys);
        MARKETING_INFO => MARKETING_INFO.save(storage, &shown);
        LOGO => LOGO.save(storage, &Logo::Url("a link".to_string()));
    });
}

/// Others know by the first byte of this record how supply and balances are stored.
#[test]
fn the_layout_of_the_token_is_that_of_the_ledger() {
    let token = Token {
        name: String::new(),
        symbol: String::new(),
        decimals: 0,
        minter: None,
        cap: None,
    };

    assert!(ledger::is_ours(Some(&token.to_bytes())));
}

#[test]
fn an_allowance_of_nothing_is_stored_only_with_a_time_of_expiry() {
    let [alice, bob] = [[1, 2], [3, 4]].map(CanonicalAddr::from);
    let keys = Keys::between(&alice, &bob);
    let mut storage = MockStorage::new();
    let nothing = |expires| AllowanceResponse {
        allowance: Uint128::zero(),
        expires,
    };

    let for_a_while = nothing(Expiration::AtHeight(9));
    add_allowance(&mut storage, &keys, &for_a_while).unwrap();
    assert_eq!(Ok(Some(for_a_while)), allowance(&storage, &keys));

    save_allowance(&mut storage, &keys, &nothing(Expiration::Never {})).unwrap();
    assert_eq!(Ok(None), allowance(&storage, &keys));
    assert_eq!(None, storage.get(&keys.note));
}

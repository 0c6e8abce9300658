//! What a handle reads from another contract's store. A layout that it does not know is never read as a wrong
//! value: whoever stores nothing, or in another layout, is asked.

use cosmwasm_std::testing::{MockApi, MockQuerier};
use cosmwasm_std::{
    to_json_binary, Addr, Binary, ContractResult, Empty, QuerierWrapper, StdError, StdResult,
    SystemResult, Uint128, WasmQuery,
};
use mirror_bytes::Bytes;
use serde_json::{json, Value};
use terraswap::asset::{AssetInfo, PairInfo};
use terraswap::factory::PairFactory;
use terraswap::ledger::{balance_key, BALANCE, SUPPLY, TOKEN};
use terraswap::registry::{pair_key, StoredPair};
use terraswap::token::Token;

/// A record in the layout of today, and in one of tomorrow.
const OURS: &[u8] = &[1, 7, 7];
const OTHER: &[u8] = &[2, 7, 7];

/// A contract with this store, which gives one answer to every question.
fn chain(stored: Vec<(Vec<u8>, Vec<u8>)>, answer: Value) -> MockQuerier<Empty> {
    let mut chain = MockQuerier::default();
    chain.update_wasm(move |query| {
        let answer = match query {
            WasmQuery::Raw { key, .. } => {
                let found = stored.iter().find(|(at, _)| key == at);
                Binary::from(found.map_or(vec![], |(_, value)| value.clone()))
            }
            WasmQuery::Smart { .. } => to_json_binary(&answer).unwrap(),
            other => panic!("not asked for: {other:?}"),
        };
        SystemResult::Ok(ContractResult::Ok(answer))
    });
    chain
}

fn pair() -> PairInfo {
    let api = MockApi::default();
    PairInfo {
        asset_infos: [
            AssetInfo::native("uusd"),
            AssetInfo::token(api.addr_make("token")),
        ],
        contract_addr: api.addr_make("pair").into_string(),
        liquidity_token: api.addr_make("lp").into_string(),
        asset_decimals: [6, 18],
    }
}

/// The pair of a factory that stores this under the pair's key, and answers with other decimals.
fn found(stored: Option<Vec<u8>>) -> StdResult<PairInfo> {
    let (api, pair) = (MockApi::default(), pair());
    let key = pair_key(&api, &pair.asset_infos).unwrap();
    let asked = PairInfo {
        asset_decimals: [1, 2],
        ..pair.clone()
    };
    let stored = stored.map(|value| (key, value)).into_iter().collect();
    let chain = chain(stored, serde_json::to_value(asked).unwrap());
    let factory = PairFactory(Addr::unchecked("factory"));
    factory.stored_pair(&QuerierWrapper::new(&chain), &api, pair.asset_infos)
}

#[test]
fn a_pair_is_read_from_the_factorys_store() {
    let stored = StoredPair::of(&MockApi::default(), &pair()).unwrap();

    assert_eq!(Ok(pair()), found(Some(stored.to_bytes())));
}

#[test]
fn a_factory_that_stores_no_pair_or_in_another_layout_is_asked() {
    for stored in [None, Some(OTHER.to_vec())] {
        assert_eq!([1, 2], found(stored).unwrap().asset_decimals);
    }
}

/// T-14: storage traps.
#[test]
fn a_damaged_pair_is_an_error_and_not_asked_for() {
    let damaged = found(Some(OURS.to_vec()));

    assert!(matches!(damaged, Err(StdError::ParseErr { .. })));
}

/// Supply and alice's balance of a token that stores this, and answers 5 and 6.
fn amounts(stored: &[(&[u8], &[u8])]) -> StdResult<[u128; 2]> {
    let api = MockApi::default();
    let alice = api.addr_make("alice");
    let key = |kind: &[u8]| match kind {
        [BALANCE] => balance_key(&api, alice.as_str()).unwrap(),
        kind => kind.to_vec(),
    };
    let stored = stored
        .iter()
        .map(|(kind, value)| (key(kind), value.to_vec()));
    let answer = json!({ "name": "token", "symbol": "TOKEN", "decimals": 6, "total_supply": "5",
        "balance": "6" });
    let chain = chain(stored.collect(), answer);
    let (token, querier) = (Token(api.addr_make("token")), QuerierWrapper::new(&chain));
    let supply = token.stored_supply(&querier)?;
    let balance = token.stored_balance(&querier, &api, &alice)?;
    Ok([supply, balance].map(|amount: Uint128| amount.u128()))
}

#[test]
fn supply_and_balances_are_read_from_our_ledger() {
    let (supply, balance): (&[u8], &[u8]) = (&[1, 0], &[9]);

    let stored = [(TOKEN, OURS), (SUPPLY, supply), (&[BALANCE], balance)];
    assert_eq!(Ok([256, 9]), amounts(&stored));
    assert_eq!(Ok([0, 0]), amounts(&[(TOKEN, OURS)]));
}

#[test]
fn a_token_that_keeps_another_ledger_is_asked() {
    for stored in [vec![], vec![(TOKEN, OTHER)], vec![(TOKEN, &b"{}"[..])]] {
        assert_eq!(Ok([5, 6]), amounts(&stored));
    }
}

/// T-14: storage traps.
#[test]
fn damaged_amounts_are_an_error_and_not_asked_for() {
    let too_long: &[u8] = &[1; 17];

    for kind in [SUPPLY, &[BALANCE]] {
        let damaged = amounts(&[(TOKEN, OURS), (kind, too_long)]);
        assert!(matches!(damaged, Err(StdError::ParseErr { .. })));
    }
}

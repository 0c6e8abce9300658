use cosmwasm_std::testing::{mock_dependencies, MockApi, MockQuerier, MockStorage};
use cosmwasm_std::{Binary, ContractResult, OwnedDeps, SystemError, SystemResult, WasmQuery};
use mirror_bytes::Bytes;
use mirror_protocol::oracle::{Halt, PostedPrice};

use super::*;
use crate::config::Config;
use crate::state::CONFIG;

const NOW: u64 = 1_020;

fn peers() -> Peers {
    let contract = Addr::unchecked;
    Peers {
        owner: contract("owner"),
        mirror_token: contract("mir"),
        mint_contract: contract("mint"),
        oracle_contract: contract("oracle"),
        terraswap_factory: contract("pairs"),
        staking_contract: contract("staking"),
        commission_collector: contract("collector"),
    }
}

/// A factory with an oracle that stores these bytes as the price and gives this answer.
fn factory(
    stored: &'static [u8],
    answer: Option<&'static str>,
) -> OwnedDeps<MockStorage, MockApi, MockQuerier> {
    let mut deps = mock_dependencies();
    let config = Config {
        token_code_id: 1,
        base_denom: "uusd".to_string(),
        peers: Some(peers()),
    };
    CONFIG.save(&mut deps.storage, &config);
    deps.querier
        .update_wasm(move |query| match (query, answer) {
            (WasmQuery::Raw { .. }, _) => {
                SystemResult::Ok(ContractResult::Ok(Binary::from(stored)))
            }
            (_, Some(answer)) => SystemResult::Ok(ContractResult::Ok(answer.as_bytes().into())),
            _ => SystemResult::Err(SystemError::Unknown {}),
        });
    deps
}

fn last_of(
    stored: &'static [u8],
    answer: Option<&'static str>,
) -> Result<Option<LastPrice>, ContractError> {
    let deps = factory(stored, answer);
    last(deps.as_ref(), &peers(), &Addr::unchecked("asset"), NOW)
}

#[test]
fn a_posted_price_is_read_without_a_question() {
    let posted = PostedPrice {
        price: Decimal::percent(120),
        time: 1_000,
        halt: Some(Halt {
            since: 1_010,
            until: 1_070,
        }),
    };
    let stored: &'static [u8] = posted.to_bytes().leak();

    assert_eq!(Ok(Some(posted.at(NOW))), last_of(stored, None));
}

#[test]
fn an_oracle_with_another_layout_is_asked() {
    let answer = r#"{"rate":"9","last_updated_base":1015,"last_updated_quote":1016}"#;
    let told = LastPrice {
        price: Decimal::percent(900),
        time: 1_015,
        halted_until: None,
    };

    assert_eq!(Ok(Some(told)), last_of(&[2, 7, 7], Some(answer)));
}

#[test]
fn an_asset_that_is_not_registered_has_no_price() {
    assert_eq!(Ok(None), last_of(&[], None));
}

#[test]
fn a_damaged_price_is_an_error() {
    assert!(matches!(last_of(&[1], None), Err(ContractError::Std(_))));
}

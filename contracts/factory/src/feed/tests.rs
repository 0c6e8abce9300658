use cosmwasm_std::testing::mock_dependencies;
use cosmwasm_std::{Binary, ContractResult, StdError, SystemError, SystemResult, WasmQuery};
use mirror_bytes::{Bytes, BytesError};
use mirror_protocol::oracle::{Halt, PostedPrice};

use super::*;

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

/// What the factory finds where an oracle stores these bytes as the price.
fn last_of(stored: &'static [u8]) -> Result<Option<LastPrice>, ContractError> {
    let mut deps = mock_dependencies();
    deps.querier.update_wasm(move |query| match query {
        WasmQuery::Raw { .. } => SystemResult::Ok(ContractResult::Ok(Binary::from(stored))),
        _ => SystemResult::Err(SystemError::Unknown {}),
    });
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

    assert_eq!(Ok(Some(posted.at(NOW))), last_of(stored));
}

#[test]
fn an_asset_that_is_not_registered_has_no_price() {
    assert_eq!(Ok(None), last_of(&[]));
}

#[test]
fn a_price_that_is_damaged_or_in_another_layout_is_an_error() {
    for (stored, error) in [
        (&[1][..], BytesError::Damaged),
        (&[2, 7, 7], BytesError::OtherLayout),
    ] {
        let refusal = ContractError::Std(StdError::parse_err("PostedPrice", error));

        assert_eq!(Err(refusal), last_of(stored));
    }
}

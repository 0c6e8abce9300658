//! How a token begins.

use cosmwasm_std::{StdError, Uint128};
use cw20::{LogoInfo, MarketingInfoResponse, TokenInfoResponse};
use cw20_base::msg::QueryMsg;
use mirror_testing::{codes, TestChain};
use terraswap_token::ContractError;

use crate::setup::Setup;

fn refusal(change: serde_json::Value) -> ContractError {
    let mut chain = TestChain::new();
    let holder = chain.account("holder");
    let mut msg = serde_json::json!({
        "name": "Mirror",
        "symbol": "MIR",
        "decimals": 6,
        "initial_balances": [{ "address": holder, "amount": "1000" }],
    });
    for (key, value) in change.as_object().unwrap() {
        msg[key] = value.clone();
    }
    let refusal = chain.try_create(codes::terraswap_token(), &holder, &msg);
    refusal.unwrap_err().downcast().unwrap()
}

#[test]
fn a_supply_above_the_cap_is_refused() {
    let minter = TestChain::new().account("minter");

    let refusal = refusal(serde_json::json!({ "mint": { "minter": minter, "cap": "999" } }));

    let supply = Uint128::new(1_000);
    assert_eq!(ContractError::InitialSupplyExceedsCap { supply }, refusal);
}

#[test]
fn an_account_is_given_its_balance_once() {
    let holder = TestChain::new().account("holder");
    let twice = serde_json::json!([
        { "address": holder, "amount": "1" },
        { "address": holder, "amount": "1" },
    ]);

    let refusal = refusal(serde_json::json!({ "initial_balances": twice }));

    let expected = cw20_base::ContractError::DuplicateInitialBalanceAddresses {};
    assert_eq!(ContractError::Cw20(expected), refusal);
}

#[test]
fn a_name_too_short_is_refused_as_cw20_base_does() {
    let refusal = refusal(serde_json::json!({ "name": "MI" }));

    let is_about_the_name = matches!(
        &refusal,
        ContractError::Cw20(cw20_base::ContractError::Std(StdError::GenericErr { msg, .. }))
            if msg.contains("Name")
    );
    assert!(is_about_the_name, "{refusal:?}");
}

#[test]
fn what_wallets_show_is_kept_beside_the_token() {
    let mut chain = TestChain::new();
    let keeper = chain.account("keeper");
    let msg = serde_json::json!({
        "name": "Mirror",
        "symbol": "MIR",
        "decimals": 6,
        "initial_balances": [],
        "marketing": {
            "project": "mirror",
            "description": "a mirror",
            "marketing": keeper,
            "logo": { "url": "ipfs" },
        },
    });

    let token = chain.create(codes::terraswap_token(), &keeper, &msg);

    let shown: MarketingInfoResponse = chain.query(&token, &QueryMsg::MarketingInfo {});
    let expected = MarketingInfoResponse {
        project: Some("mirror".to_string()),
        description: Some("a mirror".to_string()),
        logo: Some(LogoInfo::Url("ipfs".to_string())),
        marketing: Some(keeper),
    };
    assert_eq!(expected, shown);
    let info: TokenInfoResponse = chain.query(&token, &QueryMsg::TokenInfo {});
    assert_eq!(Uint128::zero(), info.total_supply);
    let noted = cw2::query_contract_info(&chain.app.wrap(), token.as_str()).unwrap();
    assert_eq!("terraswap-token", noted.contract);
}

/// A part of the token is cw20-base's, which stores a name of its own; the token's replaces it.
#[test]
fn the_token_goes_by_its_own_name() {
    let setup = Setup::new();

    let noted = cw2::query_contract_info(&setup.chain.app.wrap(), setup.token.as_str()).unwrap();

    assert_eq!("terraswap-token", noted.contract);
    assert_eq!(env!("CARGO_PKG_VERSION"), noted.version);
}

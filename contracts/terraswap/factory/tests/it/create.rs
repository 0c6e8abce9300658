//! `create_pair`.

use cosmwasm_std::testing::{mock_dependencies, mock_env};
use cosmwasm_std::{Addr, Binary, Reply, SubMsgResult};
use mirror_testing::{assert_refused, attributes};
use terraswap::asset::{AssetInfo, PairInfo};
use terraswap::factory::{ExecuteMsg, QueryMsg};
use terraswap::pair::QueryMsg as PairQueryMsg;
use terraswap_factory::{contract, ContractError};

use crate::setup::{base, empty, luna, Setup};
use crate::stub::token_of_decimals;

#[test]
fn anyone_creates_a_pair_that_the_factory_administers() {
    let mut setup = Setup::new();
    let token = setup.token.clone();

    let response = setup.creates(empty([&base(), &token]), &[]).unwrap();

    let told = attributes(&response, &setup.market.factory);
    let [action, name, pair, lp] = told.as_slice() else {
        panic!("{told:?}");
    };
    assert_eq!(("action", "create_pair"), (action.0.as_str(), &*action.1));
    let expected = format!("uusd-{}", token.id());
    assert_eq!(("pair", expected), (name.0.as_str(), name.1.clone()));
    assert_eq!("pair_contract_addr", pair.0);
    assert_eq!("liquidity_token_addr", lp.0);
    let contract = Addr::unchecked(&pair.1);
    let info: PairInfo = setup.market.chain.query(&contract, &PairQueryMsg::Pair {});
    let expected = PairInfo {
        asset_infos: [base(), token],
        contract_addr: pair.1.clone(),
        liquidity_token: lp.1.clone(),
        asset_decimals: [6, 8],
    };
    assert_eq!(expected, info);
    let data = setup.market.chain.app.contract_data(&contract).unwrap();
    assert_eq!(Some(setup.market.factory.clone()), data.admin);
    assert_eq!("pair", data.label);
}

#[test]
fn the_older_form_names_the_assets_alone() {
    let mut setup = Setup::new();
    let (alice, factory) = (setup.alice.clone(), setup.market.factory.clone());
    let msg = serde_json::json!({ "create_pair": { "asset_infos": [setup.token, base()] } });

    let outcome = setup.market.chain.execute(&alice, &factory, &msg, &[]);

    assert!(outcome.is_ok());
    let asset_infos = [setup.token.clone(), base()];
    let question = QueryMsg::Pair {
        asset_infos: asset_infos.clone(),
    };
    let info: PairInfo = setup.market.chain.query(&factory, &question);
    assert_eq!(asset_infos, info.asset_infos);
}

#[test]
fn the_assets_are_given_in_one_form() {
    let mut setup = Setup::new();
    let alice = setup.alice.clone();

    let both = ExecuteMsg::CreatePair {
        assets: Some(empty([&base(), &luna()])),
        asset_infos: Some([base(), luna()]),
    };
    let neither = ExecuteMsg::CreatePair {
        assets: None,
        asset_infos: None,
    };
    for msg in [both, neither] {
        let refusal = setup.send(&alice, &msg, &[]);

        assert_refused(refusal, ContractError::AssetsAmbiguous {});
    }
}

#[test]
fn a_pair_has_two_different_assets() {
    let mut setup = Setup::new();

    let refusal = setup.creates(empty([&base(), &base()]), &[]);

    let asset = "uusd".to_string();
    assert_refused(refusal, ContractError::SameAsset { asset });
}

#[test]
fn both_assets_are_known() {
    let mut setup = Setup::new();
    let account = AssetInfo::token(setup.alice.as_str());
    let pair = setup.market.new_pair([&base(), &setup.token.clone()]);
    let unknown = [
        AssetInfo::native("ukrw"),
        AssetInfo::native(setup.token.id()),
        AssetInfo::token("uusd"),
        AssetInfo::token(""),
        AssetInfo::token(setup.token.id().to_uppercase()),
        AssetInfo::token(pair.contract_addr),
        account,
    ];

    for info in unknown {
        let asset = info.to_string();
        let refusal = setup.creates(empty([&info, &base()]), &[]);
        assert_refused(
            refusal,
            ContractError::AssetUnknown {
                place: 1,
                asset: asset.clone(),
            },
        );

        let refusal = setup.creates(empty([&base(), &info]), &[]);
        assert_refused(refusal, ContractError::AssetUnknown { place: 2, asset });
    }
}

/// The pair brings amounts to the same decimals before it compares them, and with 200 decimals they
/// would fit no number.
#[test]
fn a_token_of_more_than_18_decimals_gets_no_pair() {
    let mut setup = Setup::new();

    for given in [19, 200, u8::MAX] {
        let token = token_of_decimals(&mut setup, given);
        for infos in [[&token, &base()], [&base(), &token]] {
            let refusal = setup.creates(empty(infos), &[]);
            assert_refused(refusal, ContractError::TooManyDecimals { given });
        }
    }
    let token = token_of_decimals(&mut setup, 18);
    setup.creates(empty([&token, &base()]), &[]).unwrap();
}

#[test]
fn two_assets_have_one_pair_in_whatever_order() {
    let mut setup = Setup::new();
    let token = setup.token.clone();
    setup.creates(empty([&base(), &token]), &[]).unwrap();

    for infos in [[&base(), &token], [&token, &base()]] {
        let refusal = setup.creates(empty(infos), &[]);

        let pair = format!("{}-{}", infos[0], infos[1]);
        assert_refused(refusal, ContractError::PairAlreadyExists { pair });
    }
}

#[test]
fn an_lp_token_is_an_asset_like_any_other() {
    let mut setup = Setup::new();
    let pair = setup.market.new_pair([&base(), &luna()]);
    let shares = AssetInfo::token(pair.liquidity_token);

    let pair = setup.market.new_pair([&base(), &shares]);

    assert_eq!([6, 6], pair.asset_decimals);
}

#[test]
fn errors_begin_with_the_words_of_the_specification() {
    let text = String::new;
    let errors = [
        (ContractError::Unauthorized {}, "unauthorized"),
        (
            ContractError::AssetsAmbiguous {},
            "give either assets or asset_infos",
        ),
        (ContractError::SameAsset { asset: text() }, "same asset"),
        (
            ContractError::AssetUnknown {
                place: 2,
                asset: text(),
            },
            "asset2 is invalid",
        ),
        (
            ContractError::PairAlreadyExists { pair: text() },
            "Pair already exists",
        ),
        (ContractError::InvalidZeroAmount {}, "Invalid zero amount"),
        (
            ContractError::DenomNotVerified { denom: text() },
            "a balance greater than zero is required by the factory for verification",
        ),
        (ContractError::UnknownReply { id: 2 }, "invalid reply msg"),
    ];

    for (error, words) in errors {
        assert!(error.to_string().starts_with(words), "{error}");
    }
}

/// T-11: reply confusion.
#[test]
fn an_unknown_reply_is_an_error() {
    let reply = Reply {
        id: 2,
        payload: Binary::default(),
        gas_used: 0,
        result: SubMsgResult::Err(String::new()),
    };

    let refusal = contract::reply(mock_dependencies().as_mut(), mock_env(), reply);

    assert_eq!(Err(ContractError::UnknownReply { id: 2 }), refusal);
}

/// T-11: reply confusion.
#[test]
fn a_reply_without_its_context_is_an_error() {
    let reply = Reply {
        id: 1,
        payload: Binary::default(),
        gas_used: 0,
        result: SubMsgResult::Err(String::new()),
    };

    let refusal = contract::reply(mock_dependencies().as_mut(), mock_env(), reply);

    assert!(matches!(refusal, Err(ContractError::Std(_))));
}

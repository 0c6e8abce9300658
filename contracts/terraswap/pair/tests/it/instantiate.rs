//! How a pair comes to be.

use cosmwasm_std::testing::{mock_dependencies, mock_env};
use cosmwasm_std::{coin, Addr, Binary, Reply, SubMsgResult, Uint128};
use cw20::{Cw20QueryMsg, MinterResponse};
use cw_multi_test::{ContractWrapper, Executor};
use mirror_testing::{codes, Market, TestChain};
use terraswap::asset::{token_info, AssetInfo, PairInfo};
use terraswap::funds::FundsError;
use terraswap::pair::{InstantiateMsg, QueryMsg};
use terraswap_pair::{contract, ContractError};

/// Make a pair of these assets by hand, with a coin if told.
fn make(asset_infos: [AssetInfo; 2], coins: u128) -> (TestChain, anyhow::Result<Addr>) {
    let mut chain = TestChain::new();
    let creator = chain.account("creator");
    chain.fund(&creator, &[coin(1, "uusd")]);
    let token_code_id = chain.app.store_code(codes::terraswap_token());
    let code_id = chain.app.store_code(codes::terraswap_pair());
    let msg = InstantiateMsg {
        asset_infos,
        token_code_id,
        asset_decimals: [6, 8],
    };
    let coins: Vec<_> = (coins > 0)
        .then(|| coin(coins, "uusd"))
        .into_iter()
        .collect();
    let pair = chain
        .app
        .instantiate_contract(code_id, creator, &msg, &coins, "pair", None);
    (chain, pair)
}

fn two_coins() -> [AssetInfo; 2] {
    ["uusd", "uluna"].map(AssetInfo::native)
}

#[test]
fn a_new_pair_has_made_its_own_lp_token() {
    let (chain, pair) = make(two_coins(), 0);
    let pair = pair.unwrap();

    let info: PairInfo = chain.query(&pair, &QueryMsg::Pair {});
    let lp = Addr::unchecked(&info.liquidity_token);
    assert_eq!(two_coins(), info.asset_infos);
    assert_eq!([6, 8], info.asset_decimals);
    assert_eq!(pair.as_str(), info.contract_addr);
    let lp_info = token_info(&chain.app.wrap(), &lp).unwrap();
    assert_eq!(("uLP", 6), (lp_info.symbol.as_str(), lp_info.decimals));
    assert_eq!("terraswap liquidity token", lp_info.name);
    assert_eq!(Uint128::zero(), lp_info.total_supply);
    let minter: Option<MinterResponse> = chain.query(&lp, &Cw20QueryMsg::Minter {});
    let expected = MinterResponse {
        minter: pair.to_string(),
        cap: None,
    };
    assert_eq!(Some(expected), minter);
    assert_eq!(None, chain.app.contract_data(&lp).unwrap().admin);
    assert_eq!("lp", chain.app.contract_data(&lp).unwrap().label);
}

#[test]
fn a_pair_has_two_different_assets() {
    let (_, refusal) = make([AssetInfo::native("uusd"), AssetInfo::native("uusd")], 0);

    let expected = ContractError::SameAsset {
        asset: "uusd".to_string(),
    };
    assert_eq!(Some(&expected), refusal.unwrap_err().downcast_ref());
}

#[test]
fn a_pair_is_made_without_coins() {
    let (_, refusal) = make(two_coins(), 1);

    let expected = ContractError::Funds(FundsError::Unexpected {
        received: "1uusd".to_string(),
    });
    assert_eq!(Some(&expected), refusal.unwrap_err().downcast_ref());
}

/// T-02: bad or odd-case address.
#[test]
fn a_token_has_an_address_in_the_chains_spelling() {
    let mut market = Market::new();
    let token = market.new_token("mAAPL", 6);
    for address in ["", "nobody", &token.id().to_uppercase()] {
        let (_, refusal) = make([AssetInfo::native("uusd"), AssetInfo::token(address)], 0);

        assert!(matches!(
            refusal.unwrap_err().downcast_ref(),
            Some(ContractError::Std(_))
        ));
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

#[test]
fn an_lp_token_that_stores_in_another_form_makes_no_pair() {
    let mut chain = TestChain::new();
    let creator = chain.account("creator");
    let foreign = ContractWrapper::new(
        cw20_base::contract::execute,
        cw20_base::contract::instantiate,
        cw20_base::contract::query,
    );
    let msg = InstantiateMsg {
        asset_infos: two_coins(),
        token_code_id: chain.app.store_code(Box::new(foreign)),
        asset_decimals: [6, 6],
    };

    let refusal = chain.try_create(codes::terraswap_pair(), &creator, &msg);

    assert_eq!(
        Some(&ContractError::ForeignLiquidityToken {}),
        refusal.unwrap_err().downcast_ref()
    );
}

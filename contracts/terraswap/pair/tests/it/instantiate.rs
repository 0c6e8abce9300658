//! How a pair comes to be.

use cosmwasm_std::Uint128;
use cw_multi_test::Executor;
use mirror_testing::{codes, TestChain};
use terraswap::asset::{token_info, AssetInfo, PairInfo};
use terraswap::pair::{InstantiateMsg, QueryMsg};

#[test]
fn a_new_pair_has_made_its_own_lp_token() {
    let mut chain = TestChain::new();
    let creator = chain.account("creator");
    let token_code_id = chain.app.store_code(codes::terraswap_token());
    let code_id = chain.app.store_code(codes::terraswap_pair());
    let msg = InstantiateMsg {
        asset_infos: [AssetInfo::native("uusd"), AssetInfo::native("uluna")],
        token_code_id,
        asset_decimals: [6, 8],
    };

    let pair = chain
        .app
        .instantiate_contract(code_id, creator, &msg, &[], "pair", None)
        .unwrap();

    let info: PairInfo = chain.query(&pair, &QueryMsg::Pair {});
    let lp = cosmwasm_std::Addr::unchecked(&info.liquidity_token);
    assert_eq!(msg.asset_infos, info.asset_infos);
    assert_eq!([6, 8], info.asset_decimals);
    assert_eq!(pair.as_str(), info.contract_addr);
    let lp_info = token_info(&chain.app.wrap(), &lp).unwrap();
    assert_eq!(("uLP", 6), (lp_info.symbol.as_str(), lp_info.decimals));
    assert_eq!("terraswap liquidity token", lp_info.name);
    assert_eq!(Uint128::zero(), lp_info.total_supply);
}

//! What a spender may take.

use cosmwasm_std::{OverflowError, OverflowOperation, StdError, Uint128};
use cw20::{
    AllSpenderAllowancesResponse, AllowanceResponse, Cw20ExecuteMsg, Cw20QueryMsg, Expiration,
};
use mirror_testing::assert_refused;
use terraswap_token::ContractError;

use crate::setup::Setup;

fn increase(
    spender: &cosmwasm_std::Addr,
    amount: u128,
    expires: Option<Expiration>,
) -> Cw20ExecuteMsg {
    Cw20ExecuteMsg::IncreaseAllowance {
        spender: spender.to_string(),
        amount: amount.into(),
        expires,
    }
}

fn allowance(setup: &Setup) -> AllowanceResponse {
    let question = Cw20QueryMsg::Allowance {
        owner: setup.holder.to_string(),
        spender: setup.stranger.to_string(),
    };
    setup.chain.query(&setup.token, &question)
}

fn take(setup: &mut Setup, amount: u128) -> anyhow::Result<cw_multi_test::AppResponse> {
    let (holder, stranger) = (setup.holder.clone(), setup.stranger.clone());
    let message = Cw20ExecuteMsg::TransferFrom {
        owner: holder.to_string(),
        recipient: stranger.to_string(),
        amount: amount.into(),
    };
    setup.send(&stranger, &message)
}

#[test]
fn an_allowance_that_is_used_up_is_gone_from_every_list() {
    let mut setup = Setup::new();
    let (holder, stranger) = (setup.holder.clone(), setup.stranger.clone());
    setup.send(&holder, &increase(&stranger, 10, None)).unwrap();

    take(&mut setup, 10).unwrap();

    let question = cw20_base::msg::QueryMsg::AllSpenderAllowances {
        spender: stranger.to_string(),
        start_after: None,
        limit: None,
    };
    let listed: AllSpenderAllowancesResponse = setup.chain.query(&setup.token, &question);
    assert_eq!(AllSpenderAllowancesResponse::default(), listed);
    assert_refused(
        take(&mut setup, 0),
        ContractError::Cw20(cw20_base::ContractError::NoAllowance {}),
    );
}

#[test]
fn the_time_of_a_used_up_allowance_binds_what_is_added_later() {
    let mut setup = Setup::new();
    let (holder, stranger) = (setup.holder.clone(), setup.stranger.clone());
    let end = Expiration::AtTime(setup.chain.app.block_info().time.plus_seconds(100));
    setup
        .send(&holder, &increase(&stranger, 10, Some(end)))
        .unwrap();
    take(&mut setup, 10).unwrap();

    setup.send(&holder, &increase(&stranger, 7, None)).unwrap();
    setup.chain.pass(100);
    let refusal = take(&mut setup, 1);

    let expected = AllowanceResponse {
        allowance: Uint128::new(7),
        expires: end,
    };
    assert_eq!(expected, allowance(&setup));
    assert_refused(
        refusal,
        ContractError::Cw20(cw20_base::ContractError::Expired {}),
    );
}

#[test]
fn an_allowance_that_would_not_fit_is_refused_where_cw20_base_traps() {
    let mut setup = Setup::new();
    let (holder, stranger) = (setup.holder.clone(), setup.stranger.clone());
    setup
        .send(&holder, &increase(&stranger, u128::MAX, None))
        .unwrap();

    let refusal = setup.send(&holder, &increase(&stranger, 1, None));

    let expected = StdError::from(OverflowError::new(OverflowOperation::Add));
    assert_refused(refusal, ContractError::Cw20(expected.into()));
    assert_eq!(Uint128::MAX, allowance(&setup).allowance);
}

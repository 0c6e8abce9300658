//! Contracts and users that lie.

use cosmwasm_std::{to_json_binary, Addr, Decimal, Uint128};
use cw20::Cw20ReceiveMsg;
use mirror_mint::ContractError;
use mirror_protocol::collateral_oracle::SourceType;
use mirror_protocol::mint::{Cw20HookMsg, ExecuteMsg};
use mirror_testing::assert_refused;
use terraswap::asset::{Asset, AssetInfo};

use crate::setup::{base, decimal, luna, Answer, Setup, FORTUNE};
use crate::stubs::{answering, teach};

/// A contract claims that `sender` has sent it this much for `hook`.
fn forge(
    setup: &mut Setup,
    token: &Addr,
    sender: &str,
    amount: u128,
    hook: &Cw20HookMsg,
) -> Answer {
    let mint = setup.mint.clone();
    let msg = ExecuteMsg::Receive(Cw20ReceiveMsg {
        sender: setup.who(sender).into_string(),
        amount: Uint128::new(amount),
        msg: to_json_binary(hook).unwrap(),
    });
    setup.market.chain.execute(token, &mint, &msg, &[])
}

fn hooks(setup: &Setup, idx: Uint128) -> [Cw20HookMsg; 4] {
    [
        Cw20HookMsg::Burn { position_idx: idx },
        Cw20HookMsg::Auction { position_idx: idx },
        Cw20HookMsg::Deposit { position_idx: idx },
        Cw20HookMsg::OpenPosition {
            asset_info: AssetInfo::token(setup.token("mAAPL")),
            collateral_ratio: decimal("2"),
            short_params: None,
        },
    ]
}

/// T-03: fake cw20 calls `receive`.
#[test]
fn a_fake_token_buys_burns_and_backs_nothing() {
    let mut setup = Setup::new().with_asset("mAAPL", "1");
    let idx = setup.opens("alice", base(1_000), "mAAPL", "2");
    let fake = answering(&mut setup, &"");

    for amount in [1, u128::MAX] {
        let forged = Asset::token(&fake, amount).to_string();
        let [burn, auction, deposit, open] = hooks(&setup, idx);
        for hook in [burn, auction] {
            let received = forged.clone();
            assert_refused(
                forge(&mut setup, &fake, "alice", amount, &hook),
                ContractError::WrongAsset { received },
            );
        }
        assert_refused(
            forge(&mut setup, &fake, "alice", amount, &deposit),
            ContractError::WrongCollateral { received: forged },
        );
        assert_refused(
            forge(&mut setup, &fake, "alice", amount, &open),
            ContractError::CollateralNotListed {
                asset: fake.to_string(),
            },
        );
    }
}

/// T-02: bad or odd-case address.
#[test]
fn the_sender_in_a_hook_is_an_address() {
    let mut setup = Setup::new().with_asset("mAAPL", "1");
    let idx = setup.opens("alice", base(1_000), "mAAPL", "2");
    let (token, mint) = (setup.token("mAAPL"), setup.mint.clone());
    let upper_case = setup.who("alice").as_str().to_uppercase();

    for sender in ["", "alice", &upper_case] {
        let msg = ExecuteMsg::Receive(Cw20ReceiveMsg {
            sender: sender.to_string(),
            amount: Uint128::one(),
            msg: to_json_binary(&Cw20HookMsg::Burn { position_idx: idx }).unwrap(),
        });
        let refusal = setup.market.chain.execute(&token, &mint, &msg, &[]);
        let error = refusal.unwrap_err();
        assert!(matches!(
            error.downcast_ref(),
            Some(ContractError::Std(_) | ContractError::NotOwner { .. })
        ));
    }
}

/// T-09: call order and re-entry.
#[test]
fn a_collateral_that_calls_back_while_it_is_paid_out_finds_it_gone() {
    let mut setup = Setup::new().with_asset("mAAPL", "1");
    // It has a cap, so mint asks what it holds of it.
    let evil = answering(&mut setup, &serde_json::json!({ "balance": "0" }));
    let price = SourceType::FixedPrice {
        price: Decimal::one(),
    };
    setup.accept(AssetInfo::token(&evil), price, "1");
    let [_, _, deposit, open] = hooks(&setup, Uint128::one());
    forge(&mut setup, &evil, "alice", 1_000, &open).unwrap();
    let debt = setup.of("mAAPL", 500);
    setup.tries_to_burn("alice", Uint128::one(), debt).unwrap();

    // While the token pays out everything it claims a new deposit into the closed position.
    let mint = setup.mint.clone();
    let again = ExecuteMsg::Receive(Cw20ReceiveMsg {
        sender: setup.who("alice").into_string(),
        amount: Uint128::new(1_000),
        msg: to_json_binary(&deposit).unwrap(),
    });
    teach(&mut setup, &evil, &mint, &again);

    assert_refused(
        setup.tries_to_withdraw("alice", Uint128::one(), None),
        ContractError::PositionNotFound {
            idx: Uint128::one(),
        },
    );
    assert!(setup.amounts(Uint128::one()).is_some());
}

/// T-10: amount taken from balance difference.
#[test]
fn gifts_belong_to_nobody() {
    let setup = Setup::new().with_asset("mAAPL", "1");
    let mut setup = setup.with_collateral(luna(0).info, "5", "1");
    let idx = setup.opens("alice", luna(1_000), "mAAPL", "2");
    let mint = setup.mint.clone();
    setup.gives("bob", "mAAPL", 777);
    let others = setup.market.balance(&mint, &base(0).info);
    let gift = [base(777), luna(777)].map(|gift| gift.as_coin().unwrap());
    let [of_base, of_luna] = gift;
    setup.market.chain.fund(&mint, &[of_luna, of_base]);
    let transfer = cw20::Cw20ExecuteMsg::Transfer {
        recipient: mint.to_string(),
        amount: Uint128::new(777),
    };
    let token = setup.token("mAAPL");
    setup.tries("bob", &token, &transfer).unwrap();

    let debt = setup.of("mAAPL", 2_500);
    setup.tries_to_burn("alice", idx, debt).unwrap();
    setup.tries_to_withdraw("alice", idx, None).unwrap();

    // The fee is 2,500 * 0.015 / 5 = 7.5, up.
    assert_eq!(FORTUNE - 8, setup.balance("alice", &luna(0).info));
    let in_base = setup.market.balance(&mint, &base(0).info);
    assert_eq!(777, in_base - others);
    for kept in [luna(0).info, AssetInfo::token(&token)] {
        assert_eq!(777, setup.market.balance(&mint, &kept), "{kept}");
    }
}

/// T-06: overflow, truncation, wrap.
#[test]
fn the_largest_amounts_are_errors_or_exact() {
    let mut setup = Setup::new().with_asset("mAAPL", "1000000000");
    let idx = setup.opens("alice", base(FORTUNE), "mAAPL", "1.5");
    let opened = setup.amounts(idx).unwrap();
    // FORTUNE / (10^9 * 1.5), rounded down.
    assert_eq!(FORTUNE / 1_500_000_000, opened.1);

    for amount in [u128::MAX, u128::MAX - opened.1] {
        let asset = setup.of("mAAPL", amount);
        let error = setup.tries_to_mint("alice", idx, asset).unwrap_err();
        assert!(matches!(
            error.downcast_ref(),
            Some(ContractError::Overflow(_) | ContractError::MintUncovered { .. })
        ));
    }
    let refusal = setup.tries_to_withdraw("alice", idx, Some(base(u128::MAX)));
    let expected = ContractError::WithdrawTooMuch {
        received: Uint128::MAX,
        held: Uint128::new(FORTUNE),
    };
    assert_refused(refusal, expected);
}

/// T-06: overflow, truncation, wrap.
#[test]
fn a_debt_beyond_the_largest_number_is_an_error() {
    let mut setup = Setup::new().with_asset("mAAPL", "0.000000000000000001");

    let refusal = setup.tries_to_open("alice", base(FORTUNE), "mAAPL", "1.5", None);

    let overflow = mirror_math::MathError::Overflow;
    assert_refused(refusal, ContractError::Math(overflow));
}

#[test]
fn a_mint_that_may_not_mint_opens_nothing() {
    let mut setup = Setup::new();
    let AssetInfo::Token { contract_addr } = setup.market.new_token("foreign", 6) else {
        panic!("a token is a token");
    };
    let token = Addr::unchecked(contract_addr);
    let feed = mirror_protocol::oracle::ExecuteMsg::RegisterAsset {
        asset_token: token.to_string(),
        feeder: setup.who("feeder").into_string(),
        max_deviation: None,
        standby: None,
    };
    let oracle = setup.oracle.clone();
    setup.tries("owner", &oracle, &feed).unwrap();
    let listing = crate::setup::register(&token, "1.5", "0.2");
    setup.owner_tries(&listing).unwrap();
    setup.knows("foreign", token);
    setup.feed(&[("foreign", "1")]);

    let refusal = setup.tries_to_open("alice", base(1_000), "foreign", "2", None);

    assert!(refusal.is_err());
    assert_eq!(FORTUNE, setup.balance("alice", &base(0).info));
    assert_eq!(None, setup.amounts(Uint128::one()));
}

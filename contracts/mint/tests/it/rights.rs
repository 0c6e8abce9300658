//! Who may do what, and with which coins.

use cosmwasm_std::{coin, Addr, Coin, Uint128};
use mirror_mint::ContractError;
use mirror_protocol::mint::{ConfigUpdate, Cw20HookMsg, ExecuteMsg};
use mirror_testing::assert_refused;
use terraswap::asset::{Asset, AssetInfo};
use terraswap::funds::FundsError;

use crate::setup::{base, decimal, Setup};

fn owner_messages(setup: &Setup) -> Vec<ExecuteMsg> {
    let token = setup.token("mAAPL");
    vec![
        ExecuteMsg::UpdateConfig(ConfigUpdate::default()),
        crate::setup::register(&token, "1", "1"),
        ExecuteMsg::UpdateAsset {
            asset_token: token.to_string(),
            auction_discount: None,
            min_collateral_ratio: None,
            ipo_params: None,
            debt_cap: None,
        },
        ExecuteMsg::AnnounceDelisting {
            asset_token: token.to_string(),
            end_price: Some(decimal("0")),
        },
        ExecuteMsg::RegisterMigration {
            asset_token: token.into_string(),
            end_price: decimal("0"),
        },
    ]
}

fn open(token: &Addr, collateral: Asset) -> ExecuteMsg {
    ExecuteMsg::OpenPosition {
        collateral,
        asset_info: AssetInfo::token(token),
        collateral_ratio: decimal("2"),
        short_params: None,
    }
}

/// T-01: caller not allowed.
#[test]
fn only_the_owner_lists_delists_and_configures() {
    let mut setup = Setup::new().with_asset("mAAPL", "1");
    let mint = setup.mint.clone();
    let contracts = [&setup.mint, &setup.oracle, &setup.lock, &setup.staking].map(Addr::clone);

    for msg in owner_messages(&setup) {
        for who in ["alice", "feeder", "provider"] {
            let refusal = setup.tries(who, &mint, &msg);
            assert_refused(refusal, ContractError::Unauthorized {});
        }
        for contract in &contracts {
            let refusal = setup.market.chain.execute(contract, &mint, &msg, &[]);
            assert_refused(refusal, ContractError::Unauthorized {});
        }
    }
}

/// T-05: native funds: missing, wrong, several, extra denom, duplicate denom.
#[test]
fn messages_without_payment_refuse_every_coin() {
    let mut setup = Setup::new().with_asset("mAAPL", "1");
    let idx = setup.opens("owner", base(1_000), "mAAPL", "2");
    let (owner, mint) = (setup.who("owner"), setup.mint.clone());
    let mut messages = owner_messages(&setup);
    messages.extend([
        ExecuteMsg::Withdraw {
            position_idx: idx,
            collateral: Some(base(1)),
        },
        ExecuteMsg::Mint {
            position_idx: idx,
            asset: setup.of("mAAPL", 1),
            short_params: None,
        },
        ExecuteMsg::TriggerIPO {
            asset_token: setup.token("mAAPL").into_string(),
        },
        ExecuteMsg::AcceptCollateral {
            asset_token: setup.token("mAAPL").into_string(),
        },
        ExecuteMsg::Receive(cw20_receive(&owner)),
    ]);

    for msg in messages {
        let coins = [coin(1, "uusd")];
        let refusal = setup.market.chain.execute(&owner, &mint, &msg, &coins);
        let expected = FundsError::Unexpected {
            received: "1uusd".to_string(),
        };
        assert_refused(refusal, ContractError::Funds(expected));
    }
}

fn cw20_receive(sender: &Addr) -> cw20::Cw20ReceiveMsg {
    cw20::Cw20ReceiveMsg {
        sender: sender.to_string(),
        amount: Uint128::one(),
        msg: cosmwasm_std::to_json_binary(&Cw20HookMsg::Burn {
            position_idx: Uint128::one(),
        })
        .unwrap(),
    }
}

/// T-05: native funds: missing, wrong, several, extra denom, duplicate denom.
#[test]
fn a_payment_is_exactly_the_coin_declared() {
    let mut setup = Setup::new().with_asset("mAAPL", "1");
    let idx = setup.opens("alice", base(1_000), "mAAPL", "2");
    let (alice, mint) = (setup.who("alice"), setup.mint.clone());
    let opening = open(&setup.token("mAAPL"), base(100));
    let deposit = ExecuteMsg::Deposit {
        position_idx: idx,
        collateral: base(100),
    };
    let wrong: [(&[Coin], &str); 5] = [
        (&[], "nothing"),
        (&[coin(99, "uusd")], "99uusd"),
        (&[coin(101, "uusd")], "101uusd"),
        (&[coin(100, "uluna")], "100uluna"),
        (&[coin(1, "uluna"), coin(100, "uusd")], "1uluna,100uusd"),
    ];

    for msg in [opening, deposit] {
        for (coins, transferred) in wrong {
            let refusal = setup.market.chain.execute(&alice, &mint, &msg, coins);
            let expected = FundsError::Mismatch {
                declared: "100uusd".to_string(),
                transferred: transferred.to_string(),
            };
            assert_refused(refusal, ContractError::Funds(expected));
        }
        let right = [coin(100, "uusd")];
        let accepted = setup.market.chain.execute(&alice, &mint, &msg, &right);
        accepted.unwrap();
    }
}

#[test]
fn a_payload_that_can_not_be_read_is_refused() {
    let mut setup = Setup::new().with_asset("mAAPL", "1");
    setup.gives("alice", "mAAPL", 10);
    let (alice, mint) = (setup.who("alice"), setup.mint.to_string());
    let paid = setup.of("mAAPL", 10);

    for payload in ["", "{}", "burn", r#"{"burn":{}}"#, r#"{"steal":{}}"#] {
        let refusal = setup.market.pay_with_text(&alice, &mint, &paid, payload);
        assert_refused(refusal, ContractError::InvalidHook {});
    }
    assert_eq!(10, setup.balance("alice", &paid.info));
}

#[test]
fn unknown_fields_of_a_message_are_ignored() {
    let mut setup = Setup::new().with_asset("mAAPL", "1");
    let idx = setup.opens("alice", base(1_000), "mAAPL", "2");
    let mint = setup.mint.clone();
    let msg = serde_json::json!({
        "withdraw": { "position_idx": idx, "collateral": null, "tip": "1" }
    });
    let debt = setup.of("mAAPL", 500);
    setup.tries_to_burn("alice", idx, debt).unwrap();

    setup.tries("alice", &mint, &msg).unwrap();

    assert_eq!(None, setup.amounts(idx));
}

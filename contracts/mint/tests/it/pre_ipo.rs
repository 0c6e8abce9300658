//! An asset before its IPO, and the trigger that ends that time.

use cosmwasm_std::{Addr, Uint128};
use mirror_mint::ContractError;
use mirror_protocol::collateral_oracle::CollateralInfoResponse;
use mirror_protocol::mint::{ExecuteMsg, IPOParams};
use mirror_testing::assert_refused;
use terraswap::asset::AssetInfo;

use crate::setup::{base, decimal, luna, pairs, Answer, Setup};

const MINT_END: u64 = 2_000;

/// 10,000 base at ratio 2 back 2,000 of an asset agreed at 2.5.
fn pre_ipo(trigger_addr: Option<&str>) -> (Setup, Uint128) {
    let mut setup = Setup::new();
    let token = setup.new_masset("mIPO");
    let msg = ExecuteMsg::RegisterAsset {
        asset_token: token.into_string(),
        auction_discount: decimal("0.2"),
        min_collateral_ratio: decimal("2"),
        ipo_params: Some(IPOParams {
            mint_end: MINT_END,
            pre_ipo_price: decimal("2.5"),
            min_collateral_ratio_after_ipo: decimal("1.5"),
            trigger_addr: trigger_addr.map(|name| setup.who(name).into_string()),
        }),
        debt_cap: None,
        collateral: None,
    };
    setup.owner_tries(&msg).unwrap();
    let idx = setup.opens("alice", base(10_000), "mIPO", "2");
    (setup, idx)
}

fn tries_to_trigger(setup: &mut Setup, who: &str) -> Answer {
    let msg = ExecuteMsg::TriggerIPO {
        asset_token: setup.token("mIPO").into_string(),
    };
    let mint = setup.mint.clone();
    setup.tries(who, &mint, &msg)
}

fn as_collateral(setup: &Setup, token: &Addr) -> Option<CollateralInfoResponse> {
    let oracle =
        mirror_protocol::collateral_oracle::CollateralOracle(setup.collateral_oracle.clone());
    let querier = setup.market.chain.app.wrap();
    oracle.asset_info(&querier, token.as_str()).ok()
}

#[test]
fn the_agreed_price_holds_and_needs_no_feed() {
    let (mut setup, idx) = pre_ipo(None);
    assert_eq!(Some((10_000, 2_000)), setup.amounts(idx));

    setup.at(MINT_END);

    let minted = setup.of("mIPO", 1);
    assert_refused(
        setup.tries_to_mint("alice", idx, minted.clone()),
        ContractError::MintUncovered { idx },
    );
    setup.tries_to_deposit("alice", idx, base(5)).unwrap();
    setup.tries_to_mint("alice", idx, minted.clone()).unwrap();
    setup.tries_to_burn("alice", idx, minted).unwrap();
}

#[test]
fn after_the_minting_period_there_is_no_opening_minting_or_burning() {
    let (mut setup, idx) = pre_ipo(None);
    let one = setup.of("mIPO", 1);
    setup.at(MINT_END + 1);

    let ended = || ContractError::MintPeriodEnded { mint_end: MINT_END };
    assert_refused(
        setup.tries_to_open("alice", base(10_000), "mIPO", "2", None),
        ended(),
    );
    assert_refused(setup.tries_to_mint("alice", idx, one.clone()), ended());
    assert_refused(
        setup.tries_to_burn("alice", idx, one),
        ContractError::BurnPeriodEnded { mint_end: MINT_END },
    );
    setup.tries_to_deposit("alice", idx, base(5)).unwrap();
    setup
        .tries_to_withdraw("alice", idx, Some(base(5)))
        .unwrap();
    assert_refused(
        setup.tries_to_withdraw("alice", idx, Some(base(1))),
        ContractError::WithdrawUncovered { idx },
    );
}

#[test]
fn only_the_base_denom_backs_it_and_it_backs_nothing() {
    let (setup, _) = pre_ipo(None);
    let token = setup.token("mIPO");
    let mut setup = setup
        .with_asset("mAAPL", "1")
        .with_collateral(luna(0).info, "5", "1");
    let in_ipo = setup.of("mIPO", 1_000);

    assert_refused(
        setup.tries_to_open("alice", luna(10_000), "mIPO", "2", None),
        ContractError::PreIpoCollateral {
            base_denom: "uusd".to_string(),
        },
    );
    assert_eq!(None, as_collateral(&setup, &token));
    assert_refused(
        setup.tries_to_open("alice", in_ipo, "mAAPL", "2", None),
        ContractError::CollateralNotListed {
            asset: token.into_string(),
        },
    );
}

#[test]
fn the_trigger_brings_the_oracles_price_and_the_ratio_agreed() {
    let (mut setup, idx) = pre_ipo(Some("carol"));
    let token = setup.token("mIPO");
    setup.at(MINT_END + 1);

    let answer = tries_to_trigger(&mut setup, "carol").unwrap();

    let expected = pairs(&[("action", "trigger_ipo"), ("asset_token", token.as_str())]);
    assert_eq!(expected, setup.event(&answer));
    let listing = setup.listing("mIPO");
    assert_eq!(decimal("1.5"), listing.min_collateral_ratio);
    assert_eq!(None, listing.ipo_params);
    let entry = as_collateral(&setup, &token).unwrap();
    assert_eq!("mirror_oracle", entry.source_type);
    assert_eq!(decimal("1"), entry.multiplier);

    setup.feed(&[("mIPO", "3")]);
    let minted = setup.of("mIPO", 222);
    setup.tries_to_mint("alice", idx, minted).unwrap();
    let one = setup.of("mIPO", 1);
    assert_refused(
        setup.tries_to_mint("alice", idx, one),
        ContractError::MintUncovered { idx },
    );
}

#[test]
fn only_the_account_named_triggers_or_else_the_feeder() {
    let (mut setup, _) = pre_ipo(Some("carol"));
    let not_the_trigger = |setup: &Setup, trigger: &str| ContractError::NotTheTrigger {
        asset_token: setup.token("mIPO").into_string(),
        trigger: setup.who(trigger).into_string(),
    };
    for who in ["owner", "feeder", "bob"] {
        let refusal = tries_to_trigger(&mut setup, who);
        assert_refused(refusal, not_the_trigger(&setup, "carol"));
    }

    let (mut setup, _) = pre_ipo(None);
    for who in ["owner", "carol"] {
        let refusal = tries_to_trigger(&mut setup, who);
        assert_refused(refusal, not_the_trigger(&setup, "feeder"));
    }
    tries_to_trigger(&mut setup, "feeder").unwrap();

    let refusal = tries_to_trigger(&mut setup, "feeder");
    let asset_token = setup.token("mIPO").into_string();
    assert_refused(refusal, ContractError::NoIpoParams { asset_token });
}

#[test]
fn the_old_spelling_of_the_trigger_is_understood() {
    let (mut setup, _) = pre_ipo(None);
    let token = setup.token("mIPO");
    let mint = setup.mint.clone();

    for name in ["trigger_i_p_o", "trigger_ipo"] {
        let msg = serde_json::json!({ name: { "asset_token": token } });
        let answer = setup.tries("feeder", &mint, &msg);
        assert_eq!(name == "trigger_i_p_o", answer.is_ok());
    }
    assert_eq!(None, setup.listing("mIPO").ipo_params);
}

#[test]
fn the_trigger_leaves_a_collateral_that_is_already_known_as_it_is() {
    let (setup, _) = pre_ipo(None);
    let token = setup.token("mIPO");
    let mut setup = setup.with_collateral(AssetInfo::token(&token), "3", "2");

    tries_to_trigger(&mut setup, "feeder").unwrap();

    let entry = as_collateral(&setup, &token).unwrap();
    assert_eq!(decimal("2"), entry.multiplier);
}

/// T-47: revoke fails for pre-IPO assets, end price read from an old feed.
#[test]
fn a_pre_ipo_asset_can_be_delisted() {
    let (mut setup, idx) = pre_ipo(None);
    let burned = setup.of("mIPO", 2_000);
    setup.at(MINT_END + 1);

    setup.delist("mIPO", "1");
    setup.tries_to_burn("alice", idx, burned).unwrap();

    // 2,000 at 1 are paid out, 30 of them as the fee.
    assert_eq!(Some((8_000, 0)), setup.amounts(idx));
    assert_eq!(30, setup.balance("collector", &base(0).info));
}

//! `convert`: how much is converted, how, and what stays.

use cosmwasm_std::{Addr, StdError};
use mirror_collector::ContractError;
use mirror_protocol::collector::ConfigUpdate;
use mirror_testing::{assert_attributes, assert_refused, decimal};
use terraswap::asset::AssetInfo;
use terraswap_pair::ContractError as PairError;

use crate::setup::{base, convert, luna, Setup};
use crate::stubs;

#[test]
fn mir_is_bought_as_far_as_the_pool_bears_it() {
    let mut setup = Setup::new();
    let mir = setup.mir.clone();
    setup.earns(&base(), 20_000_000_000);

    let response = setup.converts(&mir).unwrap();

    assert_attributes(
        &response,
        &setup.collector,
        &[
            ("action", "convert"),
            ("swap_type", "direct"),
            ("asset_token", mir.id()),
            ("amount", "3000000000"),
        ],
    );
    assert_eq!(17_000_000_000, setup.stock(&base()));
    assert_eq!(5_964_107_676, setup.stock(&mir));
    assert_eq!(
        [1_003_000_000_000, 2_000_000_000_000 - 5_964_107_676],
        setup.mir_pool()
    );
}

#[test]
fn the_limit_is_one_for_a_block_and_grows_with_the_pool() {
    let mut setup = Setup::new();
    setup.accepts("0.05");
    setup.earns(&base(), 20_000_000_000);
    setup.converts(&base()).unwrap();

    assert_eq!(0, setup.converted(&base()));
    assert_eq!(17_000_000_000, setup.stock(&base()));
    setup.next_block();

    assert_eq!(3_009_000_000, setup.converted(&base()));
    assert_eq!(0, setup.converted(&base()));
}

#[test]
fn naming_the_base_denom_is_naming_mir() {
    let [mut one, mut other] = [Setup::new(), Setup::new()];
    let mir = other.mir.clone();
    for setup in [&mut one, &mut other] {
        setup.earns(&base(), 20_000_000_000);
    }

    assert_eq!(one.converted(&base()), other.converted(&mir));

    assert_eq!(one.stock(&one.mir), other.stock(&mir));
    // Both names share the limit of the block.
    assert_eq!(0, other.converted(&base()));
}

#[test]
fn several_conversions_of_a_block_share_its_limit() {
    let mut setup = Setup::new();
    let alice = setup.alice.clone();
    setup.earns(&base(), 20_000_000_000);

    let mut amounts = vec![];
    for wanted in [1_000, 999_999_000, 1_500_000_000, 1_500_000_000, 1] {
        let response = setup.send(&alice, &convert(&base(), Some(wanted))).unwrap();
        amounts.push(setup.told(&response, "amount"));
    }

    assert_eq!(
        ["1000", "999999000", "1500000000", "500000000", "0"].to_vec(),
        amounts
    );
}

#[test]
fn each_asset_has_its_own_limit() {
    let mut setup = Setup::new();
    let [one, other] =
        ["mAAPL", "mGOOG"].map(|symbol| setup.lists(symbol, [1_000_000_000, 1_000_000]));
    for info in [&one, &other, &base()] {
        setup.earns(info, 1_000_000_000_000);
    }

    assert_eq!(3_000, setup.converted(&one));
    assert_eq!(3_000, setup.converted(&other));
    assert_eq!(3_000_000_000, setup.converted(&base()));
}

#[test]
fn an_asset_is_sold_for_the_base_denom() {
    let mut setup = Setup::new();
    let token = setup.lists("mAAPL", [400_000_000_000, 1_000_000_000]);
    setup.earns(&token, 1_000_000);

    let response = setup.converts(&token).unwrap();

    assert_attributes(
        &response,
        &setup.collector,
        &[
            ("action", "convert"),
            ("swap_type", "direct"),
            ("asset_token", token.id()),
            ("amount", "1000000"),
        ],
    );
    assert_eq!(0, setup.stock(&token));
    assert_eq!(398_401_597, setup.stock(&base()));
}

#[test]
fn what_is_not_swapped_stays() {
    let mut setup = Setup::new();
    let token = setup.lists("mAAPL", [400_000_000_000, 1_000_000_999]);
    setup.earns(&token, 10_000_000);

    assert_eq!(3_000_002, setup.converted(&token));

    assert_eq!(10_000_000 - 3_000_002, setup.stock(&token));
}

/// T-76: `convert` sandwiched, run by anyone.
#[test]
fn nothing_to_convert_sends_no_message() {
    let mut setup = Setup::new();
    let [token, mir] = [
        setup.lists("mAAPL", [1_000_000_000, 1_000_000]),
        setup.mir.clone(),
    ];

    for info in [token, mir, base(), luna()] {
        let response = setup.converts(&info).unwrap();

        assert_eq!("0", setup.told(&response, "amount"));
        let swaps = response.events.iter().filter(|event| event.ty == "wasm");
        assert_eq!(1, swaps.count(), "{info}");
    }
}

#[test]
fn an_amount_of_zero_converts_nothing() {
    let mut setup = Setup::new();
    let alice = setup.alice.clone();
    setup.earns(&base(), 1_000);

    let response = setup.send(&alice, &convert(&base(), Some(0))).unwrap();

    assert_eq!("0", setup.told(&response, "amount"));
    assert_eq!(1_000, setup.stock(&base()));
    assert_eq!(1_000, setup.converted(&base()));
}

#[test]
fn a_pool_too_small_bears_nothing() {
    let mut setup = Setup::new();
    let token = setup.lists("mTINY", [1_000_000_000, 333]);
    setup.earns(&token, 10);

    assert_eq!(0, setup.converted(&token));
    let pair = [base(), token.clone()];
    let pool = terraswap::factory::PairFactory(setup.market.factory.clone())
        .pair(&setup.market.chain.app.wrap(), pair)
        .unwrap();
    // With one unit more in the pool the limit is one unit.
    let gift = token.clone().amount(1u128);
    setup
        .market
        .give(&Addr::unchecked(pool.contract_addr), &gift);
    assert_eq!(1, setup.converted(&token));
}

#[test]
fn a_native_fee_is_sold_by_its_denom() {
    let mut setup = Setup::with_oracle();
    setup.pools([base(), luna()], [10_000_000_000, 1_000_000_000]);
    setup.feeds(&luna(), "10");
    setup.earns(&luna(), 1_000_000);

    let response = setup.converts(&luna()).unwrap();

    assert_eq!("direct", setup.told(&response, "swap_type"));
    assert_eq!("1000000", setup.told(&response, "amount"));
    // Gross 9,990,009, commission 29,971.
    assert_eq!(9_960_038, setup.stock(&base()));
    assert_eq!(0, setup.stock(&luna()));
}

#[test]
fn without_a_pair_nothing_is_swapped() {
    let mut setup = Setup::new();
    let lone = setup.market.new_token("mLONE", 6);
    let lp = AssetInfo::token(&setup.mir_pair.liquidity_token);
    setup.earns(&lone, 10);
    let provider = setup.market.account("provider");
    let transfer = cw20::Cw20ExecuteMsg::Transfer {
        recipient: setup.collector.to_string(),
        amount: 10u128.into(),
    };
    let lp_token = Addr::unchecked(lp.id());
    let chain = &mut setup.market.chain;
    chain.execute(&provider, &lp_token, &transfer, &[]).unwrap();
    setup.earns(&AssetInfo::native("awei"), 10);

    for info in [lone, lp, AssetInfo::native("awei")] {
        let refusal = setup.converts(&info).unwrap_err();

        let refusal: ContractError = refusal.downcast().unwrap();
        let ContractError::Std(StdError::GenericErr { msg, .. }) = &refusal else {
            panic!("{refusal:?}");
        };
        assert!(msg.contains("pair not found"), "{msg}");
        assert_eq!(10, setup.stock(&info));
    }
}

#[test]
fn what_is_neither_a_token_nor_a_held_denom_is_refused() {
    let mut setup = Setup::new();
    let shouted = setup.mir.id().to_uppercase();

    for name in ["", "nonsense", "awei", &shouted] {
        let refusal = setup.converts(&AssetInfo::native(name));

        let asset_token = name.to_string();
        assert_refused(refusal, ContractError::UnknownAsset { asset_token });
    }
    let account = AssetInfo::token(&setup.alice);
    let refusal = setup.converts(&account).unwrap_err();
    assert!(matches!(
        refusal.downcast_ref(),
        Some(ContractError::Std(StdError::GenericErr { .. }))
    ));
}

#[test]
fn a_swap_that_loses_more_than_the_spread_is_refused() {
    let mut setup = Setup::new();
    setup.earns(&base(), 20_000_000_000);
    setup.configures(ConfigUpdate {
        max_spread: Some(decimal("0.001")),
        ..ConfigUpdate::default()
    });

    let refusal = setup.converts(&base());

    // The swap loses 17,946,162 of 5,982,053,838.
    let expected = PairError::MaxSpreadAssertion {
        return_amount: 5_964_107_676u128.into(),
        spread_amount: 17_946_162u128.into(),
        commission_amount: 17_946_162u128.into(),
    };
    assert_refused(refusal, expected);
    assert_eq!(20_000_000_000, setup.stock(&base()));
    // The refused swap has not used up the limit.
    setup.configures(ConfigUpdate {
        max_spread: Some(decimal("0.01")),
        ..ConfigUpdate::default()
    });
    assert_eq!(3_000_000_000, setup.converted(&base()));
}

#[test]
fn mir_is_bought_in_the_pair_that_is_configured() {
    let mut setup = Setup::new();
    let other = setup.market.new_token("OTHER", 6);
    let pair = setup.pools([base(), other], [1_000_000, 1_000_000]);
    setup.earns(&base(), 1_000_000_000);
    setup.configures(ConfigUpdate {
        mir_ust_pair: Some(pair.contract_addr.clone()),
        ..ConfigUpdate::default()
    });

    // The configured pair is used whatever it trades: 0.3 % of its base. A pair without MIR has no
    // price of it, so only the owner may convert.
    let owner = setup.owner.clone();
    assert!(setup.converts(&base()).is_err());
    setup.send(&owner, &convert(&base(), None)).unwrap();
    assert_eq!(
        1_003_000,
        setup
            .market
            .balance(&Addr::unchecked(pair.contract_addr), &base())
    );
    setup.next_block();
    setup.configures(ConfigUpdate {
        mir_ust_pair: Some(String::new()),
        ..ConfigUpdate::default()
    });
    assert_eq!(999_997_000, setup.converted(&base()));
}

#[test]
fn a_money_markets_token_is_redeemed_whole() {
    let mut setup = Setup::new();
    let owner = setup.owner.clone();
    let aust = setup.market.new_token("aUST", 6);
    let chain = &mut setup.market.chain;
    let money_market = chain.create(stubs::money_market(), &owner, &serde_json::json!({}));
    setup
        .market
        .give(&money_market, &base().amount(1_000_000u128));
    setup.configures(ConfigUpdate {
        aust_token: Some(aust.to_string()),
        anchor_market: Some(money_market.to_string()),
        ..ConfigUpdate::default()
    });
    let empty = setup.converts(&aust).unwrap();
    setup.earns(&aust, 700_000);

    let part = setup.send(&owner, &convert(&aust, Some(200_000))).unwrap();
    let rest = setup.converts(&aust).unwrap();

    for (response, amount) in [(&empty, "0"), (&part, "200000"), (&rest, "500000")] {
        assert_eq!("anchor_redeem", setup.told(response, "swap_type"));
        assert_eq!(amount, setup.told(response, "amount"));
    }
    assert_eq!(700_000, setup.stock(&base()));
    assert_eq!(0, setup.stock(&aust));
}

#[test]
fn without_a_money_market_its_token_is_an_ordinary_asset() {
    let mut setup = Setup::new();
    let aust = setup.lists("aUST", [1_000_000_000, 1_000_000_000]);
    setup.configures(ConfigUpdate {
        aust_token: Some(aust.to_string()),
        ..ConfigUpdate::default()
    });
    setup.earns(&aust, 10_000_000);

    let response = setup.converts(&aust).unwrap();

    assert_eq!("direct", setup.told(&response, "swap_type"));
    assert_eq!("3000000", setup.told(&response, "amount"));
}

#[test]
fn tokens_cannot_be_sent_with_a_message() {
    let mut setup = Setup::new();
    let (alice, mir) = (setup.alice.clone(), setup.mir.clone());
    let gift = mir.clone().amount(10u128);
    setup.market.give(&alice, &gift);

    let collector = setup.collector.to_string();
    let outcome = setup.market.pay_with_text(&alice, &collector, &gift, "{}");

    assert!(outcome.is_err());
    assert_eq!(0, setup.stock(&mir));
}

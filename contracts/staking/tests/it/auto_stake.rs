//! `auto_stake` and its hook, in the pool of 1050000000 base and 10000000 asset: 105 base for one
//! unit of the asset, and isqrt(1050000000 · 10000000) = 102469507 LP.

use cosmwasm_std::{coin, Addr, Decimal, Uint128};
use cw20::{AllowanceResponse, Cw20QueryMsg};
use mirror_protocol::staking::ExecuteMsg;
use mirror_staking::ContractError;
use mirror_testing::{assert_refused, attributes};
use terraswap::asset::{Asset, AssetInfo};
use terraswap::funds::FundsError;
use terraswap::token::Token;

use crate::market::Traded;
use crate::setup::{decimal, pairs};

/// What 105000000 base and 1000000 asset are worth: a tenth of the pool.
const TENTH: u128 = 10_246_950;

/// A tolerance a little above one half.
fn half() -> Option<Decimal> {
    Some(Decimal::percent(51))
}

fn auto_stake(assets: [Asset; 2]) -> ExecuteMsg {
    ExecuteMsg::AutoStake {
        assets,
        slippage_tolerance: None,
    }
}

/// How much staking has of base, asset and LP, and how much of the asset the pair may still take.
fn left_in_staking(traded: &Traded) -> (u128, u128, u128, u128) {
    let staking = &traded.staking;
    let question = Cw20QueryMsg::Allowance {
        owner: staking.to_string(),
        spender: traded.pair.contract_addr.clone(),
    };
    let allowance: AllowanceResponse = traded.chain.query(&traded.asset, &question);
    (
        traded.coins(staking),
        traded.balance(&traded.asset, staking),
        traded.balance(&traded.lp, staking),
        allowance.allowance.u128(),
    )
}

#[test]
fn both_sides_become_a_stake() {
    let mut traded = Traded::new();
    let (alice, staking) = (traded.alice.clone(), traded.staking.clone());
    let asset = traded.asset.to_string();

    let response = traded.stakes(&alice, 105_000_000, 1_000_000, None).unwrap();

    assert_eq!((TENTH, 0), traded.stake(&alice));
    assert_eq!((0, 0, TENTH, 0), left_in_staking(&traded));
    let amount = TENTH.to_string();
    let expected = pairs(&[
        ("action", "auto_stake"),
        ("asset_token", &asset),
        ("tax_amount", "0"),
        ("action", "bond"),
        ("staker_addr", alice.as_str()),
        ("asset_token", &asset),
        ("amount", &amount),
    ]);
    assert_eq!(expected, attributes(&response, &staking));
}

#[test]
fn what_the_pair_does_not_take_comes_back() {
    let mut traded = Traded::new();
    let (alice, asset) = (traded.alice.clone(), traded.asset.clone());
    let had = (traded.coins(&alice), traded.balance(&asset, &alice));

    // Twice the asset that is needed: 10246950 LP cost 104999993 base and 1000000 of it.
    traded
        .stakes(&alice, 105_000_000, 2_000_000, half())
        .unwrap();
    let left = (traded.coins(&alice), traded.balance(&asset, &alice));
    assert_eq!((had.0 - 104_999_993, had.1 - 1_000_000), left);
    assert_eq!((0, 0, TENTH, 0), left_in_staking(&traded));

    // Twice the base that is needed: 10246950 LP cost 104999993 and 1000000.
    let had = left;
    traded
        .stakes(&alice, 210_000_000, 1_000_000, half())
        .unwrap();
    let left = (traded.coins(&alice), traded.balance(&asset, &alice));
    assert_eq!((had.0 - 104_999_993, had.1 - 1_000_000), left);
    assert_eq!((0, 0, 20_493_900, 0), left_in_staking(&traded));
}

#[test]
fn the_order_of_the_sides_does_not_matter() {
    let mut traded = Traded::new();
    let alice = traded.alice.clone();
    traded.allow(&alice, 1_000_000);
    let assets = [traded.token_amount(1_000_000), traded.base(105_000_000)];

    traded
        .pays(&alice, 105_000_000, &auto_stake(assets))
        .unwrap();

    assert_eq!((TENTH, 0), traded.stake(&alice));
}

/// T-55: `auto_stake` takes other people's LP or leaves funds.
#[test]
fn gifts_are_neither_staked_nor_handed_out() {
    let mut traded = Traded::new();
    let [alice, lender, bob, staking] =
        [&traded.alice, &traded.lender, &traded.bob, &traded.staking].map(Addr::clone);
    traded.setup.chain.fund(&staking, &[coin(77, "uusd")]);
    let lp_gift = Token(traded.lp.clone()).transfer(&staking, 55u128.into());
    traded.run(&lender, vec![lp_gift.unwrap()]).unwrap();
    let asset_gift = Token(traded.asset.clone()).transfer(&staking, 66u128.into());
    traded.run(&bob, vec![asset_gift.unwrap()]).unwrap();

    traded
        .stakes(&alice, 105_000_000, 2_000_000, half())
        .unwrap();

    assert_eq!((TENTH, 0), traded.stake(&alice));
    assert_eq!((77, 66, TENTH + 55, 0), left_in_staking(&traded));
}

/// T-55: `auto_stake` takes other people's LP or leaves funds.
#[test]
fn two_in_one_transaction_stake_what_each_gained() {
    let mut traded = Traded::new();
    let alice = traded.alice.clone();
    traded.allow(&alice, 2_000_000);
    let msg = auto_stake([traded.base(105_000_000), traded.token_amount(1_000_000)]);
    let coins = vec![coin(105_000_000, "uusd")];
    let message = cosmwasm_std::wasm_execute(&traded.staking, &msg, coins).unwrap();

    let twice = vec![message.clone().into(), message.into()];
    traded.run(&alice, twice).unwrap();

    let (bond, _) = traded.stake(&alice);
    let (base, asset, lp, allowance) = left_in_staking(&traded);
    assert_eq!((0, 0, bond, 0), (base, asset, lp, allowance));
    assert!((2 * TENTH - 2..=2 * TENTH).contains(&bond), "{bond}");
}

/// T-55: `auto_stake` takes other people's LP or leaves funds.
#[test]
fn a_slip_beyond_the_tolerance_undoes_everything() {
    let mut traded = Traded::new();
    let (alice, asset) = (traded.alice.clone(), traded.asset.clone());
    let had = (traded.coins(&alice), traded.balance(&asset, &alice));
    let tolerance = Some(Decimal::percent(1));

    let refusal = traded.stakes(&alice, 105_000_000, 2_000_000, tolerance);

    let [left, deposit] = [1_000_000u128, 2_000_000].map(Uint128::new);
    let expected = ContractError::SlippageTooHigh { left, deposit };
    assert!(expected.to_string().starts_with("Max slippage assertion"));
    assert_refused(refusal, expected);
    assert_eq!(had, (traded.coins(&alice), traded.balance(&asset, &alice)));
    assert!(traded.infos(&alice).is_empty());
}

#[test]
fn a_tolerance_is_for_both_sides_and_at_most_all() {
    let mut traded = Traded::new();
    let alice = traded.alice.clone();
    let tolerates = |text: &str| Some(decimal(text));

    // First half of the asset is left over, then 7 of 105000000 base.
    let refusal = traded.stakes(&alice, 105_000_000, 2_000_000, tolerates("0.499999"));
    let [left, deposit] = [1_000_000u128, 2_000_000].map(Uint128::new);
    assert_refused(refusal, ContractError::SlippageTooHigh { left, deposit });
    let refusal = traded.stakes(&alice, 105_000_000, 1_000_000, tolerates("0"));
    let [left, deposit] = [7u128, 105_000_000].map(Uint128::new);
    assert_refused(refusal, ContractError::SlippageTooHigh { left, deposit });
    let refusal = traded.stakes(&alice, 105_000_000, 2_000_000, tolerates("1.1"));
    let given = decimal("1.1");
    assert_refused(refusal, ContractError::SlippageToleranceTooHigh { given });

    let half = traded.stakes(&alice, 105_000_000, 2_000_000, tolerates("0.5"));
    half.unwrap();
}

/// 2 base and a million of the asset are in the pool when somebody provides 100,000 coins and 1,000
/// mAssets, at another ratio and without a tolerance. In a former version 99,671 of his coins were left
/// over.
#[test]
fn a_tiny_deposit_before_the_first_provider_takes_nothing() {
    let mut traded = Traded::new();
    let [owner, alice, bob] = [&traded.owner, &traded.alice, &traded.bob].map(Addr::clone);
    let (token, lp) = traded.new_asset_without_liquidity();
    let register = ExecuteMsg::RegisterAsset {
        asset_token: token.to_string(),
        staking_token: lp.to_string(),
    };
    traded.send(&owner, &register).unwrap();
    traded.setup.asset = token;
    traded.stakes(&bob, 2, 1_000_000, None).unwrap();

    let refusal = traded.stakes(&alice, 100_000_000_000, 1_000_000_000, None);

    let [left, deposit] = [100_000_000_000 - 2_000, 100_000_000_000u128].map(Uint128::new);
    assert_refused(refusal, ContractError::SlippageTooHigh { left, deposit });
    assert!(traded.infos(&alice).is_empty());
    // With a tolerance of 1 it is still allowed.
    traded
        .stakes(&alice, 100_000_000_000, 1_000_000_000, Some(Decimal::one()))
        .unwrap();
}

#[test]
fn without_a_tolerance_a_twentieth_may_be_left_over() {
    let mut traded = Traded::new();
    let alice = traded.alice.clone();

    // 1,000,000 assets are needed for 105,000,000 base.
    let refusal = traded.stakes(&alice, 105_000_000, 1_060_000, None);
    let [left, deposit] = [60_000u128, 1_060_000].map(Uint128::new);
    assert_refused(refusal, ContractError::SlippageTooHigh { left, deposit });
    traded.stakes(&alice, 105_000_000, 1_050_000, None).unwrap();
}

#[test]
fn the_first_provider_sets_the_ratio() {
    let mut traded = Traded::new();
    let (owner, alice) = (traded.owner.clone(), traded.alice.clone());
    let (token, lp) = traded.new_asset_without_liquidity();
    let register = ExecuteMsg::RegisterAsset {
        asset_token: token.to_string(),
        staking_token: lp.to_string(),
    };
    traded.send(&owner, &register).unwrap();
    traded.setup.asset = token;

    // isqrt(40000 · 90000) = 60000, of which 1000 stay with the pair.
    traded.stakes(&alice, 40_000, 90_000, None).unwrap();

    assert_eq!((59_000, 0), traded.stake(&alice));
}

#[test]
fn a_deposit_too_small_for_a_share_is_none() {
    let mut traded = Traded::new();
    let alice = traded.alice.clone();

    // One base unit is worth a tenth of a unit of LP.
    let refusal = traded.stakes(&alice, 1, 1_000, Some(Decimal::one()));

    assert_refused(refusal, ContractError::ZeroAmount {});
}

/// T-55: `auto_stake` takes other people's LP or leaves funds.
#[test]
fn one_side_is_base_and_the_other_a_token() {
    let mut traded = Traded::new();
    let alice = traded.alice.clone();
    let (base, token) = (traded.base(5), traded.token_amount(5));
    let luna = Asset::native("uluna", 5u128);

    for assets in [
        [token.clone(), token.clone()],
        [luna.clone(), token],
        [luna.clone(), luna.clone()],
    ] {
        let refusal = traded.pays(&alice, 5, &auto_stake(assets));
        let base_denom = "uusd".to_string();
        assert_refused(refusal, ContractError::BaseMissing { base_denom });
    }
    for assets in [[base.clone(), base.clone()], [base, luna]] {
        let refusal = traded.pays(&alice, 5, &auto_stake(assets));
        assert_refused(refusal, ContractError::TokenMissing {});
    }
}

/// T-04: zero amounts.
#[test]
fn both_sides_are_above_zero() {
    let mut traded = Traded::new();
    let alice = traded.alice.clone();

    for (base, asset) in [(0, 5), (5, 0), (0, 0)] {
        let msg = auto_stake([traded.base(base), traded.token_amount(asset)]);
        let refusal = traded.pays(&alice, base, &msg);
        assert_refused(refusal, ContractError::ZeroAmount {});
    }
}

/// T-05: native funds: missing, wrong, several, extra denom, duplicate denom.
#[test]
fn the_coins_are_those_of_the_message() {
    let mut traded = Traded::new();
    let (alice, staking) = (traded.alice.clone(), traded.staking.clone());
    traded.setup.chain.fund(&alice, &[coin(10, "uluna")]);
    let msg = auto_stake([traded.base(5), traded.token_amount(5)]);

    let cases = [
        (vec![], "nothing"),
        (vec![coin(4, "uusd")], "4uusd"),
        (vec![coin(6, "uusd")], "6uusd"),
        (vec![coin(5, "uluna")], "5uluna"),
        (vec![coin(1, "uluna"), coin(5, "uusd")], "1uluna,5uusd"),
    ];
    for (coins, transferred) in cases {
        let refusal = traded.setup.chain.execute(&alice, &staking, &msg, &coins);
        let expected = ContractError::Funds(FundsError::Mismatch {
            declared: "5uusd".to_string(),
            transferred: transferred.to_string(),
        });
        assert_refused(refusal, expected);
    }
}

#[test]
fn an_asset_without_a_pool_is_not_staked() {
    let mut traded = Traded::new();
    let (alice, unknown) = (traded.alice.clone(), traded.chain.account("unknown"));
    let assets = [traded.base(5), AssetInfo::token(&unknown).amount(5u128)];

    let refusal = traded.pays(&alice, 5, &auto_stake(assets));

    let asset_token = unknown.to_string();
    assert_refused(refusal, ContractError::NotRegistered { asset_token });
}

/// T-77: fake pair or token in collector, mint, staking.
#[test]
fn the_pair_has_the_lp_token_of_the_pool() {
    let mut traded = Traded::new();
    let (owner, alice) = (traded.owner.clone(), traded.alice.clone());
    traded.stakes(&alice, 105_000_000, 1_000_000, None).unwrap();
    let new_lp = traded.token("new");
    let msg = ExecuteMsg::DeprecateStakingToken {
        asset_token: traded.asset.to_string(),
        new_staking_token: new_lp.to_string(),
    };

    // From now on the pool stakes another LP token than the pair's.
    traded.send(&owner, &msg).unwrap();
    let bob = traded.bob.clone();
    let refusal = traded.stakes(&bob, 105_000_000, 1_000_000, None);

    let expected = ContractError::StakingTokenDiffers {
        liquidity_token: traded.pair.liquidity_token.clone(),
        staking_token: new_lp,
    };
    assert_refused(refusal, expected);
}

#[test]
fn only_the_pair_whose_lp_token_is_staked_is_provided_to() {
    let mut traded = Traded::new();
    let (owner, alice) = (traded.owner.clone(), traded.alice.clone());
    let new_lp = traded.token("new");
    let msg = ExecuteMsg::DeprecateStakingToken {
        asset_token: traded.asset.to_string(),
        new_staking_token: new_lp.to_string(),
    };
    traded.send(&owner, &msg).unwrap();
    traded.feeds("100");

    // The premium is measured at the pair that there is.
    traded.adjusts_it().unwrap();
    assert_eq!(Decimal::percent(5), traded.premium().0);
    let refusal = traded.stakes(&alice, 105_000_000, 1_000_000, None);

    let expected = ContractError::StakingTokenDiffers {
        liquidity_token: traded.pair.liquidity_token.clone(),
        staking_token: new_lp,
    };
    assert_refused(refusal, expected);
}

#[test]
fn a_stake_of_a_replaced_token_is_not_added_to() {
    let mut traded = Traded::new();
    let lender = traded.lender.clone();
    traded.bonds(&lender, 100).unwrap();
    let hook = ExecuteMsg::AutoStakeHook {
        asset_token: traded.asset.to_string(),
        staking_token: traded.lp.to_string(),
        staker_addr: lender.to_string(),
        prev_staking_token_amount: Uint128::zero(),
        prev_base_amount: None,
        prev_asset_amount: None,
    };
    let (owner, staking) = (traded.owner.clone(), traded.staking.clone());
    let new_lp = traded.token("new");
    let msg = ExecuteMsg::DeprecateStakingToken {
        asset_token: traded.asset.to_string(),
        new_staking_token: new_lp.to_string(),
    };
    traded.send(&owner, &msg).unwrap();

    let refusal = traded.send(&staking, &hook);

    assert_refused(refusal, ContractError::PositionDeprecated {});
}

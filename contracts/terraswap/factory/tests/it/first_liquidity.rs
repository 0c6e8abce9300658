//! `create_pair` with amounts.

use cosmwasm_std::{coin, Coin, Uint128};
use mirror_testing::assert_refused;
use terraswap::asset::{Asset, AssetInfo, PairInfo};
use terraswap::factory::QueryMsg;
use terraswap::funds::FundsError;
use terraswap_factory::ContractError;

use crate::setup::{base, luna, Setup};
use crate::stub;

const GIVEN: u128 = 1_000_000_000;

impl Setup {
    fn pair(&self, asset_infos: [AssetInfo; 2]) -> PairInfo {
        let question = QueryMsg::Pair { asset_infos };
        self.market.chain.query(&self.market.factory, &question)
    }

    fn allows(&mut self, asset: &Asset) {
        let (alice, factory) = (self.alice.clone(), self.market.factory.clone());
        self.market.allow(&alice, &factory, asset);
    }
}

#[test]
fn coins_and_tokens_of_the_creator_are_provided() {
    let mut setup = Setup::new();
    let alice = setup.alice.clone();
    let tokens = setup.token.clone().amount(10_000_000u128);
    setup.allows(&tokens);

    let assets = [base().amount(GIVEN), tokens];
    setup.creates(assets, &[coin(GIVEN, "uusd")]).unwrap();

    let pair = setup.pair([base(), setup.token.clone()]);
    let lp = AssetInfo::token(&pair.liquidity_token);
    assert_eq!([GIVEN, 10_000_000], setup.market.reserves(&pair));
    assert_eq!(99_999_000, setup.market.balance(&alice, &lp));
    assert_eq!(0, setup.market.balance(&alice, &base()));
    let factory = setup.market.factory.clone();
    assert_eq!(0, setup.market.balance(&factory, &setup.token));
    // The coin that showed that the denom exists.
    assert_eq!(1, setup.market.balance(&factory, &base()));
}

#[test]
fn two_coins_are_provided_in_the_banks_order() {
    let mut setup = Setup::new();
    let assets = [base().amount(GIVEN), luna().amount(GIVEN)];

    let coins = [coin(GIVEN, "uluna"), coin(GIVEN, "uusd")];
    setup.creates(assets, &coins).unwrap();

    let pair = setup.pair([base(), luna()]);
    assert_eq!([GIVEN, GIVEN], setup.market.reserves(&pair));
}

#[test]
fn two_tokens_are_provided() {
    let mut setup = Setup::new();
    let (alice, token) = (setup.alice.clone(), setup.token.clone());
    let other = setup.market.new_token("mGOOGL", 6);
    let assets = [&token, &other].map(|info| info.clone().amount(5_000u128));
    setup.market.give(&alice, &assets[1]);
    for asset in &assets {
        setup.allows(asset);
    }

    setup.creates(assets, &[]).unwrap();

    let pair = setup.pair([other, token]);
    assert_eq!([5_000, 5_000], setup.market.reserves(&pair));
}

/// The creator's token calls back while it is fetched, and provides tiny amounts at a ratio of its own.
/// Without the check, the coins that the pair does not take would come back to the factory and stay.
#[test]
fn a_token_that_calls_back_leaves_no_coin_in_the_factory() {
    let mut setup = Setup::new();
    let tokens = stub::forestalling(&mut setup, 5_000, [1_001, 2_002]);

    let assets = [base().amount(5_000u128), tokens.clone()];
    let refusal = setup.creates(assets, &[coin(5_000, "uusd")]);

    let left = terraswap_pair::ContractError::MaxSlippageAssertion {
        left: "2500uusd".to_string(),
        deposit: "5000uusd".to_string(),
    };
    assert_refused(refusal, left);
    assert_eq!([1, 0], setup.kept(&tokens.info));
    assert_eq!(GIVEN, setup.market.balance(&setup.alice.clone(), &base()));
}

/// At the creator's own ratio it takes nothing from him.
#[test]
fn a_token_that_calls_back_at_the_creators_ratio_is_a_provider_like_others() {
    let mut setup = Setup::new();
    let alice = setup.alice.clone();
    let tokens = stub::forestalling(&mut setup, 5_000, [1_001, 1_001]);

    let assets = [base().amount(5_000u128), tokens.clone()];
    setup.creates(assets, &[coin(5_000, "uusd")]).unwrap();

    let pair = setup.pair([base(), tokens.info.clone()]);
    let lp = AssetInfo::token(&pair.liquidity_token);
    assert_eq!([6_001, 6_001], setup.market.reserves(&pair));
    assert_eq!(5_000, setup.market.balance(&alice, &lp));
    assert_eq!([1, 0], setup.kept(&tokens.info));
}

/// T-05: native funds: missing, wrong, several, extra denom, duplicate denom.
#[test]
fn the_coins_are_exactly_the_native_amounts() {
    let mut setup = Setup::new();
    let tokens = setup.token.clone().amount(5_000u128);
    setup.allows(&tokens);
    let wrong: [&[Coin]; 5] = [
        &[],
        &[coin(4_999, "uusd")],
        &[coin(5_001, "uusd")],
        &[coin(5_000, "uluna")],
        &[coin(1, "uluna"), coin(5_000, "uusd")],
    ];

    for coins in wrong {
        let assets = [base().amount(5_000u128), tokens.clone()];
        let refusal = setup.creates(assets, coins);

        let transferred: Vec<_> = coins.iter().map(ToString::to_string).collect();
        let expected = FundsError::Mismatch {
            declared: "5000uusd".to_string(),
            transferred: if coins.is_empty() {
                "nothing".to_string()
            } else {
                transferred.join(",")
            },
        };
        assert_refused(refusal, ContractError::Funds(expected));
    }
}

#[test]
fn both_assets_are_provided_or_none() {
    let mut setup = Setup::new();
    let token = setup.token.clone();

    let assets = [base().amount(5_000u128), token.clone().amount(0u128)];
    let refusal = setup.creates(assets, &[coin(5_000, "uusd")]);
    assert_refused(refusal, ContractError::InvalidZeroAmount {});
    let assets = [base().amount(0u128), token.amount(5_000u128)];
    let refusal = setup.creates(assets, &[]);

    assert_refused(refusal, ContractError::InvalidZeroAmount {});
}

#[test]
fn without_an_allowance_no_pair_is_created() {
    let mut setup = Setup::new();
    let assets = [
        base().amount(5_000u128),
        setup.token.clone().amount(5_000u128),
    ];

    let refusal = setup.creates(assets, &[coin(5_000, "uusd")]);

    let expected = cw20_base::ContractError::NoAllowance {};
    assert_refused(refusal, terraswap_token::ContractError::Cw20(expected));
    let question = QueryMsg::Pair {
        asset_infos: [base(), setup.token.clone()],
    };
    assert!(setup.query_error(&question).contains("pair not found"));
}

#[test]
fn too_little_first_liquidity_creates_no_pair() {
    let mut setup = Setup::new();
    let assets = [base().amount(999u128), luna().amount(1_000u128)];

    let refusal = setup.creates(assets, &[coin(1_000, "uluna"), coin(999, "uusd")]);

    let expected = terraswap_pair::ContractError::MoreInitialLiquidityNeeded {
        share: Uint128::new(999),
        locked: Uint128::new(1_000),
    };
    assert_refused(refusal, expected);
}

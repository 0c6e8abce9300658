//! The protocol from end to end, each contract under the owner that it has in production. The
//! numbers are computed from the specification's formulas.

use cosmwasm_std::{coin, to_json_binary, Addr, Uint128};
use mirror_lock::ContractError as LockError;
use mirror_mint::ContractError as MintError;
use mirror_protocol::factory::{self, Params};
use mirror_protocol::mint::{self, AssetConfigResponse, PositionResponse};
use mirror_protocol::staking::{self, PoolInfoResponse};
use mirror_testing::{
    assert_refused, attributes, decimal, percent, usual_params, Listed, World, BASE,
};
use serde::Serialize;
use terraswap::asset::{AssetInfo, PairInfo};
use terraswap::factory::QueryMsg as AskMarket;

/// The second in which a world begins and its release starts.
const GENESIS: u64 = 1_000;
/// How long a deposit of rewards flows.
const DAY: u64 = 86_400;

#[test]
fn a_release_pays_providers_and_shorts_by_the_premium() {
    let (mut world, _) = with_market();
    world.chain.at(GENESIS + 60);
    distributes(&mut world);

    // 98.03 on the market is 8.9 % above 90: more than 7 %, so 0.8 of the reward is the shorts'.
    world.chain.at(GENESIS + 3_600);
    world.feeds(&[("mAAPL", "90")]);
    adjusts_premium(&mut world);
    let pool = pool(&world, "mAAPL");
    assert_eq!(decimal("0.089250509229922992"), pool.premium_rate);
    assert_eq!(decimal("0.8"), pool.short_reward_weight);
    distributes(&mut world);
    world.chain.at(GENESIS + 7_200);
    distributes(&mut world);
    world.chain.pass(DAY);

    // The first hour is 10,184,075,342, all of it alice's, for the new weight decides nothing that
    // came before it. The second is as much.
    let mir = world.at.mirror_token.clone();
    for (who, earned) in [
        ("alice", 10_184_075_342 + 2_036_815_069),
        ("bob", 8_147_260_273),
    ] {
        world.actor(who).tries_to_claim(Some("mAAPL")).unwrap();
        let account = world.chain.account(who);
        assert_eq!(Uint128::new(earned), world.token_balance(&mir, &account));
    }
}

#[test]
fn the_proceeds_of_a_short_are_free_after_two_weeks_and_its_stake_stays() {
    let (mut world, short) = with_market();
    let bob = world.chain.account("bob");
    let before = world.base_balance(&bob);

    world.chain.at(GENESIS + 1_209_599);
    let refusal = world.bob().tries_to_unlock(&[short]);
    assert_refused(refusal, LockError::NothingUnlockable {});
    world.chain.at(GENESIS + 1_209_600);
    world.bob().tries_to_unlock(&[short]).unwrap();

    let paid = world.base_balance(&bob) - before;
    assert_eq!(Uint128::new(987_128_711), paid);
    let stake = pool(&world, "mAAPL").total_short_amount;
    assert_eq!(Uint128::new(10_000_000), stake);
}

#[test]
fn the_feeder_announces_a_delisting_and_strangers_carry_it_out_and_redeem() {
    let mut world = World::new().with_asset("mAAPL", "1");
    let idx = world.alice().opens(150_000_000, "mAAPL", percent(150));
    let (token, bob) = (world.token("mAAPL"), world.chain.account("bob"));
    world.alice().gives(&token, 40_000_000, &bob);
    // The second post finds the anchor too old and moves it to the price that the first one set.
    for _ in 0..2 {
        world.feeds(&[("mAAPL", "1.2")]);
        world.chain.pass(61);
    }
    world.feeds(&[("mAAPL", "1.2")]);
    let before = world.base_balance(&bob);

    let revoke = factory::ExecuteMsg::RevokeAsset {
        asset_token: token.to_string(),
        end_price: None,
    };
    let factory = world.at.factory.clone();
    world.actor("feeder").sends(&factory, &revoke);
    world.chain.pass(31_536_000);
    let carry_out = factory::ExecuteMsg::ExecuteDelisting {
        asset_token: token.to_string(),
    };
    world.carol().sends(&factory, &carry_out);
    world.bob().tries_to_burn(idx, "mAAPL", 40_000_000).unwrap();

    let paid = world.base_balance(&bob) - before;
    assert_eq!(Uint128::new(47_280_000), paid);
    let collector = world.base_balance(&world.at.collector);
    assert_eq!(Uint128::new(720_000), collector);
    assert_eq!((102_000_000, 60_000_000), amounts(&world, idx));
    assert_refused(
        world.alice().tries_to_withdraw(idx, Some(30_000_001)),
        MintError::WithdrawUncovered { idx },
    );
    let last = world.alice().tries_to_withdraw(idx, Some(30_000_000));
    last.unwrap();
}

#[test]
fn a_delisted_asset_shares_in_no_later_release_and_its_stakers_leave() {
    let (mut world, _) = with_market();
    world.chain.at(GENESIS + 60);
    let revoke = factory::ExecuteMsg::RevokeAsset {
        asset_token: world.token("mAAPL").into_string(),
        end_price: Some(decimal("100")),
    };
    let factory = world.at.factory.clone();
    world.gov().sends(&factory, &revoke);

    world.chain.at(GENESIS + 3_600);
    distributes(&mut world);
    world.chain.pass(DAY);
    world.alice().tries_to_claim(None).unwrap();
    world
        .alice()
        .tries_to_unbond("mAAPL", 5_000_000_000)
        .unwrap();

    // What it had earned until it was delisted, and nothing of the hour after.
    let (mir, alice) = (&world.at.mirror_token, world.chain.account("alice"));
    assert_eq!(Uint128::new(169_734_589), world.token_balance(mir, &alice));
    assert_eq!(Uint128::zero(), pool(&world, "mAAPL").total_bond_amount);
    let lp_token = world.asset("mAAPL").lp_token;
    assert_eq!(
        Uint128::new(9_999_999_000),
        world.token_balance(&lp_token, &alice)
    );
}

#[test]
fn a_successor_is_minted_by_the_terms_of_the_migrated_asset() {
    let mut world = with_terms();
    migrates(&mut world, "mAAPL", "100");

    let refusal = world
        .alice()
        .tries_to_open(1_000_000, "mAAPL", percent(180), None);
    let never_fed = MintError::PriceTooOld {
        asset_token: world.token("mAAPL").into_string(),
        last_updated: 0,
        now: GENESIS,
    };
    assert_refused(refusal, never_fed);
    world.feeds(&[("mAAPL", "25")]);

    let idx = world.alice().opens(1_000_000, "mAAPL", percent(180));
    assert_eq!((1_000_000, 22_222), amounts(&world, idx));
    let refusal = world
        .alice()
        .tries_to_open(1_000_000, "mAAPL", percent(179), None);
    let [ratio, minimum] = [percent(179), percent(180)];
    assert_refused(refusal, MintError::OpenRatioTooLow { ratio, minimum });
}

#[test]
fn a_successor_has_the_discount_and_the_weight_of_the_migrated_asset() {
    let mut world = with_terms();
    let former = world.token("mAAPL");

    migrates(&mut world, "mAAPL", "100");

    let asset_token = world.token("mAAPL").into_string();
    let question = mint::QueryMsg::AssetConfig { asset_token };
    let terms: AssetConfigResponse = world.asks(&world.at.mint, &question);
    let expected = (decimal("0.1"), None, None);
    assert_eq!(
        expected,
        (terms.auction_discount, terms.end_price, terms.ipo_params)
    );
    let info: factory::DistributionInfoResponse =
        world.asks(&world.at.factory, &factory::QueryMsg::DistributionInfo {});
    let token = world.token("mAAPL");
    assert!(info.weights.contains(&(token.to_string(), 77)));
    let is_former = |(asset, _): &(String, u32)| asset == former.as_str();
    assert!(!info.weights.iter().any(is_former));
}

#[test]
fn an_asset_goes_from_its_listing_through_its_ipo_to_an_auction() {
    let mut world = before_ipo();
    let early = world.alice().opens(3_000_000, "mAAPL", percent(200));
    assert_eq!((3_000_000, 10_000), amounts(&world, early));
    world.chain.at(11_000);
    world.bob().opens(3_000_000, "mAAPL", percent(150));
    world.chain.at(11_001);
    assert_refused(
        world
            .bob()
            .tries_to_open(3_000_000, "mAAPL", percent(200), None),
        MintError::MintPeriodEnded { mint_end: 11_000 },
    );

    world.feeds(&[("mAAPL", "160")]);
    triggers_ipo(&mut world);
    let later = world.bob().opens(3_000_000, "mAAPL", percent(200));
    assert_eq!((3_000_000, 9_375), amounts(&world, later));

    // 3,000,000 for 10,000 at 160 is a ratio of 1.875, and the IPO's minimum is 2.
    let (token, liquidator) = (world.token("mAAPL"), world.chain.account("liquidator"));
    world.bob().gives(&token, 1_000, &liquidator);
    let before = world.base_balance(&liquidator);
    world
        .liquidator()
        .tries_to_auction(early, "mAAPL", 1_000)
        .unwrap();
    let bought = world.base_balance(&liquidator) - before;
    assert_eq!(Uint128::new(200_000 - 2_400), bought);
    assert_eq!((2_800_000, 9_000), amounts(&world, early));
}

#[test]
fn gov_raises_a_minimum_through_the_factory_and_the_example_is_sold() {
    let mut world = World::new().with_asset("mXXX", "1").with_asset("mYYY", "2");
    world.alice().opens(300_000_000, "mYYY", percent(200));
    let idx = world
        .alice()
        .opens_against(75_000_000, "mYYY", "mXXX", percent(150));
    assert_eq!((75_000_000, 100_000_000), amounts(&world, idx));
    let liquidator = world.chain.account("liquidator");
    let debt = world.token("mXXX");
    world.alice().gives(&debt, 100_000_000, &liquidator);
    let safe = world
        .liquidator()
        .tries_to_auction(idx, "mXXX", 100_000_000);
    assert_refused(safe, MintError::PositionSafe { idx });

    let mint = world.at.mint.clone();
    let raise = mint::ExecuteMsg::UpdateAsset {
        asset_token: debt.into_string(),
        auction_discount: None,
        min_collateral_ratio: Some(decimal("1.51")),
        ipo_params: None,
        debt_cap: None,
    };
    commands(&mut world, &mint, &raise);
    let sale = world
        .liquidator()
        .tries_to_auction(idx, "mXXX", 100_000_000);
    sale.unwrap();

    let (token, alice) = (world.token("mYYY"), world.chain.account("alice"));
    let held = [&liquidator, &alice, &world.at.collector];
    let held = held.map(|who| world.token_balance(&token, who).u128());
    assert_eq!([61_750_000, 12_500_000, 750_000], held);
}

/// T-10: amount taken from balance difference.
#[test]
fn gifts_to_every_contract_change_nobodys_credit() {
    assert_eq!(credits(|_| {}), credits(carol_gives));
}

/// What alice and bob have after a day of everything, with something between its steps.
fn credits(between: fn(&mut World)) -> Vec<Uint128> {
    let mut world = World::new().with_asset("mAAPL", "100");
    world.carol().opens(4_000_000_000, "mAAPL", percent(200));
    world.carol().provides("mAAPL", 1_000_000_000, 10_000_000);
    between(&mut world);
    let short = trades(&mut world);
    between(&mut world);
    world.chain.pass(60);
    distributes(&mut world);
    between(&mut world);
    let (token, bob) = (world.token("mAAPL"), world.chain.account("bob"));
    world.alice().gives(&token, 10_000_000, &bob);
    let burned = world.bob().tries_to_burn(short, "mAAPL", 10_000_000);
    burned.unwrap();
    world.bob().tries_to_withdraw(short, None).unwrap();
    world.alice().tries_to_claim(None).unwrap();
    let unbonded = world.alice().tries_to_unbond("mAAPL", 5_000_000_000);
    unbonded.unwrap();
    between(&mut world);

    let tokens = [
        &token,
        &world.asset("mAAPL").lp_token,
        &world.at.mirror_token,
    ];
    let of = |who: &Addr| {
        let held = tokens.map(|token| world.token_balance(token, who));
        [vec![world.base_balance(who)], held.to_vec()].concat()
    };
    [of(&world.chain.account("alice")), of(&bob)].concat()
}

/// Some of everything to every contract but the pair, whose gifts are its providers'.
fn carol_gives(world: &mut World) {
    let listed = world.asset("mAAPL");
    let at = world.at.clone();
    for contract in [
        &at.factory,
        &at.mint,
        &at.oracle,
        &at.collateral_oracle,
        &at.lock,
        &at.staking,
        &at.short_reward,
        &at.swap_factory,
        &at.router,
    ] {
        let coins = [coin(1_000_007, BASE), coin(7, "uluna")];
        world.chain.fund(contract, &coins);
        world.carol().gives(&listed.token, 1_001, contract);
        world.carol().gives(&listed.lp_token, 1_003, contract);
        world.gives_mir(contract, 1_009);
    }
}

/// mAAPL at 100 with alice, who stakes half of her liquidity, and bob, who is short of 10,000,000.
///
/// His sale leaves 99,012,871,289 base coins and 1,010,000,000 mAAPL in the pool.
fn with_market() -> (World, Uint128) {
    let mut world = World::new().with_asset("mAAPL", "100");
    let short = trades(&mut world);
    (world, short)
}

/// Alice provides and stakes, bob sells short.
fn trades(world: &mut World) -> Uint128 {
    world.alice().opens(300_000_000_000, "mAAPL", percent(200));
    world
        .alice()
        .provides("mAAPL", 100_000_000_000, 1_000_000_000);
    world.alice().tries_to_bond("mAAPL", 5_000_000_000).unwrap();
    world.bob().shorts(2_000_000_000, "mAAPL", percent(200))
}

/// mAAPL at 100, with parameters unlike the usual ones.
fn with_terms() -> World {
    let params = Params {
        auction_discount: decimal("0.1"),
        min_collateral_ratio: decimal("1.8"),
        weight: Some(77),
        ..usual_params()
    };
    World::new().with_asset_of("mAAPL", "100", params)
}

/// mAAPL before its IPO: 150 until second 11,000, and a minimum of 2 afterwards.
fn before_ipo() -> World {
    let mut world = World::new();
    let params = Params {
        mint_period: Some(10_000),
        pre_ipo_price: Some(decimal("150")),
        min_collateral_ratio_after_ipo: Some(decimal("2")),
        ..usual_params()
    };
    world.lists("mAAPL", params).unwrap();
    world
}

/// The feeder ends the time before the IPO, which nobody else can.
fn triggers_ipo(world: &mut World) {
    let asset_token = world.token("mAAPL").into_string();
    let trigger = world.chain.account("feeder").into_string();
    let msg = mint::ExecuteMsg::TriggerIPO {
        asset_token: asset_token.clone(),
    };
    let mint = world.at.mint.clone();
    let refusal = world.gov().tries(&mint, &msg, &[]);
    let expected = MintError::NotTheTrigger {
        asset_token,
        trigger,
    };
    assert_refused(refusal, expected);
    world.actor("feeder").sends(&mint, &msg);
}

fn distributes(world: &mut World) {
    let factory = world.at.factory.clone();
    world
        .carol()
        .sends(&factory, &factory::ExecuteMsg::Distribute {});
}

fn adjusts_premium(world: &mut World) {
    let staking = world.at.staking.clone();
    let asset_tokens = vec![world.token("mAAPL").into_string()];
    let msg = staking::ExecuteMsg::AdjustPremium { asset_tokens };
    world.carol().sends(&staking, &msg);
}

/// Gov has the factory send a contract of its own a message.
fn commands(world: &mut World, contract: &Addr, msg: &impl Serialize) {
    let command = factory::ExecuteMsg::PassCommand {
        contract_addr: contract.to_string(),
        msg: to_json_binary(msg).unwrap(),
    };
    let factory = world.at.factory.clone();
    world.gov().sends(&factory, &command);
}

/// Gov replaces an asset by one of the same symbol, which the world knows from then on.
fn migrates(world: &mut World, symbol: &str, end_price: &str) {
    let msg = factory::ExecuteMsg::MigrateAsset {
        name: Some("Apple Derivative 2".to_string()),
        symbol: None,
        from_token: world.token(symbol).into_string(),
        end_price: Some(decimal(end_price)),
        oracle_feeder: None,
    };
    let factory = world.at.factory.clone();
    let answer = world.gov().sends(&factory, &msg);
    let told = attributes(&answer, &factory);
    let token = told.iter().find(|(key, _)| key == "asset_token_addr");
    let token = Addr::unchecked(&token.unwrap().1);
    let asset_infos = [AssetInfo::native(BASE), AssetInfo::token(&token)];
    let pair: PairInfo = world.asks(&world.at.swap_factory, &AskMarket::Pair { asset_infos });
    let listed = Listed {
        token,
        pair: Addr::unchecked(pair.contract_addr),
        lp_token: Addr::unchecked(pair.liquidity_token),
    };
    world.knows(symbol, listed);
}

fn pool(world: &World, symbol: &str) -> PoolInfoResponse {
    let asset_token = world.token(symbol).into_string();
    world.asks(
        &world.at.staking,
        &staking::QueryMsg::PoolInfo { asset_token },
    )
}

/// A position's collateral and debt.
fn amounts(world: &World, position_idx: Uint128) -> (u128, u128) {
    let question = mint::QueryMsg::Position { position_idx };
    let position: PositionResponse = world.asks(&world.at.mint, &question);
    let amounts = [position.collateral.amount, position.asset.amount];
    let [collateral, debt] = amounts.map(|amount| amount.u128());
    (collateral, debt)
}

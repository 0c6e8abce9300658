//! Short positions: what they sell, lock and stake, and what they undo. Numbers: mint.md section
//! 10; the market's are those of its own formula.

use cosmwasm_std::{coin, Uint128};
use cw_multi_test::AppResponse;
use mirror_mint::ContractError;
use mirror_protocol::lock;
use mirror_protocol::mint::{ConfigUpdate, ExecuteMsg, ShortParams};
use mirror_testing::{assert_refused, codes};
use terraswap::asset::Asset;

use crate::setup::{base, decimal, Answer, Setup, FORTUNE};

/// A pool so deep that a sale hardly moves its price of 1.
fn with_pool() -> Setup {
    let deep = 1_000_000_000_000;
    Setup::new()
        .with_asset("mAAPL", "1")
        .with_pool("mAAPL", deep, deep)
}

/// With alice's short of 5,000,000 mAAPL against 10,000,000 base, and a buyer.
fn with_short() -> (Setup, Uint128) {
    let mut setup = with_pool();
    setup.gives("alice", "mAAPL", 6_000_000);
    setup.gives("bob", "mAAPL", 6_000_000);
    let idx = setup.shorts("alice", base(10_000_000), "mAAPL", "2");
    (setup, idx)
}

fn locked(setup: &Setup, idx: Uint128) -> u128 {
    setup
        .locked(idx)
        .map_or(0, |kept| kept.locked_amount.u128())
}

fn mint_short(setup: &mut Setup, idx: Uint128, amount: u128, params: ShortParams) -> Answer {
    let mint = setup.mint.clone();
    let msg = ExecuteMsg::Mint {
        position_idx: idx,
        asset: setup.of("mAAPL", amount),
        short_params: Some(params),
    };
    setup.tries("alice", &mint, &msg)
}

/// The actions of all contracts of one message, in the order in which they ran.
fn actions(answer: &AppResponse) -> Vec<&str> {
    let attributes = answer.events.iter().flat_map(|event| &event.attributes);
    attributes
        .filter(|one| one.key == "action")
        .map(|one| one.value.as_str())
        .collect()
}

#[test]
fn a_short_sells_what_it_mints_locks_the_proceeds_and_stakes_the_debt() {
    let (setup, idx) = with_short();

    assert!(setup.position(idx).is_short);
    assert_eq!(Some((10_000_000, 5_000_000)), setup.amounts(idx));
    // floor(10^12 * 5*10^6 / (10^12 + 5*10^6)) = 4,999,975, less 0.3 %.
    let kept = setup.locked(idx).unwrap();
    assert!((4_984_974..=4_984_976).contains(&kept.locked_amount.u128()));
    assert_eq!(setup.who("alice").as_str(), kept.receiver);
    assert_eq!(1_000 + 1_209_600, kept.unlock_time);
    assert_eq!(5_000_000, setup.short_stake("alice", "mAAPL"));
    let mine = setup.balance("alice", &setup.of("mAAPL", 0).info);
    assert_eq!(6_000_000, mine);
}

#[test]
fn the_steps_of_a_sale_come_in_order() {
    let mut setup = with_pool();
    let limits = Some(ShortParams::default());

    let answer = setup.tries_to_open("alice", base(10_000), "mAAPL", "2", limits);

    let expected = [
        "open_position",
        "mint",
        "send",
        "swap",
        "lock_position_funds_hook",
        "increase_short_token",
    ];
    assert_eq!(expected.to_vec(), actions(&answer.unwrap()));
}

#[test]
fn more_shorts_add_to_the_lock_and_restart_its_time() {
    let (mut setup, idx) = with_short();
    let first = locked(&setup, idx);
    setup.at(2_000);
    setup.feed(&[("mAAPL", "1")]);

    let more = setup.of("mAAPL", 1_000_000);
    setup.tries_to_mint("alice", idx, more).unwrap();

    let kept = setup.locked(idx).unwrap();
    let second = kept.locked_amount.u128() - first;
    assert!((996_980..=997_000).contains(&second), "{second}");
    assert_eq!(2_000 + 1_209_600, kept.unlock_time);
    assert_eq!(Some((10_000_000, 6_000_000)), setup.amounts(idx));
    assert_eq!(6_000_000, setup.short_stake("alice", "mAAPL"));
}

#[test]
fn a_short_closed_by_burning_and_withdrawing_gets_its_proceeds_at_once() {
    let (mut setup, idx) = with_short();
    let (part, rest) = (setup.of("mAAPL", 1_000_000), setup.of("mAAPL", 4_000_000));
    let proceeds = locked(&setup, idx);

    setup.tries_to_burn("alice", idx, part).unwrap();
    assert_eq!(4_000_000, setup.short_stake("alice", "mAAPL"));
    setup.tries_to_burn("alice", idx, rest).unwrap();
    assert_eq!(0, setup.short_stake("alice", "mAAPL"));
    assert_eq!(proceeds, locked(&setup, idx));
    let before = setup.balance("alice", &base(0).info);
    setup.tries_to_withdraw("alice", idx, None).unwrap();

    // 5,000,000 * 0.015 = 75,000 went as fees.
    let paid = setup.balance("alice", &base(0).info) - before;
    assert_eq!(9_925_000 + proceeds, paid);
    assert_eq!(None, setup.locked(idx));
    assert_eq!(None, setup.amounts(idx));
}

/// T-26: short closed under water leaves staking weight behind.
#[test]
fn a_short_sold_under_water_loses_its_whole_stake() {
    let (mut setup, idx) = with_short();
    let more = setup.of("mAAPL", 1_000_000);
    setup.tries_to_mint("alice", idx, more).unwrap();
    setup.feed(&[("mAAPL", "1.6")]);
    let (proceeds, all) = (locked(&setup, idx), setup.of("mAAPL", 6_000_000));
    let [alice, bob] = ["alice", "bob"].map(|who| setup.balance(who, &base(0).info));

    let answer = setup.tries_to_auction("bob", idx, all).unwrap();

    let expected = [
        "send",
        "auction",
        "transfer",
        "burn",
        "decrease_short_token",
        "release_shorting_funds",
    ];
    assert_eq!(expected.to_vec(), actions(&answer));
    assert_eq!(9_880_000, setup.balance("bob", &base(0).info) - bob);
    assert_eq!(120_000, setup.balance("collector", &base(0).info));
    assert_eq!(proceeds, setup.balance("alice", &base(0).info) - alice);
    assert_eq!(1_000_000, setup.bad_debt("mAAPL"));
    assert_eq!(0, setup.short_stake("alice", "mAAPL"));
}

#[test]
fn a_part_sold_lowers_the_stake_by_that_part_and_keeps_the_lock() {
    let (mut setup, idx) = with_short();
    setup.feed(&[("mAAPL", "1.5")]);
    let (proceeds, part) = (locked(&setup, idx), setup.of("mAAPL", 1_000_000));

    setup.tries_to_auction("bob", idx, part).unwrap();

    assert_eq!(4_000_000, setup.short_stake("alice", "mAAPL"));
    assert_eq!(proceeds, locked(&setup, idx));
}

#[test]
fn a_fee_that_takes_everything_ends_the_stake_and_the_lock() {
    let (mut setup, idx) = with_short();
    setup.feed(&[("mAAPL", "1000")]);
    let burned = setup.of("mAAPL", 1_000_000);

    setup.tries_to_burn("alice", idx, burned).unwrap();

    assert_eq!(None, setup.amounts(idx));
    assert_eq!(4_000_000, setup.bad_debt("mAAPL"));
    assert_eq!(0, setup.short_stake("alice", "mAAPL"));
    assert_eq!(None, setup.locked(idx));
}

/// T-34: early unlock then close.
#[test]
fn a_short_unlocked_early_can_still_be_closed() {
    let (mut setup, idx) = with_short();
    let lock = setup.lock.clone();
    setup.at(1_000 + 1_209_600);
    setup.feed(&[("mAAPL", "1")]);
    let unlock = lock::ExecuteMsg::UnlockPositionFunds {
        positions_idx: vec![idx],
    };
    setup.tries("alice", &lock, &unlock).unwrap();

    let debt = setup.of("mAAPL", 5_000_000);
    setup.tries_to_burn("alice", idx, debt).unwrap();
    setup.tries_to_withdraw("alice", idx, None).unwrap();

    assert_eq!(None, setup.amounts(idx));
    assert_eq!(0, setup.short_stake("alice", "mAAPL"));
}

#[test]
fn a_delisted_short_is_burned_by_anybody_and_lowers_its_owners_stake() {
    let (mut setup, idx) = with_short();
    setup.delist("mAAPL", "2");
    let burned = setup.of("mAAPL", 5_000_000);
    let proceeds = locked(&setup, idx);
    let before = setup.balance("alice", &base(0).info);

    setup.tries_to_burn("bob", idx, burned).unwrap();

    // All collateral is what the debt is worth: the position closes.
    assert_eq!(None, setup.amounts(idx));
    assert_eq!(0, setup.short_stake("alice", "mAAPL"));
    let released = setup.balance("alice", &base(0).info) - before;
    assert_eq!(proceeds, released);
}

#[test]
fn a_sale_beyond_its_limits_undoes_the_opening() {
    let mut setup = Setup::new()
        .with_asset("mAAPL", "1")
        .with_pool("mAAPL", 10_000_000, 10_000_000);
    let strict = ShortParams {
        belief_price: Some(decimal("1")),
        max_spread: Some(decimal("0.01")),
    };

    let refusal = setup.tries_to_open(
        "alice",
        base(10_000_000),
        "mAAPL",
        "2",
        Some(strict.clone()),
    );

    assert!(refusal.is_err());
    assert_eq!(FORTUNE, setup.balance("alice", &base(0).info));
    let idx = setup.shorts("alice", base(10_000_000), "mAAPL", "5");
    assert!(mint_short(&mut setup, idx, 2_000_000, strict).is_err());
    mint_short(&mut setup, idx, 2_000_000, ShortParams::default()).unwrap();
}

/// T-32: gift captured by the next lock.
#[test]
fn a_gift_to_the_lock_belongs_to_nobody() {
    let mut setup = with_pool();
    let lock = setup.lock.clone();
    setup
        .market
        .chain
        .fund(&lock, &[coin(100_000_000_000, "uusd")]);

    let idx = setup.shorts("alice", base(10_000_000), "mAAPL", "2");

    assert!((4_984_974..=4_984_976).contains(&locked(&setup, idx)));
}

#[test]
fn a_sale_that_pays_nothing_undoes_the_opening() {
    let mut setup = with_pool();

    let refusal = setup.tries_to_open("alice", base(2), "mAAPL", "2", Some(ShortParams::default()));

    assert!(refusal.is_err());
    assert_eq!(FORTUNE, setup.balance("alice", &base(0).info));
}

#[test]
fn the_pair_is_the_one_of_the_named_pair_factory() {
    let (mut setup, idx) = with_short();
    let owner = setup.who("owner");
    let msg = terraswap::factory::InstantiateMsg {
        pair_code_id: setup.market.pair_code,
        token_code_id: setup.market.token_code,
    };
    let empty = setup
        .market
        .chain
        .create(codes::terraswap_factory(), &owner, &msg);
    let name = |setup: &mut Setup, factory: String| {
        setup
            .configure(ConfigUpdate {
                terraswap_factory: Some(factory),
                ..ConfigUpdate::default()
            })
            .unwrap();
    };

    name(&mut setup, empty.to_string());
    assert!(mint_short(&mut setup, idx, 1_000, ShortParams::default()).is_err());
    let first = setup.market.factory.to_string();
    name(&mut setup, first);
    mint_short(&mut setup, idx, 1_000, ShortParams::default()).unwrap();
}

#[test]
fn an_asset_without_a_pool_can_not_be_shorted() {
    let mut setup = Setup::new().with_asset("mAAPL", "1");

    let refusal = setup.tries_to_open(
        "alice",
        base(10_000),
        "mAAPL",
        "2",
        Some(ShortParams::default()),
    );

    assert!(refusal.is_err());
}

#[test]
fn a_short_can_be_backed_by_tokens() {
    let setup = with_pool();
    let mut setup = setup.with_asset("mYYY", "2");
    setup.gives("alice", "mYYY", 10_000_000);
    let paid = setup.of("mYYY", 10_000_000);

    let idx = setup.shorts("alice", paid, "mAAPL", "2");

    assert_eq!(Some((10_000_000, 10_000_000)), setup.amounts(idx));
    assert_eq!(10_000_000, setup.short_stake("alice", "mAAPL"));
    assert!(locked(&setup, idx) > 9_900_000);
}

#[test]
fn a_short_below_its_minimum_mints_no_more() {
    let (mut setup, idx) = with_short();
    let amount: Asset = setup.of("mAAPL", 1_666_667);

    assert_refused(
        setup.tries_to_mint("alice", idx, amount),
        ContractError::MintUncovered { idx },
    );
}

/// A pool that pays 4,900,000 for 5,000,000 and then 970,000 for 1,000,000, after its commission.
fn with_example() -> (Setup, Uint128) {
    let mut setup =
        Setup::new()
            .with_asset("mAAPL", "1")
            .with_pool("mAAPL", 575_546_186, 580_530_000);
    for who in ["alice", "bob"] {
        setup.gives(who, "mAAPL", 6_000_000);
    }
    let idx = setup.shorts("alice", base(10_000_000), "mAAPL", "2");
    assert_eq!(4_900_000, locked(&setup, idx));
    let more = setup.of("mAAPL", 1_000_000);
    setup.tries_to_mint("alice", idx, more).unwrap();
    (setup, idx)
}

#[test]
fn the_example_of_a_short_is_met_to_the_last_unit() {
    let (mut setup, idx) = with_example();
    assert_eq!(5_870_000, locked(&setup, idx));
    let all = setup.of("mAAPL", 6_000_000);
    let before = setup.balance("alice", &base(0).info);

    let burning = setup.tries_to_burn("alice", idx, all).unwrap();
    let closing = setup.tries_to_withdraw("alice", idx, None).unwrap();

    assert_eq!("90000uusd", setup.event_value(&burning, "protocol_fee"));
    assert_eq!(
        "9910000uusd",
        setup.event_value(&closing, "withdraw_amount")
    );
    let paid = setup.balance("alice", &base(0).info) - before;
    assert_eq!(9_910_000 + 5_870_000, paid);
    assert_eq!(0, setup.short_stake("alice", "mAAPL"));
    assert_eq!((None, None), (setup.locked(idx), setup.amounts(idx)));
}

#[test]
fn the_example_of_a_short_under_water_is_met_to_the_last_unit() {
    let (mut setup, idx) = with_example();
    setup.feed(&[("mAAPL", "1.6")]);
    let all = setup.of("mAAPL", 6_000_000);
    let [alice, bob] = ["alice", "bob"].map(|who| setup.balance(who, &base(0).info));

    setup.tries_to_auction("bob", idx, all.clone()).unwrap();

    assert_eq!(9_880_000, setup.balance("bob", &base(0).info) - bob);
    assert_eq!(1_000_000, setup.balance("bob", &all.info));
    assert_eq!(120_000, setup.balance("collector", &base(0).info));
    assert_eq!(5_870_000, setup.balance("alice", &base(0).info) - alice);
    assert_eq!(1_000_000, setup.bad_debt("mAAPL"));
    assert_eq!(0, setup.short_stake("alice", "mAAPL"));
    assert_eq!(None, setup.locked(idx));
}

use cosmwasm_std::{Decimal, Uint128};

use super::locks::Locks;
use super::release::Release;
use super::stakes::Stakes;
use crate::accounts::Accounts;
use crate::outcome::Pool;

type Entry = (u64, u64, u128);

fn schedule(entries: &[Entry]) -> Vec<(u64, u64, Uint128)> {
    entries
        .iter()
        .map(|(start, end, amount)| (*start, *end, Uint128::new(*amount)))
        .collect()
}

/// So many assets of weight 100 beside MIR's 300, from second 0 on.
fn release(track: &[Entry], mirror: Option<&[Entry]>, assets: usize) -> Release {
    let mut release = Release::new(0, schedule(track), mirror.map(schedule), 300);
    for asset in 0..assets {
        release.reweigh(Pool::Asset(asset), Some(100), 0).unwrap();
    }

    release
}

/// What an asset's pool and that of MIR get.
fn sent(release: &mut Release, now: u64) -> [u128; 2] {
    let sending = release.distribute(now).unwrap();
    let of = |pool| sending.get(&pool).map_or(0, |amount| amount.u128());

    [of(Pool::Asset(1)), of(Pool::Mir)]
}

const YEAR: u64 = 31_536_000;

#[test]
fn one_schedule_is_divided_by_weight() {
    let mut release = release(&[(1_800, 3_600, 3_600), (3_600, 7_200, 7_200)], None, 12);

    assert_eq!(sent(&mut release, 5_400), [480, 1_440]);
}

#[test]
fn two_schedules_run_beside_each_other_and_carry_what_they_cannot_divide() {
    let mut release = release(
        &[(0, YEAR, 89_212_500_000_000)],
        Some(&[(0, YEAR, 20_587_500_000_000)]),
        13,
    );

    assert_eq!(sent(&mut release, 60), [13_056_506, 39_169_520]);
    assert_eq!(sent(&mut release, 120), [13_056_507, 39_169_521]);
}

#[test]
fn a_revoked_asset_leaves_the_others_its_part() {
    let mut release = release(&[(0, YEAR, 109_800_000_000_000)], None, 13);

    assert_eq!(sent(&mut release, 60), [13_056_506, 39_169_520]);
    release.reweigh(Pool::Asset(12), None, 60).unwrap();

    assert_eq!(sent(&mut release, 120), [13_926_941, 41_780_824]);
}

/// The numbers of staking.md 9, S4.
#[test]
fn what_came_for_nobody_flows_out_in_thirty_days_of_somebody() {
    const DAY: u64 = 86_400;
    let mut accounts = Accounts::default();
    let (liquid, short) = (accounts.number("liquid"), accounts.number("short"));
    let pool = Pool::Asset(0);
    let mut stakes = Stakes::default();
    stakes.register(pool, 0);
    stakes
        .change(pool)
        .unwrap()
        .reweigh(Decimal::percent(20), 0);

    stakes.deposit(pool, Uint128::new(100), 0).unwrap();
    let side = &mut stakes.change(pool).unwrap().liquidity;
    side.add(liquid, Uint128::new(100), 10 * DAY).unwrap();
    assert_eq!(stakes.claim_of(liquid, 25 * DAY).unwrap(), Uint128::new(40));
    stakes.deposit(pool, Uint128::new(100), 25 * DAY).unwrap();
    let side = &mut stakes.change(pool).unwrap().shorts;
    side.add(short, Uint128::new(50), 26 * DAY).unwrap();

    assert_eq!(
        stakes.claim_of(liquid, 26 * DAY).unwrap(),
        Uint128::new(122)
    );
    assert_eq!(stakes.withdraw(short, 41 * DAY).unwrap(), Uint128::new(20));
    assert_eq!(stakes.claim_of(short, 41 * DAY).unwrap(), Uint128::zero());
}

#[test]
fn a_deposit_is_split_by_the_average_of_the_weights_since_the_last() {
    let pool = Pool::Asset(0);
    let mut stakes = Stakes::default();
    stakes.register(pool, 1_000);
    let weighs = |stakes: &mut Stakes, percent, since| {
        let pool = stakes.change(pool).unwrap();
        pool.reweigh(Decimal::percent(percent), since);
    };
    let shorts = |stakes: &Stakes, now| {
        let pool = stakes.get(pool).unwrap();
        pool.shorts.left_at(now).unwrap().u128()
    };

    // An hour of 72 in a hundred at the end of a day.
    weighs(&mut stakes, 72, 1_000 + 82_800);
    stakes
        .deposit(pool, Uint128::new(2_400), 1_000 + 86_400)
        .unwrap();
    assert_eq!(shorts(&stakes, 1_000 + 86_400), 72);
    weighs(&mut stakes, 20, 1_000 + 90_000);
    stakes
        .deposit(pool, Uint128::new(1_000), 1_000 + 93_600)
        .unwrap();

    assert_eq!(shorts(&stakes, 1_000 + 93_600), 72 + 460);
}

#[test]
fn a_lock_is_free_when_its_time_has_come_and_starts_anew_with_more() {
    let mut accounts = Accounts::default();
    let owner = accounts.number("owner");
    let mut locks = Locks::default();

    locks
        .add(1, owner, Uint128::new(4_900_000), 1_210_600)
        .unwrap();
    locks
        .add(1, owner, Uint128::new(970_000), 1_214_600)
        .unwrap();

    assert_eq!(locks.free_for(owner, 1_214_599), Vec::<u128>::new());
    assert_eq!(
        locks.unlock(owner, 1_214_600).unwrap(),
        Uint128::new(5_870_000)
    );
    assert_eq!(locks.iter().count(), 0);
}

#[test]
fn what_came_for_nobody_ends_thirty_days_after_somebody_came() {
    const DAY: u64 = 86_400;
    let mut accounts = Accounts::default();
    let liquid = accounts.number("liquid");
    let pool = Pool::Asset(0);
    let mut stakes = Stakes::default();
    stakes.register(pool, 0);
    let end = |stakes: &Stakes| stakes.get(pool).unwrap().liquidity.latest_end();

    stakes.deposit(pool, Uint128::new(100), DAY).unwrap();
    let side = &mut stakes.change(pool).unwrap().liquidity;
    side.add(liquid, Uint128::one(), 10 * DAY).unwrap();
    assert_eq!(end(&stakes), 40 * DAY);
    stakes.deposit(pool, Uint128::new(100), 39 * DAY).unwrap();
    assert_eq!(end(&stakes), 40 * DAY);
    stakes.deposit(pool, Uint128::new(100), 41 * DAY).unwrap();
    assert_eq!(end(&stakes), 42 * DAY);
}

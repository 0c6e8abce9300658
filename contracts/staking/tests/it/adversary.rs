//! Attempts to get more of the rewards than one's part over time: alone, with several accounts, over
//! several blocks, and with MIR of one's own.

use cosmwasm_std::{Addr, Decimal, Uint128};
use mirror_protocol::staking::ExecuteMsg;
use mirror_staking::pool::Premium;
use mirror_staking::state::{self, PREMIUMS};

use crate::setup::{deposit, Setup, DAY, RICH};

/// 30 days of a release of some 196,000 MIR a day: so much was taken in a former version.
const CARRIED: u128 = 5_874_310_000_000;

fn earned(setup: &Setup, staker: &Addr) -> u128 {
    let infos = setup.infos(staker).into_iter();
    infos.map(|info| info.pending_reward.u128()).sum()
}

/// Store a premium with this weight, as if it was measured now.
fn measured(setup: &mut Setup, weight: &str) {
    let (now, api) = (setup.chain.now(), setup.chain.app.api());
    let asset = mirror_bytes::canonical(api, setup.asset.as_str()).unwrap();
    let mut storage = setup.chain.app.contract_storage_mut(&setup.staking);
    let liquidity = state::liquidity(storage.as_ref(), &asset, setup.asset.as_str()).unwrap();
    let former = state::premium(storage.as_ref(), &asset).unwrap();
    let premium = Premium {
        short_weight: weight.parse().unwrap(),
        updated_time: now,
        weighed: former.weighed(liquidity.released, now).unwrap(),
        ..former
    };
    PREMIUMS.save(storage.as_mut(), &asset, &premium);
}

#[test]
fn a_tiny_stake_gets_of_what_was_carried_only_its_seconds() {
    let mut setup = Setup::new().with_weight("1");
    let [alice, bob] = [&setup.alice, &setup.bob].map(Addr::clone);
    for _ in 0..30 {
        setup.pays(CARRIED / 30);
    }

    setup.shorts(&alice, 10).unwrap();
    setup.deposits(1).unwrap();
    assert_eq!(0, earned(&setup, &alice));
    setup.chain.pass(6);
    // 6 seconds of thirty days.
    assert_eq!(13_597_000, earned(&setup, &alice) / 1_000 * 1_000);
    // From now on Bob has all but a small part.
    setup.shorts(&bob, 1_000_000).unwrap();
    setup.chain.pass(30 * DAY);

    assert!(earned(&setup, &alice) < 13_598_000 + CARRIED / 100_000 + 1);
    assert!(earned(&setup, &bob) > CARRIED - 13_598_000 - CARRIED / 90_000);
}

/// While Alice is alone, what was carried flows to her, but what she pays in makes it no faster.
#[test]
fn who_pays_in_for_himself_takes_nothing_from_others() {
    let after_a_day = |sponsored: u128| {
        let mut setup = Setup::new().with_weight("1");
        let alice = setup.alice.clone();
        setup.deposits(CARRIED).unwrap();
        setup.shorts(&alice, 10).unwrap();
        if sponsored > 0 {
            let (mir, hook) = (
                setup.mir.clone(),
                deposit(&[(setup.asset.clone(), sponsored)]),
            );
            setup.send_token(&mir, &alice, sponsored, &hook).unwrap();
        }
        setup.chain.pass(DAY);
        setup.withdraws(&alice).unwrap();
        let mir = setup.mir.clone();
        setup.balance(&mir, &alice) - RICH
    };

    assert_eq!(CARRIED / 30, after_a_day(0));
    for sponsored in [1, 1_000_000, CARRIED, 1_000 * CARRIED] {
        assert_eq!(CARRIED / 30, after_a_day(sponsored));
    }
}

/// A reward that comes while somebody is staked flows out in a day, whatever is left from before.
/// Otherwise one unit that came while nobody was staked would stretch it to thirty days.
#[test]
fn a_reward_that_came_while_nobody_staked_delays_no_later_one() {
    let mut setup = Setup::new();
    let [alice, bob] = [&setup.alice, &setup.bob].map(Addr::clone);
    let (mir, hook) = (setup.mir.clone(), deposit(&[(setup.asset.clone(), 1)]));
    setup.send_token(&mir, &bob, 1, &hook).unwrap();
    setup.bonds(&alice, 1_000).unwrap();

    setup.pays(1_000_000);

    assert_eq!((1_000, 1_000_000), setup.stake(&alice));
}

/// Bob, who has no stake, pays in one unit with each block for an hour.
#[test]
fn a_unit_paid_in_with_every_block_delays_nothing() {
    let mut setup = Setup::new();
    let [alice, bob] = [&setup.alice, &setup.bob].map(Addr::clone);
    setup.bonds(&alice, 1_000_000).unwrap();
    setup.deposits(86_400_000_000).unwrap();
    let (mir, hook) = (setup.mir.clone(), deposit(&[(setup.asset.clone(), 1)]));
    for _ in 0..600 {
        setup.chain.pass(6);
        setup.send_token(&mir, &bob, 1, &hook).unwrap();
    }

    let (_, pending) = setup.stake(&alice);
    assert_eq!(3_600_000_000, pending);
    setup.chain.pass(DAY - 3_600);
    assert_eq!((1_000_000, 86_400_000_600), setup.stake(&alice));
}

/// Several accounts stake from before a large deposit until the next block. Together they earn what one
/// stake of that size earns in that time.
#[test]
fn a_stake_around_a_deposit_earns_no_more_than_its_seconds() {
    let mut setup = Setup::new();
    let [alice, bob] = [&setup.alice, &setup.bob].map(Addr::clone);
    let lp = setup.lp.clone();
    setup.bonds(&bob, 1_000_000).unwrap();
    let accounts = ["one", "two", "three"].map(|name| setup.chain.account(name));
    for account in &accounts {
        let gift = cw20::Cw20ExecuteMsg::Transfer {
            recipient: account.to_string(),
            amount: Uint128::new(3_000_000),
        };
        setup.chain.execute(&alice, &lp, &gift, &[]).unwrap();
        setup.bonds(account, 3_000_000).unwrap();
    }
    setup.deposits(86_400_000_000).unwrap();
    setup.chain.pass(6);
    for account in &accounts {
        setup.unbonds(account, 3_000_000).unwrap();
    }
    setup.chain.pass(DAY);

    // Nine tenths of 6,000,000.
    let theirs: u128 = accounts.iter().map(|one| earned(&setup, one)).sum();
    assert_eq!(5_400_000, theirs);
    assert_eq!((1_000_000, 86_394_600_000), setup.stake(&bob));
}

/// A pool gets 196,893 MIR a day; with a weight of 0.5, 98,446 of them would go to short stakes.
#[test]
fn a_pumped_weight_decides_nothing_of_the_day_before_it() {
    let mut setup = Setup::new().with_weight("0.02");
    let [alice, bob] = [&setup.alice, &setup.bob].map(Addr::clone);
    setup.bonds(&alice, 1_000).unwrap();
    setup.shorts(&bob, 1_000).unwrap();
    setup.deposits(1_000_000).unwrap();
    setup.chain.pass(DAY);

    measured(&mut setup, "0.76");
    setup.deposits(196_893_000_000).unwrap();
    let [_, (_, for_shorts)] = setup.indexes();
    assert_eq!(3_937_860_000, for_shorts);
    // A weight that is in force for six seconds counts for six seconds.
    setup.chain.pass(6);
    measured(&mut setup, "0.02");
    setup.chain.pass(DAY - 6);
    setup.deposits(196_893_000_000).unwrap();

    let [_, (index, on_its_way)] = setup
        .indexes()
        .map(|(index, left)| (index.to_uint_floor(), left));
    let paid = index.u128() * 1_000 - 20_000;
    let more = 196_893_000_000 * 74 * 6 / 100 / 86_400;
    let expected: u128 = 2 * 3_937_860_000 + more;
    assert!(
        expected.abs_diff(paid + on_its_way) < 2_000,
        "{paid} {on_its_way} {expected}"
    );
}

/// If a stranger's deposit counted as a release, weights would be averaged from then on only, and a weight
/// of a moment would decide about everything that was not distributed yet.
#[test]
fn a_unit_from_a_stranger_does_not_make_the_present_weight_count_for_the_past() {
    let mut setup = Setup::new().with_weight("0");
    let [alice, bob] = [&setup.alice, &setup.bob].map(Addr::clone);
    setup.bonds(&alice, 1_000).unwrap();
    setup.shorts(&bob, 1_000).unwrap();
    setup.chain.pass(DAY - 6);

    let (mir, hook) = (setup.mir.clone(), deposit(&[(setup.asset.clone(), 1)]));
    setup.send_token(&mir, &bob, 1, &hook).unwrap();
    measured(&mut setup, "0.8");
    setup.send_token(&mir, &bob, 1, &hook).unwrap();
    setup.chain.pass(6);
    setup.send_token(&mir, &bob, 1, &hook).unwrap();
    setup.deposits(86_400_000_000).unwrap();

    // 0.8 for 6 of 86,400 seconds, rounded down.
    let [_, (index, for_shorts)] = setup.indexes();
    assert_eq!((Decimal::zero(), 4_799_999), (index, for_shorts));
}

/// An attack on a former version: after a day in which nobody distributed, a short is opened, paid for
/// and closed in one transaction.
#[test]
fn shorts_for_one_transaction_earn_nothing() {
    let mut setup = Setup::new().with_weight("0.8");
    let [alice, bob] = [&setup.alice, &setup.bob].map(Addr::clone);
    setup.shorts(&bob, 1_000).unwrap();
    setup.chain.pass(DAY);

    setup.shorts(&alice, 1_000_000_000).unwrap();
    setup.deposits(222_197_500_000).unwrap();
    setup.covers(&alice, 1_000_000_000).unwrap();
    setup
        .send(&alice, &ExecuteMsg::Withdraw { asset_token: None })
        .unwrap();
    setup.chain.pass(DAY);

    assert_eq!(RICH, setup.balance(&setup.mir, &alice));
    assert_eq!(177_758_000_000, earned(&setup, &bob));
}

/// When all have left a pool, what has not flowed out waits for those who come later.
#[test]
fn what_is_on_its_way_waits_for_the_next_one_who_stakes() {
    let mut setup = Setup::new();
    let [alice, bob] = [&setup.alice, &setup.bob].map(Addr::clone);
    setup.bonds(&alice, 1_000).unwrap();
    setup.deposits(86_400).unwrap();
    setup.chain.pass(3_600);
    setup.unbonds(&alice, 1_000).unwrap();
    setup.chain.pass(100 * DAY);

    setup.bonds(&bob, 7).unwrap();
    assert_eq!((7, 0), setup.stake(&bob));
    setup.chain.pass(3_600);
    assert_eq!((7, 3_599), setup.stake(&bob));
    setup.chain.pass(DAY);

    assert_eq!((0, 3_600), setup.stake(&alice));
    assert_eq!((7, 82_799), setup.stake(&bob));
}

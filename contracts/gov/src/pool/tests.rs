use mirror_bytes::Bytes;

use super::*;
use crate::kind::Kind;
use crate::takeover::STAKE_TO_TAKE_OVER;

fn pool(total_share: u128, total_staked: u128) -> Pool {
    Pool {
        total_share: total_share.into(),
        total_staked: total_staked.into(),
        ..Pool::default()
    }
}

fn with_open(mut pool: Pool, polls: u64) -> Pool {
    for poll_id in 1..=polls {
        pool.open.open(poll_id, Kind::Default);
    }
    pool
}

fn amount(amount: u128) -> Uint128 {
    amount.into()
}

fn half() -> Decimal {
    Decimal::percent(50)
}

/// The staked MIR, the rewards that have not flowed yet, and the seconds in which they will.
fn stake_and_flow(pool: &Pool) -> (u128, u128, u64) {
    let Flow { left, seconds } = pool.flow;
    (pool.total_staked.u128(), left.u128(), seconds)
}

/// gov.md section 9, example 1.
#[test]
fn the_first_stake_sets_dead_shares_aside_and_a_reward_raises_the_price() {
    let mut pool = Pool::default();

    let alice = pool.stake(amount(100_000_000)).unwrap();
    pool.share_out(amount(50_000_000), half()).unwrap();
    pool.settle(SPREAD).unwrap();
    let bob = pool.stake(amount(30_000_000)).unwrap();

    assert_eq!((99_999_000, 20_000_000), (alice.u128(), bob.u128()));
    let expected = Pool {
        updated: SPREAD,
        ..super::tests::pool(120_000_000, 180_000_000)
    };
    assert_eq!(expected, pool);
    assert_eq!(Ok(amount(149_998_500)), pool.price().worth(alice));
    assert_eq!(Ok(amount(1_500)), pool.price().worth(DEAD_SHARES));
}

/// gov.md section 9, example 12.
#[test]
fn rewards_flow_over_seven_days() {
    let mut pool = pool(100_000_000, 100_000_000);
    pool.share_out(amount(50_000_000), half()).unwrap();
    assert_eq!((100_000_000, 50_000_000, SPREAD), stake_and_flow(&pool));

    pool.settle(86_400).unwrap();
    assert_eq!((107_142_857, 42_857_143, 518_400), stake_and_flow(&pool));
    pool.settle(86_400).unwrap();
    assert_eq!((107_142_857, 42_857_143, 518_400), stake_and_flow(&pool));

    // (42,857,143 x 518,400 + 10,000,000 x 604,800) / 52,857,143 = 534,745.9.
    pool.share_out(amount(10_000_000), half()).unwrap();
    assert_eq!((107_142_857, 52_857_143, 534_745), stake_and_flow(&pool));
    // A reward of one unit does not change the time.
    pool.share_out(amount(1), half()).unwrap();
    assert_eq!((107_142_857, 52_857_144, 534_745), stake_and_flow(&pool));

    pool.settle(86_400 + 534_744).unwrap();
    assert_eq!((159_999_902, 99, 1), stake_and_flow(&pool));
    pool.settle(86_400 + 534_745).unwrap();
    assert_eq!((160_000_001, 0, 0), stake_and_flow(&pool));
}

/// Otherwise somebody with a tiny stake, or the dead shares, would get what is meant for all.
#[test]
fn rewards_wait_while_hardly_anything_is_staked() {
    for (total_share, total_staked, minimum_stake, flows) in [
        (0, 0, 0, false),
        (1_000, 1_000, 0, false),
        (1_001, 5_000_000_000, 0, false),
        (999_999, 5_000_000_000, 1_000_000_000, false),
        (1_000_000, 1_000_000, 0, true),
        (1_000_000, 999_999_999, 1_000_000_000, false),
        (1_000_000, 1_000_000_000, 1_000_000_000, true),
    ] {
        let mut pool = Pool {
            minimum_stake: amount(minimum_stake),
            ..pool(total_share, total_staked)
        };
        pool.share_out(amount(7_000), half()).unwrap();

        pool.settle(86_400).unwrap();

        let expected = if flows {
            (total_staked + 1_000, 6_000, 518_400)
        } else {
            (total_staked, 7_000, SPREAD)
        };
        assert_eq!(expected, stake_and_flow(&pool));
        assert_eq!(86_400, pool.updated);
    }
}

#[test]
fn time_does_not_go_back() {
    let mut pool = pool(1_000_000, 1_000_000);
    pool.share_out(amount(7_000), half()).unwrap();
    pool.settle(86_400).unwrap();

    pool.settle(5).unwrap();

    assert_eq!((1_001_000, 6_000, 518_400), stake_and_flow(&pool));
    assert_eq!(86_400, pool.updated);
}

#[test]
fn since_when_enough_is_staked_is_noted_by_stakes_withdrawals_and_rewards() {
    let enough = STAKE_TO_TAKE_OVER.u128();
    let mut pool = pool(enough - 100, enough - 100);
    pool.settle(10).unwrap();
    assert_eq!(None, pool.enough_staked.since());

    pool.stake(amount(100)).unwrap();
    assert_eq!(Some(10), pool.enough_staked.since());
    pool.settle(20).unwrap();
    assert_eq!(Some(10), pool.enough_staked.since());
    pool.unstake(amount(100), amount(100)).unwrap();
    assert_eq!(None, pool.enough_staked.since());
    pool.share_out(amount(100), half()).unwrap();
    pool.settle(20 + SPREAD - 1).unwrap();
    assert_eq!(None, pool.enough_staked.since());
    pool.settle(20 + SPREAD).unwrap();
    assert_eq!(Some(20 + SPREAD), pool.enough_staked.since());
}

/// gov.md section 9, example 5.
#[test]
fn a_reward_is_shared_out_over_polls_and_stakers() {
    let mut pool = with_open(pool(1_000_000, 1_000_000), 3);

    pool.share_out(amount(100_000_001), half()).unwrap();

    assert_eq!(amount(16_666_666), pool.reward_index);
    assert_eq!(amount(49_999_998), pool.pending_voting_rewards);
    assert_eq!((1_000_000, 50_000_003, SPREAD), stake_and_flow(&pool));
}

/// gov.md section 9, example 6.
#[test]
fn a_deposit_is_shared_out_over_two_polls() {
    let mut pool = with_open(pool(1_000_000, 1_000_000), 2);

    pool.share_out(amount(1_000_000_000), half()).unwrap();

    assert_eq!(amount(250_000_000), pool.reward_index);
    assert_eq!((1_000_000, 500_000_000, SPREAD), stake_and_flow(&pool));
}

/// T-68: reward deposit blocked or lost.
#[test]
fn a_reward_too_small_for_the_polls_goes_to_the_stakers() {
    let mut pool = with_open(pool(1_000_000, 1_000_000), 60);

    pool.share_out(amount(119), half()).unwrap();
    assert_eq!((0, 119), (pool.reward_index.u128(), pool.flow.left.u128()));

    pool.share_out(amount(120), half()).unwrap();
    assert_eq!((1, 179), (pool.reward_index.u128(), pool.flow.left.u128()));
}

/// T-63: first staker takes later stakes by raising the share price.
#[test]
fn a_stake_that_mints_nothing_is_refused() {
    let too_small = |taken| {
        let amount = amount(taken);
        Err(ContractError::StakeTooSmall { amount })
    };

    assert_eq!(too_small(1), pool(1_000, 1_001).stake(amount(1)));
    assert_eq!(Ok(amount(1)), pool(1_000, 1_001).stake(amount(2)));
}

#[test]
fn the_dead_shares_are_a_thousandth_of_the_first_stake_at_most() {
    let least = FIRST_STAKE;
    for taken in [1, 1_000, 1_001, 999_999] {
        let amount = amount(taken);
        let refusal = ContractError::FirstStakeTooSmall { amount, least };
        assert_eq!(Err(refusal), Pool::default().stake(amount));
    }

    let share = Pool::default().stake(least);

    assert_eq!(Ok(amount(999_000)), share);
    assert_eq!(Ok(amount(1)), pool(1_000, 1_000).stake(amount(1)));
}

/// T-63: first staker takes later stakes by raising the share price. gov.md section 9, example 10.
#[test]
fn raising_the_price_costs_a_thousand_times_what_others_lose() {
    let mut pool = Pool::default();
    let attacker = pool.stake(amount(1_000_000)).unwrap();
    pool.share_out(amount(1_000_000_000_000), half()).unwrap();
    pool.settle(SPREAD).unwrap();
    assert_eq!(Ok(amount(999_000_999_000)), pool.price().worth(attacker));

    let refused = pool.stake(amount(1_000_000));
    let victim = pool.stake(amount(1_500_000)).unwrap();

    let amount = amount(1_000_000);
    assert_eq!(Err(ContractError::StakeTooSmall { amount }), refused);
    assert_eq!(Uint128::one(), victim);
    assert_eq!(Ok(Uint128::new(1_000_001)), pool.price().worth(victim));
}

/// gov.md section 9, example 11.
#[test]
fn restaked_rewards_mint_shares_down() {
    let share = pool(100_000_000, 150_000_000).stake(amount(11_111_111));

    assert_eq!(Ok(amount(7_407_407)), share);
}

/// T-06: overflow, truncation, wrap.
#[test]
fn the_largest_amounts_fit_or_are_an_error() {
    let mut full = pool(u128::MAX, u128::MAX);

    assert!(full.stake(Uint128::one()).is_err());
    full.share_out(Uint128::MAX, Decimal::zero()).unwrap();
    assert!(full.share_out(Uint128::one(), Decimal::zero()).is_err());
    assert!(full.settle(SPREAD).is_err());
    assert!(pool(5, 5).unstake(amount(6), amount(5)).is_err());
    assert!(pool(5, 5).return_reward(amount(1)).is_err());
}

#[test]
fn the_pool_is_read_as_it_was_written() {
    let mut pool = Pool {
        total_deposit: amount(3),
        pending_voting_rewards: amount(4),
        reward_index: amount(5),
        poll_count: 6,
        minimum_stake: amount(1_000_000_000),
        enough_staked: EnoughStaked::Since(8),
        ..with_open(pool(1_000, 2_000), 2)
    };
    let bytes = pool.to_bytes();
    assert_eq!(15, bytes.len());
    assert_eq!(Ok(pool.clone()), Pool::from_bytes(&bytes));

    pool.settle(1_000_000_000).unwrap();
    pool.share_out(amount(9), Decimal::zero()).unwrap();
    let bytes = pool.to_bytes();
    assert_eq!(15 + 3 + 5, bytes.len());
    assert_eq!(Ok(pool), Pool::from_bytes(&bytes));
}

use mirror_bytes::Bytes;
use mirror_math::MathError;

use super::*;
use crate::poll::Kind;

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

/// gov.md section 9, example 1.
#[test]
fn s1_the_first_stake_sets_dead_shares_aside_and_a_reward_raises_the_price() {
    let mut pool = Pool::default();

    let alice = pool.stake(amount(100_000_000)).unwrap();
    pool.share_out(amount(50_000_000), Decimal::percent(50))
        .unwrap();
    let bob = pool.stake(amount(30_000_000)).unwrap();

    assert_eq!((99_999_000, 20_000_000), (alice.u128(), bob.u128()));
    assert_eq!(super::tests::pool(120_000_000, 180_000_000), pool);
    assert_eq!(Ok(amount(149_998_500)), pool.worth(alice));
    assert_eq!(Ok(amount(1_500)), pool.worth(DEAD_SHARES));
}

/// Examples 2, 3 and 4.
#[test]
fn t64_s2_s3_s4_shares_are_burned_and_locked_up() {
    for (total_share, total_staked, taken, burned) in [
        (120_000_000, 180_000_000, 2, 2),
        (120_000_000, 180_000_000, 10_000_001, 6_666_668),
        (1_000, 1_000_000_000, 1_999_999, 2),
        (120_000_000, 180_000_000, 50_000_000, 33_333_334),
    ] {
        assert_eq!(
            Ok(amount(burned)),
            pool(total_share, total_staked).shares_for(amount(taken))
        );
    }
    let worth = pool(120_000_000, 180_000_000).worth(amount(66_665_666));
    assert_eq!(Ok(amount(99_998_499)), worth);
}

/// Example 5, and what is left of it.
#[test]
fn s5_a_reward_is_shared_out_over_polls_and_stakers() {
    let mut pool = with_open(pool(1_000_000, 1_000_000), 3);

    pool.share_out(amount(100_000_001), Decimal::percent(50))
        .unwrap();

    assert_eq!(amount(16_666_666), pool.reward_index);
    assert_eq!(amount(49_999_998), pool.pending_voting_rewards);
    assert_eq!(amount(1_000_000 + 50_000_003), pool.total_staked);
}

/// Example 6.
#[test]
fn s6_a_deposit_is_shared_out_over_two_polls() {
    let mut pool = with_open(pool(1_000_000, 1_000_000), 2);

    pool.share_out(amount(1_000_000_000), Decimal::percent(50))
        .unwrap();

    assert_eq!(amount(250_000_000), pool.reward_index);
    assert_eq!(amount(1_000_000 + 500_000_000), pool.total_staked);
}

#[test]
fn t68_a_reward_too_small_for_the_polls_goes_to_the_stakers() {
    let mut pool = with_open(pool(1_000_000, 1_000_000), 60);

    pool.share_out(amount(119), Decimal::percent(50)).unwrap();
    assert_eq!(
        (0, 1_000_119),
        (pool.reward_index.u128(), pool.total_staked.u128())
    );

    pool.share_out(amount(120), Decimal::percent(50)).unwrap();
    assert_eq!(
        (1, 1_000_179),
        (pool.reward_index.u128(), pool.total_staked.u128())
    );
}

#[test]
fn t63_a_stake_that_mints_nothing_is_refused() {
    let too_small = |taken| {
        let amount = amount(taken);
        Err(ContractError::StakeTooSmall { amount })
    };

    assert_eq!(too_small(1_000), Pool::default().stake(amount(1_000)));
    assert_eq!(Ok(amount(1)), Pool::default().stake(amount(1_001)));
    assert_eq!(too_small(1), pool(1_000, 1_001).stake(amount(1)));
    assert_eq!(Ok(amount(1)), pool(1_000, 1_001).stake(amount(2)));
}

/// Example 10.
#[test]
fn t63_s10_raising_the_price_costs_a_thousand_times_what_others_lose() {
    let mut pool = Pool::default();
    let attacker = pool.stake(amount(1_001)).unwrap();
    pool.share_out(amount(1_000_000_000_000), Decimal::percent(50))
        .unwrap();
    assert_eq!(Ok(amount(999_001_000)), pool.worth(attacker));

    let refused = pool.stake(amount(500_000_000));
    let victim = pool.stake(amount(1_500_000_000)).unwrap();

    let amount = amount(500_000_000);
    assert_eq!(Err(ContractError::StakeTooSmall { amount }), refused);
    assert_eq!(Uint128::one(), victim);
    assert_eq!(Ok(Uint128::new(999_500_999)), pool.worth(victim));
}

/// Example 11.
#[test]
fn s11_restaked_rewards_mint_shares_down() {
    let share = pool(100_000_000, 150_000_000).stake(amount(11_111_111));

    assert_eq!(Ok(amount(7_407_407)), share);
}

#[test]
fn t65_without_shares_nothing_is_worth_anything_and_the_base_is_zero() {
    let empty = pool(0, 1_000);

    assert_eq!(Ok(amount(0)), empty.worth(amount(5)));
    assert_eq!(amount(0), empty.quorum_base(amount(5), Some(amount(7))));
    assert_eq!(
        Err(ContractError::Math(MathError::DivisionByZero)),
        pool(0, 0).shares_for(amount(5))
    );
}

#[test]
fn the_base_is_the_least_stake_at_creation_and_at_snapshot_or_end() {
    let pool = pool(300, 1_000);

    for (start, snapshot, base) in [
        (300, None, 1_000),
        (100, None, 334),
        (400, None, 1_000),
        (300, Some(999), 999),
        (300, Some(2_000), 1_000),
        (100, Some(333), 333),
        (300, Some(0), 0),
        (0, None, 0),
        (u128::MAX, None, 1_000),
    ] {
        let snapshot = snapshot.map(amount);
        assert_eq!(amount(base), pool.quorum_base(amount(start), snapshot));
    }
}

#[test]
fn t06_the_largest_amounts_fit_or_are_an_error() {
    let mut full = pool(u128::MAX, u128::MAX);

    assert_eq!(Ok(Uint128::MAX), full.worth(Uint128::MAX));
    assert_eq!(Ok(Uint128::MAX), full.shares_for(Uint128::MAX));
    assert!(full.stake(Uint128::one()).is_err());
    assert!(full.share_out(Uint128::one(), Decimal::zero()).is_err());
    assert!(pool(5, 5).unstake(amount(6), amount(5)).is_err());
    assert!(pool(5, 5).return_reward(amount(1)).is_err());
}

#[test]
fn the_pool_is_read_as_it_was_written() {
    let pool = Pool {
        total_deposit: amount(3),
        pending_voting_rewards: amount(4),
        reward_index: amount(5),
        poll_count: 6,
        ..with_open(pool(1_000, 2_000), 2)
    };

    let bytes = pool.to_bytes();

    assert_eq!(11, bytes.len());
    assert_eq!(Ok(pool), Pool::from_bytes(&bytes));
}

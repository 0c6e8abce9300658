use super::super::stage::{listed, metrics, Protocol, Stage, TOKEN};
use super::*;

const RESCAN_S: u64 = 1_000;

fn follower() -> Follower {
    Follower::new(RESCAN_S, metrics())
}

/// Two positions, the second one weaker.
async fn stage() -> Stage {
    Stage::new(Protocol::of(&[(1, 300, 10), (2, 160, 10)])).await
}

async fn follows(follower: &mut Follower, stage: &Stage) {
    let at = stage.at(0);
    follower.follow(&stage.reader(), at).await.unwrap();
}

#[tokio::test]
async fn the_first_look_reads_all_and_the_next_ones_what_blocks_tell_of() {
    let stage = stage().await;
    let mut follower = follower();
    follows(&mut follower, &stage).await;
    assert_eq!(listed(&follower.book), [(2, 160, 10), (1, 300, 10)]);

    // Position 1 changes, too, but no event tells of it: nothing else is asked than what is told.
    stage.block(&[2], |protocol| {
        protocol.positions.insert(1, (500, 10));
        protocol.positions.insert(2, (400, 10));
    });
    follows(&mut follower, &stage).await;

    assert_eq!(listed(&follower.book), [(1, 300, 10), (2, 400, 10)]);
}

/// Blocks that nobody looked at are read afterwards, each of them.
#[tokio::test]
async fn no_block_of_a_gap_is_passed_over() {
    let stage = stage().await;
    let mut follower = follower();
    follows(&mut follower, &stage).await;

    stage.block(&[1], |protocol| {
        protocol.positions.insert(1, (110, 10));
    });
    stage.block(&[3], |protocol| {
        protocol.positions.insert(3, (120, 10));
    });
    stage.block(&[], |_| {});
    follows(&mut follower, &stage).await;

    let expected = [(1, 110, 10), (3, 120, 10), (2, 160, 10)];
    assert_eq!(listed(&follower.book), expected);
}

/// More blocks than are read one by one: all positions are read, also those that no event told of.
#[tokio::test]
async fn after_a_long_gap_everything_is_read_anew() {
    let stage = stage().await;
    let mut follower = follower();
    follows(&mut follower, &stage).await;

    stage.block(&[], |protocol| {
        protocol.positions.insert(1, (110, 10));
    });
    stage.world.chain.step(MOST_BLOCKS);
    follows(&mut follower, &stage).await;

    assert_eq!(listed(&follower.book), [(1, 110, 10), (2, 160, 10)]);
}

/// Of two nodes one is behind: what it says comes after what the other one said, and is older.
#[tokio::test]
async fn an_older_height_changes_nothing() {
    let stage = stage().await;
    let mut follower = follower();
    let older = stage.at(0);
    stage.block(&[2], |protocol| {
        protocol.positions.remove(&2);
    });
    follows(&mut follower, &stage).await;

    for _ in 0..2 {
        follower.follow(&stage.reader(), older).await.unwrap();
        assert_eq!(listed(&follower.book), [(1, 300, 10)]);
    }
    // And it goes on from where it was, not from there.
    stage.block(&[1], |protocol| {
        protocol.positions.insert(1, (200, 10));
    });
    follows(&mut follower, &stage).await;
    assert_eq!(listed(&follower.book), [(1, 200, 10)]);
}

#[tokio::test]
async fn a_position_that_somebody_else_bought_is_gone_and_part_of_one_is_smaller() {
    let stage = stage().await;
    let mut follower = follower();
    follows(&mut follower, &stage).await;

    stage.block(&[1, 2], |protocol| {
        protocol.positions.insert(1, (150, 5));
        protocol.positions.remove(&2);
    });
    follows(&mut follower, &stage).await;

    assert_eq!(listed(&follower.book), [(1, 150, 5)]);
}

/// Nothing is kept: whoever begins anew knows what the one before knew.
#[tokio::test]
async fn one_that_begins_anew_has_the_same_book() {
    let stage = stage().await;
    let mut first = follower();
    follows(&mut first, &stage).await;
    stage.block(&[1, 2, 3], |protocol| {
        protocol.positions = Protocol::of(&[(1, 150, 5), (3, 90, 10)]).positions;
    });
    follows(&mut first, &stage).await;

    let mut second = follower();
    follows(&mut second, &stage).await;

    assert_eq!(listed(&second.book), listed(&first.book));
    assert_eq!(listed(&second.book), [(3, 90, 10), (1, 150, 5)]);
}

/// A node that is down in the middle: the round fails, and the next one reads the same blocks.
#[tokio::test]
async fn a_block_that_could_not_be_read_is_read_in_the_next_round() {
    let stage = stage().await;
    let mut follower = follower();
    follows(&mut follower, &stage).await;
    stage.block(&[2], |protocol| {
        protocol.positions.insert(2, (100, 10));
    });

    stage.world.rpc.set(|faults| faults.is_bad_gateway = true);
    let failed = follower.follow(&stage.reader(), stage.at(0)).await;
    assert!(failed.is_err());
    assert_eq!(listed(&follower.book), [(2, 160, 10), (1, 300, 10)]);
    stage.world.rpc.set(|faults| faults.is_bad_gateway = false);
    stage.block(&[], |_| {});
    follows(&mut follower, &stage).await;

    assert_eq!(listed(&follower.book), [(2, 100, 10), (1, 300, 10)]);
}

/// What no event told of is found when all pages have gone by once.
#[tokio::test]
async fn what_was_missed_is_corrected_within_the_time_of_a_rescan() {
    let stage = stage().await;
    let mut follower = follower();
    follows(&mut follower, &stage).await;
    stage.block(&[], |protocol| {
        protocol.positions.insert(1, (120, 10));
    });

    for (time, expected) in [(RESCAN_S - 1, (2, 160, 10)), (RESCAN_S, (1, 120, 10))] {
        stage.block(&[], |_| {});
        let at = stage.at(time);
        follower.follow(&stage.reader(), at).await.unwrap();
        assert_eq!(listed(&follower.book)[0], expected, "after {time} s");
    }
}

#[tokio::test]
async fn parameters_are_asked_again_once_mint_does_something_else() {
    let stage = stage().await;
    let mut follower = follower();
    follows(&mut follower, &stage).await;
    let minimum = |rules: &Rules| {
        let config = rules.assets[TOKEN].as_ref().unwrap();
        config.min_collateral_ratio.to_string()
    };
    let tokens = || [TOKEN.to_string()];

    stage.block(&[2], |protocol| protocol.minimum = "1.6");
    follows(&mut follower, &stage).await;
    let known = follower.rules(&stage.reader(), tokens()).await.unwrap();
    assert_eq!(minimum(known), "1.6");
    stage.block(&[1], |protocol| protocol.minimum = "1.7");
    follows(&mut follower, &stage).await;
    let known = follower.rules(&stage.reader(), tokens()).await.unwrap();
    assert_eq!(minimum(known), "1.6");
    let update = [("action", "update_asset".to_string())];
    stage.block_with(&update, |_| {});
    follows(&mut follower, &stage).await;
    let known = follower.rules(&stage.reader(), tokens()).await.unwrap();
    assert_eq!(minimum(known), "1.7");
}

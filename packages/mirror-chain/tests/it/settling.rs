//! What becomes of signed bytes, whatever goes wrong on the way: they are carried out once at most,
//! and at last it is told right.

use std::time::Duration;

use mirror_chain::{Account, ChainError, Included, Outcome, Signed};

use crate::world::{fee, pay, signed, World, PAYER};

fn done(outcome: Result<Outcome, ChainError>) -> Included {
    match outcome {
        Ok(Outcome::Done(included)) => included,
        other => panic!("{other:?}"),
    }
}

fn sequence_taken(signed: &Signed) -> Outcome {
    Outcome::Void(ChainError::SequenceTaken {
        account: PAYER.to_string(),
        hash: signed.hash.clone(),
        sequence: signed.sequence,
    })
}

fn not_seen_yet(signed: &Signed) -> ChainError {
    ChainError::NotSeenYet {
        hash: signed.hash.clone(),
        until: signed.until,
    }
}

async fn payment(world: &World) -> (Account, Signed) {
    let mut account = world.account().await;
    let signed = signed(&mut account, 5).await;
    (account, signed)
}

/// It is carried out once, and asking again gives the same answer.
async fn assert_done_once(world: &World, account: &mut Account, signed: &Signed) {
    let first = done(account.settle(signed).await);
    let second = done(account.settle(signed).await);

    assert_eq!(first.hash, signed.hash);
    assert_eq!(first, second);
    assert_eq!(world.chain.done(&signed.hash), 1);
    assert_eq!(world.paid(), 5);
}

#[tokio::test]
async fn a_payment_is_sent_and_found() {
    let world = World::new().await;
    let _clock = world.ticking();
    let (mut account, signed) = payment(&world).await;

    assert_done_once(&world, &mut account, &signed).await;
}

#[tokio::test]
async fn an_answer_that_is_lost_is_no_reason_to_pay_twice() {
    let world = World::of_one_node().await;
    let _clock = world.ticking();
    world.one.set(|faults| faults.loses_answers = 1);
    let (mut account, signed) = payment(&world).await;

    assert_done_once(&world, &mut account, &signed).await;
}

#[tokio::test]
async fn bytes_that_are_lost_are_sent_again() {
    let world = World::new().await;
    let _clock = world.ticking();
    world.both(|faults| faults.loses_broadcasts = 1);
    let (mut account, signed) = payment(&world).await;

    assert_done_once(&world, &mut account, &signed).await;
}

/// Without this the payment was told to be void, and carried out a moment later.
#[tokio::test]
async fn a_refusal_after_a_lost_answer_is_not_final() {
    let world = World::new().await;
    world.one.set(|faults| faults.loses_answers = 1);
    world
        .two
        .set(|faults| faults.least_fee = Some((9_999, "uusd".to_string())));
    let (mut account, signed) = payment(&world).await;

    let unsure = account.settle(&signed).await.unwrap_err();
    let _clock = world.ticking();

    let ChainError::Unsettled {
        hash,
        until,
        reason,
    } = &unsure
    else {
        panic!("{unsure:?}");
    };
    assert_eq!((hash, *until), (&signed.hash, signed.until));
    assert!(reason.contains("required: 9999uusd"), "{reason}");
    assert!(unsure.is_outside());
    assert_done_once(&world, &mut account, &signed).await;
}

#[tokio::test]
async fn a_fee_below_what_the_node_takes_is_final_at_once() {
    for least in [(1_001, "uusd"), (1, "uluna")] {
        let world = World::new().await;
        world.both(|faults| faults.least_fee = Some((least.0, least.1.to_string())));
        let (mut account, signed) = payment(&world).await;

        let outcome = account.settle(&signed).await.unwrap();

        let (amount, denom) = least;
        let error = ChainError::GasPriceTooLow {
            offered: "1000uusd".to_string(),
            reason: format!(
                "insufficient fees; got: 1000uusd required: {amount}{denom}: insufficient fee"
            ),
        };
        assert!(error.is_configuration());
        assert!(error
            .to_string()
            .ends_with("set --gas-price to what it asks for"));
        assert_eq!(outcome, Outcome::Void(error));
        assert_eq!(world.chain.done(&signed.hash), 0);
    }
}

#[tokio::test]
async fn a_fee_that_the_account_does_not_have_is_final_at_once() {
    let world = World::new().await;
    let (mut account, signed) = payment(&world).await;
    world.chain.take(PAYER, 999_500, "uusd");

    let outcome = account.settle(&signed).await.unwrap();

    let error = ChainError::TooPoor {
        address: PAYER.to_string(),
        reason: "spendable balance 500uusd is smaller than 1000uusd: insufficient funds"
            .to_string(),
    };
    assert_eq!(outcome, Outcome::Void(error));
}

#[tokio::test]
async fn a_place_that_was_stolen_before_sending_is_told_at_once() {
    let world = World::new().await;
    let (mut account, signed) = payment(&world).await;
    world.chain.steal_sequence(PAYER);

    let outcome = account.settle(&signed).await.unwrap();

    assert_eq!(outcome, sequence_taken(&signed));
    assert_eq!(world.chain.done(&signed.hash), 0);
}

#[tokio::test]
async fn a_place_that_was_stolen_after_sending_is_told_when_no_block_has_the_transaction() {
    let world = World::new().await;
    let (mut account, signed) = payment(&world).await;
    world.chain.withhold(true);
    assert_eq!(account.settle(&signed).await, Err(not_seen_yet(&signed)));

    world.chain.forget_mempool();
    world.chain.step(1);
    world.chain.steal_sequence(PAYER);

    assert_eq!(account.settle(&signed).await, Ok(sequence_taken(&signed)));
    assert_eq!(world.chain.done(&signed.hash), 0);
}

/// The account's place is past because of this very transaction, which no index shows.
#[tokio::test]
async fn what_is_in_a_block_is_found_without_any_index() {
    for hides in [
        |faults: &mut mirror_chain::fake::NodeFaults| faults.has_no_index = true,
        |faults: &mut mirror_chain::fake::NodeFaults| faults.index_behind = 1_000,
    ] {
        let world = World::new().await;
        let _clock = world.ticking();
        world.both(hides);
        let (mut account, signed) = payment(&world).await;

        assert_done_once(&world, &mut account, &signed).await;
    }
}

#[tokio::test]
async fn nothing_is_concluded_where_index_and_blocks_are_missing() {
    let world = World::of_one_node().await;
    let (mut account, signed) = payment(&world).await;
    world.node().await.submit(&signed).await.unwrap();
    world.chain.step(3);
    world
        .one
        .set(|faults| (faults.index_behind, faults.keeps_from) = (9, 4));

    let unsure = world.node().await.settle(&signed, false).await;

    let ChainError::Unsettled { reason, .. } = unsure.unwrap_err() else {
        panic!("something is concluded");
    };
    assert!(reason.contains("ask a node that keeps more history"));
    world.one.set(|faults| faults.keeps_from = 0);
    assert_done_once(&world, &mut account, &signed).await;
}

#[tokio::test]
async fn what_never_gets_in_expires_after_its_last_height() {
    let mut world = World::new().await;
    world.config.valid_blocks = 5;
    world.chain.withhold(true);
    let (mut account, signed) = payment(&world).await;
    let _clock = world.ticking();

    let outcome = account.settle(&signed).await.unwrap();

    let error = ChainError::Expired {
        hash: signed.hash.clone(),
        until: 6,
    };
    assert_eq!(outcome, Outcome::Void(error));
    assert!(world.chain.height() >= 6);
    world.chain.withhold(false);
    world.chain.step(3);
    assert_eq!(world.chain.done(&signed.hash), 0);
}

#[tokio::test]
async fn the_last_height_itself_still_counts() {
    let world = World::new().await;
    let (mut account, signed) = payment(&world).await;
    world.node().await.submit(&signed).await.unwrap();
    world.chain.withhold(true);
    world.chain.step(signed.until - 2);
    world.chain.withhold(false);
    assert_eq!(account.settle(&signed).await, Err(not_seen_yet(&signed)));

    world.chain.step(1);

    assert_eq!(world.chain.height(), signed.until);
    assert_done_once(&world, &mut account, &signed).await;
}

#[tokio::test]
async fn what_gets_in_late_is_told_when_it_is_asked_again() {
    let world = World::new().await;
    let (mut account, signed) = payment(&world).await;

    let unsure = account.settle(&signed).await.unwrap_err();
    world.chain.step(1);

    assert_eq!(unsure, not_seen_yet(&signed));
    assert!(unsure.is_outside());
    assert_done_once(&world, &mut account, &signed).await;
}

#[tokio::test]
async fn bytes_that_a_node_lost_in_a_restart_are_sent_again() {
    let world = World::new().await;
    let (mut account, signed) = payment(&world).await;
    assert!(account.settle(&signed).await.is_err());

    let chain = world.chain.clone();
    chain.withhold(true);
    let restart = async {
        tokio::time::sleep(Duration::from_millis(100)).await;
        chain.forget_mempool();
        chain.withhold(false);
    };
    let _clock = world.ticking();
    let (outcome, ()) = tokio::join!(account.settle(&signed), restart);

    done(outcome);
    assert_eq!(world.chain.done(&signed.hash), 1);
}

#[tokio::test]
async fn a_full_mempool_is_tried_again() {
    let world = World::new().await;
    world.both(|faults| faults.is_full = true);
    let (mut account, signed) = payment(&world).await;

    assert_eq!(account.settle(&signed).await, Err(not_seen_yet(&signed)));
    world.both(|faults| faults.is_full = false);
    let _clock = world.ticking();

    assert_done_once(&world, &mut account, &signed).await;
}

#[tokio::test]
async fn a_node_that_goes_down_after_it_took_them_leaves_it_open() {
    let mut world = World::of_one_node().await;
    let (mut account, signed) = payment(&world).await;
    world.node().await.submit(&signed).await.unwrap();
    world.one.stop().await;

    let unsure = world_settle(&mut account, &signed).await;
    world.one.resume().await.unwrap();
    world.chain.step(1);

    let reason = format!(
        "no RPC address answers as it should: {} (nobody answers there, or the connection broke off); \
         start the node or name another address with --rpc, and run it again",
        world.one.rpc()
    );
    let expected = ChainError::Unsettled {
        hash: signed.hash.clone(),
        until: signed.until,
        reason,
    };
    assert_eq!(unsure, expected);
    assert_done_once(&world, &mut account, &signed).await;
}

/// Not as the first time: the bytes were sent before.
async fn world_settle(account: &mut Account, signed: &Signed) -> ChainError {
    let node = account.node().clone();
    node.settle(signed, false).await.unwrap_err()
}

#[tokio::test]
async fn nodes_that_are_down_before_anything_was_sent_are_told_as_such() {
    let mut world = World::new().await;
    let (mut account, signed) = payment(&world).await;
    world.one.stop().await;
    world.two.stop().await;

    let told = account.settle(&signed).await.unwrap_err();

    assert!(matches!(&told, ChainError::Unreachable(all) if all.len() == 2));
    assert_eq!(world.chain.done(&signed.hash), 0);
}

#[tokio::test]
async fn a_node_that_goes_down_is_replaced_by_the_next_in_the_middle() {
    let mut world = World::new().await;
    let (mut account, signed) = payment(&world).await;
    assert!(account.settle(&signed).await.is_err());

    world.one.stop().await;
    let _clock = world.ticking();

    assert_done_once(&world, &mut account, &signed).await;
}

/// The fee was gone when its block came, so that it took no place in the sequence: whoever has the
/// bytes may send them once more, and then they are carried out.
#[tokio::test]
async fn what_was_refused_before_it_took_its_place_is_not_given_up() {
    let world = World::new().await;
    let (mut account, signed) = payment(&world).await;
    let node = world.node().await;
    node.submit(&signed).await.unwrap();
    world.chain.take(PAYER, 999_500, "uusd");
    world.chain.step(1);

    assert_eq!(
        node.settle(&signed, false).await,
        Err(not_seen_yet(&signed))
    );
    world.chain.pay(PAYER, 10_000, "uusd");
    node.submit(&signed).await.unwrap();
    world.chain.step(1);

    assert_done_once(&world, &mut account, &signed).await;
}

#[tokio::test]
async fn what_is_only_submitted_is_refused_with_the_same_words() {
    let world = World::new().await;
    let mut account = world.account().await;
    let numbers = account.numbers().await.unwrap();
    let later = mirror_chain::AccountNumbers {
        sequence: 7,
        ..numbers
    };
    let early = account.sign_at(&pay(1), "", &fee(), later, 20).unwrap();
    let late = account.sign_at(&pay(1), "", &fee(), numbers, 1).unwrap();
    let node = world.node().await;

    let Outcome::Void(taken) = sequence_taken(&early) else {
        panic!();
    };
    assert_eq!(node.submit(&early).await, Err(taken));
    let expired = ChainError::Expired {
        hash: late.hash.clone(),
        until: 1,
    };
    assert_eq!(node.submit(&late).await, Err(expired));
    world.both(|faults| faults.is_full = true);
    assert_eq!(node.submit(&early).await, Err(not_seen_yet(&early)));
}

use std::fs;
use std::path::{Path, PathBuf};
use std::time::Duration;

use mirror_chain::journal::JournalError;
use serde_json::json;

use super::*;
use crate::frame::testing::{pay, refused, World, PAYER};

fn journal(state: &Path) -> PathBuf {
    state.join(format!("{PAYER}.journal"))
}

fn lines(state: &Path) -> Vec<String> {
    let text = fs::read_to_string(journal(state)).unwrap();
    text.lines().map(str::to_string).collect()
}

/// A folder with the first lines of another's journal, as if its process had been killed then.
fn killed_after(world: &World, entries: usize) -> PathBuf {
    let state = world.folder.path().join(format!("after {entries}"));
    fs::create_dir_all(&state).unwrap();
    let kept = lines(world.folder.path());
    let kept: String = kept
        .iter()
        .take(entries)
        .map(|line| format!("{line}\n"))
        .collect();
    fs::write(journal(&state), kept).unwrap();
    state
}

#[tokio::test]
async fn who_is_stopped_after_any_entry_does_nothing_twice() {
    let world = World::new().await;
    let _clock = world.ticking();
    let mut wallet = world.wallet(world.folder.path()).await;
    let first = wallet.carry_out("first", &pay(5), "").await.unwrap();
    let second = wallet.carry_out("second", &pay(7), "").await.unwrap();
    assert_eq!(lines(world.folder.path()).len(), 6);

    let expected = [
        (1, None, 0),
        // The block by which the chain is known again.
        (2, None, 0),
        (3, Some(("first", &first.hash)), 1),
        (4, None, 1),
        (5, Some(("second", &second.hash)), 2),
        (6, None, 2),
    ];
    for (entries, open, done) in expected {
        let state = killed_after(&world, entries);
        let mut wallet = world.wallet(&state).await;

        let settled = wallet.settle_open().await.unwrap();

        let told = settled.as_ref().map(|one| (one.name.as_str(), &one.hash));
        assert_eq!(told, open, "after {entries}");
        assert_eq!(wallet.recovered(), settled.as_ref());
        assert_eq!(wallet.totals().done, done);
        let fees = wallet
            .totals()
            .fees
            .get("uusd")
            .map_or(0, |fees| fees.u128());
        assert_eq!(fees, 1_120 * u128::from(done));
        for hash in [&first.hash, &second.hash] {
            assert_eq!(world.chain.done(hash), 1);
        }
        assert_eq!(world.paid(), 12);
    }
}

/// The bytes were written down and lost on the way, and the process was killed.
#[tokio::test]
async fn what_was_written_down_and_never_arrived_is_sent_at_the_next_start() {
    let world = World::new().await;
    let mut wallet = world.wallet(world.folder.path()).await;
    world.rpc.set(|faults| faults.loses_broadcasts = u32::MAX);
    let messages = pay(5);
    let sending = wallet.carry_out("a payment", &messages, "");
    let killed = tokio::time::timeout(Duration::from_millis(200), sending).await;
    assert!(killed.is_err());
    drop(wallet);
    world.rpc.set(|faults| faults.loses_broadcasts = 0);
    let _clock = world.ticking();

    let mut wallet = world.wallet(world.folder.path()).await;
    let settled = wallet.settle_open().await.unwrap().unwrap();

    assert!(matches!(settled.outcome, Outcome::Done(_)));
    assert_eq!(world.chain.done(&settled.hash), 1);
    assert_eq!(world.paid(), 5);
    assert_eq!(wallet.settle_open().await, Ok(None));
}

#[tokio::test]
async fn a_lost_answer_is_no_reason_to_act_twice() {
    let world = World::new().await;
    let _clock = world.ticking();
    let mut wallet = world.wallet(world.folder.path()).await;
    world.rpc.set(|faults| faults.loses_answers = 1);

    let included = wallet.carry_out("a payment", &pay(5), "").await.unwrap();

    assert_eq!(world.chain.done(&included.hash), 1);
    assert_eq!(world.paid(), 5);
}

/// Nobody knows what became of it; until somebody does, nothing else is sent.
#[tokio::test]
async fn what_is_open_is_settled_before_anything_else_and_then_the_bot_looks_again() {
    let mut world = World::new().await;
    world.chain.withhold(true);
    let clock = world.ticking();
    let mut wallet = world.wallet(world.folder.path()).await;
    let unknown = wallet.send("first", &pay(5), "").await.unwrap_err();
    let WalletError::Chain(error) = unknown else {
        panic!("{unknown:?}");
    };
    assert!(error.is_outside(), "{error:?}");
    world.rpc.stop().await;

    let meanwhile = wallet.carry_out("second", &pay(7), "").await.unwrap_err();
    assert!(matches!(meanwhile, Trouble::Retry(_)), "{meanwhile:?}");
    world.rpc.resume().await.unwrap();
    world.chain.withhold(false);
    let after = wallet.send("second", &pay(7), "").await.unwrap_err();

    let is_first = matches!(&after, WalletError::LookAgain { name, .. } if name == "first");
    assert!(is_first, "{after:?}");
    assert!(matches!(Trouble::from(after), Trouble::Lost { .. }));
    assert_eq!(world.paid(), 5);
    wallet.send("second", &pay(7), "").await.unwrap();
    assert_eq!(world.paid(), 12);
    drop(clock);
}

#[tokio::test]
async fn a_stolen_place_is_lost_and_the_next_one_is_asked_for() {
    let world = World::new().await;
    world.chain.withhold(true);
    let clock = world.ticking();
    let mut wallet = world.wallet(world.folder.path()).await;
    let thief = tokio::spawn({
        let chain = world.chain.clone();
        async move {
            tokio::time::sleep(Duration::from_millis(150)).await;
            chain.forget_mempool();
            chain.steal_sequence(PAYER);
        }
    });

    let lost = wallet
        .carry_out("a payment", &pay(5), "")
        .await
        .unwrap_err();
    thief.await.unwrap();
    world.chain.withhold(false);
    let included = wallet.carry_out("a payment", &pay(5), "").await.unwrap();

    assert!(matches!(lost, Trouble::Lost { .. }), "{lost:?}");
    assert_eq!(world.chain.done(&included.hash), 1);
    assert_eq!(world.paid(), 5);
    assert_eq!((wallet.totals().done, wallet.totals().void), (1, 1));
    drop(clock);
}

#[tokio::test]
async fn a_refusal_costs_nothing_in_a_simulation_and_its_fee_in_a_block() {
    let world = World::new().await;
    let _clock = world.ticking();
    let mut wallet = world.wallet(world.folder.path()).await;

    let simulated = wallet
        .carry_out("refused", &refused(), "")
        .await
        .unwrap_err();
    assert!(matches!(simulated, Trouble::Lost { .. }));
    assert_eq!(wallet.totals(), &Totals::default());
    let fee = wallet.simulate(&pay(5)).await.unwrap();
    let sent = wallet
        .send_with("refused", &refused(), "", &fee)
        .await
        .unwrap_err();

    let in_block = matches!(
        &sent,
        WalletError::Chain(ChainError::Refused { hash: Some(_), .. })
    );
    assert!(in_block, "{sent:?}");
    assert_eq!((wallet.totals().refused, wallet.totals().done), (1, 0));
    assert_eq!(wallet.totals().fees["uusd"].u128(), 1_120);
}

#[tokio::test]
async fn one_process_at_a_time_has_an_account() {
    let world = World::new().await;
    let _first = world.wallet(world.folder.path()).await;

    let key = world.key().into();
    let second = Wallet::open(&world.node().await, key, world.folder.path()).await;

    let told = second.err();
    let in_use = matches!(&told, Some(FrameError::Journal(JournalError::InUse { .. })));
    assert!(in_use, "{told:?}");
    assert!(told.is_some_and(|error| error.is_outside()));
}

#[tokio::test]
async fn the_journal_of_another_chain_is_refused() {
    let world = World::new().await;
    drop(Journal::open(&journal(world.folder.path()), "other-1", PAYER).unwrap());

    let key = world.key().into();
    let told = Wallet::open(&world.node().await, key, world.folder.path()).await;

    let expected = FrameError::OfAnother {
        path: journal(world.folder.path()),
        found: format!("{PAYER} on other-1"),
        expected: format!("{PAYER} on fake-1"),
    };
    assert_eq!(told.err(), Some(expected));
}

/// A network that was removed and begun anew: the same id and account, another block.
#[tokio::test]
async fn the_journal_of_a_chain_that_was_begun_anew_is_refused() {
    let world = World::new().await;
    let wallet = world.wallet(world.folder.path()).await;
    let mut block = wallet.noted("chain_block").unwrap().clone();
    drop(wallet);
    drop(world.wallet(world.folder.path()).await);
    let path = journal(world.folder.path());
    block["hash"] = serde_json::json!("00");
    let mut old = Journal::open(&path, "fake-1", PAYER).unwrap();
    old.note("chain_block", &block).unwrap();
    drop(old);

    let key = world.key().into();
    let told = Wallet::open(&world.node().await, key, world.folder.path()).await;

    let height = block["height"].as_u64().unwrap();
    assert_eq!(told.err(), Some(FrameError::OfOtherChain { path, height }));
}

#[tokio::test]
async fn a_journal_stays_short_and_loses_nothing() {
    let world = World::new().await;
    let clock = world.ticking();
    let mut wallet = world.wallet(world.folder.path()).await;
    wallet.carry_out("first", &pay(5), "").await.unwrap();
    for number in 0..1_300 {
        wallet.note("count", &json!(number)).unwrap();
        wallet.note("other", &json!({ "at": number })).unwrap();
    }
    assert!(lines(world.folder.path()).len() <= 1_000);
    drop(clock);
    // Open, and nobody knows.
    world.chain.withhold(true);
    let unknown = wallet.send("second", &pay(7), "").await;
    assert!(unknown.is_err());
    drop(wallet);

    // A file that somebody had not finished when it was killed is in nobody's way.
    fs::write(
        format!("{}.new", journal(world.folder.path()).display()),
        "half",
    )
    .unwrap();
    let wallet = world.wallet(world.folder.path()).await;

    assert_eq!(lines(world.folder.path()).len(), 6);
    assert_eq!(wallet.noted("count"), Some(&json!(1_299)));
    assert_eq!(wallet.noted("other"), Some(&json!({ "at": 1_299 })));
    assert_eq!(wallet.totals().done, 1);
    drop(wallet);
    world.chain.withhold(false);
    let _clock = world.ticking();
    let mut wallet = world.wallet(world.folder.path()).await;
    let settled = wallet.settle_open().await.unwrap().unwrap();
    assert_eq!(settled.name, "second");
    assert_eq!(world.paid(), 12);
    assert_eq!(wallet.totals().done, 2);
}

#[test]
fn entries_where_they_do_not_belong_are_damage() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("journal");
    let mut journal = Journal::open(&path, "fake-1", PAYER).unwrap();

    let told = journal.conclude("AB", None, Totals::default()).unwrap_err();

    let reason = "AB is not open before it".to_string();
    let expected = JournalError::Damaged {
        path: path.clone(),
        line: 2,
        reason,
    };
    assert_eq!(told, expected);
    drop(journal);
    let text = fs::read_to_string(&path).unwrap();
    fs::write(&path, text.repeat(2)).unwrap();
    let told = Journal::open(&path, "fake-1", PAYER).unwrap_err();
    let is_told = matches!(
        &told,
        FrameError::Journal(JournalError::Damaged { line: 2, .. })
    );
    assert!(is_told, "{told:?}");
}

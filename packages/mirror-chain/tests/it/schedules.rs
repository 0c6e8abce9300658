//! Whatever goes wrong in whatever order: signed bytes are carried out once at most, what was told
//! stays true, and at last it is told.

use std::time::Duration;

use mirror_chain::fake::NodeFaults;
use mirror_chain::{Node, Outcome, Signed};
use proptest::prelude::*;

use crate::world::{signed, World, PAYER};

/// Something that happens between two questions for the same bytes.
#[derive(Clone, Debug)]
enum Happens {
    LoseAnswers(u32),
    LoseBroadcasts(u32),
    NodeGoes { first: bool, up: bool },
    Behind { first: bool, blocks: u64 },
    IndexBehind { first: bool, blocks: u64 },
    NoIndex { first: bool, off: bool },
    Dropped { first: bool, below: u64 },
    Full(bool),
    DearerFee { first: bool, is: bool },
    Withhold(bool),
    Restart,
    Steal,
    Poor(bool),
    Blocks(u64),
    SentBySomebody,
}

fn happens() -> impl Strategy<Value = Happens> {
    use Happens::*;
    prop_oneof![
        (0..3_u32).prop_map(LoseAnswers),
        (0..3_u32).prop_map(LoseBroadcasts),
        any::<(bool, bool)>().prop_map(|(first, up)| NodeGoes { first, up }),
        (any::<bool>(), 0..4_u64).prop_map(|(first, blocks)| Behind { first, blocks }),
        (any::<bool>(), 0..9_u64).prop_map(|(first, blocks)| IndexBehind { first, blocks }),
        any::<(bool, bool)>().prop_map(|(first, off)| NoIndex { first, off }),
        (any::<bool>(), 0..9_u64).prop_map(|(first, below)| Dropped { first, below }),
        any::<bool>().prop_map(Full),
        any::<(bool, bool)>().prop_map(|(first, is)| DearerFee { first, is }),
        any::<bool>().prop_map(Withhold),
        Just(Restart),
        Just(Steal),
        any::<bool>().prop_map(Poor),
        (1..5_u64).prop_map(Blocks),
        (1..5_u64).prop_map(Blocks),
        Just(SentBySomebody),
    ]
}

impl World {
    fn of(&self, first: bool, change: impl FnOnce(&mut NodeFaults)) {
        let node = if first { &self.one } else { &self.two };
        node.set(change);
    }

    async fn happens(&mut self, node: &Node, signed: &Signed, what: Happens) {
        match what {
            Happens::LoseAnswers(count) => self.both(|faults| faults.loses_answers = count),
            Happens::LoseBroadcasts(count) => self.both(|faults| faults.loses_broadcasts = count),
            Happens::NodeGoes { first, up } => {
                let node = if first { &mut self.one } else { &mut self.two };
                node.stop().await;
                if up {
                    node.resume().await.unwrap();
                }
            }
            Happens::Behind { first, blocks } => {
                self.of(first, |faults| faults.blocks_behind = blocks);
            }
            Happens::IndexBehind { first, blocks } => {
                self.of(first, |faults| faults.index_behind = blocks);
            }
            Happens::NoIndex { first, off } => self.of(first, |faults| faults.has_no_index = off),
            Happens::Dropped { first, below } => {
                self.of(first, |faults| faults.keeps_from = below);
            }
            Happens::Full(is) => self.both(|faults| faults.is_full = is),
            Happens::DearerFee { first, is } => {
                let least = is.then(|| (9_999, "uusd".to_string()));
                self.of(first, |faults| faults.least_fee = least);
            }
            Happens::Withhold(is) => self.chain.withhold(is),
            Happens::Restart => self.chain.forget_mempool(),
            Happens::Steal => self.chain.steal_sequence(PAYER),
            Happens::Poor(true) => self.chain.take(PAYER, 900_000, "uusd"),
            Happens::Poor(false) => self.chain.pay(PAYER, 900_000, "uusd"),
            Happens::Blocks(count) => self.chain.step(count),
            Happens::SentBySomebody => {
                let _ = node.submit(signed).await;
            }
        }
    }

    async fn heal(&mut self) {
        self.both(|faults| *faults = NodeFaults::default());
        self.one.resume().await.unwrap();
        self.two.resume().await.unwrap();
        self.chain.withhold(false);
        self.chain.pay(PAYER, 900_000, "uusd");
    }
}

/// Every answer that was given must agree with what came of it in the end.
async fn told_right(schedule: Vec<Happens>, blocks: u64) {
    let mut world = World::new().await;
    world.config.valid_blocks = blocks;
    world.config.inclusion_timeout = Duration::from_millis(12);
    world.config.pause = Duration::from_millis(1);
    world.config.look_every = Duration::from_millis(3);
    world.chain.pay(PAYER, 1_000, "uusd");
    let mut account = world.account().await;
    let signed = signed(&mut account, 5).await;
    let node = account.node().clone();

    let mut told = Vec::new();
    for (step, what) in schedule.into_iter().enumerate() {
        // Whoever has the bytes before they are settled has made them not fresh.
        if step > 0 || !matches!(what, Happens::SentBySomebody) {
            world.happens(&node, &signed, what).await;
        }
        told.push(account.settle(&signed).await);
        if matches!(told.last(), Some(Ok(Outcome::Void(_)))) {
            break;
        }
    }
    world.heal().await;
    // What the first node refused at once nobody has, and it is not sent again.
    let is_nobodys = matches!(told[..], [Ok(Outcome::Void(_))]);
    for _ in 0..blocks + 3 {
        if !is_nobodys {
            // Somebody keeps the bytes and sends them whenever he can.
            let _ = node.submit(&signed).await;
            told.push(account.settle(&signed).await);
        }
        world.chain.step(1);
    }

    let done = world.chain.done(&signed.hash);
    assert!(done <= 1, "carried out {done} times");
    assert_eq!(world.paid(), 5 * u128::from(done));
    assert!(told.last().is_some_and(Result::is_ok), "{told:?}");
    for outcome in told {
        match outcome {
            Ok(Outcome::Done(included)) => {
                assert_eq!((done, included.code), (1, 0));
                assert_eq!(included.hash, signed.hash);
            }
            Ok(Outcome::Void(_)) => assert_eq!(done, 0, "told to be void"),
            Err(error) => assert!(error.is_outside(), "{error:?}"),
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn whatever_goes_wrong_bytes_are_carried_out_once_at_most_and_told_right(
        schedule in prop::collection::vec(happens(), 1..9),
        blocks in 3..12_u64,
    ) {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
        runtime.block_on(told_right(schedule, blocks));
    }
}

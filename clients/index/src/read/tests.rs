//! The reader against a chain that is made up, and what it makes of events.

mod decoding;

use mirror_chain::fake::{FakeChain, FakeNode};
use mirror_chain::{ChainError, Config, Node, RawConfig};

use super::made_up::MadeUp;
use super::reader::{beginning, origin};
use super::{Head, Names, RawBlock, ReadError, Reader, Source};
use crate::store::testing::{rows, Scratch};
use crate::store::StoreError;

/// A chain of which something is not as it was.
#[derive(Clone)]
struct Changed {
    chain: MadeUp,
    /// The first block that the node still has.
    earliest: u64,
    /// Put before every hash, as on a chain that was begun anew.
    anew: &'static str,
    /// A block that the node does not tell at the moment.
    lost: Option<u64>,
}

impl Source for Changed {
    async fn head(&self) -> Result<Head, ChainError> {
        let head = self.chain.head().await?;
        Ok(Head {
            earliest: self.earliest,
            ..head
        })
    }

    async fn block(&self, height: u64) -> Result<RawBlock, ChainError> {
        if self.lost == Some(height) {
            return Err(ChainError::Unreachable(vec![]));
        }
        let raw = self.chain.block(height).await?;
        let renamed = |hash: String| match hash.as_str() {
            "" => hash,
            _ => format!("{}{hash}", self.anew),
        };
        Ok(RawBlock {
            hash: renamed(raw.hash),
            parent_hash: renamed(raw.parent_hash),
            ..raw
        })
    }

    async fn hash(&self, height: u64) -> Result<String, ChainError> {
        Ok(self.block(height).await?.hash)
    }

    async fn names(&self, token: &str) -> Result<Names, ChainError> {
        self.chain.names(token).await
    }

    async fn coins_before(&self, height: u64, account: &str) -> Result<u128, ChainError> {
        self.chain.coins_before(height, account).await
    }
}

fn chain(blocks: u64) -> Changed {
    let chain = MadeUp {
        blocks,
        transactions: 7,
        assets: 2,
        accounts: 5,
        seconds: 6,
    };
    Changed {
        chain,
        earliest: 1,
        anew: "",
        lost: None,
    }
}

async fn reader(source: &Changed, scratch: &Scratch) -> Result<Reader<Changed>, ReadError> {
    let (deployment, origin) = (source.chain.deployment(), source.chain.origin());
    Reader::open(source.clone(), &scratch.store, &deployment, &origin).await
}

#[tokio::test]
async fn a_node_without_the_old_blocks_is_told_instead_of_zeros() {
    let scratch = Scratch::sqlite().await;
    let source = Changed {
        earliest: 5,
        ..chain(9)
    };

    let told = reader(&source, &scratch).await.unwrap().catch_up().await;

    let missing = ReadError::BlocksMissing {
        earliest: 5,
        needed: 1,
    };
    assert_eq!(told, Err(missing));
    assert!(!scratch.store.cursor().await.unwrap().unwrap().has_read());
}

#[test]
fn an_index_begins_where_the_first_contract_was_made() {
    let made = [
        ("swap", Some(12)),
        ("factory", Some(9)),
        ("token", Some(13)),
    ];
    assert_eq!(beginning(&made), Ok(9));

    let contract = "factory".to_string();
    let told = beginning(&[("swap", Some(12)), ("factory", None)]);
    assert_eq!(told, Err(ReadError::NoBeginning { contract }));
}

/// A height far ahead, as a mistyped one is, is told before anything is written; the last block will do.
#[tokio::test]
async fn an_index_does_not_begin_beyond_the_last_block() {
    let chain = FakeChain::new("fake-1", "wasm");
    chain.step(6);
    let rpc = FakeNode::start(&chain).await.unwrap();
    let raw = RawConfig {
        chain_id: Some("fake-1".to_string()),
        rpc: Some(vec![rpc.rpc()]),
        bech32_prefix: Some("wasm".to_string()),
        gas_price: Some("0.01uusd".to_string()),
        base_denom: Some("uusd".to_string()),
        ..RawConfig::default()
    };
    let config = Config::resolve(&raw, &RawConfig::default(), None, false).unwrap();
    let node = Node::connect(&config).await.unwrap();
    let file = self::chain(1).chain.deployment();

    let beyond = origin(&node, &file, Some(8)).await.unwrap_err();
    assert_eq!(beyond, ReadError::BeyondHead { from: 8, head: 7 });
    assert!(beyond.is_configuration() && !beyond.is_outside());
    let last = origin(&node, &file, Some(7)).await.unwrap();
    assert_eq!(last.first_height, 7);
}

#[tokio::test]
async fn blocks_that_were_read_may_be_dropped_by_the_node() {
    let scratch = Scratch::sqlite().await;
    reader(&chain(6), &scratch)
        .await
        .unwrap()
        .catch_up()
        .await
        .unwrap();
    let source = Changed {
        earliest: 7,
        ..chain(9)
    };

    reader(&source, &scratch)
        .await
        .unwrap()
        .catch_up()
        .await
        .unwrap();

    assert_eq!(scratch.store.cursor().await.unwrap().unwrap().height, 9);
}

#[tokio::test]
async fn a_chain_that_is_shorter_than_what_was_read_is_told() {
    let scratch = Scratch::sqlite().await;
    reader(&chain(6), &scratch)
        .await
        .unwrap()
        .catch_up()
        .await
        .unwrap();

    let told = reader(&chain(4), &scratch).await.unwrap().catch_up().await;

    assert_eq!(told, Err(ReadError::Ahead { head: 4, read: 6 }));
}

#[tokio::test]
async fn a_chain_that_was_begun_anew_is_noticed_at_start_and_while_it_is_followed() {
    let scratch = Scratch::sqlite().await;
    let mut reading = reader(&chain(4), &scratch).await.unwrap();
    reading.catch_up().await.unwrap();
    let before = rows(&scratch.store).await;
    let anew = Changed {
        anew: "F",
        ..chain(6)
    };

    reading.source = anew.clone();
    let while_followed = reading.catch_up().await.err();
    drop(reading);
    let at_start = reader(&anew, &scratch).await.err();

    for told in [at_start, while_followed] {
        let is_it = matches!(
            told,
            Some(ReadError::Store(StoreError::OtherChain { height: 4, .. }))
        );
        assert!(is_it, "{told:?}");
    }
    assert_eq!(rows(&scratch.store).await, before);
}

#[tokio::test]
async fn a_block_that_is_not_told_is_asked_for_again() {
    let scratch = Scratch::sqlite().await;
    let undisturbed = Scratch::sqlite().await;
    reader(&chain(9), &undisturbed)
        .await
        .unwrap()
        .catch_up()
        .await
        .unwrap();
    let mut reading = reader(&chain(9), &scratch).await.unwrap();
    // With an asset in it, so that the book has to forget it and learn it anew.
    for lost in [1, 2, 5] {
        reading.source.lost = Some(lost);
        assert!(reading.catch_up().await.unwrap_err().is_outside());
    }

    reading.source.lost = None;
    reading.catch_up().await.unwrap();

    assert_eq!(rows(&scratch.store).await, rows(&undisturbed.store).await);
    assert_eq!(reading.progress().now().height, Some(9));
}

#[tokio::test]
async fn what_keeps_it_is_told_until_it_is_over() {
    let scratch = Scratch::sqlite().await;
    let mut reading = reader(
        &Changed {
            lost: Some(3),
            ..chain(4)
        },
        &scratch,
    )
    .await
    .unwrap();
    let progress = reading.progress();

    let stop = tokio::time::sleep(std::time::Duration::from_millis(200));
    reading.follow(stop).await.unwrap();
    let kept = progress.now();
    reading.source.lost = None;
    let stop = tokio::time::sleep(std::time::Duration::from_millis(200));
    reading.follow(stop).await.unwrap();

    assert_eq!(kept.height, Some(2));
    assert!(kept.trouble.is_some_and(|trouble| trouble.may_pass));
    assert_eq!(progress.now().trouble, None);
    assert_eq!(progress.now().height, Some(4));
}

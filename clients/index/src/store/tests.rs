//! Every one of these runs on both databases.

mod beside;
mod released;
mod sums;
mod written;

use super::records::{Block, Happened, Record, Sum};
use super::write::Writer;
use super::{Origin, Store};
use crate::read::made_up::MadeUp;
use crate::read::Reader;

/// A chain in which positions have come to their auction.
fn chain(blocks: u64) -> MadeUp {
    MadeUp {
        blocks,
        transactions: 7,
        assets: 2,
        accounts: 5,
        seconds: 6,
    }
}

/// Read a whole chain into a store.
async fn read(chain: &MadeUp, store: &Store) {
    let (deployment, origin) = (chain.deployment(), chain.origin());
    let reader = Reader::open(chain.clone(), store, &deployment, &origin).await;
    reader.unwrap().catch_up().await.unwrap();
}

fn origin() -> Origin {
    Origin {
        chain_id: "test-1".to_string(),
        factory: "factory".to_string(),
        first_height: 10,
    }
}

async fn writer(store: &Store) -> Writer {
    Writer::open(store, &origin(), "uusd").await.unwrap()
}

/// A block in which somebody was given tokens that were minted.
fn block(height: u64, records: Vec<Record>) -> Block {
    let events = records.into_iter().map(|record| Happened {
        tx_hash: "AB".to_string(),
        record,
    });
    Block {
        height,
        time: height * 6,
        hash: format!("HASH{height}"),
        transactions: 1,
        events: events.collect(),
    }
}

fn minted(to: &str, amount: u128) -> Record {
    Record::Moved {
        sum: sum(amount, "token"),
        from: None,
        to: Some(to.to_string()),
    }
}

fn moved(from: &str, to: &str, amount: u128) -> Record {
    Record::Moved {
        sum: sum(amount, "token"),
        from: Some(from.to_string()),
        to: Some(to.to_string()),
    }
}

fn sum(amount: u128, asset: &str) -> Sum {
    Sum {
        amount,
        asset: asset.to_string(),
    }
}

/// The two folders of migrations have the same files, so that both databases go the same way.
#[test]
fn both_databases_have_the_same_migrations() {
    let names = |folder: &str| {
        let path = format!("{}/migrations/{folder}", env!("CARGO_MANIFEST_DIR"));
        let files = std::fs::read_dir(path).unwrap();
        let mut names: Vec<_> = files.map(|file| file.unwrap().file_name()).collect();
        names.sort();
        names
    };

    assert_eq!(names("sqlite"), names("postgres"));
}

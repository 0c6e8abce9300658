//! The one that writes: a block at a time, all of it and the cursor in one transaction.

use super::records::{Block, Happened};
use super::{integer, Cursor, Origin, Store, StoreError};

mod appended;
mod cache;
pub mod candle;
mod claim;
mod dispatch;
mod governance;
mod ledger;
mod market;
mod orders;
pub mod partition;
mod positions;
mod reset;
mod rows;
mod staking;
mod tokens;
mod tx;

use claim::Claim;
pub use dispatch::IN_PROGRESS;
use ledger::{Kept, Ledger};
use tx::{on_tx, Tx};

/// Names in `totals`: what a sum is of, by subject.
pub const TOTALS: [(&str, &str); 11] = [
    ("supply", "a token or LP token: what there is of it"),
    ("debt", "an mAsset: what open positions owe"),
    ("collateral", "a denom or token: what open positions hold"),
    ("positions", "an mAsset: how many positions are open"),
    ("bonded", "an asset: LP tokens that are staked in its pool"),
    ("short", "an mAsset: what short positions have staked"),
    ("bad_debt", "an mAsset: debt that nobody will pay"),
    (
        "mir_paid",
        "staking, voting, airdrop or community: MIR that was paid",
    ),
    (
        "mir_rewards",
        "staking or gov: MIR that was deposited to be shared out",
    ),
    (
        "fees",
        "a denom or token: what the protocol took of collateral",
    ),
    (
        "volume",
        "an asset: base units on the base side of swaps; `commission` likewise",
    ),
];

/// The one that writes. There is one of a database: a second has to wait until it is dropped.
pub struct Writer {
    store: Store,
    base_denom: String,
    cursor: Cursor,
    kept: Kept,
    /// The last partition that is known to be there.
    partition: Option<i64>,
    /// Whether a block was begun and not finished.
    in_doubt: bool,
    _claim: Claim,
}

impl Writer {
    /// Begin an index, or go on with one of the same origin.
    pub async fn open(
        store: &Store,
        origin: &Origin,
        base_denom: &str,
    ) -> Result<Self, StoreError> {
        let claim = Claim::take(store).await?;
        let cursor = store.begin(origin).await?;
        let kept = keep(store).await?;
        Ok(Self {
            store: store.clone(),
            base_denom: base_denom.to_string(),
            cursor,
            kept,
            partition: None,
            in_doubt: false,
            _claim: claim,
        })
    }

    /// Where it stands.
    pub fn cursor(&self) -> &Cursor {
        &self.cursor
    }

    /// See that the last block that was read is the chain's: `found` is the hash of its block at the
    /// cursor's height.
    pub fn ensure_same_chain(&self, found: &str) -> Result<(), StoreError> {
        let Cursor {
            height, block_hash, ..
        } = &self.cursor;
        if block_hash.is_empty() || block_hash == found {
            return Ok(());
        }
        Err(StoreError::OtherChain {
            height: *height,
            found: found.to_string(),
            expected: block_hash.clone(),
        })
    }

    /// After a block of which it is not known whether it was written, find out. Whoever fails to write
    /// one, or stops in the middle, needs it before anything else; otherwise it does nothing.
    pub async fn settle(&mut self) -> Result<(), StoreError> {
        if !self.in_doubt {
            return Ok(());
        }
        // It may know what was never written.
        self.kept = keep(&self.store).await?;
        self.partition = None;
        if let Some(cursor) = self.store.cursor().await? {
            self.cursor = cursor;
        }
        self.in_doubt = false;
        Ok(())
    }

    /// Write a block, the next one. After an error it may be tried again.
    pub async fn write(&mut self, block: &Block) -> Result<(), StoreError> {
        self.settle().await?;
        self.in_doubt = true;
        self.try_write(block).await?;
        self.in_doubt = false;
        Ok(())
    }

    async fn try_write(&mut self, block: &Block) -> Result<(), StoreError> {
        let next = self.cursor.height.saturating_add(1);
        if block.height != next {
            return Err(StoreError::DoesNotFit {
                height: block.height,
                reason: format!("the next block is {next}"),
            });
        }
        let mut tx = Tx::begin(&self.store).await?;
        let partition = partition::of(integer(block.time)?);
        if self.partition != Some(partition) {
            partition::ensure(&mut tx, partition).await?;
        }
        let mut ledger = Ledger {
            tx: &mut tx,
            kept: &mut self.kept,
            base_denom: &self.base_denom,
            height: block.height,
            time: block.time,
            tx_hash: String::new(),
            next_seq: self.cursor.next_seq,
            appended: appended::Appended::default(),
            moved_pairs: std::collections::BTreeSet::new(),
        };
        for Happened { tx_hash, record } in &block.events {
            ledger.tx_hash.clone_from(tx_hash);
            ledger.record(record).await?;
        }
        if block.transactions > 0 {
            let count = i64::try_from(block.transactions).unwrap_or(i64::MAX);
            let amount = u128::from(block.transactions);
            ledger.add_hour("transactions", "", amount, count).await?;
        }
        ledger.reserves().await?;
        ledger.flush().await?;
        let moved = Cursor {
            origin: self.cursor.origin.clone(),
            height: block.height,
            time: block.time,
            block_hash: block.hash.clone(),
            next_seq: ledger.next_seq,
        };
        advance(&mut tx, &self.cursor, &moved).await?;
        tx.commit().await?;
        self.cursor = moved;
        self.partition = Some(partition);
        Ok(())
    }
}

/// Move the cursor, from where this writer had left it.
async fn advance(tx: &mut Tx, from: &Cursor, to: &Cursor) -> Result<(), StoreError> {
    let (height, time, before) = (
        integer(to.height)?,
        integer(to.time)?,
        integer(from.height)?,
    );
    let moved = on_tx!(tx, connection => sqlx::query(
        "UPDATE cursor SET height = $1, time = $2, block_hash = $3, next_seq = $4 \
         WHERE id = 1 AND height = $5 AND block_hash = $6",
    )
    .bind(height)
    .bind(time)
    .bind(&to.block_hash)
    .bind(to.next_seq)
    .bind(before)
    .bind(&from.block_hash)
    .execute(connection)
    .await
    .map(|done| done.rows_affected()))?;
    if moved == 1 {
        return Ok(());
    }
    Err(StoreError::SecondWriter {
        height: from.height,
    })
}

/// What the writer knows before its first block.
async fn keep(store: &Store) -> Result<Kept, StoreError> {
    let pairs: Vec<(String, String)> = on_pool!(store, pool => sqlx::query_as(
        "SELECT pair, token FROM assets WHERE pair IS NOT NULL",
    )
    .fetch_all(pool)
    .await)?;
    Ok(Kept {
        pairs: pairs.into_iter().collect(),
        ..Kept::default()
    })
}

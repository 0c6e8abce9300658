//! What a block changes, worked out record by record.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;

use super::appended::{Appended, EntryRow};
use super::cache::Cache;
use super::rows::candle::CandleRow;
use super::rows::order::OrderRow;
use super::rows::poll::PollRow;
use super::rows::position::PositionRow;
use super::rows::{AssetRow, BackingRow, BalanceRow, HourRow, StakeRow, Tally, TotalRow};
use super::tx::Tx;
use crate::store::{integer, Kind, StoreError};

/// An hour, in seconds.
const HOUR: i64 = 3_600;

/// Whether an account did something, or something befell it.
#[derive(Clone, Copy)]
pub(super) enum Side {
    Actor,
    Other,
}

/// The rows that are kept from block to block. To be dropped with a transaction that fails.
#[derive(Default)]
pub(super) struct Kept {
    pub(super) assets: Cache<AssetRow>,
    pub(super) positions: Cache<PositionRow>,
    pub(super) backings: Cache<BackingRow>,
    pub(super) totals: Cache<TotalRow>,
    pub(super) hours: Cache<HourRow>,
    pub(super) candles: Cache<CandleRow>,
    pub(super) balances: Cache<BalanceRow>,
    pub(super) stakes: Cache<StakeRow>,
    pub(super) polls: Cache<PollRow>,
    pub(super) orders: Cache<OrderRow>,
    /// The asset of every pair.
    pub(super) pairs: BTreeMap<String, String>,
}

/// One block on its way into the tables.
pub(super) struct Ledger<'a> {
    pub(super) tx: &'a mut Tx,
    pub(super) kept: &'a mut Kept,
    pub(super) base_denom: &'a str,
    pub(super) height: u64,
    pub(super) time: u64,
    /// The transaction of the record that is worked on.
    pub(super) tx_hash: String,
    pub(super) next_seq: i64,
    pub(super) appended: Appended,
    /// The pairs whose pools have changed.
    pub(super) moved_pairs: BTreeSet<String>,
}

/// What an entry is about.
pub(super) struct Told<'a> {
    pub(super) kind: Kind,
    pub(super) token: Option<&'a str>,
    pub(super) position_idx: Option<i64>,
    pub(super) data: Value,
}

impl<'a> Told<'a> {
    /// About an asset.
    pub(super) fn of(kind: Kind, token: &'a str, data: Value) -> Self {
        Self {
            kind,
            token: Some(token),
            position_idx: None,
            data,
        }
    }

    /// About no asset in particular.
    pub(super) fn bare(kind: Kind, data: Value) -> Self {
        Self {
            kind,
            token: None,
            position_idx: None,
            data,
        }
    }
}

impl Ledger<'_> {
    /// What does not fit what was read before.
    pub(super) fn unfit(&self, reason: impl Into<String>) -> StoreError {
        StoreError::DoesNotFit {
            height: self.height,
            reason: reason.into(),
        }
    }

    /// The next number of an entry.
    pub(super) fn seq(&mut self) -> i64 {
        let seq = self.next_seq;
        self.next_seq = seq.saturating_add(1);
        seq
    }

    /// Add to an account's history. Answers the entry's number.
    pub(super) fn entry(&mut self, account: &str, side: Side, told: Told<'_>) -> i64 {
        let seq = self.seq();
        self.appended.entries.push(EntryRow {
            seq,
            tx_hash: self.tx_hash.clone(),
            kind: told.kind,
            account: account.to_string(),
            side: match side {
                Side::Actor => "actor",
                Side::Other => "other",
            },
            token: told.token.map(str::to_string),
            position_idx: told.position_idx,
            data: told.data,
        });
        seq
    }

    /// Let a total grow. Answers what it is then.
    pub(super) async fn add(
        &mut self,
        name: &'static str,
        subject: &str,
        amount: u128,
    ) -> Result<u128, StoreError> {
        let key = (name, subject.to_string());
        let row = self.kept.totals.get(self.tx, &key).await?;
        let tally = row.unwrap_or_default().0;
        let sum = tally.amount.checked_add(amount);
        let sum = sum.ok_or_else(|| self.unfit(format!("the total {name} is too large")))?;
        self.put_total(key, tally.events, sum);
        Ok(sum)
    }

    /// Let a total shrink.
    pub(super) async fn take(
        &mut self,
        name: &'static str,
        subject: &str,
        amount: u128,
    ) -> Result<(), StoreError> {
        let key = (name, subject.to_string());
        let row = self.kept.totals.get(self.tx, &key).await?;
        let tally = row.unwrap_or_default().0;
        let rest = tally.amount.checked_sub(amount);
        let rest = rest.ok_or_else(|| {
            let had = tally.amount;
            self.unfit(format!(
                "{amount} leaves the total {name} of {subject}, which is {had}"
            ))
        })?;
        self.put_total(key, tally.events, rest);
        Ok(())
    }

    fn put_total(&mut self, key: (&'static str, String), events: i64, amount: u128) {
        let events = events.saturating_add(1);
        self.kept
            .totals
            .put(key, TotalRow(Tally { amount, events }));
    }

    /// Let the sum of this hour grow.
    pub(super) async fn add_hour(
        &mut self,
        name: &'static str,
        subject: &str,
        amount: u128,
        events: i64,
    ) -> Result<(), StoreError> {
        let time = integer(self.time)?;
        let start = time.saturating_sub(time.rem_euclid(HOUR));
        let key = (name, subject.to_string(), start);
        let row = self.kept.hours.get(self.tx, &key).await?;
        let tally = row.unwrap_or_default().0;
        let sum = tally.amount.checked_add(amount);
        let amount = sum.ok_or_else(|| self.unfit(format!("the hour's {name} is too large")))?;
        let events = tally.events.saturating_add(events);
        self.kept.hours.put(key, HourRow(Tally { amount, events }));
        Ok(())
    }

    /// An asset that has to be there.
    pub(super) async fn asset(&mut self, token: &str) -> Result<AssetRow, StoreError> {
        let row = self.kept.assets.get(self.tx, &token.to_string()).await?;
        row.ok_or_else(|| self.unfit(format!("{token} was never listed")))
    }

    /// Write all that has changed.
    pub(super) async fn flush(&mut self) -> Result<(), StoreError> {
        let (tx, kept) = (&mut *self.tx, &mut *self.kept);
        kept.assets.flush(tx).await?;
        kept.positions.flush(tx).await?;
        kept.backings.flush(tx).await?;
        kept.totals.flush(tx).await?;
        kept.hours.flush(tx).await?;
        kept.candles.flush(tx).await?;
        kept.balances.flush(tx).await?;
        kept.stakes.flush(tx).await?;
        kept.polls.flush(tx).await?;
        kept.orders.flush(tx).await?;
        let (height, time) = (integer(self.height)?, integer(self.time)?);
        let appended = std::mem::take(&mut self.appended);
        appended.flush(tx, height, time).await
    }
}

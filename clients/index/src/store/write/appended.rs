//! Rows that are written once and never change.

use serde_json::Value;

use super::tx::{insert, on_tx, Tx};
use crate::store::{Kind, StoreError};

/// A row of `entries`.
pub(super) struct EntryRow {
    pub(super) seq: i64,
    pub(super) tx_hash: String,
    pub(super) kind: Kind,
    pub(super) account: String,
    pub(super) side: &'static str,
    pub(super) token: Option<String>,
    pub(super) position_idx: Option<i64>,
    pub(super) data: Value,
}

/// A row of `position_events`.
pub(super) struct PositionEventRow {
    pub(super) position_idx: i64,
    pub(super) seq: i64,
    pub(super) tx_hash: String,
    pub(super) kind: Kind,
    pub(super) account: String,
    pub(super) debt: u128,
    pub(super) amount: u128,
    pub(super) asset_price: Option<String>,
    pub(super) collateral_price: Option<String>,
    pub(super) ratio: Option<String>,
}

/// A row of `payments`.
pub(super) struct PaymentRow {
    pub(super) seq: i64,
    pub(super) kind: &'static str,
    pub(super) account: String,
    pub(super) amount: u128,
}

/// A row of `airdrop_claims`.
pub(super) struct ClaimRow {
    pub(super) contract: String,
    pub(super) stage: i64,
    pub(super) account: String,
    pub(super) amount: u128,
}

/// A row of `votes`.
pub(super) struct VoteRow {
    pub(super) poll_id: i64,
    pub(super) account: String,
    pub(super) choice: String,
    pub(super) amount: u128,
}

/// A row of `prices`.
pub(super) struct PriceRow {
    pub(super) token: String,
    pub(super) price: String,
    pub(super) is_pending: bool,
}

/// A row of `reserves`.
pub(super) struct ReserveRow {
    pub(super) token: String,
    pub(super) base: u128,
    pub(super) asset: u128,
}

/// What a block adds to the tables.
#[derive(Default)]
pub(super) struct Appended {
    pub(super) entries: Vec<EntryRow>,
    pub(super) position_events: Vec<PositionEventRow>,
    pub(super) payments: Vec<PaymentRow>,
    pub(super) claims: Vec<ClaimRow>,
    pub(super) votes: Vec<VoteRow>,
    pub(super) prices: Vec<PriceRow>,
    pub(super) reserves: Vec<ReserveRow>,
}

impl Appended {
    /// Write all of it, as of this height and time.
    pub(super) async fn flush(self, tx: &mut Tx, height: i64, time: i64) -> Result<(), StoreError> {
        self.histories(tx, height, time).await?;
        self.events(tx, height, time).await?;
        insert!(
            tx,
            "INSERT INTO prices (token, time, height, price, pending) ",
            "",
            self.prices,
            |row| [&row.token, time, height, &row.price, row.is_pending]
        );
        insert!(
            tx,
            "INSERT INTO reserves (token, time, height, base, asset) ",
            "",
            self.reserves,
            |row| [
                &row.token,
                time,
                height,
                row.base.to_string(),
                row.asset.to_string(),
            ]
        );
        Ok(())
    }

    async fn histories(&self, tx: &mut Tx, height: i64, time: i64) -> Result<(), StoreError> {
        insert!(
            tx,
            "INSERT INTO entries (seq, height, time, tx_hash, kind, account, side, token, position_idx, \
             data) ",
            "",
            self.entries,
            |row| [
                row.seq,
                height,
                time,
                &row.tx_hash,
                row.kind.name(),
                &row.account,
                row.side,
                &row.token,
                row.position_idx,
                row.data.to_string(),
            ]
        );
        insert!(
            tx,
            "INSERT INTO position_events (position_idx, seq, height, time, tx_hash, kind, account, debt, \
             amount, asset_price, collateral_price, ratio) ",
            "",
            self.position_events,
            |row| [
                row.position_idx,
                row.seq,
                height,
                time,
                &row.tx_hash,
                row.kind.name(),
                &row.account,
                row.debt.to_string(),
                row.amount.to_string(),
                &row.asset_price,
                &row.collateral_price,
                &row.ratio,
            ]
        );
        Ok(())
    }

    async fn events(&self, tx: &mut Tx, height: i64, time: i64) -> Result<(), StoreError> {
        insert!(
            tx,
            "INSERT INTO payments (seq, height, time, kind, account, amount) ",
            "",
            self.payments,
            |row| [
                row.seq,
                height,
                time,
                row.kind,
                &row.account,
                row.amount.to_string(),
            ]
        );
        insert!(
            tx,
            "INSERT INTO airdrop_claims (contract, stage, account, amount, height, time) ",
            "",
            self.claims,
            |row| [
                &row.contract,
                row.stage,
                &row.account,
                row.amount.to_string(),
                height,
                time,
            ]
        );
        insert!(
            tx,
            "INSERT INTO votes (poll_id, account, choice, amount, height) ",
            "",
            self.votes,
            |row| [
                row.poll_id,
                &row.account,
                &row.choice,
                row.amount.to_string(),
                height,
            ]
        );
        Ok(())
    }
}

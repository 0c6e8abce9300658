//! The rows that the writer changes, as it holds them.

pub(super) mod candle;
pub(super) mod order;
pub(super) mod poll;
pub(super) mod position;

use cosmwasm_std::Decimal;

use super::cache::Row;
use super::tx::{insert, on_tx, Tx};
use crate::store::{amount, height, integer, maybe_decimal, StoreError};

/// An amount that grows and shrinks, and how often it changed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Tally {
    pub(super) amount: u128,
    pub(super) events: i64,
}

/// A row of `totals`, by name and subject.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct TotalRow(pub(super) Tally);

/// A row of `hours`, by name, subject and start.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct HourRow(pub(super) Tally);

/// A row of `balances`, by asset and account.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct BalanceRow(pub(super) u128);

/// A row of `stakes`, by token, account and kind.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct StakeRow(pub(super) u128);

/// A row of `backings`, by token and collateral.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct BackingRow {
    pub(super) positions: i64,
    pub(super) debt: u128,
    pub(super) amount: u128,
}

/// A row of `assets`, by token.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct AssetRow {
    pub(super) is_mir: bool,
    pub(super) symbol: String,
    pub(super) name: String,
    pub(super) pair: Option<String>,
    pub(super) lp_token: Option<String>,
    pub(super) status: String,
    pub(super) end_price: Option<Decimal>,
    pub(super) listed_height: u64,
    pub(super) listed_time: u64,
    /// The last price that counts, its time and height.
    pub(super) price: Option<(Decimal, u64, u64)>,
}

impl Row for TotalRow {
    type Key = (&'static str, String);

    async fn load(tx: &mut Tx, (name, subject): &Self::Key) -> Result<Option<Self>, StoreError> {
        let row: Option<(String, i64)> = on_tx!(tx, connection => sqlx::query_as(
            "SELECT amount, events FROM totals WHERE name = $1 AND subject = $2",
        )
        .bind(*name)
        .bind(subject)
        .fetch_optional(connection)
        .await)?;
        let tally = row.map(|row| tally("totals", row)).transpose()?;
        Ok(tally.map(Self))
    }

    async fn save(tx: &mut Tx, rows: &[(&Self::Key, &Self)]) -> Result<(), StoreError> {
        insert!(
            tx,
            "INSERT INTO totals (name, subject, amount, events) ",
            " ON CONFLICT (name, subject) DO UPDATE SET amount = excluded.amount, \
              events = excluded.events",
            rows,
            |((name, subject), Self(tally))| [
                *name,
                subject,
                tally.amount.to_string(),
                tally.events,
            ]
        );
        Ok(())
    }
}

impl Row for HourRow {
    type Key = (&'static str, String, i64);

    async fn load(tx: &mut Tx, key: &Self::Key) -> Result<Option<Self>, StoreError> {
        let (name, subject, start) = key;
        let row: Option<(String, i64)> = on_tx!(tx, connection => sqlx::query_as(
            "SELECT amount, events FROM hours WHERE name = $1 AND subject = $2 AND start = $3",
        )
        .bind(*name)
        .bind(subject)
        .bind(*start)
        .fetch_optional(connection)
        .await)?;
        let tally = row.map(|row| tally("hours", row)).transpose()?;
        Ok(tally.map(Self))
    }

    async fn save(tx: &mut Tx, rows: &[(&Self::Key, &Self)]) -> Result<(), StoreError> {
        insert!(
            tx,
            "INSERT INTO hours (name, subject, start, amount, events) ",
            " ON CONFLICT (name, subject, start) DO UPDATE SET amount = excluded.amount, \
              events = excluded.events",
            rows,
            |((name, subject, start), Self(tally))| [
                *name,
                subject,
                *start,
                tally.amount.to_string(),
                tally.events,
            ]
        );
        Ok(())
    }
}

impl Row for BalanceRow {
    type Key = (String, String);

    async fn load(tx: &mut Tx, (asset, account): &Self::Key) -> Result<Option<Self>, StoreError> {
        let row: Option<(String,)> = on_tx!(tx, connection => sqlx::query_as(
            "SELECT amount FROM balances WHERE asset = $1 AND account = $2",
        )
        .bind(asset)
        .bind(account)
        .fetch_optional(connection)
        .await)?;
        let found = row.map(|(text,)| amount("balances", &text)).transpose()?;
        Ok(found.map(Self))
    }

    async fn save(tx: &mut Tx, rows: &[(&Self::Key, &Self)]) -> Result<(), StoreError> {
        insert!(
            tx,
            "INSERT INTO balances (asset, account, amount) ",
            " ON CONFLICT (asset, account) DO UPDATE SET amount = excluded.amount",
            rows,
            |((asset, account), Self(amount))| [asset, account, amount.to_string()]
        );
        Ok(())
    }
}

impl Row for StakeRow {
    type Key = (String, String, &'static str);

    async fn load(tx: &mut Tx, key: &Self::Key) -> Result<Option<Self>, StoreError> {
        let (token, account, kind) = key;
        let row: Option<(String,)> = on_tx!(tx, connection => sqlx::query_as(
            "SELECT amount FROM stakes WHERE token = $1 AND account = $2 AND kind = $3",
        )
        .bind(token)
        .bind(account)
        .bind(*kind)
        .fetch_optional(connection)
        .await)?;
        let found = row.map(|(text,)| amount("stakes", &text)).transpose()?;
        Ok(found.map(Self))
    }

    async fn save(tx: &mut Tx, rows: &[(&Self::Key, &Self)]) -> Result<(), StoreError> {
        insert!(
            tx,
            "INSERT INTO stakes (token, account, kind, amount) ",
            " ON CONFLICT (token, account, kind) DO UPDATE SET amount = excluded.amount",
            rows,
            |((token, account, kind), Self(amount))| [token, account, *kind, amount.to_string()]
        );
        Ok(())
    }
}

impl Row for BackingRow {
    type Key = (String, String);

    async fn load(
        tx: &mut Tx,
        (token, collateral): &Self::Key,
    ) -> Result<Option<Self>, StoreError> {
        let row: Option<(i64, String, String)> = on_tx!(tx, connection => sqlx::query_as(
            "SELECT positions, debt, amount FROM backings WHERE token = $1 AND collateral = $2",
        )
        .bind(token)
        .bind(collateral)
        .fetch_optional(connection)
        .await)?;
        let read = |(positions, debt, held): (i64, String, String)| {
            Ok::<_, StoreError>(Self {
                positions,
                debt: amount("backings", &debt)?,
                amount: amount("backings", &held)?,
            })
        };
        row.map(read).transpose()
    }

    async fn save(tx: &mut Tx, rows: &[(&Self::Key, &Self)]) -> Result<(), StoreError> {
        insert!(
            tx,
            "INSERT INTO backings (token, collateral, positions, debt, amount) ",
            " ON CONFLICT (token, collateral) DO UPDATE SET positions = excluded.positions, \
              debt = excluded.debt, amount = excluded.amount",
            rows,
            |((token, collateral), row)| [
                token,
                collateral,
                row.positions,
                row.debt.to_string(),
                row.amount.to_string(),
            ]
        );
        Ok(())
    }
}

type StoredAsset = (
    String,
    String,
    String,
    Option<String>,
    Option<String>,
    String,
    Option<String>,
    i64,
    i64,
    Option<String>,
    Option<i64>,
    Option<i64>,
);

impl AssetRow {
    fn from_stored(row: StoredAsset) -> Result<Self, StoreError> {
        let (kind, symbol, name, pair, lp_token, status, end_price, listed_height, listed_time, ..) =
            &row;
        let (.., price, price_time, price_height) = &row;
        let price = maybe_decimal("assets", price.as_deref())?;
        let price = match (price, price_time, price_height) {
            (Some(price), Some(time), Some(at)) => Some((price, height(*time)?, height(*at)?)),
            _ => None,
        };
        Ok(Self {
            is_mir: kind == MIR,
            symbol: symbol.clone(),
            name: name.clone(),
            pair: pair.clone(),
            lp_token: lp_token.clone(),
            status: status.clone(),
            end_price: maybe_decimal("assets", end_price.as_deref())?,
            listed_height: height(*listed_height)?,
            listed_time: height(*listed_time)?,
            price,
        })
    }
}

const MIR: &str = "mir";
const MASSET: &str = "masset";

impl Row for AssetRow {
    type Key = String;

    async fn load(tx: &mut Tx, token: &Self::Key) -> Result<Option<Self>, StoreError> {
        let row: Option<StoredAsset> = on_tx!(tx, connection => sqlx::query_as(
            "SELECT kind, symbol, name, pair, lp_token, status, end_price, listed_height, listed_time, \
             price, price_time, price_height FROM assets WHERE token = $1",
        )
        .bind(token)
        .fetch_optional(connection)
        .await)?;
        row.map(Self::from_stored).transpose()
    }

    async fn save(tx: &mut Tx, rows: &[(&Self::Key, &Self)]) -> Result<(), StoreError> {
        let rows = rows.iter().map(|(token, row)| {
            let price = row.price.map(|(price, ..)| price.to_string());
            let time = row.price.map(|(_, time, _)| integer(time)).transpose()?;
            let at = row.price.map(|(.., height)| integer(height)).transpose()?;
            let listed = (integer(row.listed_height)?, integer(row.listed_time)?);
            Ok((*token, *row, listed, (price, time, at)))
        });
        let rows = rows.collect::<Result<Vec<_>, StoreError>>()?;
        insert!(
            tx,
            "INSERT INTO assets (token, kind, symbol, name, pair, lp_token, status, end_price, \
             listed_height, listed_time, price, price_time, price_height) ",
            " ON CONFLICT (token) DO UPDATE SET pair = excluded.pair, lp_token = excluded.lp_token, \
              status = excluded.status, end_price = excluded.end_price, price = excluded.price, \
              price_time = excluded.price_time, price_height = excluded.price_height",
            rows,
            |(token, row, listed, price)| [
                *token,
                if row.is_mir { MIR } else { MASSET },
                &row.symbol,
                &row.name,
                &row.pair,
                &row.lp_token,
                &row.status,
                row.end_price.map(|price| price.to_string()),
                listed.0,
                listed.1,
                &price.0,
                price.1,
                price.2,
            ]
        );
        Ok(())
    }
}

fn tally(table: &'static str, (text, events): (String, i64)) -> Result<Tally, StoreError> {
    Ok(Tally {
        amount: amount(table, &text)?,
        events,
    })
}

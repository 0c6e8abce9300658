//! A row of `polls`.

use crate::store::write::cache::Row;
use crate::store::write::tx::{insert, on_tx, Tx};
use crate::store::{amount, height, integer, StoreError};

/// A row of `polls`, by number.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::store::write) struct PollRow {
    pub(in crate::store::write) creator: String,
    pub(in crate::store::write) kind: String,
    pub(in crate::store::write) deposit: u128,
    pub(in crate::store::write) status: String,
    /// Votes of yes, no and abstain.
    pub(in crate::store::write) votes: [u128; 3],
    /// Height and time.
    pub(in crate::store::write) created: (u64, u64),
    pub(in crate::store::write) end_time: u64,
    pub(in crate::store::write) ended_height: Option<u64>,
}

type Stored = (
    String,
    String,
    String,
    String,
    String,
    String,
    String,
    i64,
    i64,
    i64,
    Option<i64>,
);

fn from_stored(row: Stored) -> Result<PollRow, StoreError> {
    let (creator, kind, deposit, status, yes, no, abstain, at, time, end_time, ended) = row;
    let read = |text: &str| amount("polls", text);
    Ok(PollRow {
        creator,
        kind,
        deposit: read(&deposit)?,
        status,
        votes: [read(&yes)?, read(&no)?, read(&abstain)?],
        created: (height(at)?, height(time)?),
        end_time: height(end_time)?,
        ended_height: ended.map(height).transpose()?,
    })
}

impl Row for PollRow {
    type Key = i64;

    async fn load(tx: &mut Tx, id: &i64) -> Result<Option<Self>, StoreError> {
        let row: Option<Stored> = on_tx!(tx, connection => sqlx::query_as(
            "SELECT creator, kind, deposit, status, yes, no, abstain, created_height, created_time, \
             end_time, ended_height FROM polls WHERE id = $1",
        )
        .bind(*id)
        .fetch_optional(connection)
        .await)?;
        row.map(from_stored).transpose()
    }

    async fn save(tx: &mut Tx, rows: &[(&i64, &Self)]) -> Result<(), StoreError> {
        let rows = rows.iter().map(|(id, row)| {
            let created = (integer(row.created.0)?, integer(row.created.1)?);
            let ended = row.ended_height.map(integer).transpose()?;
            Ok((**id, *row, created, (integer(row.end_time)?, ended)))
        });
        let rows = rows.collect::<Result<Vec<_>, StoreError>>()?;
        insert!(
            tx,
            "INSERT INTO polls (id, creator, kind, deposit, status, yes, no, abstain, created_height, \
             created_time, end_time, ended_height) ",
            " ON CONFLICT (id) DO UPDATE SET status = excluded.status, yes = excluded.yes, \
              no = excluded.no, abstain = excluded.abstain, ended_height = excluded.ended_height",
            rows,
            |(id, row, created, ends)| [
                *id,
                &row.creator,
                &row.kind,
                row.deposit.to_string(),
                &row.status,
                row.votes[0].to_string(),
                row.votes[1].to_string(),
                row.votes[2].to_string(),
                created.0,
                created.1,
                ends.0,
                ends.1,
            ]
        );
        Ok(())
    }
}

//! Gov: stakes of MIR, polls and votes.

use serde_json::json;

use super::appended::VoteRow;
use super::cache::Row;
use super::ledger::{Ledger, Side, Told};
use super::tx::{insert, on_tx, Tx};
use crate::store::records::PollEnd;
use crate::store::{amount, height, integer, Kind, StoreError};

/// A row of `polls`, by number.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct PollRow {
    pub(super) creator: String,
    pub(super) kind: String,
    pub(super) deposit: u128,
    pub(super) status: String,
    /// Votes of yes, no and abstain.
    pub(super) votes: [u128; 3],
    /// Height and time.
    pub(super) created: (u64, u64),
    pub(super) end_time: u64,
    pub(super) ended_height: Option<u64>,
}

impl Ledger<'_> {
    /// MIR was staked in gov.
    pub(super) async fn gov_staked(
        &mut self,
        account: &str,
        amount: u128,
        from_rewards: bool,
    ) -> Result<(), StoreError> {
        let kind = if from_rewards {
            Kind::GovStakeRewards
        } else {
            Kind::GovStake
        };
        let data = json!({ "amount": amount.to_string() });
        self.entry(account, Side::Actor, Told::bare(kind, data));
        Ok(())
    }

    /// MIR was taken out of gov.
    pub(super) fn gov_unstaked(&mut self, account: &str, amount: u128) {
        let data = json!({ "amount": amount.to_string() });
        self.entry(account, Side::Actor, Told::bare(Kind::GovUnstake, data));
    }

    /// A poll was created.
    pub(super) async fn poll_created(&mut self, id: u64, row: PollRow) -> Result<(), StoreError> {
        let data = json!({
            "poll_id": id.to_string(),
            "kind": row.kind,
            "deposit": row.deposit.to_string(),
        });
        self.entry(
            &row.creator,
            Side::Actor,
            Told::bare(Kind::GovCreatePoll, data),
        );
        self.kept.polls.put(integer(id)?, row);
        Ok(())
    }

    /// Somebody voted.
    pub(super) async fn voted(
        &mut self,
        id: u64,
        account: &str,
        choice: &str,
        amount: u128,
    ) -> Result<(), StoreError> {
        let mut row = self.poll(id).await?;
        let [yes, no, abstain] = &mut row.votes;
        let votes = match choice {
            "yes" => yes,
            "no" => no,
            "abstain" => abstain,
            other => return Err(self.unfit(format!("a vote of {other}"))),
        };
        let sum = votes.checked_add(amount);
        *votes = sum.ok_or_else(|| self.unfit("too many votes"))?;
        let key = integer(id)?;
        self.kept.polls.put(key, row);
        self.appended.votes.push(VoteRow {
            poll_id: key,
            account: account.to_string(),
            choice: choice.to_string(),
            amount,
        });
        let data = json!({
            "poll_id": id.to_string(),
            "choice": choice,
            "amount": amount.to_string(),
        });
        self.entry(account, Side::Actor, Told::bare(Kind::GovCastPoll, data));
        Ok(())
    }

    /// A poll came to an end, or to the next one.
    pub(super) async fn poll_ended(
        &mut self,
        id: u64,
        end: PollEnd,
        returned: Option<u128>,
    ) -> Result<(), StoreError> {
        let row = self.poll(id).await?;
        let mut data = json!({ "poll_id": id.to_string(), "status": end.name() });
        if let Some((fields, returned)) = data.as_object_mut().zip(returned) {
            fields.insert("returned".to_string(), json!(returned.to_string()));
        }
        self.entry(
            &row.creator,
            Side::Actor,
            Told::bare(Kind::GovEndPoll, data),
        );
        let ended_height = row.ended_height.or(Some(self.height));
        let row = PollRow {
            status: end.name().to_string(),
            ended_height,
            ..row
        };
        self.kept.polls.put(integer(id)?, row);
        Ok(())
    }

    async fn poll(&mut self, id: u64) -> Result<PollRow, StoreError> {
        let row = self.kept.polls.get(self.tx, &integer(id)?).await?;
        row.ok_or_else(|| self.unfit(format!("poll {id} was never created")))
    }
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

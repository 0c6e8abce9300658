//! Gov: stakes of MIR, polls and votes.

use serde_json::json;

use super::appended::VoteRow;
use super::ledger::{Ledger, Side, Told};
use super::rows::poll::PollRow;
use crate::store::records::PollEnd;
use crate::store::{integer, Kind, StoreError};

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

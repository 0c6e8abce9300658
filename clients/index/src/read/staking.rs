//! What staking and gov tell.

use super::decoder::Decoder;
use super::error::ReadError;
use super::event::Told;
use crate::store::records::{Payment, PollEnd, Pot, Record};

/// An event of staking.
pub(super) fn staking(decoder: &mut Decoder<'_>, told: Told<'_>) -> Result<(), ReadError> {
    let record = match told.action() {
        "bond" => stake(told, false, true)?,
        "unbond" => stake(told, false, false)?,
        "increase_short_token" => stake(told, true, true)?,
        "decrease_short_token" => stake(told, true, false)?,
        "deposit_reward" => Record::Rewards {
            pot: Pot::Staking,
            amount: told.amount("rewards_amount")?,
        },
        "withdraw" => {
            // A claim of nothing pays nobody.
            let amount = told.amount("amount")?;
            let paying = (told.contract.to_string(), amount);
            decoder.paying = Some(paying).filter(|_| amount > 0);
            return Ok(());
        }
        _ => return Ok(()),
    };
    decoder.records.push(record);
    Ok(())
}

fn stake(told: Told<'_>, is_short: bool, grows: bool) -> Result<Record, ReadError> {
    Ok(Record::Stake {
        token: told.text("asset_token")?.to_string(),
        account: told.text("staker_addr")?.to_string(),
        is_short,
        grows,
        amount: told.amount("amount")?,
    })
}

/// An event of gov.
pub(super) fn gov(decoder: &mut Decoder<'_>, told: Told<'_>) -> Result<(), ReadError> {
    let record = match told.action() {
        "staking" => Record::GovStaked {
            account: told.text("sender")?.to_string(),
            amount: told.amount("amount")?,
            from_rewards: false,
        },
        "stake_voting_rewards" => Record::GovStaked {
            account: told.text("staker")?.to_string(),
            amount: told.amount("amount")?,
            from_rewards: true,
        },
        "withdraw" => Record::GovUnstaked {
            account: told.text("recipient")?.to_string(),
            amount: told.amount("amount")?,
        },
        "withdraw_voting_rewards" => Record::Paid {
            payment: Payment::Voting,
            account: told.text("recipient")?.to_string(),
            amount: told.amount("amount")?,
        },
        "deposit_reward" => Record::Rewards {
            pot: Pot::Gov,
            amount: told.amount("amount")?,
        },
        _ => return poll(decoder, told),
    };
    decoder.records.push(record);
    Ok(())
}

fn poll(decoder: &mut Decoder<'_>, told: Told<'_>) -> Result<(), ReadError> {
    let ended = |end, returned| {
        Ok::<_, ReadError>(Record::PollEnded {
            id: told.number("poll_id")?,
            end,
            returned,
        })
    };
    let record = match told.action() {
        "create_poll" => Record::PollCreated {
            id: told.number("poll_id")?,
            creator: told.text("creator")?.to_string(),
            kind: told.text("poll_kind")?.to_string(),
            deposit: told.amount("amount")?,
            end_time: told.number("end_time")?,
        },
        "cast_vote" => Record::Voted {
            id: told.number("poll_id")?,
            account: told.text("voter")?.to_string(),
            choice: told.text("vote_option")?.to_string(),
            amount: told.amount("amount")?,
        },
        "end_poll" => {
            let end = match told.text("passed")? {
                "true" => PollEnd::Passed,
                _ => PollEnd::Rejected,
            };
            ended(end, Some(told.amount("amount")?))?
        }
        "execute_poll" => ended(PollEnd::Executed, None)?,
        "expire_poll" => ended(PollEnd::Expired, None)?,
        "failed_poll" => ended(PollEnd::Failed, None)?,
        _ => return Ok(()),
    };
    decoder.records.push(record);
    Ok(())
}

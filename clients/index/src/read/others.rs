//! What the factory, the lock, limit orders, airdrops and the community pool tell.

use super::decoder::Decoder;
use super::error::ReadError;
use super::event::Told;
use crate::store::records::{Payment, Record};

/// An event of the factory.
pub(super) fn factory(decoder: &mut Decoder<'_>, told: Told<'_>) -> Result<(), ReadError> {
    // The second step of a listing, whether of a new asset or of one that follows another.
    if let Some(token) = told.maybe("asset_token_addr") {
        let is_pre_ipo = told.maybe("is_pre_ipo") == Some("true");
        decoder.list(token, is_pre_ipo);
        return Ok(());
    }
    let (end_price, is_announced) = match told.action() {
        "announce_delisting" => (Some(told.decimal("end_price")?), true),
        "cancel_delisting" => (None, false),
        _ => return Ok(()),
    };
    decoder.records.push(Record::Delisting {
        token: told.text("asset_token")?.to_string(),
        end_price,
        is_announced,
    });
    Ok(())
}

/// An event of the lock.
pub(super) fn lock(decoder: &mut Decoder<'_>, told: Told<'_>) -> Result<(), ReadError> {
    let (account, position_idx) = match told.action() {
        "unlock_shorting_funds" => {
            let caller = decoder.trace.caller(told.contract);
            (Some(caller.to_string()), None)
        }
        "release_shorting_funds" => (None, Some(told.number("position_idx")?)),
        _ => return Ok(()),
    };
    decoder.records.push(Record::Unlocked {
        account,
        position_idx,
        sum: told.sum("unlocked_amount")?,
    });
    Ok(())
}

/// An event of limit orders.
pub(super) fn limit_order(decoder: &mut Decoder<'_>, told: Told<'_>) -> Result<(), ReadError> {
    let record = match told.action() {
        "submit_order" => Record::OrderSubmitted {
            id: told.number("order_id")?,
            bidder: told.text("bidder_addr")?.to_string(),
            offer: told.sum("offer_asset")?,
            ask: told.sum("ask_asset")?,
        },
        "cancel_order" => Record::OrderCancelled {
            id: told.number("order_id")?,
            refund: told.sum("bidder_refund")?,
        },
        "execute_order" => Record::OrderExecuted {
            id: told.number("order_id")?,
            executor: decoder.trace.caller(told.contract).to_string(),
            bought: told.sum("executor_receive")?,
            paid: told.sum("bidder_receive")?,
        },
        _ => return Ok(()),
    };
    decoder.records.push(record);
    Ok(())
}

/// An event of an airdrop: the claim, and the payment that it is.
pub(super) fn airdrop(decoder: &mut Decoder<'_>, told: Told<'_>) -> Result<(), ReadError> {
    if told.action() != "claim" {
        return Ok(());
    }
    let account = told.text("address")?.to_string();
    let amount = told.amount("amount")?;
    decoder.records.push(Record::Claimed {
        contract: told.contract.to_string(),
        stage: told.number("stage")?,
        account: account.clone(),
        amount,
    });
    decoder.records.push(Record::Paid {
        payment: Payment::Airdrop,
        account,
        amount,
    });
    Ok(())
}

/// An event of the community pool.
pub(super) fn community(decoder: &mut Decoder<'_>, told: Told<'_>) -> Result<(), ReadError> {
    if told.action() != "spend" {
        return Ok(());
    }
    decoder.records.push(Record::Paid {
        payment: Payment::Community,
        account: told.text("recipient")?.to_string(),
        amount: told.amount("amount")?,
    });
    Ok(())
}

//! What mint tells of positions and assets.

use super::decoder::Decoder;
use super::error::ReadError;
use super::event::Told;
use crate::store::records::{Change, Record};

/// An event of mint.
pub(super) fn mint(decoder: &mut Decoder<'_>, told: Told<'_>) -> Result<(), ReadError> {
    let caller = || decoder.trace.caller(told.contract).to_string();
    let change = match told.action() {
        "open_position" => Change::Opened {
            owner: caller(),
            minted: told.sum("mint_amount")?,
            collateral: told.sum("collateral_amount")?,
            is_short: told.text("is_short")? == "true",
        },
        "deposit" => Change::Deposited(told.sum("deposit_amount")?),
        "withdraw" => Change::Withdrawn(told.sum("withdraw_amount")?),
        "mint" => Change::Minted(told.sum("mint_amount")?),
        "burn" => Change::Burned {
            account: caller(),
            burned: told.sum("burn_amount")?,
            fee: told.sum("protocol_fee")?,
            refund: told.maybe_sum("refund_collateral_amount")?,
            bad_debt: told.maybe_sum("bad_debt")?.map_or(0, |sum| sum.amount),
        },
        "auction" => Change::Auctioned {
            buyer: caller(),
            paid: told.sum("liquidated_amount")?,
            bought: told.sum("return_collateral_amount")?,
            fee: told.sum("protocol_fee")?,
            bad_debt: told.maybe_sum("bad_debt")?.map_or(0, |sum| sum.amount),
        },
        _ => return asset(decoder, told),
    };
    let idx = told.number("position_idx")?;
    decoder.records.push(Record::Position { idx, change });
    Ok(())
}

/// The life of an asset.
fn asset(decoder: &mut Decoder<'_>, told: Told<'_>) -> Result<(), ReadError> {
    let record = match told.action() {
        "trigger_ipo" => Record::Ipo {
            token: told.text("asset_token")?.to_string(),
        },
        "migrate_asset" => Record::Delisted {
            token: told.text("asset_token")?.to_string(),
            end_price: told.decimal("end_price")?,
        },
        _ => return Ok(()),
    };
    decoder.records.push(record);
    Ok(())
}

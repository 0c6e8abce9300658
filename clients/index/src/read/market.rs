//! What the oracle, pairs and the factory of pairs tell.

use std::collections::BTreeSet;

use super::decoder::Decoder;
use super::error::ReadError;
use super::event::Told;
use crate::store::records::{Record, Sum, Swap};

/// An event of the oracle: a list of assets, each with its price and whether it waits. Of a feeder that
/// is a contract the chain has sorted the attributes by name: assets and prices still belong together by
/// their places, but which of the prices wait can not be told, so that none of them counts.
pub(super) fn oracle(decoder: &mut Decoder<'_>, told: Told<'_>) -> Result<(), ReadError> {
    if told.action() != "price_feed" {
        return Ok(());
    }
    let attributes = || told.event.attributes.iter();
    let all = |name: &'static str| {
        let found = attributes().filter(move |(key, _)| key == name);
        found.map(|(_, value)| value.as_str())
    };
    let (assets, prices) = (all("asset"), all("price"));
    if assets.count() != prices.count() {
        return Err(told.unreadable("it has not a price for each asset"));
    }
    let waits = pending(&told);
    let any_waits = all("pending").next().is_some();
    for (asset, price) in all("asset").zip(all("price")) {
        decoder.records.push(Record::Price {
            token: asset.to_string(),
            price: told.parsed("price", price)?,
            is_pending: match &waits {
                Some(waits) => waits.contains(asset),
                None => any_waits,
            },
        });
    }
    Ok(())
}

/// The assets whose prices wait, if the attributes are in the contract's order: each price right after its
/// asset, and after it whether it waits.
fn pending<'a>(told: &Told<'a>) -> Option<BTreeSet<&'a str>> {
    let mut waits = BTreeSet::new();
    let mut asset = None;
    let mut is_priced = true;
    for (key, value) in &told.event.attributes {
        match key.as_str() {
            "asset" if !is_priced => return None,
            "asset" => (asset, is_priced) = (Some(value.as_str()), false),
            "price" if is_priced => return None,
            "price" => is_priced = true,
            "pending" => {
                waits.insert(asset.filter(|_| is_priced)?);
            }
            _ => {}
        }
    }
    Some(waits)
}

/// An event of the factory of pairs: a pair is being made, then it is there. Only those of listed
/// assets against the base denom are followed.
pub(super) fn swap_factory(decoder: &mut Decoder<'_>, told: Told<'_>) -> Result<(), ReadError> {
    if told.action() == "create_pair" {
        let name = told.text("pair")?;
        let base = decoder.book.base_denom();
        let other = name
            .strip_prefix(base)
            .and_then(|rest| rest.strip_prefix('-'));
        let other = other.or_else(|| name.strip_suffix(base)?.strip_suffix('-'));
        decoder.making = other.map(str::to_string);
        return Ok(());
    }
    let (Some(pair), Some(lp_token)) = (
        told.maybe("pair_contract_addr"),
        told.maybe("liquidity_token_addr"),
    ) else {
        return Ok(());
    };
    let Some(token) = decoder
        .making
        .take()
        .filter(|token| decoder.book.is_asset(token))
    else {
        return Ok(());
    };
    decoder.book.pair(&token, pair, lp_token);
    decoder.new_pairs.insert(pair.to_string());
    decoder.records.push(Record::Paired {
        token,
        pair: pair.to_string(),
        lp_token: lp_token.to_string(),
    });
    Ok(())
}

/// An event of the pair of an asset.
pub(super) fn pair(
    decoder: &mut Decoder<'_>,
    told: Told<'_>,
    token: &str,
) -> Result<(), ReadError> {
    let record = match told.action() {
        "swap" => Record::Swap(Swap {
            token: token.to_string(),
            sender: told.text("sender")?.to_string(),
            receiver: told.text("receiver")?.to_string(),
            buys: told.text("offer_asset")? == decoder.book.base_denom(),
            offered: told.amount("offer_amount")?,
            returned: told.amount("return_amount")?,
            spread: told.amount("spread_amount")?,
            commission: told.amount("commission_amount")?,
        }),
        "provide_liquidity" => {
            let offered = sides(decoder, told, token, "assets")?;
            let left = sides(decoder, told, token, "refund_assets")?;
            let used = |offered: u128, left: u128| {
                let used = offered.checked_sub(left);
                used.ok_or_else(|| told.unreadable("more is given back than was offered"))
            };
            Record::Provided {
                token: token.to_string(),
                sender: told.text("sender")?.to_string(),
                receiver: told.text("receiver")?.to_string(),
                base: used(offered.0, left.0)?,
                asset: used(offered.1, left.1)?,
                share: told.amount("share")?,
            }
        }
        "withdraw_liquidity" => {
            let (base, asset) = sides(decoder, told, token, "refund_assets")?;
            Record::LiquidityWithdrawn {
                token: token.to_string(),
                sender: told.text("sender")?.to_string(),
                base,
                asset,
                share: told.amount("withdrawn_share")?,
            }
        }
        _ => return Ok(()),
    };
    decoder.records.push(record);
    Ok(())
}

/// The amounts of the base denom and of the asset, which an event has in either order.
fn sides(
    decoder: &Decoder<'_>,
    told: Told<'_>,
    token: &str,
    key: &str,
) -> Result<(u128, u128), ReadError> {
    let sums = told.sums(key)?;
    let of = |asset: &str| {
        let found = sums.iter().find(|Sum { asset: of, .. }| of == asset);
        let found = found.map(|sum| sum.amount);
        found.ok_or_else(|| told.unreadable(format!("its {key} lacks {asset}")))
    };
    Ok((of(decoder.book.base_denom())?, of(token)?))
}

//! What was found, for a person.

use std::fmt::Write;

use cosmwasm_std::{Int256, Uint128};
use mirror_bots::liquidate::find::{Found, Shown, ShownDeal};

use crate::message::names::Names;

/// Micro units have so many decimals.
const DECIMALS: usize = 6;

/// All of it as text.
pub(super) fn shown(found: &Found, base: &str, names: &Names) -> String {
    let mut text = String::new();
    // Writing into a text does not fail.
    let _ = write(&mut text, found, base, names);
    text
}

fn write(text: &mut String, found: &Found, base: &str, names: &Names) -> std::fmt::Result {
    writeln!(text, "At height {}:", found.height)?;
    if found.candidates.is_empty() {
        writeln!(text, "  no position is for sale")?;
    }
    for shown in &found.candidates {
        position(text, shown, names)?;
        match &shown.deal {
            Some(deal) => self::deal(text, deal, base)?,
            None => writeln!(text, "    no amount of it can be bought")?,
        }
    }
    for skipped in &found.skipped {
        let (asset, collateral) = (
            called(&skipped.asset, names),
            called(&skipped.collateral, names),
        );
        // The reason names assets by their addresses, too.
        let why = skipped.why.split(' ').map(|word| called(word, names));
        let why = why.collect::<Vec<_>>().join(" ");
        writeln!(text, "  passed over: {asset} backed by {collateral}: {why}")?;
    }
    Ok(())
}

fn position(text: &mut String, shown: &Shown, names: &Names) -> std::fmt::Result {
    let (held, owed) = (shown.collateral.amount, shown.debt.amount);
    writeln!(
        text,
        "  position {}: {} {} against {} of {}{}",
        shown.position_idx,
        units(owed),
        shown.symbol,
        units(held),
        called(shown.collateral.info.id(), names),
        if shown.is_under_water {
            ", under water"
        } else {
            ""
        }
    )
}

fn deal(text: &mut String, deal: &ShownDeal, base: &str) -> std::fmt::Result {
    writeln!(
        text,
        "    bid {} for {} {base}, get {} of the collateral, worth {} {base}",
        units(deal.amount),
        units(deal.cost),
        units(deal.net),
        units(deal.proceeds)
    )?;
    writeln!(
        text,
        "    gain {} {base}, after {} for gas {}{}",
        signed(deal.gain),
        units(deal.gas),
        signed(deal.profit),
        if deal.pays {
            ""
        } else {
            ": too little to be sent"
        }
    )
}

/// A denom's or a token's symbol, or what was given.
fn called(denom_or_token: &str, names: &Names) -> String {
    let symbol = names.symbol_of(denom_or_token);
    symbol.unwrap_or_else(|| denom_or_token.to_string())
}

/// Micro units as whole ones.
fn units(amount: Uint128) -> String {
    let digits = amount.to_string();
    let digits = format!("{digits:0>width$}", width = DECIMALS + 1);
    let (whole, parts) = digits.split_at(digits.len().saturating_sub(DECIMALS));
    format!("{whole}.{parts}")
}

fn signed(amount: Int256) -> String {
    let sign = if amount < Int256::zero() { "-" } else { "" };
    let size: Result<Uint128, _> = amount.unsigned_abs().try_into();
    match size {
        Ok(size) => format!("{sign}{}", units(size)),
        Err(_) => amount.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use mirror_bots::liquidate::find::Skipped;
    use terraswap::asset::Asset;

    use super::*;

    fn names() -> Names {
        let mut names = Names::of_chain("wasm", "uusd", "USD");
        names.add_market("mTSLA", "wasm1tsla", "pair", "lp");
        names
    }

    /// Vector 2 of clients.md section 11.
    fn found() -> Found {
        let amount = Uint128::new;
        Found {
            height: 812,
            time: 1_000,
            candidates: vec![Shown {
                position_idx: amount(3),
                symbol: "mAAPL".to_string(),
                collateral: Asset::native("uusd", 2_000_000_000_u128),
                debt: Asset::token("wasm1aapl", 10_000_000_u128),
                is_under_water: false,
                deal: Some(ShownDeal {
                    amount: amount(10_000_000),
                    cost: amount(1_405_622_593),
                    net: amount(1_729_000_000),
                    protocol_fee: amount(21_000_000),
                    bad_debt: amount(0),
                    proceeds: amount(1_729_000_000),
                    gain: Int256::from(323_377_407_u128),
                    gas: amount(12_000),
                    profit: Int256::from(323_365_407_u128),
                    pays: true,
                }),
            }],
            skipped: vec![Skipped {
                asset: "wasm1tsla".to_string(),
                collateral: "uusd".to_string(),
                why: "the price of wasm1tsla is 50 s old".to_string(),
            }],
        }
    }

    #[test]
    fn a_person_reads_what_is_for_sale_and_what_it_brings() {
        let expected = "At height 812:\n  position 3: 10.000000 mAAPL against 2000.000000 of USD\n    bid \
                        10.000000 for 1405.622593 USD, get 1729.000000 of the collateral, worth 1729.000000 \
                        USD\n    gain 323.377407 USD, after 0.012000 for gas 323.365407\n  passed over: \
                        mTSLA backed by USD: the price of mTSLA is 50 s old\n";

        assert_eq!(shown(&found(), "USD", &names()), expected);
    }

    #[test]
    fn a_loss_has_its_sign() {
        assert_eq!(signed(Int256::from(-1_500_000_i64)), "-1.500000");
        assert_eq!(signed(Int256::from(-1_i64)), "-0.000001");
    }

    #[test]
    fn nothing_for_sale_is_said() {
        let found = Found {
            candidates: vec![],
            skipped: vec![],
            ..found()
        };

        assert!(shown(&found, "USD", &names()).contains("no position is for sale"));
    }
}

//! The mAssets of the start.

use std::collections::BTreeSet;

use cosmwasm_std::Decimal;
use mirror_protocol::factory::Params;

use crate::faults::Faults;
use crate::profile::Listing;

/// The largest weight of a pool.
const MOST_WEIGHT: u32 = 300;

pub(super) fn check(assets: &[Listing], faults: &mut Faults) {
    let mut met = BTreeSet::new();
    for (number, asset) in (1..).zip(assets) {
        let at = |key: &str| format!("assets[{number}].{key}");
        let name = format!("{:?}", asset.name);
        let is_named = (3..=50).contains(&asset.name.len());
        faults.ensure(is_named, at("name"), name, "has to be 3 to 50 bytes");
        let symbol = &asset.symbol;
        let rule = "has to be an m and 2 to 11 upper-case letters or hyphens";
        faults.ensure(is_symbol(symbol), at("symbol"), format!("{symbol:?}"), rule);
        let is_new = met.insert(symbol);
        faults.ensure(is_new, at("symbol"), symbol, "is listed twice");
        check_params(&asset.params, number, faults);
    }
}

/// An `m` and what the factory takes; written so that the token is called the same.
fn is_symbol(symbol: &str) -> bool {
    let Some(bare) = symbol.strip_prefix('m') else {
        return false;
    };
    let is_allowed = |letter: char| letter.is_ascii_uppercase() || letter == '-';
    (2..=11).contains(&bare.len()) && bare.chars().all(is_allowed)
}

fn check_params(params: &Params, number: usize, faults: &mut Faults) {
    let at = |key: &str| format!("assets[{number}].params.{key}");
    let discount = params.auction_discount;
    let is_in_range = (Decimal::percent(5)..=Decimal::percent(30)).contains(&discount);
    let rule = "has to be 0.05 to 0.3";
    faults.ensure(is_in_range, at("auction_discount"), discount, rule);
    let ratios = [
        ("min_collateral_ratio", Some(params.min_collateral_ratio)),
        (
            "min_collateral_ratio_after_ipo",
            params.min_collateral_ratio_after_ipo,
        ),
    ];
    for (key, ratio) in ratios {
        if let Some(ratio) = ratio {
            let is_allowed = ratio >= Decimal::percent(110);
            faults.ensure(is_allowed, at(key), ratio, "has to be at least 1.1");
        }
    }
    if let Some(weight) = params.weight {
        let is_allowed = weight <= MOST_WEIGHT;
        faults.ensure(is_allowed, at("weight"), weight, "has to be at most 300");
    }
    let of_ipo = [
        params.mint_period.is_some(),
        params.min_collateral_ratio_after_ipo.is_some(),
        params.pre_ipo_price.is_some(),
    ];
    let is_whole = match of_ipo {
        [true, true, true] => true,
        [false, false, false] => params.ipo_trigger_addr.is_none(),
        _ => false,
    };
    if !is_whole {
        let rule =
            "mint_period, min_collateral_ratio_after_ipo and pre_ipo_price belong together, \
                    ipo_trigger_addr to them";
        faults.note(format!("assets[{number}].params"), None, rule);
    }
    if let Some(period) = params.mint_period {
        faults.ensure(period > 0, at("mint_period"), period, "has to be above 0");
    }
    if let Some(price) = params.pre_ipo_price {
        let rule = "has to be above 0";
        faults.ensure(!price.is_zero(), at("pre_ipo_price"), price, rule);
    }
}

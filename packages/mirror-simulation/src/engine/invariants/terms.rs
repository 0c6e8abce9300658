//! How far polls may change the terms of an asset (I-41); how fast is checked when they change.

use cosmwasm_std::Decimal;

use super::findings::Findings;
use super::view::View;

/// No asset's pool weighs more than that of MIR.
const LARGEST_WEIGHT: u32 = 300;

pub(super) fn check(view: &View, findings: &mut Findings) {
    let usual = Decimal::percent(5)..=Decimal::percent(30);
    for (number, asset) in view.book.assets.iter().enumerate() {
        let (weight, discount) = (asset.weight, asset.discount);
        let holds = weight <= LARGEST_WEIGHT && usual.contains(&discount);
        findings.expect("I-41", holds, || {
            format!("asset {number} has the weight {weight} and is sold {discount} cheaper")
        });
    }
}

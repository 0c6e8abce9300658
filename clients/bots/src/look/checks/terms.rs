//! Parameters within their limits (I-22, I-39, I-41).

use cosmwasm_std::Decimal;

use super::super::seen::{Seen, SeenAsset};
use super::check::{Check, Relation};

/// The most that a pool may weigh.
const MOST_WEIGHT: u32 = 300;

pub(super) fn of(seen: &Seen) -> Vec<Check> {
    let unlimited = seen.lists.collaterals.map(|all| {
        let open = all.iter().filter(|collateral| {
            let is_priced =
                collateral.source_type == "mirror_oracle" || collateral.asset == seen.base;
            !collateral.is_revoked && !is_priced && collateral.value_cap.is_none()
        });
        open.count()
    });
    let heaviest = seen.lists.distribution.map(|info| {
        let weights = info.weights.iter().map(|(_, weight)| *weight);
        weights.max().unwrap_or_default()
    });
    let weighed = seen.lists.distribution.map(|info| {
        let delisted = seen.assets.iter().filter(|asset| is_delisted(asset));
        let weighs =
            |asset: &&SeenAsset| info.weights.iter().any(|(token, _)| *token == asset.token);
        delisted.filter(weighs).count()
    });
    let mut checks = vec![
        Check::of(
            "I-22",
            "delisted assets with a weight",
            Relation::Equal,
            weighed.get().map(|number| (*number, 0)),
        ),
        Check::of(
            "I-39",
            "uncapped collaterals priced by others",
            Relation::Equal,
            unlimited.get().map(|number| (*number, 0)),
        ),
        Check::of(
            "I-41",
            "largest weight of a pool, at most",
            Relation::AtMost,
            heaviest.get().map(|weight| (*weight, MOST_WEIGHT)),
        ),
    ];
    for asset in &seen.assets {
        checks.extend(discount(asset));
    }
    checks
}

/// Whether its price is fixed for ever.
pub(super) fn is_delisted(asset: &SeenAsset) -> bool {
    let config = asset.config.as_ref().and_then(|config| config.known());
    config.is_some_and(|config| config.end_price.is_some())
}

fn discount(asset: &SeenAsset) -> Vec<Check> {
    let Some(config) = &asset.config else {
        return Vec::new();
    };
    let discount = config.map(|config| config.auction_discount);
    let ends = [
        (Relation::AtLeast, Decimal::percent(5), "least"),
        (Relation::AtMost, Decimal::percent(30), "most"),
    ];
    let checks = ends.map(|(relation, end, word)| {
        Check::of(
            "I-41",
            format!("auction discount of {}, at {word}", asset.symbol),
            relation,
            discount.get().map(|discount| (*discount, end)),
        )
    });
    checks.into()
}

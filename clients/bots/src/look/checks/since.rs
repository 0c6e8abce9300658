//! Rules about what may change, from one look to the next (I-14, I-16, I-21 to I-25, I-27, I-41).

use cosmwasm_std::{Decimal, Uint128, Uint512};
use mirror_protocol::gov::StateResponse;
use mirror_protocol::oracle::ALWAYS_FRESH;
use terraswap::pair::PoolResponse;

use super::super::changes::Changes;
use super::super::past::Past;
use super::super::seen::{Seen, SeenAsset};
use super::super::told::Told;
use super::check::{both, Check, Relation};
use super::sum::sum;
use super::terms::is_delisted;

/// How far a minimum ratio may move at a time (mint.md).
const RATIO_STEP: Decimal = Decimal::percent(10);

/// All rules about what happened between a look and the present one that can be seen.
///
/// What may be unknown, since it was not asked, is: the outcome is then unknown as well.
pub fn since(before: &Past, changes: &Changes, now: &Seen) -> Vec<Check> {
    let mut checks = vec![
        share_price(&before.gov, &now.lists.gov),
        releases(before, now),
    ];
    for asset in &now.assets {
        let Some(past) = before.asset(&asset.token) else {
            continue;
        };
        checks.push(supply(past, asset, changes, now));
        checks.push(price_time(past, asset));
        checks.push(pool(past, asset));
        checks.extend(rewards(past, asset));
        checks.extend(terms(past, asset));
    }
    checks
}

/// I-16: a share never becomes worth less.
fn share_price(before: &Told<StateResponse>, now: &Told<StateResponse>) -> Check {
    // Both over each other's shares, so that nothing is rounded.
    let worth = both(before, now).map(|(before, now)| {
        let is_started = !before.total_share.is_zero() && !now.total_share.is_zero();
        let of = |state: &StateResponse, other: &StateResponse| match is_started {
            true => state.total_staked.full_mul(other.total_share),
            false => Uint128::zero().full_mul(Uint128::zero()),
        };
        (of(&now, &before), of(&before, &now))
    });
    Check::of(
        "I-16",
        "stake for the shares of before, and before",
        Relation::AtLeast,
        worth,
    )
}

/// I-24: the time of the last release never falls.
fn releases(before: &Past, now: &Seen) -> Check {
    let last = |info: &Told<_>| {
        info.map(|info: &mirror_protocol::factory::DistributionInfoResponse| info.last_distributed)
    };
    Check::of(
        "I-24",
        "last release of MIR, before",
        Relation::AtLeast,
        both(&last(&now.lists.distribution), &last(&before.distribution)),
    )
}

/// I-21, of MIR I-23 and of what is delisted I-22: nothing is minted but by those who may.
fn supply(past: &SeenAsset, asset: &SeenAsset, changes: &Changes, now: &Seen) -> Check {
    let minted = changes.minted.get(&asset.token).copied();
    let minted = minted.unwrap_or_default();
    let (rule, minted, word) = match asset.token == now.mir {
        true => ("I-23", minted, "released"),
        false if is_delisted(past) => ("I-22", Uint128::zero(), "delisted"),
        false => ("I-21", minted, "minted"),
    };
    let most = past.supply.and_then(|before| sum([*before, minted]));
    Check::of(
        rule,
        format!("{} there are, before and {word}", asset.symbol),
        Relation::AtMost,
        both(&asset.supply, &most),
    )
}

/// I-25: the time of a price never falls, except to 0.
fn price_time(past: &SeenAsset, asset: &SeenAsset) -> Check {
    let time = |asset: &SeenAsset| asset.price.map(|price| price.last_updated_base);
    let times = both(&time(asset), &time(past)).map(|(now, before)| match now {
        0 => (0, 0),
        // A fixed price may become one that is fed.
        now if before == ALWAYS_FRESH => (now, now),
        now => (now, before),
    });
    Check::of(
        "I-25",
        format!("time of the price of {}, before", asset.symbol),
        Relation::AtLeast,
        times,
    )
}

/// I-26 and I-27: what a pool holds for its LP tokens never falls.
fn pool(past: &SeenAsset, asset: &SeenAsset) -> Check {
    let figures = both(&asset.pool, &past.pool).and_then(|(now, before)| {
        let is_started = !before.total_share.is_zero() && !now.total_share.is_zero();
        if !is_started {
            return Ok((Uint512::zero(), Uint512::zero()));
        }
        Ok((product(&now, &before)?, product(&before, &now)?))
    });
    Check::of(
        "I-27",
        format!("pool of {} for its LP tokens, before", asset.symbol),
        Relation::AtLeast,
        figures,
    )
}

/// Both reserves, and the square of the other's LP tokens.
fn product(pool: &PoolResponse, other: &PoolResponse) -> Result<Uint512, String> {
    let [one, two] = &pool.assets;
    let reserves = Uint512::from(one.amount.full_mul(two.amount));
    let square = Uint512::from(other.total_share.full_mul(other.total_share));
    reserves
        .checked_mul(square)
        .map_err(|error| error.to_string())
}

/// I-14: what was shared out for a stake never falls.
fn rewards(past: &SeenAsset, asset: &SeenAsset) -> [Check; 2] {
    let index = |asset: &SeenAsset| asset.staked.map(|pool| pool.reward_index);
    let short = |asset: &SeenAsset| asset.staked.map(|pool| pool.short_reward_index);
    let of = |what: &str, now: Told<Decimal>, before: Told<Decimal>| {
        Check::of(
            "I-14",
            format!("{what} of {}, before", asset.symbol),
            Relation::AtLeast,
            both(&now, &before),
        )
    };
    [
        of("reward index", index(asset), index(past)),
        of("short reward index", short(asset), short(past)),
    ]
}

/// I-22 and I-41: an end price stays, and a minimum ratio moves in steps.
fn terms(past: &SeenAsset, asset: &SeenAsset) -> Vec<Check> {
    let (Some(before), Some(now)) = (&past.config, &asset.config) else {
        return Vec::new();
    };
    let both = both(before, now);
    let delisted = |config: &mirror_protocol::mint::AssetConfigResponse| config.end_price.is_some();
    let mut checks = Vec::new();
    if before.known().is_some_and(delisted) {
        let ends = both.clone().map(|(before, now)| {
            let told = |end: Option<Decimal>| end.unwrap_or_default();
            (told(now.end_price), told(before.end_price))
        });
        checks.push(Check::of(
            "I-22",
            format!("end price of {}, before", asset.symbol),
            Relation::Equal,
            ends,
        ));
    }
    let step = both.map(|(before, now)| {
        let is_other_life =
            delisted(&now) != delisted(&before) || now.ipo_params != before.ipo_params;
        let step = now
            .min_collateral_ratio
            .abs_diff(before.min_collateral_ratio);
        (
            if is_other_life { Decimal::zero() } else { step },
            RATIO_STEP,
        )
    });
    checks.push(Check::of(
        "I-41",
        format!("minimum ratio of {} moved, at most", asset.symbol),
        Relation::AtMost,
        step,
    ));
    checks
}

#[cfg(test)]
mod tests {
    use super::super::super::sample;
    use super::*;
    use crate::look::checks::Outcome;

    /// The violated rules after a change of the sample.
    fn violated(change: impl FnOnce(&mut Seen), changes: &Changes) -> Vec<&'static str> {
        let before = sample::seen();
        let mut now = sample::seen();
        change(&mut now);
        let checks = since(&Past::of(&before), changes, &now);
        let unknown = checks
            .iter()
            .find(|check| check.outcome == Outcome::Unknown);
        assert_eq!(unknown, None);
        let violated = checks.iter().filter(|check| check.is_violated());
        violated.map(|check| check.rule).collect()
    }

    fn minted(token: &str, amount: u128) -> Changes {
        Changes {
            minted: [(token.to_string(), Uint128::new(amount))].into(),
            ..Changes::default()
        }
    }

    fn known<T>(told: &mut Told<T>) -> &mut T {
        told.known_mut().unwrap()
    }

    #[test]
    fn nothing_is_violated_where_nothing_happened() {
        assert!(violated(|_| (), &Changes::default()).is_empty());
    }

    #[test]
    fn a_supply_grows_by_what_was_minted_and_by_no_unit_more() {
        let grow = |place: usize, by: u128| {
            move |now: &mut Seen| *known(&mut now.assets[place].supply) += Uint128::new(by)
        };

        assert_eq!(violated(grow(1, 1), &Changes::default()), ["I-21"]);
        assert!(violated(grow(1, 5), &minted("apple", 5)).is_empty());
        assert_eq!(violated(grow(1, 6), &minted("apple", 5)), ["I-21"]);
        assert_eq!(violated(grow(0, 1), &Changes::default()), ["I-23"]);
        assert!(violated(grow(0, 5), &minted("mir", 5)).is_empty());
    }

    #[test]
    fn a_share_a_pool_and_an_index_never_become_less() {
        let none = Changes::default();
        let share = |now: &mut Seen| known(&mut now.lists.gov).total_staked -= Uint128::one();
        let pool = |now: &mut Seen| {
            known(&mut now.assets[1].pool).assets[0].amount -= Uint128::one();
        };
        let lp = |now: &mut Seen| known(&mut now.assets[1].pool).total_share += Uint128::one();
        let index = |now: &mut Seen| {
            known(&mut now.assets[1].staked).short_reward_index = Decimal::zero();
        };

        assert_eq!(violated(share, &none), ["I-16"]);
        assert_eq!(violated(pool, &none), ["I-27"]);
        assert_eq!(violated(lp, &none), ["I-27"]);
        assert_eq!(violated(index, &none), ["I-14"]);
    }

    #[test]
    fn times_only_go_on_and_a_price_may_become_unusable() {
        let none = Changes::default();
        let to = |time: u64| {
            move |now: &mut Seen| known(&mut now.assets[1].price).last_updated_base = time
        };
        let release = |now: &mut Seen| known(&mut now.lists.distribution).last_distributed -= 1;

        assert_eq!(violated(to(sample::TIME - 11), &none), ["I-25"]);
        assert!(violated(to(0), &none).is_empty());
        assert_eq!(violated(release, &none), ["I-24"]);
    }

    #[test]
    fn a_minimum_ratio_moves_by_a_tenth_at_most() {
        let to = |ratio: u64| {
            move |now: &mut Seen| {
                let config = now.assets[1].config.as_mut().unwrap();
                known(config).min_collateral_ratio = Decimal::percent(ratio);
            }
        };

        assert!(violated(to(160), &Changes::default()).is_empty());
        assert_eq!(violated(to(161), &Changes::default()), ["I-41"]);
        assert_eq!(violated(to(139), &Changes::default()), ["I-41"]);
    }
}

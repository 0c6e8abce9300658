//! Rules that queries can show, by their numbers in safety.md section 3.

use std::collections::BTreeMap;

use cosmwasm_std::{Decimal, Uint128};
use mirror_protocol::gov::PollStatus;
use serde::Serialize;

use super::seen::{Seen, SeenAsset};
use super::told::Told;

/// The most MIR that there may ever be, in micro units.
const MIR_CAP: Uint128 = Uint128::new(370_575_000_000_000);
/// The most that a pool may weigh.
const MOST_WEIGHT: u32 = 300;

/// A rule, and what it says of this deployment.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub(super) struct Check {
    /// Its number.
    pub(super) rule: &'static str,
    /// What it says, and of what.
    pub(super) what: String,
    /// The two figures that are compared.
    pub(super) figures: Told<(String, String)>,
    /// How they have to stand to each other.
    pub(super) relation: &'static str,
    pub(super) outcome: Outcome,
}

/// Whether a rule holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum Outcome {
    /// It does.
    Holds,
    /// It does not.
    Violated,
    /// One of the figures is not known.
    Unknown,
}

/// How two figures have to stand to each other.
#[derive(Clone, Copy)]
enum Relation {
    Equal,
    AtLeast,
    AtMost,
}

impl Check {
    fn of<T: PartialOrd + ToString>(
        rule: &'static str,
        what: impl Into<String>,
        relation: Relation,
        figures: Result<(T, T), String>,
    ) -> Self {
        let outcome = match (&figures, relation) {
            (Err(_), _) => None,
            (Ok((left, right)), Relation::Equal) => Some(left == right),
            (Ok((left, right)), Relation::AtLeast) => Some(left >= right),
            (Ok((left, right)), Relation::AtMost) => Some(left <= right),
        };
        Self {
            rule,
            what: what.into(),
            figures: Told::from(figures.map(|(left, right)| (left.to_string(), right.to_string()))),
            relation: match relation {
                Relation::Equal => "=",
                Relation::AtLeast => "≥",
                Relation::AtMost => "≤",
            },
            outcome: match outcome {
                Some(true) => Outcome::Holds,
                Some(false) => Outcome::Violated,
                None => Outcome::Unknown,
            },
        }
    }
}

/// All that can be seen.
pub(super) fn of(seen: &Seen) -> Vec<Check> {
    let mut checks = collateral(seen);
    for asset in seen.assets.iter().filter(|asset| asset.config.is_some()) {
        checks.extend(debts(asset, seen));
    }
    checks.push(ids(seen));
    checks.push(locked(seen));
    for asset in &seen.assets {
        checks.push(Check::of(
            "I-12",
            format!("{}-LP in staking, staked", asset.symbol),
            Relation::AtLeast,
            both(
                &asset.lp_held,
                &asset.staked.map(|pool| pool.total_bond_amount),
            ),
        ));
    }
    checks.push(rewards(seen));
    checks.extend(gov(seen));
    checks.extend(supply(seen));
    checks.extend(orders(seen));
    checks.extend(parameters(seen));
    checks
}

fn both<T: Clone>(left: &Told<T>, right: &Told<T>) -> Result<(T, T), String> {
    Ok((left.get()?.clone(), right.get()?.clone()))
}

fn sum(amounts: impl Iterator<Item = Uint128>) -> Result<Uint128, String> {
    let mut sum = Uint128::zero();
    for amount in amounts {
        sum = sum.checked_add(amount).map_err(|error| error.to_string())?;
    }
    Ok(sum)
}

fn symbol<'a>(id: &'a str, seen: &'a Seen) -> &'a str {
    let asset = seen.assets.iter().find(|asset| asset.token == id);
    asset.map_or(id, |asset| asset.symbol.as_str())
}

fn collateral(seen: &Seen) -> Vec<Check> {
    let held = seen.behind.held.iter().map(|(id, held)| {
        let owed = seen.lists.positions.and_then(|positions| {
            let backed = positions.iter().map(|position| &position.collateral);
            sum(backed
                .filter(|asset| asset.info.id() == id)
                .map(|asset| asset.amount))
        });
        Check::of(
            "I-01",
            format!("{} in mint, of positions", symbol(id, seen)),
            Relation::AtLeast,
            both(held, &owed),
        )
    });
    held.collect()
}

fn debts(asset: &SeenAsset, seen: &Seen) -> [Check; 2] {
    let debt = |only_short: bool| {
        seen.lists.positions.and_then(|positions| {
            let owed = positions.iter().filter(|position| {
                position.asset.info.id() == asset.token && (position.is_short || !only_short)
            });
            sum(owed.map(|position| position.asset.amount))
        })
    };
    let bad = asset.bad_debt.as_ref().map(Told::get).transpose();
    let covered = debt(false).and_then(|debt| {
        let bad = bad.clone()?.copied().unwrap_or_default();
        sum([*debt, bad].into_iter())
    });
    [
        // Holders may burn their own tokens, so that there are fewer than debts.
        Check::of(
            "I-02",
            format!("{} there are, owed or written off", asset.symbol),
            Relation::AtMost,
            both(&asset.supply, &covered),
        ),
        Check::of(
            "I-03",
            format!("{} short stakes, debt of shorts", asset.symbol),
            Relation::Equal,
            both(
                &asset.staked.map(|pool| pool.total_short_amount),
                &debt(true),
            ),
        ),
    ]
}

fn ids(seen: &Seen) -> Check {
    let largest = seen.lists.positions.map(|positions| {
        let ids = positions.iter().map(|position| position.idx);
        ids.max().unwrap_or_default()
    });
    let below = seen
        .lists
        .next_position
        .map(|next| next.saturating_sub(Uint128::one()));
    Check::of(
        "I-04",
        "largest position, numbers given",
        Relation::AtMost,
        both(&largest, &below),
    )
}

fn locked(seen: &Seen) -> Check {
    let owed = seen
        .behind
        .locks
        .and_then(|locks| sum(locks.iter().map(|lock| lock.locked_amount)));
    Check::of(
        "I-09",
        "base coins in lock, locked",
        Relation::AtLeast,
        both(&seen.money.locked_coins, &owed),
    )
}

fn rewards(seen: &Seen) -> Check {
    let mut owed = Ok(Uint128::zero());
    for asset in &seen.assets {
        owed = owed.and_then(|owed| {
            let pool = asset.staked.get()?;
            sum([owed, pool.pending_reward, pool.short_pending_reward].into_iter())
        });
    }
    Check::of(
        "I-13",
        "MIR in staking, yet to flow",
        Relation::AtLeast,
        both(&seen.money.staking_mir, &Told::from(owed)),
    )
}

fn gov(seen: &Seen) -> [Check; 2] {
    let owed = seen.lists.gov.and_then(|state| {
        let left = state.rewards_left.unwrap_or_default();
        let parts = [
            state.total_deposit,
            state.pending_voting_rewards,
            left,
            state.total_staked,
        ];
        sum(parts.into_iter())
    });
    let deposits = seen.lists.polls.and_then(|polls| {
        let open = polls
            .iter()
            .filter(|poll| poll.status == PollStatus::InProgress);
        sum(open.map(|poll| poll.deposit_amount))
    });
    [
        Check::of(
            "I-15",
            "MIR in gov, staked, deposited, owed",
            Relation::AtLeast,
            both(&seen.money.gov_mir, &owed),
        ),
        Check::of(
            "I-17",
            "deposits in gov, of open polls",
            Relation::Equal,
            both(&seen.lists.gov.map(|state| state.total_deposit), &deposits),
        ),
    ]
}

fn supply(seen: &Seen) -> Vec<Check> {
    let mir = seen.assets.iter().find(|asset| asset.token == seen.mir);
    let supply = mir.map(|mir| {
        Check::of(
            "I-23",
            "MIR there are, at most",
            Relation::AtMost,
            mir.supply.get().map(|supply| (*supply, MIR_CAP)),
        )
    });
    let cap = Check::of(
        "I-23",
        "cap of MIR, at most",
        Relation::AtMost,
        seen.money.mir_cap.get().map(|cap| (*cap, MIR_CAP)),
    );
    supply.into_iter().chain([cap]).collect()
}

fn orders(seen: &Seen) -> Vec<Check> {
    let mut owed: BTreeMap<&str, Result<Uint128, String>> = BTreeMap::new();
    for order in seen.lists.orders.known().into_iter().flatten() {
        let rest = order
            .offer_asset
            .amount
            .saturating_sub(order.filled_offer_amount);
        let known = owed
            .entry(order.offer_asset.info.id())
            .or_insert(Ok(Uint128::zero()));
        let before = known.clone();
        *known = before.and_then(|before| sum([before, rest].into_iter()));
    }
    if let Err(reason) = seen.lists.orders.get() {
        let what = "assets in limit orders, offered";
        return vec![Check::of::<Uint128>(
            "I-28",
            what,
            Relation::AtLeast,
            Err(reason),
        )];
    }
    let checks = owed.into_iter().map(|(id, owed)| {
        let held = seen.behind.offered.get(id).map(Told::get).transpose();
        let held = held.and_then(|held| held.copied().ok_or_else(|| "not asked for".to_string()));
        Check::of(
            "I-28",
            format!("{} in limit orders, offered", symbol(id, seen)),
            Relation::AtLeast,
            held.and_then(|held| Ok((held, owed?))),
        )
    });
    checks.collect()
}

fn parameters(seen: &Seen) -> Vec<Check> {
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
    let mut checks = vec![
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
        let Some(config) = &asset.config else {
            continue;
        };
        let discount = config.map(|config| config.auction_discount);
        let ends = [
            (Relation::AtLeast, Decimal::percent(5), "least"),
            (Relation::AtMost, Decimal::percent(30), "most"),
        ];
        checks.extend(ends.map(|(relation, end, word)| {
            Check::of(
                "I-41",
                format!("auction discount of {}, at {word}", asset.symbol),
                relation,
                discount.get().map(|discount| (*discount, end)),
            )
        }));
    }
    checks
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(relation: Relation, left: u32, right: u32) -> Outcome {
        Check::of("I-01", "test", relation, Ok((left, right))).outcome
    }

    #[test]
    fn a_rule_holds_or_is_violated() {
        for (relation, holds, violated) in [
            (Relation::Equal, (2, 2), (2, 3)),
            (Relation::AtLeast, (3, 2), (2, 3)),
            (Relation::AtMost, (2, 2), (3, 2)),
        ] {
            assert_eq!(check(relation, holds.0, holds.1), Outcome::Holds);
            assert_eq!(check(relation, violated.0, violated.1), Outcome::Violated);
        }
    }

    #[test]
    fn what_is_not_known_is_neither() {
        let check = Check::of::<u32>("I-01", "test", Relation::Equal, Err("asleep".to_string()));

        assert_eq!(check.outcome, Outcome::Unknown);
        assert_eq!(check.figures.get(), Err("asleep".to_string()));
        assert!(sum([Uint128::MAX, Uint128::one()].into_iter()).is_err());
    }
}

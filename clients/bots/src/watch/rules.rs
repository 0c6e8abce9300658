//! Rules that are broken, in words a person can act on.

use cosmwasm_std::Uint128;

use crate::frame::Alert;
use crate::look::checks::{self, Check, Outcome};
use crate::look::naming::{units, Labels};
use crate::look::{Changes, Past, Seen};

/// All that there is to tell of rules, of other code and of silent changes.
pub(super) fn of(
    before: Option<&Past>,
    changes: &Changes,
    now: &Seen,
    labels: &Labels,
) -> Vec<Alert> {
    let mut alerts = Vec::new();
    let checks = checks::of(now);
    alerts.extend(checks.iter().filter_map(|check| broken(check, now, labels)));
    alerts.extend(unseen(&checks, now));
    if let Some(before) = before {
        for asset in &now.assets {
            alerts.extend(supply_jump(before, changes, now, &asset.token));
        }
        let since = checks::since(before, changes, now);
        let others = since.iter().filter(|check| !is_of_supply(check));
        alerts.extend(others.filter_map(|check| {
            let alert = broken(check, now, labels)?;
            // What happened once is told once, and a second time it is another one.
            let subject = format!("{} at {}", alert.subject, now.height);
            Some(Alert { subject, ..alert })
        }));
        alerts.extend(other_code(changes, now, labels));
        alerts.extend(silent(changes, now));
    }
    alerts
}

/// Those about a supply have words of their own.
fn is_of_supply(check: &Check) -> bool {
    let is_one = |rule| check.rule == rule && check.what.contains(" there are, before and ");
    ["I-21", "I-22", "I-23"].into_iter().any(is_one)
}

fn broken(check: &Check, now: &Seen, labels: &Labels) -> Option<Alert> {
    if !check.is_violated() {
        return None;
    }
    if check.rule == "I-09" {
        return Some(lock_short(check, now, labels));
    }
    let figures = match check.figures.known() {
        // What is compared to the last digit may be longer than anybody reads.
        Some((left, right)) if left.len() <= 30 && right.len() <= 30 => {
            format!(" ({left} has to be {} {right})", check.relation)
        }
        _ => String::new(),
    };
    Some(Alert {
        kind: "rule",
        subject: format!("{} {}", check.rule, check.what),
        words: format!(
            "Rule {} of the protocol is broken: {}{figures}. It means: {}.",
            check.rule,
            check.what,
            meaning(check.rule)
        ),
        what_to_do: format!(
            "{} `mirror status` shows all rules, and `mirror watch --once --from HEIGHT` finds the block in \
             which this one broke; its transactions show who did it.",
            remedy(check.rule)
        ),
        height: now.height,
    })
}

/// The lock owes more than it has.
fn lock_short(check: &Check, now: &Seen, labels: &Labels) -> Alert {
    let amount = |text: &str| text.parse().map(Uint128::new).unwrap_or_default();
    let (held, owed) = check.figures.known().cloned().unwrap_or_default();
    let (held, owed) = (amount(&held), amount(&owed));
    let missing = owed.saturating_sub(held);
    Alert {
        kind: "lock_short",
        subject: "lock".to_string(),
        words: format!(
            "The lock owes more than it has: {} are locked for short positions and it holds {}, so {} are \
             missing.",
            labels.amount(owed, &now.base),
            labels.amount(held, &now.base),
            labels.amount(missing, &now.base),
        ),
        what_to_do: "Whoever unlocks last gets nothing. Have the guardian halt all assets, so that nobody opens \
                     or closes a short meanwhile; find the payment that left the lock in the blocks before, and \
                     whether the lock got other code; then fill it up by a poll, or migrate it."
            .to_string(),
        height: now.height,
    }
}

/// A supply that grew by more than those who may told of.
fn supply_jump(before: &Past, changes: &Changes, now: &Seen, token: &str) -> Option<Alert> {
    let (past, asset) = (before.asset(token)?, now.asset(token)?);
    let (was, is) = (past.supply.known()?, asset.supply.known()?);
    let minted = changes.minted.get(token).copied().unwrap_or_default();
    let told = minted.saturating_add(*was);
    let is_mir = token == now.mir;
    let grew = is.checked_sub(told).ok().filter(|grew| !grew.is_zero())?;
    let symbol = &asset.symbol;
    Some(Alert {
        kind: "supply_jump",
        subject: format!("{symbol} at {}", now.height),
        words: format!(
            "There are {} {symbol} after {} in block {}: {} more than {} told of ({}).",
            units(*is),
            units(*was),
            before.height,
            units(grew),
            if is_mir { "the factory's release" } else { "mint" },
            units(minted),
        ),
        what_to_do: format!(
            "Nothing stands behind them. Have the guardian halt {symbol} (`mirror feed halt {symbol}`), find \
             the transaction that minted, and who may mint now (`mirror query {symbol} minter`); warn whoever \
             trades {symbol}, and take the right away by a poll."
        ),
        height: now.height,
    })
}

fn other_code(changes: &Changes, now: &Seen, labels: &Labels) -> Vec<Alert> {
    let alerts = changes.codes.iter().map(|(contract, code)| {
        let name = labels.symbol_of(contract);
        Alert {
            kind: "code",
            subject: format!("{name} code {code} at {}", now.height),
            words: format!("{name} ({contract}) got code {code}."),
            what_to_do: "If a poll that you know has just been carried out: compare the code with what it \
                         promised (`mirror deploy verify`). If not, somebody who may migrate has done it: \
                         halt all assets and find out who."
                .to_string(),
            height: now.height,
        }
    });
    alerts.collect()
}

fn silent(changes: &Changes, now: &Seen) -> Option<Alert> {
    let numbers = changes.silent.iter().take(10).map(u128::to_string);
    let numbers = numbers.collect::<Vec<_>>().join(", ");
    (!changes.silent.is_empty()).then(|| Alert {
        kind: "silent_change",
        subject: format!("positions at {}", now.height),
        words: format!(
            "{} positions are not as mint told of them ({numbers}): they changed without an event.",
            changes.silent.len()
        ),
        what_to_do: "Compare mint's code with the published one (`mirror deploy verify`), and look whether it \
                     was migrated. If not, tell the developers: no message of mint is silent."
            .to_string(),
        height: now.height,
    })
}

/// What can not be judged, all together. That MIR has no cap is so where all of it exists from the start.
fn unseen(checks: &[Check], now: &Seen) -> Option<Alert> {
    let unknown = checks
        .iter()
        .filter(|check| check.outcome == Outcome::Unknown && check.what != "cap of MIR, at most");
    let told: Vec<String> = unknown
        .map(|check| {
            let reason = check.figures.get().err().unwrap_or_default();
            format!("{} ({}): {reason}", check.rule, check.what)
        })
        .collect();
    (!told.is_empty()).then(|| Alert {
        kind: "unseen",
        subject: "rules".to_string(),
        words: format!(
            "{} rules can not be judged, since a contract does not tell what they need: {}.",
            told.len(),
            told.join("; ")
        ),
        what_to_do: "A contract that refuses a question has other code than the deployment file says, or stored \
                     something it can not read. Look at its code (`mirror deploy verify`)."
            .to_string(),
        height: now.height,
    })
}

/// What it means that a rule is broken.
fn meaning(rule: &str) -> &'static str {
    match rule {
        "I-01" => "mint has less collateral than its positions count on, and whoever closes last gets less",
        "I-02" => "there are more mAssets than positions owe, and some have nothing behind them",
        "I-03" => "rewards of shorts are counted from another debt than there is",
        "I-04" => "mint's list of positions is out of order",
        "I-10" => "the lock keeps money for a position that is closed, or for another than its owner",
        "I-12" => "staking has fewer LP tokens than were staked",
        "I-13" => "staking has less MIR than is to flow to stakers",
        "I-14" => "rewards that were shared out were taken back",
        "I-15" => "gov has less MIR than stakers, voters and open polls count on",
        "I-16" => "shares of gov were made from nothing, or became worth less",
        "I-17" => "deposits of polls are miscounted",
        "I-22" => "a delisted asset is treated as if it were listed",
        "I-23" => "there is more MIR than the founding schedule lets there be",
        "I-24" => "the release of MIR went back in time, and may pay twice",
        "I-25" => "a price has a time that it can not have",
        "I-27" => "LP tokens are worth less than before: somebody took out of the pool",
        "I-28" => "limit orders offer more than their contract has",
        "I-39" => "a price that nobody bounds can be borrowed against without end",
        "I-41" => "a parameter is outside of what anybody may set",
        _ => "the contracts are not in the order that they promise",
    }
}

/// What to do first.
fn remedy(rule: &str) -> &'static str {
    match rule {
        "I-01" | "I-02" | "I-03" | "I-04" | "I-10" | "I-28" => {
            "Have the guardian halt all assets (`mirror feed halt`): then nobody gets deeper into debt."
        }
        "I-15" | "I-16" | "I-17" => {
            "Carry out no poll until it is understood: votes may be made of nothing."
        }
        "I-27" => "Tell whoever provides liquidity to that pool; halt its asset, as its price may follow.",
        "I-39" | "I-41" => "Set it right by a poll; until then have the guardian halt what depends on it.",
        _ => "Compare the contract's code with the published one (`mirror deploy verify`).",
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::look::sample;
    use crate::look::Told;

    fn alerts(change: impl FnOnce(&mut Seen), changes: &Changes) -> Vec<Alert> {
        let before = Past::of(&sample::seen());
        let mut now = sample::seen();
        change(&mut now);
        of(Some(&before), changes, &now, &Labels::of(&sample::file()))
    }

    fn amount(micro: u128) -> Told<Uint128> {
        Told::Known(Uint128::new(micro))
    }

    #[test]
    fn what_is_in_order_alarms_nobody() {
        assert_eq!(alerts(|_| (), &Changes::default()), []);
    }

    #[test]
    fn a_lock_that_owes_more_than_it_has_is_told_with_what_is_missing() {
        let found = alerts(
            |now| now.money.locked_coins = amount(49),
            &Changes::default(),
        );

        let [alert] = found.as_slice() else {
            panic!("{found:?}")
        };
        assert_eq!(alert.kind, "lock_short");
        assert_eq!(
            alert.words,
            "The lock owes more than it has: 0.00005 USD are locked for short positions and it holds \
             0.000049 USD, so 0.000001 USD are missing."
        );
    }

    #[test]
    fn a_supply_from_nowhere_is_told_and_so_is_what_nobody_owes() {
        let found = alerts(
            |now| now.assets[1].supply = amount(25_000),
            &Changes {
                minted: [("apple".to_string(), Uint128::new(1_000))].into(),
                ..Changes::default()
            },
        );

        let kinds: Vec<_> = found
            .iter()
            .map(|alert| (alert.kind, alert.subject.as_str()))
            .collect();
        assert_eq!(
            kinds,
            [
                ("rule", "I-02 mAAPL there are, owed or written off"),
                ("supply_jump", "mAAPL at 7")
            ]
        );
        assert_eq!(
            found[1].words,
            "There are 0.025 mAAPL after 0.02 in block 7: 0.004 more than mint told of (0.001)."
        );
    }

    #[test]
    fn a_broken_rule_is_told_with_its_figures_and_what_it_means() {
        let found = alerts(
            |now| now.money.gov_mir = amount(999_999),
            &Changes::default(),
        );

        assert_eq!(
            found[0].words,
            "Rule I-15 of the protocol is broken: MIR in gov, staked, deposited, owed (999999 has to be ≥ \
             1000000). It means: gov has less MIR than stakers, voters and open polls count on."
        );
    }

    #[test]
    fn what_can_not_be_judged_other_code_and_silent_changes_are_told() {
        let found = alerts(
            |now| {
                now.money.staking_mir = Told::unknown("asleep");
                now.money.mir_cap = Told::unknown("the token names no cap");
            },
            &Changes {
                codes: vec![("lock".to_string(), 31)],
                silent: [4].into(),
                ..Changes::default()
            },
        );

        let kinds: Vec<_> = found.iter().map(|alert| alert.kind).collect();
        assert_eq!(kinds, ["unseen", "code", "silent_change"]);
        assert!(found[0].words.contains("I-13"), "{}", found[0].words);
        assert!(!found[0].words.contains("cap of MIR"), "{}", found[0].words);
        assert_eq!(found[1].words, "lock (lock) got code 31.");
    }
}

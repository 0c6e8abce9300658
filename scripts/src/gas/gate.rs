//! Whether a message became dearer, or an artifact larger, than what is committed.

use super::breach::Breach;
use super::figures::{exceeds, named, sums, Data, Operation, Ours};

/// How much dearer than the committed table a message may be. Texts and addresses of another length
/// move a figure by less.
pub(super) const TOLERANCE_PERCENT: u64 = 2;

/// How much larger than the committed table an artifact may be. The same code gives the same bytes
/// everywhere, so this is only what a change may cost without a new table.
pub(super) const SIZE_TOLERANCE_PERCENT: u64 = 1;

/// Everything that is worse in a new measurement than in the committed figures.
pub(super) fn breaches(committed: &Data, measured: &Ours) -> Vec<Breach> {
    let mut found = Vec::new();
    for (column, before, now) in [
        ("unpinned", &committed.ours.unpinned, &measured.unpinned),
        ("pinned", &committed.ours.pinned, &measured.pinned),
    ] {
        found.extend(of_column(column, before, now));
    }
    found.extend(of_artifacts(&committed.ours, measured));
    found.extend(of_growth(committed, measured));
    found.extend(of_pools(&committed.ours, measured));
    found.extend(of_block(committed, measured));
    found
}

/// What is missing in the committed figures, which can be found without measuring.
pub(super) fn lacks(committed: &Data) -> Vec<Breach> {
    let unmeasured = committed
        .theirs
        .operations
        .iter()
        .filter(|theirs| !committed.compared().any(|row| row.name == theirs.name))
        .map(|theirs| Breach::Unmeasured {
            operation: theirs.name.clone(),
        });
    let unexplained = committed
        .compared()
        .filter(|row| committed.needs_a_reason(row.name))
        .filter(|row| !committed.reasons.contains_key(row.name))
        .map(|row| Breach::Unexplained {
            operation: row.name.to_owned(),
        });
    let needless = committed
        .reasons
        .keys()
        .filter(|name| !committed.needs_a_reason(name))
        .map(|name| Breach::Needless {
            operation: name.clone(),
        });
    unmeasured
        .chain(unexplained)
        .chain(needless)
        .chain(of_sums(committed))
        .collect()
}

/// The columns whose sum rose by more than it may since before the hardening.
fn of_sums(committed: &Data) -> impl Iterator<Item = Breach> {
    let [before, now] = sums(committed.compared_with_before());
    let permille = committed.before.sum_rise_permille;
    let rose = move |column, before: u64, now: u64| {
        let most = u128::from(before) * u128::from(1_000 + permille);
        (u128::from(now) * 1_000 > most).then_some(Breach::SumRose {
            column,
            before,
            now,
            permille,
        })
    };
    let columns = [
        rose("unpinned", before.0, now.0),
        rose("pinned", before.1, now.1),
    ];
    columns.into_iter().flatten()
}

fn of_column(column: &str, committed: &[Operation], measured: &[Operation]) -> Vec<Breach> {
    let mut found = Vec::new();
    for before in committed {
        match named(measured, &before.name) {
            None => found.push(Breach::Gone {
                operation: format!("{}, {column}", before.name),
            }),
            Some(now) if is_dearer(before.gas, now.gas) => found.push(Breach::Dearer {
                what: format!("{}, {column}", before.name),
                unit: "gas",
                committed: before.gas,
                now: now.gas,
            }),
            Some(_) => {}
        }
    }
    let unknown = measured
        .iter()
        .filter(|now| named(committed, &now.name).is_none());
    found.extend(unknown.map(|now| Breach::New {
        operation: format!("{}, {column}", now.name),
    }));
    found
}

/// A new contract has no committed size; the table gets it when it is written the next time.
fn of_artifacts(committed: &Ours, measured: &Ours) -> Vec<Breach> {
    let before = |name: &str| committed.artifacts.iter().find(|one| one.name == name);
    measured
        .artifacts
        .iter()
        .filter_map(|now| before(&now.name).map(|before| (before, now)))
        .filter(|(before, now)| exceeds(before.bytes, now.bytes, SIZE_TOLERANCE_PERCENT))
        .map(|(before, now)| Breach::Dearer {
            what: now.name.clone(),
            unit: "bytes",
            committed: before.bytes,
            now: now.bytes,
        })
        .collect()
}

fn of_growth(committed: &Data, measured: &Ours) -> Vec<Breach> {
    let percent = committed.theirs.goals.growth_percent;
    let growth = &measured.growth;
    growth
        .messages
        .iter()
        .filter(|message| exceeds(message.few, message.many, percent))
        .map(|message| Breach::Grows {
            message: message.name.clone(),
            percent,
            few: (growth.few, message.few),
            many: (growth.many, message.many),
        })
        .collect()
}

fn of_pools(committed: &Ours, measured: &Ours) -> Vec<Breach> {
    let mut found = Vec::new();
    for (name, before, now) in [
        (
            "factory.distribute",
            &committed.pools.distribute,
            &measured.pools.distribute,
        ),
        (
            "staking.adjust_premium",
            &committed.pools.adjust_premium,
            &measured.pools.adjust_premium,
        ),
    ] {
        let pairs = before.iter().filter_map(|before| {
            let now = now.iter().find(|now| now.pools == before.pools)?;
            Some((before, now))
        });
        found.extend(
            pairs
                .filter(|(before, now)| is_dearer(before.gas, now.gas))
                .map(|(before, now)| Breach::Dearer {
                    what: format!("{name} of {} pools, unpinned", before.pools),
                    unit: "gas",
                    committed: before.gas,
                    now: now.gas,
                }),
        );
    }
    found
}

fn of_block(committed: &Data, measured: &Ours) -> Option<Breach> {
    let limit = committed.theirs.goals.block_gas;
    let gas = measured.pools.block.iter().map(|group| group.gas).sum();
    (gas > limit).then_some(Breach::FillsBlock { gas, limit })
}

fn is_dearer(committed: u64, now: u64) -> bool {
    exceeds(committed, now, TOLERANCE_PERCENT)
}

#[cfg(test)]
mod tests;

//! How MIR comes into being: no more than may exist, and no faster than the founding curve
//! (mir-token.md section 3).

use cosmwasm_std::{Uint128, Uint256};
use mirror_protocol::factory::Schedule;

use super::values::{sum, DAY, YEAR};
use crate::faults::Faults;
use crate::profile::{Recipient, Release, Supply};

/// The most that all tracks may ever give.
const LARGEST_RELEASE: Uint128 = Uint128::new(315_675_000_000_000);
/// The most recipients of fixed distributions, and the most entries of all tracks.
const MOST_FIXED: usize = 10;
const MOST_ENTRIES: usize = 64;
/// What is released in each year at most.
const CURVE: [(u64, u64, Uint128); 4] = [
    (0, YEAR, Uint128::new(128_100_000_000_000)),
    (YEAR, 2 * YEAR, Uint128::new(73_200_000_000_000)),
    (2 * YEAR, 3 * YEAR, Uint128::new(64_050_000_000_000)),
    (3 * YEAR, 4 * YEAR, Uint128::new(50_325_000_000_000)),
];

pub(super) fn check(release: &Release, faults: &mut Faults) {
    let tracks = tracks(release);
    for (key, track) in &tracks {
        check_order(key, track, faults);
    }
    let count = release.fixed_distributions.len();
    let key = "release.fixed_distributions";
    faults.ensure(count <= MOST_FIXED, key, count, "may be at most 10");
    let entries: Schedule = tracks
        .iter()
        .flat_map(|(_, track)| (*track).clone())
        .collect();
    let (count, rule) = (entries.len(), "all schedules may have at most 64 entries");
    faults.ensure(count <= MOST_ENTRIES, "release", count, rule);
    check_sums(release, &entries, faults);
    check_curve(&entries, faults);
}

fn tracks(release: &Release) -> Vec<(String, &Schedule)> {
    let pools = "release.distribution_schedule".to_string();
    let mut all = vec![(pools, &release.distribution_schedule)];
    let mirror = release.mirror_distribution_schedule.iter();
    let key = "release.mirror_distribution_schedule";
    all.extend(mirror.map(|track| (key.to_string(), track)));
    for (number, fixed) in (1..).zip(&release.fixed_distributions) {
        let key = format!("release.fixed_distributions[{number}].schedule");
        all.push((key, &fixed.schedule));
    }
    all
}

fn check_order(key: &str, track: &Schedule, faults: &mut Faults) {
    let mut last_end = 0;
    for &(start, end, amount) in track {
        let is_in_order = start < end && last_end <= start;
        let entry = format!("[{start}, {end}, \"{amount}\"]");
        let rule = "entries have to be in order, apart, and end after they begin";
        faults.ensure(is_in_order, key, entry, rule);
        last_end = end;
    }
}

fn check_sums(release: &Release, entries: &Schedule, faults: &mut Faults) {
    let too_large = "is larger than any number of the chain";
    let Some(genesis) = sum(release.genesis.iter().map(|payment| payment.amount)) else {
        return faults.note("release.genesis", None, too_large);
    };
    let Some(planned) = sum(entries.iter().map(|entry| entry.2)) else {
        return faults.note("release", None, too_large);
    };
    let rule = "all schedules together may release at most 315675000000000";
    faults.ensure(planned <= LARGEST_RELEASE, "release", planned, rule);
    match release.supply {
        Supply::Capped { cap } => {
            let needed = genesis.saturating_add(planned);
            let rule = format!(
                "has to be at least what exists at the start and what is released, {needed}"
            );
            faults.ensure(needed <= cap, "release.supply", cap, rule);
        }
        Supply::Preminted => {
            let to_factory = release.genesis.iter();
            let to_factory = to_factory.filter(|payment| payment.recipient == Recipient::Factory);
            let held = sum(to_factory.map(|payment| payment.amount)).unwrap_or_default();
            let rule = format!(
                "nobody mints, so the factory has to hold what it releases, {planned}, from the start"
            );
            faults.ensure(planned <= held, "release.genesis", held, rule);
        }
    }
    let rule = "has to be above 0: somebody has to hold MIR for a pair and a stake";
    faults.ensure(!genesis.is_zero(), "release.genesis", genesis, rule);
}

/// Compared where entries begin and end, as the factory does it.
fn check_curve(entries: &Schedule, faults: &mut Faults) {
    let mut bends: Vec<u64> = entries
        .iter()
        .flat_map(|entry| [entry.0, entry.1])
        .collect();
    bends.sort_unstable();
    bends.dedup();
    for at in bends {
        let (planned, most) = (released(entries, at), released(&CURVE, at));
        let rule = format!("at second {at} at most {most} may have been released");
        if planned > most {
            // Everything after it is ahead, too.
            return faults.note("release", Some(planned.to_string()), rule);
        }
        let (planned, most) = (speed(entries, at), speed(&CURVE, 0));
        if planned > most {
            let rule = format!("at second {at} at most {most} a day may be released");
            return faults.note("release", Some(format!("{planned} a day")), rule);
        }
    }
}

/// What the entries have released after so many seconds.
fn released(entries: &[(u64, u64, Uint128)], at: u64) -> Uint256 {
    let of_entry = |&(start, end, amount): &(u64, u64, Uint128)| {
        let length = end.saturating_sub(start).max(1);
        let passed = at.clamp(start, end.max(start)).saturating_sub(start);
        amount.full_mul(passed) / Uint256::from(length)
    };
    let parts = entries.iter().map(of_entry);
    parts.fold(Uint256::zero(), |sum, part| sum.saturating_add(part))
}

/// How much the entries release in a day that begins at this second and goes on like it.
fn speed(entries: &[(u64, u64, Uint128)], at: u64) -> Uint256 {
    let running = entries.iter().filter(|entry| entry.0 <= at && at < entry.1);
    let parts = running.map(|&(start, end, amount)| {
        let length = end.saturating_sub(start).max(1);
        amount.full_mul(DAY) / Uint256::from(length)
    });
    parts.fold(Uint256::zero(), |sum, part| sum.saturating_add(part))
}

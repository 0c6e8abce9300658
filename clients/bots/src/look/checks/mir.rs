//! How much MIR there may be, and its release (I-23, I-24).

use cosmwasm_std::Uint128;
use mirror_deploy::Release;
use mirror_math::schedule::released;
use mirror_math::MathError;

use super::super::seen::Seen;
use super::super::told::Told;
use super::check::{both, Check, Relation};
use super::sum::sum;

/// The most MIR that there may ever be, in micro units.
const MIR_CAP: Uint128 = Uint128::new(370_575_000_000_000);

pub(super) fn of(seen: &Seen) -> Vec<Check> {
    let mir = seen.assets.iter().find(|asset| asset.token == seen.mir);
    let mut checks = Vec::new();
    if let Some(mir) = mir {
        checks.push(Check::of(
            "I-23",
            "MIR there are, at most",
            Relation::AtMost,
            mir.supply.get().map(|supply| (*supply, MIR_CAP)),
        ));
        // Where nobody may mint, all of it exists from the start.
        if seen.money.mir_cap.known().is_some() {
            checks.push(Check::of(
                "I-23",
                "MIR there are, by the founding schedule",
                Relation::AtMost,
                both(&mir.supply, &founding(seen)),
            ));
        }
    }
    checks.push(Check::of(
        "I-23",
        "cap of MIR, at most",
        Relation::AtMost,
        seen.money.mir_cap.get().map(|cap| (*cap, MIR_CAP)),
    ));
    let last = seen.lists.distribution.map(|info| info.last_distributed);
    checks.push(Check::of(
        "I-24",
        "last release of MIR, time of the block",
        Relation::AtMost,
        last.get().map(|last| (*last, seen.time)),
    ));
    checks
}

/// What the founding schedule lets there be by now; before the release starts, that is what
/// there is at the start.
fn founding(seen: &Seen) -> Told<Uint128> {
    seen.lists.factory.and_then(|config| {
        let elapsed = match config.genesis_time {
            0 => 0,
            genesis => seen.time.saturating_sub(genesis),
        };
        founding_at(elapsed)
    })
}

/// So many seconds after its start.
fn founding_at(elapsed: u64) -> Result<Uint128, String> {
    let founding = Release::founding();
    let told = |error: MathError| error.to_string();
    let mut all: Vec<Uint128> = founding.genesis.iter().map(|paid| paid.amount).collect();
    let pools = [&founding.distribution_schedule].into_iter();
    let pools = pools.chain(&founding.mirror_distribution_schedule);
    let fixed = founding.fixed_distributions.iter();
    for schedule in pools.chain(fixed.map(|fixed| &fixed.schedule)) {
        all.push(released(schedule, elapsed).map_err(told)?);
    }
    sum(all)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// 54.9 million at the start, then 183, 256.2, 320.25 and 370.575, as mir-token.md has them.
    #[test]
    fn the_founding_schedule_is_that_of_the_documents() {
        const YEAR: u64 = 31_536_000;
        for (years, millions) in [
            (0, 54_900_000),
            (1, 183_000_000),
            (2, 256_200_000),
            (3, 320_250_000),
            (4, 370_575_000),
            (9, 370_575_000),
        ] {
            let micro = Uint128::new(millions * 1_000_000);
            assert_eq!(founding_at(years * YEAR), Ok(micro), "{years}");
        }
    }
}

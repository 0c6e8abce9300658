//! Rules that queries can show, by their numbers in docs/spec/safety.md section 3.
//!
//! [`of`] holds one look to those that are about a moment, [`since`] two looks to those that are about what
//! may change. What no query shows, or only a question to every holder, is not here: that every balance adds
//! up to the supply (I-20), votes one by one (I-18, I-19), claims of stakers one by one (I-12 to I-14), what
//! a single message does (I-05 to I-08, I-11, I-29 to I-34, I-36, I-38), what leaves collector and community
//! (I-31, I-32), that every list is complete (I-35), and exits (I-37). Who owns what (I-40) is told by
//! `mirror deploy verify`.

mod check;
mod gov;
mod market;
mod mir;
mod positions;
mod since;
mod sum;
mod terms;

pub use check::{Check, Outcome};
pub use since::since;

use super::seen::Seen;

/// All rules about one moment that can be seen, by their numbers.
pub fn of(seen: &Seen) -> Vec<Check> {
    let mut checks = positions::of(seen);
    checks.extend(market::of(seen));
    checks.extend(gov::of(seen));
    checks.extend(mir::of(seen));
    checks.extend(market::orders(seen));
    checks.extend(terms::of(seen));
    checks.sort_by_key(|check| check.rule);
    checks
}

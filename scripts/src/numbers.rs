//! How figures are compared and shown.

use std::fmt;

use num_format::{Locale, ToFormattedString};

/// Ours to theirs, in thousandths, rounded up so that a goal just missed does not look met.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Ratio {
    pub(crate) permille: u64,
}

impl Ratio {
    pub(crate) fn of(ours: u64, theirs: u64) -> Self {
        Self {
            permille: ours.saturating_mul(1_000).div_ceil(theirs.max(1)),
        }
    }
}

impl fmt::Display for Ratio {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            formatter,
            "{}.{:03}",
            self.permille / 1_000,
            self.permille % 1_000
        )
    }
}

/// 163281 as 163,281.
pub(crate) fn grouped(number: u64) -> String {
    number.to_formatted_string(&Locale::en)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn digits_are_grouped_in_threes() {
        assert_eq!(
            [0, 999, 1_000, 163_281, 4_532_070].map(grouped),
            ["0", "999", "1,000", "163,281", "4,532,070"]
        );
    }

    #[test]
    fn a_ratio_just_above_the_goal_does_not_look_met() {
        assert_eq!(Ratio::of(850, 1_000).to_string(), "0.850");
        assert_eq!(Ratio::of(850_001, 1_000_000).to_string(), "0.851");
    }
}

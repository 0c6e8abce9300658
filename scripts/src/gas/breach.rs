//! What the gate of gas and sizes finds.

use std::fmt;

use crate::numbers::grouped;

/// Something that became worse, or that is not written down.
#[derive(Debug, PartialEq, Eq)]
pub enum Breach {
    /// `what` is the operation and its column, or an artifact.
    Dearer {
        what: String,
        unit: &'static str,
        committed: u64,
        now: u64,
    },
    /// The bench no longer measures what the table shows.
    Gone { operation: String },
    /// The bench measures what the table does not show.
    New { operation: String },
    /// A message costs more when there is more in its contract's store.
    Grows {
        message: String,
        percent: u64,
        few: (u32, u64),
        many: (u32, u64),
    },
    /// The messages that serve all pools do not fit into a block any more.
    FillsBlock { gas: u64, limit: u64 },
    /// There is a predecessor's figure and none of ours.
    Unmeasured { operation: String },
    /// It costs more than its predecessor, or clearly more than before, and no reason is given.
    Unexplained { operation: String },
    /// All messages together rose by more than the safety rules may cost.
    SumRose {
        column: &'static str,
        before: u64,
        now: u64,
        permille: u64,
    },
    /// A reason is given for a message that costs neither more than its predecessor nor clearly more
    /// than before.
    Needless { operation: String },
}

impl fmt::Display for Breach {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Dearer {
                what,
                unit,
                committed,
                now,
            } => write!(
                formatter,
                "{what}: {} {unit} committed, {} now",
                grouped(*committed),
                grouped(*now)
            ),
            Self::Gone { operation } => write!(formatter, "{operation}: is no longer measured"),
            Self::New { operation } => write!(formatter, "{operation}: is not in the table"),
            Self::Grows {
                message,
                percent,
                few,
                many,
            } => write!(
                formatter,
                "{message}: {} gas among {}, {} among {}, more than {percent} % apart",
                grouped(few.1),
                few.0,
                grouped(many.1),
                many.0
            ),
            Self::FillsBlock { gas, limit } => write!(
                formatter,
                "serving 200 pools: {} gas, and a block holds {}",
                grouped(*gas),
                grouped(*limit)
            ),
            Self::Unmeasured { operation } => write!(formatter, "{operation}: is not measured"),
            Self::Unexplained { operation } => write!(
                formatter,
                "{operation}: is above its predecessor or clearly above what it was, and \
                 benches/reasons.json does not say why"
            ),
            Self::SumRose {
                column,
                before,
                now,
                permille,
            } => write!(
                formatter,
                "sum, {column}: {} gas before the hardening, {} now, more than {permille} per \
                 thousand above",
                grouped(*before),
                grouped(*now)
            ),
            Self::Needless { operation } => write!(
                formatter,
                "{operation}: is neither above its predecessor nor clearly above what it was; take \
                 its reason out of benches/reasons.json"
            ),
        }
    }
}

//! The chain's gas beside the table's.

use serde::Serialize;

use super::constant::Constant;
use super::stage::Measured;
use super::table;

/// Addresses, amounts and times are of other lengths than in the table's scenario, and a byte that is
/// stored costs 30: so much an operation may differ, however little it costs.
const LENGTHS: u64 = 1_000;

/// All operations of the table.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub(super) struct Report {
    pub(super) chain_id: String,
    /// Whether the codes are pinned.
    pub(super) pinned: bool,
    /// How much a message may differ, in per cent.
    pub(super) tolerance: f64,
    pub(super) constant: Constant,
    pub(super) compared: Vec<Compared>,
    pub(super) left_out: Vec<LeftOut>,
}

/// An operation that was measured.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub(super) struct Compared {
    pub(super) name: String,
    pub(super) table: u64,
    /// What the transaction was charged.
    pub(super) charged: u64,
    /// Its bytes.
    pub(super) bytes: u64,
    /// What is left for what the message does, without constant and bytes.
    pub(super) message: u64,
    /// How far that is from the table, in per cent of it.
    pub(super) difference: f64,
    /// Why it may be below the table, and by how much gas.
    pub(super) known: Option<Known>,
}

/// A difference with its reason.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub(super) struct Known {
    /// What makes it.
    pub(super) reason: &'static str,
    /// How much gas less that is at most.
    pub(super) at_most: u64,
}

/// An operation that was not measured.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub(super) struct LeftOut {
    pub(super) name: String,
    pub(super) reason: String,
}

impl Report {
    /// Compares what was measured with the table.
    pub(super) fn of(
        chain_id: &str,
        pinned: bool,
        tolerance: f64,
        constant: Constant,
        measured: Vec<Measured>,
    ) -> Self {
        let mut figures = table::figures(pinned);
        let mut compared = Vec::new();
        let mut left_out = Vec::new();
        for operation in measured {
            let name = operation.name.to_string();
            let table = figures.remove(&name);
            match (operation.charged, table) {
                (Ok((charged, bytes)), Some(table)) => {
                    compared.push(Compared::of(name, table, charged, bytes, constant));
                }
                (Ok(_), None) => left_out.push(LeftOut {
                    name,
                    reason: "docs/gas.md does not have it".to_string(),
                }),
                (Err(reason), _) => left_out.push(LeftOut { name, reason }),
            }
        }
        left_out.extend(figures.into_keys().map(|name| LeftOut {
            name,
            reason: "the scenario does not come to it".to_string(),
        }));
        Self {
            chain_id: chain_id.to_string(),
            pinned,
            tolerance,
            constant,
            compared,
            left_out,
        }
    }

    /// Whether messages were compared, and none differs by more than the tolerance.
    pub(super) fn is_within(&self) -> bool {
        let mut all = self.compared.iter();
        !self.compared.is_empty() && all.all(|operation| operation.is_within(self.tolerance))
    }
}

impl Compared {
    fn of(name: String, table: u64, charged: u64, bytes: u64, constant: Constant) -> Self {
        let beside = constant
            .byte
            .saturating_mul(bytes)
            .saturating_add(constant.message)
            .saturating_add(constant.gas);
        let known = table::counts_a_mark(&name).then_some(Known {
            reason:
                "no pool rests for ten minutes here, so none writes a second mark of its prices",
            at_most: table::MARK,
        });
        let message = charged.saturating_sub(beside);
        let difference = (message as f64 - table as f64) / table as f64 * 100.0;
        Self {
            name,
            table,
            charged,
            bytes,
            message,
            difference,
            known,
        }
    }

    /// Whether it differs by no more than a part of the table, and by what is known.
    pub(super) fn is_within(&self, tolerance: f64) -> bool {
        let known = self.known.map_or(0, |known| known.at_most);
        let part = self.table as f64 * tolerance / 100.0;
        let off = part.max(LENGTHS as f64);
        let least = self.table.saturating_sub(known) as f64 - off;
        let most = self.table as f64 + off;
        (least..=most).contains(&(self.message as f64))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn report(charged: u64) -> Report {
        let measured = vec![
            Measured {
                name: "cw20.transfer",
                charged: Ok((charged, 400)),
            },
            Measured {
                name: "gov.end_poll",
                charged: Err("asleep".to_string()),
            },
        ];
        let constant = Constant {
            gas: 40_000,
            byte: 10,
            message: 2_000,
        };
        Report::of("test", false, 2.0, constant, measured)
    }

    /// A transfer is 74,279 in docs/gas.md; 46,000 are constant, bytes and the message on its
    /// way.
    #[test]
    fn what_a_transaction_costs_beside_its_message_is_taken_off() {
        let exact = report(120_279);

        assert_eq!(exact.compared[0].message, 74_279);
        assert_eq!(exact.compared[0].difference, 0.0);
        assert!(exact.is_within());
        assert!(report(120_279 + 1_485).is_within());
        assert!(!report(120_279 + 1_486).is_within());
        assert!(!report(120_279 - 1_486).is_within());
    }

    /// A hundredth of a transfer is 742 gas.
    #[test]
    fn lengths_may_differ_however_little_an_operation_costs() {
        let strict = |charged: u64| Report {
            tolerance: 1.0,
            ..report(charged)
        };

        assert!(strict(120_279 + 1_000).is_within());
        assert!(!strict(120_279 + 1_001).is_within());
        assert!(strict(120_279 - 1_000).is_within());
        assert!(!strict(120_279 - 1_001).is_within());
    }

    /// 257,893 in docs/gas.md, of which 6,500 are a mark that is not written.
    #[test]
    fn what_no_pool_writes_here_may_be_missing() {
        let convert = |message: u64| {
            let constant = Constant {
                gas: 0,
                byte: 0,
                message: 0,
            };
            let name = "collector.convert mAsset".to_string();
            Compared::of(name, 257_893, message, 0, constant)
        };

        assert!(convert(250_393).is_within(0.0));
        assert!(!convert(250_392).is_within(0.0));
        assert!(convert(258_893).is_within(0.0));
        assert!(!convert(258_894).is_within(0.0));
    }

    #[test]
    fn whatever_is_not_measured_is_named() {
        let left_out = report(120_279).left_out;

        assert_eq!(left_out.len(), 38);
        assert_eq!(left_out[0].reason, "asleep");
    }
}

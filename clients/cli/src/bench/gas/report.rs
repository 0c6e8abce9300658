//! The chain's gas beside the table's.

use serde::Serialize;

use super::constant::Constant;
use super::stage::Measured;
use super::table;

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
    /// What is left for the message without constant and bytes.
    pub(super) message: u64,
    /// How far that is from the table, in per cent of it.
    pub(super) difference: f64,
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

    /// Whether no message differs by more than the tolerance.
    pub(super) fn is_within(&self) -> bool {
        let mut all = self.compared.iter();
        all.all(|operation| operation.difference.abs() <= self.tolerance)
    }
}

impl Compared {
    fn of(name: String, table: u64, charged: u64, bytes: u64, constant: Constant) -> Self {
        let beside = constant
            .byte
            .saturating_mul(bytes)
            .saturating_add(constant.gas);
        let message = charged.saturating_sub(beside);
        let difference = (message as f64 - table as f64) / table as f64 * 100.0;
        Self {
            name,
            table,
            charged,
            bytes,
            message,
            difference,
        }
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
        };
        Report::of("test", false, 2.0, constant, measured)
    }

    /// A transfer is 74,279 in docs/gas.md; 44,000 are constant and bytes.
    #[test]
    fn what_a_transaction_costs_beside_its_message_is_taken_off() {
        let exact = report(118_279);

        assert_eq!(exact.compared[0].message, 74_279);
        assert_eq!(exact.compared[0].difference, 0.0);
        assert!(exact.is_within());
        assert!(report(118_279 + 1_485).is_within());
        assert!(!report(118_279 + 1_486).is_within());
        assert!(!report(118_279 - 1_486).is_within());
    }

    #[test]
    fn whatever_is_not_measured_is_named() {
        let left_out = report(118_279).left_out;

        assert_eq!(left_out.len(), 38);
        assert_eq!(left_out[0].reason, "asleep");
    }
}

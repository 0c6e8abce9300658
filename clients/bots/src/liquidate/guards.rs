//! What stops the liquidator: what it paid in an hour, and reverts that no race explains.

use std::collections::VecDeque;

use cosmwasm_std::Uint128;
use serde::{Deserialize, Serialize};

const HOUR: u64 = 3_600;

/// What was paid for a liquidation, and when.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Payment {
    /// The block time of the decision, in UNIX seconds.
    pub time: u64,
    /// Base units.
    pub value: Uint128,
}

/// What was done lately.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Guards {
    payments: VecDeque<Payment>,
    reverts: u32,
}

impl Guards {
    /// With the payments that were noted before a restart.
    pub fn with(payments: Vec<Payment>) -> Self {
        Self {
            payments: payments.into(),
            reverts: 0,
        }
    }

    /// What may still be paid at a time, of so much an hour.
    pub fn left(&self, per_hour: Uint128, now: u64) -> Uint128 {
        let lately = self.payments.iter();
        let lately = lately.filter(|payment| payment.time.saturating_add(HOUR) > now);
        lately.fold(per_hour, |left, payment| left.saturating_sub(payment.value))
    }

    /// Count a payment before it is made, so that a restart in the middle does not forget it. Those of
    /// more than an hour ago are dropped.
    pub fn pay(&mut self, payment: Payment) {
        self.payments
            .retain(|known| known.time.saturating_add(HOUR) > payment.time);
        self.payments.push_back(payment);
    }

    /// The last payment was not made.
    pub fn take_back(&mut self) {
        self.payments.pop_back();
    }

    /// What has to be noted for a restart.
    pub fn payments(&self) -> Vec<Payment> {
        self.payments.iter().copied().collect()
    }

    /// A liquidation was carried out, or lost to somebody else.
    pub fn explained(&mut self) {
        self.reverts = 0;
    }

    /// One was refused in a block, its fee was paid, and no race explains it.
    pub fn reverted(&mut self) {
        self.reverts = self.reverts.saturating_add(1);
    }

    /// Whether there were so many of these in a row that nothing more is to be tried.
    pub fn is_stopped(&self, max_reverts: u32) -> bool {
        self.reverts >= max_reverts
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn payment(time: u64, value: u128) -> Payment {
        Payment {
            time,
            value: Uint128::new(value),
        }
    }

    #[test]
    fn an_hour_pays_so_much_and_no_more() {
        let mut guards = Guards::default();
        guards.pay(payment(1_000, 60));
        guards.pay(payment(2_000, 30));
        let per_hour = Uint128::new(100);

        assert_eq!(guards.left(per_hour, 4_599).u128(), 10);
        assert_eq!(guards.left(per_hour, 4_600).u128(), 70);
        assert_eq!(guards.left(Uint128::new(50), 2_000).u128(), 0);
    }

    #[test]
    fn what_was_not_paid_is_taken_back_and_old_payments_are_dropped() {
        let mut guards = Guards::with(vec![payment(1_000, 60)]);
        guards.pay(payment(4_600, 30));
        guards.take_back();
        assert!(guards.payments().is_empty());

        guards.pay(payment(5_000, 30));
        assert_eq!(Guards::with(guards.payments()), guards);
    }

    #[test]
    fn reverts_in_a_row_end_all_tries() {
        let mut guards = Guards::default();
        guards.reverted();
        guards.explained();
        guards.reverted();
        assert!(!guards.is_stopped(2));

        guards.reverted();
        assert!(guards.is_stopped(2));
    }
}

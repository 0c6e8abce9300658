//! Always the same price: for tests, and for what is pegged by definition.

use cosmwasm_std::Decimal;

use super::observation::Observation;

/// Always the same price.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct FixedSource {
    /// The price.
    pub price: Decimal,
}

impl FixedSource {
    /// The price, as of now.
    pub fn look(&self, now: u64) -> Observation {
        Observation {
            price: self.price,
            observed_at: now,
        }
    }
}

//! Prices against prices: what the two oracles compute (oracle.md 5, collateral-oracle.md 6).

use cosmwasm_std::Decimal;

use crate::wide::{self, ONE};
use crate::MathError;

/// The highest price that an oracle accepts. A higher one has a wrong scale, and the product of two
/// prices must fit a decimal.
pub const HIGHEST_PRICE: Decimal = Decimal::raw(1_000_000_000 * 1_000_000_000_000_000_000);

/// Rate of two prices, `floor(base / quote)` at the 18th digit (oracle.md 5).
///
/// Fails with `DivisionByZero` for a quote price of zero and `Overflow` beyond Decimal's maximum.
/// A base price of zero gives the rate zero, which its reader has to refuse.
pub fn ratio_of_prices(base: Decimal, quote: Decimal) -> Result<Decimal, MathError> {
    wide::decimal(wide::fraction(base.atomics(), quote.atomics())?)
}

/// Chain of two prices, `floor(first·second)` at the 18th digit (collateral-oracle.md 6).
///
/// Down: a lower collateral price favours the protocol. Fails with `Overflow`.
pub fn product_of_prices(first: Decimal, second: Decimal) -> Result<Decimal, MathError> {
    wide::decimal(
        first
            .atomics()
            .full_mul(second.atomics())
            .checked_div(ONE.into())?,
    )
}

/// Whether `posted` lies outside the band around `accepted`: `|q − p| > m·p`, compared exactly
/// (oracle.md 5). A price of zero was never fed, and the first post is always inside.
pub fn deviates(accepted: Decimal, posted: Decimal, max_deviation: Decimal) -> bool {
    if accepted.is_zero() {
        return false;
    }

    let distance = accepted.abs_diff(posted).atomics();
    distance.full_mul(ONE) > max_deviation.atomics().full_mul(accepted.atomics())
}

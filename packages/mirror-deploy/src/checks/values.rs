//! What several checks count with.

use cosmwasm_std::Uint128;

/// Seconds of a day and a year.
pub(super) const DAY: u64 = 86_400;
pub(super) const YEAR: u64 = 31_536_000;

/// The sum, or `None` if it is too large for a number.
pub(super) fn sum(amounts: impl IntoIterator<Item = Uint128>) -> Option<Uint128> {
    let mut amounts = amounts.into_iter();
    amounts.try_fold(Uint128::zero(), |sum, amount| sum.checked_add(amount).ok())
}

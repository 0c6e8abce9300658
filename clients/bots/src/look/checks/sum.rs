//! Sums that may not fit.

use cosmwasm_std::Uint128;

/// All together, or why they can not be.
pub(super) fn sum(amounts: impl IntoIterator<Item = Uint128>) -> Result<Uint128, String> {
    let mut sum = Uint128::zero();
    for amount in amounts {
        sum = sum.checked_add(amount).map_err(|error| error.to_string())?;
    }
    Ok(sum)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sum_that_does_not_fit_is_unknown() {
        assert_eq!(sum([1u128, 2].map(Uint128::new)), Ok(Uint128::new(3)));
        assert!(sum([Uint128::MAX, Uint128::one()]).is_err());
    }
}

//! Numbers from the text that they are kept as, and exact sums.

use std::fmt::Display;
use std::str::FromStr;

use cosmwasm_std::Uint128;

use super::QuestionError;

/// A number of this column.
pub(super) fn read<T>(what: &'static str, text: &str) -> Result<T, QuestionError>
where
    T: FromStr<Err: Display>,
{
    text.parse()
        .map_err(|error: T::Err| QuestionError::Unreadable {
            what,
            text: text.to_string(),
            reason: error.to_string(),
        })
}

/// A number of this column, where there is one.
pub(super) fn read_known<T>(
    what: &'static str,
    text: Option<&str>,
) -> Result<Option<T>, QuestionError>
where
    T: FromStr<Err: Display>,
{
    text.map(|text| read(what, text)).transpose()
}

/// The sum of two amounts.
pub(super) fn add(what: &'static str, a: Uint128, b: Uint128) -> Result<Uint128, QuestionError> {
    a.checked_add(b).map_err(|error| too_large(what, error))
}

/// What was computed does not fit.
pub(super) fn too_large(what: &'static str, error: impl Display) -> QuestionError {
    QuestionError::TooLarge {
        what,
        reason: error.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_no_number_is_refused_and_never_zero() {
        let refusal = read::<Uint128>("amount", "12x").unwrap_err();
        assert!(matches!(
            refusal,
            QuestionError::Unreadable { what: "amount", .. }
        ));
        assert!(read_known::<Uint128>("amount", Some("")).is_err());
        assert_eq!(read_known::<Uint128>("amount", None).unwrap(), None);
    }

    #[test]
    fn a_sum_that_does_not_fit_is_an_error() {
        let most = Uint128::MAX;
        assert_eq!(add("sum", most, Uint128::zero()).unwrap(), most);
        let refusal = add("sum", most, Uint128::one()).unwrap_err();
        assert!(matches!(
            refusal,
            QuestionError::TooLarge { what: "sum", .. }
        ));
    }
}

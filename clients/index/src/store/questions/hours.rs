//! Sums over the last day, from sums over hours.

use cosmwasm_std::Uint128;

use crate::store::Store;

use super::amounts::{add, read};
use super::QuestionError;

const HOUR: i64 = 3_600;
const DAY: i64 = 86_400;

// By asset, since the index begins with the subject.
const OF_ASSETS: &str = "
    SELECT hours.amount FROM assets JOIN hours ON hours.name = $1 AND hours.subject = assets.token
        AND hours.start >= $2";

const OF_ALL: &str = "SELECT amount FROM hours WHERE name = $1 AND subject = '' AND start >= $2";

/// What is summed up by the hour.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sum {
    /// Base units on the base side of an asset's trades.
    Volume,
    /// Base units of an asset's commission.
    Commission,
    /// Transactions that touched the protocol.
    Transactions,
}

impl Sum {
    fn name(self) -> &'static str {
        match self {
            Self::Volume => "volume",
            Self::Commission => "commission",
            Self::Transactions => "transactions",
        }
    }
}

/// When the first full hour within the last 24 h began.
pub fn first_hour(now: i64) -> i64 {
    let begun = now.saturating_sub(DAY);
    let remainder = begun.rem_euclid(HOUR);
    if remainder == 0 {
        begun
    } else {
        begun - remainder + HOUR
    }
}

/// The sum over all assets since this hour.
pub async fn since(store: &Store, sum: Sum, hour: i64) -> Result<Uint128, QuestionError> {
    let question = match sum {
        Sum::Volume | Sum::Commission => OF_ASSETS,
        Sum::Transactions => OF_ALL,
    };
    let rows: Vec<(String,)> = on_pool!(store, pool => {
        sqlx::query_as(question).bind(sum.name()).bind(hour).fetch_all(pool).await
    })?;
    let mut total = Uint128::zero();
    for (amount,) in rows {
        total = add("hours.amount", total, read("hours.amount", &amount)?)?;
    }
    Ok(total)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_last_day_begins_with_a_full_hour() {
        assert_eq!(first_hour(86_400), 0);
        assert_eq!(first_hour(86_401), 3_600);
        assert_eq!(first_hour(89_999), 3_600);
        assert_eq!(first_hour(90_000), 3_600);
        assert_eq!(first_hour(0), -86_400);
    }
}

//! A row of `positions`.

use cosmwasm_std::{Decimal, Uint128, Uint256};

use crate::store::write::cache::Row;
use crate::store::write::tx::{insert, on_tx, Tx};
use crate::store::{amount, height, integer, StoreError};

/// One with 18 digits, as rates are held.
const ONE: u128 = 1_000_000_000_000_000_000;
/// How many digits a cover has in the table, so that text is ordered like numbers: more than the largest.
const COVER: usize = 60;

/// A row of `positions`, by number.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::store::write) struct PositionRow {
    pub(in crate::store::write) owner: String,
    pub(in crate::store::write) token: String,
    pub(in crate::store::write) debt: u128,
    pub(in crate::store::write) collateral: String,
    pub(in crate::store::write) amount: u128,
    pub(in crate::store::write) is_short: bool,
    /// Height and time.
    pub(in crate::store::write) opened: (u64, u64),
    /// Height and time.
    pub(in crate::store::write) closed: Option<(u64, u64)>,
}

impl PositionRow {
    /// What orders positions of the same kind by ratio: collateral per debt with 18 digits, rounded down.
    pub(in crate::store::write) fn cover(&self) -> Option<Uint256> {
        let scaled = Uint128::new(self.amount).full_mul(ONE);
        scaled.checked_div(Uint256::from(self.debt)).ok()
    }

    /// Worth of collateral per worth of debt, rounded down to 18 digits; `None` without debt, or if it
    /// is too large to be said.
    pub(in crate::store::write) fn ratio(
        &self,
        asset_price: Decimal,
        collateral_price: Decimal,
    ) -> Option<Decimal> {
        let worth = Uint128::new(self.amount).full_mul(collateral_price.atomics());
        let owed = Uint128::new(self.debt).full_mul(asset_price.atomics());
        let worth = worth.checked_mul(Uint256::from(ONE)).ok()?;
        let ratio = Uint128::try_from(worth.checked_div(owed).ok()?).ok()?;
        Some(Decimal::new(ratio))
    }
}

type Stored = (
    String,
    String,
    String,
    String,
    String,
    bool,
    i64,
    i64,
    Option<i64>,
    Option<i64>,
);

fn from_stored(row: Stored) -> Result<PositionRow, StoreError> {
    let (owner, token, debt, collateral, of_collateral, is_short, at, time, closed_at, closed_time) =
        row;
    let closed = match closed_at.zip(closed_time) {
        Some((at, time)) => Some((height(at)?, height(time)?)),
        None => None,
    };
    Ok(PositionRow {
        owner,
        token,
        debt: amount("positions", &debt)?,
        collateral,
        amount: amount("positions", &of_collateral)?,
        is_short,
        opened: (height(at)?, height(time)?),
        closed,
    })
}

impl Row for PositionRow {
    type Key = i64;

    async fn load(tx: &mut Tx, idx: &i64) -> Result<Option<Self>, StoreError> {
        let row: Option<Stored> = on_tx!(tx, connection => sqlx::query_as(
            "SELECT owner, token, debt, collateral, amount, is_short, opened_height, opened_time, \
             closed_height, closed_time FROM positions WHERE idx = $1",
        )
        .bind(*idx)
        .fetch_optional(connection)
        .await)?;
        row.map(from_stored).transpose()
    }

    async fn save(tx: &mut Tx, rows: &[(&i64, &Self)]) -> Result<(), StoreError> {
        let rows = rows.iter().map(|(idx, row)| {
            let opened = (integer(row.opened.0)?, integer(row.opened.1)?);
            let closed_at = row.closed.map(|(at, _)| integer(at)).transpose()?;
            let closed_time = row.closed.map(|(_, time)| integer(time)).transpose()?;
            Ok((**idx, *row, opened, (closed_at, closed_time)))
        });
        let rows = rows.collect::<Result<Vec<_>, StoreError>>()?;
        insert!(
            tx,
            "INSERT INTO positions (idx, owner, token, debt, collateral, amount, is_short, cover, \
             opened_height, opened_time, closed_height, closed_time) ",
            " ON CONFLICT (idx) DO UPDATE SET debt = excluded.debt, amount = excluded.amount, \
              cover = excluded.cover, closed_height = excluded.closed_height, \
              closed_time = excluded.closed_time",
            rows,
            |(idx, row, opened, closed)| [
                *idx,
                &row.owner,
                &row.token,
                row.debt.to_string(),
                &row.collateral,
                row.amount.to_string(),
                row.is_short,
                row.cover().map(|cover| format!("{cover:0>COVER$}")),
                opened.0,
                opened.1,
                closed.0,
                closed.1,
            ]
        );
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn position(amount: u128, debt: u128) -> PositionRow {
        PositionRow {
            owner: "alice".to_string(),
            token: "masset".to_string(),
            debt,
            collateral: "uusd".to_string(),
            amount,
            is_short: false,
            opened: (1, 1),
            closed: None,
        }
    }

    #[test]
    fn a_ratio_is_worth_per_worth_rounded_down() {
        // 2000 at 1 for 10 at 142.857142: 1.400000008400000050...
        let price = "142.857142".parse().unwrap();

        let ratio = position(2_000_000_000, 10_000_000).ratio(price, Decimal::one());

        assert_eq!(ratio.unwrap().to_string(), "1.40000000840000005");
    }

    #[test]
    fn without_debt_there_is_no_ratio() {
        let empty = position(1, 0);

        assert_eq!(empty.ratio(Decimal::one(), Decimal::one()), None);
        assert_eq!(empty.cover(), None);
    }

    #[test]
    fn cover_is_collateral_per_debt_with_18_digits() {
        assert_eq!(
            position(2, 3).cover().unwrap().to_string(),
            "666666666666666666"
        );
        let most = position(u128::MAX, 1).cover().unwrap();
        assert_eq!(most, Uint256::from(u128::MAX) * Uint256::from(ONE));
    }
}

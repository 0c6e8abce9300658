//! The order and the page size of every list query.

use cosmwasm_schema::cw_serde;
use cosmwasm_std::Order;

/// Entries on a page when the query names no limit.
pub const DEFAULT_PAGE: u32 = 10;
/// Entries on a page at most, whatever the query asks for.
pub const LARGEST_PAGE: u32 = 30;

/// The direction of a list.
#[cw_serde]
#[derive(Copy)]
pub enum OrderBy {
    /// Smallest key first.
    Asc,
    /// Largest key first.
    Desc,
}

impl From<OrderBy> for Order {
    fn from(order: OrderBy) -> Self {
        match order {
            OrderBy::Asc => Order::Ascending,
            OrderBy::Desc => Order::Descending,
        }
    }
}

/// How many entries a page holds when a query asks for `limit`.
pub fn page_size(limit: Option<u32>) -> usize {
    let entries = limit.unwrap_or(DEFAULT_PAGE).min(LARGEST_PAGE);
    entries.try_into().unwrap_or(usize::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_holds_ten_entries_unless_told_and_thirty_at_most() {
        let cases = [
            (None, 10),
            (Some(0), 0),
            (Some(1), 1),
            (Some(30), 30),
            (Some(31), 30),
        ];

        for (limit, entries) in cases {
            assert_eq!(entries, page_size(limit), "limit {limit:?}");
        }
        assert_eq!(30, page_size(Some(u32::MAX)));
    }
}

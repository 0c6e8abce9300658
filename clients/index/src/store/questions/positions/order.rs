//! The order of positions of different assets and collaterals at the prices of now, exact.

use std::cmp::Ordering;
use std::fmt;
use std::str::FromStr;

use cosmwasm_std::{Decimal, Uint256, Uint512};

use super::shelf::{Behind, Shelf};

/// Where a position stands in the list: its shelf, its cover and its number. As text it is the key of a
/// page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Spot {
    pub(super) cover: Uint256,
    pub(super) idx: i64,
    pub(super) shelf: Shelf,
}

/// The prices of a shelf's collateral and of its asset.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Quote {
    pub(super) collateral: Decimal,
    pub(super) asset: Decimal,
}

/// The text is not the key of a page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NotASpot;

impl fmt::Display for Spot {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Shelf { token, collateral } = &self.shelf;
        write!(f, "{}.{}.{token}.{collateral}", self.cover, self.idx)
    }
}

impl FromStr for Spot {
    type Err = NotASpot;

    fn from_str(text: &str) -> Result<Self, NotASpot> {
        // A denom may have a full stop in it, so it comes last.
        let mut parts = text.splitn(4, '.');
        let mut part = || parts.next().filter(|part| !part.is_empty()).ok_or(NotASpot);
        Ok(Self {
            cover: part()?.parse().map_err(|_| NotASpot)?,
            idx: part()?.parse().map_err(|_| NotASpot)?,
            shelf: Shelf {
                token: part()?.to_string(),
                collateral: part()?.to_string(),
            },
        })
    }
}

impl Quote {
    /// Compares the ratios of two positions: cover times the collateral's price over the asset's. Never by
    /// the rounded ratios.
    pub(super) fn compare(&self, cover: Uint256, other: &Self, other_cover: Uint256) -> Ordering {
        let ours = value(cover, self.collateral, other.asset);
        let theirs = value(other_cover, other.collateral, self.asset);
        ours.cmp(&theirs)
    }

    /// Where to go on reading this shelf behind a position of another: behind all of a lower ratio, and
    /// behind those of the same if the shelf comes first. `None` where nothing of it is left.
    pub(super) fn behind(&self, other: &Self, cover: Uint256, is_first: bool) -> Option<Behind> {
        let theirs = value(cover, other.collateral, self.asset);
        let ours = value(Uint256::one(), self.collateral, other.asset);
        // Prices of zero are left out before.
        let limit = theirs.checked_div(ours).ok()?;
        let is_exact = theirs.checked_rem(ours).ok()?.is_zero();
        let idx = if is_exact && !is_first {
            i64::MIN
        } else {
            i64::MAX
        };
        Behind::of(limit, idx)
    }
}

/// A product of three, which fits: covers have at most 188 bits, two prices 2 x 128.
fn value(cover: Uint256, price: Decimal, other: Decimal) -> Uint512 {
    let prices = Uint256::from(price.atomics()) * Uint256::from(other.atomics());
    cover.full_mul(prices)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn quote(collateral: &str, asset: &str) -> Quote {
        Quote {
            collateral: collateral.parse().unwrap(),
            asset: asset.parse().unwrap(),
        }
    }

    fn cover(number: u128) -> Uint256 {
        number.into()
    }

    #[test]
    fn ratios_of_different_shelves_are_compared_exactly() {
        // 15 at 2 over 10 is 3; 3 at 1 over 1 is 3; one unit of cover more is more.
        let (first, second) = (quote("2", "10"), quote("1", "1"));
        assert_eq!(first.compare(cover(15), &second, cover(3)), Ordering::Equal);
        assert_eq!(
            first.compare(cover(16), &second, cover(3)),
            Ordering::Greater
        );
        assert_eq!(first.compare(cover(14), &second, cover(3)), Ordering::Less);

        let highest = Decimal::MAX;
        let largest = Uint256::from_u128(u128::MAX) << 60;
        let extreme = Quote {
            collateral: highest,
            asset: highest,
        };
        assert_eq!(extreme.compare(largest, &extreme, largest), Ordering::Equal);
    }

    #[test]
    fn another_shelf_goes_on_where_its_ratio_is_reached() {
        let (first, second) = (quote("2", "10"), quote("1", "1"));
        let behind = |cover: &str, idx| Behind::of(cover, idx);
        // Ratio 3 is cover 15 there: behind all of them if that shelf comes first, before them if not.
        assert_eq!(
            first.behind(&second, cover(3), true),
            behind("15", i64::MAX)
        );
        assert_eq!(
            first.behind(&second, cover(3), false),
            behind("15", i64::MIN)
        );
        // Cover 16 of the first is 3.2 of the second: between 3 and 4.
        assert_eq!(
            second.behind(&first, cover(16), false),
            behind("3", i64::MAX)
        );
        // No cover is that large.
        assert_eq!(first.behind(&second, Uint256::MAX, false), None);
    }

    #[test]
    fn a_spot_is_read_back_from_its_text() {
        let spot = Spot {
            cover: cover(1_500_000_000_000_000_000),
            idx: 7,
            shelf: Shelf {
                token: "wasm1asset".to_string(),
                collateral: "ibc/A.B".to_string(),
            },
        };
        assert_eq!(spot.to_string(), "1500000000000000000.7.wasm1asset.ibc/A.B");
        assert_eq!(spot.to_string().parse(), Ok(spot));
        for wrong in [
            "", "1", "1.2", "1.2.a", "1.2.a.", "-1.2.a.b", "x.2.a.b", "1.x.a.b",
        ] {
            assert_eq!(wrong.parse::<Spot>(), Err(NotASpot), "{wrong}");
        }
    }
}

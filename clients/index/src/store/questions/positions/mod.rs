//! Open positions with debt, the least covered first, at the prices of now.
//!
//! Among the positions of one asset and one collateral, the order by ratio does not depend on prices: it is
//! that of `cover`, collateral over debt, which has an index. So the list of all of them is a merge of such
//! shelves, each read from its head, and no more rows are read than a page needs from each.

mod merge;
mod order;
mod shelf;

use cosmwasm_std::Decimal;

pub use merge::below;
pub use order::Spot;

/// A position with debt.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Owed {
    /// Its number.
    pub idx: i64,
    /// Whose it is.
    pub owner: String,
    /// The asset that is owed.
    pub token: String,
    /// How much of it.
    pub debt: String,
    /// What backs it: a denom or a token's address.
    pub collateral: String,
    /// How much of it.
    pub amount: String,
    /// Whether the asset was sold at once.
    pub is_short: bool,
    /// Its ratio at the prices of now, down at the 18th digit; `None` where a price is not known.
    pub ratio: Option<Decimal>,
    /// Where it stands in the list.
    pub spot: Spot,
}

/// The prices of now, in base units.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Prices {
    /// The base denom, whose price is 1.
    pub base_denom: String,
    /// The prices of assets, by token.
    pub assets: std::collections::BTreeMap<String, Decimal>,
}

impl Prices {
    /// The price of an asset or a collateral; `None` if it is not known to the index.
    pub fn of(&self, asset: &str) -> Option<Decimal> {
        if asset == self.base_denom {
            return Some(Decimal::one());
        }
        self.assets.get(asset).copied()
    }
}

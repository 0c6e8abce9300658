//! What is stored for each asset that is sold: the hop of its route, and how much may still be
//! swapped in the present block.

use cosmwasm_std::Uint128;
use mirror_bytes::in_bytes;

/// The route and the limit of an asset. It is written with every swap.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Sale {
    /// The denom it is swapped for before the base denom, if it has a route.
    pub hop: Option<String>,
    /// The block of the last swap; 0 before the first.
    height: u64,
    /// How much may still be swapped in that block.
    left: Uint128,
}

in_bytes!(Sale { hop, height, left });

impl Sale {
    /// How much may still be swapped at this height; none if nothing was swapped in this block yet,
    /// so that its limit is not known.
    pub fn left_at(&self, height: u64) -> Option<Uint128> {
        (self.height == height).then_some(self.left)
    }

    /// Note how much a swap at this height has left of the limit.
    pub fn leave(&mut self, height: u64, left: Uint128) {
        self.height = height;
        self.left = left;
    }
}

#[cfg(test)]
mod tests {
    use mirror_bytes::Bytes;

    use super::*;

    #[test]
    fn a_limit_holds_in_its_block_only() {
        let mut sale = Sale::default();
        assert_eq!(None, sale.left_at(7));

        sale.leave(7, Uint128::new(3));

        assert_eq!(Some(Uint128::new(3)), sale.left_at(7));
        assert_eq!(None, sale.left_at(8));
    }

    #[test]
    fn a_sale_is_read_as_it_was_written_and_takes_ten_bytes() {
        let mut sale = Sale::default();
        sale.leave(12_345_678, Uint128::new(3_000_000_000));
        assert_eq!(10, sale.to_bytes().len());

        for hop in [None, Some("uluna".to_string())] {
            sale.hop = hop;
            assert_eq!(Ok(sale.clone()), Sale::from_bytes(&sale.to_bytes()));
        }
    }
}

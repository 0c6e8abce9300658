//! What is remembered of an asset that is sold: where its way leads over, and how much of it this
//! block still bears.

use cosmwasm_std::Uint128;

use crate::error::ContractError;

/// Written with every swap, and so stored in bytes: two numbers, each as one byte that says how
/// many follow and that many, big endian, from the first that is not zero; then the hop's text.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Sale {
    /// The denom it is swapped for before the base denom, if it has a route.
    pub hop: Option<String>,
    /// The block of the last swap; 0 before the first.
    height: u64,
    /// How much may still be swapped in that block.
    left: Uint128,
}

impl Sale {
    /// How much may still be swapped at this height; none if nothing was swapped in this block,
    /// so that its limit is still to be found.
    pub fn left_at(&self, height: u64) -> Option<Uint128> {
        (self.height == height).then_some(self.left)
    }

    /// Note what a swap at this height has left.
    pub fn leave(&mut self, height: u64, left: Uint128) {
        self.height = height;
        self.left = left;
    }

    /// As it is stored.
    pub fn to_bytes(&self) -> Vec<u8> {
        let mut bytes = vec![];
        write(&mut bytes, &self.height.to_be_bytes());
        write(&mut bytes, &self.left.to_be_bytes());
        bytes.extend_from_slice(self.hop.as_deref().unwrap_or_default().as_bytes());
        bytes
    }

    /// What [`Sale::to_bytes`] has written.
    pub fn from_bytes(bytes: &[u8]) -> Result<Self, ContractError> {
        let mut rest = bytes;
        let height = u64::from_be_bytes(take(&mut rest)?);
        let left = Uint128::new(u128::from_be_bytes(take(&mut rest)?));
        let hop = String::from_utf8(rest.to_vec()).map_err(|_| ContractError::DamagedSale {})?;
        Ok(Self {
            hop: Some(hop).filter(|hop| !hop.is_empty()),
            height,
            left,
        })
    }
}

fn write(bytes: &mut Vec<u8>, number: &[u8]) {
    let significant = number.iter().skip_while(|byte| **byte == 0);
    bytes.push(significant.clone().map(|_| 1u8).sum());
    bytes.extend(significant);
}

fn take<const N: usize>(rest: &mut &[u8]) -> Result<[u8; N], ContractError> {
    let damaged = || ContractError::DamagedSale {};
    let (length, tail) = rest.split_first().ok_or_else(damaged)?;
    let (significant, tail) = tail
        .split_at_checked(usize::from(*length))
        .ok_or_else(damaged)?;
    *rest = tail;

    let zeros = N.checked_sub(significant.len()).ok_or_else(damaged)?;
    let mut number = [0; N];
    for (place, byte) in number.iter_mut().skip(zeros).zip(significant) {
        *place = *byte;
    }
    Ok(number)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sale(hop: &str, height: u64, left: u128) -> Sale {
        Sale {
            hop: Some(hop.to_string()).filter(|hop| !hop.is_empty()),
            height,
            left: left.into(),
        }
    }

    #[test]
    fn a_limit_holds_in_its_block_only() {
        let mut sale = Sale::default();
        assert_eq!(None, sale.left_at(7));

        sale.leave(7, Uint128::new(3));

        assert_eq!(Some(Uint128::new(3)), sale.left_at(7));
        assert_eq!(None, sale.left_at(8));
    }

    #[test]
    fn a_stored_sale_reads_as_it_was() {
        for (hop, height, left, length) in [
            ("", 0, 0, 2),
            ("uluna", 0, 0, 7),
            ("", 255, 256, 5),
            ("uluna", 12_345_678, 3_000_000_000, 14),
            ("u", u64::MAX, u128::MAX, 27),
        ] {
            let sale = sale(hop, height, left);

            let bytes = sale.to_bytes();

            assert_eq!(length, bytes.len());
            assert_eq!(Ok(sale), Sale::from_bytes(&bytes));
        }
    }

    #[test]
    fn t14_a_damaged_sale_is_an_error() {
        let too_long = [&[9], [1; 9].as_slice(), &[0]].concat();
        for bytes in [&[][..], &[1], &[0], &[0, 2, 1], &[0, 0, 255], &too_long] {
            assert_eq!(
                Err(ContractError::DamagedSale {}),
                Sale::from_bytes(bytes),
                "{bytes:?}"
            );
        }
    }
}

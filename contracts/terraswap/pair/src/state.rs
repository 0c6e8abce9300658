//! What the pair remembers. Its pools are not among it: they are what the bank and the tokens say
//! it has, so a gift belongs to the liquidity providers.

use mirror_bytes::Slot;

use crate::pair::StoredPair;

/// The assets, their decimals and the LP token. Written at instantiation only.
pub const PAIR: Slot<StoredPair> = Slot::new(b"p");

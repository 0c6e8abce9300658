//! Shares of a pool in which many hold a part.

use cosmwasm_std::Uint128;

/// Shares of the first deposit that belong to nobody for ever, in a pair and in gov. Whoever would
/// raise the price of a share, so that the shares of later deposits are rounded down to nothing,
/// pays a thousand times what the others lose.
pub const DEAD_SHARES: Uint128 = Uint128::new(1_000);

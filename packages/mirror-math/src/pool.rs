//! The constant-product pool (terraswap.md 4.1 to 4.5). Everything fits 256 bits but the spread
//! check, which compares two 512-bit products and divides neither.

use cosmwasm_std::{Decimal, Isqrt, Uint128, Uint256};

use crate::ratio::{mul_div_ceil, mul_div_floor};
use crate::wide::{div_ceil_256, narrow, ONE};
use crate::MathError;

/// The largest part of a deposit that may come back to a provider who names no tolerance. So a
/// provider is protected from a pool that somebody has filled with tiny amounts at a wrong price, and
/// a pool that has moved a little still takes the deposit.
pub const DEFAULT_SLIPPAGE_TOLERANCE: Decimal = Decimal::percent(5);

/// The pool keeps 3 of 1000 units of what it would pay.
const COMMISSION: Uint128 = Uint128::new(3);
const NET: Uint128 = Uint128::new(997);
const WHOLE: Uint128 = Uint128::new(1000);

/// What a swap pays. All in units of the asset asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Swap {
    /// Paid to the trader.
    pub return_amount: Uint128,
    /// Lost to the trader by moving the price.
    pub spread_amount: Uint128,
    /// Kept by the pool.
    pub commission_amount: Uint128,
}

/// Swaps `offer` into a pool that does not yet hold it: `gross = floor(y·o / (x+o))`, commission
/// `ceil(gross·3/1000)`, return `gross − commission`, spread `floor(o·y / x) − gross`.
///
/// So `(x+o)·(y−return) >= x·y`. An offer of zero gives zeros. Fails with `EmptyPool` when a side
/// is zero and `Overflow` when the spread exceeds 128 bits.
pub fn swap(offer_pool: Uint128, ask_pool: Uint128, offer: Uint128) -> Result<Swap, MathError> {
    ensure_filled([offer_pool, ask_pool])?;

    let product = ask_pool.full_mul(offer);
    let offer_pool_after = Uint256::from(offer_pool).checked_add(offer.into())?;
    let gross = narrow(product.checked_div(offer_pool_after)?)?;
    let at_spot = narrow(product.checked_div(offer_pool.into())?)?;
    let commission_amount = mul_div_ceil(gross, COMMISSION, WHOLE)?;

    Ok(Swap {
        return_amount: gross.checked_sub(commission_amount)?,
        spread_amount: at_spot.checked_sub(gross)?,
        commission_amount,
    })
}

/// What has to be offered for a wanted return. The last two in units of the asset asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ReverseSwap {
    /// Paid by the trader.
    pub offer_amount: Uint128,
    /// Lost to the trader by moving the price.
    pub spread_amount: Uint128,
    /// Kept by the pool.
    pub commission_amount: Uint128,
}

/// The smallest offer whose swap returns at least `wanted`: `gross = ceil(1000·n / 997)`,
/// `offer = ceil(gross·x / (y − gross))`.
///
/// Fails with `EmptyPool` when a side is zero, `NotEnoughLiquidity` when `gross >= y`, and
/// `Overflow`.
pub fn reverse_swap(
    offer_pool: Uint128,
    ask_pool: Uint128,
    wanted: Uint128,
) -> Result<ReverseSwap, MathError> {
    ensure_filled([offer_pool, ask_pool])?;
    let gross = div_ceil_256(wanted.full_mul(WHOLE), NET.into())?;
    if gross >= ask_pool.into() {
        return Err(MathError::NotEnoughLiquidity);
    }

    let gross = narrow(gross)?;
    let offer_amount = mul_div_ceil(gross, offer_pool, ask_pool.checked_sub(gross)?)?;
    let at_spot = mul_div_floor(offer_amount, ask_pool, offer_pool)?;

    Ok(ReverseSwap {
        offer_amount,
        spread_amount: at_spot.saturating_sub(gross),
        commission_amount: gross.checked_sub(wanted)?,
    })
}

/// LP units of the first deposits, `isqrt(d0·d1)`, down; [`DEAD_SHARES`](crate::shares::DEAD_SHARES)
/// of them stay with the pair. Cannot fail, as the root of a 256-bit number has 128 bits.
pub fn first_shares(deposits: [Uint128; 2]) -> Result<Uint128, MathError> {
    let [first, second] = deposits;

    narrow(first.full_mul(second).isqrt())
}

/// What a provider gets and gives; `used + left = deposits` on each side.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Provision {
    /// LP units minted; the caller refuses zero.
    pub share: Uint128,
    /// Taken into the pools.
    pub used: [Uint128; 2],
    /// Returned to the provider.
    pub left: [Uint128; 2],
}

/// Later deposits: `share = min floor(dᵢ·L / Xᵢ)`, down in favour of the providers before, and
/// `usedᵢ = ceil(Xᵢ·share / L)`, up for the same reason and never above `dᵢ`.
///
/// Fails with `EmptyPool` when a pool or the supply is zero, and `Overflow`.
pub fn provide(
    deposits: [Uint128; 2],
    pools: [Uint128; 2],
    total_share: Uint128,
) -> Result<Provision, MathError> {
    ensure_filled(pools)?;
    ensure_filled([total_share, total_share])?;
    let ([deposit_0, deposit_1], [pool_0, pool_1]) = (deposits, pools);

    let share_0 = deposit_0.full_mul(total_share).checked_div(pool_0.into())?;
    let share_1 = deposit_1.full_mul(total_share).checked_div(pool_1.into())?;
    let share = narrow(share_0.min(share_1))?;
    let used_0 = mul_div_ceil(pool_0, share, total_share)?;
    let used_1 = mul_div_ceil(pool_1, share, total_share)?;

    Ok(Provision {
        share,
        used: [used_0, used_1],
        left: [
            deposit_0.checked_sub(used_0)?,
            deposit_1.checked_sub(used_1)?,
        ],
    })
}

/// Whether more of a deposit is left over than its provider tolerates:
/// `left > floor(deposit·tolerance)`, which for whole units is `left > deposit·tolerance`.
pub fn exceeds_slippage(deposit: Uint128, left: Uint128, tolerance: Decimal) -> bool {
    left.full_mul(ONE) > deposit.full_mul(tolerance.atomics())
}

/// What `amount` of LP units is worth: `floor(Xᵢ·a / L)` on each side, down in favour of the
/// providers who stay.
///
/// Fails with `EmptyPool` when the supply is zero and `Underflow` when it is less than `amount`.
pub fn withdraw(
    amount: Uint128,
    pools: [Uint128; 2],
    total_share: Uint128,
) -> Result<[Uint128; 2], MathError> {
    ensure_filled([total_share, total_share])?;
    if amount > total_share {
        return Err(MathError::Underflow);
    }

    let [pool_0, pool_1] = pools;
    Ok([
        mul_div_floor(pool_0, amount, total_share)?,
        mul_div_floor(pool_1, amount, total_share)?,
    ])
}

/// What a trader accepts of a swap.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SpreadLimits {
    /// Price of one ask unit in offer units, both in whole tokens.
    pub belief_price: Option<Decimal>,
    /// Without it nothing is checked.
    pub max_spread: Option<Decimal>,
    /// Decimals of the offered asset.
    pub offer_decimals: u8,
    /// Decimals of the asset asked for.
    pub ask_decimals: u8,
}

/// Whether a swap of `offer` is worse than its trader accepts (terraswap.md 4.5).
///
/// With a belief price: `expected = floor(offer / belief_price)` in the finer of the two decimals,
/// and the missing part of it, commission included, against the limit. Without: the spread's part
/// of return and spread, where a swap that gives neither exceeds every limit. Both parts are cut
/// down at the 18th digit before they are compared.
/// Fails with `ZeroBeliefPrice`, and never `Overflow` for decimals up to 18.
pub fn exceeds_spread(
    offer: Uint128,
    swap: &Swap,
    limits: &SpreadLimits,
) -> Result<bool, MathError> {
    let Some(max_spread) = limits.max_spread else {
        return Ok(false);
    };
    let Some(belief_price) = limits.belief_price else {
        let spread = Uint256::from(swap.spread_amount);
        let whole = spread.checked_add(swap.return_amount.into())?;
        return part_exceeds(spread, whole, max_spread);
    };
    if belief_price.is_zero() {
        return Err(MathError::ZeroBeliefPrice);
    }

    let finest = limits.offer_decimals.max(limits.ask_decimals);
    let offered = scaled(offer, finest.saturating_sub(limits.offer_decimals))?;
    let returned = scaled(
        swap.return_amount,
        finest.saturating_sub(limits.ask_decimals),
    )?;
    let expected = offered
        .checked_mul(ONE.into())?
        .checked_div(belief_price.atomics().into())?;
    if returned >= expected {
        return Ok(false);
    }

    part_exceeds(expected.checked_sub(returned)?, expected, max_spread)
}

/// `floor(part / whole) > limit` at the 18th digit, as `part·10^18 >= (limit + 1)·whole`.
fn part_exceeds(part: Uint256, whole: Uint256, limit: Decimal) -> Result<bool, MathError> {
    let first_refused = Uint256::from(limit.atomics()).checked_add(Uint256::one())?;

    Ok(part.full_mul(ONE) >= whole.full_mul(first_refused))
}

fn scaled(amount: Uint128, decimals: u8) -> Result<Uint256, MathError> {
    let factor = Uint256::from(10u8).checked_pow(decimals.into())?;

    Ok(factor.checked_mul(amount.into())?)
}

fn ensure_filled(pools: [Uint128; 2]) -> Result<(), MathError> {
    if pools.contains(&Uint128::zero()) {
        return Err(MathError::EmptyPool);
    }

    Ok(())
}

//! The formulas of docs/spec on plain integers, written again for this test. All of its prices are
//! whole numbers of the base denom.

/// What one is in a decimal of 18 digits.
const ONE: u128 = 1_000_000_000_000_000_000;

/// floor(a * b / c). The figures of this test fit.
pub(super) fn floor(a: u128, b: u128, c: u128) -> u128 {
    a.checked_mul(b).unwrap() / c
}

/// ceil(a * b / c).
pub(super) fn ceil(a: u128, b: u128, c: u128) -> u128 {
    a.checked_mul(b).unwrap().div_ceil(c)
}

/// floor of the square root of a * b (terraswap.md 4.1).
pub(super) fn root(a: u128, b: u128) -> u128 {
    a.checked_mul(b).unwrap().isqrt()
}

/// What a swap came to (terraswap.md 4.4).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Swap {
    pub(super) paid: u128,
    pub(super) spread: u128,
    pub(super) commission: u128,
}

/// A swap of `offer` into a pool that has `x` of what is offered and `y` of what is asked.
pub(super) fn swap(x: u128, y: u128, offer: u128) -> Swap {
    let gross = floor(y, offer, x + offer);
    let commission = ceil(gross, 3, 1_000);
    Swap {
        paid: gross - commission,
        spread: floor(offer, y, x) - gross,
        commission,
    }
}

/// What is minted of an asset on opening against base coins, the ratio in per cent (mint.md 6.1).
pub(super) fn minted(collateral: u128, price: u128, percent: u128) -> u128 {
    floor(collateral, 100, price * percent)
}

/// The fee on burned mAsset, in base coins, at 1.5 % (mint.md 6.3).
pub(super) fn fee(burned: u128, price: u128) -> u128 {
    ceil(burned * price, 15, 1_000)
}

/// What a sale takes of base collateral that can pay, at a discount of a fifth (mint.md 6.4).
pub(super) fn gross(bid: u128, price: u128) -> u128 {
    floor(bid * price, 5, 4)
}

/// What has flowed of a deposit of rewards to the only staker, whose stake is `total` (staking.md 6.1).
pub(super) fn flowed(part: u128, seconds: u64, total: u128) -> u128 {
    let out = floor(part, u128::from(seconds), 86_400);
    floor(total, floor(out, ONE, total), ONE)
}

/// What a schedule's first year has released after so many seconds (factory.md section 6).
pub(super) fn released(of_year: u128, seconds: u64) -> u128 {
    floor(of_year, u128::from(seconds), 31_536_000)
}

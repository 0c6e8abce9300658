//! `execute_swap_operations`, paid in coins.

use crate::setup::{base, luna, swap, Setup};

/// 1,000,000 base give 9960 tokens (terraswap.md A4), and these
/// gross floor(20,000,000·9960 / 10,009,960) = 19900 luna, less ceil(59.7) = 60.
const LUNA_FOR_A_MILLION: u128 = 19_840;

#[test]
fn a_coin_goes_through_every_pool_of_the_route() {
    let mut setup = Setup::new();

    let msg = swap(setup.to_luna(), Some(LUNA_FOR_A_MILLION));
    setup.send(&msg, 1_000_000).unwrap();

    let trader = setup.trader.clone();
    assert_eq!(LUNA_FOR_A_MILLION, setup.has(&trader, &luna()));
    assert_eq!(9_000_000, setup.has(&trader, &base()));
    assert_eq!(0, setup.has(&setup.router, &setup.token));
    let base_reserves = setup.market.reserves(&setup.base_pool);
    assert_eq!([1_001_000_000, 9_990_040], base_reserves);
    let luna_reserves = setup.market.reserves(&setup.luna_pool);
    assert_eq!([10_009_960, 19_980_160], luna_reserves);
}

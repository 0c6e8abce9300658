use cosmwasm_std::Int256;
use proptest::prelude::*;

use super::super::profit::{Exit, Pool, Source};
use super::super::terms::Terms;
use super::*;

fn pool(base: u128, asset: u128) -> Pool {
    Pool {
        base: Uint128::new(base),
        asset: Uint128::new(asset),
    }
}

fn vector_2() -> Offer {
    Offer {
        collateral: Uint128::new(2_000_000_000),
        debt: Uint128::new(10_000_000),
        terms: Terms {
            asset_price: Decimal::percent(14_000),
            collateral_price: Decimal::one(),
            min_ratio: Decimal::percent(150),
            multiplier: Decimal::one(),
            discount: Decimal::percent(20),
            fee_rate: Decimal::permille(15),
        },
        source: Source::Buy(pool(1_400_000_000_000, 10_000_000_000)),
        exit: Exit::Base,
        budget: Uint128::MAX,
    }
}

/// The largest gain of all amounts, one after another.
fn brute(offer: &Offer) -> Option<Deal> {
    let mut found = None;
    for amount in 1..=offer.debt.u128() {
        better(&mut found, offer.at(Uint128::new(amount)).unwrap());
    }
    found
}

/// In a pool of 10,000 mAssets ten of them hardly move the price: the whole debt is bought.
#[test]
fn a_deep_pool_takes_the_whole_debt() {
    let deal = best(&vector_2()).unwrap().unwrap();

    assert_eq!(deal.amount.u128(), 10_000_000);
    assert_eq!(deal.gain(), Int256::from(323_377_407_u128));
}

/// In a pool of 40 mAssets each one more costs more: k / (y − g)² base units, of which the buyer gets 997
/// of 1,000, while a unit brings 1.25·140 less a fee of 2.1, which is 172.9. So it pays as long as
/// (y − g)² is above k / (172.9·0.997).
#[test]
fn a_shallow_pool_takes_a_part() {
    let mut offer = vector_2();
    let (base, asset) = (5_600_000_000_u128, 40_000_000_u128);
    offer.source = Source::Buy(pool(base, asset));

    let deal = best(&offer).unwrap().unwrap();

    let left = (base * asset * 10_000 / (1_729 * 997)).isqrt();
    let expected = (asset - left) * 997 / 1_000;
    let found = deal.amount.u128();
    assert!(found.abs_diff(expected) < 2_000, "{found}, not {expected}");
    for other in [found - found / 100, found + found / 100] {
        let Tried::Deal(other) = offer.at(Uint128::new(other)).unwrap() else {
            panic!("it can be done")
        };
        assert!(other.gain() < deal.gain());
    }
}

/// What the collateral can not pay comes back, so it is not bought.
#[test]
fn under_water_no_more_is_bought_than_is_paid_for() {
    let mut offer = vector_2();
    offer.collateral = Uint128::new(700_000_000);

    let deal = best(&offer).unwrap().unwrap();

    assert_eq!(deal.amount.u128(), 4_000_000, "700 at 140, a fifth off");
    assert!(deal.auction.refund.is_zero() && deal.auction.closes());
    assert_eq!(deal.auction.gross, offer.collateral);
}

#[test]
fn the_budget_bounds_the_amount() {
    let mut offer = vector_2();
    offer.budget = Uint128::new(500_000_000);

    let deal = best(&offer).unwrap().unwrap();

    assert!(deal.cost <= offer.budget);
    let more = offer.at(deal.amount + Uint128::one()).unwrap();
    assert_eq!(more, Tried::TooLarge, "not a unit more");
}

/// Dust, example 16 of mint.md. Of 66 units all but one buy nothing, all of them the last unit of collateral.
#[test]
fn dust_is_bought_whole() {
    let mut offer = vector_2();
    offer.collateral = Uint128::one();
    offer.debt = Uint128::new(66);
    offer.terms.asset_price = Decimal::percent(110);
    offer.terms.collateral_price = Decimal::percent(10_000);
    offer.exit = Exit::Keep(Decimal::percent(10_000));
    offer.source = Source::Buy(pool(1_000_000_000, 1_000_000_000));

    assert_eq!(best(&offer).unwrap().unwrap().amount.u128(), 66);
}

#[test]
fn nothing_is_found_where_nothing_can_be_sent() {
    let mut poor = vector_2();
    poor.budget = Uint128::zero();
    assert_eq!(best(&poor), Ok(None));

    let mut empty = vector_2();
    empty.collateral = Uint128::zero();
    assert_eq!(best(&empty), Ok(None));

    let mut dry = vector_2();
    dry.source = Source::Buy(pool(0, 0));
    assert_eq!(best(&dry), Err(MathError::EmptyPool));
}

fn decimals(range: std::ops::Range<u64>) -> impl Strategy<Value = Decimal> {
    range.prop_map(Decimal::permille)
}

prop_compose! {
    fn offers()(
        collateral in 1_u128..5_000,
        debt in 1_u128..1_500,
        asset_price in decimals(20..5_000),
        collateral_price in decimals(20..5_000),
        discount in decimals(50..300),
        base in 1_000_u128..2_000_000,
        asset in 1_000_u128..2_000_000,
        exit in 0_u8..3,
        held in any::<bool>(),
        budget in 1_u128..5_000,
    ) -> Offer {
        let pools = pool(base, asset);
        Offer {
            collateral: Uint128::new(collateral),
            debt: Uint128::new(debt),
            terms: Terms {
                asset_price,
                collateral_price,
                min_ratio: Decimal::percent(150),
                multiplier: Decimal::one(),
                discount,
                fee_rate: Decimal::permille(15),
            },
            source: if held {
                Source::Held { amount: Uint128::new(debt / 2), pool: pools }
            } else {
                Source::Buy(pools)
            },
            exit: match exit {
                0 => Exit::Base,
                1 => Exit::Sell(pool(asset, base)),
                _ => Exit::Keep(collateral_price),
            },
            budget: Uint128::new(budget),
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    /// The search finds what trying every amount finds, but for what rounding makes of a few units:
    /// of collateral, of the mAsset and of the base denom.
    #[test]
    fn the_search_finds_what_trying_every_amount_finds(offer in offers()) {
        let found = best(&offer).unwrap();
        let largest = brute(&offer);

        prop_assert_eq!(found.is_some(), largest.is_some());
        if let (Some(found), Some(largest)) = (found, largest) {
            let pool = match offer.source {
                Source::Buy(pool) | Source::Held { pool, .. } => pool,
            };
            let unit = pool.base.u128().div_ceil(pool.asset.u128());
            let collateral = match offer.exit {
                Exit::Base => 1,
                Exit::Sell(pool) => pool.base.u128().div_ceil(pool.asset.u128()),
                Exit::Keep(price) => price.to_uint_ceil().u128(),
            };
            let uneven = Int256::from(2 + unit + 2 * collateral);
            prop_assert!(found.gain() + uneven >= largest.gain(), "{found:?}\n{largest:?}");
            prop_assert!(found.cost <= offer.budget);
        }
    }

    /// Nothing gains more than the bound that passes positions over, when the market agrees with the
    /// oracle or asks more, and the collateral brings no more than its price.
    #[test]
    fn no_deal_gains_more_than_the_bound(offer in offers()) {
        let fair = Source::Buy(pool(
            (offer.terms.asset_price.atomics() / Uint128::new(1_000_000_000)).u128(),
            1_000_000_000,
        ));
        let offer = Offer {
            source: fair,
            exit: Exit::Keep(offer.terms.collateral_price),
            budget: Uint128::MAX,
            ..offer
        };

        if let Some(deal) = brute(&offer) {
            // The pool holds whole units, so its price is not quite the oracle's.
            let most = Int256::from(offer.most(Decimal::permille(1)).unwrap());
            prop_assert!(deal.gain() <= most, "{deal:?} {most}");
        }
    }
}

//! Debt positions against exact arithmetic (safety.md T-08, T-21 to T-25, T-28, T-30, I-07, I-08).

use cosmwasm_std::{Decimal, Uint128};
use mirror_math::debt::{
    auction, collateral_ratio, is_covered, meets_minimum, minimum_ratio, mintable, protocol_fee,
    redeem, required_collateral, Auction, AuctionInput,
};
use num_rational::BigRational;
use num_traits::Zero;
use proptest::prelude::*;

use crate::exact::{
    any_amount, any_decimal, assert_ceil, assert_ceil_decimal, assert_floor, assert_floor_decimal,
    below_one, config, part, units, usual_amount, usual_price, whole,
};

proptest! {
    #![proptest_config(config())]

    #[test]
    fn mintable_is_cut_down_and_covered(
        collateral in any_amount(),
        collateral_price in any_decimal(),
        asset_price in any_decimal(),
        ratio in any_decimal(),
    ) {
        let debt = mintable(collateral, collateral_price, asset_price, ratio);

        let per_unit = part(asset_price) * part(ratio);
        if !per_unit.is_zero() {
            assert_floor(debt, &(units(collateral) * part(collateral_price) / per_unit));
        }
        if let Ok(debt) = debt {
            let one = Decimal::one();
            prop_assert!(is_covered(collateral, collateral_price, debt, asset_price, ratio, one));
        }
    }

    #[test]
    fn coverage_is_exact(
        amounts in (any_amount(), any_amount()),
        prices in (any_decimal(), any_decimal()),
        min_ratio in any_decimal(),
        multiplier in any_decimal(),
    ) {
        let ((collateral, debt), (collateral_price, asset_price)) = (amounts, prices);

        let covered =
            is_covered(collateral, collateral_price, debt, asset_price, min_ratio, multiplier);

        let owed = units(debt) * part(asset_price) * part(min_ratio) * part(multiplier);
        prop_assert_eq!(covered, owed <= units(collateral) * part(collateral_price));
        if !collateral_price.is_zero() {
            let required =
                required_collateral(debt, asset_price, min_ratio, multiplier, collateral_price);
            assert_ceil(required, &(owed / part(collateral_price)));
            if let Ok(required) = required {
                prop_assert_eq!(covered, collateral >= required);
            }
        }
    }

    #[test]
    fn ratios_are_exact(
        amounts in (any_amount(), any_amount()),
        prices in (any_decimal(), any_decimal()),
        ratio in any_decimal(),
    ) {
        let ((collateral, debt), (collateral_price, asset_price)) = (amounts, prices);
        let owed = units(debt) * part(asset_price);

        if !owed.is_zero() {
            let held = units(collateral) * part(collateral_price);
            let shown = collateral_ratio(collateral, collateral_price, debt, asset_price);
            assert_floor_decimal(shown, &(held / owed));
        }
        let product = part(collateral_price) * part(asset_price);
        let meets = meets_minimum(ratio, collateral_price, asset_price);
        let minimum = minimum_ratio(collateral_price, asset_price);
        prop_assert_eq!(meets, part(ratio) >= product);
        prop_assert_eq!(meets, minimum.is_ok_and(|minimum| ratio >= minimum));
        assert_ceil_decimal(minimum, &product);
    }

    #[test]
    fn the_fee_is_raised_and_capped(
        burned in any_amount(),
        prices in (any_decimal(), any_decimal()),
        rate in any_decimal(),
        payable in any_amount(),
    ) {
        let (asset_price, collateral_price) = prices;
        prop_assume!(!collateral_price.is_zero());

        let fee = protocol_fee(burned, asset_price, collateral_price, rate, payable).unwrap();

        let exact = units(burned) * part(asset_price) * part(rate) / part(collateral_price);
        prop_assert_eq!(units(fee), exact.ceil().min(units(payable)));
    }

    #[test]
    fn an_auction_is_exact_and_adds_up(input in any_auction()) {
        let sold = auction(&input).unwrap();

        let Auction { gross, liquidated, refund, fee, net, .. } = sold;
        prop_assert_eq!(gross, net + fee);
        prop_assert_eq!(input.offered, liquidated + refund);
        prop_assert_eq!(input.collateral, gross + sold.collateral_left);
        prop_assert_eq!(input.debt, liquidated + sold.debt_left + sold.bad_debt);
        prop_assert!(fee < gross || gross.is_zero());
        let (price, kept) = (part(input.asset_price), kept_price(&input));
        let bought = (units(input.offered) * &price / &kept).floor();
        let bought = bought.min(units(input.collateral));
        if is_under_water(&input) {
            prop_assert_eq!(units(gross), bought);
            assert_ceil(Ok(liquidated), &(units(gross) * kept / price));
            let share = units(input.debt) * units(sold.collateral_left) / units(input.collateral);
            assert_floor(Ok(sold.debt_left), &share);
        } else {
            prop_assert_eq!((refund, sold.bad_debt), (Uint128::zero(), Uint128::zero()));
            let least = u8::from(sold.closes() && !input.debt.is_zero());
            prop_assert_eq!(units(gross), bought.max(whole(least)));
        }
    }

    #[test]
    fn what_is_owed_whole_can_be_bought_whole(input in any_auction()) {
        prop_assume!(!input.debt.is_zero());

        let sold = auction(&AuctionInput { offered: input.debt, ..input }).unwrap();

        prop_assert!(!sold.net.is_zero());
        prop_assert!(sold.closes());
    }

    #[test]
    fn a_buyer_never_gets_more_than_the_discount_gives_or_one_unit(input in any_auction()) {
        let sold = auction(&input).unwrap();

        let paid = units(sold.liquidated) * part(input.asset_price);
        prop_assert!(sold.gross <= Uint128::one() || units(sold.gross) * kept_price(&input) <= paid);
        prop_assert!(sold.net <= input.collateral);
    }

    #[test]
    fn two_halves_never_beat_one_whole(input in usual_auction(), cut in below_one()) {
        let first = input.offered.mul_floor(cut);
        let whole = auction(&input).unwrap();

        let sold = auction(&AuctionInput { offered: first, ..input }).unwrap();
        let then = auction(&AuctionInput {
            offered: (input.offered - first).min(sold.debt_left),
            ..left_by(&input, &sold)
        });
        let then = then.map_or(Uint128::zero(), |then| then.gross);

        // The last unit of a debt buys a unit of collateral, even if that is worth more.
        prop_assert!(sold.gross + then <= whole.gross + Uint128::one());
    }

    #[test]
    fn the_rest_never_stands_worse(input in any_auction()) {
        let sold = auction(&input).unwrap();

        let before = units(input.collateral) * units(sold.debt_left);
        prop_assert!(units(sold.collateral_left) * units(input.debt) >= before);
        prop_assert!(is_under_water(&input) || sold.bad_debt.is_zero());
    }

    #[test]
    fn a_sale_in_parts_pays_and_writes_off_what_one_sale_does(
        input in usual_auction(),
        cuts in proptest::collection::vec(below_one(), 0..12),
    ) {
        let (mut left, mut paid, mut written_off) = (input, whole(0u8), whole(0u8));
        let all = [cuts, vec![Decimal::one()]].concat();
        let parts = whole(all.len() as u128);

        for cut in all {
            let bid = AuctionInput { offered: left.debt.mul_floor(cut), ..left };
            let sold = auction(&bid).unwrap();
            paid += units(sold.liquidated);
            written_off += units(sold.bad_debt);
            left = left_by(&bid, &sold);
            if sold.closes() {
                break;
            }
        }

        let can_pay = units(input.collateral) * kept_price(&input) / part(input.asset_price);
        let can_pay = can_pay.min(units(input.debt));
        let lost = units(input.debt) - &can_pay;
        prop_assert_eq!(left.debt, Uint128::zero());
        prop_assert_eq!(&paid + &written_off, units(input.debt));
        prop_assert!(written_off < &lost + whole(1u8) && written_off > lost - &parts);
        prop_assert!(paid > &can_pay - whole(1u8) && paid < can_pay + parts);
    }

    #[test]
    fn a_redemption_takes_at_most_its_share(
        amounts in (any_amount(), any_amount(), any_amount()),
        end_price in any_decimal(),
        collateral_price in any_decimal(),
        rate in any_decimal(),
    ) {
        let (collateral, debt, burned) = (amounts.0, amounts.1, amounts.2.min(amounts.1));
        prop_assume!(!debt.is_zero() && !collateral_price.is_zero());

        let paid =
            redeem(burned, end_price, collateral_price, collateral, debt, rate).unwrap();

        let share = units(burned) * units(collateral) / units(debt);
        let worth = units(burned) * part(end_price) / part(collateral_price);
        assert_floor(Ok(paid.gross), &share.min(worth));
        let fee = (units(paid.gross) * part(rate)).ceil();
        let most = paid.gross.saturating_sub(Uint128::one());
        prop_assert_eq!(units(paid.fee), fee.min(units(most)));
        prop_assert_eq!(paid.gross, paid.fee + paid.net);
        let left = units(collateral - paid.gross) * units(debt);
        prop_assert!(left >= units(collateral) * units(debt - burned));
    }

    #[test]
    fn a_delisted_debt_below_its_worth_can_be_redeemed_whole(
        amounts in (any_amount(), any_amount()),
        end_price in any_decimal(),
        collateral_price in any_decimal(),
        rate in below_one(),
    ) {
        let ((collateral, debt), one) = (amounts, Decimal::one());
        prop_assume!(!collateral.is_zero() && !collateral_price.is_zero());
        prop_assume!(!is_covered(collateral, collateral_price, debt, end_price, one, one));

        let paid = redeem(debt, end_price, collateral_price, collateral, debt, rate).unwrap();

        prop_assert_eq!(paid.gross, collateral);
        prop_assert!(!paid.net.is_zero());
    }

    /// T-30: stranger's burn or gift used against an owner.
    #[test]
    fn many_small_burns_leave_the_owner_his_share(
        collateral in usual_amount(),
        debt in usual_amount(),
        end_price in usual_price(),
        burns in 1u128..50,
    ) {
        prop_assume!(debt.u128() >= burns);
        let (mut held, mut owed) = (collateral, debt);

        for _ in 0..burns {
            let one = Decimal::one();
            let paid = redeem(Uint128::one(), end_price, one, held, owed, one).unwrap();
            held -= paid.gross;
            owed -= Uint128::one();
        }

        prop_assert!(units(held) * units(debt) >= units(collateral) * units(owed));
    }
}

/// What a unit of collateral costs in an auction.
fn kept_price(input: &AuctionInput) -> BigRational {
    part(input.collateral_price) * part(Decimal::one() - input.discount)
}

/// Whether all collateral, at the discount, is worth less than the debt.
fn is_under_water(input: &AuctionInput) -> bool {
    let owed = units(input.debt) * part(input.asset_price);
    owed > units(input.collateral) * kept_price(input)
}

/// The position after a sale.
fn left_by(input: &AuctionInput, sold: &Auction) -> AuctionInput {
    AuctionInput {
        debt: sold.debt_left,
        collateral: sold.collateral_left,
        ..*input
    }
}

/// Terms of every magnitude, some collateral, the offer at most the debt and the discount below one.
fn any_auction() -> impl Strategy<Value = AuctionInput> {
    auctions(
        (any_amount(), any_amount(), any_amount()),
        (any_decimal(), any_decimal()),
    )
}

fn usual_auction() -> impl Strategy<Value = AuctionInput> {
    let amounts = (usual_amount(), usual_amount(), usual_amount());

    auctions(amounts, (usual_price(), usual_price()))
}

fn auctions(
    amounts: impl Strategy<Value = (Uint128, Uint128, Uint128)>,
    prices: impl Strategy<Value = (Decimal, Decimal)>,
) -> impl Strategy<Value = AuctionInput> {
    let prices = prices.prop_filter("priced", |(first, second)| {
        !first.is_zero() && !second.is_zero()
    });

    (amounts, prices, below_one(), below_one()).prop_map(|(amounts, prices, discount, fee_rate)| {
        AuctionInput {
            offered: amounts.0.min(amounts.1),
            debt: amounts.1.max(amounts.0),
            collateral: amounts.2.max(Uint128::one()),
            asset_price: prices.0,
            collateral_price: prices.1,
            discount,
            fee_rate,
        }
    })
}

use super::*;

fn terms(asset_price: &str, collateral_price: &str) -> Terms {
    Terms {
        asset_price: asset_price.parse().unwrap(),
        collateral_price: collateral_price.parse().unwrap(),
        min_ratio: Decimal::percent(150),
        multiplier: Decimal::one(),
        discount: Decimal::percent(20),
        fee_rate: Decimal::permille(15),
    }
}

fn offer(collateral: u128, debt: u128, terms: Terms) -> Offer {
    Offer {
        collateral: Uint128::new(collateral),
        debt: Uint128::new(debt),
        terms,
        source: Source::Buy(Pool {
            base: Uint128::new(1_400_000_000_000),
            asset: Uint128::new(10_000_000_000),
        }),
        exit: Exit::Base,
        budget: Uint128::MAX,
    }
}

fn deal(offer: &Offer, amount: u128) -> Deal {
    match offer.at(Uint128::new(amount)).unwrap() {
        Tried::Deal(deal) => deal,
        other => panic!("{other:?}"),
    }
}

/// Vector 1 of clients.md section 11, which is example 4 of mint.md: the founding documents' auction.
#[test]
fn the_founding_documents_auction() {
    let offer = offer(75_000_000, 100_000_000, terms("1", "2"));

    let auction = offer.auction(Uint128::new(100_000_000)).unwrap();

    assert_eq!(auction.gross.u128(), 62_500_000);
    assert_eq!(auction.fee.u128(), 750_000);
    assert_eq!(auction.net.u128(), 61_750_000);
    assert_eq!(auction.collateral_left.u128(), 12_500_000);
    assert!(auction.closes());
}

/// Vector 2: 2,000 base coins against 10 mAssets at 140, bought from a pool at 140.
#[test]
fn profit_is_what_the_page_says_to_the_unit() {
    let offer = offer(2_000_000_000, 10_000_000, terms("140", "1"));

    let deal = deal(&offer, 10_000_000);

    assert_eq!(deal.auction.gross.u128(), 1_750_000_000);
    assert_eq!(deal.auction.fee.u128(), 21_000_000);
    assert_eq!(deal.auction.net.u128(), 1_729_000_000);
    assert_eq!(deal.auction.collateral_left.u128(), 250_000_000);
    assert_eq!(deal.cost.u128(), 1_405_622_593);
    assert_eq!(deal.gain(), Int256::from(323_377_407_u128));
}

/// The same position with its liquidation price, 133.333333…: above it for sale, at it not.
#[test]
fn a_position_is_for_sale_strictly_below_its_minimum() {
    let (collateral, debt) = (Uint128::new(2_000_000_000), Uint128::new(10_000_000));

    for (price, is_for_sale) in [
        ("133.333333333333333333", false),
        ("133.333333333333333334", true),
        ("140", true),
    ] {
        let terms = terms(price, "1");
        assert_eq!(terms.is_for_sale(collateral, debt), is_for_sale, "{price}");
    }
}

/// Example 5 of mint.md: the position is under water, and what it can not pay comes back.
#[test]
fn a_position_under_water_pays_for_what_it_has() {
    let offer = offer(75_000_000, 100_000_000, terms("1.6", "2"));

    let auction = offer.auction(Uint128::new(100_000_000)).unwrap();

    assert_eq!(auction.gross.u128(), 75_000_000);
    assert_eq!(auction.liquidated.u128(), 75_000_000);
    assert_eq!(auction.refund.u128(), 25_000_000);
    assert_eq!(auction.fee.u128(), 900_000);
    assert_eq!(auction.net.u128(), 74_100_000);
    assert_eq!(auction.bad_debt.u128(), 25_000_000);
}

/// Example 14 of mint.md: in parts it pays as much and writes off as much.
#[test]
fn a_position_under_water_is_sold_in_parts_alike() {
    let first = offer(75_000_000, 100_000_000, terms("1.6", "2"));
    let one = first.auction(Uint128::new(40_000_000)).unwrap();
    let rest = offer(
        one.collateral_left.u128(),
        one.debt_left.u128(),
        terms("1.6", "2"),
    );
    let other = rest.auction(one.debt_left).unwrap();

    assert_eq!((one.gross.u128(), one.net.u128()), (40_000_000, 39_520_000));
    assert_eq!(one.debt_left.u128(), 46_666_666);
    assert_eq!(other.net.u128(), 34_580_000);
    assert_eq!(one.bad_debt + other.bad_debt, Uint128::new(25_000_000));
    assert!(other.closes());
}

/// Examples 6 to 8 and 15 to 17 of mint.md, whatever the discount and the price.
#[test]
fn the_other_examples_of_mint_hold() {
    let with = |price: &str, of: &str, r: u64, discount: u64, fee: u64| Terms {
        min_ratio: Decimal::percent(r),
        discount: Decimal::percent(discount),
        fee_rate: Decimal::permille(fee),
        ..terms(price, of)
    };
    // (collateral, debt, terms, offered) → (gross, liquidated, fee, net)
    for (collateral, debt, terms, offered, expected) in [
        (
            75_000_000,
            100_000_000,
            terms("1.01", "2"),
            40_000_000,
            (25_250_000, 40_000_000, 303_000, 24_947_000),
        ),
        (
            1_000_000,
            6_666,
            with("116", "1", 130, 20, 10),
            6_666,
            (966_570, 6_666, 7_733, 958_837),
        ),
        (
            1_000_000,
            333_333,
            with("2", "0.5", 130, 20, 10),
            210_000,
            (1_000_000, 200_000, 8_000, 992_000),
        ),
        (
            1_000,
            909,
            with("1.01", "1", 110, 10, 10),
            909,
            (1_000, 892, 10, 990),
        ),
        (
            1_500_000_000,
            10_000_000,
            terms("150", "1"),
            7_999_999,
            (1_499_999_812, 7_999_999, 17_999_998, 1_481_999_814),
        ),
        (1, 66, terms("1.1", "100"), 66, (1, 66, 0, 1)),
        (75_000_000, 100_000_000, terms("1.1", "2"), 2, (1, 2, 0, 1)),
        (1_000, 2_666, terms("1", "3.9"), 400, (128, 400, 2, 126)),
    ] {
        let auction = offer(collateral, debt, terms)
            .auction(Uint128::new(offered))
            .unwrap();
        let found = (
            auction.gross.u128(),
            auction.liquidated.u128(),
            auction.fee.u128(),
            auction.net.u128(),
        );
        assert_eq!(found, expected, "{collateral} for {offered}");
    }
}

#[test]
fn too_little_buys_nothing_and_too_much_is_not_there() {
    let dust = offer(1, 66, terms("1.1", "100"));
    assert_eq!(dust.at(Uint128::new(65)), Ok(Tried::TooSmall));

    let mut large = offer(2_000_000_000, 10_000_000, terms("140", "1"));
    large.source = Source::Buy(Pool {
        base: Uint128::new(1_400_000_000),
        asset: Uint128::new(10_000_000),
    });
    assert_eq!(large.at(Uint128::new(10_000_000)), Ok(Tried::TooLarge));

    large.budget = Uint128::new(100_000_000);
    assert_eq!(large.at(Uint128::new(1_000_000)), Ok(Tried::TooLarge));
    large.source = Source::Held {
        amount: Uint128::new(999_999),
        pool: Pool {
            base: Uint128::new(1_400_000_000),
            asset: Uint128::new(10_000_000),
        },
    };
    assert_eq!(large.at(Uint128::new(1_000_000)), Ok(Tried::TooLarge));
}

/// What is held costs its worth at the pair's price, without commission and spread.
#[test]
fn held_massets_count_at_the_pairs_price() {
    let mut offer = offer(2_000_000_000, 10_000_000, terms("140", "1"));
    let Source::Buy(pool) = offer.source else {
        panic!("it buys")
    };
    offer.source = Source::Held {
        amount: Uint128::new(10_000_000),
        pool,
    };

    let deal = deal(&offer, 10_000_000);

    assert_eq!(deal.cost.u128(), 1_400_000_000);
    assert_eq!(deal.gain(), Int256::from(329_000_000_u128));
}

/// 61,750,000 of collateral sold into 10^9 at 2: gross 116,317,400 of 2·10^9, commission 348,953.
#[test]
fn collateral_is_sold_for_what_the_pair_pays() {
    let mut offer = offer(75_000_000, 100_000_000, terms("1", "2"));
    offer.source = Source::Buy(Pool {
        base: Uint128::new(10_000_000_000),
        asset: Uint128::new(10_000_000_000),
    });
    offer.exit = Exit::Sell(Pool {
        base: Uint128::new(2_000_000_000),
        asset: Uint128::new(1_000_000_000),
    });

    let deal = deal(&offer, 100_000_000);

    let gross = 2_000_000_000_u128 * 61_750_000 / (1_000_000_000 + 61_750_000);
    assert_eq!(deal.proceeds.u128(), gross - (gross * 3).div_ceil(1_000));
}

#[test]
fn collateral_that_is_kept_counts_less_a_haircut() {
    let mut offer = offer(75_000_000, 100_000_000, terms("1", "2"));
    offer.exit = Exit::Keep(Decimal::percent(180));
    offer.source = Source::Buy(Pool {
        base: Uint128::new(10_000_000_000),
        asset: Uint128::new(10_000_000_000),
    });

    assert_eq!(deal(&offer, 100_000_000).proceeds.u128(), 111_150_000);
}

/// A loss is below zero and not zero.
#[test]
fn a_deal_that_does_not_pay_has_a_gain_below_zero() {
    let mut offer = offer(2_000_000_000, 10_000_000, terms("140", "1"));
    offer.source = Source::Buy(Pool {
        base: Uint128::new(2_000_000_000_000),
        asset: Uint128::new(10_000_000_000),
    });

    assert!(deal(&offer, 10_000_000).gain() < Int256::zero());
}

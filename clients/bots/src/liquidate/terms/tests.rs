use super::*;

fn fed(price: &str, time: u64) -> AssetStatusResponse {
    AssetStatusResponse {
        status: AssetStatus::Open,
        price: Some(price.parse().unwrap()),
        price_time: Some(time),
        halted_until: None,
        mint_end: None,
        end_price: None,
        delisting_price: None,
    }
}

fn backing(last_updated: u64) -> CollateralPriceResponse {
    CollateralPriceResponse {
        asset: "uluna".to_string(),
        rate: Decimal::percent(390),
        last_updated,
        multiplier: "1.3333334".parse().unwrap(),
        is_revoked: true,
        value_cap: None,
        lower: Some(Decimal::percent(300)),
        halted_until: None,
    }
}

#[test]
fn a_price_of_45_seconds_serves_and_one_of_46_does_not() {
    let status = fed("140", 1_000);

    assert_eq!(
        asset_price("m", &status, 1_045, 45),
        Ok(Decimal::percent(14_000))
    );
    let asset = "m".to_string();
    assert_eq!(
        asset_price("m", &status, 1_046, 45),
        Err(Skip::Stale { asset, age: 46 })
    );
}

#[test]
fn what_mint_does_not_sell_is_not_bid_for() {
    let asset = || "m".to_string();
    let halted = AssetStatusResponse {
        halted_until: Some(2_000),
        ..fed("140", 1_000)
    };
    let delisted = AssetStatusResponse {
        status: AssetStatus::Delisted,
        price_time: None,
        ..fed("140", 1_000)
    };
    let closed = AssetStatusResponse {
        status: AssetStatus::Closed,
        ..fed("140", 0)
    };
    let unfed = AssetStatusResponse {
        price: None,
        price_time: None,
        ..fed("140", 0)
    };

    let (until, why) = (2_000, "it was never fed".to_string());
    for (status, skip) in [
        (
            halted,
            Skip::Halted {
                asset: asset(),
                until,
            },
        ),
        (delisted, Skip::Delisted { asset: asset() }),
        (
            closed,
            Skip::Stale {
                asset: asset(),
                age: 1_001,
            },
        ),
        (
            unfed,
            Skip::Unpriced {
                asset: asset(),
                why,
            },
        ),
    ] {
        assert_eq!(asset_price("m", &status, 1_001, 45), Err(skip));
    }
}

/// Before an IPO the price is agreed on and does not age.
#[test]
fn a_price_without_a_time_never_ages() {
    let status = AssetStatusResponse {
        status: AssetStatus::PreIpoWait,
        price_time: None,
        ..fed("7", 0)
    };

    assert_eq!(
        asset_price("m", &status, 9_999, 45),
        Ok(Decimal::percent(700))
    );
}

/// Example 17 of mint.md: sales count the rate, not the lower price; revoked collateral is sold, too.
#[test]
fn a_sale_counts_the_rate_of_the_collateral() {
    let expected = Backing {
        price: Decimal::percent(390),
        multiplier: "1.3333334".parse().unwrap(),
    };

    assert_eq!(Backing::of(&backing(1_000), None, 1_045, 45), Ok(expected));
}

#[test]
fn collateral_with_a_price_in_doubt_is_left_alone() {
    let asset = || "uluna".to_string();
    let halted = CollateralPriceResponse {
        halted_until: Some(5_000),
        ..backing(0)
    };
    let worthless = CollateralPriceResponse {
        rate: Decimal::zero(),
        ..backing(1_046)
    };

    let (until, why) = (5_000, "its price is zero".to_string());
    for (answer, skip) in [
        (
            backing(1_000),
            Skip::Stale {
                asset: asset(),
                age: 46,
            },
        ),
        (
            halted,
            Skip::Halted {
                asset: asset(),
                until,
            },
        ),
        (
            worthless,
            Skip::Unpriced {
                asset: asset(),
                why,
            },
        ),
    ] {
        assert_eq!(Backing::of(&answer, None, 1_046, 45), Err(skip));
    }
}

#[test]
fn a_delisted_masset_backs_at_its_end_price_whatever_its_feed_says() {
    let halted = CollateralPriceResponse {
        halted_until: Some(5_000),
        ..backing(0)
    };

    let end = Decimal::percent(120);
    let found = Backing::of(&halted, Some(end), 9_999, 45).unwrap();

    assert_eq!(found.price, end);
    assert_eq!(found.multiplier, halted.multiplier);
}

#[test]
fn every_reason_has_its_own_word() {
    let asset = || "m".to_string();
    let price = Decimal::one();
    let all = [
        Skip::Delisted { asset: asset() },
        Skip::Halted {
            asset: asset(),
            until: 1,
        },
        Skip::Stale {
            asset: asset(),
            age: 1,
        },
        Skip::Unpriced {
            asset: asset(),
            why: String::new(),
        },
        Skip::Apart {
            asset: asset(),
            oracle: price,
            market: price,
        },
        Skip::NoMarket { asset: asset() },
    ];

    let words: std::collections::BTreeSet<&str> = all.iter().map(Skip::label).collect();

    assert_eq!(words.len(), all.len());
}

use cosmwasm_std::testing::MockApi;

use super::*;

fn listing(ipo_params: Option<IPOParams>) -> Listing {
    Listing::new(new(ipo_params), 999, &MockApi::default()).unwrap()
}

fn new(ipo_params: Option<IPOParams>) -> NewListing {
    NewListing {
        auction_discount: Decimal::percent(20),
        min_ratio: Decimal::percent(150),
        ipo_params,
        debt_cap: None,
        collateral: CollateralTerms::default(),
    }
}

fn update(listing: &mut Listing, update: ListingUpdate) -> Result<(), ContractError> {
    let mut moves = RatioMoves::default();
    listing.apply("token", update, &mut moves, 999, &MockApi::default())
}

fn ipo_params() -> IPOParams {
    IPOParams {
        mint_end: 1_000,
        pre_ipo_price: Decimal::percent(250),
        min_collateral_ratio_after_ipo: Decimal::percent(180),
        trigger_addr: None,
    }
}

fn delisted() -> Listing {
    let mut listing = listing(None);
    listing.delist("token", Decimal::percent(120)).unwrap();
    listing
}

/// T-24: `auction_discount = 1` divides by zero.
#[test]
fn a_discount_is_from_5_to_30_percent() {
    let (least, most) = (Decimal::percent(5), Decimal::percent(30));
    let unit = Decimal::raw(1);

    for allowed in [least, most] {
        assert_eq!(Ok(allowed), checked_discount(allowed));
    }
    for discount in [Decimal::zero(), least - unit, most + unit, Decimal::MAX] {
        assert_eq!(
            Err(ContractError::DiscountOutOfBounds {
                discount,
                least,
                most
            }),
            checked_discount(discount)
        );
    }
}

/// T-24: `auction_discount = 1` divides by zero.
#[test]
fn a_minimum_ratio_is_at_least_one_and_a_tenth() {
    for allowed in [LOWEST_MIN_RATIO, Decimal::MAX] {
        assert_eq!(Ok(allowed), checked_min_ratio(allowed));
    }
    for ratio in [Decimal::zero(), Decimal::raw(1_099_999_999_999_999_999)] {
        assert_eq!(
            Err(ContractError::MinRatioTooLow { ratio }),
            checked_min_ratio(ratio)
        );
    }
}

/// T-24: `auction_discount = 1` divides by zero.
#[test]
fn the_discount_of_an_auction_leaves_the_debt_covered() {
    let cases = [(20, 150, 20), (20, 110, 10), (60, 150, 50), (0, 150, 0)];

    for (discount, ratio, expected) in cases {
        let mut listing = listing(None);
        listing.auction_discount = Decimal::percent(discount);
        listing.min_ratio = Decimal::percent(ratio);

        assert_eq!(Decimal::percent(expected), listing.discount());
    }
}

#[test]
fn the_minting_period_ends_after_its_last_second() {
    let listing = listing(Some(ipo_params()));

    assert_eq!(Ok(()), listing.ensure_mintable_at(1_000));
    assert_eq!(Ok(()), listing.ensure_burnable_at(1_000));
    assert_eq!(
        Err(ContractError::MintPeriodEnded { mint_end: 1_000 }),
        listing.ensure_mintable_at(1_001)
    );
    assert_eq!(
        Err(ContractError::BurnPeriodEnded { mint_end: 1_000 }),
        listing.ensure_burnable_at(1_001)
    );
}

#[test]
fn only_the_base_denom_backs_an_asset_before_its_ipo() {
    let refusal = Err(ContractError::PreIpoCollateral {
        base_denom: "uusd".to_string(),
    });
    let before = listing(Some(ipo_params()));

    assert_eq!(
        Ok(()),
        before.ensure_backed_by(&AssetInfo::native("uusd"), "uusd")
    );
    for other in [AssetInfo::native("uluna"), AssetInfo::token("uusd")] {
        assert_eq!(refusal, before.ensure_backed_by(&other, "uusd"));
        assert_eq!(Ok(()), listing(None).ensure_backed_by(&other, "uusd"));
    }
}

#[test]
fn the_ipo_brings_the_ratio_agreed_and_the_oracles_price() {
    let mut listing = listing(Some(ipo_params()));
    assert_eq!(Some(Decimal::percent(250)), listing.fixed_price());

    listing.go_public(5);

    assert_eq!(Decimal::percent(180), listing.min_ratio);
    assert_eq!(None, listing.fixed_price());
    assert_eq!(Ok(()), listing.ensure_mintable_at(u64::MAX));
}

#[test]
fn an_announced_delisting_can_be_taken_back_and_ends_with_the_delisting() {
    let (mut listing, price) = (listing(None), Decimal::percent(120));
    let delisting = Err(ContractError::Delisting {
        asset: "token".to_string(),
    });

    listing.announce_delisting("token", Some(price)).unwrap();
    assert_eq!(delisting, listing.ensure_not_delisting("token"));
    listing.announce_delisting("token", None).unwrap();
    assert_eq!(Ok(()), listing.ensure_not_delisting("token"));
    assert_eq!(
        Err(ContractError::EndPriceZero {}),
        listing.announce_delisting("token", Some(Decimal::zero()))
    );

    listing.announce_delisting("token", Some(price)).unwrap();
    listing.delist("token", price).unwrap();
    assert_eq!((None, None), (listing.delisting_price, listing.candidate));
}

#[test]
fn an_asset_has_the_first_stage_that_applies() {
    let quote = |last_updated, halted_until| Quote {
        price: Decimal::one(),
        last_updated,
        halted_until,
    };
    let (fresh, old) = (quote(940, None), quote(939, None));
    let halted = quote(1_000, Some(1_001));
    let mut delisting = listing(None);
    delisting
        .announce_delisting("token", Some(Decimal::one()))
        .unwrap();
    let before = listing(Some(ipo_params()));
    let mut waiting = before.clone();
    waiting.ipo_params.as_mut().unwrap().mint_end = 999;

    let cases = [
        (&delisted(), Some(halted), AssetStatus::Delisted),
        (&delisting, Some(halted), AssetStatus::Delisting),
        (&before, Some(halted), AssetStatus::PreIpoMint),
        (&waiting, None, AssetStatus::PreIpoWait),
        (&listing(None), Some(halted), AssetStatus::Halted),
        (&listing(None), Some(old), AssetStatus::Closed),
        (&listing(None), None, AssetStatus::Closed),
        (&listing(None), Some(fresh), AssetStatus::Open),
    ];

    for (listing, quote, expected) in cases {
        assert_eq!(expected, listing.status(quote.as_ref(), 1_000));
    }
}

#[test]
fn a_listing_waits_from_its_registration_or_its_ipo() {
    let mut public = listing(None);
    assert_eq!(None, public.take_due_candidate(2, 1_000));
    assert_eq!(
        Err(ContractError::CollateralDelayed {
            asset_token: "token".to_string(),
            due: 1_001,
            now: 1_000
        }),
        public.ensure_waited("token", 2, 1_000)
    );
    assert_eq!(Ok(()), public.ensure_waited("token", 2, 1_001));
    assert!(public.take_due_candidate(2, 1_001).is_some());
    assert_eq!(None, public.candidate);

    let mut before = listing(Some(ipo_params()));
    assert_eq!(None, before.take_due_candidate(0, u64::MAX));
    before.go_public(5);
    assert_eq!(None, before.take_due_candidate(2, 6));
    assert!(before.take_due_candidate(2, 7).is_some());
}

#[test]
fn a_plain_listing_is_stored_with_two_fields() {
    let mut listing = listing(None);
    listing.candidate = None;

    let stored = cosmwasm_std::to_json_vec(&listing).unwrap();

    assert_eq!(br#"{"d":"0.2","r":"1.5"}"#.to_vec(), stored);
}

#[test]
fn a_delisted_asset_has_its_last_price_and_a_ratio_of_one() {
    let mut listing = listing(Some(ipo_params()));

    listing.delist("token", Decimal::percent(120)).unwrap();

    assert_eq!(Some(Decimal::percent(120)), listing.fixed_price());
    assert_eq!(Decimal::one(), listing.min_ratio);
    assert_eq!(None, listing.ipo_params);
    assert_eq!(
        Err(ContractError::AssetDeprecated {
            asset_token: "token".to_string()
        }),
        listing.ensure_listed("token")
    );
}

#[test]
fn an_asset_is_delisted_once_and_at_a_price() {
    assert_eq!(
        Err(ContractError::AssetMigrated {
            asset_token: "token".to_string()
        }),
        delisted().delist("token", Decimal::one())
    );
    assert_eq!(
        Err(ContractError::EndPriceZero {}),
        listing(None).delist("token", Decimal::zero())
    );
}

#[test]
fn an_update_changes_what_it_names() {
    let mut changed = listing(None);
    let new = ListingUpdate {
        min_ratio: Some(Decimal::percent(140)),
        debt_cap: Some(Uint128::new(7)),
        ..ListingUpdate::default()
    };

    update(&mut changed, new).unwrap();

    assert_eq!(Decimal::percent(20), changed.auction_discount);
    assert_eq!(Decimal::percent(140), changed.min_ratio);
    assert_eq!(Some(Uint128::new(7)), changed.debt_cap);
}

#[test]
fn the_largest_number_removes_a_cap() {
    let mut listing = listing(None);
    listing.debt_cap = Some(Uint128::new(7));

    update(&mut listing, ListingUpdate::default()).unwrap();
    assert_eq!(Some(Uint128::new(7)), listing.debt_cap);

    let none = ListingUpdate {
        debt_cap: Some(Uint128::MAX),
        ..ListingUpdate::default()
    };
    update(&mut listing, none).unwrap();
    assert_eq!(None, listing.debt_cap);
}

#[test]
fn a_live_asset_gets_no_ipo_and_a_delisted_one_no_update() {
    let ipo = ListingUpdate {
        ipo_params: Some(ipo_params()),
        ..ListingUpdate::default()
    };

    assert_eq!(
        Err(ContractError::NoIpoParams {
            asset_token: "token".to_string()
        }),
        update(&mut listing(None), ipo)
    );
    assert_eq!(
        Err(ContractError::AssetDeprecated {
            asset_token: "token".to_string()
        }),
        update(&mut delisted(), ListingUpdate::default())
    );
}

#[test]
fn a_minting_period_ends_after_its_registration_and_may_be_cut_short() {
    let api = MockApi::default();
    let registered_at = |now| Listing::new(new(Some(ipo_params())), now, &api).map(|_| ());
    let ended = ListingUpdate {
        ipo_params: Some(IPOParams {
            mint_end: 0,
            ..ipo_params()
        }),
        ..ListingUpdate::default()
    };

    assert_eq!(Ok(()), registered_at(999));
    assert_eq!(
        Err(ContractError::MintEndPassed {
            mint_end: 1_000,
            now: 1_000
        }),
        registered_at(1_000)
    );
    assert_eq!(Ok(()), update(&mut listing(Some(ipo_params())), ended));
}

#[test]
fn terms_of_an_ipo_have_a_price_a_ratio_and_a_trigger_with_an_address() {
    let api = MockApi::default();
    let checked = |change: fn(&mut IPOParams)| {
        let mut params = ipo_params();
        change(&mut params);
        check_ipo_params(&params, &api)
    };

    assert_eq!(Ok(()), checked(|_| {}));
    assert_eq!(
        Err(ContractError::PreIpoPriceZero {}),
        checked(|params| params.pre_ipo_price = Decimal::zero())
    );
    assert_eq!(
        Err(ContractError::MinRatioTooLow {
            ratio: Decimal::one()
        }),
        checked(|params| params.min_collateral_ratio_after_ipo = Decimal::one())
    );
    assert!(matches!(
        checked(|params| params.trigger_addr = Some("nobody".to_string())),
        Err(ContractError::Std(_))
    ));
}

use cosmwasm_std::Uint256;
use proptest::prelude::*;

use super::*;

const MOST: u128 = u128::MAX;

fn order(offer: u128, ask: u128) -> Order {
    Order::new(
        Addr::unchecked("bidder"),
        Asset::token("maapl", offer),
        Asset::native("uusd", ask),
    )
}

/// What a payment buys.
fn pay(order: &mut Order, amount: u128) -> Result<u128, ContractError> {
    Ok(fill(order, amount)?.0)
}

/// What a payment buys, and what of it comes back.
fn fill(order: &mut Order, amount: u128) -> Result<(u128, u128), ContractError> {
    let fill = order.fill(&Asset::native("uusd", amount))?;
    let [paid, surplus] = [&fill.paid, &fill.surplus].map(|asset| {
        assert_eq!(order.ask.info, asset.info);
        asset.amount.u128()
    });
    assert_eq!(order.offer.info, fill.bought.info);
    assert_eq!(amount, paid + surplus);
    Ok((fill.bought.amount.u128(), surplus))
}

fn too_small(received: u128, least: u128) -> Result<u128, ContractError> {
    let [received, least] = [received, least].map(Uint128::new);
    Err(ContractError::PaymentTooSmall { received, least })
}

#[test]
fn a_part_buys_its_part_rounded_down() {
    // Offer, ask, payment, bought: one payment on an order not yet filled.
    let cases = [
        (3, 9, 3, 1),
        (100, 7, 3, 42),
        (7, 100, 15, 1),
        (2, 3, 2, 1),
        (MOST, 1, 1, MOST),
        (1, MOST, MOST, 1),
        (MOST, MOST, MOST - 1, MOST - 1),
        (MOST, MOST - 1, 1, 1),
        (MOST - 1, MOST, MOST - 1, MOST - 2),
    ];

    for (offer, ask, payment, bought) in cases {
        let answer = pay(&mut order(offer, ask), payment);

        assert_eq!(Ok(bought), answer, "{payment} of {ask} for {offer}");
    }
}

#[test]
fn whoever_completes_an_order_gets_the_rests() {
    let mut order = order(1_000_000, 3_000_000);

    let bought = [(); 3].map(|()| pay(&mut order, 1_000_000));

    assert_eq!([Ok(333_333), Ok(333_333), Ok(333_334)], bought);
    assert!(order.is_filled());
}

#[test]
fn a_payment_that_buys_nothing_is_told_what_would() {
    assert_eq!(too_small(14, 15), pay(&mut order(7, 100), 14));
    assert_eq!(Ok(1), pay(&mut order(7, 100), 15));
    assert_eq!(
        too_small(MOST - 1, MOST),
        pay(&mut order(1, MOST), MOST - 1)
    );
    assert_eq!(too_small(1, 2), pay(&mut order(MOST - 1, MOST), 1));
}

#[test]
fn what_is_left_to_pay_is_enough_however_little() {
    let mut order = order(7, 100);
    pay(&mut order, 95).unwrap();

    assert_eq!(too_small(4, 5), pay(&mut order, 4));
    assert_eq!(Ok(1), pay(&mut order, 5));
}

#[test]
fn of_more_than_is_left_the_surplus_comes_back() {
    let fresh = order(100, 7);
    assert_eq!(Ok((100, 1)), fill(&mut fresh.clone(), 8));

    let mut begun = fresh;
    pay(&mut begun, 3).unwrap();

    for (amount, surplus) in [(4, 0), (5, 1), (MOST, MOST - 4)] {
        let mut order = begun.clone();
        assert_eq!(Ok((58, surplus)), fill(&mut order, amount));
        assert!(order.is_filled());
    }
}

#[test]
fn a_refused_payment_fills_nothing() {
    let mut order = order(7, 100);
    let before = order.clone();

    pay(&mut order, 14).unwrap_err();
    let wrong = order.fill(&Asset::native("uluna", 15u128));

    let received = Asset::native("uluna", 15u128).info;
    let asked = order.ask.info.clone();
    assert_eq!(Err(ContractError::WrongAsset { received, asked }), wrong);
    assert_eq!(before, order);
}

/// Amounts from 1 to the largest, small ones as often as large ones.
fn amount() -> impl Strategy<Value = u128> {
    (0..128u32, any::<u128>()).prop_map(|(zeros, bits)| (bits >> zeros).max(1))
}

proptest! {
    /// T-78: order with ask 0, offer 0, same asset, dust fill.
    #[test]
    fn however_an_order_is_split_both_sides_get_all_of_it(
        (offer, ask) in (amount(), amount()),
        parts in proptest::collection::vec(amount(), 0..20),
        beyond in any::<u128>(),
    ) {
        let mut order = order(offer, ask);
        let mut handed_out = 0;
        for part in parts {
            let left = ask - order.filled_ask.u128();
            if part >= left {
                break;
            }
            let exact = Uint256::from(offer) * Uint256::from(part) / Uint256::from(ask);
            match pay(&mut order, part) {
                Ok(bought) => {
                    prop_assert_eq!(exact, Uint256::from(bought));
                    handed_out += bought;
                }
                Err(refusal) => {
                    prop_assert!(exact.is_zero());
                    let is_too_small = matches!(refusal, ContractError::PaymentTooSmall { .. });
                    prop_assert!(is_too_small);
                }
            }
            let [asked, given] = [order.filled_ask, order.filled_offer];
            prop_assert!(given.full_mul(ask) <= asked.full_mul(offer), "under the price");
            prop_assert!(!order.is_filled());
        }

        let left = ask - order.filled_ask.u128();
        let (last, surplus) = fill(&mut order, left.saturating_add(beyond)).unwrap();
        handed_out += last;

        prop_assert_eq!(left.saturating_add(beyond) - left, surplus);
        prop_assert!(order.is_filled());
        prop_assert_eq!(offer, handed_out);
    }
}

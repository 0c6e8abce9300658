use terraswap::asset::AssetInfo;

use super::super::config::Disposal;
use super::*;

fn market(pair: &str, base: u128, asset: u128) -> Market {
    Market {
        pair: pair.to_string(),
        pool: Pool {
            base: Uint128::new(base),
            asset: Uint128::new(asset),
        },
    }
}

/// Vector 2 of clients.md section 11: a profit of 323,377,407 before gas.
fn candidate(idx: u128) -> Candidate {
    Candidate {
        idx,
        line: Line {
            asset: "masset".to_string(),
            collateral: AssetInfo::native("uusd"),
        },
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
        market: market("pair", 1_400_000_000_000, 10_000_000_000),
        outlet: None,
        held: Uint128::zero(),
    }
}

fn elsewhere(idx: u128) -> Candidate {
    Candidate {
        market: market("other", 1_400_000_000_000, 10_000_000_000),
        ..candidate(idx)
    }
}

fn seen(candidates: Vec<Candidate>) -> Seen {
    Seen {
        height: 7,
        time: 1_000,
        candidates,
        skipped: vec![],
        balance: Uint128::new(50_000_000_000),
        gas_balance: Uint128::new(50_000_000_000),
    }
}

fn limits() -> Limits {
    Limits {
        settings: Settings::default(),
        base: "uusd".to_string(),
        left: Uint128::new(100_000_000_000),
        fee: Uint128::new(12_000),
        is_stopped: false,
        gas_is_base: true,
        passed_over: BTreeSet::new(),
    }
}

fn planned(seen: &Seen, limits: &Limits) -> Vec<(u128, u128)> {
    let intents = plan(seen, limits);
    let told = intents.iter();
    told.map(|intent| (intent.candidate.idx, intent.deal.cost.u128()))
        .collect()
}

#[test]
fn a_position_for_sale_is_bought_whole() {
    let intents = plan(&seen(vec![candidate(3)]), &limits());

    assert_eq!(intents.len(), 1);
    assert_eq!(intents[0].deal.amount.u128(), 10_000_000);
    assert_eq!(intents[0].deal.gain(), Int256::from(323_377_407_u128));
    assert_eq!((intents[0].height, intents[0].time), (7, 1_000));
    let after_gas = profit(&intents[0].deal, limits().fee);
    assert_eq!(after_gas, Int256::from(323_365_407_u128));
}

/// The second would be bought in a pool that the first has moved.
#[test]
fn a_pool_is_used_once_and_the_most_profitable_comes_first() {
    let mut small = candidate(1);
    small.collateral = Uint128::new(200_000_000);
    small.debt = Uint128::new(1_000_000);

    let found = planned(&seen(vec![small, candidate(2), elsewhere(3)]), &limits());

    assert_eq!(found, [(2, 1_405_622_593), (3, 1_405_622_593)]);
}

#[test]
fn the_most_for_a_liquidation_and_for_an_hour_hold() {
    let mut limits = limits();
    limits.settings.max_value = Uint128::new(500_000_000);
    let [(_, cost)] = planned(&seen(vec![candidate(1)]), &limits)[..] else {
        panic!("it pays in parts, too")
    };
    assert!((499_999_000..=500_000_000).contains(&cost), "{cost}");

    limits.left = Uint128::new(300_000_000);
    let [(_, cost)] = planned(&seen(vec![candidate(1)]), &limits)[..] else {
        panic!("it pays in parts, too")
    };
    assert!((299_999_000..=300_000_000).contains(&cost), "{cost}");

    limits.left = Uint128::zero();
    assert_eq!(planned(&seen(vec![candidate(1)]), &limits), []);
}

/// Two of 1,405,622,593 together are more than the hour still pays.
#[test]
fn what_the_first_pays_is_not_there_for_the_second() {
    let mut limits = limits();
    limits.left = Uint128::new(2_000_000_000);

    let found = planned(&seen(vec![candidate(1), elsewhere(2)]), &limits);

    assert_eq!(found, [(1, 1_405_622_593)]);
}

#[test]
fn what_is_kept_for_gas_is_not_spent() {
    let mut seen = seen(vec![candidate(1)]);
    seen.balance = Uint128::new(1_000_000_000);

    let [(_, cost)] = planned(&seen, &limits())[..] else {
        panic!("it pays in parts, too")
    };
    assert!(cost <= 1_000_000_000 - 10_000_000 - 12_000, "{cost}");

    seen.gas_balance = Uint128::new(9_999_999);
    assert_eq!(planned(&seen, &limits()), []);
}

#[test]
fn nothing_is_sent_after_too_many_reverts() {
    let limits = Limits {
        is_stopped: true,
        ..limits()
    };

    assert_eq!(planned(&seen(vec![candidate(1)]), &limits), []);
}

/// The least profit, the least part of what is paid, and twice the gas: each alone decides.
#[test]
fn a_deal_pays_from_its_threshold_on() {
    let deal = best(&candidate(1), Uint128::MAX, &limits())
        .unwrap()
        .unwrap();
    let gain = 323_377_407_u128;
    let settings = |min_profit: u128, share: &str| Settings {
        min_profit: Uint128::new(min_profit),
        min_profit_share: share.parse().unwrap(),
        ..Settings::default()
    };
    let pays = |fee: u128, settings: &Settings| pays(&deal, Uint128::new(fee), settings).unwrap();

    assert!(pays(1_000, &settings(gain - 1_000, "0")));
    assert!(!pays(1_000, &settings(gain - 999, "0")));
    // 0.23 of 1,405,622,593 is 323,293,196.39, rounded up.
    assert!(pays(84_210, &settings(0, "0.23")));
    assert!(!pays(84_211, &settings(0, "0.23")));
    // A third of the gain is 107,792,469.
    assert!(pays(gain / 3, &settings(0, "0")));
    assert!(!pays(gain / 3 + 1, &settings(0, "0")));
}

#[test]
fn held_massets_are_bid_up_to_what_is_held() {
    let mut limits = limits();
    limits.settings.mode = Mode::Inventory;
    let mut held = candidate(1);
    held.held = Uint128::new(4_000_000);
    let seen = Seen {
        balance: Uint128::zero(),
        ..seen(vec![held])
    };

    let intents = plan(&seen, &limits);

    assert_eq!(intents[0].deal.amount.u128(), 4_000_000);
    assert_eq!(intents[0].deal.cost.u128(), 560_000_000);
}

/// Kept collateral counts less a tenth: with a discount of a fifth it still pays; with a haircut of a
/// quarter it does not.
#[test]
fn kept_collateral_has_to_pay_after_its_haircut() {
    let mut kept = candidate(1);
    kept.line.collateral = AssetInfo::native("uluna");
    kept.terms.collateral_price = Decimal::percent(200);
    kept.collateral = Uint128::new(1_000_000_000);
    let mut limits = limits();
    limits.settings.collateral = Disposal::Keep;

    assert_eq!(planned(&seen(vec![kept.clone()]), &limits).len(), 1);
    limits.settings.haircut = Decimal::percent(25);
    assert_eq!(planned(&seen(vec![kept]), &limits), []);
}

/// The pool that is sold into counts as used, too.
#[test]
fn collateral_is_sold_in_a_pool_that_nobody_else_of_the_round_uses() {
    let mut sold = candidate(1);
    sold.line.collateral = AssetInfo::token("mother");
    sold.terms.collateral_price = Decimal::percent(200);
    sold.collateral = Uint128::new(1_000_000_000);
    sold.outlet = Some(market("other", 2_000_000_000_000, 1_000_000_000_000));

    let found = planned(&seen(vec![sold, elsewhere(2)]), &limits());

    assert_eq!(found.len(), 1);
}

#[test]
fn a_position_that_was_refused_is_left_alone() {
    let limits = Limits {
        passed_over: BTreeSet::from([1]),
        ..limits()
    };

    let found = planned(&seen(vec![candidate(1), elsewhere(2)]), &limits);

    assert_eq!(found, [(2, 1_405_622_593)]);
}

/// A pool without anything in it, or amounts beyond all bounds, hide no other position.
#[test]
fn what_can_not_be_counted_with_is_passed_over() {
    let mut broken = candidate(1);
    broken.market = market("pair", 0, 0);

    let found = planned(&seen(vec![broken, elsewhere(2)]), &limits());

    assert_eq!(found, [(2, 1_405_622_593)]);
}

#[test]
fn a_market_is_used_that_agrees_with_the_oracle() {
    let oracle = Decimal::percent(10_000);
    let gap = Decimal::percent(30);
    let priced = |price: u128| market("pair", price * 1_000, 1_000);
    let usable = |market: &Market| usable("masset", oracle, Some(market), gap);

    for price in [70, 100, 130] {
        assert_eq!(usable(&priced(price)), Ok(priced(price)));
    }
    for price in [69, 131] {
        let skip = Skip::Apart {
            asset: "masset".to_string(),
            oracle,
            market: Decimal::from_ratio(price, 1_u128),
        };
        assert_eq!(usable(&priced(price)), Err(skip));
    }
}

#[test]
fn an_empty_market_is_none() {
    let asset = || "masset".to_string();
    let empty = market("pair", 0, 1_000);

    for market in [None, Some(&empty)] {
        let found = usable("masset", Decimal::one(), market, Decimal::percent(30));
        assert_eq!(found, Err(Skip::NoMarket { asset: asset() }));
    }
}

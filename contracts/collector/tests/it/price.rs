//! The oracle's prices and how they bound swaps.

use mirror_collector::ContractError;
use mirror_protocol::collector::ConfigUpdate;
use mirror_testing::{assert_refused, decimal};
use terraswap::asset::AssetInfo;
use terraswap_pair::ContractError as PairError;

use crate::setup::{base, convert, luna, Setup};

impl Setup {
    /// An mAsset at 400 base. The collector holds much of it.
    fn with_fee(mut self) -> (Self, AssetInfo) {
        let token = self.lists("mAAPL", [400_000_000_000, 1_000_000_000]);
        self.earns(&token, 10_000_000);
        (self, token)
    }

    fn a_year_passes(&mut self) {
        self.market.chain.pass(31_536_000);
    }
}

fn too_old(info: &AssetInfo, last_updated: u64, now: u64) -> ContractError {
    ContractError::PriceTooOld {
        asset: info.to_string(),
        last_updated,
        now,
    }
}

#[test]
fn mir_at_its_oracle_price_is_bought_within_one_percent() {
    let mut setup = Setup::with_oracle();
    let mir = setup.mir.clone();
    setup.feeds(&mir, "0.5");
    setup.earns(&base(), 20_000_000_000);

    setup.accepts("0.005");
    let refusal = setup.converts(&mir);
    setup.accepts("0.01");
    setup.converts(&mir).unwrap();

    // 6,000,000,000 are expected, and 0.598 % of it are missing.
    let expected = PairError::MaxSpreadAssertion {
        return_amount: 5_964_107_676u128.into(),
        spread_amount: 17_946_162u128.into(),
        commission_amount: 17_946_162u128.into(),
    };
    assert_refused(refusal, expected);
    assert_eq!(5_964_107_676, setup.stock(&mir));
}

/// T-76: `convert` sandwiched, run by anyone.
#[test]
fn a_pool_that_was_moved_is_refused() {
    let mut setup = Setup::with_pool([1_095_445_115_010, 1_825_741_858_350]);
    let (mir, oracle) = (setup.mir.clone(), setup.oracle.to_string());
    setup.configures(ConfigUpdate {
        mirror_oracle: Some(oracle),
        ..ConfigUpdate::default()
    });
    setup.feeds(&mir, "0.5");
    setup.earns(&base(), 20_000_000_000);

    let refusal = setup.converts(&mir);

    // The limit is 3,286,335,345. 6,572,670,690 are expected, and 17.2 % of it are missing.
    let error: PairError = refusal.unwrap_err().downcast().unwrap();
    let PairError::MaxSpreadAssertion { return_amount, .. } = error else {
        panic!("{error:?}");
    };
    assert_eq!(5_444_460_515, return_amount.u128());
    assert_eq!(20_000_000_000, setup.stock(&base()));
    let preview = setup.preview(&mir);
    assert_eq!(3_286_335_345, preview.amount.u128());
    assert_eq!(Some(decimal("0.5")), preview.belief_price);
}

#[test]
fn the_belief_price_is_the_inverse_of_the_rate_rounded_down() {
    let (mut setup, token) = Setup::with_oracle().with_fee();

    for (rate, belief_price) in [
        ("400", "0.0025"),
        ("3", "0.333333333333333333"),
        ("1", "1"),
        ("0.7", "1.428571428571428571"),
        ("0.000000000000000001", "1000000000000000000"),
        ("1000000000", "0.000000001"),
    ] {
        setup.feeds(&token, rate);
        assert_eq!(
            Some(decimal(belief_price)),
            setup.preview(&token).belief_price,
            "{rate}"
        );
    }
}

#[test]
fn decimals_of_both_assets_count() {
    let mut setup = Setup::with_oracle();
    // 18 decimals, 2,000 base of 6 decimals: 0.000000002 micro base for the smallest unit.
    let wei = AssetInfo::native("awei");
    let many = 10u128.pow(18);
    setup.pools([base(), wei.clone()], [2_000_000_000_000, 1_000 * many]);
    setup.feeds(&wei, "0.000000002");
    setup.earns(&wei, 3 * many);
    // No decimals, 5 base: 5,000,000 micro base for the smallest unit.
    let whole = AssetInfo::native("whole");
    setup.pools([base(), whole.clone()], [5_000_000_000_000, 1_000_000]);
    setup.feeds(&whole, "5000000");
    setup.earns(&whole, 3_000);

    assert_eq!(Some(decimal("0.0005")), setup.preview(&wei).belief_price);
    assert_eq!(Some(decimal("0.2")), setup.preview(&whole).belief_price);
    for info in [&wei, &whole] {
        setup.converts(info).unwrap();
        assert_eq!(0, setup.stock(info));
    }

    // A price that does not fit the pool is noticed, whatever the decimals are.
    setup.next_block();
    setup.earns(&wei, many);
    setup.feeds(&wei, "0.000000003");
    setup.feeds(&whole, "8000000");
    setup.earns(&whole, 1_000);
    for info in [&wei, &whole] {
        let error: PairError = setup.converts(info).unwrap_err().downcast().unwrap();
        assert!(matches!(error, PairError::MaxSpreadAssertion { .. }));
    }
}

#[test]
fn a_configured_pair_is_asked_for_its_decimals() {
    let mut setup = Setup::with_oracle();
    let (mir, pair) = (setup.mir.clone(), setup.mir_pair.contract_addr.clone());
    setup.feeds(&mir, "0.5");
    setup.earns(&base(), 20_000_000_000);
    setup.configures(ConfigUpdate {
        mir_ust_pair: Some(pair),
        ..ConfigUpdate::default()
    });

    assert_eq!(Some(decimal("0.5")), setup.preview(&mir).belief_price);
    setup.converts(&mir).unwrap();

    assert_eq!(5_964_107_676, setup.stock(&mir));
}

#[test]
fn over_a_hop_both_prices_count() {
    let mut setup = Setup::with_oracle();
    let token = setup.market.new_token("LUNAX", 6);
    setup.pools([luna(), token.clone()], [1_200_000_000, 1_000_000_000]);
    setup.pools([base(), luna()], [10_000_000_000, 1_000_000_000]);
    setup.routes(&token, "uluna");
    setup.earns(&token, 1_000_000);
    setup.feeds(&token, "12");
    assert_eq!(None, setup.preview(&token).belief_price);

    setup.feeds(&luna(), "10");

    // One luna is worth 10 / 12 of a staking token.
    let belief_price = setup.preview(&token).belief_price;
    assert_eq!(Some(decimal("0.833333333333333333")), belief_price);
    setup.converts(&token).unwrap();
    assert_eq!(0, setup.stock(&luna()));

    // The hook is bounded by the price of luna, too.
    setup.next_block();
    setup.earns(&token, 1_000_000);
    setup.feeds(&token, "13.2");
    setup.feeds(&luna(), "11");
    let error: PairError = setup.converts(&token).unwrap_err().downcast().unwrap();
    assert!(matches!(error, PairError::MaxSpreadAssertion { .. }));
    assert_eq!(1_000_000, setup.stock(&token));
}

#[test]
fn an_asset_without_a_feed_is_bounded_by_its_spread_alone() {
    let (mut setup, token) = Setup::with_oracle().with_fee();

    assert_eq!(None, setup.preview(&token).belief_price);
    assert_eq!(3_000_000, setup.converted(&token));
}

#[test]
fn a_price_serves_for_its_age_and_not_a_second_longer() {
    let (mut setup, token) = Setup::with_oracle().with_fee();
    let posted = setup.market.chain.now();
    setup.feeds(&token, "400");
    let alice = setup.alice.clone();
    let some = convert(&token, Some(1));

    setup.market.chain.at(posted + 60);
    setup.send(&alice, &some).unwrap();
    setup.market.chain.at(posted + 61);
    let refusal = setup.send(&alice, &some);

    assert_refused(refusal, too_old(&token, posted, posted + 61));
    setup.configures(ConfigUpdate {
        price_max_age: Some(61),
        ..ConfigUpdate::default()
    });
    setup.send(&alice, &some).unwrap();
    setup.configures(ConfigUpdate {
        price_max_age: Some(u64::MAX),
        ..ConfigUpdate::default()
    });
    setup.a_year_passes();
    setup.send(&alice, &some).unwrap();
}

#[test]
fn the_owner_may_use_an_old_price_but_not_a_wrong_one() {
    let (mut setup, token) = Setup::with_oracle().with_fee();
    let owner = setup.owner.clone();
    let posted = setup.market.chain.now();
    setup.feeds(&token, "400");
    setup.a_year_passes();

    assert_refused(
        setup.converts(&token),
        too_old(&token, posted, setup.market.chain.now()),
    );
    setup.send(&owner, &convert(&token, Some(1_000))).unwrap();

    setup.feeds(&token, "500");
    setup.a_year_passes();
    let refusal = setup.send(&owner, &convert(&token, Some(1_000)));
    let error: PairError = refusal.unwrap_err().downcast().unwrap();
    assert!(matches!(error, PairError::MaxSpreadAssertion { .. }));
}

#[test]
fn a_price_that_was_never_posted_is_waited_for() {
    let (mut setup, token) = Setup::with_oracle().with_fee();
    let owner = setup.owner.clone();
    setup.registers(&token);
    let now = setup.market.chain.now();

    assert_refused(setup.converts(&token), too_old(&token, 0, now));
    let refusal = setup.send(&owner, &convert(&token, None));
    assert_refused(refusal, too_old(&token, 0, now));
}

#[test]
fn a_stale_price_of_mir_stops_the_buying_only() {
    let (mut setup, token) = Setup::with_oracle().with_fee();
    let mir = setup.mir.clone();
    let posted = setup.market.chain.now();
    setup.feeds(&mir, "0.5");
    setup.market.chain.at(posted + 61);
    setup.feeds(&token, "400");

    setup.converts(&token).unwrap();

    let refusal = setup.converts(&mir);
    assert_refused(refusal, too_old(&mir, posted, posted + 61));
}

#[test]
fn prices_out_of_all_proportion_are_an_error() {
    let mut setup = Setup::with_oracle();
    let token = setup.market.new_token("DUST", 6);
    setup.pools([luna(), token.clone()], [1_000_000, 1_000_000]);
    setup.routes(&token, "uluna");
    setup.earns(&token, 1_000);

    for (offered, asked) in [
        ("1000000000", "0.000000000000000001"),
        ("0.000000000000000001", "1000000000"),
    ] {
        setup.feeds(&token, offered);
        setup.feeds(&luna(), asked);

        let refusal = setup.converts(&token);

        let expected = ContractError::BeliefPriceOutOfRange {
            offer: token.to_string(),
            ask: "uluna".to_string(),
        };
        assert_refused(refusal, expected);
    }
}

#[test]
fn without_an_oracle_no_belief_price_is_sent() {
    let (mut setup, token) = Setup::new().with_fee();
    setup.feeds(&token, "400");
    setup.a_year_passes();

    assert_eq!(None, setup.preview(&token).belief_price);
    setup.converts(&token).unwrap();
}

//! T-77: whoever makes a pair must not set the price of a fee.

use cosmwasm_std::Addr;
use mirror_protocol::collateral_oracle::SourceType;
use mirror_protocol::collector::ConfigUpdate;
use mirror_testing::assert_refused;
use terraswap::asset::AssetInfo;

use crate::belief::{assert_beyond_spread, fixed, keepers_only, FED};
use crate::setup::{base, convert, luna, of, Setup};

/// 9,999.9 tokens.
const FEES: u128 = 9_999_900_000;

impl Setup {
    /// An attacker makes a pair with 1,000,000 of the asset and 100 of another one.
    fn with_own_pair(&mut self, info: &AssetInfo, other: AssetInfo) -> Addr {
        let attacker = self.market.account("attacker");
        let assets = [other.amount(100_000_000u128), of(info, 1_000_000_000_000)];
        let pair = self.market.new_pool(&attacker, assets);
        Addr::unchecked(pair.contract_addr)
    }

    /// A fee token without a price and without a pair.
    fn with_lone_fee() -> (Self, AssetInfo) {
        let mut setup = Self::new();
        let token = setup.market.new_token("ANC", 6);
        setup.earns(&token, FEES);
        (setup, token)
    }
}

/// T-77: fake pair or token in collector, mint, staking.
/// An asset that nobody knows is no fee. The attack succeeds with it: in four blocks all
/// of it is sold for less than one base.
#[test]
fn an_asset_that_nobody_knows_is_sold_at_any_price() {
    let (mut setup, token) = Setup::with_lone_fee();
    setup.with_own_pair(&token, base());

    let mut amounts = vec![];
    for _ in 0..5 {
        amounts.push(setup.converted(&token));
        setup.next_block();
    }

    let limits = [3_000_000_000, 3_009_000_000, 3_018_027_000, 972_873_000, 0];
    assert_eq!(limits.to_vec(), amounts);
    assert_eq!(987_125, setup.stock(&base()));
}

/// T-77: fake pair or token in collector, mint, staking.
#[test]
fn a_collateral_is_not_sold_into_an_attackers_own_pair() {
    // The collateral is priced at 1.2 base; the attacker's pair pays 0.0001.
    let (mut setup, token) = Setup::with_lone_fee();
    setup.accepts_as_collateral(&token, fixed("1.2"));
    setup.with_own_pair(&token, base());
    for _ in 0..2 {
        assert_beyond_spread(setup.converts(&token));
        setup.market.chain.pass(1_200);
    }

    // The collateral is known, but nobody prices it.
    let (mut setup, token) = Setup::with_lone_fee();
    setup.accepts_as_collateral(&token, FED);
    setup.with_own_pair(&token, base());
    for _ in 0..2 {
        assert_refused(setup.converts(&token), keepers_only(&token));
        setup.market.chain.pass(1_200);
    }
    assert_eq!(FEES, setup.stock(&token));
}

/// T-77: fake pair or token in collector, mint, staking.
#[test]
fn a_collateral_is_not_sold_before_its_oracle_is_named() {
    let (mut setup, token) = Setup::with_lone_fee();
    let mirror_oracle = setup.oracle.to_string();
    setup.configures(ConfigUpdate {
        mirror_oracle: Some(mirror_oracle),
        mint_contract: Some(String::new()),
        ..ConfigUpdate::default()
    });
    setup.with_own_pair(&token, base());

    assert_refused(setup.converts(&token), keepers_only(&token));
}

/// T-77: fake pair or token in collector, mint, staking.
/// Messages for the predecessor name neither an oracle nor mint.
#[test]
fn a_collector_that_is_told_of_no_oracle_goes_by_the_spread_alone() {
    let (mut setup, token) = Setup::with_lone_fee();
    setup.accepts_as_collateral(&token, FED);
    setup.configures(ConfigUpdate {
        mint_contract: Some(String::new()),
        ..ConfigUpdate::default()
    });
    setup.with_own_pair(&token, base());

    assert_eq!(3_000_000_000, setup.converted(&token));
}

/// T-77: fake pair or token in collector, mint, staking.
#[test]
fn a_native_collateral_is_not_sold_into_an_attackers_own_pair() {
    let mut setup = Setup::new();
    let denom = AssetInfo::native("awei");
    setup.accepts_as_collateral(&denom, FED);
    setup.earns(&denom, FEES);
    setup.with_own_pair(&denom, base());

    assert_refused(setup.converts(&denom), keepers_only(&denom));
}

/// T-77: fake pair or token in collector, mint, staking.
#[test]
fn a_hops_pair_may_be_an_attackers_own_too() {
    let mut setup = Setup::with_oracle();
    let token = setup.market.new_token("LUNAX", 6);
    let (hop, owner) = (AssetInfo::native("whole"), setup.owner.clone());
    setup.pools([hop.clone(), token.clone()], [1_000_000_000; 2]);
    setup.routes(&token, "whole");
    setup.accepts_as_collateral(&token, fixed("1.2"));
    setup.earns(&token, 1_000);
    setup.earns(&hop, FEES);
    setup.with_own_pair(&hop, base());
    setup.with_own_pair(&luna(), base());
    setup.earns(&luna(), FEES);

    // Time does not help: the average of the attacker's pair is the attacker's.
    for _ in 0..2 {
        for info in [&hop, &luna(), &token] {
            assert_refused(setup.converts(info), keepers_only(info));
        }
        setup.market.chain.pass(1_200);
    }

    // Once both assets have a price, the prices of the pairs do not count.
    setup.feeds(&hop, "1.2");
    setup.feeds(&token, "1.2");
    assert_beyond_spread(setup.converts(&hop));
    assert_eq!(1_000, setup.converted(&token));
    // A keeper or the owner converts the rest, bounded by the average.
    setup.send(&owner, &convert(&luna(), None)).unwrap();
}

/// T-77: fake pair or token in collector, mint, staking.
#[test]
fn a_way_over_a_hop_goes_by_both_prices() {
    let mut setup = Setup::new();
    let token = setup.market.new_token("LUNAX", 6);
    setup.routes(&token, "uluna");
    setup.with_own_pair(&token, luna());
    setup.accepts_as_collateral(&token, fixed("12"));
    setup.earns(&token, FEES);
    assert_refused(setup.converts(&token), keepers_only(&token));

    setup.accepts_as_collateral(&luna(), fixed("10"));

    assert_beyond_spread(setup.converts(&token));
}

/// A hop that is bought counts at its lower price, an asset that is sold at its higher price.
#[test]
fn a_price_from_a_pair_counts_from_the_side_that_asks_more() {
    let mut setup = Setup::new();
    let token = setup.market.new_token("LUNAX", 6);
    setup.pools([luna(), token.clone()], [1_200_000_000, 1_000_000_000]);
    let pair = setup.pools([base(), luna()], [10_000_000_000, 1_000_000_000]);
    setup.routes(&token, "uluna");
    setup.market.chain.pass(600);
    setup.accepts_as_collateral(&token, fixed("12"));
    setup.accepts_as_collateral(
        &luna(),
        SourceType::AmmPair {
            pair_addr: pair.contract_addr.clone(),
            intermediate_denom: None,
        },
    );
    let pair = terraswap::pair::Pair(Addr::unchecked(pair.contract_addr));
    setup.earns(&token, 1_000);
    setup.earns(&luna(), 1_000);
    let whale = setup.market.account("whale");
    let amount = of(&base(), 10_000_000_000);
    setup.market.give(&whale, &amount);
    let swap = pair.swap(amount, None, None, None).unwrap();
    setup.market.send(&whale, swap).unwrap();

    setup.next_block();

    // For one block luna was at four times its price. Its average is 10.295845, and 1 / average of
    // the inverse is 10.074738. So the belief prices are 1 / 10.295845 and 10.074738 / 12.
    let believed = |info: &AssetInfo| setup.preview(info).belief_price.unwrap().to_string();
    assert_eq!("0.097126558005752636", believed(&luna()));
    assert_eq!("0.839561466289944631", believed(&token));
}

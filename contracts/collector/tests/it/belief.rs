//! Which price bounds a swap, and who may convert when there is none.

use cosmwasm_std::Addr;
use mirror_collector::ContractError;
use mirror_protocol::collateral_oracle::{self, SourceType};
use mirror_protocol::collector::{ConfigUpdate, ExecuteMsg};
use mirror_protocol::{mint, oracle};
use mirror_testing::{assert_refused, decimal, pair_of_another_layout, percent};
use terraswap::asset::AssetInfo;
use terraswap::factory::PairFactory;
use terraswap_pair::ContractError as PairError;

use crate::setup::{base, convert, luna, Setup, MIR_POOL};

/// The mirror oracle that is configured in the collateral oracle.
pub(crate) const FED: SourceType = SourceType::MirrorOracle { oracle_addr: None };

pub(crate) fn fixed(price: &str) -> SourceType {
    let price = decimal(price);
    SourceType::FixedPrice { price }
}

pub(crate) fn keepers_only(info: &AssetInfo) -> ContractError {
    ContractError::KeepersOnly {
        asset: info.to_string(),
    }
}

#[track_caller]
pub(crate) fn assert_beyond_spread(outcome: anyhow::Result<cw_multi_test::AppResponse>) {
    let error: PairError = outcome.unwrap_err().downcast().unwrap();
    assert!(
        matches!(error, PairError::MaxSpreadAssertion { .. }),
        "{error:?}"
    );
}

impl Setup {
    /// A collateral that its pool prices at 1.2 base. The collector holds some of it.
    fn with_collateral(price_source: SourceType) -> (Self, AssetInfo) {
        let mut setup = Self::new();
        let token = setup.lists("ANC", [1_200_000_000, 1_000_000_000]);
        setup.accepts_as_collateral(&token, price_source);
        setup.earns(&token, 2_000_000);
        (setup, token)
    }

    /// The owner names a keeper. Tells who that is.
    pub(crate) fn names_keeper(&mut self) -> Addr {
        let keeper = self.market.account("keeper");
        self.configures(ConfigUpdate {
            keepers: Some(vec![keeper.to_string()]),
            ..ConfigUpdate::default()
        });
        keeper
    }

    fn tells_collateral_oracle(&mut self, msg: &collateral_oracle::ExecuteMsg) {
        let (owner, oracle) = (self.owner.clone(), self.collateral_oracle.clone());
        let outcome = self.market.chain.execute(&owner, &oracle, msg, &[]);
        outcome.expect("the collateral oracle is told");
    }

    fn tells_oracle(&mut self, msg: &oracle::ExecuteMsg) {
        let (owner, oracle) = (self.owner.clone(), self.oracle.clone());
        let outcome = self.market.chain.execute(&owner, &oracle, msg, &[]);
        outcome.expect("the oracle is told");
    }

    fn tells_mint(&mut self, msg: &mint::ExecuteMsg) {
        let (owner, mint) = (self.owner.clone(), self.mint.clone());
        let outcome = self.market.chain.execute(&owner, &mint, msg, &[]);
        outcome.expect("mint is told");
    }

    /// Mint lists an mAsset, which makes it a collateral.
    pub(crate) fn registers_at_mint(&mut self, token: &AssetInfo) {
        self.tells_mint(&mint::ExecuteMsg::RegisterAsset {
            asset_token: token.to_string(),
            auction_discount: percent(20),
            min_collateral_ratio: percent(150),
            ipo_params: None,
            debt_cap: None,
            collateral: None,
        });
    }

    fn delists(&mut self, token: &AssetInfo, end_price: &str) {
        self.tells_mint(&mint::ExecuteMsg::RegisterMigration {
            asset_token: token.to_string(),
            end_price: decimal(end_price),
        });
    }

    fn believes(&self, info: &AssetInfo) -> Option<String> {
        let price = self.preview(info).belief_price;
        price.map(|price| price.to_string())
    }

    fn converts_at(
        &mut self,
        sender: &Addr,
        info: &AssetInfo,
        belief_price: &str,
    ) -> anyhow::Result<cw_multi_test::AppResponse> {
        let msg = ExecuteMsg::Convert {
            asset_token: info.to_string(),
            amount: None,
            belief_price: Some(decimal(belief_price)),
        };
        self.send(sender, &msg)
    }
}

fn some(text: &str) -> Option<String> {
    Some(text.to_string())
}

#[test]
fn a_collateral_is_sold_at_the_collateral_oracles_price() {
    let (mut setup, token) = Setup::with_collateral(fixed("1.2"));

    // 1 / 1.2 tokens for one base.
    assert_eq!(some("0.833333333333333333"), setup.believes(&token));
    assert_eq!(2_000_000, setup.converted(&token));

    setup.next_block();
    setup.earns(&token, 1_000_000);
    setup.tells_collateral_oracle(
        &collateral_oracle::ExecuteMsg::UpdateCollateralPriceSource {
            asset: token.clone(),
            price_source: fixed("1.25"),
        },
    );
    assert_eq!(some("0.8"), setup.believes(&token));
    assert_beyond_spread(setup.converts(&token));
}

#[test]
fn a_revoked_collateral_keeps_its_price() {
    let (mut setup, token) = Setup::with_collateral(fixed("1.25"));

    setup.tells_collateral_oracle(&collateral_oracle::ExecuteMsg::RevokeCollateralAsset {
        asset: token.clone(),
    });

    assert_eq!(some("0.8"), setup.believes(&token));
    assert_beyond_spread(setup.converts(&token));
}

#[test]
fn a_native_collateral_is_sold_at_its_price() {
    let mut setup = Setup::new();
    setup.pools([base(), luna()], [10_000_000_000, 1_000_000_000]);
    setup.accepts_as_collateral(&luna(), fixed("10"));
    setup.earns(&luna(), 1_000_000);

    assert_eq!(some("0.1"), setup.believes(&luna()));
    assert_eq!(1_000_000, setup.converted(&luna()));
}

#[test]
fn the_mirror_oracles_price_goes_before_the_collateral_oracles() {
    let (mut setup, token) = Setup::with_collateral(fixed("3"));
    let mirror_oracle = setup.oracle.to_string();
    setup.configures(ConfigUpdate {
        mirror_oracle: Some(mirror_oracle),
        ..ConfigUpdate::default()
    });
    assert_eq!(some("0.333333333333333333"), setup.believes(&token));
    let posted = setup.market.chain.now();
    setup.feeds(&token, "1.25");
    assert_eq!(some("0.8"), setup.believes(&token));

    // A price of the mirror oracle that is too old is waited for; no other source takes its place.
    setup.market.chain.pass(61);

    let expected = ContractError::PriceTooOld {
        asset: token.to_string(),
        last_updated: posted,
        now: posted + 61,
    };
    assert_refused(setup.converts(&token), expected);
}

#[test]
fn a_collateral_oracles_price_serves_as_long_as_its_source_says() {
    // The price is fed to an oracle that the collector asks only through the collateral oracle.
    let (mut setup, token) = Setup::with_collateral(FED);
    let posted = setup.market.chain.now();
    setup.feeds(&token, "1.2");
    let (alice, some_tokens) = (setup.alice.clone(), convert(&token, Some(1_000)));

    setup.market.chain.at(posted + 60);
    setup.send(&alice, &some_tokens).unwrap();
    setup.market.chain.at(posted + 61);
    let expected = ContractError::PriceTooOld {
        asset: token.to_string(),
        last_updated: posted,
        now: posted + 61,
    };
    assert_refused(setup.send(&alice, &some_tokens), expected);
    let owner = setup.owner.clone();
    setup.send(&owner, &some_tokens).unwrap();

    // A fixed price has no age.
    let (mut setup, token) = Setup::with_collateral(fixed("1.2"));
    setup.market.chain.pass(31_536_000);
    setup.converts(&token).unwrap();
}

#[test]
fn a_halted_price_serves_nobody_not_even_the_owner() {
    let mut setup = Setup::with_oracle();
    let [fed, collateral] = ["mAAPL", "ANC"].map(|name| setup.lists(name, [1_000_000_000; 2]));
    let (owner, mir) = (setup.owner.clone(), setup.mir.clone());
    setup.accepts_as_collateral(&collateral, FED);
    for info in [&fed, &collateral, &base()] {
        setup.earns(info, 1_000);
    }
    for info in [&fed, &collateral, &mir] {
        setup.feeds(info, if *info == mir { "0.5" } else { "1" });
    }
    let halts = |halts: bool| {
        let asset_tokens = [&fed, &collateral, &mir].map(AssetInfo::to_string).to_vec();
        match halts {
            true => oracle::ExecuteMsg::Halt { asset_tokens },
            false => oracle::ExecuteMsg::Resume { asset_tokens },
        }
    };
    let until = setup.market.chain.now() + 21_600;
    setup.tells_oracle(&halts(true));

    for without_oracle in [false, true] {
        if without_oracle {
            // Without the mirror oracle the collateral oracle tells the halt.
            setup.configures(ConfigUpdate {
                mirror_oracle: Some(String::new()),
                ..ConfigUpdate::default()
            });
        }
        for (info, priced) in [(&fed, &fed), (&collateral, &collateral), (&base(), &mir)] {
            if without_oracle && *info != collateral {
                continue;
            }
            let expected = || ContractError::PriceHalted {
                asset: priced.to_string(),
                until,
            };
            assert_refused(setup.converts(info), expected());
            assert_refused(setup.send(&owner, &convert(info, None)), expected());
        }
    }

    // The owner may name a price of his own, and anybody converts once the halt is over.
    setup.converts_at(&owner, &collateral, "1").unwrap();
    setup.earns(&collateral, 1_000);
    setup.tells_oracle(&halts(false));
    setup.next_block();
    setup.converts(&collateral).unwrap();
}

#[test]
fn a_collateral_without_a_price_is_for_keepers_and_the_owner() {
    // The collateral oracle knows the asset, but its price was never fed.
    let (mut setup, token) = Setup::with_collateral(FED);
    let (owner, some_tokens) = (setup.owner.clone(), convert(&token, Some(1_000)));
    assert_eq!(None, setup.believes(&token));

    assert_refused(setup.converts(&token), keepers_only(&token));
    setup.send(&owner, &some_tokens).unwrap();

    // With a keeper named, others are refused at once.
    let keeper = setup.names_keeper();
    assert_refused(setup.converts(&token), ContractError::Unauthorized {});
    for sender in [&keeper, &owner] {
        setup.send(sender, &some_tokens).unwrap();
    }
    assert_eq!(2_000_000 - 3_000, setup.stock(&token));
}

#[test]
fn a_delisted_masset_is_sold_at_its_end_price_for_ever() {
    let mut setup = Setup::with_oracle();
    let token = setup.lists("mAAPL", [400_000_000_000, 1_000_000_000]);
    setup.registers_at_mint(&token);
    setup.feeds(&token, "410");
    setup.delists(&token, "400");
    setup.earns(&token, 1_000_000);
    // A price of the mirror oracle comes first as long as it is fresh, so that mint need not be
    // asked.
    assert_eq!(some("0.002439024390243902"), setup.believes(&token));

    setup.market.chain.pass(31_536_000);

    assert_eq!(some("0.0025"), setup.believes(&token));
    assert_eq!(1_000_000, setup.converted(&token));
    // The same without a mirror oracle.
    setup.next_block();
    setup.configures(ConfigUpdate {
        mirror_oracle: Some(String::new()),
        ..ConfigUpdate::default()
    });
    assert_eq!(0, setup.converted(&token));
    setup.earns(&token, 1_000_000);
    setup.configures(ConfigUpdate {
        max_spread: Some(decimal("0.001")),
        ..ConfigUpdate::default()
    });
    assert_eq!(some("0.0025"), setup.believes(&token));
    assert_beyond_spread(setup.converts(&token));
}

#[test]
fn an_asset_that_mint_lists_is_a_fee_even_if_no_oracle_knows_it() {
    let mut setup = Setup::new();
    let token = setup.lists("mAAPL", [400_000_000_000, 1_000_000_000]);
    setup.earns(&token, 1_000_000);
    setup.registers_at_mint(&token);
    let oracle = setup.new_collateral_oracle();
    setup.tells_mint(&mint::ExecuteMsg::UpdateConfig(mint::ConfigUpdate {
        collateral_oracle: Some(oracle.to_string()),
        ..mint::ConfigUpdate::default()
    }));

    assert_refused(setup.converts(&token), keepers_only(&token));
}

#[test]
fn an_asset_whose_price_cannot_be_queried_is_for_keepers() {
    let (mut setup, token) = Setup::with_collateral(fixed("1.2"));
    let nobody = setup.market.account("nobody");

    // The collateral oracle that mint names is no contract.
    setup.tells_mint(&mint::ExecuteMsg::UpdateConfig(mint::ConfigUpdate {
        collateral_oracle: Some(nobody.to_string()),
        ..mint::ConfigUpdate::default()
    }));

    assert_refused(setup.converts(&token), keepers_only(&token));
}

#[test]
fn without_mint_all_that_the_mirror_oracle_does_not_price_is_for_keepers() {
    let mut setup = Setup::with_oracle();
    setup.configures(ConfigUpdate {
        mint_contract: Some(String::new()),
        ..ConfigUpdate::default()
    });
    let [fed, other] = ["mAAPL", "OTHER"].map(|symbol| setup.lists(symbol, [1_000_000_000; 2]));
    setup.feeds(&fed, "1");
    for info in [&fed, &other, &base()] {
        setup.earns(info, 1_000);
    }

    assert_eq!(1_000, setup.converted(&fed));
    assert_refused(setup.converts(&other), keepers_only(&other));
    // MIR is priced by the average of its pair.
    assert_eq!(1_996, setup.converted(&base()));
}

#[test]
fn mir_without_a_price_or_a_past_is_bought_by_keepers_only() {
    let mut setup = Setup::new();
    let mir = setup.mir.clone();
    setup.earns(&base(), 1_000_000);
    let other = setup.market.new_token("MIRROR", 6);
    setup.pools([base(), other.clone()], MIR_POOL);
    setup.configures(ConfigUpdate {
        mirror_token: Some(other.to_string()),
        ..ConfigUpdate::default()
    });
    setup.market.chain.pass(594);

    assert_refused(setup.converts(&base()), keepers_only(&base()));
    let owner = setup.owner.clone();
    setup.send(&owner, &convert(&base(), Some(1_000))).unwrap();

    // After ten minutes the pair has an average.
    setup.next_block();
    assert_eq!(some("0.5000000000099825"), setup.believes(&other));
    assert_eq!(999_000, setup.converted(&other));
    assert_eq!(0, setup.stock(&mir));
}

/// The collector is upgraded before the pairs: what it can not read is no price.
#[test]
fn a_pair_that_stores_its_track_in_another_layout_gives_no_belief_price() {
    let mut setup = Setup::new();
    setup.earns(&base(), 1_000_000);
    let mir = setup.mir.clone();
    setup.market.chain.pass(600);
    assert!(setup.believes(&mir).is_some());
    let factory = PairFactory(setup.market.factory.clone());
    let pair = factory.pair(&setup.market.chain.app.wrap(), [base(), mir.clone()]);
    let pair = Addr::unchecked(pair.unwrap().contract_addr);

    setup.market.chain.upgrade(&pair, pair_of_another_layout());

    assert_eq!(None, setup.believes(&mir));
    assert_refused(setup.converts(&base()), keepers_only(&base()));
}

#[test]
fn the_owner_may_bring_his_own_belief_price() {
    let (mut setup, token) = Setup::with_collateral(FED);
    let [owner, alice] = [&setup.owner, &setup.alice].map(Addr::clone);

    assert_beyond_spread(setup.converts_at(&owner, &token, "0.82"));
    let refusal = setup.converts_at(&owner, &token, "0");
    let out_of_range = ContractError::BeliefPriceOutOfRange {
        offer: token.to_string(),
        ask: "uusd".to_string(),
    };
    assert_refused(refusal, out_of_range);
    // Nobody else may name a price, not even a keeper.
    let keeper = setup.names_keeper();
    for sender in [&keeper, &alice] {
        let refusal = setup.converts_at(sender, &token, "0.83");
        assert_refused(refusal, ContractError::Unauthorized {});
    }

    setup
        .converts_at(&owner, &token, "0.833333333333333333")
        .unwrap();

    assert_eq!(0, setup.stock(&token));
}

#[test]
fn the_owners_belief_price_stands_for_an_old_one() {
    let mut setup = Setup::with_oracle();
    let token = setup.lists("mAAPL", [300_000_000_000, 1_000_000_000]);
    setup.earns(&token, 1_000_000);
    setup.feeds(&token, "400");
    setup.market.chain.pass(31_536_000);
    let owner = setup.owner.clone();

    assert_beyond_spread(setup.send(&owner, &convert(&token, None)));
    setup
        .converts_at(&owner, &token, "0.003333333333333333")
        .unwrap();

    assert_eq!(0, setup.stock(&token));
}

#[test]
fn oracle_and_mint_are_contracts_that_count_in_the_base_denom() {
    let mut setup = Setup::with_oracle();
    let owner = setup.owner.clone();
    let [oracle, mint] = [setup.oracle_in("ukrw"), setup.mint_in("ukrw")];
    let names = |field: &str, contract: &Addr| {
        let (oracle, mint) = match field {
            "mirror_oracle" => (Some(contract.to_string()), None),
            _ => (None, Some(contract.to_string())),
        };
        ExecuteMsg::UpdateConfig(Box::new(ConfigUpdate {
            mirror_oracle: oracle,
            mint_contract: mint,
            ..ConfigUpdate::default()
        }))
    };
    let expected = |of: &str, found: &str, base_denom: &str| ContractError::OtherBaseDenom {
        of: of.to_string(),
        found: found.to_string(),
        base_denom: base_denom.to_string(),
    };
    let before = setup.config();

    for (field, other) in [("mirror_oracle", &oracle), ("mint_contract", &mint)] {
        let refusal = setup.send(&owner, &names(field, other));
        assert_refused(refusal, expected(field, "ukrw", "uusd"));
        for none in [setup.alice.clone(), setup.market.factory.clone()] {
            assert!(setup.send(&owner, &names(field, &none)).is_err());
        }
    }
    // A new base denom must be theirs, too.
    let msg = ExecuteMsg::UpdateConfig(Box::new(ConfigUpdate {
        base_denom: Some("ukrw".to_string()),
        ..ConfigUpdate::default()
    }));
    let refusal = setup.send(&owner, &msg);
    assert_refused(refusal, expected("mirror_oracle", "uusd", "ukrw"));
    assert_eq!(before, setup.config());
}

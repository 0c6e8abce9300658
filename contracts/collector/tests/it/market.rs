//! Which pairs are used, and how the balances of tokens are read.

use cosmwasm_std::Addr;
use cw_multi_test::Executor;
use mirror_protocol::collector::ConfigUpdate;
use mirror_testing::codes::Code;
use terraswap::asset::AssetInfo;
use terraswap::pair;

use crate::setup::{base, of, preview, Setup};
use crate::stubs;

impl Setup {
    /// A token that runs this code instead of MIR's, with a pool of a million of each.
    fn with_token_of(mut self, code: Code, symbol: &str) -> (Self, AssetInfo) {
        let token = self.creates(code, symbol);
        self.market.new_pair([&base(), &token]);
        self.fills_with(&token, 1_000_000);
        (self, token)
    }

    fn creates(&mut self, code: Code, symbol: &str) -> AssetInfo {
        let owner = self.owner.clone();
        let msg = stubs::token(symbol, owner.as_str());
        AssetInfo::token(self.market.chain.create(code, &owner, &msg))
    }

    /// Give the pair this amount of both assets. Its balances are its reserves.
    fn fills_with(&mut self, token: &AssetInfo, amount: u128) {
        let factory = terraswap::factory::PairFactory(self.market.factory.clone());
        let assets = [base(), token.clone()];
        let pair = factory.pair(&self.market.chain.app.wrap(), assets).unwrap();
        let pair = Addr::unchecked(pair.contract_addr);
        for info in [base(), token.clone()] {
            self.market.give(&pair, &of(&info, amount));
        }
    }

    /// A pair that the factory has not made.
    fn makes_pair(&mut self, asset_infos: [AssetInfo; 2]) -> Addr {
        let owner = self.market.account("attacker");
        let msg = pair::InstantiateMsg {
            asset_infos,
            token_code_id: self.market.token_code,
            asset_decimals: [6, 6],
        };
        let (app, code) = (&mut self.market.chain.app, self.market.pair_code);
        let pair = app.instantiate_contract(code, owner, &msg, &[], "pair", None);
        pair.unwrap()
    }
}

/// T-77: fake pair or token in collector, mint, staking.
#[test]
fn a_pair_that_the_factory_does_not_name_is_never_used() {
    let mut setup = Setup::new();
    let token = setup.lists("mAAPL", [400_000_000_000, 1_000_000_000]);
    setup.earns(&token, 1_000_000);
    let attacker = setup.market.account("attacker");

    // A pair of the same assets in the other order, at a price of 1 instead of 400.
    let fake = setup.makes_pair([token.clone(), base()]);
    let assets = [token.clone(), base()].map(|info| of(&info, 1_000_000_000));
    for asset in &assets {
        setup.market.give(&attacker, asset);
        setup.market.allow(&attacker, &fake, asset);
    }
    let provision = pair::Pair(fake.clone()).provide_liquidity(assets, None, None);
    setup.market.send(&attacker, provision.unwrap()).unwrap();
    setup.converts(&token).unwrap();

    assert_eq!(398_401_597, setup.stock(&base()));
    assert_eq!(1_000_000_000, setup.market.balance(&fake, &token));
    // The factory does not make a second pair of these assets.
    let again = terraswap::factory::PairFactory(setup.market.factory.clone())
        .create_pair([token, base()])
        .unwrap();
    assert!(setup.market.send(&attacker, again).is_err());
}

/// T-77: fake pair or token in collector, mint, staking.
#[test]
fn another_factory_names_other_pairs_at_once() {
    let mut setup = Setup::new();
    let token = setup.lists("mAAPL", [400_000_000_000, 1_000_000_000]);
    setup.earns(&token, 10_000_000);
    setup.converts(&token).unwrap();
    setup.next_block();
    let owner = setup.owner.clone();
    let msg = terraswap::factory::InstantiateMsg {
        pair_code_id: setup.market.pair_code,
        token_code_id: setup.market.token_code,
    };
    let code = mirror_testing::codes::terraswap_factory();
    let other = setup.market.chain.create(code, &owner, &msg);
    setup.configures(ConfigUpdate {
        terraswap_factory: Some(other.to_string()),
        ..ConfigUpdate::default()
    });

    assert!(setup.converts(&token).is_err());

    let former = setup.market.factory.to_string();
    setup.configures(ConfigUpdate {
        terraswap_factory: Some(former),
        ..ConfigUpdate::default()
    });
    setup.converts(&token).unwrap();
}

/// T-77: fake pair or token in collector, mint, staking.
#[test]
fn a_pair_that_comes_later_is_found() {
    let mut setup = Setup::new();
    let token = setup.market.new_token("mLATE", 6);
    setup.earns(&token, 1_000);
    assert!(setup.converts(&token).is_err());

    setup.pools([base(), token.clone()], [1_000_000, 1_000_000]);

    assert_eq!(1_000, setup.converted(&token));
}

/// T-77: fake pair or token in collector, mint, staking.
#[test]
fn a_worthless_token_buys_base_for_the_collector_and_nothing_else() {
    let mut setup = Setup::new();
    let token = setup.lists("WORTHLESS", [1_000_000, 1_000_000]);
    setup.earns(&token, 1_000_000_000);
    let mir_before = setup.mir_pool();

    assert_eq!(3_000, setup.converted(&token));

    assert_eq!(2_982, setup.stock(&base()));
    assert_eq!(mir_before, setup.mir_pool());
}

#[test]
fn a_token_of_other_code_is_asked() {
    let (mut setup, token) = Setup::new().with_token_of(stubs::halving_token(), "HALF");
    setup.earns(&token, 1_000);

    // The token has stored 1,000 and answers half.
    assert_eq!(500, setup.preview(&token).amount.u128());
    setup.earns(&token, 1_000_000);
    // The token answers that the pair has 500,000.
    assert_eq!(1_500, setup.preview(&token).amount.u128());
}

#[test]
fn a_token_of_mirs_code_is_read_from_its_store() {
    let mut setup = Setup::new();
    let minter = setup.owner.clone();
    let code = setup.market.chain.app.store_code(stubs::mute_token());
    let make = |setup: &mut Setup, symbol: &str| {
        let msg = stubs::token(symbol, minter.as_str());
        let app = &mut setup.market.chain.app;
        let token = app.instantiate_contract(code, minter.clone(), &msg, &[], symbol, None);
        AssetInfo::token(token.unwrap())
    };
    let [token, mir] = ["MUTE", "MIR"].map(|symbol| make(&mut setup, symbol));
    setup.market.new_pair([&base(), &token]);
    setup.fills_with(&token, 1_000_000);
    setup.earns(&token, 1_000_000);
    let question = preview(token.id());
    let chain = &setup.market.chain;
    let error = chain.query_error(&setup.collector, &question);
    assert!(error.contains("voice not found"), "{error}");

    setup.configures(ConfigUpdate {
        mirror_token: Some(mir.to_string()),
        ..ConfigUpdate::default()
    });

    assert_eq!(3_000, setup.preview(&token).amount.u128());
}

#[test]
fn when_mir_is_no_contract_every_token_is_asked() {
    let nobody = mirror_testing::TestChain::new().account("nobody");
    let mut setup = Setup::with_message(crate::setup::MIR_POOL, |msg| {
        msg.mirror_token = nobody.to_string();
    });
    let token = setup.lists("mAAPL", [400_000_000_000, 1_000_000_000]);
    setup.earns(&token, 1_000_000);

    setup.converts(&token).unwrap();

    assert_eq!(398_401_597, setup.stock(&base()));
}

#[test]
fn a_gift_to_the_pool_counts_as_its_reserve() {
    let mut setup = Setup::new();
    let token = setup.lists("mAAPL", [1_000_000, 1_000_000]);
    setup.fills_with(&token, 1_000_000);
    setup.earns(&token, 1_000_000);

    assert_eq!(6_000, setup.converted(&token));
}

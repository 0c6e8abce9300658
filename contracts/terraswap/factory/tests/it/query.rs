//! The pairs that the factory knows.

use terraswap::asset::{AssetInfo, PairInfo};
use terraswap::factory::{PairFactory, PairsResponse, QueryMsg};

use crate::setup::{base, luna, Setup};

impl Setup {
    fn page(&self, start_after: Option<&PairInfo>, limit: Option<u32>) -> Vec<PairInfo> {
        let question = QueryMsg::Pairs {
            start_after: start_after.map(|pair| pair.asset_infos.clone()),
            limit,
        };
        let factory = &self.market.factory;
        let page: PairsResponse = self.market.chain.query(factory, &question);
        page.pairs
    }

    /// So many pairs of base and a token.
    fn with_pairs(mut self, pairs: u8) -> Self {
        for _ in 0..pairs {
            let token = self.market.new_token("mABC", 6);
            self.market.new_pair([&base(), &token]);
        }
        self
    }
}

#[test]
fn a_pair_is_found_by_its_assets_in_any_order() {
    let mut setup = Setup::new();
    let token = setup.token.clone();
    let pair = setup.market.new_pair([&base(), &token]);

    for asset_infos in [[base(), token.clone()], [token, base()]] {
        let question = QueryMsg::Pair { asset_infos };
        let found: PairInfo = setup.market.chain.query(&setup.market.factory, &question);
        assert_eq!(pair, found);
    }
}

#[test]
fn what_is_read_from_the_store_is_what_the_factory_answers() {
    let mut setup = Setup::new();
    let token = setup.token.clone();
    let pair = setup.market.new_pair([&base(), &token]);
    let factory = PairFactory(setup.market.factory.clone());
    let app = &setup.market.chain.app;

    for asset_infos in [[base(), token.clone()], [token, base()]] {
        let found = factory.stored_pair(&app.wrap(), app.api(), asset_infos);
        assert_eq!(Ok(pair.clone()), found);
    }
    let unknown = [base(), luna()];
    assert_eq!(
        factory.pair(&app.wrap(), unknown.clone()),
        factory.stored_pair(&app.wrap(), app.api(), unknown)
    );
}

#[test]
fn two_assets_without_a_pair_are_an_error() {
    let setup = Setup::new();
    let shouted = AssetInfo::token(setup.token.id().to_uppercase());

    let asset_infos = [base(), luna()];
    let error = setup.query_error(&QueryMsg::Pair { asset_infos });
    assert!(error.contains("pair not found: uusd-uluna"), "{error}");
    let asset_infos = [base(), shouted];
    let error = setup.query_error(&QueryMsg::Pair { asset_infos });
    assert!(error.contains("not normalized"), "{error}");
    let asset_infos = [base(), AssetInfo::native("u".repeat(256))];
    let error = setup.query_error(&QueryMsg::Pair { asset_infos });
    assert!(error.contains("256 bytes, at most 255"), "{error}");
}

/// T-12: unbounded work.
#[test]
fn a_page_holds_ten_pairs_unless_told_and_thirty_at_most() {
    let setup = Setup::new().with_pairs(31);

    for (limit, entries) in [(None, 10), (Some(0), 0), (Some(30), 30), (Some(31), 30)] {
        assert_eq!(entries, setup.page(None, limit).len());
    }
    assert_eq!(30, setup.page(None, Some(u32::MAX)).len());
}

/// T-12: unbounded work.
#[test]
fn a_walk_over_the_pages_meets_each_pair_once() {
    let setup = Setup::new().with_pairs(12);
    let all = setup.page(None, Some(30));
    assert_eq!(12, all.len());

    let mut walked: Vec<PairInfo> = vec![];
    loop {
        let mut last = walked.last().cloned();
        // The order in which the last pair's assets are named is irrelevant.
        if let Some(last) = &mut last {
            last.asset_infos.reverse();
        }
        let page = setup.page(last.as_ref(), Some(5));
        if page.is_empty() {
            break;
        }
        walked.extend(page);
    }

    assert_eq!(all, walked);
}

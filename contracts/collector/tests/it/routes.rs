//! Conversions over a hop, and `luna_swap_hook`.

use mirror_collector::ContractError;
use mirror_protocol::collector::{ConfigUpdate, QueryMsg, Route, RoutesResponse};
use mirror_testing::{assert_attributes, assert_refused, attributes};
use terraswap::asset::AssetInfo;

use crate::setup::{base, luna, route, Setup};

impl Setup {
    /// A staking token with a pool of luna, and luna with a pool of base and a price.
    fn with_staking_token() -> (Self, AssetInfo) {
        let mut setup = Self::with_oracle();
        let token = setup.market.new_token("LUNAX", 6);
        setup.pools([luna(), token.clone()], [1_000_000_000, 1_000_000_000]);
        setup.pools([base(), luna()], [10_000_000_000, 1_000_000_000]);
        setup.feeds(&luna(), "10");
        (setup, token)
    }

    fn page(&self, start_after: Option<&str>, limit: Option<u32>) -> Vec<Route> {
        let question = QueryMsg::Routes {
            start_after: start_after.map(str::to_string),
            limit,
        };
        let page: RoutesResponse = self.market.chain.query(&self.collector, &question);
        page.routes
    }
}

#[test]
fn a_staking_token_becomes_luna_and_that_base_in_one_transaction() {
    let (mut setup, token) = Setup::with_staking_token();
    setup.routes(&token, "uluna");
    setup.configures(ConfigUpdate {
        lunax_token: Some(token.to_string()),
        ..ConfigUpdate::default()
    });
    setup.earns(&token, 1_000_000);

    let response = setup.converts(&token).unwrap();

    let told: Vec<_> = attributes(&response, &setup.collector);
    let told: Vec<_> = told.iter().map(|(_, value)| value.as_str()).collect();
    let expected = [
        "convert",
        "lunax_swap",
        token.id(),
        "1000000",
        "luna_swap_hook",
    ];
    assert_eq!(expected.to_vec(), told);
    assert_eq!(0, setup.stock(&token));
    assert_eq!(0, setup.stock(&luna()));
    // 1,000,000 lunax: gross 999,000, commission 2,997: 996,003 luna: gross 9,950,119,
    // commission 29,851.
    assert_eq!(9_920_268, setup.stock(&base()));
}

#[test]
fn a_swap_over_a_hop_is_called_by_its_token() {
    let (mut setup, token) = Setup::with_staking_token();
    setup.routes(&token, "uluna");
    setup.earns(&token, 1_000);
    let name = token.to_string();
    let neither = ConfigUpdate {
        lunax_token: Some(String::new()),
        bluna_token: Some(String::new()),
        ..ConfigUpdate::default()
    };
    let bluna = ConfigUpdate {
        bluna_token: Some(name.clone()),
        ..neither.clone()
    };
    let both = ConfigUpdate {
        lunax_token: Some(name),
        ..bluna.clone()
    };

    for (update, swap_type) in [
        (neither, "hop"),
        (bluna, "bluna_swap"),
        (both, "lunax_swap"),
    ] {
        setup.configures(update);
        assert_eq!(swap_type, setup.preview(&token).swap_type);
        let response = setup.converts(&token).unwrap();
        assert_eq!(swap_type, setup.told(&response, "swap_type"));
    }
}

#[test]
fn another_hop_waits_for_its_own_conversion() {
    let (mut setup, token) = Setup::with_staking_token();
    setup.routes(&token, "uluna");
    setup.configures(ConfigUpdate {
        luna_denom: Some("umoon".to_string()),
        ..ConfigUpdate::default()
    });
    setup.earns(&token, 1_000_000);

    let response = setup.converts(&token).unwrap();

    assert_eq!("hop", setup.told(&response, "swap_type"));
    assert_eq!(996_003, setup.stock(&luna()));
    assert_eq!(996_003, setup.converted(&luna()));
    assert_eq!(9_920_268, setup.stock(&base()));
}

#[test]
fn a_hop_that_is_the_base_denom_goes_no_further() {
    let mut setup = Setup::new();
    let token = setup.lists("mAAPL", [1_000_000_000, 1_000_000_000]);
    setup.routes(&token, "uusd");
    setup.configures(ConfigUpdate {
        luna_denom: Some("uusd".to_string()),
        ..ConfigUpdate::default()
    });
    setup.earns(&token, 1_000_000);

    setup.converts(&token).unwrap();

    assert_eq!(996_003, setup.stock(&base()));
}

#[test]
fn hook_and_conversion_of_luna_share_its_limit() {
    let (mut setup, token) = Setup::with_staking_token();
    setup.accepts("0.05");
    setup.routes(&token, "uluna");
    setup.earns(&luna(), 10_000_000);
    assert_eq!(3_000_000, setup.converted(&luna()));
    setup.earns(&token, 1_000_000);

    setup.converts(&token).unwrap();

    assert_eq!(7_000_000 + 996_003, setup.stock(&luna()));
    setup.next_block();
    setup.earns(&token, 1_000);
    setup.converts(&token).unwrap();
    // The hook sells all luna that is there, up to 0.3 % of 1,003,000,000.
    assert_eq!(7_000_000 + 996_003 + 995 - 3_009_000, setup.stock(&luna()));
    assert_eq!(0, setup.converted(&luna()));
}

#[test]
fn nothing_to_convert_over_a_hop_sends_no_message() {
    let (mut setup, token) = Setup::with_staking_token();
    setup.routes(&token, "uluna");
    setup.earns(&luna(), 10);

    assert_eq!(0, setup.converted(&token));

    assert_eq!(10, setup.stock(&luna()));
}

#[test]
fn converting_a_routed_denom_that_is_not_held_is_no_error() {
    let mut setup = Setup::new();
    setup.routes(&AssetInfo::native("uosmo"), "uluna");

    assert_eq!(0, setup.converted(&AssetInfo::native("uosmo")));
}

#[test]
fn a_removed_route_leads_to_the_base_denom_again() {
    let (mut setup, token) = Setup::with_staking_token();
    setup.pools([base(), token.clone()], [1_000_000_000, 1_000_000_000]);
    setup.routes(&token, "uluna");
    setup.earns(&token, 10_000_000);
    assert_eq!(3_000_000, setup.converted(&token));

    let owner = setup.owner.clone();
    for _ in 0..2 {
        let response = setup.send(&owner, &route(token.id(), None)).unwrap();
        let expected = [("action", "update_route")];
        assert_attributes(&response, &setup.collector, &expected);
    }

    assert!(setup.page(None, None).is_empty());
    assert_eq!("direct", setup.preview(&token).swap_type);
    // The asset has one limit for the block, with its route or without.
    assert_eq!(0, setup.converted(&token));
    setup.next_block();
    assert_eq!(3_000_000, setup.converted(&token));
}

#[test]
fn neither_mir_nor_the_base_denom_has_a_route() {
    let mut setup = Setup::new();
    let (owner, mir) = (setup.owner.clone(), setup.mir.clone());

    for info in [mir, base()] {
        let refusal = setup.send(&owner, &route(info.id(), Some("uluna")));

        let asset = info.to_string();
        assert_refused(refusal, ContractError::NeverRouted { asset });
    }
}

#[test]
fn a_routed_denom_that_became_the_base_buys_mir() {
    let mut setup = Setup::new();
    setup.routes(&luna(), "uosmo");
    let mir = setup.mir.clone();
    setup.pools([luna(), mir.clone()], [1_000_000_000, 1_000_000_000]);
    setup.market.chain.pass(600);
    setup.configures(ConfigUpdate {
        base_denom: Some("uluna".to_string()),
        mint_contract: Some(String::new()),
        ..ConfigUpdate::default()
    });
    setup.earns(&luna(), 1_000_000);

    let response = setup.converts(&luna()).unwrap();

    assert_eq!("direct", setup.told(&response, "swap_type"));
    assert_eq!(996_003, setup.stock(&mir));
}

#[test]
fn there_are_fifty_routes_at_most() {
    let mut setup = Setup::new();
    let owner = setup.owner.clone();
    for number in 0..50 {
        setup.routes(&AssetInfo::native(format!("denom{number:02}")), "uluna");
    }

    let refusal = setup.send(&owner, &route("another", Some("uluna")));

    assert_refused(refusal, ContractError::TooManyRoutes { most: 50 });
    // A route may be changed, and a new one is possible after another was removed.
    setup.routes(&AssetInfo::native("denom00"), "uosmo");
    setup.send(&owner, &route("denom01", None)).unwrap();
    setup.routes(&AssetInfo::native("another"), "uluna");
}

/// T-12: unbounded work.
#[test]
fn routes_are_paged() {
    let mut setup = Setup::new();
    for number in 0..31 {
        setup.routes(&AssetInfo::native(format!("denom{number:02}")), "uluna");
    }
    let name = |number: usize| format!("denom{number:02}");

    assert_eq!(10, setup.page(None, None).len());
    assert_eq!(30, setup.page(None, Some(31)).len());
    assert!(setup.page(None, Some(0)).is_empty());
    let mut met = vec![];
    while met.len() < 31 {
        let last = met.last().cloned();
        let page = setup.page(last.as_deref(), Some(7));
        assert!(!page.is_empty());
        met.extend(page.into_iter().map(|route| route.asset));
    }
    assert_eq!((0..31).map(name).collect::<Vec<_>>(), met);
    assert!(setup.page(Some("denom30"), None).is_empty());
    let first = Route {
        asset: "denom00".to_string(),
        hop: "uluna".to_string(),
    };
    assert_eq!(vec![first], setup.page(None, Some(1)));
}

#[test]
fn only_the_hop_with_a_pair_can_be_taken() {
    let (mut setup, token) = Setup::with_staking_token();
    setup.routes(&token, "uosmo");
    setup.earns(&token, 1_000);

    assert!(setup.converts(&token).is_err());

    assert_eq!(1_000, setup.stock(&token));
}

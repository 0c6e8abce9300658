//! `instantiate` and `post_initialize`.

use cosmwasm_std::{Addr, Binary, Decimal, Uint128};
use mirror_factory::ContractError;
use mirror_protocol::factory::{
    ConfigResponse, ConfigUpdate, DistributionInfoResponse, ExecuteMsg, QueryMsg,
};
use mirror_protocol::staking::{self, PoolInfoResponse};
use mirror_testing::{assert_refused, attributes, codes, usual_params};

use crate::before_post_initialize::{fixed, one_track, track, Bare};
use crate::setup::{cancellation, execution};

fn config(bare: &Bare) -> ConfigResponse {
    bare.market.chain.query(&bare.factory, &QueryMsg::Config {})
}

/// T-15: first message to set up a contract taken by a stranger.
#[test]
fn only_the_deployer_completes_the_set_up() {
    let mut bare = Bare::new(&one_track(&[]), true);
    bare.make_pair();
    let attacker = bare.market.account("attacker");
    let set_up = bare.post_initialize(None);

    let factory = bare.factory.clone();
    let refusal = bare.market.chain.execute(&attacker, &factory, &set_up, &[]);

    assert_refused(refusal, ContractError::Unauthorized {});
    bare.sends(&set_up).unwrap();
    assert_refused(bare.sends(&set_up), ContractError::Unauthorized {});
}

#[test]
fn before_the_set_up_nothing_else_works() {
    let mut bare = Bare::new(&one_track(&[]), true);
    let name = bare.deployer.to_string();
    let messages = [
        ExecuteMsg::UpdateConfig(ConfigUpdate::default()),
        ExecuteMsg::UpdateWeight {
            asset_token: name.clone(),
            weight: 1,
        },
        ExecuteMsg::Whitelist {
            name: name.clone(),
            symbol: "AAPL".to_string(),
            oracle_feeder: name.clone(),
            params: usual_params(),
        },
        ExecuteMsg::PassCommand {
            contract_addr: name.clone(),
            msg: Binary::default(),
        },
        ExecuteMsg::RevokeAsset {
            asset_token: name.clone(),
            end_price: None,
        },
        ExecuteMsg::MigrateAsset {
            name: Some(name.clone()),
            symbol: Some("AAPL".to_string()),
            from_token: name,
            end_price: Some(Decimal::one()),
            oracle_feeder: None,
        },
        execution(&Addr::unchecked("token")),
        cancellation(&Addr::unchecked("token")),
        ExecuteMsg::StartRelease {},
        ExecuteMsg::Distribute {},
    ];

    bare.market.chain.pass(1_000);
    for msg in messages {
        assert_refused(bare.sends(&msg), ContractError::NotInitialized {});
    }
}

#[test]
fn the_set_up_opens_the_staking_pool_of_mir() {
    let mut bare = Bare::new(&one_track(&[]), true);
    bare.make_pair();
    let set_up = bare.post_initialize(None);

    let response = bare.sends(&set_up).unwrap();

    let event = attributes(&response, &bare.factory);
    assert_eq!(vec![("action".into(), "post_initialize".into())], event);
    let question = staking::QueryMsg::PoolInfo {
        asset_token: bare.mirror_token.to_string(),
    };
    let _: PoolInfoResponse = bare.market.chain.query(&bare.staking, &question);
    let info: DistributionInfoResponse = bare
        .market
        .chain
        .query(&bare.factory, &QueryMsg::DistributionInfo {});
    let expected = DistributionInfoResponse {
        weights: vec![(bare.mirror_token.to_string(), 300)],
        last_distributed: 1_000,
    };
    assert_eq!(expected, info);
}

#[test]
fn the_pair_of_mir_has_to_exist() {
    let mut bare = Bare::new(&one_track(&[]), true);
    let set_up = bare.post_initialize(None);

    assert_refused(bare.sends(&set_up), ContractError::MirrorPairMissing {});
}

#[test]
fn addresses_are_empty_until_they_are_known() {
    let mut bare = Bare::new(&one_track(&[(0, 1, 5)]), true);
    bare.make_pair();

    let before = config(&bare);
    let set_up = bare.post_initialize(None);
    bare.sends(&set_up).unwrap();
    let after = config(&bare);

    assert_eq!("", before.owner);
    assert_eq!("", before.mirror_token);
    assert_eq!("", before.commission_collector);
    assert_eq!("uusd", before.base_denom);
    assert_eq!(1_000, before.genesis_time);
    assert_eq!(track(&[(0, 1, 5)]), before.distribution_schedule);
    let expected = ConfigResponse {
        owner: bare.deployer.to_string(),
        mirror_token: bare.mirror_token.to_string(),
        mint_contract: bare.market.account("someone").to_string(),
        staking_contract: bare.staking.to_string(),
        commission_collector: bare.market.account("someone").to_string(),
        oracle_contract: bare.market.account("someone").to_string(),
        terraswap_factory: bare.market.factory.to_string(),
        ..before
    };
    assert_eq!(expected, after);
}

#[test]
fn fixed_distributions_may_wait_for_their_recipients() {
    let mut bare = Bare::new(&one_track(&[]), true);
    bare.make_pair();
    let community = bare.market.account("community");
    bare.market.chain.at(1_500);

    let given = vec![fixed(&community, &[(0, 1_000, 1_000)])];
    let set_up = bare.post_initialize(Some(given.clone()));
    bare.sends(&set_up).unwrap();
    bare.market.chain.at(1_600);
    bare.sends(&ExecuteMsg::Distribute {}).unwrap();

    // They count from genesis, not from the set-up.
    assert_eq!(600, bare.mir(&community));
    assert_eq!(Some(given), config(&bare).fixed_distributions);
}

/// T-74: MIR above 370,575,000.
#[test]
fn what_the_set_up_adds_counts_against_the_supply() {
    let eight_years = 252_288_000;
    let msg = one_track(&[(0, eight_years, 315_675_000_000_000)]);
    let mut bare = Bare::new(&msg, true);
    bare.make_pair();
    let community = bare.market.account("community");

    let set_up = bare.post_initialize(Some(vec![fixed(&community, &[(0, 10, 1)])]));
    let expected = ContractError::ReleaseExceedsSupply {
        planned: Uint128::new(315_675_000_000_001),
        most: Uint128::new(315_675_000_000_000),
    };
    assert_refused(bare.sends(&set_up), expected);

    let set_up = bare.post_initialize(Some(vec![fixed(&community, &[(7, 7, 0)])]));
    let expected = ContractError::ScheduleUnusable { start: 7, end: 7 };
    assert_refused(bare.sends(&set_up), expected);
}

#[test]
fn a_factory_is_not_made_with_a_bad_plan() {
    let mut bare = Bare::new(&one_track(&[]), true);
    let deployer = bare.deployer.clone();
    let refusal = |bare: &mut Bare, msg: &_| {
        let outcome = bare
            .market
            .chain
            .try_create(codes::factory(), &deployer, msg);
        outcome.unwrap_err().downcast::<ContractError>().unwrap()
    };

    let reversed = one_track(&[(10, 5, 1)]);
    let expected = ContractError::ScheduleUnusable { start: 10, end: 5 };
    assert_eq!(expected, refusal(&mut bare, &reversed));

    let mut mirror = one_track(&[]);
    mirror.mirror_distribution_schedule = Some(track(&[(0, 5, 1), (4, 6, 1)]));
    let expected = ContractError::ScheduleUnusable { start: 4, end: 6 };
    assert_eq!(expected, refusal(&mut bare, &mirror));

    let mut nameless = one_track(&[]);
    nameless.base_denom = String::new();
    let expected = ContractError::BaseDenomMissing {};
    assert_eq!(expected, refusal(&mut bare, &nameless));
}

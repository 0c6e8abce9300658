//! A release that is held: `start_release`.

use cosmwasm_std::Uint128;
use mirror_factory::ContractError;
use mirror_protocol::factory::{
    ConfigResponse, ConfigUpdate, DistributionInfoResponse, ExecuteMsg, QueryMsg,
};
use mirror_testing::{assert_refused, attributes};

use crate::before_post_initialize::{fixed, held, one_track, track, Bare};
use crate::setup::weight;

const WEEK: u64 = 604_800;
const YEAR: u64 = 31_536_000;
const DISTRIBUTE: ExecuteMsg = ExecuteMsg::Distribute {};
const START: ExecuteMsg = ExecuteMsg::StartRelease {};

fn config(bare: &Bare) -> ConfigResponse {
    bare.market.chain.query(&bare.factory, &QueryMsg::Config {})
}

fn last_distributed(bare: &Bare) -> u64 {
    let question = QueryMsg::DistributionInfo {};
    let info: DistributionInfoResponse = bare.market.chain.query(&bare.factory, &question);
    info.last_distributed
}

/// A release that began with the factory would pay the first pool 1,711,094 MIR of the mAssets'
/// column if the deployment paused for a week.
#[test]
fn a_pause_in_the_deployment_pays_nobody() {
    let first_year = (0, YEAR, 89_212_500_000_000);
    let mut bare = Bare::new(&held(&[first_year]), true);
    bare.make_pair();
    let community = bare.market.account("community");
    bare.market.chain.pass(WEEK);
    let set_up = bare.post_initialize(Some(vec![fixed(&community, &[(0, YEAR, 315_360_000)])]));
    bare.sends(&set_up).unwrap();
    bare.market.chain.pass(WEEK);
    assert_refused(bare.sends(&DISTRIBUTE), ContractError::ReleaseHeld {});
    assert_eq!(0, config(&bare).genesis_time);

    let now = 1_000 + 2 * WEEK;
    let response = bare.sends(&START).unwrap();
    assert_eq!(now, config(&bare).genesis_time);
    assert_eq!(now, last_distributed(&bare));
    let too_early = ContractError::TooEarlyToDistribute { next: now + 60 };
    assert_refused(bare.sends(&DISTRIBUTE), too_early);
    bare.market.chain.pass(60);
    bare.sends(&DISTRIBUTE).unwrap();

    // 89,212,500,000,000 x 60 / 31,536,000, rounded down; and 60 seconds of 10 each.
    assert_eq!(169_734_589, bare.mir(&bare.staking));
    assert_eq!(600, bare.mir(&community));
    let event = attributes(&response, &bare.factory);
    let expected = [
        ("action".into(), "start_release".into()),
        ("genesis_time".into(), now.to_string()),
    ];
    assert_eq!(expected[..], event);
}

#[test]
fn weights_and_schedules_may_change_while_the_release_is_held() {
    let mut bare = Bare::ready(&held(&[(0, 1_000, 1_000)]), true);
    let community = bare.market.account("community");

    // More changes of weight than are noted at once.
    for change in 1..=20 {
        bare.market.chain.pass(100);
        bare.sends(&weight(&bare.mirror_token, change)).unwrap();
    }
    let update = ExecuteMsg::UpdateConfig(ConfigUpdate {
        distribution_schedule: Some(track(&[(0, 1_000, 2_000)])),
        fixed_distributions: Some(vec![fixed(&community, &[(50, 100, 500)])]),
        ..ConfigUpdate::default()
    });
    bare.sends(&update).unwrap();
    bare.market.chain.pass(5_000);
    bare.sends(&START).unwrap();
    bare.market.chain.pass(60);
    bare.sends(&DISTRIBUTE).unwrap();

    assert_eq!(120, bare.mir(&bare.staking));
    assert_eq!(100, bare.mir(&community));
}

#[test]
fn a_release_starts_once() {
    let mut held = Bare::ready(&held(&[]), true);
    let mut running = Bare::ready(&one_track(&[]), true);
    let attacker = held.market.account("attacker");

    let factory = held.factory.clone();
    let refusal = held.market.chain.execute(&attacker, &factory, &START, &[]);
    assert_refused(refusal, ContractError::Unauthorized {});
    held.market.chain.at(1_500);
    held.sends(&START).unwrap();

    let started = |genesis_time| ContractError::ReleaseStarted { genesis_time };
    held.market.chain.pass(10);
    assert_refused(held.sends(&START), started(1_500));
    assert_refused(running.sends(&START), started(1_000));
    assert_eq!(1_500, config(&held).genesis_time);
}

#[test]
fn a_release_pays_only_the_time_after_its_start_by_the_weights_of_that_time() {
    let mut bare = Bare::ready(&held(&[(0, 1_000, 1_000)]), true);
    bare.sends(&weight(&bare.mirror_token, 0)).unwrap();
    bare.market.chain.pass(100);

    bare.sends(&START).unwrap();
    bare.sends(&weight(&bare.mirror_token, 5)).unwrap();
    bare.market.chain.pass(60);
    bare.sends(&DISTRIBUTE).unwrap();

    assert_eq!(60, bare.mir(&bare.staking));
    let track = config(&bare).distribution_schedule;
    assert_eq!(vec![(0, 1_000, Uint128::new(1_000))], track);
}

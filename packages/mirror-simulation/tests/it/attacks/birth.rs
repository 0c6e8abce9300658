//! Attacks on this protocol: birth and hand-over.

use cosmwasm_std::Uint128;
use mirror_deploy::{Artifact, BirthError, Difference, Obstacle, OtherCode};
use mirror_factory::ContractError::ReleaseUncovered;
use mirror_gov::ContractError;
use mirror_simulation::attacks::Stop;
use mirror_testing::{codes, standard_profile, TestChain, World};

use super::{assert_stopped, refused, replayed, seen};

const TAKEN_OVER: &str = "gov has taken over";

/// A poll that has not passed is not carried out.
fn rejected() -> Stop {
    let status = "rejected".to_string();
    refused("T-91", ContractError::PollNotPassed { status })
}

/// The admin manager accepts messages of its owner only.
fn no_owner() -> Stop {
    refused("T-91", mirror_admin_manager::ContractError::Unauthorized {})
}

/// A poll from before the hand-over is never carried out: that was a day and a second later.
fn before_self_government() -> Stop {
    let start_time = 1_006;
    let self_governed_from = start_time + 86_401;
    let before = ContractError::BeforeSelfGovernment {
        start_time,
        self_governed_from,
    };
    refused("T-91", before)
}

#[test]
fn a_claim_from_before_the_hand_over_gains_nothing() {
    early_key("hand-over: a claim from before");
}

#[test]
fn an_owner_from_before_the_hand_over_gains_nothing() {
    early_key("hand-over: an owner from before");
}

fn early_key(name: &str) {
    let report = replayed(name);

    // One MIR is less than the quorum of a million.
    let no_quorum = vec![rejected(), no_owner()];
    assert_stopped(
        &report,
        [
            no_quorum.clone(),
            no_quorum,
            // The deployer owns the admin manager until the last step.
            vec![no_owner(), no_owner()],
            vec![before_self_government(), no_owner()],
        ],
    );
    assert_eq!([TAKEN_OVER; 4], seen(&report)[..]);
}

#[test]
fn one_holder_does_not_take_over() {
    let report = replayed("hand-over: one holder");

    let from = 1_000 + 12 + 7 * 86_400;
    let too_early = refused("T-91", ContractError::VotingPeriodNotOver { from });
    let voted_down = vec![too_early, rejected()];
    assert_stopped(
        &report,
        [
            vec![no_owner()],
            vec![no_owner()],
            voted_down.clone(),
            voted_down,
        ],
    );

    let micro = |thousands: u128| Uint128::new(thousands * 1_000_000_000);
    let too_little = |staked| Obstacle::TooLittleStaked {
        staked: micro(staked),
        least: Uint128::new(3_705_750_000_000),
    };
    let too_large = Obstacle::TooLargeHolder {
        staker: TestChain::new().account("attacker").into_string(),
        share: micro(401),
        total_share: micro(1_001),
    };
    let rejected = "the migration is rejected";
    let expected = [
        format!("gov can not take over yet: {}", too_little(1_002)),
        format!(
            "gov can not take over yet: {}; {too_large}",
            too_little(1_001)
        ),
        rejected.to_string(),
        rejected.to_string(),
    ];
    assert_eq!(expected, seen(&report)[..]);
    // All of the treasury's 36.6 million MIR, at 0.5.
    assert_eq!(report.exposures.len(), 1);
    assert_eq!(report.exposures[0].gained.i128(), 18_300_000_000_000);
}

#[test]
fn polls_do_not_stand_in_the_way_of_a_hand_over() {
    let report = replayed("hand-over: polls in the way");

    assert_stopped(&report, [vec![], vec![]]);
    let seen = seen(&report);
    assert_eq!(["gov has taken over beside the open poll"; 2], seen[..]);
}

#[test]
fn a_holder_in_the_way_of_a_hand_over_harms_nobody() {
    let report = replayed("hand-over: a holder in the way");

    assert_stopped(&report, [vec![], vec![], vec![]]);
    // The others alone have staked enough, so that the 30 days do not start again.
    let after = "gov has taken over after 30 days";
    assert_eq!([after; 3], seen(&report)[..]);
}

#[test]
fn a_strangers_pair_does_not_end_a_birth() {
    let report = replayed("birth: a stranger's pair");

    assert_stopped(&report, [vec![], vec![], vec![], vec![], vec![]]);
    let seen = seen(&report);
    assert_eq!(
        ["the birth goes on, and the treasury has its MIR"; 5],
        seen[..]
    );
}

#[test]
fn a_pause_of_a_birth_pays_nobody() {
    let report = replayed("birth: a pause");

    // As without a pause: nothing can be distributed in the second in which the release begins.
    let too_early = mirror_factory::ContractError::TooEarlyToDistribute {
        next: 1_000 + 7 * 86_400 + 60,
    };
    assert_stopped(&report, [vec![refused("T-92", too_early)]]);
}

#[test]
fn wrong_code_gets_no_mir() {
    let report = replayed("birth: wrong code");

    let limit_order = codes::checksum(Artifact::LimitOrder).to_hex();
    let other: BirthError<anyhow::Error> = BirthError::OtherCode(OtherCode {
        artifact: Artifact::Community.name(),
        code_id: 8,
        stored: limit_order,
        expected: codes::checksum(Artifact::Community).to_hex(),
    });
    let at = World::bootstrapped(&standard_profile(&TestChain::new())).at;
    let named = |contract: &str, address: &cosmwasm_std::Addr, artifact: Artifact| {
        let unlike: BirthError<anyhow::Error> = BirthError::Unlike(Difference {
            contract: String::from(contract),
            address: address.to_string(),
            what: "the name",
            found: Artifact::LimitOrder.contract_name(),
            expected: artifact.contract_name(),
        });
        vec![refused("T-92", unlike)]
    };
    let no_pair = "Generic error: Querier contract error: Error parsing into type \
                   mirror_protocol::limit_order::QueryMsg: unknown variant `pair`, expected one of \
                   `order`, `orders`, `last_order_id`";
    assert_stopped(
        &report,
        [
            vec![refused("T-92", other)],
            named("community", &at.community, Artifact::Community),
            named("airdrop", &at.airdrop, Artifact::Airdrop),
            named("gov", &at.gov, Artifact::Gov),
            vec![refused("T-92", no_pair)],
        ],
    );
}

#[test]
fn too_much_at_genesis_ends_the_birth() {
    let report = replayed("birth: too much at genesis");

    let uncovered = |owed: u128, available: u128| {
        let [owed, available] = [owed, available].map(Uint128::new);
        vec![refused("T-92", ReleaseUncovered { owed, available })]
    };
    let all = 315_675_000_000_000;
    let pools = 205_875_000_000_000;
    assert_stopped(
        &report,
        [
            uncovered(all, all - 20_000_000_000_000),
            uncovered(all, all - 1),
            uncovered(pools, pools - 1),
        ],
    );
}

//! Faults that were found in other deployments.

use cosmwasm_std::Uint128;
use mirror_lock::ContractError;
use mirror_testing::assert_refused;

use crate::setup::{Setup, PERIOD};

/// T-31: duplicate ids unlock many times.
/// October 2021 to May 2022: somebody gave 100,000 to the first lock, opened a short of a few
/// coins whose lock took in the gift, waited, and named the position 437 times in one message. He
/// was paid 437 times, some 90 million in the end.
#[test]
fn the_replay_of_437_entries_pays_nothing() {
    let mut setup = Setup::new();
    let attacker = setup.bob.clone();
    let victim = setup.alice.clone();
    setup.sells(1, &victim, 90_000_000_000_000).unwrap();
    setup.pay_in(100_000_000_000);
    setup.sells(43_186, &attacker, 4_065_820).unwrap();
    setup.chain.pass(PERIOD);

    let refusal = setup.unlocks(&attacker, &[43_186; 437]);

    let expected = ContractError::TooManyPositions {
        received: 437,
        most: 100,
    };
    assert_refused(refusal, expected);
    let refusal = setup.unlocks(&attacker, &[43_186; 100]);
    let position_idx = Uint128::new(43_186);
    assert_refused(refusal, ContractError::DuplicatePosition { position_idx });

    setup.unlocks(&attacker, &[43_186]).unwrap();
    assert_eq!(4_065_820, setup.balance(&attacker));
    assert_eq!(90_000_000_000_000, setup.total());
}

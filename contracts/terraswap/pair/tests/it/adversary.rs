//! Gifts, first deposits and those who come after.

use terraswap_pair::ContractError;

use crate::setup::{base, Setup, RICH};

/// terraswap.md section 9, example A10.
#[test]
fn a_gift_before_a_provision_costs_its_giver_nearly_all_of_it() {
    let mut setup = Setup::with_reserves(1_001, 1_001);
    let (attacker, victim) = (setup.alice.clone(), setup.bob.clone());
    let tokens = setup.tokens(1_000_000_000);
    setup.gift(&base(1_000_000_000));
    setup.gift(&tokens);

    setup.provides(&victim, 1_000_000, 1_000_000).unwrap();
    assert_eq!([RICH - 999_002, RICH - 999_002, 1], setup.purse(&victim));

    let before = setup.purse(&attacker);
    setup.withdraws(&attacker, 1).unwrap();
    assert_eq!(
        [before[0] + 999_001, before[1] + 999_001, 0],
        setup.purse(&attacker)
    );
}

/// safety.md section 8, example W-8.
#[test]
fn a_victim_of_a_gift_loses_less_than_a_unit() {
    let mut setup = Setup::with_reserves(1_001, 1_001);
    let victim = setup.bob.clone();
    let tokens = setup.tokens(1_000_000);
    setup.gift(&base(1_000_000));
    setup.gift(&tokens);

    setup.provides(&victim, 999_999, 999_999).unwrap();
    assert_eq!([RICH - 999_001, RICH - 999_001, 999], setup.purse(&victim));
    assert_eq!(2_000, setup.supply());

    // Worth 999,000.999 of each, paid out rounded down.
    setup.withdraws(&victim, 999).unwrap();
    assert_eq!([RICH - 1, RICH - 1, 0], setup.purse(&victim));
}

#[test]
fn a_gift_before_the_first_provision_gives_nobody_a_share() {
    let mut setup = Setup::empty();
    let alice = setup.alice.clone();
    setup.gift(&base(5_000));

    setup.provides(&alice, 1_000_000, 1_000_000).unwrap();

    assert_eq!(1_000_000, setup.supply());
    assert_eq!([1_005_000, 1_000_000], setup.reserves());
}

/// T-84: withdraw all, drain, single-side gift.
#[test]
fn a_gift_to_one_side_belongs_to_all_providers() {
    let mut setup = Setup::new();
    let alice = setup.alice.clone();
    setup.gift(&base(1_000_000_000));

    setup.withdraws(&alice, 50_000_000).unwrap();

    assert_eq!([1_000_000_000, 5_000_000], setup.reserves());
}

/// An attacker provides tiny amounts first, at a ratio of his own. Without a tolerance the pair would
/// then take of 100,000 base and 1,000 tokens 2,000 millionths of base and all the tokens, and send the
/// rest of the base back to a contract that does not expect it.
#[test]
fn dust_ahead_of_a_first_provider_gains_nothing() {
    for dust in [[2, 1_000_000], [1_000_000, 2]] {
        let [base_dust, token_dust] = dust;
        let mut setup = Setup::with_reserves(base_dust, token_dust);
        let victim = setup.bob.clone();
        let before = setup.purse(&victim);
        let assets = [base(100_000_000_000), setup.tokens(1_000_000_000)];

        let refusal = setup.provides_under(&victim, assets, None, None);

        let error = refusal.unwrap_err();
        assert!(matches!(
            error.downcast_ref(),
            Some(ContractError::MaxSlippageAssertion { .. })
        ));
        assert_eq!(before, setup.purse(&victim));
        assert_eq!(dust, setup.reserves());
    }
}

#[test]
fn provisions_and_withdrawals_in_turn_never_gain() {
    let mut setup = Setup::with_reserves(123_456_789, 987_654);
    let bob = setup.bob.clone();

    for amount in [7, 1_001, 99_999, 1_234_567] {
        setup.provides(&bob, amount * 125, amount).unwrap();
        let shares = setup.purse(&bob)[2];
        setup.withdraws(&bob, shares).unwrap();

        let [base_left, tokens_left, _] = setup.purse(&bob);
        assert!(base_left <= RICH && tokens_left <= RICH, "with {amount}");
    }
}

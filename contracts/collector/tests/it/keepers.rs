//! Who may convert.

use mirror_collector::ContractError;
use mirror_protocol::collector::{ConfigUpdate, ExecuteMsg};
use mirror_testing::assert_refused;

use crate::setup::{base, convert, Setup};

/// T-01: caller not allowed.
#[test]
fn with_keepers_only_they_and_the_owner_convert() {
    let mut setup = Setup::new();
    let [keeper, other] = ["keeper", "other"].map(|name| setup.market.account(name));
    setup.configures(ConfigUpdate {
        keepers: Some(vec![other.to_string(), keeper.to_string()]),
        ..ConfigUpdate::default()
    });
    setup.earns(&base(), 10_000);

    let refusal = setup.converts(&base());

    assert_refused(refusal, ContractError::Unauthorized {});
    let gov = setup.gov.clone();
    let refusal = setup.send(&gov, &convert(&base(), None));
    assert_refused(refusal, ContractError::Unauthorized {});
    for sender in [keeper, other, setup.owner.clone()] {
        setup.send(&sender, &convert(&base(), Some(1_000))).unwrap();
    }
    assert_eq!(7_000, setup.stock(&base()));
}

#[test]
fn an_account_that_may_not_convert_may_distribute() {
    let mut setup = Setup::new();
    let keeper = setup.market.account("keeper");
    setup.configures(ConfigUpdate {
        keepers: Some(vec![keeper.to_string()]),
        ..ConfigUpdate::default()
    });

    let alice = setup.alice.clone();
    setup.send(&alice, &ExecuteMsg::Distribute {}).unwrap();
}

#[test]
fn without_keepers_anybody_converts() {
    let mut setup = Setup::new();
    let keeper = setup.market.account("keeper");
    for keepers in [vec![keeper.to_string()], vec![]] {
        setup.configures(ConfigUpdate {
            keepers: Some(keepers),
            ..ConfigUpdate::default()
        });
    }

    setup.converts(&base()).unwrap();
}

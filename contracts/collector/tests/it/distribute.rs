//! `distribute`.

use cw_multi_test::AppResponse;
use mirror_protocol::collector::{ConfigUpdate, ExecuteMsg};
use mirror_protocol::gov;
use mirror_testing::assert_attributes;

use crate::setup::{base, of, Setup};

impl Setup {
    /// Somebody stakes MIR, so that somebody gets the reward.
    fn stakes(&mut self, amount: u128) {
        let staker = self.market.account("staker");
        let stake = of(&self.mir, amount);
        self.market.give(&staker, &stake);
        let hook = gov::Cw20HookMsg::StakeVotingTokens {};
        let gov = self.gov.to_string();
        let outcome = self.market.pay(&staker, &gov, &stake, &hook);
        outcome.expect("the stake is taken");
    }

    fn distributes(&mut self) -> anyhow::Result<AppResponse> {
        self.send(&self.alice.clone(), &ExecuteMsg::Distribute {})
    }
}

/// I-31: only fees and swaps come to the collector.
#[test]
fn all_mir_goes_to_gov() {
    let mut setup = Setup::new();
    let mir = setup.mir.clone();
    setup.stakes(1_000_000);
    setup.earns(&mir, 5_964_107_676);

    let response = setup.distributes().unwrap();

    assert_attributes(
        &response,
        &setup.collector,
        &[("action", "distribute"), ("amount", "5964107676")],
    );
    assert_eq!(0, setup.stock(&mir));
    let gov = setup.gov.clone();
    assert_eq!(5_965_107_676, setup.market.balance(&gov, &mir));
}

#[test]
fn nothing_to_distribute_is_no_error() {
    let mut setup = Setup::new();
    let mir = setup.mir.clone();
    setup.stakes(1_000_000);
    setup.earns(&mir, 7);
    setup.distributes().unwrap();

    for _ in 0..2 {
        let response = setup.distributes().unwrap();

        let expected = [("action", "distribute"), ("amount", "0")];
        assert_attributes(&response, &setup.collector, &expected);
    }
    let mut fresh = Setup::new();
    fresh.distributes().unwrap();
}

/// The MIR waits in gov for the stakers.
#[test]
fn gov_takes_mir_before_anybody_has_staked() {
    let mut setup = Setup::new();
    let mir = setup.mir.clone();
    setup.earns(&mir, 1_000);

    setup.distributes().unwrap();

    assert_eq!(0, setup.stock(&mir));
    let gov = setup.gov.clone();
    assert_eq!(1_000, setup.market.balance(&gov, &mir));
}

/// I-31: only fees and swaps come to the collector.
#[test]
fn a_fee_becomes_a_reward_and_nothing_is_lost_on_the_way() {
    let mut setup = Setup::new();
    let (mir, token) = (
        setup.mir.clone(),
        setup.lists("mAAPL", [400_000_000_000, 1_000_000_000]),
    );
    setup.stakes(1_000_000);
    setup.earns(&token, 1_000_000);

    setup.converts(&token).unwrap();
    setup.converts(&mir).unwrap();
    let bought = setup.stock(&mir);
    setup.distributes().unwrap();

    // 1 mAAPL at 400: gross 399,600,399, commission 1,198,802. Of that base: gross 796,485,872
    // MIR, commission 2,389,458.
    assert_eq!(794_096_414, bought);
    for info in [&token, &base(), &mir] {
        assert_eq!(0, setup.stock(info));
    }
    let gov = setup.gov.clone();
    assert_eq!(1_000_000 + bought, setup.market.balance(&gov, &mir));
}

#[test]
fn another_receiver_is_paid_from_then_on() {
    let mut setup = Setup::new();
    let mir = setup.mir.clone();
    setup.stakes(1_000_000);
    setup.earns(&mir, 7);
    let nobody = setup.market.account("nobody");
    let successor = setup.gov.clone();

    for (receiver, is_taken, left) in [(nobody, false, 7), (successor, true, 0)] {
        setup.configures(ConfigUpdate {
            distribution_contract: Some(receiver.to_string()),
            ..ConfigUpdate::default()
        });
        assert_eq!(is_taken, setup.distributes().is_ok());
        assert_eq!(left, setup.stock(&mir));
    }
}

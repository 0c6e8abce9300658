//! What a run cannot be carried out for.

use cosmwasm_std::{Addr, Decimal, Event, Uint128};
use mirror_protocol::oracle;
use mirror_testing::Call;

use super::plan;
use crate::engine::book::Receipt;
use crate::engine::day::Run;
use crate::engine::{run, SimulationError};
use crate::outcome::Pool;
use crate::progress::Silent;

#[test]
fn a_plan_needs_a_day_and_rules_that_can_be_deployed() {
    let mut plan = plan("2004-08-01", "2004-08-31", "1");
    plan.scenario.governance.quorum = Decimal::percent(200);
    let refusal = run(&plan, &mut Silent).unwrap_err();
    assert!(
        matches!(refusal, SimulationError::Deployment { .. }),
        "{refusal}"
    );

    plan.days.clear();
    assert_eq!(run(&plan, &mut Silent), Err(SimulationError::NoDays));
}

#[test]
fn what_has_to_be_accepted_and_is_refused_ends_the_run() {
    let plan = plan("2004-08-01", "2004-08-31", "1");
    let mut run = Run::new(&plan).unwrap();
    let keeper = run.world.people.keeper.clone();
    let oracle = run.world.at.oracle.clone();
    let prices = vec![("nothing".to_string(), Decimal::one())];
    let call = Call::new(&oracle, &oracle::ExecuteMsg::FeedPrice { prices }).unwrap();

    let refusal = run.world.must_send(&keeper, call, "a stranger's price");

    let Err(SimulationError::Refused { what, reason }) = refusal else {
        panic!("{refusal:?}");
    };
    assert_eq!(what, "a stranger's price");
    assert!(!reason.is_empty());
}

#[test]
fn a_question_that_nobody_answers_ends_the_run() {
    let plan = plan("2004-08-01", "2004-08-31", "1");
    let run = Run::new(&plan).unwrap();

    let answer = run.world.chain.tokens_of(
        &Addr::unchecked("no token"),
        &run.world.people.keeper.address,
    );

    assert!(matches!(answer, Err(SimulationError::Query { .. })));
}

/// Events that do not fit what the book has.
#[test]
fn receipts_that_cannot_be_true_end_the_run() {
    let plan = plan("2004-08-01", "2004-08-31", "1");
    let mut run = Run::new(&plan).unwrap();
    let [mint, factory, staking] = [
        &run.world.at.mint,
        &run.world.at.factory,
        &run.world.at.staking,
    ]
    .map(Addr::to_string);
    let deposit = |idx: &str| {
        Event::new("wasm")
            .add_attribute("_contract_address", &mint)
            .add_attribute("action", "deposit")
            .add_attribute("position_idx", idx)
    };
    let revoked = Event::new("wasm")
        .add_attribute("_contract_address", factory)
        .add_attribute("action", "revoke_asset")
        .add_attribute("asset_token", "no token");
    let staker = run.world.people.founder.account;
    let mut entered = |event: Event| {
        let book = &mut run.world.book;
        let entered = book.enter(&Receipt {
            sender: staker,
            contract: staker,
            funds: Uint128::zero(),
            now: 0,
            height: 0,
            events: &[event],
        });
        entered.unwrap_err()
    };

    assert_eq!(
        entered(deposit("9")),
        SimulationError::MissingAttribute {
            key: "deposit_amount"
        }
    );
    assert_eq!(
        entered(deposit("9").add_attribute("deposit_amount", "1")),
        SimulationError::UnknownPosition { idx: 9 }
    );
    assert_eq!(
        entered(revoked),
        SimulationError::UnknownAsset {
            token: "no token".into()
        }
    );
    let (pool, staking) = (Pool::Asset(99), Addr::unchecked(staking));
    assert_eq!(
        run.world.book.stakes.change(pool).map(drop),
        Err(SimulationError::UnknownPool { pool })
    );
    let nobody = run.world.book.accounts.number(staking.as_str());
    let paid = run
        .world
        .book
        .ledger
        .coins_moved(staker, nobody, Uint128::MAX);
    assert!(matches!(paid, Err(SimulationError::OutOfRange { .. })));
}

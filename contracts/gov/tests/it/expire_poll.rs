//! `expire_poll`.

use mirror_gov::ContractError;
use mirror_protocol::gov::PollStatus;
use mirror_testing::{assert_attributes, assert_refused};

use crate::puppet::PuppetMsg;
use crate::setup::{not_passed, work, Action, Setup, DELAY, EXPIRATION};

#[test]
fn a_passed_poll_expires_when_its_time_is_over() {
    let mut setup = Setup::staked();
    let poll_id = setup.poll(work(&setup.puppet));
    setup.passes(poll_id);
    let expiration_time = setup.chain.now() + DELAY + EXPIRATION;

    setup.chain.pass(DELAY + EXPIRATION);
    let refusal = setup.expires(poll_id);
    assert_refused(refusal, ContractError::NotExpiredYet { expiration_time });
    setup.chain.pass(1);
    let response = setup.expires(poll_id).unwrap();

    assert_attributes(
        &response,
        &setup.gov,
        &[("action", "expire_poll"), ("poll_id", "1")],
    );
    assert_eq!(PollStatus::Expired, setup.status(poll_id));
    assert_refused(setup.executes(poll_id), not_passed("expired"));
    assert_refused(setup.expires(poll_id), not_passed("expired"));
}

#[test]
fn a_text_stays_passed() {
    let mut setup = Setup::staked();
    let poll_id = setup.poll(Action::Text);
    setup.passes(poll_id);
    setup.chain.pass(DELAY + EXPIRATION + 1);

    assert_refused(setup.expires(poll_id), ContractError::TextPoll {});
}

#[test]
fn only_a_passed_poll_expires() {
    let mut setup = Setup::staked();
    let poll_id = setup.poll(work(&setup.puppet));
    assert_refused(setup.expires(poll_id), not_passed("in_progress"));
    setup.passes(poll_id);
    setup
        .tells_puppet(&PuppetMsg::Break { broken: true })
        .unwrap();
    setup.chain.pass(DELAY);
    setup.executes(poll_id).unwrap();
    setup.chain.pass(EXPIRATION + 1);

    assert_refused(setup.expires(poll_id), not_passed("failed"));
    let poll_id = 2;
    let refusal = setup.expires(poll_id);
    assert_refused(refusal, ContractError::PollNotFound { poll_id });
}

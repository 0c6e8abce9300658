//! Simulate, show, ask, sign, send, wait, tell.

use mirror_chain::{ChainError, Outcome};
use mirror_protocol::gov::QueryMsg;

use super::args::{Arguments, Sending};
use super::plan;
use super::screen;
use crate::ask::ask;
use crate::failure::Failure;
use crate::message::names::Names;
use crate::message::problem::Problem;
use crate::message::{learn, polls};

/// Carries a message out.
pub(super) fn send(sending: &Sending, arguments: &Arguments) -> Result<(), Failure> {
    let session = arguments.connection.open()?;
    let mut account = session.account()?;
    let plan = plan::online(sending, &session, account.address())?;
    let messages = [plan.msg()];

    let fee = session.run(account.estimate(&messages, &sending.memo));
    let fee = fee.map_err(|error| told(error, &plan.settled.called, &plan.names))?;
    screen::planned(&plan, account.address(), &fee);
    if let Some(kind) = polls::kind(&plan.settled.own).filter(|_| plan.role == "gov") {
        let question = QueryMsg::PollDeposit { kind };
        let deposit = session.run(session.node.smart(&plan.settled.contract, &question))?;
        screen::deposit(kind, &deposit);
    }
    ask("Send it?", sending.yes)?;

    let signed = session.run(account.sign(&messages, &sending.memo, &fee))?;
    // Before it is sent: whatever happens to this program, its hash is known.
    screen::signed(&signed);
    let outcome = session.run(account.settle(&signed));
    match outcome.map_err(|error| told(error, &plan.settled.called, &plan.names))? {
        Outcome::Done(included) => {
            screen::done(&plan.names, &included, arguments.json);
            Ok(())
        }
        Outcome::Void(error) => Err(told(error, &plan.settled.called, &plan.names)),
    }
}

/// Tells what became of a transaction.
pub(super) fn result(hash: &str, arguments: &Arguments) -> Result<(), Failure> {
    let session = arguments.connection.open()?;
    let names = learn::deployed(&session.config)?;
    let found = session.run(session.node.transaction(hash))?;
    let hash = hash.to_string();
    let included = found.ok_or(Problem::InNoBlock { hash })?;
    if included.is_success() {
        screen::done(&names, &included, arguments.json);
        return Ok(());
    }
    let refused = ChainError::Refused {
        codespace: included.codespace,
        code: included.code,
        log: included.log,
        hash: Some(included.hash),
    };
    Err(told(refused, &[], &names))
}

/// What a transaction that nobody has seen yet means here: running this command again would send another
/// one.
fn told(error: ChainError, called: &[&str], names: &Names) -> Failure {
    match error {
        ChainError::NotSeenYet { hash, until } => Problem::NotSeenYet { hash, until }.into(),
        other => Problem::of_contract(other, called, names),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_transaction_that_nobody_has_seen_is_not_to_be_sent_again() {
        let hash = "ABC".to_string();
        let unseen = ChainError::NotSeenYet {
            hash: hash.clone(),
            until: 812,
        };

        let failure = told(unseen, &["mirror-mint"], &Names::default());

        assert_eq!(
            Failure::from(Problem::NotSeenYet { hash, until: 812 }),
            failure
        );
    }

    #[test]
    fn what_no_contract_has_said_stays_as_the_chain_words_it() {
        let refused = ChainError::Refused {
            codespace: "sdk".to_string(),
            code: 11,
            log: "out of gas".to_string(),
            hash: None,
        };

        assert_eq!(
            Failure::Chain(refused.clone()),
            told(refused, &[], &Names::default())
        );
    }
}

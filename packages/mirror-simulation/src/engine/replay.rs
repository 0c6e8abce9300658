//! Bringing a violation about again.

use super::day::Run;
use super::person::Person;
use super::world::World;
use crate::error::SimulationError;
use crate::outcome::{ReplayMessage, Violation};
use crate::plan::Plan;

/// Runs a plan up to the day of a violation and sends the messages kept with it instead of that day's.
/// The answer is what is broken then; nothing if these messages are not the reason.
pub fn reproduce(plan: &Plan, violation: &Violation) -> Result<Vec<Violation>, SimulationError> {
    let mut run = Run::new(plan)?;
    for (number, day) in plan.days.iter().enumerate() {
        if day.date() == violation.date {
            run.world.resume(number);
            run.world.send_again(&violation.messages)?;
            run.close()?;
            break;
        }
        run.trade(number)?;
        run.close()?;
    }

    Ok(run.violations)
}

impl World<'_> {
    /// Sends messages at the times and by the people of the first time.
    fn send_again(&mut self, messages: &[ReplayMessage]) -> Result<(), SimulationError> {
        for message in messages {
            if message.time > self.chain.now() {
                self.chain.at(message.time);
            }
            let account = self.book.accounts.number(&message.sender);
            let sender = Person {
                account,
                address: self.book.accounts.address(account).clone(),
            };
            let call = self.chain.again(message);
            self.must_send(&sender, call, "a message it had accepted")?;
            self.record_unrecorded();
        }

        Ok(())
    }
}

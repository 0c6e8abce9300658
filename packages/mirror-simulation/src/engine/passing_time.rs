//! Letting time pass.

use super::tasks::Task;
use super::world::World;
use crate::error::SimulationError;

impl World<'_> {
    /// Lets time pass until a second, and does on the way what is to be done.
    pub(super) fn come_to(&mut self, second: u64) -> Result<(), SimulationError> {
        while let Some((due, task)) = self.tasks.take_due(second) {
            self.chain.at(due);
            match task {
                Task::Propose(proposal) => self.propose(proposal)?,
                Task::Vote(poll) => self.delegates_vote(poll)?,
                Task::Snapshot(poll) => self.note_stake(poll)?,
                Task::End(poll) => self.end_poll(poll)?,
                Task::Execute(poll) => self.execute_poll(poll)?,
                Task::Expire(poll) => self.expire_poll(poll)?,
                Task::CarryOut(asset, burn_days) => self.carry_out(asset, burn_days)?,
                Task::CloseYear(year) => self.close_year(year)?,
            }
        }
        self.chain.at(second);

        Ok(())
    }
}

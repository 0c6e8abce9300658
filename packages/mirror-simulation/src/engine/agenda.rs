//! What is to be done at a certain second, whether a market is open or not.

use std::collections::BTreeMap;

use super::world::World;
use super::SimulationError;

/// Something to do in time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Errand {
    /// Create the poll of a motion, by its number.
    Propose(usize),
    /// The delegates vote in a poll.
    Vote(u64),
    Snapshot(u64),
    End(u64),
    Execute(u64),
    Expire(u64),
    /// Carry out the announced delisting of an asset, which has so many days to be burned.
    CarryOut(usize, u32),
    /// A year of the release of MIR, counted from 1, is over.
    CloseYear(u64),
}

/// Errands by time; of one second in the order in which they were noted.
#[derive(Clone, Debug, Default)]
pub(super) struct Agenda {
    errands: BTreeMap<(u64, u64), Errand>,
    noted: u64,
}

impl Agenda {
    pub(super) fn note(&mut self, second: u64, errand: Errand) {
        self.noted += 1;
        self.errands.insert((second, self.noted), errand);
    }

    /// Takes out the first errand that is due by a second, with the second it was due.
    fn take_due(&mut self, until: u64) -> Option<(u64, Errand)> {
        let (key, errand) = self.errands.first_key_value()?;
        let (key, errand) = (*key, *errand);
        if key.0 > until {
            return None;
        }
        self.errands.remove(&key);

        Some((key.0, errand))
    }
}

impl World<'_> {
    /// Lets time pass until a second, and does on the way what is to be done.
    pub(super) fn come_to(&mut self, second: u64) -> Result<(), SimulationError> {
        while let Some((due, errand)) = self.agenda.take_due(second) {
            self.chain.at(due);
            match errand {
                Errand::Propose(motion) => self.propose(motion)?,
                Errand::Vote(poll) => self.convene(poll)?,
                Errand::Snapshot(poll) => self.note_stake(poll)?,
                Errand::End(poll) => self.end_poll(poll)?,
                Errand::Execute(poll) => self.execute_poll(poll)?,
                Errand::Expire(poll) => self.expire_poll(poll)?,
                Errand::CarryOut(asset, burn_days) => self.carry_out(asset, burn_days)?,
                Errand::CloseYear(year) => self.close_year(year)?,
            }
        }
        self.chain.at(second);

        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn errands_are_done_in_order_and_not_before_their_time() {
        let mut agenda = Agenda::default();
        agenda.note(20, Errand::End(1));
        agenda.note(10, Errand::Vote(1));
        agenda.note(20, Errand::Propose(3));

        assert_eq!(agenda.take_due(9), None);
        assert_eq!(agenda.take_due(20), Some((10, Errand::Vote(1))));
        assert_eq!(agenda.take_due(20), Some((20, Errand::End(1))));
        assert_eq!(agenda.take_due(20), Some((20, Errand::Propose(3))));
        assert_eq!(agenda.take_due(u64::MAX), None);
    }
}

//! What is to be done at a certain second, whether a market is open or not.

use std::collections::BTreeMap;

/// Something to do at a certain second.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Task {
    /// Create the poll of a proposal, by its number.
    Propose(usize),
    /// The delegates vote in a poll.
    Vote(u64),
    Snapshot(u64),
    End(u64),
    Execute(u64),
    Expire(u64),
    /// Carry out the announced delisting of an asset, which may be redeemed for so many days.
    CarryOut(usize, u32),
    /// A year of the release of MIR, counted from 1, is over.
    CloseYear(u64),
}

/// Tasks by time; of one second in the order in which they were noted.
#[derive(Clone, Debug, Default)]
pub(super) struct Tasks {
    tasks: BTreeMap<(u64, u64), Task>,
    noted: u64,
}

impl Tasks {
    pub(super) fn add(&mut self, second: u64, task: Task) {
        self.noted += 1;
        self.tasks.insert((second, self.noted), task);
    }

    /// Takes out the first task that is due by a second, with the second at which it was due.
    pub(super) fn take_due(&mut self, until: u64) -> Option<(u64, Task)> {
        let (key, task) = self.tasks.first_key_value()?;
        let (key, task) = (*key, *task);
        if key.0 > until {
            return None;
        }
        self.tasks.remove(&key);

        Some((key.0, task))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn errands_are_done_in_order_and_not_before_their_time() {
        let mut tasks = Tasks::default();
        tasks.add(20, Task::End(1));
        tasks.add(10, Task::Vote(1));
        tasks.add(20, Task::Propose(3));

        assert_eq!(tasks.take_due(9), None);
        assert_eq!(tasks.take_due(20), Some((10, Task::Vote(1))));
        assert_eq!(tasks.take_due(20), Some((20, Task::End(1))));
        assert_eq!(tasks.take_due(20), Some((20, Task::Propose(3))));
        assert_eq!(tasks.take_due(u64::MAX), None);
    }
}

//! The time that steps take, beside the time that each of them has.

use std::time::{Duration, Instant};

use crate::Error;

/// Tells of each step when it begins and when it has passed, and at the end of all.
pub(crate) struct Watch {
    command: &'static str,
    begun: Instant,
    late: Vec<String>,
    left_out: Vec<String>,
}

impl Watch {
    /// Begin to count, for this command.
    pub(crate) fn start(command: &'static str) -> Self {
        Self {
            command,
            begun: Instant::now(),
            late: Vec::new(),
            left_out: Vec::new(),
        }
    }

    /// Do one step. Who takes longer than it has is told so and not stopped: a machine may be slow,
    /// or busy with other work.
    pub(crate) fn step<T>(
        &mut self,
        name: &str,
        budget: Duration,
        work: impl FnOnce() -> Result<T, Error>,
    ) -> Result<T, Error> {
        eprintln!("{}: {name}", self.command);
        let begun = Instant::now();
        let done = work()?;
        let verdict = verdict(name, begun.elapsed(), budget);
        eprintln!("{}: {}", self.command, verdict.text);
        if verdict.is_late {
            self.late.push(verdict.text);
        }
        Ok(done)
    }

    /// Say that something was not run, now and at the end again.
    pub(crate) fn left_out(&mut self, name: &str, reason: &str) {
        let line = format!("{name} was NOT RUN: {reason}");
        eprintln!("{}: {line}", self.command);
        self.left_out.push(line);
    }

    /// Say how long all of it took, which steps took longer than they have, and what was not run.
    pub(crate) fn finish(self) {
        for line in &self.late {
            eprintln!("{}: {line}", self.command);
        }
        let taken = seconds(self.begun.elapsed());
        match self.left_out.len() {
            0 => eprintln!("{}: all passed in {taken}", self.command),
            count => eprintln!(
                "{}: what was run passed in {taken}, {count} not run",
                self.command
            ),
        }
        for line in &self.left_out {
            eprintln!("{}: {line}", self.command);
        }
    }
}

struct Verdict {
    text: String,
    is_late: bool,
}

fn verdict(name: &str, taken: Duration, budget: Duration) -> Verdict {
    let is_late = taken > budget;
    let beside = match is_late {
        true => "longer than the",
        false => "of the",
    };
    Verdict {
        text: format!(
            "{name} passed in {}, {beside} {} s it has",
            seconds(taken),
            budget.as_secs()
        ),
        is_late,
    }
}

fn seconds(time: Duration) -> String {
    format!("{}.{} s", time.as_secs(), time.subsec_millis() / 100)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_step_is_told_with_its_time_and_what_it_has() {
        let budget = Duration::from_secs(60);

        let in_time = verdict("lints", Duration::from_millis(59_960), budget);
        let late = verdict("lints", Duration::from_millis(60_100), budget);

        assert_eq!(in_time.text, "lints passed in 59.9 s, of the 60 s it has");
        assert!(!in_time.is_late);
        assert_eq!(
            late.text,
            "lints passed in 60.1 s, longer than the 60 s it has"
        );
        assert!(late.is_late);
    }

    #[test]
    fn a_step_that_fails_ends_the_run() {
        let mut watch = Watch::start("ci");

        let failed: Result<(), Error> = watch.step("lints", Duration::ZERO, || {
            Err(Error::StepFailed { step: "lints" })
        });
        let slow = watch.step("tests", Duration::ZERO, || Ok(7)).unwrap();

        assert!(matches!(failed, Err(Error::StepFailed { step: "lints" })));
        assert_eq!(slow, 7);
        assert_eq!(watch.late.len(), 1);
    }
}

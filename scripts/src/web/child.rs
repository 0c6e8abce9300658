//! A program that is ended, with all it started, when somebody asks us to end.

use std::{
    os::unix::process::CommandExt,
    process::{Child, Command},
    thread,
    time::{Duration, Instant},
};

use rustix::process::{kill_process_group, Pid, Signal};

use crate::{process, services, services::Stop, Error};

const PAUSE: Duration = Duration::from_millis(50);
/// How long it may take to end by itself before it is killed.
const END_PATIENCE: Duration = Duration::from_secs(10);

/// Run to the end, with everything it writes on standard error.
pub(super) fn run(command: &mut Command, stop: &Stop) -> Result<(), Error> {
    stop.go_on()?;
    // A group of its own: a Ctrl-C reaches us first, and what the program started ends with it.
    let mut child = command
        .stdout(std::io::stderr())
        .process_group(0)
        .spawn()
        .map_err(|source| process::not_started(command, source))?;
    loop {
        let status = child
            .try_wait()
            .map_err(|source| process::not_started(command, source))?;
        match status {
            Some(status) if status.success() => return Ok(()),
            Some(status) => {
                return Err(Error::CommandFailed {
                    command: process::shown(command),
                    status,
                })
            }
            None if stop.is_asked() => {
                end(&mut child);
                return Err(services::Fault::Interrupted.into());
            }
            None => thread::sleep(PAUSE),
        }
    }
}

/// Ask the group to end, then kill it.
fn end(child: &mut Child) {
    let group = i32::try_from(child.id()).ok().and_then(Pid::from_raw);
    for signal in [Signal::TERM, Signal::KILL] {
        if let Some(group) = group {
            // A group that is gone already is what was wanted.
            let _ = kill_process_group(group, signal);
        }
        let until = Instant::now() + END_PATIENCE;
        while Instant::now() < until {
            if !matches!(child.try_wait(), Ok(None)) {
                return;
            }
            thread::sleep(PAUSE);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_program_ends_when_somebody_asks_and_none_is_started_after_that() {
        let stop = Stop::default();
        let asked = stop.clone();
        let begun = Instant::now();
        let asking = thread::spawn(move || {
            thread::sleep(PAUSE);
            asked.ask();
        });

        let ended = run(Command::new("sleep").arg("30"), &stop).unwrap_err();
        let refused = run(&mut Command::new("true"), &stop).unwrap_err();

        asking.join().unwrap();
        for error in [ended, refused] {
            assert!(matches!(
                error,
                Error::Services(services::Fault::Interrupted)
            ));
        }
        assert!(begun.elapsed() < Duration::from_secs(10));
    }

    #[test]
    fn a_program_that_fails_is_named() {
        let failed = run(&mut Command::new("false"), &Stop::default()).unwrap_err();

        assert!(failed.to_string().starts_with("`false` failed"), "{failed}");
    }
}

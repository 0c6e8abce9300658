//! The services as processes: started apart from the terminal, ended by their ids.

use std::{
    fs::{self, OpenOptions},
    io,
    os::unix::process::CommandExt,
    path::{Path, PathBuf},
    process::Child,
    thread,
    time::{Duration, Instant},
};

use rustix::process::{kill_process, Pid, Signal};

use super::{fault::Fault, place::Place, program::Program, stop::Stop, usage::Usage};
use crate::{http, Error};

/// How long services may take until they answer.
const ANSWER_WITHIN: Duration = Duration::from_secs(60);

/// How long a service may take to end by itself, and then to be gone once it is killed.
const END_PATIENCE: Duration = Duration::from_secs(15);
const KILL_PATIENCE: Duration = Duration::from_secs(5);
const PAUSE: Duration = Duration::from_millis(50);
/// How many lines of a log tell why.
const TAIL: usize = 12;

/// A service that was started.
pub(crate) struct Service {
    pub(crate) name: &'static str,
    pub(crate) port: u16,
    pub(crate) log: PathBuf,
    pub(crate) usage: Usage,
    child: Child,
}

/// All of them; they end when this is dropped, however that comes.
pub(crate) struct Services {
    all: Vec<Service>,
    place: Place,
}

impl Services {
    /// Start each of these, in their order, and note its id before the next one is started.
    pub(crate) fn start(
        program: &Program,
        place: &Place,
        names: &[&'static str],
    ) -> Result<Self, Error> {
        let mut services = Self {
            all: Vec::new(),
            place: place.clone(),
        };
        for &name in names {
            let log = place.log(name);
            let child = begin(program, place, name, &log);
            let child = child.map_err(|source| Error::CommandNotStarted {
                command: format!("mirror {name}"),
                source,
            })?;
            services.all.push(Service {
                name,
                port: place.port(name),
                usage: Usage::of(child.id()),
                log,
                child,
            });
            services.note()?;
        }
        Ok(services)
    }

    /// Each of them.
    pub(crate) fn iter_mut(&mut self) -> impl Iterator<Item = &mut Service> {
        self.all.iter_mut()
    }

    /// Each of them, to look at.
    pub(crate) fn iter(&self) -> impl Iterator<Item = &Service> {
        self.all.iter()
    }

    /// Wait until each of them answers.
    pub(crate) fn answer(&mut self, stop: &Stop) -> Result<(), Fault> {
        let until = Instant::now() + ANSWER_WITHIN;
        loop {
            self.ensure_running()?;
            let answers = |service: &&Service| http::get(service.port, "/health").is_some();
            let silent = self.all.iter().find(|service| !answers(service));
            match silent {
                None => return Ok(()),
                Some(_) if stop.is_asked() => return Err(Fault::Interrupted),
                Some(service) if Instant::now() > until => {
                    return Err(Fault::Silent {
                        service: service.name,
                        port: service.port,
                        seconds: ANSWER_WITHIN.as_secs(),
                        tail: tail(&service.log, TAIL),
                        log: service.log.clone(),
                    })
                }
                Some(_) => thread::sleep(PAUSE),
            }
        }
    }

    /// None of them may have ended.
    pub(crate) fn ensure_running(&mut self) -> Result<(), Fault> {
        for service in &mut self.all {
            if let Ok(Some(status)) = service.child.try_wait() {
                return Err(Fault::Ended {
                    service: service.name,
                    status: status.to_string(),
                    tail: tail(&service.log, TAIL),
                    log: service.log.clone(),
                });
            }
        }
        Ok(())
    }

    fn note(&self) -> Result<(), Error> {
        let ids: Vec<u32> = self.all.iter().map(|service| service.child.id()).collect();
        let path = self.place.record();
        let text = serde_json::to_string(&ids)?;
        fs::write(&path, text).map_err(|source| Error::NotWritten { path, source })
    }

    /// End them: asked first, then killed. Answers which had to be killed.
    pub(crate) fn end(&mut self) -> Vec<&'static str> {
        let mut killed = Vec::new();
        for (signal, patience) in [(Signal::TERM, END_PATIENCE), (Signal::KILL, KILL_PATIENCE)] {
            let mut left: Vec<&mut Service> = Vec::new();
            for service in &mut self.all {
                if matches!(service.child.try_wait(), Ok(None)) {
                    left.push(service);
                }
            }
            for service in &left {
                send(service.child.id(), signal);
                if signal == Signal::KILL {
                    killed.push(service.name);
                }
            }
            let until = Instant::now() + patience;
            while Instant::now() < until && left.iter_mut().any(|one| is_up(&mut one.child)) {
                thread::sleep(PAUSE);
            }
        }
        let _ = fs::remove_file(self.place.record());
        killed
    }
}

impl Drop for Services {
    fn drop(&mut self) {
        self.end();
    }
}

fn is_up(child: &mut Child) -> bool {
    matches!(child.try_wait(), Ok(None))
}

/// A group of its own, so that a Ctrl-C of the terminal does not reach it: we end it ourselves.
fn begin(program: &Program, place: &Place, name: &str, log: &Path) -> io::Result<Child> {
    let log = OpenOptions::new().create(true).append(true).open(log)?;
    let operations = place.operations();
    let mut command = program.command(&[name, "--file"]);
    command
        .arg(&operations)
        .stdout(log.try_clone()?)
        .stderr(log)
        .process_group(0)
        .spawn()
}

/// End what an earlier run left running because it was killed: processes of its ids that were
/// started with its file, and no others.
pub(super) fn end_left_over(place: &Place) {
    let noted = fs::read_to_string(place.record()).unwrap_or_default();
    let ids: Vec<u32> = serde_json::from_str(&noted).unwrap_or_default();
    let operations = place.operations();
    let is_ours = |pid: &u32| {
        let arguments = fs::read(format!("/proc/{pid}/cmdline")).unwrap_or_default();
        let own = operations.as_os_str().as_encoded_bytes();
        arguments
            .split(|byte| *byte == 0)
            .any(|argument| argument == own)
    };
    for (signal, patience) in [(Signal::TERM, END_PATIENCE), (Signal::KILL, KILL_PATIENCE)] {
        let left: Vec<u32> = ids.iter().copied().filter(is_ours).collect();
        for pid in &left {
            send(*pid, signal);
        }
        let until = Instant::now() + patience;
        while Instant::now() < until && left.iter().any(is_ours) {
            thread::sleep(PAUSE);
        }
    }
}

/// A process that is gone already is no failure: that is what was wanted.
fn send(pid: u32, signal: Signal) {
    if let Some(pid) = i32::try_from(pid).ok().and_then(Pid::from_raw) {
        let _ = kill_process(pid, signal);
    }
}

/// The last lines of a log.
pub(crate) fn tail(log: &Path, lines: usize) -> String {
    let text = fs::read_to_string(log).unwrap_or_default();
    let all: Vec<&str> = text.lines().collect();
    let from = all.len().saturating_sub(lines);
    all.get(from..).unwrap_or_default().join("\n")
}

//! The nodes as processes: started so that they outlive us, and ended for certain.

use std::{
    fs::{self, OpenOptions},
    io,
    os::unix::process::CommandExt,
    process::{Child, Command, Stdio},
    thread,
    time::{Duration, Instant},
};

use rustix::process::{kill_process, Pid, Signal};

use super::{fault::Fault, record::Node};

/// How long a node may take to end by itself, and then to be gone once it is killed.
const END_PATIENCE: Duration = Duration::from_secs(10);
const KILL_PATIENCE: Duration = Duration::from_secs(5);
const PAUSE: Duration = Duration::from_millis(50);

/// The node's process, if it runs and is this node: another one may have got its number.
pub(super) fn running(node: &Node) -> Option<u32> {
    let pid = node.pid?;
    let arguments = fs::read(format!("/proc/{pid}/cmdline")).ok()?;
    let home = node.home.as_os_str().as_encoded_bytes();
    arguments
        .split(|byte| *byte == 0)
        .any(|argument| argument == home)
        .then_some(pid)
}

/// Start a node apart from us: a group of its own, which no Ctrl-C of ours reaches, nothing to
/// read, and a log to write to.
pub(super) fn start(node: &Node) -> Result<Child, Fault> {
    let begin = || -> io::Result<Child> {
        let log = OpenOptions::new()
            .create(true)
            .append(true)
            .open(&node.log)?;
        let (program, arguments) = node.command.split_first().ok_or(io::ErrorKind::NotFound)?;
        let mut command = Command::new(program);
        command
            .args(arguments)
            .current_dir(&node.home)
            .stdin(Stdio::null())
            .stdout(log.try_clone()?)
            .stderr(log)
            .process_group(0);
        // wasmd takes its configuration also from variables, which would change ours.
        for (name, _) in std::env::vars_os() {
            if name.as_encoded_bytes().starts_with(b"WASMD_") {
                command.env_remove(name);
            }
        }
        command.spawn()
    };
    begin().map_err(|source| Fault::NotStarted {
        node: node.name.clone(),
        source,
    })
}

/// End these nodes: asked first, then killed. Returns the names of those that ran.
pub(super) fn end<'a>(nodes: impl IntoIterator<Item = &'a Node>) -> Result<Vec<String>, Fault> {
    let up: Vec<(&Node, u32)> = nodes
        .into_iter()
        .filter_map(|node| Some((node, running(node)?)))
        .collect();

    for (signal, patience) in [(Signal::TERM, END_PATIENCE), (Signal::KILL, KILL_PATIENCE)] {
        for (node, pid) in &up {
            if running(node).is_some() {
                send(*pid, signal);
            }
        }
        let until = Instant::now() + patience;
        while Instant::now() < until && up.iter().any(|(node, _)| running(node).is_some()) {
            thread::sleep(PAUSE);
        }
    }

    match up.iter().find(|(node, _)| running(node).is_some()) {
        Some((node, pid)) => Err(Fault::NotEnded {
            node: node.name.clone(),
            pid: *pid,
        }),
        None => Ok(up.iter().map(|(node, _)| node.name.clone()).collect()),
    }
}

/// A process that is gone already is no failure: that is what was wanted.
fn send(pid: u32, signal: Signal) {
    if let Some(pid) = i32::try_from(pid).ok().and_then(Pid::from_raw) {
        let _ = kill_process(pid, signal);
    }
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::*;
    use crate::localnet::ports::{Offset, Ports};

    /// A node that runs a script with its home as the last argument.
    fn node(folder: &Path, script: &str) -> Node {
        let home = folder.join("node0");
        fs::create_dir_all(&home).unwrap();
        let command = ["/bin/sh", "-c", script, "node", home.to_str().unwrap()];
        Node {
            name: "node0".to_owned(),
            log: folder.join("node0.log"),
            ports: Ports::of(0, Offset::new(0).unwrap()),
            pid: None,
            command: command.map(str::to_owned).to_vec(),
            home,
        }
    }

    fn started(node: &mut Node) -> Child {
        let child = start(node).unwrap();
        node.pid = Some(child.id());
        child
    }

    #[test]
    fn a_node_writes_to_its_log_and_ends_when_it_is_asked() {
        let folder = tempfile::tempdir().unwrap();
        let script = "trap 'echo bye; exit' TERM; echo hello; while :; do sleep 0.05; done";
        let mut node = node(folder.path(), script);
        let mut child = started(&mut node);
        while fs::read_to_string(&node.log).unwrap() != "hello\n" {
            thread::sleep(PAUSE);
        }
        assert_eq!(running(&node), node.pid);

        // Our own child stays until it is waited for, unlike the child of an earlier command.
        let waiter = thread::spawn(move || child.wait().unwrap());
        let ended = end([&node]).unwrap();

        assert_eq!(ended, ["node0"]);
        assert_eq!(running(&node), None);
        assert!(waiter.join().unwrap().success());
        assert_eq!(fs::read_to_string(&node.log).unwrap(), "hello\nbye\n");
    }

    #[test]
    fn another_process_under_the_same_number_is_left_alone() {
        let folder = tempfile::tempdir().unwrap();
        let mut node = node(folder.path(), "exit");
        node.pid = Some(std::process::id());

        assert_eq!(running(&node), None);
        assert!(end([&node]).unwrap().is_empty());
    }

    #[test]
    fn a_program_that_is_not_there_is_named_with_the_node() {
        let folder = tempfile::tempdir().unwrap();
        let mut node = node(folder.path(), "exit");
        node.command = vec!["/no/such/wasmd".to_owned()];

        let refused = start(&node).unwrap_err().to_string();

        assert!(
            refused.starts_with("node0 can not be started: No such file"),
            "{refused}"
        );
    }
}

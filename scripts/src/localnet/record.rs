//! network.json: what was started, so that another command finds it again.

use std::{
    fs,
    io::Write,
    path::{Path, PathBuf},
};

use serde::{Deserialize, Serialize};
use tempfile::NamedTempFile;

use super::{fault::Fault, ports::Ports, settings::Place};
use crate::Error;

const FILE: &str = "network.json";

/// A network as it was started last.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Network {
    /// The chain.
    pub(super) chain_id: String,
    /// How many nodes there are, each a validator.
    pub(super) validators: u16,
    /// What was added to each port.
    pub(super) port_offset: u16,
    /// The time between blocks, in milliseconds.
    pub(super) block_time_ms: u64,
    /// When nodes were last started, as RFC 3339 writes it.
    pub(super) started_at: String,
    /// The program that the nodes run.
    pub(super) wasmd: PathBuf,
    /// Every node.
    pub(super) nodes: Vec<Node>,
}

/// One node of a network.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Node {
    /// `node0`, `node1`.
    pub(super) name: String,
    /// Its folder.
    pub(super) home: PathBuf,
    /// What it writes while it runs.
    pub(super) log: PathBuf,
    /// Where it listens, on loopback.
    pub(super) ports: Ports,
    /// The process it was started as, if it was. It may have ended since.
    pub(super) pid: Option<u32>,
    /// The command that starts it.
    pub(super) command: Vec<String>,
}

impl Network {
    /// Whether there is one in this folder.
    pub(super) fn is_in(home: &Path) -> bool {
        home.join(FILE).is_file()
    }

    /// The network in this folder.
    pub(super) fn find(place: &Place) -> Result<Self, Error> {
        let path = place.home.join(FILE);
        if !path.is_file() {
            return Err(absent(place).into());
        }
        let text = fs::read_to_string(&path).map_err(|source| Error::NotRead {
            path: path.clone(),
            source,
        })?;
        serde_json::from_str(&text)
            .map_err(|source| Fault::RecordUnreadable { path, source }.into())
    }

    /// Write it to a folder, whole or not at all.
    pub(super) fn write(&self, home: &Path) -> Result<(), Error> {
        let path = home.join(FILE);
        let text = serde_json::to_string_pretty(self)?;
        let written = NamedTempFile::new_in(home).and_then(|mut file| {
            writeln!(file, "{text}")?;
            file.as_file().sync_all()?;
            Ok(file.persist(&path)?)
        });
        match written {
            Ok(_) => Ok(()),
            Err(source) => Err(Error::NotWritten { path, source }),
        }
    }

    /// Take this program from the next start on: the one before may be gone.
    pub(super) fn run_with(&mut self, wasmd: &Path) {
        self.wasmd = wasmd.to_owned();
        for node in &mut self.nodes {
            if let Some(program) = node.command.first_mut() {
                *program = wasmd.to_string_lossy().into_owned();
            }
        }
    }

    /// The node with this number.
    pub(super) fn node(&self, number: u64) -> Result<&Node, Fault> {
        usize::try_from(number)
            .ok()
            .and_then(|number| self.nodes.get(number))
            .ok_or(Fault::NoSuchNode {
                given: number,
                validators: self.validators,
            })
    }
}

fn absent(place: &Place) -> Fault {
    let home = place.home.clone();
    let is_something_else =
        fs::read_dir(&home).is_ok_and(|mut entries| entries.next().is_some()) || home.is_file();
    if is_something_else {
        return Fault::NotOurs { home };
    }
    Fault::NoNetwork {
        home,
        up: place.command("up"),
    }
}

impl Node {
    /// Its process and its ports, in a line.
    pub(super) fn line(&self) -> String {
        let process = match self.pid {
            Some(pid) => format!("process {pid}"),
            None => "not started".to_owned(),
        };
        let ports = self.ports.named();
        let ports: Vec<String> = ports
            .iter()
            .map(|(name, port)| format!("{name} {port}"))
            .collect();
        format!("{}: {process}, {}", self.name, ports.join(", "))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::localnet::ports::Offset;

    fn place(home: &Path) -> Place {
        Place::new(Path::new("/mirror"), 0, Some(home.to_owned())).unwrap()
    }

    fn network() -> Network {
        Network {
            chain_id: "mirror-local".to_owned(),
            validators: 1,
            port_offset: 0,
            block_time_ms: 1_000,
            started_at: "2026-01-02T03:04:05Z".to_owned(),
            wasmd: "/bin/wasmd".into(),
            nodes: vec![Node {
                name: "node0".to_owned(),
                home: "/net/node0".into(),
                log: "/net/node0.log".into(),
                ports: Ports::of(0, Offset::new(0).unwrap()),
                pid: Some(77),
                command: vec!["/bin/wasmd".to_owned(), "start".to_owned()],
            }],
        }
    }

    #[test]
    fn a_network_is_found_again_as_it_was_written() {
        let home = tempfile::tempdir().unwrap();

        network().write(home.path()).unwrap();

        assert!(Network::is_in(home.path()));
        assert_eq!(Network::find(&place(home.path())).unwrap(), network());
        let left = fs::read_dir(home.path()).unwrap().count();
        assert_eq!(left, 1, "only network.json");
    }

    #[test]
    fn what_is_no_network_is_told_from_what_is_not_there() {
        let home = tempfile::tempdir().unwrap();

        let absent = Network::find(&place(&home.path().join("none"))).unwrap_err();
        let empty = Network::find(&place(home.path())).unwrap_err();
        fs::write(home.path().join("letter"), "dear").unwrap();
        let foreign = Network::find(&place(home.path())).unwrap_err();
        fs::write(home.path().join(FILE), "{\"chain_id\": \"mir").unwrap();
        let cut = Network::find(&place(home.path())).unwrap_err();

        assert!(matches!(absent, Error::Localnet(Fault::NoNetwork { .. })));
        assert!(matches!(empty, Error::Localnet(Fault::NoNetwork { .. })));
        assert!(matches!(foreign, Error::Localnet(Fault::NotOurs { .. })));
        assert!(matches!(
            cut,
            Error::Localnet(Fault::RecordUnreadable { .. })
        ));
    }

    #[test]
    fn a_node_that_is_not_there_is_refused_with_how_many_there_are() {
        let network = network();

        assert_eq!(network.node(0).unwrap().name, "node0");
        assert_eq!(
            network.node(1).unwrap_err().to_string(),
            "there is no node 1; this network has one node (numbered from 0)"
        );
    }

    #[test]
    fn a_node_is_told_with_its_process_and_ports() {
        assert_eq!(
            network().nodes[0].line(),
            "node0: process 77, RPC 26657, LCD 1317, gRPC 9090, p2p 16656"
        );
    }
}

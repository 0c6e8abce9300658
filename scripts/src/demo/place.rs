//! Where all of a demonstration lies.

use std::path::{Path, PathBuf};

use super::{arguments::Arguments, fault::Fault};

/// The services, in the order in which they are started and shown, with their ports.
pub(super) const SERVICES: [(&str, u16); 5] = [
    ("feed", 9_101),
    ("liquidate", 9_102),
    ("keep", 9_103),
    ("watch", 9_104),
    ("index", 9_105),
];

/// The folder and the ports.
#[derive(Clone, Debug)]
pub(super) struct Place {
    /// The folder of the network.
    pub(super) home: PathBuf,
    /// The folder of the services: what they are told, their state, their logs.
    pub(super) services: PathBuf,
    /// What is added to every port.
    pub(super) offset: u16,
}

impl Place {
    pub(super) fn of(root: &Path, arguments: &Arguments) -> Result<Self, Fault> {
        let given = arguments.port_offset;
        // The node's ports are the highest, and `localnet` knows how high they may be.
        let offset = u16::try_from(given).map_err(|_| Fault::PortOffset { given })?;
        let home = arguments.home.clone();
        let home = home.unwrap_or_else(|| root.join(".localnet-demo"));
        let home = std::path::absolute(&home).unwrap_or(home);
        Ok(Self {
            services: home.join("services"),
            home,
            offset,
        })
    }

    /// Where a service listens.
    pub(super) fn port(&self, service: &str) -> u16 {
        let known = SERVICES.iter().find(|(name, _)| *name == service);
        let port = known.map_or(0, |(_, port)| *port);
        port.saturating_add(self.offset)
    }

    /// What the services are told.
    pub(super) fn operations(&self) -> PathBuf {
        self.services.join("bots.toml")
    }

    /// Which processes were started, for a later demonstration to end them if this one could not.
    pub(super) fn record(&self) -> PathBuf {
        self.services.join("processes.json")
    }

    /// What a service writes.
    pub(super) fn log(&self, service: &str) -> PathBuf {
        self.services.join(format!("{service}.log"))
    }

    /// The key of a development account.
    pub(super) fn key(&self, name: &str) -> PathBuf {
        self.home.join("keys").join(format!("{name}.mnemonic"))
    }

    /// The arguments of `localnet` that name this network.
    pub(super) fn localnet(&self) -> [String; 4] {
        [
            "--port-offset".to_owned(),
            self.offset.to_string(),
            "--home".to_owned(),
            self.home.display().to_string(),
        ]
    }
}

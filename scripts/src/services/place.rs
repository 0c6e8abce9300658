//! Where all of it lies.

use std::path::PathBuf;

use super::fault::Fault;

/// Every service with its port.
const PORTS: [(&str, u16); 6] = [
    ("feed", 9_101),
    ("liquidate", 9_102),
    ("keep", 9_103),
    ("watch", 9_104),
    ("index", 9_105),
    ("app", 9_106),
];

/// The ports of a network's first node, without an offset.
const RPC: u16 = 26_657;
const REST: u16 = 1_317;

/// The folder and the ports.
#[derive(Clone, Debug)]
pub(crate) struct Place {
    /// The folder of the network.
    pub(crate) home: PathBuf,
    /// The folder of the services: what they are told, their state, their logs.
    pub(crate) services: PathBuf,
    /// What is added to every port.
    pub(crate) offset: u16,
}

impl Place {
    pub(crate) fn new(home: PathBuf, given: u64) -> Result<Self, Fault> {
        // The node's ports are the highest, and `localnet` knows how high they may be.
        let offset = u16::try_from(given).map_err(|_| Fault::PortOffset { given })?;
        let home = std::path::absolute(&home).unwrap_or(home);
        Ok(Self {
            services: home.join("services"),
            home,
            offset,
        })
    }

    /// The file that says where protocols are on this network.
    pub(crate) fn deployment(&self) -> PathBuf {
        let suffix = match self.offset {
            0 => String::new(),
            offset => format!("-{offset}"),
        };
        self.home
            .join("deployments")
            .join(format!("mirror-local{suffix}.json"))
    }

    /// Where the node listens for questions: RPC and LCD.
    pub(crate) fn node(&self) -> (u16, u16) {
        (
            RPC.saturating_add(self.offset),
            REST.saturating_add(self.offset),
        )
    }

    /// Where a service listens.
    pub(crate) fn port(&self, service: &str) -> u16 {
        let known = PORTS.iter().find(|(name, _)| *name == service);
        let port = known.map_or(0, |(_, port)| *port);
        port.saturating_add(self.offset)
    }

    /// What the services are told.
    pub(crate) fn operations(&self) -> PathBuf {
        self.services.join("bots.toml")
    }

    /// Which processes were started, for a later run to end them if this one could not.
    pub(crate) fn record(&self) -> PathBuf {
        self.services.join("processes.json")
    }

    /// What a service writes.
    pub(crate) fn log(&self, service: &str) -> PathBuf {
        self.services.join(format!("{service}.log"))
    }

    /// The key of a development account.
    pub(crate) fn key(&self, name: &str) -> PathBuf {
        self.home.join("keys").join(format!("{name}.mnemonic"))
    }

    /// The arguments of `localnet` that name this network.
    pub(crate) fn localnet(&self) -> [String; 4] {
        [
            "--port-offset".to_owned(),
            self.offset.to_string(),
            "--home".to_owned(),
            self.home.display().to_string(),
        ]
    }
}

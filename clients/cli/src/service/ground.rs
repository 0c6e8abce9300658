//! The chain and the operations file.

use std::path::Path;

use mirror_bots::frame::{Layers, Operations, OPERATIONS};
use mirror_chain::{Config, Faults};

use crate::connection::Connection;
use crate::failure::Failure;

/// The chain and the operations file.
pub struct Ground {
    /// The chain; absent if that can not be used, which is told with the rest.
    pub chain: Option<Config>,
    /// The file, and what is above it.
    pub operations: Operations,
}

impl Ground {
    /// What file, variables and flags say of the chain and of all services; what is wrong is told
    /// together with the rest.
    pub fn read(
        file: Option<&Path>,
        layers: &Layers,
        connection: &Connection,
        faults: &mut Faults,
    ) -> Result<Option<Self>, Failure> {
        // What holds for the chain is shown together with the rest.
        let quiet = Connection {
            dump_config: false,
            ..connection.clone()
        };
        let chain = match quiet.config() {
            Ok(chain) => Some(chain),
            Err(Failure::Configuration(more)) => {
                faults.0.extend(more.0);
                None
            }
            Err(failure) => return Err(failure),
        };
        let usual = Path::new(OPERATIONS);
        let operations = match file {
            Some(file) => Operations::read(file, layers, faults),
            None if usual.is_file() => Operations::read(usual, layers, faults),
            None => Some(Operations::without_file(layers, faults)),
        };
        Ok(operations.map(|operations| Self { chain, operations }))
    }

    /// The chain and what is set for all services, as files, without secrets.
    pub fn shown(&self) -> String {
        let chain = self.chain.as_ref().map(Config::to_string);
        format!(
            "# mirror.toml\n{}\n# the operations file\n{}",
            chain.unwrap_or_default(),
            self.operations
        )
    }
}

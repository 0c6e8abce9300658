//! The nodes, by the commands that anybody has for them.

use std::{env, path::PathBuf, process::Command};

use super::{place::Place, processes};
use crate::{process, Error};

/// A network that ends when this is dropped; its folder stays, for whoever looks for a reason.
pub(crate) struct Network {
    place: Place,
    /// This program as it was when it began: while it runs, another one may be built in its place.
    ourselves: PathBuf,
}

impl Network {
    /// A new one in the place of what was there, with the options of `localnet up`.
    pub(crate) fn start(place: &Place, options: &[&str]) -> Result<Self, Error> {
        // What an earlier run could not end would go on without its network.
        processes::end_left_over(place);
        let ourselves = env::current_exe().map_err(|source| Error::CommandNotStarted {
            command: "xtask".to_owned(),
            source,
        })?;
        let network = Self {
            place: place.clone(),
            ourselves,
        };
        network.localnet(&["down", "--purge"])?;
        let verb = ["up"].iter().chain(options).copied().collect::<Vec<_>>();
        network.localnet(&verb)?;
        Ok(network)
    }

    /// `cargo xtask localnet`, as another process of this same program.
    fn localnet(&self, verb: &[&str]) -> Result<(), Error> {
        let mut command = Command::new(&self.ourselves);
        command
            .arg("localnet")
            .args(verb)
            .args(self.place.localnet());
        process::output(&mut command).map(drop)
    }
}

impl Drop for Network {
    fn drop(&mut self) {
        if let Err(error) = self.localnet(&["down"]) {
            eprintln!("the network may still run: {error}");
        }
    }
}

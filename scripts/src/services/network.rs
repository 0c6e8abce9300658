//! The nodes, by the commands that anybody has for them.

use std::{env, process::Command};

use super::{place::Place, processes};
use crate::{process, Error};

/// A network that ends when this is dropped; its folder stays, for whoever looks for a reason.
pub(crate) struct Network(Place);

impl Network {
    /// A new one in the place of what was there, with the options of `localnet up`.
    pub(crate) fn start(place: &Place, options: &[&str]) -> Result<Self, Error> {
        // What an earlier run could not end would go on without its network.
        processes::end_left_over(place);
        localnet(place, &["down", "--purge"])?;
        let verb = ["up"].iter().chain(options).copied().collect::<Vec<_>>();
        localnet(place, &verb)?;
        Ok(Self(place.clone()))
    }
}

impl Drop for Network {
    fn drop(&mut self) {
        if let Err(error) = localnet(&self.0, &["down"]) {
            eprintln!("the network may still run: {error}");
        }
    }
}

/// `cargo xtask localnet`, as another process of this same program.
fn localnet(place: &Place, verb: &[&str]) -> Result<(), Error> {
    let ourselves = env::current_exe().map_err(|source| Error::CommandNotStarted {
        command: "xtask".to_owned(),
        source,
    })?;
    let mut command = Command::new(ourselves);
    command.arg("localnet").args(verb).args(place.localnet());
    process::output(&mut command).map(drop)
}

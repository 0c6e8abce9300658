//! `cargo xtask localnet` as it is typed.

use std::{path::PathBuf, time::Duration};

use clap::{Args, Subcommand};

use super::{down, logs, settings::Place, settings::Shape, status, up, wasmd};
use crate::{print, workspace, Error};

/// How long a network may take to its first block: one machine may be busy with other work.
const PATIENCE: Duration = Duration::from_secs(120);

/// What to do with a local network.
#[derive(Subcommand)]
pub enum Action {
    /// Start a network and wait for its first block; start again what is down of one that is there.
    #[command(after_help = "Examples:\n  \
        cargo xtask localnet up\n  \
        cargo xtask localnet up --validators 4 --port-offset 100 --block-time 300")]
    Up {
        #[command(flatten)]
        place: Where,
        /// How many nodes it has, each a validator [default: 1].
        #[arg(long, value_name = "NUMBER")]
        validators: Option<u64>,
        /// The time between blocks, in milliseconds [default: 1000].
        #[arg(long, value_name = "MILLISECONDS")]
        block_time: Option<u64>,
        /// Print the results as JSON.
        #[arg(long)]
        json: bool,
    },
    /// End the nodes of a network. Its chain is kept, and `up` goes on with it.
    Down {
        #[command(flatten)]
        place: Where,
        /// Remove its folder and the deployment to it as well.
        #[arg(long)]
        purge: bool,
        /// Print the results as JSON.
        #[arg(long)]
        json: bool,
    },
    /// Show which nodes run, and the last block, application hash and peers of each.
    Status {
        #[command(flatten)]
        place: Where,
        /// Print the results as JSON.
        #[arg(long)]
        json: bool,
    },
    /// Show the end of a node's log.
    Logs {
        #[command(flatten)]
        place: Where,
        /// Which node, by its number.
        #[arg(long, value_name = "NUMBER", default_value_t = 0)]
        node: u64,
        /// How many lines.
        #[arg(long, value_name = "NUMBER", default_value_t = 50)]
        lines: usize,
        /// Go on with what is written from now, until interrupted.
        #[arg(long)]
        follow: bool,
    },
}

/// Which network is meant.
#[derive(Args)]
pub struct Where {
    /// Added to every port and to the names of chain and folder, for a second network.
    #[arg(long, value_name = "NUMBER", default_value_t = 0)]
    port_offset: u64,
    /// The network's folder [default: the workspace's .localnet/].
    #[arg(long, value_name = "FOLDER")]
    home: Option<PathBuf>,
}

impl Where {
    fn place(self) -> Result<Place, Error> {
        let home = self.home.map(|home| {
            std::path::absolute(&home).map_err(|source| Error::NotRead { path: home, source })
        });
        Ok(Place::new(
            &workspace::root()?,
            self.port_offset,
            home.transpose()?,
        )?)
    }
}

/// Do it and show what came of it.
pub fn run(action: Action) -> Result<(), Error> {
    match action {
        Action::Up {
            place,
            validators,
            block_time,
            json,
        } => {
            let place = place.place()?;
            let shape = Shape::new(validators, block_time)?;
            let wasmd = wasmd::ensure(&workspace::root()?)?;
            print::result(json, &up::up(&place, shape, &wasmd, PATIENCE)?)
        }
        Action::Down { place, purge, json } => {
            print::result(json, &down::down(&place.place()?, purge)?)
        }
        Action::Status { place, json } => print::result(json, &status::status(&place.place()?)?),
        Action::Logs {
            place,
            node,
            lines,
            follow,
        } => logs::logs(
            &place.place()?,
            node,
            lines,
            follow,
            &mut std::io::stdout().lock(),
        ),
    }
}

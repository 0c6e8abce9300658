//! `mirror index`: the history of the protocol, read from the chain's blocks into tables.

use clap::Args;
use mirror_bots::frame::Stop;
use mirror_index::read::ReadError;
use mirror_index::service::{once, Index};
use mirror_index::store::Store;

use crate::failure::{Failure, Verdict};
use crate::screen::say;
use crate::service::{self, ServiceArguments};

/// Read the chain's blocks into SQLite or PostgreSQL, and answer questions about the past over HTTP.
///
/// It begins at the block in which the first contract was made, and goes on where it stopped. It works
/// until it is asked to stop (SIGINT or SIGTERM).
#[derive(Clone, Debug, Args)]
#[command(after_help = "Examples:\n  \
    mirror index --listen 127.0.0.1:9105\n  \
    mirror index --database postgres://mirror@db.example/mirror\n  \
    mirror index --database index.db --once\n  \
    mirror index --database index.db --reset --once")]
pub struct Arguments {
    /// The database: a file for SQLite, or postgres://USER:PASSWORD@HOST:PORT/NAME [default: index.db in the
    /// folder --state].
    #[arg(long, value_name = "FILE|URL")]
    database: Option<String>,
    /// The first block to read [default: the one in which the first contract was made].
    #[arg(long, value_name = "HEIGHT")]
    from: Option<u64>,
    /// Read up to the chain's last block, and end.
    #[arg(long)]
    once: bool,
    /// Remove everything that was read before, and begin anew.
    #[arg(long)]
    reset: bool,
    #[command(flatten)]
    service: ServiceArguments,
}

/// Follows the chain until it is asked to stop, or reads up to its last block.
pub fn command(mut arguments: Arguments) -> Result<Verdict, Failure> {
    let set = &mut arguments.service.set;
    set.extend(
        arguments
            .database
            .iter()
            .map(|database| format!("database={database}")),
    );
    set.extend(arguments.from.iter().map(|from| format!("from={from}")));
    if arguments.reset || arguments.once {
        let (_, stop) = Stop::pair();
        let prepared = service::prepared::<Index>(&arguments.service, stop)?;
        let session = arguments.service.connection.open()?;
        let deployment = prepared.deployment()?;
        let database = prepared.settings.database(&prepared.common.state)?;
        let store = session
            .run(Store::open(&database))
            .map_err(ReadError::from)?;
        if arguments.reset {
            session.run(store.reset()).map_err(ReadError::from)?;
        }
        if arguments.once {
            let from = prepared.settings.from;
            let height = session.run(once(&session.node, &deployment, &store, from));
            session.run(store.close());
            say(format!("read up to block {}\n", height?).as_bytes());
            return Ok(Verdict::Fine);
        }
        session.run(store.close());
    }
    service::command::<Index>(&arguments.service)
}

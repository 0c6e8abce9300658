//! `mirror run`: every service that the operations file has a table of, in one process.
//!
//! In reading order: `roles` knows the services, `accounts` sees that no two act with one account,
//! `threads` runs them.

mod accounts;
mod roles;
mod threads;

use std::path::PathBuf;

use clap::Args;
use mirror_bots::frame::{logs, Layers, Stop};
use mirror_chain::{Fault, Faults, Source};

use crate::connection::Connection;
use crate::failure::{Failure, Verdict};
use crate::service::Ground;

/// Run every service that has a table in the operations file, in one process.
///
/// For small operators: each service is as it would be by its own command, with an account, a folder and
/// an address of its own. All end when the process is asked to stop (SIGINT or SIGTERM), or when one of
/// them does not come up.
#[derive(Clone, Debug, Args)]
#[command(after_help = "Examples:\n  \
    mirror run bots.toml\n  \
    mirror run bots.toml --dump-config")]
pub struct Arguments {
    /// The operations file.
    #[arg(value_name = "FILE")]
    file: PathBuf,
    #[command(flatten)]
    connection: Connection,
}

/// Runs all until it is asked to stop.
pub fn command(arguments: Arguments) -> Result<Verdict, Failure> {
    let Arguments { file, connection } = arguments;
    let (stopper, stop) = Stop::pair();
    let mut faults = Faults::default();
    let layers = Layers::of_process(Vec::new());
    let ground = Ground::read(Some(&file), &layers, &connection, &mut faults)?;
    let Some(ground) = ground else {
        return Err(faults.into());
    };
    let names = ground.operations.services();
    if names.is_empty() {
        faults.0.push(Fault {
            key: "file".to_string(),
            value: file.display().to_string(),
            source: Source::File(file),
            rule: "must have a table of at least one service, such as [keep]".to_string(),
        });
    }
    let mut shown = ground.shown();
    let mut makers = Vec::new();
    for name in names {
        if let Some(known) = roles::prepare(name, &ground, &stop, &mut faults) {
            shown.push('\n');
            shown.push_str(&known.table);
            makers.push(known.make);
        }
    }
    faults.into_result()?;
    if connection.dump_config {
        return Err(Failure::Dumped { config: shown });
    }
    let ready = makers.into_iter().map(|make| make());
    let ready = ready.collect::<Result<Vec<_>, _>>()?;
    let keys = ready.iter();
    let keys: Vec<_> = keys
        .map(|service| (service.name, service.keys.clone()))
        .collect();
    let chain = ground.chain.ok_or(Faults::default())?;
    accounts::are_different(&keys, &chain.bech32_prefix)?;
    logs::start(ground.operations.log);
    threads::run(ready, stopper)?;
    Ok(Verdict::Fine)
}

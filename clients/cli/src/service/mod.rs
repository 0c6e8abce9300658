//! What the commands of all services share: the operations file, what is above it, and how a service is
//! run in this process.
//!
//! In reading order: `ground` is the chain and the file, `ready` a service that only has to be run.

mod ground;
mod ready;

use std::path::{Path, PathBuf};

use clap::Args;
use mirror_bots::frame::{logs, Layers, Role, Stop, OPERATIONS};
use mirror_chain::{Fault, Faults, Source};

pub use ground::Ground;
pub use ready::{Prepared, Ready};

use crate::connection::Connection;
use crate::failure::{Failure, Verdict};

/// By what a service is set. Flags are above variables such as MIRROR_KEEP_LISTEN, which are above the
/// file.
#[derive(Args, Clone, Debug)]
pub struct ServiceArguments {
    /// The operations file [default: bots.toml, where there is one].
    #[arg(long, env = "MIRROR_OPERATIONS", value_name = "FILE", global = true)]
    pub file: Option<PathBuf>,
    /// Where /health and /metrics are served, such as 127.0.0.1:9101.
    #[arg(long, value_name = "ADDRESS")]
    pub listen: Option<String>,
    /// The folder of what must not be forgotten.
    #[arg(long, value_name = "FOLDER", global = true)]
    pub state: Option<PathBuf>,
    /// Any other key of the service's table; repeat it to set more.
    #[arg(long, value_name = "KEY=VALUE")]
    pub set: Vec<String>,
    #[command(flatten)]
    pub connection: Connection,
}

/// Runs a service until it is asked to stop.
pub fn command<R: Role + 'static>(arguments: &ServiceArguments) -> Result<Verdict, Failure> {
    let (stopper, stop) = Stop::pair();
    let prepared = prepared::<R>(arguments, stop)?;
    logs::start(prepared.log);
    prepared.ready()?.serve(Some(stopper))?;
    Ok(Verdict::Fine)
}

/// What a service needs to run, without running it: for commands beside it, such as a look at what it
/// would do.
pub fn prepared<R: Role>(arguments: &ServiceArguments, stop: Stop) -> Result<Prepared<R>, Failure> {
    let mut faults = Faults::default();
    let flags = arguments.flags(&mut faults);
    let layers = Layers::of_process(flags);
    let connection = &arguments.connection;
    let ground = Ground::read(arguments.file.as_deref(), &layers, connection, &mut faults)?;
    let Some(ground) = ground else {
        return Err(faults.into());
    };
    let prepared = Prepared::<R>::new(&ground, stop, &mut faults);
    if !faults.0.is_empty() && arguments.file.is_none() && !Path::new(OPERATIONS).is_file() {
        faults.0.push(Fault {
            key: OPERATIONS.to_string(),
            value: String::new(),
            source: Source::Nowhere,
            rule: "the settings of services are in it: copy ops/bots.example.toml, or name the file with \
                   --file"
                .to_string(),
        });
    }
    let Some(prepared) = prepared else {
        return Err(faults.into());
    };
    faults.into_result()?;
    if connection.dump_config {
        return Err(Failure::Dumped {
            config: format!("{}\n{}", ground.shown(), prepared.table),
        });
    }
    Ok(prepared)
}

impl ServiceArguments {
    pub(crate) fn flags(&self, faults: &mut Faults) -> Vec<(String, String)> {
        let mut flags = Vec::new();
        let text = |path: &PathBuf| path.display().to_string();
        let short = [
            ("key_file", self.connection.key_file.as_ref().map(text)),
            ("state", self.state.as_ref().map(text)),
            ("listen", self.listen.clone()),
        ];
        for (key, value) in short {
            flags.extend(value.map(|value| (key.to_string(), value)));
        }
        for pair in &self.set {
            match pair.split_once('=') {
                Some((key, value)) => flags.push((key.trim().to_string(), value.to_string())),
                None => faults.0.push(mirror_chain::Fault {
                    key: "set".to_string(),
                    value: pair.clone(),
                    source: mirror_chain::Source::Flag("--set".to_string()),
                    rule: "must be a key and a value, such as listen=127.0.0.1:9101".to_string(),
                }),
            }
        }
        flags
    }
}

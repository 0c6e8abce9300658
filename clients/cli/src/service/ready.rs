//! A service that only has to be run.

use std::path::PathBuf;

use mirror_bots::frame::{self, Common, FrameError, LogFormat, Notify, Role, Start, Stop, Stopper};
use mirror_chain::deployment::DeploymentFile;
use mirror_chain::{Config, Faults};

use super::ground::Ground;
use crate::connection::runtime;
use crate::failure::Failure;

/// What a service needs.
pub struct Prepared<R: Role> {
    /// The chain.
    pub chain: Config,
    /// What every service's table has.
    pub common: Common,
    /// Its own settings.
    pub settings: R::Settings,
    /// How the log is written.
    pub log: LogFormat,
    /// Its table, without secrets.
    pub table: String,
    notify: Notify,
    stop: Stop,
}

/// A service of any kind, which only has to be run.
pub struct Ready {
    /// Its name.
    pub name: &'static str,
    /// The files with the keys of its accounts.
    pub keys: Vec<PathBuf>,
    run: Box<dyn FnOnce(Option<Stopper>) -> Result<(), Failure> + Send>,
}

impl<R: Role> Prepared<R> {
    /// What holds for a service; what is wrong is told.
    pub fn new(ground: &Ground, stop: Stop, faults: &mut Faults) -> Option<Self> {
        let Ground { chain, operations } = ground;
        let (common, raw, places) = operations.table::<R::Raw>(R::NAME, R::SIGNS, faults)?;
        let settings = R::resolve(raw, &places, faults);
        faults.forget_echoes();
        let (common, settings, chain) = (common?, settings?, chain.as_ref()?);
        let table = format!("[{}]\n{common}{settings}", R::NAME);
        Some(Self {
            chain: chain.clone(),
            common,
            settings,
            log: operations.log,
            table,
            notify: operations.notify.clone(),
            stop,
        })
    }

    /// The protocol on this chain.
    pub fn deployment(&self) -> Result<DeploymentFile, Failure> {
        let folder = &self.chain.deployments;
        Ok(DeploymentFile::load(folder, &self.chain.chain_id)?)
    }

    /// Ready to be run, here or in a thread.
    pub fn ready(self) -> Result<Ready, Failure>
    where
        R: 'static,
    {
        let deployment = self.deployment()?;
        let mut keys = R::keys(&self.settings);
        keys.extend(self.common.key_file.clone());
        let start = Start {
            chain: self.chain,
            deployment,
            common: self.common,
            notify: self.notify,
            stop: self.stop,
        };
        let settings = self.settings;
        let run = move |stopper| run::<R>(start, settings, stopper);
        Ok(Ready::new(R::NAME, keys, run))
    }
}

impl Ready {
    pub(crate) fn new(
        name: &'static str,
        keys: Vec<PathBuf>,
        run: impl FnOnce(Option<Stopper>) -> Result<(), Failure> + Send + 'static,
    ) -> Self {
        Self {
            name,
            keys,
            run: Box::new(run),
        }
    }

    /// Run it until it is time to stop; with a stopper, that is also when the system asks this process.
    pub fn serve(self, stopper: Option<Stopper>) -> Result<(), Failure> {
        (self.run)(stopper)
    }
}

fn run<R: Role>(
    start: Start,
    settings: R::Settings,
    stopper: Option<Stopper>,
) -> Result<(), Failure> {
    let runtime = runtime()?;
    let served: Result<(), FrameError> = runtime.block_on(async {
        if let Some(stopper) = stopper {
            tokio::spawn(async move { stopper.on_signals().await });
        }
        frame::serve::<R>(start, settings).await
    });
    Ok(served?)
}

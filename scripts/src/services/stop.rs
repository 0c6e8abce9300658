//! Ctrl-C and a polite end.

use std::{
    sync::{
        atomic::{AtomicBool, Ordering},
        Arc,
    },
    thread,
};

use tokio::signal::unix::{signal, SignalKind};

use super::fault::Fault;

/// Whether somebody asked to end.
#[derive(Clone, Debug, Default)]
pub(crate) struct Stop(Arc<AtomicBool>);

impl Stop {
    /// Listen from now on for SIGINT and SIGTERM, which no longer end this program at once.
    pub(crate) fn listen() -> Result<Self, Fault> {
        let stop = Self::default();
        let asked = stop.clone();
        let runtime = tokio::runtime::Builder::new_current_thread()
            .enable_io()
            .build()
            .map_err(Fault::NoSignals)?;
        let signals = runtime.block_on(async {
            let interrupt = signal(SignalKind::interrupt())?;
            Ok((interrupt, signal(SignalKind::terminate())?))
        });
        let (mut interrupt, mut terminate) = signals.map_err(Fault::NoSignals)?;
        thread::spawn(move || {
            runtime.block_on(async {
                tokio::select! {
                    _ = interrupt.recv() => {}
                    _ = terminate.recv() => {}
                }
            });
            asked.0.store(true, Ordering::Relaxed);
        });
        Ok(stop)
    }

    /// Ask to end, as somebody else might.
    pub(crate) fn ask(&self) {
        self.0.store(true, Ordering::Relaxed);
    }

    /// Whether somebody did.
    pub(crate) fn is_asked(&self) -> bool {
        self.0.load(Ordering::Relaxed)
    }

    /// Fails where somebody did, before what comes next has begun.
    pub(crate) fn go_on(&self) -> Result<(), Fault> {
        match self.is_asked() {
            true => Err(Fault::Interrupted),
            false => Ok(()),
        }
    }
}

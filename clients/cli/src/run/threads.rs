//! Several services, each in a thread: one that computes does not keep the others waiting.

use std::panic::{catch_unwind, AssertUnwindSafe};
use std::thread;

use mirror_bots::frame::{FrameError, Stopper};
use tokio::sync::mpsc::{unbounded_channel, UnboundedReceiver};

use crate::connection::runtime;
use crate::failure::Failure;
use crate::service::Ready;

/// Run all until the system asks this process to stop. When one ends with an error, the others are
/// stopped, and the first error is told once all have ended.
pub(super) fn run(services: Vec<Ready>, stopper: Stopper) -> Result<(), Failure> {
    let runtime = runtime()?;
    let (sender, ended) = unbounded_channel();
    for service in services {
        let sender = sender.clone();
        let name = service.name;
        let thread = thread::Builder::new().name(name.to_string());
        let started = thread.spawn(move || {
            let result = catch_unwind(AssertUnwindSafe(|| service.serve(None)));
            // Whoever waited for it may be gone.
            let _ = sender.send(result.unwrap_or_else(|_| Err(broken(name))));
        });
        if let Err(error) = started {
            stopper.stop();
            return Err(no_runtime(error));
        }
    }
    drop(sender);
    runtime.block_on(watch(ended, &stopper))
}

async fn watch(
    mut ended: UnboundedReceiver<Result<(), Failure>>,
    stopper: &Stopper,
) -> Result<(), Failure> {
    let asks = stopper.clone();
    tokio::spawn(async move { asks.on_signals().await });
    let mut first = Ok(());
    while let Some(result) = ended.recv().await {
        if result.is_err() && first.is_ok() {
            first = result;
            stopper.stop();
        }
    }
    first
}

fn no_runtime(error: std::io::Error) -> Failure {
    Failure::NoRuntime {
        reason: error.to_string(),
    }
}

fn broken(name: &str) -> Failure {
    let reason = "it ended in the middle of its work, which is a fault of the program".to_string();
    FrameError::Unusable {
        what: format!("the service {name}"),
        reason,
    }
    .into()
}

#[cfg(test)]
mod tests {
    use std::path::PathBuf;

    use mirror_bots::frame::Stop;

    use super::*;

    fn waits(stop: &Stop) -> Ready {
        let stop = stop.clone();
        Ready::new("watch", Vec::new(), move |_| {
            let runtime = tokio::runtime::Builder::new_current_thread().build();
            runtime.unwrap().block_on(stop.wait());
            Ok(())
        })
    }

    #[test]
    fn one_that_does_not_come_up_ends_the_others_and_is_told() {
        let (stopper, stop) = Stop::pair();
        let told = FrameError::KeyInUse {
            path: PathBuf::from("key"),
        };
        let failed = Failure::from(told.clone());
        let fails = Ready::new("keep", Vec::new(), move |_| Err(failed));

        let ended = run(vec![waits(&stop), fails], stopper);

        assert_eq!(ended, Err(told.into()));
    }

    #[test]
    fn one_that_breaks_off_ends_the_others_and_is_told() {
        let (stopper, stop) = Stop::pair();
        let breaks = Ready::new("keep", Vec::new(), |_| panic!("on purpose"));

        let ended = run(vec![waits(&stop), breaks], stopper);

        assert_eq!(ended, Err(broken("keep")));
    }

    #[test]
    fn all_end_when_they_are_asked_to() {
        let (stopper, stop) = Stop::pair();
        let asks = stopper.clone();
        let ends = Ready::new("keep", Vec::new(), move |_| {
            asks.stop();
            Ok(())
        });

        assert_eq!(run(vec![waits(&stop), ends], stopper), Ok(()));
    }
}

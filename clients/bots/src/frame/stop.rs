//! The end of a service, between two acts.

use tokio::sync::watch;

/// Asks services to stop.
#[derive(Clone, Debug)]
pub struct Stopper(watch::Sender<bool>);

/// What a service looks at: whether it has been asked to stop. A clone is the same.
#[derive(Clone, Debug)]
pub struct Stop(watch::Receiver<bool>);

impl Stopper {
    /// Ask all that look at its [`Stop`] to stop.
    pub fn stop(&self) {
        // Nobody may be left to ask.
        let _ = self.0.send_replace(true);
    }

    /// Ask them as soon as the system asks this process, by SIGINT or SIGTERM. In a runtime.
    pub async fn on_signals(&self) -> std::io::Result<()> {
        use tokio::signal::unix::{signal, SignalKind};

        let mut terminate = signal(SignalKind::terminate())?;
        tokio::select! {
            _ = terminate.recv() => {}
            interrupted = tokio::signal::ctrl_c() => interrupted?,
        }
        self.stop();
        Ok(())
    }
}

impl Stop {
    /// The two ends: who asks, and what is looked at.
    pub fn pair() -> (Stopper, Self) {
        let (asks, looks) = watch::channel(false);
        (Stopper(asks), Self(looks))
    }

    /// Whether it is time to stop.
    pub fn is_set(&self) -> bool {
        *self.0.borrow()
    }

    /// Wait until it is time to stop. Whoever could ask and went away never will: then this waits for
    /// ever.
    pub async fn wait(&self) {
        let mut looks = self.0.clone();
        if looks.wait_for(|is_set| *is_set).await.is_err() {
            std::future::pending::<()>().await;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn who_waits_is_told_and_so_is_who_comes_later() {
        let (stopper, stop) = Stop::pair();
        let waiting = tokio::spawn({
            let stop = stop.clone();
            async move { stop.wait().await }
        });
        assert!(!stop.is_set());

        stopper.stop();

        waiting.await.unwrap();
        stop.wait().await;
        assert!(stop.is_set());
    }
}

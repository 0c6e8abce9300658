//! What a service is to the program.

use std::fmt::Display;
use std::future::Future;
use std::path::PathBuf;

use mirror_chain::Faults;
use serde::de::DeserializeOwned;
use tracing::Instrument;

use super::error::FrameError;
use super::operations::Places;
use super::start::Start;

/// A service, as the program starts it.
pub trait Role {
    /// Its name: its table in the operations file, and the beginning of its variables and metrics.
    const NAME: &'static str;
    /// Whether it signs, so that its table has to name a key file.
    const SIGNS: bool;
    /// Its table as it is written, without the keys that all tables have. Every field may be missing,
    /// and unknown ones are refused.
    type Raw: DeserializeOwned + Default;
    /// What holds. It is displayed as the lines of its table, without secrets.
    type Settings: Display + Send + 'static;

    /// What holds of what is written; all that is wrong is told.
    fn resolve(raw: Self::Raw, places: &Places, faults: &mut Faults) -> Option<Self::Settings>;

    /// Key files besides the one that all tables have.
    fn keys(_settings: &Self::Settings) -> Vec<PathBuf> {
        Vec::new()
    }

    /// Come up and work until it is time to stop.
    fn serve(
        start: Start,
        settings: Self::Settings,
    ) -> impl Future<Output = Result<(), FrameError>>;
}

/// Have a service come up and work until it is time to stop; its name is with every line of its log.
pub async fn serve<R: Role>(start: Start, settings: R::Settings) -> Result<(), FrameError> {
    let span = tracing::info_span!("service", name = R::NAME);
    R::serve(start, settings).instrument(span).await
}

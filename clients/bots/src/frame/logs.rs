//! Structured logs on standard error.

use std::fmt;
use std::io;
use std::str::FromStr;

use tracing_subscriber::EnvFilter;

/// The variable that says what is logged, such as `debug`; otherwise all from `info` up is.
const FILTER: &str = "MIRROR_LOG_FILTER";

/// How a line of the log is written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum LogFormat {
    /// For people.
    #[default]
    Text,
    /// For programs: one JSON object in each line.
    Json,
}

/// Why a text is no format of the log.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("must be \"text\" or \"json\"")]
pub struct NoLogFormat;

/// Begin to log. Only the first call of a process counts.
pub fn start(format: LogFormat) {
    let filter = std::env::var(FILTER).ok();
    let filter = filter.and_then(|filter| EnvFilter::try_new(filter).ok());
    let filter = filter.unwrap_or_else(|| EnvFilter::new("info"));
    let lines = tracing_subscriber::fmt()
        .with_env_filter(filter)
        .with_writer(io::stderr);
    // A second service of the same process finds it there.
    let _ = match format {
        LogFormat::Text => {
            use std::io::IsTerminal;
            let has_colours = io::stderr().is_terminal();
            lines.with_target(false).with_ansi(has_colours).try_init()
        }
        LogFormat::Json => lines
            .json()
            .flatten_event(true)
            .with_current_span(true)
            .with_span_list(false)
            .try_init(),
    };
}

impl FromStr for LogFormat {
    type Err = NoLogFormat;

    fn from_str(text: &str) -> Result<Self, NoLogFormat> {
        match text {
            "text" => Ok(Self::Text),
            "json" => Ok(Self::Json),
            _ => Err(NoLogFormat),
        }
    }
}

impl fmt::Display for LogFormat {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Text => "text",
            Self::Json => "json",
        })
    }
}

//! A source as it is set.

use std::fmt;
use std::path::{Path, PathBuf};
use std::time::Duration;

use cosmwasm_std::Decimal;
use jiff::civil::Date;
use mirror_chain::config::shown;
use mirror_chain::Node;

use crate::feed::sources::{
    ChainSource, ExecSource, FileSource, FixedSource, HttpSource, ReplaySource, SecretHeader,
    Source,
};

/// A source.
#[derive(Clone, Debug)]
pub struct SourceConfig {
    /// How much its price counts.
    pub weight: u32,
    /// How often it is asked.
    pub every: Duration,
    /// How long an answer may take.
    pub timeout: Duration,
    /// What it is.
    pub kind: SourceKind,
}

/// An address, which may hold what gives access to it.
#[derive(Clone, PartialEq, Eq)]
pub struct Address(pub(super) String);

/// What a source is.
#[derive(Clone, Debug)]
pub enum SourceKind {
    /// Always the same price.
    Fixed {
        /// The price.
        price: Decimal,
    },
    /// A JSON file that something else writes.
    File {
        /// The file.
        path: PathBuf,
    },
    /// Past prices.
    Replay {
        /// The file; that of the simulation where none is named.
        path: Option<PathBuf>,
        /// Which ticker.
        ticker: String,
        /// From which day on.
        start: Date,
        /// Seconds of trading that are played in a second.
        speed: u64,
        /// When the first day begins, in UNIX seconds; at the feeder's first start where nothing is said.
        begun: Option<u64>,
        /// The prices.
        prices: ReplaySource,
    },
    /// An address that answers JSON.
    Http {
        /// The address.
        url: Address,
        /// Where its answer has the price.
        price_at: String,
        /// Where it has the time, if it has one.
        time_at: Option<String>,
        /// The header that gives access, its value out of a variable.
        header: Option<(String, String, SecretHeader)>,
    },
    /// A program that prints JSON.
    Exec {
        /// The program and its arguments.
        program: Vec<String>,
        /// The folder that it is started in.
        folder: PathBuf,
    },
    /// Another contract.
    Chain {
        /// The contract.
        contract: String,
        /// The question, as JSON.
        question: String,
        /// Where its answer has the price.
        price_at: String,
        /// Where it has the time, if it has one.
        time_at: Option<String>,
    },
}

impl SourceConfig {
    /// The source itself. `begun` is when the replays of this feeder began. Only a contract needs a node.
    pub fn source(&self, node: Option<&Node>, begun: u64) -> Result<Source, String> {
        Ok(match self.kind.clone() {
            SourceKind::Fixed { price } => Source::Fixed(FixedSource { price }),
            SourceKind::File { path } => Source::File(FileSource { path }),
            SourceKind::Replay {
                prices, begun: own, ..
            } => Source::Replay(prices.begun_at(own.unwrap_or(begun))),
            SourceKind::Http {
                url,
                price_at,
                time_at,
                header,
            } => {
                let header = header.map(|(_, _, header)| header);
                let source =
                    HttpSource::new(&url.0, &price_at, time_at.as_deref(), header, self.timeout);
                Source::Http(source.map_err(|fault| fault.to_string())?)
            }
            SourceKind::Exec { program, folder } => {
                let mut words = program.into_iter();
                let program = words.next().unwrap_or_default();
                Source::Exec(ExecSource {
                    program: found(&program, &folder),
                    arguments: words.collect(),
                    folder,
                    timeout: self.timeout,
                })
            }
            SourceKind::Chain {
                contract,
                question,
                price_at,
                time_at,
            } => Source::Chain(ChainSource {
                node: node.cloned().ok_or("there is no chain to ask")?,
                contract,
                question,
                price: price_at,
                time: time_at,
            }),
        })
    }
}

/// A program that is named with a path is meant from the folder, another is looked for in PATH.
fn found(program: &str, folder: &Path) -> PathBuf {
    if program.contains('/') {
        // Started in that folder, a path from here would miss it.
        let path = folder.join(program);
        std::path::absolute(&path).unwrap_or(path)
    } else {
        PathBuf::from(program)
    }
}

/// Without what gives access to it.
impl fmt::Display for Address {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&shown(&self.0))
    }
}

impl fmt::Debug for Address {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

/// As lines of a table, without secrets.
impl fmt::Display for SourceConfig {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (key, value) in self.kind.lines() {
            writeln!(f, "{key} = {value}")?;
        }
        writeln!(f, "weight = {}", self.weight)?;
        writeln!(f, "every_s = {}", self.every.as_secs())?;
        if matches!(self.kind, SourceKind::Http { .. } | SourceKind::Exec { .. }) {
            writeln!(f, "timeout_s = {}", self.timeout.as_secs())?;
        }
        Ok(())
    }
}

impl SourceKind {
    /// The keys of its kind, with their values as TOML.
    fn lines(&self) -> Vec<(&'static str, String)> {
        let path = |path: &Path| quoted(&path.display());
        let mut lines = vec![("kind", quoted(&self.name()))];
        match self {
            Self::Fixed { price } => lines.push(("price", quoted(price))),
            Self::File { path: file } => lines.push(("path", path(file))),
            Self::Replay {
                path: file,
                ticker,
                start,
                speed,
                begun,
                ..
            } => {
                lines.extend(file.as_deref().map(|file| ("path", path(file))));
                lines.push(("ticker", quoted(ticker)));
                lines.push(("start", quoted(start)));
                lines.push(("speed", speed.to_string()));
                lines.extend(begun.map(|begun| ("begun", begun.to_string())));
            }
            Self::Http {
                url,
                price_at,
                time_at,
                header,
            } => {
                lines.push(("url", quoted(url)));
                lines.push(("price_at", quoted(price_at)));
                lines.extend(time_at.as_ref().map(|time_at| ("time_at", quoted(time_at))));
                if let Some((name, variable, _)) = header {
                    lines.push(("header", quoted(name)));
                    lines.push(("header_variable", quoted(variable)));
                }
            }
            Self::Exec { program, .. } => lines.push(("program", format!("{program:?}"))),
            Self::Chain {
                contract,
                question,
                price_at,
                time_at,
            } => {
                lines.push(("contract", quoted(contract)));
                lines.push(("question", quoted(question)));
                lines.push(("price_at", quoted(price_at)));
                lines.extend(time_at.as_ref().map(|time_at| ("time_at", quoted(time_at))));
            }
        }
        lines
    }

    fn name(&self) -> &'static str {
        match self {
            Self::Fixed { .. } => "fixed",
            Self::File { .. } => "file",
            Self::Replay { .. } => "replay",
            Self::Http { .. } => "http",
            Self::Exec { .. } => "exec",
            Self::Chain { .. } => "chain",
        }
    }
}

fn quoted(value: &dyn fmt::Display) -> String {
    format!("{:?}", value.to_string())
}

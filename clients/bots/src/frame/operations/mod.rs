//! The one file by which all services are set, and what is above it.
//!
//! `layers` is what is above the file, `places` says where a value is from, `common` has the keys of
//! every table, `table` reads one, `parts` finds what is wrong in it. Each service knows its own keys; this only knows their names.

mod common;
mod layers;
mod parts;
mod places;
mod table;
#[cfg(test)]
mod tests;

use std::fmt;
use std::fs;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use mirror_chain::{Fault, Faults, Source};
use serde::de::DeserializeOwned;
use toml::{Table, Value};

use super::logs::LogFormat;
use super::webhook::Notify;
use common::RawCommon;

pub use common::Common;
pub use layers::Layers;
pub use places::Places;

/// The services, each with a table of its name.
pub const SERVICES: [&str; 5] = ["feed", "liquidate", "keep", "watch", "index"];

/// The file's usual name.
pub const OPERATIONS: &str = "bots.toml";

/// The operations file, and what is said above it about all services.
#[derive(Clone, Debug)]
pub struct Operations {
    /// Where alerts go.
    pub notify: Notify,
    /// How the log is written.
    pub log: LogFormat,
    path: PathBuf,
    tables: Table,
    layers: Layers,
}

impl Operations {
    /// Read the file; above it are `MIRROR_WEBHOOK` and `MIRROR_LOG`. What is wrong with a table is told
    /// when it is asked for.
    pub fn read(path: &Path, layers: &Layers, faults: &mut Faults) -> Option<Self> {
        let all = faults.take(parsed(path))?;
        Some(Self::of(all, path, layers, faults))
    }

    /// The same without a file: only what is above it. Paths are meant from here.
    pub fn without_file(layers: &Layers, faults: &mut Faults) -> Self {
        Self::of(Table::new(), Path::new(OPERATIONS), layers, faults)
    }

    fn of(mut all: Table, path: &Path, layers: &Layers, faults: &mut Faults) -> Self {
        for (key, value) in &all {
            let is_known = key == "webhook" || key == "log" || SERVICES.contains(&key.as_str());
            if !is_known {
                let services = SERVICES.join("], [");
                let rule =
                    format!("is unknown; there are webhook, log and the tables [{services}]");
                faults.0.push(of_file(path, key, value, &rule));
            } else if SERVICES.contains(&key.as_str()) && !value.is_table() {
                let rule = format!("must be a table: [{key}]");
                faults.0.push(of_file(path, key, value, &rule));
            }
        }
        let mut top = |key: &str, variable: &str| -> Option<(String, Source)> {
            let in_file = all.remove(key);
            if let Some(value) = layers.variable(variable) {
                let source = Source::Environment(variable.to_string());
                return Some((value.to_string(), source));
            }
            match in_file? {
                Value::String(text) => Some((text, Source::File(path.to_path_buf()))),
                other => {
                    let rule = "must be a text in quotes";
                    faults.0.push(of_file(path, key, &other, rule));
                    None
                }
            }
        };
        let (webhook, log) = (top("webhook", "MIRROR_WEBHOOK"), top("log", "MIRROR_LOG"));
        Self {
            notify: Notify {
                webhook: webhook.and_then(|(text, source)| faults.take(address(text, source))),
            },
            log: log
                .and_then(|(text, source)| faults.take(format(&text, source)))
                .unwrap_or_default(),
            path: path.to_path_buf(),
            tables: all,
            layers: layers.clone(),
        }
    }

    /// The services that have a table, in the order of [`SERVICES`].
    pub fn services(&self) -> Vec<&'static str> {
        let has = |name: &&str| self.tables.contains_key(*name);
        SERVICES.into_iter().filter(has).collect()
    }

    /// A service's table with what is above it: the keys that all have, if they can be used, its own without
    /// those that can not be read, and where each is from. A service without a table has what is above it alone.
    pub fn table<R: DeserializeOwned + Default>(
        &self,
        service: &'static str,
        signs: bool,
        faults: &mut Faults,
    ) -> Option<(Option<Common>, R, Places)> {
        let read =
            table::Written::collect(service, &self.path, self.tables.get(service), &self.layers);
        let places = Places::new(service, folder(&self.path), read.sources());
        let raw = read.common::<RawCommon>(&places, faults);
        let own = read.own::<R>(&places, faults);
        let common = raw.and_then(|raw| Common::resolve(raw, signs, &places, faults));
        Some((common, own?, places))
    }
}

/// What is set for all services, as lines of the file, without secrets.
impl fmt::Display for Operations {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(webhook) = self.notify.shown() {
            writeln!(f, "webhook = {webhook:?}")?;
        }
        writeln!(f, "log = {:?}", self.log.to_string())
    }
}

fn parsed(path: &Path) -> Result<Table, Fault> {
    let fault = |rule: String| Fault {
        key: "file".to_string(),
        value: path.display().to_string(),
        source: Source::File(path.to_path_buf()),
        rule,
    };
    let text = fs::read_to_string(path).map_err(|error| match error.kind() {
        ErrorKind::NotFound => fault(
            "there is no such file: copy ops/bots.example.toml to it and leave out what you do not run"
                .to_string(),
        ),
        _ => fault(error.to_string()),
    })?;
    text.parse::<Table>().map_err(|error| {
        // Its whole text quotes the line, which may hold a secret.
        let before = error.span().and_then(|span| text.get(..span.start));
        let line = before.map_or(1, |before| before.matches('\n').count() + 1);
        fault(format!("line {line}: {}", error.message()))
    })
}

fn of_file(path: &Path, key: &str, value: &Value, rule: &str) -> Fault {
    Fault {
        key: key.to_string(),
        value: parts::shown(value),
        source: Source::File(path.to_path_buf()),
        rule: rule.to_string(),
    }
}

fn address(text: String, source: Source) -> Result<String, Fault> {
    let is_web = text.starts_with("http://") || text.starts_with("https://");
    if is_web && reqwest::Url::parse(&text).is_ok() {
        return Ok(text);
    }
    Err(Fault {
        key: "webhook".to_string(),
        // It may hold what gives access.
        value: "…".to_string(),
        source,
        rule: "must be an address such as https://chat.example/hooks/mirror".to_string(),
    })
}

fn format(text: &str, source: Source) -> Result<LogFormat, Fault> {
    text.parse()
        .map_err(|error: super::logs::NoLogFormat| Fault {
            key: "log".to_string(),
            value: text.to_string(),
            source,
            rule: error.to_string(),
        })
}

fn folder(path: &Path) -> PathBuf {
    match path.parent() {
        Some(folder) if !folder.as_os_str().is_empty() => folder.to_path_buf(),
        _ => PathBuf::from("."),
    }
}

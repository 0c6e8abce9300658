//! The keys that every service's table has.

use std::fmt;
use std::net::SocketAddr;
use std::path::PathBuf;

use mirror_chain::Faults;
use serde::Deserialize;

use super::places::Places;

/// What every service's table has.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Common {
    /// The file with the mnemonic of its account; absent for a service that only looks.
    pub key_file: Option<PathBuf>,
    /// The folder of what it must not forget.
    pub state: PathBuf,
    /// Where it serves `/health` and `/metrics`, if anywhere.
    pub listen: Option<SocketAddr>,
}

/// As it is written.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub(super) struct RawCommon {
    key_file: Option<PathBuf>,
    state: Option<PathBuf>,
    listen: Option<String>,
}

/// The keys.
pub(super) const COMMON: [&str; 3] = ["key_file", "state", "listen"];

impl Common {
    pub(super) fn resolve(
        raw: RawCommon,
        signs: bool,
        places: &Places,
        faults: &mut Faults,
    ) -> Option<Self> {
        let key_file = raw.key_file.map(|path| places.path("key_file", &path));
        let key_file = match (signs, key_file) {
            (true, None) => {
                let rule = "name the file with the mnemonic of the account that it acts with";
                faults.0.push(places.missing("key_file", rule));
                None
            }
            (false, Some(path)) => {
                let rule = "must be left out: this service signs nothing";
                faults
                    .0
                    .push(places.fault("key_file", &path.display(), rule));
                None
            }
            (_, key_file) => key_file,
        };
        let listen = raw.listen.map(|text| {
            text.parse().map_err(|_| {
                let rule = "must be an address and a port, such as 127.0.0.1:9101";
                places.fault("listen", &text, rule)
            })
        });
        let listen = faults.take(listen.transpose())?;
        let state = match raw.state {
            Some(path) => places.path("state", &path),
            None => places.folder().join("state").join(places.service()),
        };
        Some(Self {
            key_file,
            state,
            listen,
        })
    }
}

/// As lines of a table.
impl fmt::Display for Common {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(key_file) = &self.key_file {
            writeln!(f, "key_file = {:?}", key_file.display().to_string())?;
        }
        writeln!(f, "state = {:?}", self.state.display().to_string())?;
        if let Some(listen) = self.listen {
            writeln!(f, "listen = {:?}", listen.to_string())?;
        }
        Ok(())
    }
}

//! Where each value of a table is from.

use std::collections::BTreeMap;
use std::fmt::Display;
use std::path::{Path, PathBuf};

use mirror_chain::{Fault, Source};

/// Where each value of a service's table is from.
#[derive(Clone, Debug)]
pub struct Places {
    service: &'static str,
    folder: PathBuf,
    sources: BTreeMap<String, Source>,
}

impl Places {
    pub(super) fn new(
        service: &'static str,
        folder: PathBuf,
        sources: BTreeMap<String, Source>,
    ) -> Self {
        Self {
            service,
            folder,
            sources,
        }
    }

    /// Places of values that nobody wrote, for tests.
    pub fn nowhere(service: &'static str) -> Self {
        Self::new(service, PathBuf::from("."), BTreeMap::new())
    }

    /// A value that is not as it must be; `rule` says what it must be.
    pub fn fault(&self, key: &str, value: &dyn Display, rule: &str) -> Fault {
        // Of a list or a table the first part of the key says where it is from.
        let top = key.split(['.', '[']).next().unwrap_or(key);
        let source = self.sources.get(top).cloned();
        Fault {
            key: format!("{}.{key}", self.service),
            value: value.to_string(),
            source: source.unwrap_or(Source::File(self.folder.clone())),
            rule: rule.to_string(),
        }
    }

    /// A value that must be there and is not.
    pub fn missing(&self, key: &str, rule: &str) -> Fault {
        Fault {
            key: format!("{}.{key}", self.service),
            value: String::new(),
            source: Source::Nowhere,
            rule: rule.to_string(),
        }
    }

    /// The path that a value names: one in the file is meant from the file's folder, one in a variable or
    /// a flag from where the program is run.
    pub fn path(&self, key: &str, path: &Path) -> PathBuf {
        match self.sources.get(key) {
            Some(Source::Environment(_) | Source::Flag(_)) => path.to_path_buf(),
            _ => self.folder.join(path),
        }
    }

    /// The folder of the operations file.
    pub fn folder(&self) -> &Path {
        &self.folder
    }

    /// The service.
    pub fn service(&self) -> &'static str {
        self.service
    }
}

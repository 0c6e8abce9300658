//! The journal of a work of many transactions, on a disk: whoever is stopped in the middle finds what
//! was signed and what came of it, and sends nothing twice.
//!
//! A file of lines of JSON, to which lines are only added. Each carries a check of its own content,
//! and is on the disk before the work goes on.

use std::collections::BTreeMap;
use std::path::Path;

use mirror_deploy::{Entry, Journal};
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use serde_json::Value;

mod error;
mod file;
mod line;
mod lines;
mod lock;
#[cfg(test)]
mod tests;

pub use error::JournalError;

use file::File;
pub use lines::Lines;

/// What a journal belongs to, by name: the chain, the account and so on. It is the first entry, and
/// nobody goes on with a journal that belongs to something else.
pub type Binding = BTreeMap<String, String>;

/// A journal on a disk, held by one process at a time.
#[derive(Debug)]
pub struct FileJournal<S> {
    file: File,
    steps: BTreeMap<String, Entry<S>>,
    answers: BTreeMap<String, Value>,
    signed: Vec<S>,
    entries: usize,
    is_new: bool,
}

/// An entry as it is written.
#[derive(Serialize)]
#[serde(rename_all = "snake_case")]
enum Written<'a, S> {
    Binding(&'a Binding),
    Step { name: &'a str, entry: &'a Entry<S> },
    Answer { name: &'a str, answer: &'a Value },
}

/// An entry as it is read.
#[derive(Deserialize)]
#[serde(rename_all = "snake_case")]
enum Read<S> {
    Binding(Binding),
    Step { name: String, entry: Entry<S> },
    Answer { name: String, answer: Value },
}

impl<S: Clone + Serialize + DeserializeOwned> FileJournal<S> {
    /// The journal at this path, which is made if there is none. Nobody else can open it until this
    /// one is dropped or its process ends.
    pub fn open(path: &Path, binding: &Binding) -> Result<Self, JournalError> {
        let (file, lines) = File::open(path)?;
        let mut journal = Self {
            file,
            steps: BTreeMap::new(),
            answers: BTreeMap::new(),
            signed: Vec::new(),
            entries: 0,
            is_new: lines.is_empty(),
        };
        for (number, line) in (1..).zip(lines) {
            let damaged = |reason: String| JournalError::Damaged {
                path: path.to_path_buf(),
                line: number,
                reason,
            };
            let entry = line::checked(&line).map_err(damaged)?;
            let entry = serde_json::from_str(entry).map_err(|error| damaged(error.to_string()))?;
            match (number, entry) {
                (1, Read::Binding(found)) => is_bound(path, &found, binding)?,
                (1, _) | (_, Read::Binding(_)) => {
                    return Err(damaged("it is not where it belongs".to_string()))
                }
                (_, entry) => journal.remember(entry),
            }
            journal.entries = number;
        }
        if journal.is_new {
            journal.append(&Written::Binding(binding))?;
        }
        Ok(journal)
    }

    /// Whether nothing was written before it was opened.
    pub fn is_new(&self) -> bool {
        self.is_new
    }

    /// How many bytes at the end were an entry that somebody had not finished writing; they are gone.
    pub fn dropped(&self) -> Option<u64> {
        self.file.dropped
    }

    /// How many entries it has, with what it belongs to.
    pub fn entries(&self) -> usize {
        self.entries
    }

    /// Everything that was ever signed, in order.
    pub fn signed(&self) -> &[S] {
        &self.signed
    }

    /// The steps by name, each as far as it came.
    pub fn steps(&self) -> &BTreeMap<String, Entry<S>> {
        &self.steps
    }

    fn remember(&mut self, entry: Read<S>) {
        match entry {
            // The first one, which was compared.
            Read::Binding(_) => {}
            Read::Step { name, entry } => {
                if let mirror_deploy::Stage::Signed(signed) = &entry.stage {
                    self.signed.push(signed.clone());
                }
                self.steps.insert(name, entry);
            }
            Read::Answer { name, answer } => {
                self.answers.insert(name, answer);
            }
        }
    }

    fn append(&mut self, entry: &Written<'_, S>) -> Result<(), JournalError> {
        let entry = serde_json::to_string(entry);
        let entry = entry.map_err(|error| self.file.not_written(&error))?;
        self.file.append(&line::of(&entry))?;
        self.entries += 1;
        Ok(())
    }
}

impl<S: Clone + Serialize + DeserializeOwned> Journal<S> for FileJournal<S> {
    fn entry(&self, step: &str) -> Option<Entry<S>> {
        self.steps.get(step).cloned()
    }

    fn write(&mut self, step: &str, entry: &Entry<S>) -> Result<(), String> {
        let written = self.append(&Written::Step { name: step, entry });
        written.map_err(|error| error.to_string())?;
        self.remember(Read::Step {
            name: step.to_string(),
            entry: entry.clone(),
        });
        Ok(())
    }

    fn answer(&self, name: &str) -> Option<Value> {
        self.answers.get(name).cloned()
    }

    fn note(&mut self, name: &str, answer: &Value) -> Result<(), String> {
        let written = self.append(&Written::Answer { name, answer });
        written.map_err(|error| error.to_string())?;
        self.remember(Read::Answer {
            name: name.to_string(),
            answer: answer.clone(),
        });
        Ok(())
    }
}

/// The first thing that differs is named.
fn is_bound(path: &Path, found: &Binding, expected: &Binding) -> Result<(), JournalError> {
    let names = expected.keys().chain(found.keys());
    let nothing = || "nothing".to_string();
    for name in names {
        let [found, expected] =
            [found, expected].map(|binding| binding.get(name).cloned().unwrap_or_else(nothing));
        if found != expected {
            return Err(JournalError::OfAnother {
                path: path.to_path_buf(),
                what: name.clone(),
                found,
                expected,
            });
        }
    }
    Ok(())
}

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

pub use lines::Lines;

/// What a journal belongs to, by name: the chain, the account and so on. It is the first entry, and
/// nobody goes on with a journal that belongs to something else.
pub type Binding = BTreeMap<String, String>;

/// A journal on a disk, held by one process at a time.
#[derive(Debug)]
pub struct FileJournal<S> {
    lines: Lines,
    steps: BTreeMap<String, Entry<S>>,
    answers: BTreeMap<String, Value>,
    signed: Vec<S>,
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
        let (lines, entries) = Lines::open(path)?;
        let mut journal = Self {
            lines,
            steps: BTreeMap::new(),
            answers: BTreeMap::new(),
            signed: Vec::new(),
            is_new: entries.is_empty(),
        };
        for (number, entry) in (1..).zip(entries) {
            match (number, entry) {
                (1, Read::Binding(found)) => is_bound(path, &found, binding)?,
                (1, _) | (_, Read::Binding(_)) => {
                    return Err(JournalError::Damaged {
                        path: path.to_path_buf(),
                        line: number,
                        reason: "it is not where it belongs".to_string(),
                    })
                }
                (_, entry) => journal.remember(entry),
            }
        }
        if journal.is_new {
            let entry: Written<'_, S> = Written::Binding(binding);
            journal.lines.append(&entry)?;
        }
        Ok(journal)
    }

    /// Whether nothing was written before it was opened.
    pub fn is_new(&self) -> bool {
        self.is_new
    }

    /// How many bytes at the end were an entry that somebody had not finished writing; they are gone.
    pub fn dropped(&self) -> Option<u64> {
        self.lines.dropped()
    }

    /// How many entries it has, with what it belongs to.
    pub fn entries(&self) -> usize {
        self.lines.entries()
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
}

impl<S: Clone + Serialize + DeserializeOwned> Journal<S> for FileJournal<S> {
    fn entry(&self, step: &str) -> Option<Entry<S>> {
        self.steps.get(step).cloned()
    }

    fn write(&mut self, step: &str, entry: &Entry<S>) -> Result<(), String> {
        let written = self.lines.append(&Written::Step { name: step, entry });
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
        let entry: Written<'_, S> = Written::Answer { name, answer };
        let written = self.lines.append(&entry);
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

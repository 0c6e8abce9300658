//! The journal of one account: what is open, what it all came to, and what must not be forgotten.
//!
//! Entries are added; when there are many, they are replaced by the few that say the same. So the
//! file of an account that acts for years stays as small as that of a day.

use std::collections::BTreeMap;
use std::path::Path;

use mirror_chain::journal::{JournalError, Lines};
use mirror_chain::Signed;
use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::totals::Totals;
use crate::frame::error::FrameError;

/// With so many entries it is written anew. One has about 2 kB.
const LONG: usize = 1_000;
/// And with so many at the start; fewer are left for whoever looks at what happened last.
const LONG_AT_START: usize = 500;

/// A transaction of which nobody wrote down yet what became of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Open {
    /// What it is for.
    pub(super) name: String,
    /// What was, or will be, sent.
    pub(super) signed: Signed,
}

/// The journal of one account.
#[derive(Debug)]
pub(super) struct Journal {
    lines: Lines,
    binding: Entry,
    pub(super) open: Option<Open>,
    pub(super) totals: Totals,
    pub(super) notes: BTreeMap<String, Value>,
}

/// An entry as it is written.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
enum Entry {
    /// Whose it is; the first one.
    Binding { chain_id: String, account: String },
    /// What all transactions before came to.
    Totals(Totals),
    /// Something to remember; the last one of a name counts.
    Note { name: String, value: Value },
    /// Signed, and sent next.
    Signed { name: String, signed: Signed },
    /// What became of the open one.
    Settled {
        hash: String,
        /// The height of its block, if it was carried out.
        height: Option<u64>,
        /// What it came to.
        came_to: Totals,
    },
}

impl Journal {
    /// The journal at this path, which is made if there is none. Nobody else can open it meanwhile.
    pub(super) fn open(path: &Path, chain_id: &str, account: &str) -> Result<Self, FrameError> {
        let (lines, entries) = Lines::open::<Entry>(path)?;
        let binding = Entry::Binding {
            chain_id: chain_id.to_string(),
            account: account.to_string(),
        };
        let is_new = entries.is_empty();
        let mut journal = Self {
            lines,
            binding: binding.clone(),
            open: None,
            totals: Totals::default(),
            notes: BTreeMap::new(),
        };
        for (number, entry) in (1..).zip(entries) {
            if number == 1 {
                // One without a binding belongs to nobody.
                is_bound(path, &entry, &binding)?;
                continue;
            }
            journal.fits(&entry, number)?;
            journal.remember(entry);
        }
        if is_new {
            journal.lines.append(&binding)?;
        } else if journal.lines.entries() > LONG_AT_START {
            journal.shorten()?;
        }
        Ok(journal)
    }

    /// Its file.
    pub(super) fn path(&self) -> &Path {
        self.lines.path()
    }

    /// Write down what is sent next.
    pub(super) fn promise(&mut self, name: &str, signed: &Signed) -> Result<(), JournalError> {
        self.append(Entry::Signed {
            name: name.to_string(),
            signed: signed.clone(),
        })
    }

    /// Write down what became of the open one. It is open until this has worked.
    pub(super) fn conclude(
        &mut self,
        hash: &str,
        height: Option<u64>,
        came_to: Totals,
    ) -> Result<(), JournalError> {
        self.append(Entry::Settled {
            hash: hash.to_string(),
            height,
            came_to,
        })
    }

    /// Write down something to remember.
    pub(super) fn note(&mut self, name: &str, value: &Value) -> Result<(), JournalError> {
        self.append(Entry::Note {
            name: name.to_string(),
            value: value.clone(),
        })
    }

    /// The entries that say what all of them say.
    fn shorten(&mut self) -> Result<(), JournalError> {
        let mut entries = vec![self.binding.clone(), Entry::Totals(self.totals.clone())];
        entries.extend(self.notes.iter().map(|(name, value)| Entry::Note {
            name: name.clone(),
            value: value.clone(),
        }));
        entries.extend(self.open.iter().map(|open| Entry::Signed {
            name: open.name.clone(),
            signed: open.signed.clone(),
        }));
        self.lines.replace(&entries)
    }

    fn append(&mut self, entry: Entry) -> Result<(), JournalError> {
        self.fits(&entry, self.lines.entries().saturating_add(1))?;
        self.lines.append(&entry)?;
        self.remember(entry);
        if self.lines.entries() > LONG {
            self.shorten()?;
        }
        Ok(())
    }

    /// Whether an entry may follow what is there.
    fn fits(&self, entry: &Entry, line: usize) -> Result<(), JournalError> {
        let open = self.open.as_ref().map(|open| open.signed.hash.as_str());
        let reason = match (entry, open) {
            (Entry::Binding { .. }, _) => "it is not where it belongs".to_string(),
            (Entry::Signed { .. }, Some(open)) => format!("{open} is still open before it"),
            (Entry::Settled { hash, .. }, open) if open != Some(hash) => {
                format!("{hash} is not open before it")
            }
            _ => return Ok(()),
        };
        Err(JournalError::Damaged {
            path: self.lines.path().to_path_buf(),
            line,
            reason,
        })
    }

    fn remember(&mut self, entry: Entry) {
        match entry {
            // The first one, which was compared.
            Entry::Binding { .. } => {}
            Entry::Totals(totals) => self.totals.add(&totals),
            Entry::Note { name, value } => {
                self.notes.insert(name, value);
            }
            Entry::Signed { name, signed } => self.open = Some(Open { name, signed }),
            Entry::Settled { came_to, .. } => {
                self.open = None;
                self.totals.add(&came_to);
            }
        }
    }
}

fn is_bound(path: &Path, found: &Entry, expected: &Entry) -> Result<(), FrameError> {
    if found == expected {
        return Ok(());
    }
    let told = |entry: &Entry| match entry {
        Entry::Binding { chain_id, account } => format!("{account} on {chain_id}"),
        _ => "nobody".to_string(),
    };
    Err(FrameError::OfAnother {
        path: path.to_path_buf(),
        found: told(found),
        expected: told(expected),
    })
}

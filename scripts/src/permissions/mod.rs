//! docs/permissions.md: who may send each message, by which poll it can be sent, and what that costs.
//!
//! Messages and senders are what their documentation says, the rest is in scripts/permissions: one
//! sheet for each contract. A message without an entry stops the command.

use std::{fmt, fs};

use serde::Serialize;

use crate::{workspace::Workspace, Error};

mod figures;
mod messages;
mod page;
mod sheets;

pub use messages::{contracts, Contract, Door, Message};
pub use sheets::{sheet, Entry, Poll, Sheet};

const PAGE: &str = "docs/permissions.md";

/// What is on the page.
#[derive(Serialize)]
pub struct Summary {
    /// The file.
    pub page: &'static str,
    /// How many contracts it describes.
    pub contracts: usize,
    /// How many messages it describes.
    pub messages: usize,
    /// How many of them a default poll may send.
    pub by_default_poll: usize,
    /// How many of them only another kind of poll may send.
    pub by_other_polls: usize,
}

/// Write the page.
pub fn write(workspace: &Workspace) -> Result<Summary, Error> {
    let (text, summary) = expected(workspace)?;
    let path = workspace.root.join(PAGE);
    fs::write(&path, text).map_err(|source| Error::NotWritten { path, source })?;
    Ok(summary)
}

/// Fail where the committed page is not what messages, sheets and profile say.
pub fn check(workspace: &Workspace) -> Result<Summary, Error> {
    let (text, summary) = expected(workspace)?;
    let path = workspace.root.join(PAGE);
    let committed = fs::read_to_string(&path).map_err(|source| Error::NotRead { path, source })?;
    if committed == text {
        return Ok(summary);
    }
    Err(Error::PermissionsDrift)
}

/// The page and what is on it.
pub fn expected(workspace: &Workspace) -> Result<(String, Summary), Error> {
    let mut summary = Summary {
        page: PAGE,
        contracts: 0,
        messages: 0,
        by_default_poll: 0,
        by_other_polls: 0,
    };
    let mut told = Vec::new();
    for contract in contracts()? {
        let sheet = sheet(&contract)?;
        summary.contracts += 1;
        summary.messages += contract.messages.len();
        let polls = || sheet.entries().filter_map(|(_, entry)| entry.poll);
        let is_default = |poll: &Poll| *poll == Poll::Default;
        summary.by_default_poll += polls().filter(is_default).count();
        summary.by_other_polls += polls().filter(|poll| !is_default(poll)).count();
        told.push((contract, sheet));
    }
    let figures = figures::Figures::of(workspace)?;
    let text = figures.fill(&page::render(&told))?;
    Ok((text, summary))
}

impl fmt::Display for Summary {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            formatter,
            "{}: {} messages of {} contracts, {} by default polls, {} by others",
            self.page, self.messages, self.contracts, self.by_default_poll, self.by_other_polls
        )
    }
}

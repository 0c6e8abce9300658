//! The page.

use std::fmt::Write;

use super::messages::{Contract, Door, Message};
use super::sheets::{Entry, Poll, Sheet};
use crate::Error;

const INTRODUCTION: &str = include_str!("../../permissions/introduction.md");
const KINDS: &str = include_str!("../../permissions/kinds.md");

/// Everything, with numbers still to be filled in.
pub(super) fn render(contracts: &[(Contract, Sheet)]) -> Result<String, Error> {
    let (keys, list, contents) = (keys(contracts), list(contracts), contents(contracts));
    let mut text = format!("{INTRODUCTION}\n{keys}\n{KINDS}\n{list}\n{contents}");
    for (contract, sheet) in contracts {
        section(&mut text, contract, sheet)?;
    }
    Ok(text)
}

/// Where each contract's section is.
fn contents(contracts: &[(Contract, Sheet)]) -> String {
    let link = |(contract, _): &(Contract, Sheet)| {
        let title = contract.title();
        format!("[{title}](#{})", title.replace(' ', "-"))
    };
    let links: Vec<String> = contracts.iter().map(link).collect();
    format!("Contract by contract: {}.\n", links.join(" · "))
}

/// What each key that is no poll may send, with the words by which documentation names its holder.
fn keys(contracts: &[(Contract, Sheet)]) -> String {
    let mut text = KEYS.to_owned();
    for (holder, words) in [
        ("a feeder, of his assets", "feeder"),
        ("the guardian, where there is one", "guardian"),
        ("a keeper, where there are some", "keeper"),
        ("whom a poll has authorised", "an authorised account"),
    ] {
        let mut messages = Vec::new();
        for (contract, _) in contracts {
            let of_the_holder = contract.messages.iter().filter(|message| {
                let sender = message.sender.as_deref();
                sender.is_some_and(|sender| sender.contains(words))
            });
            let title = contract.title();
            messages.extend(of_the_holder.map(|one| format!("{title} `{}`", one.variant)));
        }
        let _ = writeln!(text, "| {holder} | {} |", messages.join(", "));
    }
    text
}

const KEYS: &str = "\
## Keys besides polls

| Who | May send |
| --- | --- |
";

/// What a default poll may send.
fn list(contracts: &[(Contract, Sheet)]) -> String {
    let mut text = LIST.to_owned();
    for (contract, sheet) in contracts {
        for message in &contract.messages {
            let entry = sheet
                .entry(message)
                .filter(|entry| entry.poll == Some(Poll::Default));
            let Some(entry) = entry else { continue };
            let when = entry.when.as_deref().unwrap_or("whatever it says");
            let _ = writeln!(
                text,
                "| `{}` | {} | {when} |",
                message.variant,
                contract.title()
            );
        }
    }
    text
}

const LIST: &str = "\
## What default polls may send

One message with exactly one name of this list, directly or in one `pass_command`, with the fields that it
has there, each once; anything else takes an execute poll. It is looked at when the poll is created and
again when it is executed, and sent as it was given. No other message for an owner has one of these
names.

| Message | To | When |
| --- | --- | --- |
";

fn section(text: &mut String, contract: &Contract, sheet: &Sheet) -> Result<(), Error> {
    let (title, about) = (contract.title(), sheet.about.trim());
    let path = match sheet.owner.as_deref() {
        // It is the path's end already.
        _ if title == "gov" => String::new(),
        Some("gov") => format!("\n\n    poll → gov → {title}"),
        Some("factory") => format!("\n\n    poll → gov → factory.pass_command → {title}"),
        _ => String::new(),
    };
    write!(text, "\n## {title}\n\n{about}{path}\n").map_err(unwritable)?;
    let told = |message| Told::of(message, sheet);
    let all: Vec<Told> = contract.messages.iter().filter_map(told).collect();
    let (of_the_owner, others): (Vec<_>, Vec<_>) =
        all.iter().partition(|told| told.message.is_for_the_owner());
    for told in of_the_owner {
        told.block(text).map_err(unwritable)?;
    }
    if others.is_empty() {
        return Ok(());
    }
    text.push_str(
        "\n| Message | Sender | Bounds | Costs others at most |\n| --- | --- | --- | --- |\n",
    );
    for told in others {
        told.row(text).map_err(unwritable)?;
    }
    Ok(())
}

fn unwritable(_: std::fmt::Error) -> Error {
    Error::PermissionsDrift
}

/// The rest is in the documentation of the message.
fn first_sentence(text: &str) -> &str {
    let text = text.strip_suffix('.').unwrap_or(text);
    text.split_once(". ").map_or(text, |(first, _)| first)
}

/// A message, and all that is said of it.
struct Told<'a> {
    message: &'a Message,
    entry: &'a Entry,
}

impl<'a> Told<'a> {
    fn of(message: &'a Message, sheet: &'a Sheet) -> Option<Self> {
        let entry = sheet.entry(message)?;
        Some(Self { message, entry })
    }

    fn says(&self) -> &str {
        self.entry.says.as_deref().unwrap_or(&self.message.says)
    }

    fn sender(&self) -> &str {
        let documented = self.message.sender.as_deref();
        self.entry
            .sender
            .as_deref()
            .or(documented)
            .unwrap_or("anybody")
    }

    /// Of what is for an owner, with room for the reasons.
    fn block(&self, text: &mut String) -> std::fmt::Result {
        let Entry { bounds, cost, .. } = self.entry;
        writeln!(
            text,
            "\n### `{}`\n\n{}.\n",
            self.message.variant,
            self.says()
        )?;
        writeln!(text, "- Sender: {}.", self.sender())?;
        writeln!(text, "- Poll: {}.", self.poll())?;
        writeln!(text, "- Bounds: {}", bounds.trim())?;
        writeln!(text, "- Costs at most: {}", cost.trim())
    }

    fn row(&self, text: &mut String) -> std::fmt::Result {
        let Entry { bounds, cost, .. } = self.entry;
        let hook = match self.message.door {
            Door::Execute => "",
            Door::Hook => " (hook)",
        };
        writeln!(
            text,
            "| `{}`{hook}: {} | {} | {} | {} |",
            self.message.variant,
            first_sentence(self.says()),
            self.sender(),
            bounds.trim(),
            cost.trim()
        )
    }

    fn poll(&self) -> String {
        let kind = match self.entry.poll {
            None => "none",
            Some(Poll::Default) => "default",
            Some(Poll::Execute) => "execute",
            Some(Poll::Code) => "code",
            Some(Poll::Migration) => "migration, by its admin action",
            Some(Poll::AuthAdmin) => "auth admin, by its admin action",
            Some(Poll::Carried) => "that of the inner message",
        };
        match (&self.entry.when, self.entry.poll) {
            (Some(when), Some(Poll::Default)) => format!("{kind}, {when}; else execute"),
            (Some(when), Some(Poll::Execute)) => format!("{kind}, {when}; else code"),
            (Some(when), _) => format!("{kind}, {when}"),
            (None, _) => kind.to_owned(),
        }
    }
}

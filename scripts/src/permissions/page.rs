//! The page.

use super::messages::{Contract, Door, Message};
use super::sheets::{Entry, Poll, Sheet};

const INTRODUCTION: &str = include_str!("../../permissions/introduction.md");
const KINDS: &str = include_str!("../../permissions/kinds.md");

/// Everything, with numbers still to be filled in.
pub(super) fn render(contracts: &[(Contract, Sheet)]) -> String {
    let (keys, list, contents) = (keys(contracts), list(contracts), contents(contracts));
    let mut text = format!("{INTRODUCTION}\n{keys}\n{KINDS}\n{list}\n{contents}");
    for (contract, sheet) in contracts {
        text += &section(contract, sheet);
    }
    text
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
        text += &format!("| {holder} | {} |\n", messages.join(", "));
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
            let (variant, title) = (&message.variant, contract.title());
            text += &format!("| `{variant}` | {title} | {when} |\n");
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

fn section(contract: &Contract, sheet: &Sheet) -> String {
    let (title, about) = (contract.title(), sheet.about.trim());
    let path = match sheet.owner.as_deref() {
        // It is the path's end already.
        _ if title == "gov" => String::new(),
        Some("gov") => format!("\n\n    poll → gov → {title}"),
        Some("factory") => format!("\n\n    poll → gov → factory.pass_command → {title}"),
        _ => String::new(),
    };
    let mut text = format!("\n## {title}\n\n{about}{path}\n");
    let told = |message| Told::of(message, sheet);
    let all: Vec<Told> = contract.messages.iter().filter_map(told).collect();
    let (of_the_owner, others): (Vec<_>, Vec<_>) =
        all.iter().partition(|told| told.message.is_for_the_owner());
    for told in of_the_owner {
        text += &told.block();
    }
    if !others.is_empty() {
        text +=
            "\n| Message | Sender | Bounds | Costs others at most |\n| --- | --- | --- | --- |\n";
    }
    for told in others {
        text += &told.row();
    }
    text
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
    fn block(&self) -> String {
        let (variant, says) = (&self.message.variant, self.says());
        let (sender, poll) = (self.sender(), self.poll());
        let (bounds, cost) = (self.entry.bounds.trim(), self.entry.cost.trim());
        format!(
            "\n### `{variant}`\n\n{says}.\n\n- Sender: {sender}.\n- Poll: {poll}.\n\
             - Bounds: {bounds}\n- Costs at most: {cost}\n"
        )
    }

    fn row(&self) -> String {
        let hook = match self.message.door {
            Door::Execute => "",
            Door::Hook => " (hook)",
        };
        let (variant, says) = (&self.message.variant, first_sentence(self.says()));
        let (bounds, cost) = (self.entry.bounds.trim(), self.entry.cost.trim());
        let sender = self.sender();
        format!("| `{variant}`{hook}: {says} | {sender} | {bounds} | {cost} |\n")
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

//! Ask, page by page where all of a list is wanted, and show the answer.

use mirror_chain::{ChainError, Key, Node, PAGE};
use serde_json::Value;

use super::args::Arguments;
use super::pages::Pages;
use crate::failure::Failure;
use crate::message::chosen::Settled;
use crate::message::learn;
use crate::message::problem::Problem;
use crate::message::words;
use crate::output;
use crate::screen::say;

/// Asks and shows.
pub(super) fn act(arguments: &Arguments) -> Result<(), Failure> {
    let session = arguments.connection.open()?;
    let chosen = &arguments.chosen;
    let mut names = learn::deployed(&session.config)?;
    if chosen.mentions_me() {
        let key = Key::load(&session.config.key)?;
        names.add_account("me", &key.address(&session.config.bech32_prefix)?);
    }
    let settled = session.run(learn::settle(chosen, &session.node, &mut names))?;
    let node = match arguments.height {
        Some(height) => session.node.at(height),
        None => session.node.clone(),
    };

    let shape = chosen.contract.answer(&chosen.message.name);
    let pages = Pages::of(&chosen.message, &shape).filter(|_| arguments.all);
    let answer = match pages {
        Some(pages) => session.run(all(&node, &settled, &chosen.message.name, &pages)),
        None => session.run(node.smart(&settled.to, &settled.msg)),
    };
    let answer = answer.map_err(|error| Problem::of_contract(error, &settled.called, &names))?;

    if arguments.json {
        say(&output::json(&answer));
    } else {
        let counted = settled.counted.as_deref().unwrap_or(&settled.contract);
        let of = names.symbol_of(counted);
        say(words::answer(&shape, &answer, &names, of.as_deref()).as_bytes());
    }
    Ok(())
}

/// Every entry of a list: pages of the largest size until one is short.
async fn all(
    node: &Node,
    settled: &Settled,
    name: &str,
    pages: &Pages,
) -> Result<Value, ChainError> {
    let mut question = settled.msg.clone();
    let mut whole = Vec::new();
    loop {
        set(&mut question, name, "limit", Value::from(PAGE));
        let mut answer: Value = node.smart(&settled.to, &question).await?;
        let entries = answer.get_mut(&pages.list).and_then(Value::as_array_mut);
        let page = entries.map(std::mem::take).unwrap_or_default();
        let next = pages.next(&page).filter(|_| page.len() >= PAGE as usize);
        whole.extend(page);
        match next {
            Some(next) => set(&mut question, name, "start_after", next),
            None => {
                if let Some(entries) = answer.get_mut(&pages.list) {
                    *entries = Value::Array(whole);
                }
                return Ok(answer);
            }
        }
    }
}

fn set(question: &mut Value, name: &str, field: &str, value: Value) {
    if let Some(Value::Object(fields)) = question.get_mut(name) {
        fields.insert(field.to_string(), value);
    }
}

//! What a chain writes around a contract's words.

/// What the chain puts behind the words of a contract, by what the contract was doing.
const BEHIND: [&str; 5] = [
    ": execute wasm contract failed",
    ": instantiate wasm contract failed",
    ": migrate wasm contract failed",
    ": query wasm contract failed",
    ": sudo wasm contract failed",
];

/// What the chain puts before a message that a contract sends.
const DEEPER: &str = "dispatch: submessages: ";

/// What it puts before a contract's answer to the end of such a message.
const REPLY: &str = "reply: ";

/// What a contract puts before the words of another one that it has asked.
const ASKED: [&str; 2] = ["Generic error: ", "Querier contract error: "];

/// The contract's words, and how many messages deep they were spoken. Nothing where the node does not
/// speak of a contract.
pub(super) fn inner(whole: &str) -> Option<(&str, usize)> {
    let end = BEHIND.iter().filter_map(|mark| whole.find(mark)).min()?;
    let mut words = whole.get(..end)?;
    // "rpc error: code = Unknown desc = ", and what a node or a client may have put before it.
    if let Some((_, rest)) = words.split_once("desc = ") {
        words = rest;
    }
    if let Some((_, rest)) = words.split_once("message index: ") {
        words = rest.split_once(": ").map_or(rest, |(_, rest)| rest);
    }
    let mut depth = 0;
    loop {
        if let Some(rest) = words.strip_prefix(DEEPER) {
            words = rest;
            depth += 1;
        } else if let Some(rest) = words
            .strip_prefix("dispatch: ")
            .or_else(|| words.strip_prefix(REPLY))
        {
            words = rest;
        } else {
            return Some((words, depth));
        }
    }
}

/// The words without what stands before another contract's words, then with it.
pub(super) fn readings(words: &str) -> impl Iterator<Item = &str> {
    // The innermost first: it says most.
    let mut found = std::iter::successors(Some(words), without_one).collect::<Vec<_>>();
    found.reverse();
    found.into_iter()
}

fn without_one<'a>(words: &&'a str) -> Option<&'a str> {
    let mut marks = ASKED.iter();
    marks.find_map(|mark| words.strip_prefix(mark))
}

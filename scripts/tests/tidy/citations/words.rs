//! How a citation is written: the words of a page's name, of its sections, of a link, of a command.

use super::text::Block;

/// Marks of a path that stands for several.
pub(super) const OPEN: [char; 6] = ['<', '*', '{', '…', '$', '['];

/// The words behind a program's name, up to what the shell does with its output.
pub(super) fn arguments<'a>(span: &'a str, name: &str) -> Option<Vec<&'a str>> {
    let rest = span
        .trim_start()
        .trim_start_matches("$ ")
        .strip_prefix(name)?;
    if !rest.is_empty() && !rest.starts_with(' ') {
        return None;
    }
    let end = |word: &&str| !matches!(*word, "#" | "|" | "&&" | ";" | ">" | "→");
    Some(rest.split_whitespace().take_while(end).collect())
}

/// The targets of links, each with where it begins.
pub(super) fn targets(text: &str) -> Vec<(usize, &str)> {
    let mut targets = Vec::new();
    for (at, _) in text.match_indices("](") {
        let start = at + 2;
        if let Some(length) = text[start..].find(')') {
            let target = &text[start..start + length];
            if !target.contains(' ') {
                targets.push((start, target));
            }
        }
    }
    targets
}

/// The same text, as long, without what links point at.
pub(super) fn without_targets(mut block: Block) -> Block {
    let ranges: Vec<(usize, usize)> = targets(&block.text)
        .iter()
        .map(|(start, target)| (*start, start + target.len()))
        .collect();
    for (start, end) in ranges {
        block
            .text
            .replace_range(start..end, &" ".repeat(end - start));
        block.text.replace_range(start - 2..start, "  ");
        block.text.replace_range(end..=end, " ");
    }
    block
}

/// `gov.md` of "(gov.md," and of "`docs/spec/gov.md`".
pub(super) fn page_name(word: &str) -> Option<&str> {
    let end = word.find(".md")? + 3;
    let behind = word[end..].chars().next();
    if behind.is_some_and(|letter| letter.is_alphanumeric() || letter == '/') {
        return None;
    }
    let is_inner = |letter: char| letter.is_alphanumeric() || "/.-_".contains(letter);
    let name = &word[..end];
    let start = name.rfind(|letter| !is_inner(letter)).map_or(0, |at| {
        at + name[at..].chars().next().map_or(1, char::len_utf8)
    });
    let name = &name[start..];
    let is_open = word.contains(OPEN) && !word.starts_with('[') || name.contains("NNNN");
    (name.len() > 3 && !is_open).then_some(name)
}

pub(super) fn last(name: &str) -> &str {
    name.rsplit('/').next().unwrap_or(name)
}

pub(super) fn is_section(word: Option<&(usize, &str)>) -> bool {
    word.is_some_and(|(_, word)| matches!(*word, "section" | "sections"))
}

/// The numbers of sections that follow, and how many words they take.
pub(super) fn numbers(words: &[(usize, &str)]) -> (Vec<String>, usize) {
    let skipped = usize::from(is_section(words.first()));
    let (numbers, used) = listed(&words[skipped..]);
    match numbers.is_empty() {
        true => (numbers, 0),
        false => (numbers, used + skipped),
    }
}

/// "4", "4.1 to 4.5", "5 and 6.4": numbers with what joins them. A comma ends the list.
pub(super) fn listed(words: &[(usize, &str)]) -> (Vec<String>, usize) {
    let mut numbers = Vec::new();
    let mut used = 0;
    for (_, word) in words {
        let number = word
            .trim_start_matches(['(', '`'])
            .trim_end_matches(|letter: char| !letter.is_alphanumeric());
        if is_number(number) {
            numbers.push(number.to_owned());
        } else if numbers.is_empty() || !matches!(*word, "and" | "to" | "or") {
            break;
        }
        used += 1;
        let is_last = is_number(number) && !word.ends_with(|last: char| last.is_ascii_digit());
        if is_last {
            break;
        }
    }
    (numbers, used)
}

pub(super) fn is_number(word: &str) -> bool {
    let parts: Vec<&str> = word.split('.').collect();
    parts.len() < 3
        && parts.iter().all(|part| {
            (1..5).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_digit())
        })
}

/// `A5` of "A5)."
pub(super) fn label(word: &str) -> Option<String> {
    let word = word.trim_end_matches(|letter: char| !letter.is_alphanumeric());
    let number = word.strip_prefix(|letter: char| letter.is_ascii_uppercase())?;
    (!number.is_empty() && number.bytes().all(|byte| byte.is_ascii_digit()))
        .then(|| word.to_owned())
}

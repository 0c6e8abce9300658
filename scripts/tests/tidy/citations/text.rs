//! Files as prose: paragraphs without the marks of comments, each byte with its line.

/// What a block is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// Sentences for people.
    Prose,
    /// A line of a program, with its strings.
    Code,
    /// A line between fences.
    Fenced,
}

/// A paragraph, an item of a list, a line of code.
#[derive(Debug)]
pub(super) struct Block {
    pub(super) kind: Kind,
    pub(super) text: String,
    /// Where each line begins in the text, and its number in the file.
    starts: Vec<(usize, usize)>,
}

impl Block {
    fn new(kind: Kind) -> Self {
        Self {
            kind,
            text: String::new(),
            starts: Vec::new(),
        }
    }

    fn push(&mut self, number: usize, line: &str) {
        if !self.text.is_empty() {
            self.text.push(' ');
        }
        self.starts.push((self.text.len(), number));
        self.text.push_str(line);
    }

    /// The line of a byte of the text.
    pub(super) fn line(&self, offset: usize) -> usize {
        self.starts
            .iter()
            .take_while(|(start, _)| *start <= offset)
            .last()
            .map_or(0, |(_, number)| *number)
    }

    /// The words, each with where it begins.
    pub(super) fn words(&self) -> Vec<(usize, &str)> {
        words(&self.text)
    }

    /// What stands between backticks, with where it begins.
    pub(super) fn spans(&self) -> Vec<(usize, &str)> {
        if self.kind != Kind::Prose {
            return Vec::new();
        }
        let mut offset = 0;
        let mut spans = Vec::new();
        for (index, part) in self.text.split('`').enumerate() {
            if index % 2 == 1 && !part.is_empty() {
                spans.push((offset, part));
            }
            offset += part.len() + 1;
        }
        spans
    }
}

fn words(text: &str) -> Vec<(usize, &str)> {
    let mut offset = 0;
    text.split(char::is_whitespace)
        .filter_map(|word| {
            let start = offset;
            offset += word.len() + 1;
            (!word.is_empty()).then_some((start, word))
        })
        .collect()
}

/// The blocks of a file.
pub(super) fn blocks(file: &str, text: &str) -> Vec<Block> {
    let mut blocks = Vec::new();
    let mut open: Option<Block> = None;
    let mut is_fenced = false;
    for (index, raw) in text.lines().enumerate() {
        let (kind, line) = stripped(file, raw);
        if kind == Kind::Prose && line.trim_start().starts_with("```") {
            is_fenced = !is_fenced;
            blocks.extend(open.take());
            continue;
        }
        let kind = if is_fenced { Kind::Fenced } else { kind };
        let goes_on = kind == Kind::Prose && !line.trim().is_empty() && !begins(line);
        let is_open = open.as_ref().is_some_and(|block| block.kind == kind);
        if !(goes_on && is_open) {
            blocks.extend(open.take());
        }
        if !line.trim().is_empty() {
            open.get_or_insert_with(|| Block::new(kind))
                .push(index + 1, line);
        }
    }
    blocks.extend(open);
    blocks
}

/// A line without the marks of a comment.
fn stripped<'a>(file: &str, raw: &'a str) -> (Kind, &'a str) {
    let line = raw.trim_start();
    if file.ends_with(".rs") {
        return match line.strip_prefix("//") {
            Some(comment) => (
                Kind::Prose,
                comment.trim_start_matches(['/', '!']).trim_start(),
            ),
            None => (Kind::Code, line),
        };
    }
    if file.ends_with(".toml") {
        return match line.strip_prefix('#') {
            Some(comment) => (Kind::Prose, comment.trim_start()),
            None => (Kind::Code, line),
        };
    }
    (Kind::Prose, line)
}

/// Whether a line begins something of its own: a heading, a row, an item.
fn begins(line: &str) -> bool {
    let is_numbered = line
        .split_once(". ")
        .is_some_and(|(number, _)| number.bytes().all(|byte| byte.is_ascii_digit()));
    is_numbered
        || ["# ", "## ", "### ", "|", "- ", "* "]
            .iter()
            .any(|mark| line.starts_with(mark))
}

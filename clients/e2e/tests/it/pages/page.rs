//! A page of docs: what its reader types and what it says is then shown, by headings.

use std::fs;
use std::path::Path;

/// A page.
pub(super) struct Page {
    name: &'static str,
    sections: Vec<Section>,
}

/// What stands below a heading.
struct Section {
    heading: String,
    blocks: Vec<Block>,
}

/// A block between fences.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Block {
    /// What is typed.
    Typed(String),
    /// What is shown for what was typed before it.
    Shown(String),
}

impl Page {
    /// A page by its name in docs.
    pub(super) fn read(name: &'static str) -> Self {
        let docs = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs");
        let text = fs::read_to_string(docs.join(name)).unwrap();
        Self {
            name,
            sections: sections(&text),
        }
    }

    /// The blocks below a heading.
    #[track_caller]
    pub(super) fn blocks(&self, heading: &str) -> &[Block] {
        let found = self.sections.iter().find(|one| one.heading == heading);
        let found = found.unwrap_or_else(|| panic!("{} has no `{heading}`", self.name));
        &found.blocks
    }

    /// What is typed below a heading, block by block.
    #[track_caller]
    pub(super) fn typed(&self, heading: &str) -> Vec<&str> {
        let typed = self.blocks(heading).iter().filter_map(|block| match block {
            Block::Typed(text) => Some(text.as_str()),
            Block::Shown(_) => None,
        });
        typed.collect()
    }

    /// The headings below which something is typed, in order.
    pub(super) fn headings(&self) -> Vec<&str> {
        let with_blocks = self.sections.iter().filter(|one| !one.blocks.is_empty());
        with_blocks.map(|one| one.heading.as_str()).collect()
    }
}

fn sections(text: &str) -> Vec<Section> {
    let mut sections = Vec::new();
    let mut fenced: Option<(String, String)> = None;
    for line in text.lines() {
        match (&mut fenced, line.strip_prefix("```")) {
            (None, Some(kind)) => fenced = Some((kind.to_string(), String::new())),
            (Some((_, block)), None) => {
                block.push_str(line);
                block.push('\n');
            }
            (Some((kind, block)), Some(_)) => {
                let block = std::mem::take(block);
                let block = match kind.as_str() {
                    "sh" => Some(Block::Typed(block)),
                    "text" => Some(Block::Shown(block)),
                    _ => None,
                };
                let section: Option<&mut Section> = sections.last_mut();
                if let (Some(section), Some(block)) = (section, block) {
                    section.blocks.push(block);
                }
                fenced = None;
            }
            (None, None) => {
                if let Some(heading) = line.strip_prefix('#') {
                    sections.push(Section {
                        heading: heading.trim_start_matches('#').trim().to_string(),
                        blocks: Vec::new(),
                    });
                }
            }
        }
    }
    sections
}

/// What of a shown block is not in an output: each of its lines has to be one of the output's, with
/// anything in place of `…`, and blanks as they like.
pub(super) fn not_shown(shown: &str, output: &str) -> Option<String> {
    let mut lines = shown.lines().map(str::trim).filter(|line| !line.is_empty());
    let missing = lines.find(|line| !output.lines().any(|given| fits(line, given)));
    missing.map(str::to_string)
}

fn fits(pattern: &str, line: &str) -> bool {
    let squeezed = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
    let (pattern, line) = (squeezed(pattern), squeezed(line));
    let parts: Vec<&str> = pattern.split('…').map(str::trim).collect();
    let [first, rest @ ..] = parts.as_slice() else {
        return false;
    };
    let Some(mut left) = line.strip_prefix(first) else {
        return false;
    };
    for (place, part) in rest.iter().enumerate() {
        let is_last = place + 1 == rest.len();
        if is_last {
            return left.ends_with(part);
        }
        match left.find(part) {
            Some(at) => left = &left[at + part.len()..],
            None => return false,
        }
    }
    left.is_empty()
}

#[test]
fn a_page_is_read_by_its_headings() {
    let text = "# A\n```sh\none # not a heading\n# nor this\n```\n## B\n```jsonc\n{}\n```\n```text\nx\n```\n";

    let read = sections(text);

    assert_eq!(read.len(), 2);
    let typed = "one # not a heading\n# nor this\n".to_string();
    assert_eq!(
        (read[0].heading.as_str(), &read[0].blocks),
        ("A", &vec![Block::Typed(typed)])
    );
    assert_eq!(read[1].blocks, [Block::Shown("x\n".to_string())]);
}

#[test]
fn what_is_shown_has_to_be_among_the_output() {
    let output = "Positions\n    5  bob   10,000 USD  152.00 %\n";

    assert_eq!(not_shown("  …  10,000 USD  152.00 %\n", output), None);
    assert_eq!(not_shown("Positions\n5 … USD …\n", output), None);
    let wrong = "…  10,000 USD  151.00 %";
    assert_eq!(not_shown(wrong, output), Some(wrong.to_string()));
    assert!(not_shown("Position", output).is_some());
}

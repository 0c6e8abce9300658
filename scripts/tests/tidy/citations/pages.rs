//! What a page has that can be cited: its numbered sections, their items, its headings.

use std::collections::BTreeSet;

/// A page's places.
#[derive(Debug, Default)]
pub(super) struct Page {
    /// `9`, `9.1`; an item 4 of a list in section 6 is `6.4`.
    pub(super) sections: BTreeSet<String>,
    /// Examples with a letter: `A5`.
    pub(super) labels: BTreeSet<String>,
    /// What a link may point at after `#`.
    pub(super) anchors: BTreeSet<String>,
}

impl Page {
    pub(super) fn of(text: &str) -> Self {
        let mut page = Self::default();
        let mut section = String::new();
        let mut is_fenced = false;
        for line in text.lines() {
            if line.starts_with("```") {
                is_fenced = !is_fenced;
            }
            if is_fenced {
                continue;
            }
            if line.starts_with('#') {
                let title = line.trim_start_matches('#').trim();
                page.note_anchor(title);
                if let Some(number) = numbered(title) {
                    section = number.split('.').next().unwrap().to_owned();
                    page.sections.insert(number);
                }
            } else if let Some(item) = numbered(line.trim_start()) {
                if !section.is_empty() {
                    page.sections.insert(format!("{section}.{item}"));
                }
            } else if let Some(label) = label(line) {
                page.labels.insert(label);
            }
        }
        page
    }

    fn note_anchor(&mut self, title: &str) {
        let anchor = slug(title);
        let mut unique = anchor.clone();
        let mut count = 0;
        while !self.anchors.insert(unique.clone()) {
            count += 1;
            unique = format!("{anchor}-{count}");
        }
    }
}

/// `6.1` of `6.1 Rewards flow`, `6` of `6. Formulas`.
fn numbered(title: &str) -> Option<String> {
    let number = title.split(' ').next()?;
    let is_point = number.ends_with('.');
    let number = number.trim_end_matches('.');
    let is_number = !number.is_empty()
        && number
            .split('.')
            .all(|part| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit()));
    (is_number && (is_point || number.contains('.'))).then(|| number.to_owned())
}

/// `A5` of `- A5 reverse for 9960`.
fn label(line: &str) -> Option<String> {
    let word = line.strip_prefix("- ")?.split(' ').next()?;
    let word = word.trim_end_matches([':', '.']);
    let number = word.strip_prefix(|letter: char| letter.is_ascii_uppercase())?;
    let is_label = !number.is_empty() && number.bytes().all(|byte| byte.is_ascii_digit());
    is_label.then(|| word.to_owned())
}

/// A heading as a link points at it.
pub(super) fn slug(title: &str) -> String {
    title
        .chars()
        .filter_map(|letter| match letter {
            ' ' => Some('-'),
            '-' | '_' => Some(letter),
            _ if letter.is_alphanumeric() => letter.to_lowercase().next(),
            _ => None,
        })
        .collect()
}

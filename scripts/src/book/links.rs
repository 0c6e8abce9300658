//! Links of pages: to other pages they stay, pictures come along, and what the book does not hold (sources,
//! folders, files of settings) becomes the text that it stood behind.

use std::path::{Component, Path, PathBuf};

use super::pages::{in_book, Page};

/// A page as the book has it.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Kept {
    pub(super) text: String,
    /// From the root.
    pub(super) pictures: Vec<PathBuf>,
}

/// The page with the links that the book can follow.
pub(super) fn kept(page: &Page, pages: &[Page], root: &Path) -> Kept {
    let mut text = String::with_capacity(page.text.len());
    let mut pictures = Vec::new();
    let mut rest = page.text.as_str();
    while let Some((before, after)) = rest.split_once("](") {
        let Some((target, behind)) = after.split_once(')') else {
            break;
        };
        let (path, anchor) = target.split_once('#').unwrap_or((target, ""));
        let found = resolve(&page.path, path);
        let is_picture = path.ends_with(".png") || path.ends_with(".svg");
        if target.contains("://") || path.is_empty() {
            text.push_str(before);
            text.push_str(&format!("]({target})"));
        } else if is_picture && root.join(&found).is_file() {
            text.push_str(before);
            text.push_str(&format!("]({target})"));
            pictures.push(found);
        } else if let Some(name) = page_of(&found, pages) {
            let inside = match name == found {
                true => path.to_owned(),
                false => format!("{}/README.md", path.trim_end_matches('/')),
            };
            let inside = in_book(Path::new(&inside)).display().to_string();
            let anchor = if anchor.is_empty() {
                String::new()
            } else {
                format!("#{anchor}")
            };
            text.push_str(before);
            text.push_str(&format!("]({inside}{anchor})"));
        } else {
            // The bracket that opened the link goes, its text stays.
            match before.rfind('[') {
                Some(place) => {
                    text.push_str(&before[..place]);
                    text.push_str(&before[place + 1..]);
                }
                None => text.push_str(before),
            }
        }
        rest = behind;
    }
    text.push_str(rest);
    Kept { text, pictures }
}

/// The page that a path names: itself, or the page of the folder.
fn page_of(path: &Path, pages: &[Page]) -> Option<PathBuf> {
    let own = path.join("README.md");
    let known = |one: &Path| pages.iter().any(|page| page.path == one);
    if known(path) {
        return Some(path.to_owned());
    }
    known(&own).then_some(own)
}

/// A path from a page, from the root.
pub(super) fn resolve(page: &Path, path: &str) -> PathBuf {
    let mut found = page.parent().map(Path::to_owned).unwrap_or_default();
    for part in Path::new(path).components() {
        match part {
            Component::ParentDir => {
                found.pop();
            }
            Component::Normal(name) => found.push(name),
            _ => {}
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::super::pages::Part;
    use super::*;

    fn page(path: &str, text: &str) -> Page {
        Page {
            path: PathBuf::from(path),
            title: String::new(),
            text: text.to_owned(),
            part: Part::Guide,
        }
    }

    fn shown(text: &str) -> String {
        let pages = [
            page("docs/gas.md", text),
            page("docs/scale.md", ""),
            page("clients/ts/README.md", ""),
        ];
        kept(&pages[0], &pages, Path::new("/nowhere")).text
    }

    #[test]
    fn links_to_pages_stay_and_those_to_folders_lead_to_their_page() {
        assert_eq!(
            shown("see [b](scale.md#part), [a](#here)"),
            "see [b](scale.md#part), [a](#here)"
        );
        assert_eq!(
            shown("[sdk](../clients/ts)"),
            "[sdk](../clients/ts/index.md)"
        );
        assert_eq!(
            shown("[out](https://example.org)"),
            "[out](https://example.org)"
        );
    }

    #[test]
    fn what_the_book_does_not_hold_becomes_text() {
        assert_eq!(
            shown("in [`ci.rs`](../scripts/src/ci.rs) and [b](scale.md)"),
            "in `ci.rs` and [b](scale.md)"
        );
        assert_eq!(shown("a [b] c ](not closed"), "a [b] c ](not closed");
    }
}

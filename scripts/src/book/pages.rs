//! The pages of the book, by chapter.

use std::{
    fmt::Write as _,
    fs,
    path::{Path, PathBuf},
};

use crate::Error;

/// A page: where it stands in the repository and in the book.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Page {
    /// From the root, `docs/guide/trade.md`.
    pub(super) path: PathBuf,
    /// Its first heading.
    pub(super) title: String,
    /// What it says.
    pub(super) text: String,
    /// The part of the book.
    pub(super) part: Part,
}

/// The parts of the book, in their order.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Part {
    Guide,
    Operators,
    Builders,
    Specification,
    Messages,
    Inside,
    Decisions,
}

const PARTS: [(Part, &str); 7] = [
    (Part::Guide, "User guide"),
    (Part::Operators, "Operators"),
    (Part::Builders, "Builders"),
    (Part::Specification, "Specification"),
    (Part::Messages, "Messages"),
    (Part::Inside, "Inside"),
    (Part::Decisions, "Decisions"),
];

/// Folders whose pages belong to a part, the first fitting one counts; pages of a folder in the order of their
/// names, but for those that are named.
const FOLDERS: [(&str, Part); 8] = [
    ("docs/guide", Part::Guide),
    ("docs/spec", Part::Specification),
    ("docs/decisions", Part::Decisions),
    ("docs", Part::Operators),
    ("clients", Part::Builders),
    ("packages", Part::Inside),
    ("contracts", Part::Inside),
    ("ops", Part::Operators),
];

/// In which order the guide is read: the names of its pages.
const GUIDE: [&str; 13] = [
    "README",
    "begin",
    "trade",
    "borrow",
    "farm",
    "auctions",
    "my-page",
    "govern",
    "changes",
    "risks",
    "figures",
    "questions",
    "glossary",
];

/// Every page of the repository, in the order of the book.
pub(super) fn all(root: &Path) -> Result<Vec<Page>, Error> {
    let mut pages = vec![read(root, Path::new("README.md"), Part::Guide)?];
    let mut seen: Vec<PathBuf> = Vec::new();
    for (folder, part) in FOLDERS {
        let mut found = Vec::new();
        collect(root, Path::new(folder), &mut found)?;
        found.sort_by_key(|path| (place(path), path.clone()));
        for path in found {
            if !seen.contains(&path) {
                pages.push(read(root, &path, part)?);
                seen.push(path);
            }
        }
    }
    for path in ["CHANGELOG.md", "CONTRIBUTING.md"] {
        pages.push(read(root, Path::new(path), Part::Inside)?);
    }
    Ok(pages)
}

/// A folder's own page first; the guide as it is read; all else by name.
fn place(path: &Path) -> usize {
    let name = path.file_name().unwrap_or_default();
    let stem = path.file_stem().unwrap_or_default();
    let in_guide = GUIDE.iter().position(|one| stem == *one);
    match in_guide {
        Some(place) if path.starts_with("docs/guide") => place,
        _ if name == "README.md" => 0,
        _ => GUIDE.len(),
    }
}

fn collect(root: &Path, folder: &Path, found: &mut Vec<PathBuf>) -> Result<(), Error> {
    let not_read = |source| Error::NotRead {
        path: root.join(folder),
        source,
    };
    for entry in fs::read_dir(root.join(folder)).map_err(not_read)? {
        let entry = entry.map_err(not_read)?;
        let path = folder.join(entry.file_name());
        let name = entry.file_name();
        if entry.path().is_dir() {
            // What is installed and built is not ours.
            let is_ours = !["node_modules", "dist", "target"]
                .iter()
                .any(|one| name == *one);
            if is_ours {
                collect(root, &path, found)?;
            }
        } else if path.extension().is_some_and(|extension| extension == "md") {
            found.push(path);
        }
    }
    Ok(())
}

fn read(root: &Path, path: &Path, part: Part) -> Result<Page, Error> {
    let whole = root.join(path);
    let text = fs::read_to_string(&whole).map_err(|source| Error::NotRead {
        path: whole,
        source,
    })?;
    Ok(Page {
        path: path.to_owned(),
        title: title(&text, path),
        text,
        part,
    })
}

/// The first heading, or the file's name where it has none.
fn title(text: &str, path: &Path) -> String {
    let heading = text.lines().find_map(|line| line.strip_prefix("# "));
    let name = path.file_stem().unwrap_or_default().to_string_lossy();
    heading.map_or_else(
        || name.into_owned(),
        |heading| heading.replace(['[', ']'], ""),
    )
}

/// Where a page stands in the book: the page of a folder is its index, as browsers look for it.
pub(super) fn in_book(path: &Path) -> PathBuf {
    match path.file_name() {
        Some(name) if name == "README.md" => path.with_file_name("index").with_extension("md"),
        _ => path.to_owned(),
    }
}

/// mdBook's list of chapters.
pub(super) fn summary(pages: &[Page]) -> String {
    let mut summary = String::from("# Summary\n");
    for (part, name) in PARTS {
        let _ = write!(summary, "\n# {name}\n\n");
        for page in pages.iter().filter(|page| page.part == part) {
            let _ = writeln!(
                summary,
                "- [{}]({})",
                page.title,
                in_book(&page.path).display()
            );
        }
    }
    summary
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::workspace;

    #[test]
    fn every_page_is_in_the_book_once_and_the_guide_comes_as_it_is_read() {
        let pages = all(&workspace::root().unwrap()).unwrap();

        let mut paths: Vec<&PathBuf> = pages.iter().map(|page| &page.path).collect();
        let guide: Vec<_> = paths
            .iter()
            .filter(|path| path.starts_with("docs/guide"))
            .collect();
        assert_eq!(
            guide.first().unwrap().as_path(),
            Path::new("docs/guide/README.md")
        );
        assert_eq!(
            guide.last().unwrap().as_path(),
            Path::new("docs/guide/glossary.md")
        );
        assert_eq!(guide.len(), GUIDE.len());
        assert!(paths
            .iter()
            .any(|path| path.ends_with("clients/ts/README.md")));
        let count = paths.len();
        paths.sort();
        paths.dedup();
        assert_eq!(paths.len(), count);
    }

    #[test]
    fn a_page_without_a_heading_is_called_by_its_file() {
        assert_eq!(title("# A [b] c\n", Path::new("docs/gas.md")), "A b c");
        assert_eq!(title("no heading", Path::new("docs/gas.md")), "gas");
    }
}

//! Whether what was built holds together: every link leads to a page and a place that is there, and no page asks
//! for anything outside of the book.

use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
    path::{Path, PathBuf},
};

use super::{flaw::Flaw, links::resolve};
use crate::Error;

/// What is wrong with the pages of a folder.
pub(super) fn flaws(folder: &Path) -> Result<Vec<Flaw>, Error> {
    let mut texts = BTreeMap::new();
    read(folder, Path::new(""), &mut texts)?;
    let ids: BTreeMap<&PathBuf, BTreeSet<&str>> = texts
        .iter()
        .map(|(path, text)| (path, values(text, " id=\"").collect()))
        .collect();
    let mut flaws = Vec::new();
    for (path, text) in &texts {
        let page = path.display().to_string();
        for address in values(text, " src=\"").filter(|value| value.contains("://")) {
            let address = address.to_owned();
            flaws.push(Flaw::Outside {
                page: page.clone(),
                address,
            });
        }
        for link in values(text, "<a href=\"") {
            if !leads(path, link, &ids, folder) {
                let link = link.to_owned();
                flaws.push(Flaw::Broken {
                    page: page.clone(),
                    link,
                });
            }
        }
    }
    Ok(flaws)
}

fn read(root: &Path, folder: &Path, texts: &mut BTreeMap<PathBuf, String>) -> Result<(), Error> {
    let whole = root.join(folder);
    let not_read = |source| Error::NotRead {
        path: whole.clone(),
        source,
    };
    for entry in fs::read_dir(&whole).map_err(not_read)? {
        let entry = entry.map_err(not_read)?;
        let path = folder.join(entry.file_name());
        if entry.path().is_dir() {
            read(root, &path, texts)?;
        } else if path
            .extension()
            .is_some_and(|extension| extension == "html")
        {
            texts.insert(path, fs::read_to_string(entry.path()).map_err(not_read)?);
        }
    }
    Ok(())
}

/// What stands between this mark and the next quote, each time.
fn values<'a>(text: &'a str, mark: &'a str) -> impl Iterator<Item = &'a str> {
    text.split(mark)
        .skip(1)
        .filter_map(|rest| rest.split_once('"').map(|(value, _)| value))
}

fn leads(page: &Path, link: &str, ids: &BTreeMap<&PathBuf, BTreeSet<&str>>, root: &Path) -> bool {
    // Links to other sites are for the reader to follow, or not.
    if link.contains("://") || link.starts_with("mailto:") {
        return true;
    }
    let (path, place) = link.split_once('#').unwrap_or((link, ""));
    let target = if path.is_empty() {
        page.to_owned()
    } else {
        resolve(page, path)
    };
    match ids.get(&target) {
        Some(known) => place.is_empty() || known.contains(place),
        // mdBook's own page of what is not found, and files that are no pages.
        None => root.join(&target).exists(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_link_to_nothing_and_a_request_to_elsewhere_are_found() {
        let folder = tempfile::tempdir().unwrap();
        let put = |name: &str, text: &str| fs::write(folder.path().join(name), text).unwrap();
        put(
            "a.html",
            r##"<a href="b.html#there">x</a> <a href="b.html#gone">y</a> <a href="https://example.org">z</a>"##,
        );
        put(
            "b.html",
            r#"<h1 id="there">b</h1> <a href="c.html">c</a> <script src="https://example.org/x.js"></script>"#,
        );

        let found = flaws(folder.path()).unwrap();

        let broken = |page: &str, link: &str| Flaw::Broken {
            page: page.into(),
            link: link.into(),
        };
        let address = "https://example.org/x.js".to_owned();
        assert_eq!(
            found,
            [
                broken("a.html", "b.html#gone"),
                Flaw::Outside {
                    page: "b.html".into(),
                    address
                },
                broken("b.html", "c.html"),
            ]
        );
    }
}

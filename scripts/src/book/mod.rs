//! `cargo xtask book`: every page of the repository as one book that is searched offline, with a page for each
//! contract's messages made from the schema.
//!
//! In reading order: `pages` is which pages there are and in which chapters, `messages` makes those of the
//! contracts, `links` turns what is no page into text, `tool` installs mdBook and runs it, `built` looks whether
//! what it made holds together, `flaw` is what it may find.

mod built;
mod flaw;
mod links;
mod messages;
mod pages;
mod tool;

use std::{
    fmt, fs,
    path::{Path, PathBuf},
};

use serde::Serialize;

use crate::{watch::Watch, workspace::Workspace, Error};

pub use flaw::Flaw;

/// What was made.
#[derive(Debug, Serialize)]
pub struct Book {
    /// The first page, which opens in any browser, without a server.
    pub page: PathBuf,
    /// How many pages it has.
    pub pages: usize,
}

impl fmt::Display for Book {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (pages, page) = (self.pages, self.page.display());
        write!(formatter, "{pages} pages; open {page} in a browser")
    }
}

/// Make the book in `book/` of the folder that cargo builds into, and look whether its links hold.
pub fn build(workspace: &Workspace) -> Result<Book, Error> {
    let mut watch = Watch::start("book");
    let folder = workspace.target.join("book");
    let mdbook = watch.step("mdbook", tool::BUDGET, tool::ensure)?;
    let pages = watch.step("pages", tool::BUDGET, || write(workspace, &folder))?;
    watch.step("book", tool::BUDGET, || tool::run(&mdbook, &folder))?;
    let html = folder.join("html");
    let flaws = watch.step("links", tool::BUDGET, || built::flaws(&html))?;
    watch.finish();
    if flaws.is_empty() {
        let page = html.join("index.html");
        return Ok(Book { page, pages });
    }
    Err(Error::BookFlaws(flaws))
}

/// The source of the book: the pages where they stand in the repository, their pictures, the list of chapters.
fn write(workspace: &Workspace, folder: &Path) -> Result<usize, Error> {
    let source = folder.join("src");
    if source.exists() {
        fs::remove_dir_all(&source).map_err(|error| not_written(&source, error))?;
    }
    let mut pages = pages::all(&workspace.root)?;
    pages.extend(messages::all(&workspace.root)?);
    for page in &pages {
        let kept = links::kept(page, &pages, &workspace.root);
        put(
            &source.join(pages::in_book(&page.path)),
            kept.text.as_bytes(),
        )?;
        for picture in kept.pictures {
            let from = workspace.root.join(&picture);
            let bytes = fs::read(&from).map_err(|source| Error::NotRead { path: from, source })?;
            put(&source.join(picture), &bytes)?;
        }
    }
    put(
        &source.join("SUMMARY").with_extension("md"),
        pages::summary(&pages).as_bytes(),
    )?;
    put(&folder.join("book.toml"), tool::SETTINGS.as_bytes())?;
    Ok(pages.len())
}

fn put(path: &Path, bytes: &[u8]) -> Result<(), Error> {
    let folder = path.parent().unwrap_or(path);
    fs::create_dir_all(folder).map_err(|error| not_written(folder, error))?;
    fs::write(path, bytes).map_err(|error| not_written(path, error))
}

fn not_written(path: &Path, source: std::io::Error) -> Error {
    Error::NotWritten {
        path: path.to_owned(),
        source,
    }
}

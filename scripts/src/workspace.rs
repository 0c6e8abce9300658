//! The workspace as cargo sees it: where it is, where it builds, which contracts it has.

use std::{
    fs,
    path::{Path, PathBuf},
};

use serde_json::Value;

use crate::{process, Error};

/// A checkout and the folder its builds go to.
pub struct Workspace {
    /// The folder of the root manifest.
    pub root: PathBuf,
    /// The folder that cargo builds into.
    pub target: PathBuf,
    /// The packages that run on chain.
    pub contracts: Vec<Contract>,
}

/// A package that runs on chain.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Contract {
    /// The crate's name, `mirror-oracle`.
    pub package: String,
    /// The folder of its manifest.
    pub folder: PathBuf,
}

/// The folder of the workspace this program was started from, which need not be the one it was
/// built in.
pub fn root() -> Result<PathBuf, Error> {
    let manifest = std::env::var("CARGO_MANIFEST_DIR")
        .unwrap_or_else(|_| env!("CARGO_MANIFEST_DIR").to_owned());
    real(&Path::new(&manifest).join(".."))
}

fn real(folder: &Path) -> Result<PathBuf, Error> {
    folder.canonicalize().map_err(|source| Error::NotRead {
        path: folder.to_owned(),
        source,
    })
}

impl Workspace {
    /// The workspace this program was started from.
    pub fn find() -> Result<Self, Error> {
        Self::at(&root()?)
    }

    /// The workspace whose root manifest is in this folder.
    pub fn at(folder: &Path) -> Result<Self, Error> {
        let root = real(folder)?;
        let metadata: Value =
            serde_json::from_str(&process::output(process::cargo(&root).args([
                "metadata",
                "--no-deps",
                "--format-version",
                "1",
            ]))?)?;

        let target = text(&metadata, "target_directory").map(PathBuf::from)?;
        let contracts = contracts(&metadata, &root)?;

        Ok(Self {
            root,
            target,
            contracts,
        })
    }
}

impl Contract {
    /// The name of the file cargo makes of it, `mirror_oracle.wasm`.
    pub fn artifact(&self) -> String {
        format!("{}.wasm", self.package.replace('-', "_"))
    }
}

/// Members under contracts/ that export something, in the order of their folders.
fn contracts(metadata: &Value, root: &Path) -> Result<Vec<Contract>, Error> {
    let packages = metadata
        .get("packages")
        .and_then(Value::as_array)
        .ok_or(Error::MetadataLacks("packages"))?;

    let mut found = Vec::new();
    for package in packages {
        let manifest = PathBuf::from(text(package, "manifest_path")?);
        let folder = manifest.parent().unwrap_or(root).to_owned();
        if folder.starts_with(root.join("contracts")) && has_entry_point(&folder.join("src"))? {
            found.push(Contract {
                package: text(package, "name")?,
                folder,
            });
        }
    }
    found.sort_by(|left, right| left.folder.cmp(&right.folder));
    Ok(found)
}

/// Whether a contract has code; without an entry point it is only a name in the list of members.
fn has_entry_point(sources: &Path) -> Result<bool, Error> {
    let unreadable = |source| Error::NotRead {
        path: sources.to_owned(),
        source,
    };
    for entry in fs::read_dir(sources).map_err(unreadable)? {
        let path = entry.map_err(unreadable)?.path();
        let is_rust = path.extension().is_some_and(|extension| extension == "rs");
        if is_rust
            && fs::read_to_string(&path)
                .map_err(unreadable)?
                .contains("entry_point")
        {
            return Ok(true);
        }
    }
    Ok(false)
}

fn text(value: &Value, key: &'static str) -> Result<String, Error> {
    value
        .get(key)
        .and_then(Value::as_str)
        .map(str::to_owned)
        .ok_or(Error::MetadataLacks(key))
}

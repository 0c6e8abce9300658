//! What is stored: the artifacts of a release, and the list of their checksums.

use std::collections::BTreeMap;
use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use flate2::write::GzEncoder;
use flate2::Compression;
use mirror_deploy::Artifact;
use sha2::{Digest, Sha256};

use super::error::DeployError;
use super::lack::{Lack, LIST};

mod build;

pub(super) use build::build;

/// A folder with all artifacts, each as the list says.
#[derive(Clone, Debug)]
pub(super) struct Artifacts {
    folder: PathBuf,
    checksums: BTreeMap<Artifact, String>,
}

impl Artifacts {
    /// The artifacts of a folder, or all that is wrong with them.
    pub(super) fn survey(folder: &Path) -> Result<Self, DeployError> {
        let mut lacks = Vec::new();
        let listed = match fs::read_to_string(folder.join(LIST)) {
            Ok(list) => read(&list),
            Err(error) => {
                let reason = reason(&error);
                lacks.push(Lack::List { reason });
                BTreeMap::new()
            }
        };
        let mut checksums = BTreeMap::new();
        for artifact in Artifact::ALL {
            let name = artifact.name();
            match (listed.get(name), checksum(folder, artifact)) {
                (_, Err(error)) => lacks.push(Lack::Missing {
                    artifact: name,
                    reason: reason(&error),
                }),
                (Some(listed), Ok(found)) if *listed == found => {
                    checksums.insert(artifact, found);
                }
                (Some(listed), Ok(found)) => lacks.push(Lack::Outdated {
                    artifact: name,
                    found,
                    listed: listed.clone(),
                }),
                (None, Ok(_)) if listed.is_empty() => {}
                (None, Ok(_)) => lacks.push(Lack::Unlisted(name)),
            }
        }
        if lacks.is_empty() {
            let folder = folder.to_path_buf();
            return Ok(Self { folder, checksums });
        }
        Err(DeployError::Artifacts {
            folder: folder.to_path_buf(),
            lacks,
        })
    }

    /// The checksums of a folder's list, for whoever does not have the artifacts.
    pub(super) fn listed(folder: &Path) -> Result<BTreeMap<Artifact, String>, DeployError> {
        let lacking = |lacks| DeployError::Artifacts {
            folder: folder.to_path_buf(),
            lacks,
        };
        let list = fs::read_to_string(folder.join(LIST)).map_err(|error| {
            let reason = reason(&error);
            lacking(vec![Lack::List { reason }])
        })?;
        let mut listed = read(&list);
        let mut checksums = BTreeMap::new();
        let mut lacks = Vec::new();
        for artifact in Artifact::ALL {
            match listed.remove(artifact.name()) {
                Some(checksum) => {
                    checksums.insert(artifact, checksum);
                }
                None => lacks.push(Lack::Unlisted(artifact.name())),
            }
        }
        if lacks.is_empty() {
            return Ok(checksums);
        }
        Err(lacking(lacks))
    }

    /// The checksum that an artifact is published with.
    pub(super) fn checksum(&self, artifact: Artifact) -> Option<&str> {
        self.checksums.get(&artifact).map(String::as_str)
    }

    /// The checksums that they are published with.
    pub(super) fn checksums(&self) -> &BTreeMap<Artifact, String> {
        &self.checksums
    }

    /// The content of an artifact, gzipped: the chain unpacks it, and a transaction pays for its size.
    pub(super) fn packed(&self, artifact: Artifact) -> io::Result<Vec<u8>> {
        let content = fs::read(path(&self.folder, artifact))?;
        let mut packer = GzEncoder::new(Vec::new(), Compression::best());
        packer.write_all(&content)?;
        packer.finish()
    }

    /// A checksum of all checksums.
    pub(super) fn fingerprint(&self) -> String {
        let lines = self.checksums.iter();
        let lines = lines.map(|(artifact, checksum)| format!("{checksum}  {}\n", artifact.name()));
        digest(lines.collect::<String>().as_bytes())
    }
}

/// Checksums by the artifact's name.
fn read(list: &str) -> BTreeMap<String, String> {
    let lines = list.lines().filter_map(|line| {
        let (checksum, file) = line.split_once(char::is_whitespace)?;
        let name = file.trim().trim_start_matches('*').strip_suffix(".wasm")?;
        Some((name.to_string(), checksum.to_lowercase()))
    });
    lines.collect()
}

fn checksum(folder: &Path, artifact: Artifact) -> io::Result<String> {
    Ok(digest(&fs::read(path(folder, artifact))?))
}

fn path(folder: &Path, artifact: Artifact) -> PathBuf {
    folder.join(format!("{}.wasm", artifact.name()))
}

/// The SHA-256 of bytes, in lower-case hexadecimal digits.
pub(super) fn digest(bytes: &[u8]) -> String {
    let digest = Sha256::digest(bytes);
    digest.iter().map(|byte| format!("{byte:02x}")).collect()
}

fn reason(error: &io::Error) -> String {
    match error.kind() {
        io::ErrorKind::NotFound => "it is not there".to_string(),
        _ => error.to_string(),
    }
}

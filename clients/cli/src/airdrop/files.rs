//! How a built list is kept: `stage.json` for the owner of the contract, `proofs.jsonl` for those
//! who claim, one account on each line.

use std::path::{Path, PathBuf};

use super::build::{Airdrop, Claim, Summary, PROOFS_FILE, STAGE_FILE};
use super::error::BadInput;
use crate::output::{json, Destination, File};
use crate::text;

/// Claims to check, and what is said of them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Claims {
    /// Each with its line, if they are of a file; the text of a line that is no claim.
    pub claims: Vec<(Option<u64>, Result<Claim, String>)>,
    /// The root on the command line.
    pub root: Option<mirror_merkle::Hash>,
    /// What `stage.json` says.
    pub summary: Option<Summary>,
}

/// The files of a list.
pub(super) fn of(airdrop: &Airdrop) -> [File; 2] {
    let mut proofs = Vec::new();
    for claim in &airdrop.claims {
        // Strings only: this can not fail.
        proofs.extend(serde_json::to_vec(claim).unwrap_or_default());
        proofs.push(b'\n');
    }
    let file = |name: &str, content| File {
        name: name.to_string(),
        content,
    };
    [
        file(STAGE_FILE, json(&airdrop.summary)),
        file(PROOFS_FILE, proofs),
    ]
}

/// A folder that takes the files, and has none of them yet unless they may be replaced.
pub(super) fn prepare(folder: &Path, replace: bool) -> Result<Destination, BadInput> {
    let taken = [STAGE_FILE, PROOFS_FILE]
        .map(|name| folder.join(name))
        .into_iter()
        .find(|path| path.exists());
    if let Some(path) = taken.filter(|_| !replace) {
        return Err(BadInput::AlreadyThere { path });
    }
    Ok(Destination::prepare(folder)?)
}

/// A folder that was built, or a file of proofs alone.
pub(super) fn read(path: &Path) -> Result<Claims, BadInput> {
    let (proofs, summary) = if path.is_dir() {
        (path.join(PROOFS_FILE), Some(summary(path)?))
    } else {
        (path.to_path_buf(), None)
    };
    let text = text_of(&proofs)?;
    let claim = |(number, line): (u64, &str)| {
        let claim = serde_json::from_str(line).map_err(|error| error.to_string());
        (Some(number), claim)
    };
    let claims: Vec<_> = (1..)
        .zip(text.lines())
        .filter(|(_, line)| !line.trim().is_empty())
        .map(claim)
        .collect();
    if claims.is_empty() {
        return Err(BadInput::NoProofs { path: proofs });
    }
    Ok(Claims {
        claims,
        root: None,
        summary,
    })
}

fn summary(folder: &Path) -> Result<Summary, BadInput> {
    let path = folder.join(STAGE_FILE);
    if !path.exists() {
        return Err(BadInput::NotBuilt {
            folder: folder.to_path_buf(),
        });
    }
    serde_json::from_str(&text_of(&path)?).map_err(|error| BadInput::NoSummary {
        path,
        reason: error.to_string(),
    })
}

fn text_of(path: &Path) -> Result<String, BadInput> {
    text::read(path).map_err(|reason| BadInput::Unreadable {
        path: PathBuf::from(path),
        reason,
    })
}

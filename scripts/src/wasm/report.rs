//! How large the artifacts are, beside those of the protocol they follow.

use std::{fmt, fs, path::Path, path::PathBuf};

use serde::Serialize;
use sha2::{Digest, Sha256};

use crate::{
    numbers::{grouped, Ratio},
    Error,
};

/// Bytes of Mirror v2's and Terraswap's artifacts on their chain. None of ours shall be larger.
const PREDECESSORS: [(&str, u64); 15] = [
    ("mirror_collateral_oracle.wasm", 296_210),
    ("mirror_collector.wasm", 291_988),
    ("mirror_community.wasm", 164_123),
    ("mirror_factory.wasm", 395_328),
    ("mirror_gov.wasm", 388_578),
    ("mirror_limit_order.wasm", 278_321),
    ("mirror_lock.wasm", 251_670),
    ("mirror_mint.wasm", 507_230),
    ("mirror_oracle.wasm", 205_475),
    ("mirror_short_reward.wasm", 128_364),
    ("mirror_staking.wasm", 403_904),
    ("terraswap_factory.wasm", 260_307),
    ("terraswap_pair.wasm", 370_573),
    ("terraswap_router.wasm", 307_598),
    ("terraswap_token.wasm", 282_401),
];

/// The largest part of the predecessors' bytes that ours may take together.
pub(crate) const SUM_GOAL: Ratio = Ratio { permille: 850 };

/// The bytes of the contract that this one replaces.
pub(crate) fn predecessor_bytes(name: &str) -> Option<u64> {
    PREDECESSORS
        .iter()
        .find(|(known, _)| *known == name)
        .map(|(_, bytes)| *bytes)
}

/// One contract as a chain stores it.
#[derive(Serialize, Debug, PartialEq, Eq)]
pub struct Artifact {
    /// The name of its file.
    pub name: String,
    /// Its size.
    pub bytes: u64,
    /// Its checksum, in hexadecimal digits.
    pub sha256: String,
    /// The size of the contract that it replaces, if there was one.
    pub predecessor_bytes: Option<u64>,
}

/// Every artifact of a build, in the order of the contracts' folders.
#[derive(Serialize)]
pub struct Report {
    /// Where the artifacts are.
    pub folder: PathBuf,
    /// The artifacts.
    pub artifacts: Vec<Artifact>,
}

impl Artifact {
    pub(super) fn read(path: &Path) -> Result<Self, Error> {
        let code = fs::read(path).map_err(|source| Error::NotRead {
            path: path.to_owned(),
            source,
        })?;
        let name = path
            .file_name()
            .unwrap_or_default()
            .to_string_lossy()
            .into_owned();
        Ok(Self {
            bytes: code.len() as u64,
            sha256: format!("{:x}", Sha256::digest(&code)),
            predecessor_bytes: predecessor_bytes(&name),
            name,
        })
    }

    fn ratio(&self) -> Option<Ratio> {
        self.predecessor_bytes
            .map(|theirs| Ratio::of(self.bytes, theirs))
    }
}

impl Report {
    /// The checksums as `sha256sum --check` reads them, sorted by name.
    pub fn checksums(&self) -> String {
        let mut lines = self.artifacts.iter().collect::<Vec<_>>();
        lines.sort_by_key(|artifact| &artifact.name);
        lines
            .into_iter()
            .map(|artifact| format!("{}  {}\n", artifact.sha256, artifact.name))
            .collect()
    }
}

impl fmt::Display for Report {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        row(formatter, "artifact", "bytes", "predecessor", "ratio", "")?;
        for artifact in &self.artifacts {
            let theirs = artifact.predecessor_bytes.map_or("–".to_owned(), grouped);
            let ratio = artifact.ratio();
            let shown = ratio.map_or("–".to_owned(), |ratio| ratio.to_string());
            let is_larger = ratio > Some(Ratio { permille: 1_000 });
            let remark = if is_larger {
                "larger than its predecessor"
            } else {
                ""
            };
            row(
                formatter,
                &artifact.name,
                &grouped(artifact.bytes),
                &theirs,
                &shown,
                remark,
            )?;
        }

        // A contract that had no predecessor is left out of the sum: it would compare unlike things.
        let compared = self
            .artifacts
            .iter()
            .filter(|one| one.predecessor_bytes.is_some());
        let (ours, theirs) = compared.fold((0, 0), |(ours, theirs), one| {
            (
                ours + one.bytes,
                theirs + one.predecessor_bytes.unwrap_or_default(),
            )
        });
        let ratio = Ratio::of(ours, theirs);
        let verdict = if ratio > SUM_GOAL { "above" } else { "within" };
        let remark = format!("{verdict} the goal of {SUM_GOAL}");
        row(
            formatter,
            "sum",
            &grouped(ours),
            &grouped(theirs),
            &ratio.to_string(),
            &remark,
        )?;

        let folder = self.folder.display();
        writeln!(formatter, "\nWritten to {folder}, with checksums.txt.")?;
        write!(
            formatter,
            "Next: `cargo xtask wasm --check-reproducible` shows that another folder gives the \
             same bytes."
        )
    }
}

fn row(
    formatter: &mut fmt::Formatter<'_>,
    name: &str,
    ours: &str,
    theirs: &str,
    ratio: &str,
    remark: &str,
) -> fmt::Result {
    let line = format!("{name:<30} {ours:>10} {theirs:>12} {ratio:>6}  {remark}");
    writeln!(formatter, "{}", line.trim_end())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn artifact(name: &str, bytes: u64, predecessor_bytes: Option<u64>) -> Artifact {
        Artifact {
            name: name.to_owned(),
            bytes,
            sha256: "ab".repeat(32),
            predecessor_bytes,
        }
    }

    #[test]
    fn checksums_are_sorted_and_readable_by_sha256sum() {
        let artifacts = vec![artifact("b.wasm", 1, None), artifact("a.wasm", 1, None)];

        let checksums = Report {
            folder: PathBuf::new(),
            artifacts,
        }
        .checksums();

        let sum = "ab".repeat(32);
        assert_eq!(checksums, format!("{sum}  a.wasm\n{sum}  b.wasm\n"));
    }

    #[test]
    fn a_larger_artifact_is_marked_and_one_without_predecessor_is_not_summed() {
        let artifacts = vec![
            artifact("larger.wasm", 11, Some(10)),
            artifact("new.wasm", 1_000, None),
        ];

        let table = Report {
            folder: PathBuf::new(),
            artifacts,
        }
        .to_string();

        assert!(
            table.contains("1.100  larger than its predecessor"),
            "{table}"
        );
        assert!(
            table.contains("11           10  1.100  above the goal of 0.850"),
            "{table}"
        );
    }
}

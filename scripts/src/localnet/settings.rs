//! What a network is made with, checked before anything is started.

use std::path::{Path, PathBuf};

use super::{
    fault::Fault,
    ports::{Offset, MOST_VALIDATORS},
};

const LEAST_BLOCK_MS: u64 = 100;
const MOST_BLOCK_MS: u64 = 60_000;
const BLOCK_MS: u64 = 1_000;

/// Which network is meant.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Place {
    /// The folder that holds all of it.
    pub(super) home: PathBuf,
    /// The name of its chain.
    pub(super) chain_id: String,
    /// Where deployments to it are written.
    pub(super) deployments: PathBuf,
    /// Where the contracts of the workspace are.
    pub(super) artifacts: PathBuf,
    pub(super) offset: Offset,
    options: String,
}

impl Place {
    /// The network at this offset in the workspace, or in a folder of its own.
    pub(super) fn new(root: &Path, port_offset: u64, home: Option<PathBuf>) -> Result<Self, Fault> {
        let offset = Offset::new(port_offset)?;
        let suffix = match offset.get() {
            0 => String::new(),
            offset => format!("-{offset}"),
        };
        let mut options = match offset.get() {
            0 => String::new(),
            offset => format!(" --port-offset {offset}"),
        };
        if let Some(home) = &home {
            options.push_str(&format!(" --home {}", home.display()));
        }
        let deployments = match &home {
            Some(home) => home.join("deployments"),
            None => root.join("deployments"),
        };
        Ok(Self {
            home: home.unwrap_or_else(|| root.join(format!(".localnet{suffix}"))),
            chain_id: format!("mirror-local{suffix}"),
            deployments,
            artifacts: root.join("artifacts"),
            offset,
            options,
        })
    }

    /// A command for this network, as one types it.
    pub(super) fn command(&self, verb: &str) -> String {
        let (verb, rest) = verb.split_once(' ').unwrap_or((verb, ""));
        format!("cargo xtask localnet {verb}{} {rest}", self.options)
            .trim_end()
            .to_owned()
    }
}

/// What the user said about the network to make; what was left out takes its default, or is as the
/// network that is there already has it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Shape {
    pub(super) validators: Option<u16>,
    pub(super) block_ms: Option<u64>,
}

impl Shape {
    /// Check what was said.
    pub(super) fn new(validators: Option<u64>, block_ms: Option<u64>) -> Result<Self, Fault> {
        let validators = validators
            .map(|given| match u16::try_from(given) {
                Ok(number) if (1..=MOST_VALIDATORS).contains(&number) => Ok(number),
                _ => Err(Fault::Validators {
                    given,
                    most: MOST_VALIDATORS,
                }),
            })
            .transpose()?;
        match block_ms {
            Some(given) if !(LEAST_BLOCK_MS..=MOST_BLOCK_MS).contains(&given) => {
                Err(Fault::BlockTime {
                    given,
                    least: LEAST_BLOCK_MS,
                    most: MOST_BLOCK_MS,
                })
            }
            block_ms => Ok(Self {
                validators,
                block_ms,
            }),
        }
    }

    pub(super) fn validators(self) -> u16 {
        self.validators.unwrap_or(1)
    }

    pub(super) fn block_ms(self) -> u64 {
        self.block_ms.unwrap_or(BLOCK_MS)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_network_lives_in_the_workspace_under_a_name_of_its_offset() {
        let root = Path::new("/mirror");

        let first = Place::new(root, 0, None).unwrap();
        let second = Place::new(root, 200, None).unwrap();

        assert_eq!(first.home, Path::new("/mirror/.localnet"));
        assert_eq!(first.chain_id, "mirror-local");
        assert_eq!(first.command("up"), "cargo xtask localnet up");
        assert_eq!(second.home, Path::new("/mirror/.localnet-200"));
        assert_eq!(second.chain_id, "mirror-local-200");
        assert_eq!(second.deployments, Path::new("/mirror/deployments"));
        assert_eq!(
            second.command("down --purge"),
            "cargo xtask localnet down --port-offset 200 --purge"
        );
    }

    #[test]
    fn a_network_elsewhere_keeps_its_deployments_with_it() {
        let there = Place::new(Path::new("/mirror"), 0, Some("/tmp/net".into())).unwrap();

        assert_eq!(there.home, Path::new("/tmp/net"));
        assert_eq!(there.deployments, Path::new("/tmp/net/deployments"));
        assert_eq!(there.artifacts, Path::new("/mirror/artifacts"));
        assert_eq!(
            there.command("down"),
            "cargo xtask localnet down --home /tmp/net"
        );
    }

    #[test]
    fn a_number_out_of_bounds_is_refused_with_the_bounds() {
        for given in [0, 11, 1 << 20] {
            let refused = Shape::new(Some(given), None).unwrap_err().to_string();
            assert_eq!(
                refused,
                format!(
                    "a local network has 1 to 10 validators, not {given}; give --validators a \
                     number of these"
                )
            );
        }
        for given in [0, 99, 60_001] {
            let refused = Shape::new(None, Some(given)).unwrap_err().to_string();
            assert_eq!(
                refused,
                format!(
                    "a block takes 100 to 60000 milliseconds, not {given}; give --block-time a \
                     number of these"
                )
            );
        }
        for (validators, block_ms) in [(1, 100), (10, 60_000)] {
            let shape = Shape::new(Some(validators), Some(block_ms)).unwrap();
            assert_eq!(u64::from(shape.validators()), validators);
            assert_eq!(shape.block_ms(), block_ms);
        }
    }
}

//! What was asked for, from raw arguments to a checked job.

use std::path::PathBuf;

use clap::{Args, Subcommand};
use cosmwasm_std::Uint128;

use super::build::Claim;
use super::error::{read_root, BadInput};
use super::files::{self, Claims};
use super::list::List;
use crate::output::Destination;

/// Make the lists that the airdrop contract pays, and check them.
#[derive(Clone, Debug, Args)]
pub struct Arguments {
    #[command(subcommand)]
    request: Request,
}

#[derive(Clone, Debug, Subcommand)]
enum Request {
    Build(BuildArguments),
    Verify(VerifyArguments),
    Stages(StagesArguments),
}

/// Make the root, the total and every account's proof from a list.
///
/// Nothing is written unless the whole list is in order; all that is not is told at once, by line.
#[derive(Clone, Debug, Args)]
struct BuildArguments {
    /// A CSV file with the columns `address` and `amount` (whole micro-MIR).
    #[arg(value_name = "LIST.csv")]
    list: PathBuf,
    /// Write stage.json and proofs.jsonl into this folder.
    #[arg(long, value_name = "DIR")]
    out: PathBuf,
    /// What every address of the chain begins with.
    #[arg(long, value_name = "PREFIX", default_value = "mirror")]
    prefix: String,
    /// Replace the files of an earlier run.
    #[arg(long)]
    force: bool,
    /// Print stage.json on standard output instead of a table.
    #[arg(long)]
    json: bool,
}

/// Check that every claim would be paid, or one account's alone.
///
/// The address is one of the chain as it writes it, no account is there twice, and the proof leads
/// to the root.
#[derive(Clone, Debug, Args)]
struct VerifyArguments {
    /// A folder that was built, or a file of proofs.
    #[arg(
        value_name = "DIR|PROOFS",
        required_unless_present = "address",
        conflicts_with = "address"
    )]
    path: Option<PathBuf>,
    /// The registered root; if absent, the folder's, or of a file of proofs that of its accounts.
    #[arg(long, value_name = "HEX")]
    root: Option<String>,
    /// Check this account alone; needs --amount and --root.
    #[arg(long, requires = "amount", requires = "root")]
    address: Option<String>,
    /// Its amount in micro-MIR.
    #[arg(long, value_name = "MICRO", requires = "address")]
    amount: Option<u128>,
    /// The hashes of its proof, with commas; none for a list of one account.
    #[arg(
        long,
        value_name = "HEX,…",
        value_delimiter = ',',
        requires = "address"
    )]
    proof: Vec<String>,
    /// What every address of the chain begins with.
    #[arg(long, value_name = "PREFIX", default_value = "mirror")]
    prefix: String,
    /// Print the findings as JSON instead of a table.
    #[arg(long)]
    json: bool,
}

/// Print the stages of Mirror's first year: snapshot heights and amounts.
#[derive(Clone, Debug, Args)]
struct StagesArguments {
    /// Print them as JSON instead of a table.
    #[arg(long)]
    json: bool,
}

/// What to do, with nothing left to check.
#[derive(Debug)]
pub enum Job {
    Build {
        list: List,
        destination: Destination,
        json: bool,
    },
    Verify {
        claims: Claims,
        /// The one that every address has.
        prefix: String,
        json: bool,
    },
    Stages {
        json: bool,
    },
}

impl Arguments {
    pub fn check(self) -> Result<Job, BadInput> {
        match self.request {
            Request::Build(arguments) => arguments.check(),
            Request::Verify(arguments) => arguments.check(),
            Request::Stages(StagesArguments { json }) => Ok(Job::Stages { json }),
        }
    }
}

impl BuildArguments {
    fn check(self) -> Result<Job, BadInput> {
        // The list first, since a folder is made for it.
        let list = List::load(&self.list, &self.prefix)?;
        let destination = files::prepare(&self.out, self.force)?;

        Ok(Job::Build {
            list,
            destination,
            json: self.json,
        })
    }
}

impl VerifyArguments {
    fn check(self) -> Result<Job, BadInput> {
        let root = self.root.as_deref().map(|text| read_root("--root", text));
        let root = root.transpose()?;
        let mut claims = match self.path {
            Some(path) => files::read(&path)?,
            None => {
                let claim = Claim {
                    address: self.address.unwrap_or_default(),
                    amount: Uint128::new(self.amount.unwrap_or_default()),
                    proof: self.proof,
                };
                Claims {
                    claims: vec![(None, Ok(claim))],
                    root: None,
                    summary: None,
                }
            }
        };
        claims.root = root;

        Ok(Job::Verify {
            claims,
            prefix: self.prefix,
            json: self.json,
        })
    }
}

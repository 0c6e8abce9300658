//! What can be typed: a command for every question to every contract.

use clap::{value_parser, Arg, ArgMatches, Args, Command, Error, FromArgMatches};

use crate::connection::Connection;
use crate::message::chosen::{self, switch, Chosen};
use crate::message::contracts::Door;

const ABOUT: &str = "Ask a contract";

const LONG_ABOUT: &str = "\
Ask a contract: mirror query CONTRACT QUERY, with a flag for each of the question's fields.

Contracts, tokens and accounts go by their role (mint), their symbol (mAAPL, mAAPL-LP, mAAPL-pair), `me` \
for the account of the configured key, or their address.

Exit codes: 0 it is answered; 1 it was refused; 2 what was typed or configured is wrong; 3 nobody answered.";

const EXAMPLES: &str = "\
Examples:
  mirror query mint position --position-idx 1
  mirror query mint positions --asset-token mAAPL --all
  mirror query oracle price --base-asset mAAPL --quote-asset usd --json
  mirror query token balance --at MIR --address me
  mirror query pair simulation --at mAAPL --offer-asset 10usd --height 812";

/// A question, and how it is to be answered.
#[derive(Clone, Debug)]
pub struct Arguments {
    /// The question.
    pub chosen: Chosen,
    pub(super) connection: Connection,
    pub(super) height: Option<u64>,
    pub(super) all: bool,
    pub(super) json: bool,
}

impl Args for Arguments {
    fn augment_args(command: Command) -> Command {
        let command = Connection::augment_args(command)
            .about(ABOUT)
            .long_about(LONG_ABOUT)
            .after_help(EXAMPLES);
        chosen::contracts(command, questions)
    }

    fn augment_args_for_update(command: Command) -> Command {
        Self::augment_args(command)
    }
}

fn questions(command: Command) -> Command {
    let command = command.subcommand_value_name("QUERY");
    chosen::messages(command, Door::Query, common)
}

fn common(command: Command) -> Command {
    let height = Arg::new("height").long("height").value_name("HEIGHT");
    let height = height.value_parser(value_parser!(u64));
    command
        .next_help_heading("Answer")
        .arg(height.help("As it was after this block, if the node still knows"))
        .arg(switch("all", "Every entry of a list instead of one page"))
        .arg(switch("json", "Print the answer as JSON"))
}

impl FromArgMatches for Arguments {
    fn from_arg_matches(matches: &ArgMatches) -> Result<Self, Error> {
        let (chosen, own) = Chosen::read(matches, Door::Query)?;
        Ok(Self {
            chosen,
            connection: Connection::from_arg_matches(own)?,
            height: own.get_one("height").copied(),
            all: own.get_flag("all"),
            json: own.get_flag("json"),
        })
    }

    fn update_from_arg_matches(&mut self, matches: &ArgMatches) -> Result<(), Error> {
        *self = Self::from_arg_matches(matches)?;
        Ok(())
    }
}

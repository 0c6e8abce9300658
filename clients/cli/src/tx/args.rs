//! What can be typed: a command for every message of every contract.

use clap::{Arg, ArgMatches, Args, Command, Error, FromArgMatches};

use crate::connection::Connection;
use crate::message::chosen::{self, switch, Chosen};
use crate::message::contracts::Door;

const RESULT: &str = "result";

const ABOUT: &str = "Send a message to a contract";

const LONG_ABOUT: &str = "\
Send a message to a contract: mirror tx CONTRACT MESSAGE, with a flag for each of its fields.

Amounts are micro units (1500000), or whole units with a symbol (1.5mir, 100usd, 2.5mAAPL); 100uusd are \
micro units of the coin. Contracts, tokens and accounts go by their role (mint), their symbol (mAAPL, \
mAAPL-LP, mAAPL-pair), `me` for the account that signs, or their address. What is paid in tokens goes \
through `hook`: mirror tx mint hook deposit --pay 5mAAPL.

A message is simulated first, and what it does and costs is shown before it is signed.

Exit codes: 0 it is carried out; 1 it was refused; 2 what was typed or configured is wrong; 3 nobody \
answered, or it is not known yet whether it got in.";

const EXAMPLES: &str = "\
Examples:
  mirror tx mint open_position --collateral 150usd --asset-info mAAPL --collateral-ratio 200%
  mirror tx mint hook burn --pay 0.5mAAPL --position-idx 1
  mirror tx gov cast_vote --poll-id 1 --vote yes --amount 100mir
  mirror tx token transfer --at MIR --recipient wasm1.. --amount 1.5mir
  mirror tx pair swap --at mAAPL --offer-asset 10usd --max-spread 1% --dry-run";

/// What is wanted, and of which chain.
#[derive(Clone, Debug)]
pub struct Arguments {
    /// What is wanted.
    pub task: Task,
    pub(super) connection: Connection,
    pub(super) json: bool,
}

/// What is wanted.
#[derive(Clone, Debug)]
pub enum Task {
    /// To send a message.
    Send(Box<Sending>),
    /// To know what became of a transaction.
    Result {
        /// Its hash.
        hash: String,
    },
}

/// A message, and how it is to be sent.
#[derive(Clone, Debug)]
pub struct Sending {
    /// The message.
    pub chosen: Chosen,
    pub(super) dry_run: bool,
    pub(super) yes: bool,
    pub(super) memo: String,
}

impl Args for Arguments {
    fn augment_args(command: Command) -> Command {
        let command = Connection::augment_args(command)
            .about(ABOUT)
            .long_about(LONG_ABOUT)
            .after_help(EXAMPLES);
        chosen::contracts(command, messages).subcommand(result())
    }

    fn augment_args_for_update(command: Command) -> Command {
        Self::augment_args(command)
    }
}

fn result() -> Command {
    let hash = Arg::new("hash").value_name("HASH").required(true);
    let command = Command::new(RESULT).about("Tell what became of a transaction");
    command.arg(hash.help("The transaction's hash")).arg(json())
}

fn json() -> Arg {
    switch("json", "Print what happened as JSON")
}

fn messages(command: Command) -> Command {
    let command = command.subcommand_value_name("MESSAGE");
    let command = chosen::messages(command, Door::Execute, common);
    chosen::hooks(command, common)
}

fn common(command: Command) -> Command {
    command
        .next_help_heading("Sending")
        .arg(switch(
            "dry-run",
            "Print the message as JSON and stop before anything is signed or asked",
        ))
        .arg(switch("yes", "Send it without asking"))
        .arg(json())
        .arg(
            Arg::new("memo")
                .long("memo")
                .value_name("TEXT")
                .help("A note for explorers"),
        )
}

impl FromArgMatches for Arguments {
    fn from_arg_matches(matches: &ArgMatches) -> Result<Self, Error> {
        if let Some((RESULT, own)) = matches.subcommand() {
            let hash = own.get_one::<String>("hash").cloned().unwrap_or_default();
            return Self::of(Task::Result { hash }, own);
        }
        let (chosen, own) = Chosen::read(matches, Door::Execute)?;
        let sending = Sending {
            chosen,
            dry_run: own.get_flag("dry-run"),
            yes: own.get_flag("yes"),
            memo: own.get_one::<String>("memo").cloned().unwrap_or_default(),
        };
        Self::of(Task::Send(Box::new(sending)), own)
    }

    fn update_from_arg_matches(&mut self, matches: &ArgMatches) -> Result<(), Error> {
        *self = Self::from_arg_matches(matches)?;
        Ok(())
    }
}

impl Arguments {
    fn of(task: Task, own: &ArgMatches) -> Result<Self, Error> {
        Ok(Self {
            task,
            connection: Connection::from_arg_matches(own)?,
            json: own.get_flag("json"),
        })
    }
}

//! A message that was chosen on the command line: the commands for all of them, what was typed, and
//! what it comes to.

use clap::error::ErrorKind;
use clap::{Arg, ArgAction, ArgMatches, Command, Error};
use cosmwasm_std::{Binary, Coin};
use serde::Serialize;
use serde_json::{json, Value};

use super::contracts::{self, Contract, Door};
use super::example;
use super::fault::{BadMessage, Fault, Misplaced};
use super::flags::{self, first_sentence};
use super::funds;
use super::names::Names;
use super::polls;
use super::settle::{self, settle};
use super::shape::Message;
use super::unpaid;
use super::values::parsed;

const WHOLE: &str = "whole message";
const AT: &str = "at";
const PAY: &str = "pay";
const FUNDS: &str = "funds";
const HOOK: &str = "hook";

/// What was typed.
#[derive(Clone, Debug)]
pub struct Chosen {
    /// Whom it is for.
    pub contract: &'static Contract,
    /// How it gets there.
    pub door: Door,
    /// What it is.
    pub message: Message,
    at: Option<String>,
    pay: Option<String>,
    funds: Vec<String>,
    whole: Option<String>,
    fields: Option<Value>,
}

/// What it comes to.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Settled {
    /// The contract that it is for.
    pub contract: String,
    /// The contract that it is sent to: the token if it goes with a payment.
    pub to: String,
    /// The contract's own message.
    #[serde(skip)]
    pub own: Value,
    /// What is sent.
    pub msg: Value,
    /// The coins that go with it.
    pub coins: Vec<Coin>,
    /// What bare amounts in it are of, by denom or address, where that is one asset.
    #[serde(skip)]
    pub counted: Option<String>,
    /// The names of the codes that it comes to, the first one first.
    #[serde(skip)]
    pub called: Vec<&'static str>,
}

/// A command with one for every contract below it; `messages` adds those of one, which is called by its
/// role.
pub fn contracts(command: Command, messages: fn(Command) -> Command) -> Command {
    let contracts = contracts::ALL.iter().map(|contract| {
        let command = Command::new(contract.role)
            .about(contract.about)
            .defer(messages);
        let command = command
            .subcommand_required(true)
            .arg_required_else_help(true);
        if contract.role.contains('_') {
            return command.alias(contract.role.replace('_', "-"));
        }
        command
    });
    command
        .subcommand_required(true)
        .arg_required_else_help(true)
        .subcommand_value_name("CONTRACT")
        .subcommands(contracts)
}

/// A flag without a value.
pub fn switch(name: &'static str, help: &'static str) -> Arg {
    let switch = Arg::new(name).long(name).action(ArgAction::SetTrue);
    switch.help(help)
}

/// The commands of a contract's messages that go through a door; `common` adds what all of them have.
pub fn messages(command: Command, door: Door, common: fn(Command) -> Command) -> Command {
    let Some(contract) = contracts::of_role(command.get_name()) else {
        return command;
    };
    of_door(command, contract, door, common)
}

/// The command `hook` with the messages that go with a payment, if the contract takes such.
pub fn hooks(command: Command, common: fn(Command) -> Command) -> Command {
    let Some(contract) = contracts::of_role(command.get_name()).filter(|one| one.has_hooks())
    else {
        return command;
    };
    let hook = Command::new(HOOK)
        .about("Pay tokens to the contract, with a message that says what for")
        .subcommand_value_name("MESSAGE")
        .subcommand_required(true)
        .arg_required_else_help(true);
    let command = unpaid::commands(command, contract);
    command.subcommand(of_door(hook, contract, Door::Hook, common))
}

fn of_door(
    command: Command,
    contract: &'static Contract,
    door: Door,
    common: fn(Command) -> Command,
) -> Command {
    let messages = contract.messages(door).into_iter().map(|message| {
        let example = example::command(contract, door, &message);
        let mut sub = Command::new(message.name.clone())
            .about(first_sentence(&message.doc).to_string())
            .long_about(paragraphs(&message.doc))
            .after_help(format!("Example:\n  {example}"));
        if message.name.contains('_') {
            sub = sub.alias(message.name.replace('_', "-"));
        }
        let with_fields = flags::add(sub.next_help_heading("Fields"), &message, WHOLE);
        common(own_flags(with_fields, contract, door))
    });
    command.subcommands(messages)
}

fn own_flags(mut command: Command, contract: &Contract, door: Door) -> Command {
    let at = match contract.role {
        "pair" => "The pair: the symbol of its asset, or its address",
        "token" => "The token: its symbol or its address",
        _ => "The contract's address, if it is not the deployment's",
    };
    command = command
        .next_help_heading("Message")
        .arg(Arg::new(AT).long(AT).value_name("CONTRACT").help(at))
        .arg(
            Arg::new(WHOLE)
                .long("msg")
                .value_name("JSON")
                .help("The whole message as JSON, or @FILE, instead of flags for its fields"),
        );
    match door {
        Door::Query => command,
        Door::Hook => command.arg(
            Arg::new(PAY)
                .long(PAY)
                .required(true)
                .value_name("AMOUNT+TOKEN")
                .help("What is paid, as 2.5mAAPL"),
        ),
        Door::Execute => command.arg(
            Arg::new(FUNDS)
                .long(FUNDS)
                .value_name("AMOUNT+COIN")
                .action(ArgAction::Append)
                .help("Coins to send with it, as 100uusd, instead of those that its fields name"),
        ),
    }
}

/// A documentation with what it says of the sender, of payments and of events on lines of their own.
fn paragraphs(doc: &str) -> String {
    let mut text = doc.to_string();
    for word in ["Sender:", "Funds:", "Token:", "Emits:"] {
        text = text.replace(&format!(" {word}"), &format!("\n{word}"));
    }
    text
}

impl Chosen {
    /// What was typed, from the matches of the command above the contracts' ones; with the matches of
    /// the message itself.
    pub fn read(matches: &ArgMatches, door: Door) -> Result<(Self, &ArgMatches), Error> {
        if let Some(error) = unpaid::told(matches).filter(|_| door == Door::Execute) {
            return Err(error);
        }
        // The commands are made from the same messages, so every one of them is found.
        Self::find(matches, door).ok_or_else(|| Error::new(ErrorKind::MissingSubcommand))
    }

    fn find(matches: &ArgMatches, door: Door) -> Option<(Self, &ArgMatches)> {
        let (role, matches) = matches.subcommand()?;
        let contract = contracts::of_role(role)?;
        let (name, inner) = matches.subcommand()?;
        let (door, name, inner) = match inner.subcommand().filter(|_| name == HOOK) {
            Some((name, inner)) => (Door::Hook, name, inner),
            None => (door, name, inner),
        };
        let message = contract.message(door, name)?;
        let text = |id: &str| inner.try_get_one::<String>(id).ok().flatten().cloned();
        let many = inner.try_get_many::<String>(FUNDS).ok().flatten();
        let fields = flags::has_any(&message, inner).then(|| flags::typed(&message, inner));
        let chosen = Self {
            contract,
            door,
            at: text(AT),
            pay: text(PAY),
            funds: many.into_iter().flatten().cloned().collect(),
            whole: text(WHOLE),
            fields,
            message,
        };
        Some((chosen, inner))
    }

    /// Whether the account that signs is named as `me`.
    pub fn mentions_me(&self) -> bool {
        let fields = self.fields.iter().map(Value::to_string);
        let texts = fields.chain(self.whole.clone());
        texts.into_iter().any(|text| text.contains("\"me\""))
    }

    /// What it comes to, or all that is wrong with it.
    pub fn settle(&self, names: &Names) -> Result<Settled, BadMessage> {
        let contract = self.address(names).map_err(|fault| vec![fault.at("--at")]);
        let own = self.own(names, contract.as_deref().unwrap_or_default());
        let (contract, own) = match (contract, own) {
            (Ok(contract), Ok(own)) => (contract, own),
            (contract, own) => {
                let faults = [contract.err(), own.err()].into_iter().flatten();
                return Err(self.bad(faults.flatten().collect()));
            }
        };
        let own = if self.contract.role == "gov" {
            polls::of_its_kind(own)
        } else {
            own
        };
        let body = own.get(&self.message.name).cloned().unwrap_or_default();
        let counted = settle::counted(
            (self.contract.role, &self.message.name, &body),
            &contract,
            names,
        );
        match self.door {
            Door::Hook => self.paid(contract, own, counted, names),
            Door::Execute | Door::Query => {
                let coins = self.coins(&body, names)?;
                Ok(Settled {
                    to: contract.clone(),
                    contract,
                    msg: own.clone(),
                    own,
                    coins,
                    counted,
                    called: vec![self.contract.name],
                })
            }
        }
    }

    /// The contract's own message; an unknown address is told apart.
    fn own(&self, names: &Names, address: &str) -> Result<Value, Vec<Misplaced>> {
        let typed = self.typed().map_err(|fault| vec![fault.at("--msg")])?;
        settle(&self.message, &typed, names, self.contract.role, address)
    }

    fn paid(
        &self,
        contract: String,
        own: Value,
        counted: Option<String>,
        names: &Names,
    ) -> Result<Settled, BadMessage> {
        let pay = self.pay.as_deref().unwrap_or_default();
        let bad = |fault: Fault| self.bad(vec![fault.at("--pay")]);
        let asset = names.asset(pay).map_err(bad)?;
        if asset.info.is_native_token() {
            let wanted = "a token; a coin goes with the message of the same name without `hook`";
            return Err(bad(Fault::not_a(&pay, wanted)));
        }
        let msg = Binary::from(own.to_string().as_bytes());
        let send = json!({ "contract": contract, "amount": asset.amount, "msg": msg });
        Ok(Settled {
            contract,
            to: asset.info.id().to_string(),
            own,
            msg: json!({ "send": send }),
            coins: vec![],
            counted,
            called: vec!["terraswap-token", self.contract.name],
        })
    }

    fn address(&self, names: &Names) -> Result<String, Fault> {
        match (&self.at, self.contract.role) {
            (Some(at), "pair") => match names.pair(at) {
                Ok(pair) => Ok(pair.to_string()),
                Err(_) => names.address(at),
            },
            (Some(at), _) => names.address(at),
            (None, role) => match names.role(role) {
                Some(address) => Ok(address.to_string()),
                None => Err(Fault::Missing {
                    wanted: format!("the address of the {}", role.replace('_', " ")),
                }),
            },
        }
    }

    fn typed(&self) -> Result<Value, Fault> {
        match (&self.whole, &self.fields) {
            (Some(_), Some(_)) => Err(Fault::WholeAndFields),
            (None, fields) => Ok(fields.clone().unwrap_or_else(|| json!({}))),
            (Some(text), None) => {
                let text = match text.strip_prefix('@') {
                    Some(path) => {
                        std::fs::read_to_string(path).map_err(|error| Fault::Unreadable {
                            path: path.to_string(),
                            reason: error.to_string(),
                        })?
                    }
                    None => text.clone(),
                };
                let whole = parsed(&text)?;
                Ok(settle::unwrapped(&self.message, &whole).clone())
            }
        }
    }

    fn coins(&self, body: &Value, names: &Names) -> Result<Vec<Coin>, BadMessage> {
        let bad = |fault: Fault| self.bad(vec![fault.at("--funds")]);
        if self.funds.is_empty() {
            if let Some(token) = self.paid_by_hook(body) {
                let asset = names.name_of(&token);
                let command = format!(
                    "mirror tx {} hook {}",
                    self.contract.role, self.message.name
                );
                return Err(self.bad(vec![Fault::TokenByHook { asset, command }.at("")]));
            }
            return funds::of(&self.message, body).map_err(bad);
        }
        let mut coins = Vec::new();
        for text in &self.funds {
            let coin = names.coin(text).map_err(bad)?;
            coins.push(coin);
        }
        coins.sort_by(|one: &Coin, other| one.denom.cmp(&other.denom));
        Ok(coins)
    }

    /// The token among what is paid, if the contract takes tokens by the hook of the same name.
    fn paid_by_hook(&self, body: &Value) -> Option<String> {
        self.contract.message(Door::Hook, &self.message.name)?;
        funds::token_paid(&self.message, body)
    }

    fn bad(&self, faults: Vec<Misplaced>) -> BadMessage {
        let verb = if self.door == Door::Query {
            "query"
        } else {
            "tx"
        };
        let hook = if self.door == Door::Hook { "hook " } else { "" };
        let (role, name) = (self.contract.role, &self.message.name);
        let what = match self.door {
            Door::Query => "the question can not be asked",
            Door::Execute | Door::Hook => "the message can not be sent",
        };
        BadMessage {
            what,
            faults,
            help: format!("mirror {verb} {role} {hook}{name} --help"),
        }
    }
}

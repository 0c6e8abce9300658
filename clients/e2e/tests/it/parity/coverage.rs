//! What a message is called, and which kinds of messages the script has sent.

use std::collections::{BTreeMap, BTreeSet};

use mirror_deploy::Transaction;
use mirror_testing::catalogue::{Door, Role, Scene};
use serde_json::Value;

use super::names::Names;
use super::sent::Sent;

/// A kind of message: the contract, the name of the message, and whether it comes with a payment.
type Kind = (Role, String, bool);

/// The kinds that were sent, and whether one was accepted.
#[derive(Default)]
pub(super) struct Kinds(BTreeMap<Kind, bool>);

/// What no account sends, but a contract in the course of something that is accepted.
const WITHIN: &str = "only another contract sends it, or it itself, within a message of the script";
/// What a token reports.
const REPORTED: &str =
    "only a token sends it, with a payment, and the payment is a message of the script";
/// What was sent before the script begins.
const BORN: &str = "the deployment sends it, which is compared, too";
/// What a token of the protocol has nobody for.
const NOBODY: &str = "no token of the protocol has an account that may";

/// Kinds that no message of the script's is accepted as, and why.
const NEVER_ACCEPTED: [(Role, &str, &str); 29] = [
    (
        Role::Mint,
        "accept_collateral",
        "an asset waits for days or is accepted at once",
    ),
    (Role::Mint, "announce_delisting", WITHIN),
    (Role::Mint, "receive", REPORTED),
    (Role::Mint, "register_asset", WITHIN),
    (Role::Mint, "register_migration", WITHIN),
    (Role::Lock, "lock_position_funds_hook", WITHIN),
    (Role::Lock, "release_position_funds", WITHIN),
    (Role::Staking, "auto_stake_hook", WITHIN),
    (Role::Staking, "decrease_short_token", WITHIN),
    (
        Role::Staking,
        "deprecate_staking_token",
        "no asset of the script has a second LP token",
    ),
    (Role::Staking, "increase_short_token", WITHIN),
    (Role::Staking, "receive", REPORTED),
    (Role::Staking, "register_asset", WITHIN),
    (
        Role::Factory,
        "execute_delisting",
        "its notice is a day at least",
    ),
    (Role::Factory, "post_initialize", BORN),
    (Role::Factory, "start_release", BORN),
    (Role::Gov, "execute_messages", WITHIN),
    (Role::Gov, "receive", REPORTED),
    (Role::Collector, "luna_swap_hook", WITHIN),
    (Role::AdminManager, "authorize_claim", WITHIN),
    (Role::AdminManager, "execute_migrations", WITHIN),
    (Role::Pair, "receive", REPORTED),
    (
        Role::SwapFactory,
        "migrate_pair",
        "it takes code of a later version",
    ),
    (Role::Router, "execute_swap_operation", WITHIN),
    (Role::Router, "receive", REPORTED),
    (Role::Token, "mint", WITHIN),
    (Role::Token, "update_marketing", NOBODY),
    (
        Role::Token,
        "update_minter",
        "the contract that is the minter of a token never gives that up",
    ),
    (Role::Token, "upload_logo", NOBODY),
];

impl Kinds {
    /// Note a message, and what it carries to another contract.
    pub(super) fn note(&mut self, names: &Names, sent: &Sent, msg: Option<&Value>, accepted: bool) {
        let Some(msg) = msg else { return };
        let to = names.at(&sent.to);
        self.note_one(names, to, msg, false, accepted);
        let Some((_, fields)) = variant(msg) else {
            return;
        };
        let (contract, is_hook) = match (&fields["contract"], &fields["contract_addr"]) {
            (Value::String(contract), _) => (contract, true),
            (_, Value::String(contract)) => (contract, false),
            _ => return,
        };
        if let Some(inner) = decoded(&fields["msg"]) {
            self.note_one(names, contract, &inner, is_hook, accepted);
        }
    }

    fn note_one(&mut self, names: &Names, to: &str, msg: &Value, is_hook: bool, accepted: bool) {
        let Some(role) = names.role(to) else { return };
        let Some((name, _)) = variant(msg) else {
            return;
        };
        let kind = (role, name.to_string(), is_hook);
        *self.0.entry(kind).or_default() |= accepted;
    }

    /// Every kind of the catalogue was sent and was accepted at least once, but those that never are.
    pub(super) fn conclude(&self) {
        let scene = Scene::of("nobody", "uusd");
        let all = Role::ALL
            .into_iter()
            .flat_map(|role| scene.messages_of(role));
        let all: BTreeSet<Kind> = all
            .map(|sample| {
                let is_hook = sample.door != Door::Execute;
                (sample.contract, sample.variant.to_string(), is_hook)
            })
            .collect();
        let number = all.len();
        let accepted = all.iter().filter(|kind| self.0.get(kind) == Some(&true));
        let accepted: BTreeSet<&Kind> = accepted.collect();
        eprintln!(
            "{} of {number} kinds of messages were accepted",
            accepted.len()
        );
        let unsent: Vec<&Kind> = all
            .iter()
            .filter(|kind| !self.0.contains_key(kind))
            .collect();
        assert!(unsent.is_empty(), "never sent: {unsent:?}");
        let is_never = |(role, name, _): &Kind| {
            let mut never = NEVER_ACCEPTED.iter();
            never.any(|(of, kind, _)| of == role && kind == name)
        };
        let open: Vec<&Kind> = all
            .iter()
            .filter(|kind| accepted.contains(kind) == is_never(kind))
            .collect();
        assert!(
            open.is_empty(),
            "accepted or not, against the table: {open:?}"
        );
    }
}

/// What a message of the script is called.
pub(super) fn label(sent: &Sent, msg: Option<&Value>) -> String {
    let Sent { who, to, .. } = sent;
    let Some((name, fields)) = msg.and_then(variant) else {
        return format!("{who} pays {to}");
    };
    let inner = decoded(&fields["msg"]);
    match inner.as_ref().and_then(variant) {
        Some((inner, _)) => format!("{who} to {to}: {name} with {inner}"),
        None => format!("{who} to {to}: {name}"),
    }
}

/// What a transaction of a deployment is called.
pub(super) fn label_of(transaction: &Transaction) -> String {
    match transaction {
        Transaction::Store { artifact } => format!("store {}", artifact.name()),
        Transaction::Instantiate { label, .. } => format!("make {label}"),
        Transaction::Execute { contract, msg, .. } => {
            let msg = serde_json::from_slice(msg).unwrap_or(Value::Null);
            let name = variant(&msg).map_or("nothing", |(name, _)| name);
            format!("the deployment to {contract}: {name}")
        }
        Transaction::SetAdmin { contract, admin } => format!("{admin} may migrate {contract}"),
        Transaction::Send { recipient, .. } => format!("the deployment pays {recipient}"),
    }
}

/// The name of a message, and its fields.
fn variant(msg: &Value) -> Option<(&str, &Value)> {
    let (name, fields) = msg.as_object()?.iter().next()?;
    Some((name, fields))
}

/// A message in base64.
fn decoded(text: &Value) -> Option<Value> {
    let bytes = cosmwasm_std::Binary::from_base64(text.as_str()?).ok()?;
    serde_json::from_slice(&bytes).ok()
}

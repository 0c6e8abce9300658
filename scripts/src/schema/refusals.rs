//! Every refusal of every contract, read from the enums of their errors.
//!
//! A chain hands on a refusal as text. From this table a program finds out again which refusal it was,
//! so that nobody keeps a list of texts by hand.

use std::collections::BTreeMap;

use serde::Serialize;

use super::templates::{self, Template};
use crate::{
    errors::{Definition, Sources},
    workspace::Workspace,
    Error,
};

/// The name of the enum that each contract refuses with.
const OF_A_CONTRACT: &str = "ContractError";

/// What can be done about refusals of libraries, which say nothing of it themselves.
const ADVICE: [(&str, &str, &str); 10] = [
    ("cosmwasm_std::OverflowError", "overflow_error", TOO_MUCH),
    ("cosmwasm_std::StdError", "overflow", TOO_MUCH),
    (
        "cosmwasm_std::StdError",
        "not_found",
        "Look whether what is named exists.",
    ),
    (
        "cosmwasm_std::StdError",
        "parse_err",
        "The contract can not read the message: see its fields.",
    ),
    (
        "cw20_base::ContractError",
        "cannot_exceed_cap",
        "Mint less: the token's supply has a limit.",
    ),
    (
        "cw20_base::ContractError",
        "expired",
        "Ask the owner of the tokens for a new allowance.",
    ),
    (
        "cw20_base::ContractError",
        "no_allowance",
        "Let their owner send increase_allowance to the token first.",
    ),
    (
        "cw20_base::ContractError",
        "unauthorized",
        "Only the token's minter, or whom it names, may do this.",
    ),
    ("mirror_math::MathError", "overflow", TOO_MUCH),
    ("mirror_math::MathError", "underflow", TOO_MUCH),
];

const TOO_MUCH: &str = "Name a smaller amount: there is less of it, or the result does not fit.";

/// The whole table.
#[derive(Serialize, Default)]
pub(super) struct Table {
    /// By the contract's name, as its schema has it.
    contracts: BTreeMap<String, OfContract>,
    /// By the path of the error that contracts hand on.
    inherited: BTreeMap<String, Vec<Refusal>>,
}

/// What one contract refuses with.
#[derive(Serialize, Default)]
struct OfContract {
    /// Its own refusals.
    own: Vec<Refusal>,
    /// The errors that it hands on, by their paths.
    inherits: Vec<String>,
}

/// One variant of an error.
#[derive(Serialize)]
struct Refusal {
    /// The variant in snake case.
    kind: String,
    /// What is printed, with a name in braces for each value.
    text: String,
    /// What can be done about it, by the variant's documentation.
    #[serde(skip_serializing_if = "String::is_empty")]
    advice: String,
}

/// Reads the sources of all contracts and of the errors that they hand on.
pub(super) fn table(workspace: &Workspace) -> Result<Table, Error> {
    let sources = Sources::of(workspace)?;
    let mut table = Table::default();
    for contract in &workspace.contracts {
        let path = format!("{}::{OF_A_CONTRACT}", contract.package.replace('-', "_"));
        let (own, mut waiting) = read(&sources.definition(&path)?);
        let mut inherits = Vec::new();
        while let Some(path) = waiting.pop() {
            if inherits.contains(&path) {
                continue;
            }
            let (mut refusals, further) = read(&sources.definition(&path)?);
            advise(&path, &mut refusals)?;
            table.inherited.insert(path.clone(), refusals);
            inherits.push(path);
            waiting.extend(further);
        }
        inherits.sort();
        let of_contract = OfContract { own, inherits };
        table
            .contracts
            .insert(contract.package.clone(), of_contract);
    }
    Ok(table)
}

/// Adds what a library does not say.
fn advise(path: &str, refusals: &mut [Refusal]) -> Result<(), Error> {
    for (_, kind, advice) in ADVICE.iter().filter(|(of, _, _)| *of == path) {
        let refusal = refusals.iter_mut().find(|refusal| refusal.kind == *kind);
        let missing = || Error::NoSuchError {
            path: format!("{path}::{kind}"),
        };
        (*advice).clone_into(&mut refusal.ok_or_else(missing)?.advice);
    }
    Ok(())
}

/// The refusals of an error, and the paths of those that it hands on.
fn read(definition: &Definition) -> (Vec<Refusal>, Vec<String>) {
    let mut own = Vec::new();
    let mut handed_on = Vec::new();
    for variant in definition.variants() {
        match templates::of(&variant.attributes) {
            Some(Template::Text(text)) if text != "{0}" => own.push(Refusal {
                kind: templates::snake_case(&variant.name),
                text,
                advice: templates::documentation(&variant.attributes),
            }),
            Some(_) => handed_on.extend(variant.first_type),
            None => {}
        }
    }
    (own, handed_on)
}

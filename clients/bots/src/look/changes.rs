//! What blocks changed, by what the contracts told in them.

use std::collections::{BTreeMap, BTreeSet};

use cosmwasm_std::Uint128;
use mirror_chain::deployment::DeploymentFile;
use mirror_chain::{BlockResults, Event, Included};

/// What happened in some blocks, as far as a look from block to block needs it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Changes {
    /// The positions that mint or the lock told of.
    pub positions: BTreeSet<u128>,
    /// The limit orders that were told of.
    pub orders: BTreeSet<u64>,
    /// Who was paid by the lock.
    pub paid_by_lock: BTreeSet<String>,
    /// How much was minted of each token by those who may: of an mAsset what mint told of opening and
    /// minting, of MIR what its token told of minting for the factory's release.
    pub minted: BTreeMap<String, Uint128>,
    /// Contracts of the protocol that got other code, with the code's number.
    pub codes: Vec<(String, u64)>,
    /// Positions that are another without anybody telling of it, as a sample found.
    pub silent: BTreeSet<u128>,
}

impl Changes {
    /// Adds what happened in a block.
    pub fn add(&mut self, results: &BlockResults, file: &DeploymentFile) {
        let done = results.transactions.iter();
        for transaction in done.filter(|transaction| transaction.is_success()) {
            self.add_transaction(transaction, file);
        }
    }

    /// Whether a contract got other code.
    pub fn has_new_code(&self, contract: &str) -> bool {
        self.codes.iter().any(|(changed, _)| changed == contract)
    }

    fn add_transaction(&mut self, transaction: &Included, file: &DeploymentFile) {
        let of = &file.protocol.contracts;
        let by = |event: &Event, contract: &str| is_by(event, contract);
        for event in transaction.wasm() {
            if by(event, &of.mint) || by(event, &of.lock) {
                let idx = event.value("position_idx");
                self.positions
                    .extend(idx.and_then(|idx| idx.parse::<u128>().ok()));
            }
            if by(event, &of.limit_order) {
                let id = event.value("order_id");
                self.orders.extend(id.and_then(|id| id.parse::<u64>().ok()));
            }
            if by(event, &of.mint) {
                if let Some((amount, token)) = event.value("mint_amount").and_then(split) {
                    self.mint(token, amount);
                }
            }
        }
        self.add_release(transaction, file);
        for event in &transaction.events {
            self.add_other(event, &of.lock, file);
        }
    }

    /// MIR that its token minted for the factory while that released it.
    fn add_release(&mut self, transaction: &Included, file: &DeploymentFile) {
        let (mir, factory) = (
            &file.protocol.mirror_token,
            &file.protocol.contracts.factory,
        );
        let is_release =
            |event: &Event| is_by(event, factory) && event.value("action") == Some("distribute");
        if !transaction.wasm().any(is_release) {
            return;
        }
        let mints = transaction.wasm().filter(|event| {
            is_by(event, mir)
                && event.value("action") == Some("mint")
                && event.value("to") == Some(factory)
        });
        let amounts = mints.filter_map(|event| event.value("amount")?.parse().ok());
        for amount in amounts {
            self.mint(mir, amount);
        }
    }

    fn add_other(&mut self, event: &Event, lock: &str, file: &DeploymentFile) {
        match event.kind.as_str() {
            "transfer" if event.value("sender") == Some(lock) => {
                self.paid_by_lock
                    .extend(event.value("recipient").map(str::to_string));
            }
            "migrate" => {
                let contract = event.value("_contract_address").unwrap_or_default();
                let code = event.value("code_id").and_then(|code| code.parse().ok());
                if is_ours(contract, file) {
                    self.codes
                        .push((contract.to_string(), code.unwrap_or_default()));
                }
            }
            _ => {}
        }
    }

    fn mint(&mut self, token: &str, amount: Uint128) {
        let sum = self.minted.entry(token.to_string()).or_default();
        *sum = sum.saturating_add(amount);
    }
}

fn is_by(event: &Event, contract: &str) -> bool {
    event.value("_contract_address") == Some(contract)
}

/// An amount with its token behind it.
fn split(text: &str) -> Option<(Uint128, &str)> {
    let end = text.find(|letter: char| !letter.is_ascii_digit())?;
    let (amount, token) = text.split_at_checked(end)?;
    Some((amount.parse().ok()?, token))
}

/// Whether a contract is one that the deployment file names.
fn is_ours(contract: &str, file: &DeploymentFile) -> bool {
    let protocol = &file.protocol;
    let roles = serde_json::to_value(&protocol.contracts).unwrap_or_default();
    let mut roles = roles
        .as_object()
        .into_iter()
        .flat_map(|roles| roles.values());
    let of_mir = [
        &protocol.mirror_token,
        &protocol.mirror_pair,
        &protocol.mirror_lp,
    ];
    roles.any(|address| address == contract)
        || of_mir.into_iter().any(|address| address == contract)
        || protocol.assets.iter().any(|asset| {
            [&asset.token, &asset.pair, &asset.lp_token]
                .into_iter()
                .any(|address| address == contract)
        })
}

#[cfg(test)]
mod tests {
    use super::super::sample;
    use super::*;

    fn event(kind: &str, attributes: &[(&str, &str)]) -> Event {
        let own = |(key, value): &(&str, &str)| (key.to_string(), value.to_string());
        Event {
            kind: kind.to_string(),
            attributes: attributes.iter().map(own).collect(),
        }
    }

    fn of(code: u32, events: Vec<Event>) -> Changes {
        let transaction = Included {
            hash: String::new(),
            height: 7,
            code,
            codespace: String::new(),
            log: String::new(),
            gas_wanted: 0,
            gas_used: 0,
            events,
        };
        let mut changes = Changes::default();
        let results = BlockResults {
            height: 7,
            transactions: vec![transaction],
            events: vec![],
        };
        changes.add(&results, &sample::file());
        changes
    }

    fn opening() -> Event {
        event(
            "wasm",
            &[
                ("_contract_address", "mint"),
                ("action", "open_position"),
                ("position_idx", "7"),
                ("mint_amount", "1500apple"),
            ],
        )
    }

    #[test]
    fn what_mint_tells_is_what_was_minted() {
        let changes = of(0, vec![opening(), opening()]);

        assert_eq!(changes.positions, [7].into());
        assert_eq!(changes.minted["apple"], Uint128::new(3000));
        assert_eq!(of(5, vec![opening()]), Changes::default());
        let mut other = opening();
        other.attributes[0].1 = "somebody".to_string();
        assert_eq!(of(0, vec![other]), Changes::default());
    }

    #[test]
    fn mir_is_minted_for_the_factory_and_only_when_it_releases() {
        let distribute = event(
            "wasm",
            &[("_contract_address", "factory"), ("action", "distribute")],
        );
        let mint = |to| {
            event(
                "wasm",
                &[
                    ("_contract_address", "mir"),
                    ("action", "mint"),
                    ("to", to),
                    ("amount", "5"),
                ],
            )
        };

        let released = of(0, vec![distribute.clone(), mint("factory"), mint("thief")]);
        assert_eq!(released.minted["mir"], Uint128::new(5));
        assert!(of(0, vec![mint("factory")]).minted.is_empty());
    }

    #[test]
    fn other_code_and_payments_of_the_lock_are_noted() {
        let migrate = |contract| {
            event(
                "migrate",
                &[("code_id", "31"), ("_contract_address", contract)],
            )
        };
        let paid = event(
            "transfer",
            &[
                ("recipient", "carol"),
                ("sender", "lock"),
                ("amount", "5uusd"),
            ],
        );

        let changes = of(0, vec![migrate("lock"), migrate("elsewhere"), paid]);

        assert_eq!(changes.codes, [("lock".to_string(), 31)]);
        assert!(changes.has_new_code("lock") && !changes.has_new_code("mint"));
        assert_eq!(changes.paid_by_lock, ["carol".to_string()].into());
    }
}

//! What counts of a message that any contract may get: who acts on it in the end, and whether it
//! decides which code runs.
//!
//! It is read as generously as can be, so that no contract of the protocol understands more of it
//! than is seen here.

use cosmwasm_std::{from_json, Binary};
use serde::de::IgnoredAny;
use serde::Deserialize;

/// The messages that count, and of their fields those that do. All others may hold anything.
#[derive(Deserialize)]
#[serde(rename_all = "snake_case")]
enum Weighty {
    /// Of the factory: it sends the message on.
    PassCommand { contract_addr: String, msg: Binary },
    /// Of the pair factory.
    MigratePair {},
    /// Of every contract. Who owns the pair factory may give all pairs other code, who owns the
    /// factory says which code new tokens have: to give them away is to give that away.
    UpdateConfig {
        owner: Option<IgnoredAny>,
        token_code_id: Option<IgnoredAny>,
        pair_code_id: Option<IgnoredAny>,
    },
}

/// The same by name alone. A field that is known here and not to whoever gets the message may be in
/// it twice or hold anything there, so that it can not be read here and is understood there.
///
/// And what the admin manager takes from its owner. Gov's present one is no target, but one that gov
/// has replaced may still be the admin of every contract, and is still gov's.
#[derive(Deserialize)]
#[serde(rename_all = "snake_case")]
enum WeightyName {
    PassCommand(IgnoredAny),
    MigratePair(IgnoredAny),
    UpdateConfig(IgnoredAny),
    ExecuteMigrations(IgnoredAny),
    AuthorizeClaim(IgnoredAny),
    UpdateOwner(IgnoredAny),
}

/// Where a message gets to.
#[derive(Debug, Default, PartialEq)]
pub struct Reach {
    /// Who gets it after the contract that it is sent to, one after the other.
    pub passed_to: Vec<String>,
    /// Whether it changes code, or who may.
    pub changes_code: bool,
}

impl Reach {
    pub fn of(msg: &Binary) -> Self {
        let mut reach = Self::default();
        let mut inner = Some(msg.clone());
        // Base64 makes each message longer than the one it holds, so this ends soon.
        while let Some(msg) = inner.take() {
            match from_json(&msg) {
                Ok(Weighty::PassCommand { contract_addr, msg }) => {
                    reach.passed_to.push(contract_addr);
                    inner = Some(msg);
                }
                Ok(Weighty::MigratePair {}) => reach.changes_code = true,
                Ok(Weighty::UpdateConfig {
                    owner,
                    token_code_id,
                    pair_code_id,
                }) => {
                    let fields = [owner, token_code_id, pair_code_id];
                    reach.changes_code = fields.iter().any(Option::is_some);
                }
                Err(_) => reach.changes_code = from_json::<WeightyName>(&msg).is_ok(),
            }
        }
        reach
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(msg: &str) -> Reach {
        Reach::of(&Binary::from(msg.as_bytes()))
    }

    fn passed(contract: &str, msg: &str) -> String {
        let msg = Binary::from(msg.as_bytes()).to_base64();
        format!(r#"{{"pass_command":{{"contract_addr":"{contract}","msg":"{msg}"}}}}"#)
    }

    const CHANGES: [&str; 14] = [
        r#"{"migrate_pair":{"contract":"pair","code_id":7}}"#,
        r#"{"migrate_pair":{}}"#,
        r#" { "migrat\u0065_pair" : { "contract" : "pair" , "new" : [ { } ] } } "#,
        r#"{"update_config":{"token_code_id":7}}"#,
        r#"{"update_config":{"pair_code_id":7,"owner":null}}"#,
        r#"{"update_config":{"distribution_schedule":[],"token\u005fcode_id":0}}"#,
        r#"{"update_config":{"owner":"somebody"}}"#,
        r#"{"update_config":{"owner":["no","address"]}}"#,
        // The factory knows no pair_code_id and ignores both, mint no pair_code_id either.
        r#"{"update_config":{"token_code_id":7,"pair_code_id":1,"pair_code_id":2}}"#,
        r#"{"update_config":{"owner":"thief","pair_code_id":1,"pair_code_id":2}}"#,
        r#"{"update_config":{"owner":"a","owner":"b"}}"#,
        // To an admin manager that gov has replaced.
        r#"{"execute_migrations":{"migrations":[["mint",7,"e30="]]}}"#,
        r#"{"authorize_claim":{"authorized_addr":"thief"}}"#,
        r#"{"update_owner":{"owner":"thief"}}"#,
    ];

    #[test]
    fn what_changes_code_or_who_may_is_seen_also_through_a_factory() {
        for msg in CHANGES {
            let direct = Reach {
                passed_to: vec![],
                changes_code: true,
            };
            assert_eq!(direct, of(msg), "{msg}");

            let twice = passed("first", &passed("second", msg));
            let expected = Reach {
                passed_to: vec!["first".to_string(), "second".to_string()],
                changes_code: true,
            };
            assert_eq!(expected, of(&twice), "{msg}");
        }
    }

    #[test]
    fn what_changes_no_code_is_not_taken_for_it() {
        for msg in [
            r#"{"update_config":{}}"#,
            r#"{"update_config":{"owner":null,"token_code_id":null,"spend_limit":"5"}}"#,
            r#"{"spend":{"recipient":"migrate_pair","amount":"5"}}"#,
            r#"{"Migrate_pair":{}}"#,
            // Nobody understands these either.
            r#"{"migrate_pair":{},"spend":{}}"#,
            r#"{"migrate_pair":{}} "#.trim_end().trim_end_matches('}'),
            r#""migrate_pair""#,
            r#"[{"migrate_pair":{}}]"#,
            "no JSON",
            "",
        ] {
            assert_eq!(Reach::default(), of(msg), "{msg}");
        }
        let passed_to = vec!["mint".to_string()];
        let expected = Reach {
            passed_to,
            changes_code: false,
        };
        assert_eq!(expected, of(&passed("mint", r#"{"update_config":{}}"#)));
    }
}

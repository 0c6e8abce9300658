//! The reach of a message to any contract: which contracts act on it in the end, and whether it
//! decides which code runs.
//!
//! Gov reads such a message more tolerantly than any contract of the protocol, so that no contract
//! finds anything in it that gov has missed.

use cosmwasm_std::Binary;

use crate::message::{self, Command, Fields};

/// Messages that change a contract's code, or say who may change it: the pair factory changes the
/// code of pairs, an admin manager that of all contracts. A poll cannot call gov's present admin
/// manager. But one that gov has replaced may still be the admin of all contracts, with gov as its
/// owner.
const CODE: [&str; 4] = [
    "migrate_pair",
    "execute_migrations",
    "authorize_claim",
    "update_owner",
];

/// The message that configures a contract, and the fields of it that count as a change of code.
const UPDATE_CONFIG: &str = "update_config";
const CONFIG: [&str; 25] = [
    // The owner of the pair factory may change the code of all pairs, the owner of the factory
    // chooses the code of new tokens. So a new owner counts as a change of code.
    "owner",
    "token_code_id",
    "pair_code_id",
    // The contracts that a contract obeys: they say what a price is, who has rights, and where the
    // money goes.
    "oracle",
    "mirror_oracle",
    "anchor_oracle",
    "band_oracle",
    "collateral_oracle",
    "mint_contract",
    "staking",
    "lock",
    "short_reward_contract",
    "collector",
    "distribution_contract",
    "terraswap_factory",
    "mirror_token",
    "mir_ust_pair",
    "aust_token",
    "anchor_market",
    "bluna_token",
    "lunax_token",
    // The limits of the oracle's feeders: without them a new feeder has as much power as another
    // oracle.
    "max_deviation",
    "confirm_seconds",
    "guardian",
    "halt_seconds",
];

/// The oracle's message that registers an asset. An asset's own band overrides the general one.
const REGISTER_ASSET: &str = "register_asset";
const BAND: [&str; 1] = ["max_deviation"];

/// The reach of a message.
#[derive(Debug, Default, PartialEq)]
pub struct Reach {
    /// The contracts that it is passed on to, in order, without the one that it is sent to.
    pub passed_to: Vec<String>,
    /// Whether it changes code, or says who may change code.
    pub changes_code: bool,
}

impl Reach {
    /// The reach of this message.
    pub fn of(msg: &Binary) -> Self {
        let mut reach = Self::default();
        let mut inner = Some(msg.clone());
        // The loop ends soon: a message is longer than the one that it holds in base64.
        while let Some(msg) = inner.take() {
            let Ok(name) = message::name(&msg) else {
                break;
            };
            reach.changes_code = match name.as_str() {
                UPDATE_CONFIG => has_any(&msg, &CONFIG),
                REGISTER_ASSET => has_any(&msg, &BAND),
                "pass_command" => match message::body(&msg) {
                    Ok(Command { contract_addr, msg }) => {
                        reach.passed_to.push(contract_addr);
                        inner = Some(msg);
                        false
                    }
                    Err(_) => true,
                },
                name => CODE.contains(&name),
            };
        }
        reach
    }
}

/// Whether one of these fields is given. A message that cannot be read, for example because a field
/// is there twice, counts as well: a contract that does not know that field skips it and may accept
/// the message.
fn has_any(msg: &[u8], names: &[&str]) -> bool {
    message::body(msg).map_or(true, |Fields(fields)| {
        let mut given = fields.iter().filter(|field| field.is_given);
        given.any(|field| names.contains(&field.name.as_str()))
    })
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

    const CHANGES: [&str; 29] = [
        r#"{"migrate_pair":{"contract":"pair","code_id":7}}"#,
        r#"{"migrate_pair":{}}"#,
        r#" { "migrat\u0065_pair" : { "contract" : "pair" , "new" : [ { } ] } } "#,
        r#"{"update_config":{"token_code_id":7}}"#,
        r#"{"update_config":{"pair_code_id":7,"owner":null}}"#,
        r#"{"update_config":{"distribution_schedule":[],"token\u005fcode_id":0}}"#,
        r#"{"update_config":{"owner":"somebody"}}"#,
        r#"{"update_config":{"owner":["no","address"]}}"#,
        // The factory and mint do not know pair_code_id, so they skip both of them.
        r#"{"update_config":{"token_code_id":7,"pair_code_id":1,"pair_code_id":2}}"#,
        r#"{"update_config":{"owner":"thief","pair_code_id":1,"pair_code_id":2}}"#,
        r#"{"update_config":{"owner":"a","owner":"b"}}"#,
        // A contract that does not know field x skips its value, even one that is no JSON.
        r#"{"update_config":{"owner":"thief","x":nothing}}"#,
        r#"{"update_config":["owner"]}"#,
        // Another contract that is obeyed.
        r#"{"update_config":{"oracle":"thief"}}"#,
        r#"{"update_config":{"spend_limit":"5","mint_contract":"thief"}}"#,
        r#"{"update_config":{"terraswap_factory":"thief"}}"#,
        // The oracle's band or guardian is removed.
        r#"{"update_config":{"max_deviation":"0"}}"#,
        r#"{"update_config":{"guardian":""}}"#,
        r#"{"update_config":{"confirm_seconds":60}}"#,
        r#"{"update_config":{"halt_seconds":60}}"#,
        r#"{"register_asset":{"asset_token":"a","feeder":"thief","max_deviation":"1000"}}"#,
        r#"{"register_asset":{"asset_token":"a","feeder":"thief","max_deviation":"0"}}"#,
        r#"{"register_asset":{"asset_token":"a","feeder":"a","feeder":"b"}}"#,
        r#"{"register_asset":{"asset_token":"a","x":nothing,"max_deviation":"9"}}"#,
        // Commands that cannot be read.
        r#"{"pass_command":{"contract_addr":"a","msg":"e30=","msg":"e30="}}"#,
        r#"{"pass_command":{"contract_addr":"a","msg":"no base64!"}}"#,
        // Messages for an admin manager that gov has replaced.
        r#"{"execute_migrations":{"migrations":[["mint",7,"e30="]]}}"#,
        r#"{"authorize_claim":{"authorized_addr":"thief"}}"#,
        r#"{"update_owner":{"owner":"thief"}}"#,
    ];

    #[test]
    fn a_change_of_code_or_of_rights_is_seen_also_through_a_factory() {
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
    fn other_messages_are_not_taken_for_a_change_of_code() {
        for msg in [
            r#"{"update_config":{}}"#,
            r#"{"update_config":{"owner":null,"token_code_id":null,"spend_limit":"5"}}"#,
            r#"{"update_config":{"oracle":null,"collateral_delay":60}}"#,
            // A new feeder alone does not count, so that a stolen key can be replaced at the lower
            // quorum.
            r#"{"register_asset":{"asset_token":"a","feeder":"b","max_deviation":null}}"#,
            r#"{"register_asset":{"asset_token":"a","feeder":"b","standby":"c"}}"#,
            r#"{"feed_price":{"prices":[["a","1"]],"max_deviation":"1"}}"#,
            r#"{"spend":{"recipient":"migrate_pair","amount":"5"}}"#,
            r#"{"Migrate_pair":{}}"#,
            // No contract accepts these.
            r#"{"migrate_pair":{},"spend":{}}"#,
            r#"{"migrate_pair":{"#,
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

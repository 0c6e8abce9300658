//! What a poll could do harm with: money, code, rights, or what is no daily work.

use std::collections::BTreeSet;

use mirror_protocol::gov::{PollAdminAction, PollExecuteMsg, PollResponse, DEFAULT_POLL_MESSAGES};
use serde_json::Value;

/// What a poll would move.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Danger {
    /// It pays out, mints, or lets somebody take.
    Money,
    /// It gives a contract other code, or somebody the right to.
    Code,
    /// It gives somebody a contract, a price or a role, or changes the rules of polls.
    Rights,
    /// It is none of the messages of daily work.
    Unusual,
}

impl Danger {
    /// What it is called.
    pub(super) fn word(self) -> &'static str {
        match self {
            Self::Money => "money",
            Self::Code => "code",
            Self::Rights => "rights",
            Self::Unusual => "parameters",
        }
    }
}

/// Messages that move money, by their names.
const PAYING: [&str; 10] = [
    "spend",
    "transfer",
    "transfer_from",
    "send",
    "send_from",
    "mint",
    "burn_from",
    "increase_allowance",
    "clawback",
    "update_minter",
];
/// Messages that move code.
const CODING: [&str; 5] = [
    "migrate_pair",
    "execute_migrations",
    "authorize_claim",
    "claim_admin",
    "update_admin",
];
/// Messages that give rights away.
const GIVING: [&str; 4] = [
    "update_owner",
    "register_asset",
    "update_collateral_price_source",
    "use_standby",
];
/// Fields of an `update_config` that are no limit or rate, by what they move.
const FIELDS: [(&str, Danger); 16] = [
    ("owner", Danger::Rights),
    ("admin_manager", Danger::Rights),
    ("guardian", Danger::Rights),
    ("oracle", Danger::Rights),
    ("collateral_oracle", Danger::Rights),
    ("collector", Danger::Rights),
    ("mint_contract", Danger::Rights),
    ("factory_contract", Danger::Rights),
    ("keepers", Danger::Rights),
    ("terraswap_factory", Danger::Rights),
    ("token_code_id", Danger::Code),
    ("pair_code_id", Danger::Code),
    ("spend_limit", Danger::Money),
    ("distribution_schedule", Danger::Money),
    ("mirror_distribution_schedule", Danger::Money),
    ("fixed_distributions", Danger::Money),
];
/// The messages of daily work with the fields that gov takes in a default poll. In a poll of another kind they
/// may have more, and by those they decide more: at what price an asset is redeemed for ever, who feeds it.
const DAILY: [(&str, &[&str]); 9] = [
    ("whitelist", &["name", "symbol", "oracle_feeder", "params"]),
    ("update_weight", &["asset_token", "weight"]),
    ("revoke_asset", &["asset_token"]),
    ("migrate_asset", &["from_token"]),
    (
        "update_asset",
        &["asset_token", "auction_discount", "min_collateral_ratio"],
    ),
    ("cancel_delisting", &["asset_token"]),
    ("spend", &["recipient", "amount"]),
    ("create_pair", &["assets", "asset_infos"]),
    ("distribute", &[]),
];
/// What such a field moves; any other is unusual.
const DECIDING: [(&str, Danger); 2] = [
    ("end_price", Danger::Money),
    ("oracle_feeder", Danger::Rights),
];
/// How deep one message may lie in another.
const DEPTH: usize = 4;

/// What a poll would move; nothing where it is daily work that the contracts themselves bound, or only a
/// text. What is not known to be harmless counts as unusual.
pub(super) fn of(poll: &PollResponse) -> BTreeSet<Danger> {
    let mut found = BTreeSet::new();
    match &poll.admin_action {
        None => {}
        Some(PollAdminAction::UpdateOwner { .. } | PollAdminAction::UpdateConfig(_)) => {
            found.insert(Danger::Rights);
        }
        Some(
            PollAdminAction::ExecuteMigrations { .. } | PollAdminAction::AuthorizeClaim { .. },
        ) => {
            found.insert(Danger::Code);
        }
        Some(PollAdminAction::Execute { msgs }) => {
            for message in msgs {
                found.extend(of_message(&message.msg, DEPTH, of_more));
            }
        }
    }
    let message = poll.execute_data.as_ref();
    found.extend(
        message
            .into_iter()
            .flat_map(|message: &PollExecuteMsg| of_message(&message.msg, DEPTH, of_listed)),
    );
    found
}

/// Judges the fields of a message of daily work, by its name.
type JudgeDaily = fn(&str, &Value) -> BTreeSet<Danger>;

/// In a default poll: gov has judged the fields.
fn of_listed(_: &str, _: &Value) -> BTreeSet<Danger> {
    BTreeSet::new()
}

/// In a poll of another kind: by the fields that no default poll may have.
fn of_more(name: &str, body: &Value) -> BTreeSet<Danger> {
    let daily = DAILY.iter().find(|(daily, _)| *daily == name);
    let fields = daily.map_or(&[][..], |(_, fields)| fields);
    let given = body.as_object().into_iter().flatten();
    let more = given.filter(|(field, value)| !value.is_null() && !fields.contains(&field.as_str()));
    let moved = more.map(|(field, _)| {
        let known = DECIDING.iter().find(|(deciding, _)| deciding == field);
        known.map_or(Danger::Unusual, |(_, danger)| *danger)
    });
    moved.collect()
}

fn of_message(message: &[u8], depth: usize, daily: JudgeDaily) -> BTreeSet<Danger> {
    let unusual = || [Danger::Unusual].into();
    let Ok(Value::Object(object)) = serde_json::from_slice::<Value>(message) else {
        return unusual();
    };
    let Some((name, body)) = object.iter().next().filter(|_| object.len() == 1) else {
        return unusual();
    };
    match name.as_str() {
        "pass_command" => inner(body.get("msg"), depth, daily),
        // What a hook carries comes on top of the payment.
        name if PAYING.contains(&name) => [Danger::Money].into(),
        name if CODING.contains(&name) => [Danger::Code].into(),
        name if GIVING.contains(&name) => [Danger::Rights].into(),
        "update_config" => of_fields(body),
        name if DEFAULT_POLL_MESSAGES.contains(&name) => daily(name, body),
        _ => unusual(),
    }
}

/// A message inside of another one, as base64 of its JSON.
fn inner(message: Option<&Value>, depth: usize, daily: JudgeDaily) -> BTreeSet<Danger> {
    let message = message.cloned().unwrap_or_default();
    let message = serde_json::from_value::<cosmwasm_std::Binary>(message);
    match (message, depth.checked_sub(1)) {
        (Ok(message), Some(depth)) => of_message(&message, depth, daily),
        _ => [Danger::Unusual].into(),
    }
}

fn of_fields(body: &Value) -> BTreeSet<Danger> {
    let fields = body.as_object().into_iter().flatten();
    let set = fields.filter(|(_, value)| !value.is_null());
    let moved = set.map(|(name, _)| {
        let known = FIELDS.iter().find(|(field, _)| field == name);
        known.map_or(Danger::Unusual, |(_, danger)| *danger)
    });
    moved.collect()
}

#[cfg(test)]
pub(super) mod tests {
    use cosmwasm_std::Binary;
    use serde_json::{from_value, json};

    use super::*;

    /// A poll in progress from 1,000,000 to 1,000,900 with this action.
    pub(crate) fn poll(action: Value) -> PollResponse {
        let mut poll = json!({
            "id": 7, "creator": "mallory", "status": "in_progress", "end_time": 1_000_900,
            "title": "Better rewards for all", "description": "", "link": null,
            "deposit_amount": "0", "execute_data": null, "yes_votes": "5000000",
            "no_votes": "0", "abstain_votes": "0", "total_balance_at_end_poll": null,
            "voters_reward": "0", "staked_amount": null, "admin_action": null,
            "start_time": 1_000_000, "effective_time": 1_001_000, "expiration_time": 1_002_000,
            "quorum": "0.1", "threshold": "0.5",
        });
        let fields = action.as_object().unwrap().clone();
        poll.as_object_mut().unwrap().extend(fields);
        from_value(poll).unwrap()
    }

    fn encoded(message: &Value) -> Binary {
        Binary::from(message.to_string().as_bytes())
    }

    /// A poll that sends a message.
    pub(crate) fn sends(contract: &str, message: &Value) -> PollResponse {
        poll(json!({ "execute_data": { "contract": contract, "msg": encoded(message) } }))
    }

    fn found(poll: &PollResponse) -> Vec<Danger> {
        of(poll).into_iter().collect()
    }

    #[test]
    fn what_pays_codes_or_gives_is_found_however_it_is_wrapped() {
        use Danger::{Code, Money, Rights};
        let passed = |message: Value| json!({ "pass_command": { "contract_addr": "mint", "msg": encoded(&message) } });
        let spend = json!({ "spend": { "recipient": "mallory", "amount": "5" } });
        let owner = json!({ "update_config": { "owner": "mallory", "oracle": null } });
        let code = json!({ "update_config": { "token_code_id": 7 } });
        for (message, danger) in [
            (spend.clone(), Money),
            (passed(spend), Money),
            (
                json!({ "send": { "contract": "x", "amount": "5", "msg": "" } }),
                Money,
            ),
            (passed(passed(owner.clone())), Rights),
            (owner, Rights),
            (code, Code),
            (
                json!({ "migrate_pair": { "contract": "pair", "code_id": 7 } }),
                Code,
            ),
            (
                json!({ "register_asset": { "asset_token": "apple", "feeder": "x" } }),
                Rights,
            ),
        ] {
            assert_eq!(found(&sends("factory", &message)), [danger], "{message}");
        }
    }

    #[test]
    fn actions_of_gov_itself_are_found() {
        let action = |action: Value| found(&poll(json!({ "admin_action": action })));
        let migrations = json!([["mint", 7, encoded(&json!({}))]]);
        let msgs = json!([
            { "contract": "community",
              "msg": encoded(&json!({ "spend": { "recipient": "x", "amount": "5" } })) },
            { "contract": "oracle", "msg": encoded(&json!({ "halt": { "asset_tokens": [] } })) },
        ]);

        assert_eq!(
            action(json!({ "execute_migrations": { "migrations": migrations } })),
            [Danger::Code]
        );
        assert_eq!(
            action(json!({ "update_owner": { "owner": "x" } })),
            [Danger::Rights]
        );
        assert_eq!(
            action(json!({ "authorize_claim": { "authorized_addr": "x" } })),
            [Danger::Code]
        );
        assert_eq!(
            action(json!({ "execute": { "msgs": msgs } })),
            [Danger::Money, Danger::Unusual]
        );
    }

    /// Only a poll of another kind may name a price at which an asset is redeemed for ever; it has the name
    /// of daily work.
    #[test]
    fn a_message_of_daily_work_that_decides_more_than_a_default_poll_may_is_found() {
        use Danger::{Money, Rights, Unusual};
        let executes = |message: &Value| {
            let passed =
                json!({ "pass_command": { "contract_addr": "mint", "msg": encoded(message) } });
            [message, &passed].map(|message| {
                let msgs = json!([{ "contract": "factory", "msg": encoded(message) }]);
                found(&poll(
                    json!({ "admin_action": { "execute": { "msgs": msgs } } }),
                ))
            })
        };
        for (message, dangers) in [
            (
                json!({ "revoke_asset": { "asset_token": "apple", "end_price": "9000" } }),
                vec![Money],
            ),
            (
                json!({ "migrate_asset": { "from_token": "apple", "end_price": "1", "oracle_feeder": "x" } }),
                vec![Money, Rights],
            ),
            (
                json!({ "update_asset": { "asset_token": "apple", "debt_cap": "5" } }),
                vec![Unusual],
            ),
            (
                json!({ "revoke_asset": { "asset_token": "apple", "end_price": null } }),
                vec![],
            ),
            (
                json!({ "whitelist": { "name": "a", "symbol": "b", "oracle_feeder": "x", "params": {} } }),
                vec![],
            ),
        ] {
            assert_eq!(executes(&message), [dangers.clone(), dangers], "{message}");
        }
    }

    #[test]
    fn the_fields_of_every_message_of_daily_work_are_known() {
        assert_eq!(DAILY.map(|(name, _)| name), DEFAULT_POLL_MESSAGES);
    }

    #[test]
    fn daily_work_and_texts_are_nothing_and_what_is_not_known_is_unusual() {
        let weight = json!({ "update_weight": { "asset_token": "apple", "weight": 30 } });
        assert!(of(&sends("factory", &weight)).is_empty());
        assert!(of(&poll(json!({}))).is_empty());
        for message in [
            json!("spend"),
            json!({}),
            json!({ "update_weight": {}, "spend": {} }),
            json!({ "pass_command": { "msg": "%" } }),
            json!({ "update_config": { "lockup_period": 5 } }),
        ] {
            assert_eq!(
                found(&sends("factory", &message)),
                [Danger::Unusual],
                "{message}"
            );
        }
    }
}

//! The kind of a poll: gov carries out some messages by a poll under the plain rules, and all others by
//! an `execute` poll. Whoever proposes a message need not know which.

use cosmwasm_std::Binary;
use mirror_protocol::gov::{PollKind, DEFAULT_POLL_MESSAGES};
use serde_json::{json, Value};

/// The poll as gov takes it: what may not go by a default poll goes by an `execute` one.
pub(super) fn of_its_kind(mut own: Value) -> Value {
    let Some(poll) = own.get_mut("create_poll").and_then(Value::as_object_mut) else {
        return own;
    };
    let goes_by_default = match poll.get("execute_msg") {
        Some(sent) => name(sent).is_none_or(|name| DEFAULT_POLL_MESSAGES.contains(&name.as_str())),
        None => true,
    };
    if goes_by_default || poll.contains_key("admin_action") {
        return own;
    }
    if let Some(sent) = poll.remove("execute_msg") {
        let action = json!({ "execute": { "msgs": [sent] } });
        poll.insert("admin_action".to_string(), action);
    }
    own
}

/// The kind of a poll that is to be created; nothing if it is no poll.
pub fn kind(own: &Value) -> Option<PollKind> {
    let poll = own.get("create_poll")?;
    let action = poll.get("admin_action").and_then(Value::as_object);
    let action = action.and_then(|action| action.keys().next());
    Some(match action.map(String::as_str) {
        None => PollKind::Default,
        Some("execute_migrations") => PollKind::Migration,
        Some("execute") => PollKind::Execute,
        Some(_) => PollKind::AuthAdmin,
    })
}

/// The name of the message that a poll sends; of one that the factory passes on, that one's.
fn name(sent: &Value) -> Option<String> {
    let payload = Binary::from_base64(sent.get("msg")?.as_str()?).ok()?;
    let message: Value = serde_json::from_slice(&payload).ok()?;
    let (name, body) = message.as_object()?.iter().next()?;
    if name == "pass_command" {
        return self::name(body);
    }
    Some(name.clone())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn poll(message: &Value) -> Value {
        let msg = Binary::from(message.to_string().as_bytes());
        json!({ "create_poll": { "title": "Title", "execute_msg": { "contract": "c", "msg": msg } } })
    }

    #[test]
    fn only_what_is_on_govs_list_goes_by_a_default_poll() {
        let listed = poll(&json!({ "update_weight": {} }));
        let passed = Binary::from(b"{\"update_asset\":{}}").to_base64();
        let passed = poll(&json!({ "pass_command": { "contract_addr": "m", "msg": passed } }));
        let other = poll(&json!({ "update_config": {} }));

        assert_eq!(listed, of_its_kind(listed.clone()));
        assert_eq!(passed, of_its_kind(passed.clone()));
        let sent = of_its_kind(other.clone());
        let action = json!({ "execute": { "msgs": [other["create_poll"]["execute_msg"]] } });
        assert_eq!(
            json!({ "create_poll": { "title": "Title", "admin_action": action } }),
            sent
        );
        assert_eq!(Some(PollKind::Execute), kind(&sent));
        assert_eq!(Some(PollKind::Default), kind(&listed));
        assert_eq!(None, kind(&json!({ "stake_voting_tokens": {} })));
    }
}

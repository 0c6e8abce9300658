//! Polls: what they would do, and when.

use cosmwasm_std::Uint128;
use mirror_protocol::gov::{PollAdminAction, PollExecuteMsg, PollResponse, PollStatus};
use serde::Serialize;
use serde_json::Value;

use super::naming::{units, Naming};

/// A poll that is voted on, or that may still be carried out.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Poll {
    /// Its number.
    pub id: u64,
    /// What kind of rules it has.
    pub kind: &'static str,
    /// Its title, which may say anything.
    pub title: String,
    /// Where it is in its life.
    pub status: PollStatus,
    /// What it would do, a line for each message.
    pub does: Vec<String>,
    /// The votes for it, in micro-MIR.
    pub yes: String,
    /// The votes against it.
    pub no: String,
    /// The votes that count for the quorum only.
    pub abstain: String,
    /// When voting ends, in UNIX seconds.
    pub ends: u64,
    /// From when to when it may be carried out, in UNIX seconds; absent if it does nothing.
    pub executable: Option<(u64, u64)>,
}

/// Those that may still come to something.
pub fn of(polls: &[PollResponse], now: u64, names: &dyn Naming) -> Vec<Poll> {
    let open = polls.iter().filter(|poll| {
        let is_action = poll.execute_data.is_some() || poll.admin_action.is_some();
        poll.status == PollStatus::InProgress || (is_action && poll.expiration_time >= now)
    });
    open.map(|poll| one(poll, names)).collect()
}

fn one(poll: &PollResponse, names: &dyn Naming) -> Poll {
    let (kind, does) = action(poll, names);
    Poll {
        id: poll.id,
        kind,
        title: poll.title.clone(),
        status: poll.status,
        yes: poll.yes_votes.to_string(),
        no: poll.no_votes.to_string(),
        abstain: poll.abstain_votes.to_string(),
        ends: poll.end_time,
        executable: (!does.is_empty()).then_some((poll.effective_time, poll.expiration_time)),
        does,
    }
}

/// The kind of a poll and its messages in words.
fn action(poll: &PollResponse, names: &dyn Naming) -> (&'static str, Vec<String>) {
    match (&poll.admin_action, &poll.execute_data) {
        (None, None) => ("opinion", Vec::new()),
        (None, Some(message)) => ("default", vec![told(message, names)]),
        (Some(PollAdminAction::UpdateOwner { owner }), _) => (
            "admin",
            vec![format!("give the admin manager to {}", names.shown(owner))],
        ),
        (Some(PollAdminAction::ExecuteMigrations { migrations }), _) => {
            let told = migrations.iter().map(|(contract, code, message)| {
                let (name, body) = (names.shown(contract), fields(message.as_slice(), names));
                format!("migrate {name} to code {code} {body}")
                    .trim_end()
                    .to_string()
            });
            ("migration", told.collect())
        }
        (Some(PollAdminAction::AuthorizeClaim { authorized_addr }), _) => {
            let who = names.shown(authorized_addr);
            (
                "admin",
                vec![format!("lend {who} the right to migrate contracts")],
            )
        }
        (Some(PollAdminAction::UpdateConfig(update)), _) => {
            let value = serde_json::to_value(update).unwrap_or_default();
            (
                "admin",
                vec![format!("gov: update config: {}", inner(&value, names))],
            )
        }
        (Some(PollAdminAction::Execute { msgs }), _) => (
            "execute",
            msgs.iter().map(|message| told(message, names)).collect(),
        ),
    }
}

/// A message in words; what the factory passes on is told as what it is.
fn told(message: &PollExecuteMsg, names: &dyn Naming) -> String {
    let contract = names.name_of(&message.contract);
    let Ok(value) = serde_json::from_slice::<Value>(&message.msg) else {
        return format!("{contract}: something that is no JSON");
    };
    let passed = value.get("pass_command").and_then(|passed| {
        let contract = passed.get("contract_addr")?.as_str()?.to_string();
        let msg = serde_json::from_value(passed.get("msg")?.clone()).ok()?;
        Some(PollExecuteMsg { contract, msg })
    });
    if let Some(passed) = passed {
        return format!("{} (through {contract})", told(&passed, names));
    }
    let does = match with_unit(&value, &message.contract, names) {
        Some(value) => fields(value.to_string().as_bytes(), names),
        None => fields(&message.msg, names),
    };
    format!("{contract}: {does}")
}

/// A message with its amount in whole units, where it is known of what: the community pool spends MIR, and a
/// token moves itself.
fn with_unit(message: &Value, contract: &str, names: &dyn Naming) -> Option<Value> {
    let mut message = message.clone();
    let (name, body) = message.as_object_mut()?.iter_mut().next()?;
    let amount = body.get_mut("amount")?;
    let micro = amount.as_str()?.to_string();
    let number: Uint128 = micro.parse::<u128>().ok()?.into();
    let shown = match name.as_str() {
        "spend" => format!("{} MIR", units(number)),
        _ => names.value(&format!("{micro}{contract}")),
    };
    if shown == format!("{micro}{contract}") {
        return None;
    }
    *amount = Value::String(shown);
    Some(message)
}

fn fields(message: &[u8], names: &dyn Naming) -> String {
    let Ok(Value::Object(object)) = serde_json::from_slice::<Value>(message) else {
        return String::from_utf8_lossy(message).into_owned();
    };
    let told = object.iter().map(|(name, body)| {
        let name = name.replace('_', " ");
        let body = inner(body, names);
        if body.is_empty() {
            name
        } else {
            format!("{name}: {body}")
        }
    });
    told.collect::<Vec<_>>().join("; ")
}

/// Fields in words; what is not set is left out.
fn inner(value: &Value, names: &dyn Naming) -> String {
    let shown = |value: &Value| match value {
        Value::String(text) => names.value(text),
        Value::Object(_) => format!("({})", inner(value, names)),
        other => other.to_string(),
    };
    match value {
        Value::Object(object) => {
            let set = object.iter().filter(|(_, value)| !value.is_null());
            let told =
                set.map(|(name, value)| format!("{} {}", name.replace('_', " "), shown(value)));
            told.collect::<Vec<_>>().join(", ")
        }
        other => shown(other),
    }
}

#[cfg(test)]
mod tests {
    use cosmwasm_std::{Decimal, Uint128};
    use serde_json::json;

    use super::super::naming::Labels;
    use super::super::sample;
    use super::*;

    fn poll(action: Option<PollAdminAction>, message: Option<PollExecuteMsg>) -> PollResponse {
        PollResponse {
            id: 3,
            creator: "creator".to_string(),
            status: PollStatus::Passed,
            end_time: 100,
            title: "Nothing to see here".to_string(),
            description: String::new(),
            link: None,
            deposit_amount: Uint128::zero(),
            execute_data: message,
            yes_votes: Uint128::new(5),
            no_votes: Uint128::zero(),
            abstain_votes: Uint128::zero(),
            total_balance_at_end_poll: None,
            voters_reward: Uint128::zero(),
            staked_amount: None,
            admin_action: action,
            start_time: 0,
            effective_time: 200,
            expiration_time: 300,
            quorum: Decimal::percent(10),
            threshold: Decimal::percent(50),
        }
    }

    fn names() -> Labels {
        Labels::of(&sample::file())
    }

    #[test]
    fn what_the_factory_passes_on_is_told_as_what_it_is() {
        let update = json!({ "update_asset": {
            "asset_token": "apple", "auction_discount": null, "min_collateral_ratio": "1.6",
        } });
        let msg = cosmwasm_std::Binary::from(update.to_string().as_bytes());
        let pass = json!({ "pass_command": { "contract_addr": "mint", "msg": msg } });
        let message = PollExecuteMsg {
            contract: "factory".to_string(),
            msg: pass.to_string().as_bytes().into(),
        };

        let told = &of(&[poll(None, Some(message))], 250, &names())[0];

        assert_eq!(told.kind, "default");
        assert_eq!(
            told.does,
            ["mint: update asset: asset token mAAPL, min collateral ratio 1.6 (through factory)"]
        );
        assert_eq!(told.executable, Some((200, 300)));
    }

    /// On the wire an amount has no unit: `"900000000000"` is read as nine hundred thousand by nobody.
    #[test]
    fn an_amount_is_told_in_whole_units_of_what_it_is_of() {
        let sends = |contract: &str, message: serde_json::Value| {
            let msg = message.to_string().as_bytes().into();
            let contract = contract.to_string();
            let message = PollExecuteMsg { contract, msg };
            of(&[poll(None, Some(message))], 250, &names())[0]
                .does
                .join("; ")
        };

        let spend = json!({ "spend": { "recipient": "mallory", "amount": "900000000000" } });
        assert_eq!(
            sends("community", spend),
            "community: spend: amount 900,000 MIR, recipient mallory"
        );
        let transfer = json!({ "transfer": { "recipient": "mallory", "amount": "1500000" } });
        assert_eq!(
            sends("apple", transfer.clone()),
            "mAAPL: transfer: amount 1.5 mAAPL, recipient mallory"
        );
        assert_eq!(
            sends("stranger", transfer),
            "stranger: transfer: amount 1500000, recipient mallory"
        );
    }

    #[test]
    fn a_passed_poll_is_open_as_long_as_it_may_be_carried_out() {
        let owner = "apple".to_string();
        let polls = [
            poll(Some(PollAdminAction::UpdateOwner { owner }), None),
            poll(None, None),
        ];

        assert_eq!(of(&polls, 300, &names()).len(), 1);
        assert_eq!(of(&polls, 301, &names()).len(), 0);
    }
}

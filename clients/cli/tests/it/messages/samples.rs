//! A sample of every message, typed as flags and as JSON, is sent as the contracts read it.

use mirror_cli::message::contracts;
use mirror_testing::catalogue::{self, Message, Scene};
use mirror_testing::World;
use serde_json::Value;

use super::{below, chosen, flag, names, tree};

pub(super) fn world() -> World {
    World::new().with_asset("mAAPL", "100")
}

/// A field as one would type it: texts as they are, all else as JSON.
fn typed(value: &Value) -> String {
    match value {
        Value::String(text) => text.clone(),
        other => other.to_string(),
    }
}

fn start(message: &Message, address: &str) -> Vec<String> {
    let contract = contracts::of_name(message.contract.name()).unwrap();
    let mut words = vec!["mirror", "tx", contract.role];
    let hook = match &message.door {
        catalogue::Door::Execute => None,
        catalogue::Door::Hook { token, amount } => Some(format!("{amount}{token}")),
    };
    words.extend(hook.is_some().then_some("hook"));
    words.push(message.variant);
    let mut words = words
        .iter()
        .map(|word| (*word).to_string())
        .collect::<Vec<_>>();
    words.extend(["--at".to_string(), address.to_string()]);
    words.extend(hook.into_iter().flat_map(|pay| ["--pay".to_string(), pay]));
    // The one message whose coins no field of its own names.
    if message.variant == "execute_swap_operations" {
        let coins = message.coins.iter().map(ToString::to_string);
        words.extend(coins.flat_map(|coin| ["--funds".to_string(), coin]));
    }
    words
}

fn as_flags(message: &Message, address: &str) -> Vec<String> {
    let tree = tree();
    let mut words = start(message, address);
    let path = words[1..].iter().take_while(|word| !word.starts_with("--"));
    let path = path.map(String::as_str).collect::<Vec<_>>();
    let command = below(&tree, &path).unwrap();
    let body = &message.msg[message.variant];
    match flag(command, message.variant) {
        Some(single) => words.extend([single, body.to_string()]),
        None => {
            for (field, value) in body.as_object().unwrap() {
                words.extend([flag(command, field).unwrap(), typed(value)]);
            }
        }
    }
    words
}

fn as_json(message: &Message, address: &str) -> Vec<String> {
    let mut words = start(message, address);
    words.extend(["--msg".to_string(), message.msg.to_string()]);
    words
}

/// The payload of a payment is looked at as what it says, not by its letters.
fn opened(mut msg: Value) -> Value {
    if let Some(payload) = msg.pointer("/send/msg").and_then(Value::as_str) {
        let bytes = cosmwasm_std::Binary::from_base64(payload).unwrap();
        msg["send"]["msg"] = serde_json::from_slice(&bytes).unwrap();
    }
    msg
}

#[test]
fn a_sample_of_every_message_is_sent_as_its_contract_reads_it() {
    let world = world();
    let names = names(&world);
    let somebody = world.chain.account("somebody");
    let scene = Scene::of_all(somebody.as_str(), &world.deployment);
    let mut seen = std::collections::BTreeSet::new();
    for (address, message) in scene.messages() {
        if !seen.insert((
            message.contract,
            message.variant,
            format!("{:?}", message.door),
        )) {
            continue;
        }
        let wanted = message.call(&address);
        for words in [as_flags(&message, &address), as_json(&message, &address)] {
            let chosen = chosen(&words).unwrap_or_else(|error| panic!("{words:?}: {error}"));

            let sent = chosen
                .settle(&names)
                .unwrap_or_else(|bad| panic!("{words:?}: {bad}"));

            assert_eq!(wanted.contract, sent.to, "{words:?}");
            assert_eq!(opened(wanted.msg.clone()), opened(sent.msg), "{words:?}");
            assert_eq!(wanted.coins, sent.coins, "{words:?}");
        }
    }
    assert!(seen.len() > 110, "{}", seen.len());
}

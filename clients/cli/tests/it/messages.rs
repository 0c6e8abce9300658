//! `mirror tx` and `mirror query` reach every message, with every field, and send what the contracts
//! read. The messages are taken from the types, not from the schema that the program holds.

mod samples;
mod typed_wrongly;

use clap::{Args, Command, Parser};
use cosmwasm_schema::schema_for;
use cosmwasm_std::Addr;
use mirror_chain::deployment::DeploymentFile;
use mirror_cli::message::chosen::Chosen;
use mirror_cli::message::contracts::{self, Door};
use mirror_cli::message::names::Names;
use mirror_cli::{query, tx};
use mirror_protocol as ours;
use mirror_testing::World;
use serde_json::{json, Value};

#[derive(Parser)]
#[command(name = "mirror")]
#[allow(clippy::large_enum_variant, reason = "there is one of it at a time")]
enum CommandLine {
    Tx(tx::Arguments),
    Query(query::Arguments),
}

/// What there is of one contract, by its types.
struct Types {
    name: &'static str,
    execute: Value,
    hooks: Value,
    query: Value,
}

macro_rules! types {
    ($name:literal, $($module:ident)::+) => {
        types!($name, $($module)::+, cosmwasm_std::Empty)
    };
    ($name:literal, $($module:ident)::+, $hooks:ty) => {
        Types {
            name: $name,
            execute: json!(schema_for!($($module)::+::ExecuteMsg)),
            hooks: json!(schema_for!($hooks)),
            query: json!(schema_for!($($module)::+::QueryMsg)),
        }
    };
}

fn types() -> [Types; 17] {
    [
        types!("mirror-oracle", ours::oracle),
        types!("mirror-collateral-oracle", ours::collateral_oracle),
        types!("mirror-mint", ours::mint, ours::mint::Cw20HookMsg),
        types!("mirror-lock", ours::lock),
        types!("mirror-short-reward", ours::short_reward),
        types!("mirror-staking", ours::staking, ours::staking::Cw20HookMsg),
        types!("mirror-factory", ours::factory),
        types!("mirror-gov", ours::gov, ours::gov::Cw20HookMsg),
        types!("mirror-collector", ours::collector),
        types!("mirror-community", ours::community),
        types!("mirror-admin-manager", ours::admin_manager),
        types!("mirror-airdrop", ours::airdrop),
        types!(
            "mirror-limit-order",
            ours::limit_order,
            ours::limit_order::Cw20HookMsg
        ),
        types!(
            "terraswap-pair",
            terraswap::pair,
            terraswap::pair::Cw20HookMsg
        ),
        types!("terraswap-factory", terraswap::factory),
        types!(
            "terraswap-router",
            terraswap::router,
            terraswap::router::Cw20HookMsg
        ),
        types!("terraswap-token", cw20_base::msg),
    ]
}

/// The whole tree of commands.
fn tree() -> Command {
    let verb = |name: &'static str, augment: fn(Command) -> Command| augment(Command::new(name));
    let mut tree = Command::new("mirror")
        .subcommand(verb("tx", tx::Arguments::augment_args))
        .subcommand(verb("query", query::Arguments::augment_args));
    tree.build();
    tree
}

fn below<'c>(command: &'c Command, path: &[&str]) -> Option<&'c Command> {
    path.iter()
        .try_fold(command, |command, name| command.find_subcommand(name))
}

/// The flag of a field.
fn flag(command: &Command, field: &str) -> Option<String> {
    let id = format!("field {field}");
    let arg = command
        .get_arguments()
        .find(|arg| arg.get_id().as_str() == id)?;
    Some(format!("--{}", arg.get_long()?))
}

/// The names of a type's variants, each with the names of its fields.
fn variants(schema: &Value) -> Vec<(String, Vec<String>)> {
    let kinds = schema["oneOf"].as_array().cloned().unwrap_or_default();
    let variant = |kind: &Value| {
        let name = kind["required"][0].as_str().unwrap().to_string();
        let mut body = &kind["properties"][&name];
        if let Some(reference) = body["$ref"].as_str() {
            body = schema.pointer(reference.trim_start_matches('#')).unwrap();
        }
        let fields = body["properties"].as_object().cloned().unwrap_or_default();
        (name, fields.keys().cloned().collect())
    };
    kinds.iter().map(variant).collect()
}

/// What these words choose, if they can be read.
fn chosen(words: &[String]) -> Result<Chosen, clap::Error> {
    match CommandLine::try_parse_from(words)? {
        CommandLine::Tx(arguments) => match arguments.task {
            tx::Task::Send(sending) => Ok(sending.chosen),
            tx::Task::Result { .. } => panic!("not a message"),
        },
        CommandLine::Query(arguments) => Ok(arguments.chosen),
    }
}

/// The names of a protocol, with one asset that was listed later.
fn names(world: &World) -> Names {
    let mut names = Names::of(&DeploymentFile {
        chain_id: "mirror-test".to_string(),
        rpc: vec![],
        rest: None,
        bech32_prefix: "cosmwasm".to_string(),
        gas_price: "0.01uusd".to_string(),
        base_display: "USD".to_string(),
        base_exponent: 6,
        protocol: world.deployment.clone(),
        block_height: 1,
    });
    let listed = world.asset("mAAPL");
    let [token, pair, lp] = [&listed.token, &listed.pair, &listed.lp_token].map(Addr::as_str);
    names.add_market("mAAPL", token, pair, lp);
    names
}

#[test]
fn every_variant_of_every_type_has_its_command_and_every_field_its_flag() {
    let tree = tree();
    let mut missing = Vec::new();
    let mut found = 0;
    for types in types() {
        let contract = contracts::of_name(types.name).unwrap();
        let doors = [
            (Door::Execute, &types.execute, vec!["tx", contract.role]),
            (Door::Hook, &types.hooks, vec!["tx", contract.role, "hook"]),
            (Door::Query, &types.query, vec!["query", contract.role]),
        ];
        for (_, schema, path) in doors {
            for (variant, fields) in variants(schema) {
                let path = [path.as_slice(), &[variant.as_str()]].concat();
                let Some(command) = below(&tree, &path) else {
                    missing.push(path.join(" "));
                    continue;
                };
                // A choice without fields of its own has one flag.
                let fields = match variant.as_str() {
                    "upload_logo" => vec![variant.clone()],
                    _ => fields,
                };
                found += 1;
                missing.extend(
                    fields
                        .iter()
                        .filter(|field| flag(command, field).is_none())
                        .map(|field| format!("{} --{field}", path.join(" "))),
                );
            }
        }
    }

    assert_eq!(Vec::<String>::new(), missing);
    assert!(found > 180, "{found}");
    assert_eq!(contracts::ALL.len(), types().len());
}

#[test]
fn a_command_that_no_type_has_is_not_there() {
    let tree = tree();

    assert!(below(&tree, &["tx", "mint", "open_position"]).is_some());
    assert!(below(&tree, &["tx", "mint", "open_positions"]).is_none());
    assert!(below(&tree, &["tx", "lock", "hook"]).is_none());
}

#[test]
fn commands_are_sound() {
    // Ids that are there twice, flags that clash: clap looks at them when it is asked to.
    tree().debug_assert();
}

#[test]
fn the_example_of_every_help_can_be_typed() {
    let world = samples::world();
    let names = names(&world);
    for contract in &contracts::ALL {
        for door in [Door::Execute, Door::Hook, Door::Query] {
            for message in contract.messages(door) {
                let words = mirror_cli::message::example::words(contract, door, &message);

                let settled = match chosen(&words) {
                    Ok(chosen) => chosen.settle(&names),
                    Err(error) => panic!("{words:?}: {error}"),
                };

                if let Err(bad) = settled {
                    panic!("{words:?}: {bad}");
                }
            }
        }
    }
}

#[test]
fn help_tells_of_a_message_its_fields_with_units_and_an_example() {
    let tree = tree();
    let command = below(&tree, &["tx", "mint", "open_position"]).unwrap();

    let help = command.clone().render_long_help().to_string();

    for part in [
        "Funds: exactly the coin named in `collateral`",
        "--collateral <AMOUNT+ASSET>",
        "As 100uusd, 1.5mir or 2.5mAAPL",
        "--short-params.max-spread <DECIMAL>",
        "mirror tx mint open_position --asset-info mAAPL --collateral 100usd --collateral-ratio 200%",
    ] {
        assert!(help.contains(part), "{part} is not in {help}");
    }
}

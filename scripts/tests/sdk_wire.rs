//! What the constructors of the TypeScript SDK make, read by the contracts' own types and written again.
//! A field that is misspelt or in the wrong place is ignored by a contract; here it is lost on the way, and
//! the comparison fails. `npm test` in clients/ts holds that the file is what the constructors make now.

use std::{collections::BTreeSet, fs, path::Path};

use serde::{de::DeserializeOwned, Deserialize, Serialize};
use serde_json::Value;

const WRITTEN: &str = "../clients/ts/test/wire.jsonl";

#[derive(Deserialize)]
struct Line {
    contract: String,
    kind: String,
    json: Value,
}

/// There and back, by one type.
fn round_trip<M: DeserializeOwned + Serialize>(json: &Value) -> Result<Value, String> {
    let message: M = serde_json::from_value(json.clone()).map_err(|error| error.to_string())?;
    serde_json::to_value(&message).map_err(|error| error.to_string())
}

macro_rules! of {
    ($line:expr, $($module:ident)::+) => {
        match $line.kind.as_str() {
            "execute" => round_trip::<$($module)::+::ExecuteMsg>(&$line.json),
            "query" => round_trip::<$($module)::+::QueryMsg>(&$line.json),
            kind => Err(format!("it has no {kind}")),
        }
    };
    ($line:expr, $($module:ident)::+, hook) => {
        match $line.kind.as_str() {
            "hook" => round_trip::<$($module)::+::Cw20HookMsg>(&$line.json),
            _ => of!($line, $($module)::+),
        }
    };
}

fn by_its_contract(line: &Line) -> Result<Value, String> {
    match line.contract.as_str() {
        "mirror-oracle" => of!(line, mirror_protocol::oracle),
        "mirror-collateral-oracle" => of!(line, mirror_protocol::collateral_oracle),
        "mirror-mint" => of!(line, mirror_protocol::mint, hook),
        "mirror-lock" => of!(line, mirror_protocol::lock),
        "mirror-short-reward" => of!(line, mirror_protocol::short_reward),
        "mirror-staking" => of!(line, mirror_protocol::staking, hook),
        "mirror-factory" => of!(line, mirror_protocol::factory),
        "mirror-gov" => of!(line, mirror_protocol::gov, hook),
        "mirror-collector" => of!(line, mirror_protocol::collector),
        "mirror-community" => of!(line, mirror_protocol::community),
        "mirror-admin-manager" => of!(line, mirror_protocol::admin_manager),
        "mirror-airdrop" => of!(line, mirror_protocol::airdrop),
        "mirror-limit-order" => of!(line, mirror_protocol::limit_order, hook),
        "terraswap-pair" => of!(line, terraswap::pair, hook),
        "terraswap-factory" => of!(line, terraswap::factory),
        "terraswap-router" => of!(line, terraswap::router, hook),
        "terraswap-token" => of!(line, cw20_base::msg),
        contract => Err(format!("no contract is called {contract}")),
    }
}

/// Absent and null mean the same to every contract.
fn without_nulls(value: Value) -> Value {
    match value {
        Value::Object(fields) => fields
            .into_iter()
            .filter(|(_, field)| !field.is_null())
            .map(|(name, field)| (name, without_nulls(field)))
            .collect(),
        Value::Array(items) => items.into_iter().map(without_nulls).collect(),
        other => other,
    }
}

#[test]
fn what_the_sdk_makes_is_read_by_the_contracts_types_and_written_as_it_was() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(WRITTEN);
    let text = fs::read_to_string(&path).unwrap();
    let lines: Vec<Line> = text
        .lines()
        .map(|line| serde_json::from_str(line).unwrap())
        .collect();

    let lost: Vec<String> = lines
        .iter()
        .filter_map(|line| {
            let written = by_its_contract(line).map(without_nulls);
            let sent = without_nulls(line.json.clone());
            (written.as_ref() != Ok(&sent)).then(|| {
                let (contract, kind) = (&line.contract, &line.kind);
                format!("{contract} {kind}: {sent} came back as {written:?}")
            })
        })
        .collect();

    let contracts: BTreeSet<&str> = lines.iter().map(|line| line.contract.as_str()).collect();
    assert_eq!(contracts.len(), 17);
    assert_eq!(lost, Vec::<String>::new());
}

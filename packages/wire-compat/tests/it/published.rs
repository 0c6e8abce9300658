//! The published types, each beside ours of the same name, and whether there is an example of all
//! that they have.

use std::any::TypeId;

use cosmwasm_schema::schema_for;
use published_mirror as protocol;
use published_terraswap as market;
use serde::{de::DeserializeOwned, Serialize};
use serde_json::{json, Value};
use terraswap::asset::{Asset, AssetInfo, PairInfo};

use crate::{
    differences::has_another_form,
    variants::{all_are_written, answers, has_word, variants_of},
    wire::{ours_reads, theirs_reads},
};

/// Holds the text of an example of ours to the published type, and whether all fields are in it.
pub(crate) type Check = fn(&str, bool);

/// How a type of ours is held to the published one, if there is one.
pub(crate) fn check_of<Ours: 'static>() -> Option<Check> {
    let kind = TypeId::of::<Ours>();
    let mut all = checks().into_iter().chain(shared_checks());
    all.find(|(known, _)| *known == kind)
        .map(|(_, check)| check)
}

/// What several contracts use, and the token, whose other messages are the cw20 standard's.
fn shared_checks() -> [(TypeId, Check); 4] {
    [
        (TypeId::of::<Asset>(), |text, is_whole| {
            message::<Asset, market::asset::Asset>(text, is_whole);
        }),
        (TypeId::of::<AssetInfo>(), |text, is_whole| {
            message::<AssetInfo, market::asset::AssetInfo>(text, is_whole);
        }),
        (TypeId::of::<PairInfo>(), |text, _| {
            theirs_reads::<market::asset::PairInfo>(text);
        }),
        (
            TypeId::of::<terraswap::token::InstantiateMsg>(),
            |text, is_whole| {
                message::<terraswap::token::InstantiateMsg, market::token::InstantiateMsg>(
                    text, is_whole,
                );
            },
        ),
    ]
}

/// What is sent: the published type reads our example and writes it, and ours reads that.
fn message<Ours, Theirs>(text: &str, is_whole: bool)
where
    Ours: Serialize + DeserializeOwned,
    Theirs: Serialize + DeserializeOwned,
{
    let theirs: Theirs = theirs_reads(text);
    let written = json!(theirs);
    assert!(
        !is_whole || !has_null(&written),
        "{text} has not all of {written}"
    );
    ours_reads::<Ours>(&theirs);
}

/// The variants of a published enum but those that are looked at apart; none for a struct.
fn variants_but(schema: &Value, apart: &[&str]) -> Vec<String> {
    let mut variants = variants_of(schema);
    variants.retain(|variant| !apart.contains(&variant.as_str()));
    variants
}

/// Whether an example of ours is one of a published enum's variants, or of a struct.
fn is_published(text: &str, schema: &Value, apart: &[&str]) -> bool {
    let name = match serde_json::from_str(text).unwrap() {
        Value::Object(fields) => fields.keys().next().cloned().unwrap_or_default(),
        name => name.as_str().unwrap().to_owned(),
    };
    let is_enum = schema.get("oneOf").is_some() || schema.get("enum").is_some();
    !is_enum || variants_but(schema, apart).contains(&name)
}

fn has_null(value: &Value) -> bool {
    match value {
        Value::Null => true,
        Value::Array(items) => items.iter().any(has_null),
        Value::Object(fields) => fields.values().any(has_null),
        _ => false,
    }
}

/// The contracts, the types of each that are sent, and those that answer. `apart` are variants and
/// answers that are looked at elsewhere.
macro_rules! contracts {
    ($(
        $name:ident: $theirs:path, $ours:path, $examples:literal,
        sent [$($sent:ident),*],
        answers [$($answer:ident),*],
        apart $apart:tt;
    )*) => {
        fn checks() -> Vec<(TypeId, Check)> {
            let mut checks: Vec<(TypeId, Check)> = Vec::new();
            $({
                use $ours as ours;
                use $theirs as theirs;
                $(
                    let check: Check = |text, is_whole| {
                        let schema = json!(schema_for!(theirs::$sent));
                        let is_apart = !is_published(text, &schema, &$apart);
                        if !is_apart && !has_another_form(text) {
                            message::<ours::$sent, theirs::$sent>(text, is_whole);
                        }
                    };
                    checks.push((TypeId::of::<ours::$sent>(), check));
                )*
                $(
                    let check: Check = |text, _| {
                        theirs_reads::<theirs::$answer>(text);
                    };
                    checks.push((TypeId::of::<ours::$answer>(), check));
                )*
            })*
            checks
        }

        $(
            #[test]
            fn $name() {
                use $ours as ours;
                use $theirs as theirs;

                let examples = include_str!($examples);
                let apart: &[&str] = &$apart;
                $(
                    let schema = json!(schema_for!(theirs::$sent));
                    if schema.get("oneOf").is_some() || schema.get("enum").is_some() {
                        let variants = variants_but(&schema, apart);
                        all_are_written(examples, stringify!($sent), &variants);
                    }
                )*
                let queries = variants_of(&json!(schema_for!(theirs::QueryMsg)));
                for answer in answers::<ours::QueryMsg>(&queries) {
                    let is_held = [$(stringify!($answer)),*].contains(&answer.as_str())
                        && has_word(examples, &format!("{answer} {{"));
                    let is_apart = apart.contains(&answer.as_str());
                    assert!(is_held || is_apart, "no published type reads {answer}");
                }
            }
        )*
    };
}

contracts! {
    all_of_the_collateral_oracle:
        protocol::collateral_oracle, mirror_protocol::collateral_oracle,
        "../../../mirror-protocol/tests/it/collateral_oracle.rs",
        sent [InstantiateMsg, ExecuteMsg, SourceType, QueryMsg],
        answers [
            ConfigResponse, CollateralPriceResponse, CollateralInfoResponse, CollateralInfosResponse
        ],
        apart ["terraswap", "anchor_oracle", "band_oracle", "native"];
    all_of_the_collector:
        protocol::collector, mirror_protocol::collector,
        "../../../mirror-protocol/tests/it/collector.rs",
        sent [InstantiateMsg, ExecuteMsg, MoneyMarketCw20HookMsg, QueryMsg],
        answers [ConfigResponse],
        apart [];
    all_of_the_community_pool:
        protocol::community, mirror_protocol::community,
        "../../../mirror-protocol/tests/it/community.rs",
        sent [InstantiateMsg, ExecuteMsg, QueryMsg],
        answers [ConfigResponse],
        apart [];
    all_of_the_factory:
        protocol::factory, mirror_protocol::factory,
        "../../../mirror-protocol/tests/it/factory.rs",
        sent [InstantiateMsg, ExecuteMsg, Params, QueryMsg],
        answers [ConfigResponse, DistributionInfoResponse],
        apart [];
    all_of_gov:
        protocol::gov, mirror_protocol::gov,
        "../../../mirror-protocol/tests/it/gov.rs",
        sent [ExecuteMsg, Cw20HookMsg, PollExecuteMsg, PollStatus, VoteOption, QueryMsg],
        answers [
            ConfigResponse, StateResponse, PollResponse, PollsResponse, StakerResponse,
            SharesResponse, SharesResponseItem, VotersResponse, VotersResponseItem, VoterInfo
        ],
        apart ["update_config"];
    all_of_limit_orders:
        protocol::limit_order, mirror_protocol::limit_order,
        "../../../mirror-protocol/tests/it/limit_order.rs",
        sent [InstantiateMsg, ExecuteMsg, Cw20HookMsg, QueryMsg],
        answers [OrderResponse, OrdersResponse, LastOrderIdResponse],
        apart [];
    all_of_the_lock:
        protocol::lock, mirror_protocol::lock,
        "../../../mirror-protocol/tests/it/lock.rs",
        sent [InstantiateMsg, ExecuteMsg, QueryMsg],
        answers [ConfigResponse, PositionLockInfoResponse],
        apart [];
    all_of_mint:
        protocol::mint, mirror_protocol::mint,
        "../../../mirror-protocol/tests/it/mint.rs",
        sent [InstantiateMsg, ExecuteMsg, ShortParams, IPOParams, Cw20HookMsg, QueryMsg],
        answers [
            ConfigResponse, AssetConfigResponse, PositionResponse, PositionsResponse,
            NextPositionIdxResponse
        ],
        apart [];
    all_of_the_oracle:
        protocol::oracle, mirror_protocol::oracle,
        "../../../mirror-protocol/tests/it/oracle.rs",
        sent [InstantiateMsg, ExecuteMsg, QueryMsg],
        answers [
            ConfigResponse, FeederResponse, PriceResponse, PricesResponse, PricesResponseElem
        ],
        apart [];
    // It takes no message.
    all_of_the_short_reward:
        protocol::short_reward, mirror_protocol::short_reward,
        "../../../mirror-protocol/tests/it/short_reward.rs",
        sent [InstantiateMsg, QueryMsg],
        answers [ShortRewardWeightResponse],
        apart [];
    all_of_staking:
        protocol::staking, mirror_protocol::staking,
        "../../../mirror-protocol/tests/it/staking.rs",
        sent [InstantiateMsg, ExecuteMsg, Cw20HookMsg, QueryMsg],
        answers [
            ConfigResponse, PoolInfoResponse, RewardInfoResponse, RewardInfoResponseItem
        ],
        apart [];
    all_of_the_pair_factory:
        market::factory, terraswap::factory,
        "../../../terraswap/tests/it/factory.rs",
        sent [InstantiateMsg, ExecuteMsg, QueryMsg],
        answers [ConfigResponse, PairsResponse, NativeTokenDecimalsResponse],
        apart ["PairInfo"];
    all_of_the_pair:
        market::pair, terraswap::pair,
        "../../../terraswap/tests/it/pair.rs",
        sent [InstantiateMsg, ExecuteMsg, Cw20HookMsg, QueryMsg],
        answers [PoolResponse, SimulationResponse, ReverseSimulationResponse],
        apart ["PairInfo"];
    all_of_the_router:
        market::router, terraswap::router,
        "../../../terraswap/tests/it/router.rs",
        sent [InstantiateMsg, ExecuteMsg, Cw20HookMsg, SwapOperation, QueryMsg],
        answers [ConfigResponse, SimulateSwapOperationsResponse],
        apart [];
}

#[test]
fn an_example_that_the_published_type_reads_otherwise_is_noticed() {
    let sent = check_of::<mirror_protocol::lock::ExecuteMsg>().unwrap();
    let answers = check_of::<mirror_protocol::lock::PositionLockInfoResponse>().unwrap();
    let notices = |check: Check, example: Value| {
        std::panic::catch_unwind(|| check(&example.to_string(), true)).is_err()
    };

    let release = json!({ "release_position_funds": { "position_idx": "7" } });
    let ours_alone = json!({ "release_everything": {} });
    assert!(!notices(sent, release));
    assert!(!notices(sent, ours_alone));
    assert!(notices(sent, json!({ "release_position_funds": {} })));
    assert!(notices(
        sent,
        json!({ "update_config": { "owner": "owner" } })
    ));
    assert!(notices(
        sent,
        json!({ "unlock_position_funds": { "positions_idx": [7] } })
    ));
    assert!(notices(
        answers,
        json!({ "idx": "7", "receiver": "receiver" })
    ));
    assert!(check_of::<mirror_protocol::airdrop::ExecuteMsg>().is_none());
}

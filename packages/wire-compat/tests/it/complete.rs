//! None of the published messages, queries and answers was forgotten in the other modules: the
//! published types say themselves what there is.

use cosmwasm_schema::schema_for;
use published_mirror as protocol;
use published_terraswap as market;
use serde_json::json;

use crate::variants::{all_are_written, answers, variants_of};

/// `tests` have the published type read an answer of ours.
#[track_caller]
fn is_answered(tests: &str, answer: &str) {
    let mut read = tests.split("theirs_reads::<").skip(1);
    let is_read = read.any(|rest| {
        let (named, _) = rest.split_once('>').unwrap();
        named.ends_with(&format!("::{answer}"))
    });
    assert!(is_read, "no test has {answer} read");
}

/// All there is of one contract: its messages and the enums inside them, its queries and what
/// answers them.
macro_rules! contract {
    ($test:ident, $file:literal, $theirs:path, $ours:path, [$($message:ident),*]) => {
        #[test]
        fn $test() {
            use $ours as ours;
            use $theirs as theirs;

            let tests = include_str!($file);
            $(
                let variants = variants_of(&json!(schema_for!(theirs::$message)));
                assert!(!variants.is_empty());
                all_are_written(tests, concat!("theirs::", stringify!($message)), &variants);
            )*
            let queries = variants_of(&json!(schema_for!(theirs::QueryMsg)));
            all_are_written(tests, "theirs::QueryMsg", &queries);
            for answer in answers::<ours::QueryMsg>(&queries) {
                is_answered(tests, &answer);
            }
        }
    };
}

contract!(
    all_of_the_collateral_oracle,
    "collateral_oracle.rs",
    protocol::collateral_oracle,
    mirror_protocol::collateral_oracle,
    [ExecuteMsg, SourceType]
);
contract!(
    all_of_the_collector,
    "collector.rs",
    protocol::collector,
    mirror_protocol::collector,
    [ExecuteMsg, MoneyMarketCw20HookMsg]
);
contract!(
    all_of_the_community_pool,
    "community.rs",
    protocol::community,
    mirror_protocol::community,
    [ExecuteMsg]
);
contract!(
    all_of_the_factory,
    "factory.rs",
    protocol::factory,
    mirror_protocol::factory,
    [ExecuteMsg]
);
contract!(
    all_of_gov,
    "gov.rs",
    protocol::gov,
    mirror_protocol::gov,
    [ExecuteMsg, Cw20HookMsg, PollStatus, VoteOption]
);
contract!(
    all_of_limit_orders,
    "limit_order.rs",
    protocol::limit_order,
    mirror_protocol::limit_order,
    [ExecuteMsg, Cw20HookMsg]
);
contract!(
    all_of_the_lock,
    "lock.rs",
    protocol::lock,
    mirror_protocol::lock,
    [ExecuteMsg]
);
contract!(
    all_of_mint,
    "mint.rs",
    protocol::mint,
    mirror_protocol::mint,
    [ExecuteMsg, Cw20HookMsg]
);
contract!(
    all_of_the_oracle,
    "oracle.rs",
    protocol::oracle,
    mirror_protocol::oracle,
    [ExecuteMsg]
);
// It takes no message.
contract!(
    all_of_the_short_reward,
    "short_reward.rs",
    protocol::short_reward,
    mirror_protocol::short_reward,
    []
);
contract!(
    all_of_staking,
    "staking.rs",
    protocol::staking,
    mirror_protocol::staking,
    [ExecuteMsg, Cw20HookMsg]
);
contract!(
    all_of_the_pair_factory,
    "terraswap_factory.rs",
    market::factory,
    terraswap::factory,
    [ExecuteMsg]
);
contract!(
    all_of_the_pair,
    "terraswap_pair.rs",
    market::pair,
    terraswap::pair,
    [ExecuteMsg, Cw20HookMsg]
);
contract!(
    all_of_the_router,
    "terraswap_router.rs",
    market::router,
    terraswap::router,
    [ExecuteMsg, Cw20HookMsg, SwapOperation]
);

//! Every message, query and answer has an example of its text in the other modules: the types say
//! themselves what there is.

use cosmwasm_schema::schema_for;
use mirror_protocol as ours;
use serde_json::json;

use crate::variants::{all_are_written, answers, has_word, variants_of};

/// All there is of one contract, and of the enums inside its messages.
macro_rules! contract {
    ($module:ident, [$($message:ident),*]) => {
        #[test]
        fn $module() {
            let tests = include_str!(concat!(stringify!($module), ".rs"));
            $(
                let variants = variants_of(&json!(schema_for!(ours::$module::$message)));
                assert!(!variants.is_empty());
                all_are_written(tests, stringify!($message), &variants);
            )*
            let queries = variants_of(&json!(schema_for!(ours::$module::QueryMsg)));
            all_are_written(tests, "QueryMsg", &queries);
            for answer in answers::<ours::$module::QueryMsg>(&queries) {
                let has_example = has_word(tests, &format!("{answer} {{"));
                assert!(has_example, "no test writes {answer}");
            }
        }
    };
}

contract!(admin_manager, [ExecuteMsg]);
contract!(airdrop, [ExecuteMsg]);
contract!(collateral_oracle, [ExecuteMsg, SourceType]);
contract!(collector, [ExecuteMsg, MoneyMarketCw20HookMsg]);
contract!(community, [ExecuteMsg]);
contract!(factory, [ExecuteMsg]);
contract!(
    gov,
    [
        ExecuteMsg,
        Cw20HookMsg,
        PollAdminAction,
        PollStatus,
        VoteOption
    ]
);
contract!(limit_order, [ExecuteMsg, Cw20HookMsg]);
contract!(lock, [ExecuteMsg]);
contract!(mint, [ExecuteMsg, Cw20HookMsg]);
contract!(oracle, [ExecuteMsg]);
// It takes no message.
contract!(short_reward, []);
contract!(staking, [ExecuteMsg, Cw20HookMsg]);

//! A curve on a chain of its own.

use cosmwasm_std::{Addr, Decimal};
use mirror_protocol::short_reward::{InstantiateMsg, QueryMsg, ShortRewardWeightResponse};
use mirror_testing::{codes, TestChain};

pub(crate) use mirror_testing::decimal;

pub(crate) struct Setup {
    pub(crate) chain: TestChain,
    pub(crate) creator: Addr,
    pub(crate) curve: Addr,
}

impl Setup {
    pub(crate) fn new(max_weight: Option<&str>) -> Self {
        let mut chain = TestChain::new();
        let creator = chain.account("creator");
        let msg = InstantiateMsg {
            max_weight: max_weight.map(decimal),
        };
        let curve = chain.create(codes::short_reward(), &creator, &msg);
        Self {
            chain,
            creator,
            curve,
        }
    }

    pub(crate) fn weight(&self, premium_rate: Decimal) -> Decimal {
        let question = QueryMsg::ShortRewardWeight { premium_rate };
        let answer: ShortRewardWeightResponse = self.chain.query(&self.curve, &question);
        answer.short_reward_weight
    }
}

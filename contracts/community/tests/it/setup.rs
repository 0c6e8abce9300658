//! A pool that holds MIR, on a chain.

use cosmwasm_std::{Addr, Uint128};
use cw_multi_test::AppResponse;
use mirror_protocol::community::{
    ConfigResponse, ExecuteMsg, InstantiateMsg, QueryMsg, SpendInfoResponse,
};
use mirror_testing::{codes, TestChain};

/// The proposed limit of one grant: a million MIR.
pub(crate) const SPEND_LIMIT: u128 = 1_000_000_000_000;
/// The proposed limit of a window: two million MIR.
pub(crate) const PERIOD_LIMIT: u128 = 2_000_000_000_000;
/// The proposed length of a window: 30 days.
pub(crate) const PERIOD: u64 = 2_592_000;
/// The second in which the chain starts.
pub(crate) const T: u64 = 1_000;
/// How much the pool holds: 36.6 million MIR.
pub(crate) const POOL: u128 = 36_600_000_000_000;

pub(crate) struct Setup {
    pub(crate) chain: TestChain,
    pub(crate) community: Addr,
    pub(crate) mirror_token: Addr,
    pub(crate) gov: Addr,
    pub(crate) alice: Addr,
    pub(crate) bob: Addr,
}

impl Setup {
    /// A pool with the proposed limits.
    pub(crate) fn new() -> Self {
        Self::with(SPEND_LIMIT, Some((PERIOD, PERIOD_LIMIT)))
    }

    /// A pool without a window.
    pub(crate) fn without_window(spend_limit: u128) -> Self {
        Self::with(spend_limit, None)
    }

    pub(crate) fn with(spend_limit: u128, window: Option<(u64, u128)>) -> Self {
        let mut chain = TestChain::new();
        let [gov, alice, bob] = ["gov", "alice", "bob"].map(|name| chain.account(name));
        let mirror_token = mirror_token(&mut chain, &gov);
        let msg = instantiate(&gov, &mirror_token, spend_limit, window);
        let community = chain.create(codes::community(), &gov, &msg);
        chain.give(&gov, &mirror_token, POOL, &community);
        Self {
            chain,
            community,
            mirror_token,
            gov,
            alice,
            bob,
        }
    }

    pub(crate) fn send(&mut self, sender: &Addr, msg: &ExecuteMsg) -> anyhow::Result<AppResponse> {
        self.chain.execute(sender, &self.community, msg, &[])
    }

    /// Gov grants this amount to Alice.
    pub(crate) fn grants(&mut self, amount: u128) -> anyhow::Result<AppResponse> {
        let msg = spend(&self.alice, amount);
        self.send(&self.gov.clone(), &msg)
    }

    /// Gov changes the limit of a grant, the length of the window and the limit of the window.
    pub(crate) fn changes(
        &mut self,
        spend_limit: Option<u128>,
        spend_period: Option<u64>,
        period_limit: Option<u128>,
    ) -> anyhow::Result<AppResponse> {
        let msg = update(None, spend_limit, spend_period, period_limit);
        self.send(&self.gov.clone(), &msg)
    }

    pub(crate) fn balance(&self, holder: &Addr) -> u128 {
        self.chain.token_balance(&self.mirror_token, holder)
    }

    pub(crate) fn config(&self) -> ConfigResponse {
        self.chain.query(&self.community, &QueryMsg::Config {})
    }

    pub(crate) fn info(&self) -> SpendInfoResponse {
        self.chain.query(&self.community, &QueryMsg::SpendInfo {})
    }
}

/// The MIR token. All MIR belongs to the holder.
pub(crate) fn mirror_token(chain: &mut TestChain, holder: &Addr) -> Addr {
    chain.new_token("MIR", &[holder], 2 * POOL)
}

pub(crate) fn instantiate(
    owner: &Addr,
    mirror_token: &Addr,
    spend_limit: u128,
    window: Option<(u64, u128)>,
) -> InstantiateMsg {
    InstantiateMsg {
        owner: owner.to_string(),
        mirror_token: mirror_token.to_string(),
        spend_limit: spend_limit.into(),
        spend_period: window.map(|(period, _)| period),
        period_limit: window.map(|(_, limit)| limit.into()),
    }
}

pub(crate) fn spend(recipient: &Addr, amount: u128) -> ExecuteMsg {
    ExecuteMsg::Spend {
        recipient: recipient.to_string(),
        amount: amount.into(),
    }
}

pub(crate) fn update(
    owner: Option<&Addr>,
    spend_limit: Option<u128>,
    spend_period: Option<u64>,
    period_limit: Option<u128>,
) -> ExecuteMsg {
    ExecuteMsg::UpdateConfig {
        owner: owner.map(Addr::to_string),
        spend_limit: spend_limit.map(Uint128::new),
        spend_period,
        period_limit: period_limit.map(Uint128::new),
    }
}

//! What people do with MIR in gov.

use cosmwasm_std::Uint128;
use mirror_protocol::gov;

use super::paid;
use crate::engine::chain::Call;
use crate::engine::person::Person;
use crate::engine::world::World;
use crate::error::SimulationError;

impl World<'_> {
    pub(in crate::engine) fn stake(
        &mut self,
        who: &Person,
        amount: Uint128,
    ) -> Result<bool, SimulationError> {
        if amount.is_zero() {
            return Ok(false);
        }
        let hook = gov::Cw20HookMsg::StakeVotingTokens {};
        let token = &self.book.mirror.token_address;
        let call = paid(token, &self.at.gov, amount, &hook)?;

        Ok(self.send(who, call)?.is_some())
    }

    pub(in crate::engine) fn unstake(
        &mut self,
        who: &Person,
        amount: Uint128,
    ) -> Result<bool, SimulationError> {
        let message = gov::ExecuteMsg::WithdrawVotingTokens {
            amount: Some(amount),
        };
        let call = Call::new(&self.at.gov, &message)?;

        Ok(self.send(who, call)?.is_some())
    }

    /// Withdraws what voting has earned.
    pub(in crate::engine) fn claim_votes(&mut self, who: &Person) -> Result<bool, SimulationError> {
        let message = gov::ExecuteMsg::WithdrawVotingRewards { poll_id: None };
        let call = Call::new(&self.at.gov, &message)?;

        Ok(self.send(who, call)?.is_some())
    }

    /// Stakes what voting has earned.
    pub(in crate::engine) fn restake(&mut self, who: &Person) -> Result<bool, SimulationError> {
        let message = gov::ExecuteMsg::StakeVotingRewards { poll_id: None };
        let call = Call::new(&self.at.gov, &message)?;

        Ok(self.send(who, call)?.is_some())
    }
}

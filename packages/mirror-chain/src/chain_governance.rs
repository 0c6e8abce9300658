//! The chain's own governance and its validators: who decides what no contract can.

use cosmrs::proto::cosmos::gov::v1::{
    ProposalStatus, QueryParamsRequest, QueryParamsResponse, QueryProposalRequest,
    QueryProposalResponse,
};
use cosmrs::proto::cosmos::staking::v1beta1::{QueryValidatorsRequest, QueryValidatorsResponse};
use cosmrs::proto::cosmwasm::wasm::v1::{QueryPinnedCodesRequest, QueryPinnedCodesResponse};
use cosmrs::AccountId;
use cosmwasm_std::{Coin, Uint128};
use sha2::{Digest, Sha256};

use crate::error::{unexpected, ChainError};
use crate::node::Node;
use crate::wasm::{next, page};

/// A validator that takes part in consensus.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Validator {
    /// Its operator address.
    pub operator: String,
    /// What is bonded to it, in units of the bonded denom.
    pub bonded: Uint128,
}

/// Where a proposal is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Proposal {
    /// It is voted on, or waits for its deposit.
    Open,
    /// It was accepted, and what it asks for was done.
    Passed,
    /// It was not accepted, or what it asks for failed.
    Failed,
}

impl Node {
    /// The account in whose name the chain's governance acts.
    pub fn chain_governance(&self) -> Result<String, ChainError> {
        let digest = Sha256::digest(b"gov");
        let bytes = digest.get(..20).unwrap_or_default();
        let account = AccountId::new(&self.config.bech32_prefix, bytes);
        Ok(account.map_err(unexpected)?.to_string())
    }

    /// The deposit that a proposal needs.
    pub async fn proposal_deposit(&self) -> Result<Vec<Coin>, ChainError> {
        let request = QueryParamsRequest {
            params_type: "deposit".to_string(),
        };
        let path = "/cosmos.gov.v1.Query/Params";
        let answer: QueryParamsResponse = self.ask(path, &request).await?;
        let params = answer.params;
        let params = params.ok_or_else(|| unexpected("a governance without rules"))?;
        let coins = params.min_deposit.into_iter().map(|coin| {
            let amount: Uint128 = coin.amount.parse().map_err(unexpected)?;
            Ok(Coin::new(amount, coin.denom))
        });
        coins.collect()
    }

    /// What became of a proposal.
    pub async fn proposal(&self, proposal_id: u64) -> Result<Proposal, ChainError> {
        let path = "/cosmos.gov.v1.Query/Proposal";
        let request = QueryProposalRequest { proposal_id };
        let answer: QueryProposalResponse = self.ask(path, &request).await?;
        let proposal = answer.proposal;
        let proposal = proposal.ok_or_else(|| unexpected("a proposal without content"))?;
        Ok(match proposal.status() {
            ProposalStatus::Passed => Proposal::Passed,
            ProposalStatus::Rejected | ProposalStatus::Failed => Proposal::Failed,
            _ => Proposal::Open,
        })
    }

    /// The validators that take part, up to a hundred.
    pub async fn validators(&self) -> Result<Vec<Validator>, ChainError> {
        let request = QueryValidatorsRequest {
            status: "BOND_STATUS_BONDED".to_string(),
            pagination: page(None, 100),
        };
        let path = "/cosmos.staking.v1beta1.Query/Validators";
        let answer: QueryValidatorsResponse = self.ask(path, &request).await?;
        let validators = answer.validators.into_iter().map(|validator| {
            Ok(Validator {
                operator: validator.operator_address,
                bonded: validator.tokens.parse().map_err(unexpected)?,
            })
        });
        validators.collect()
    }

    /// The codes that stay loaded.
    pub async fn pinned_codes(&self) -> Result<Vec<u64>, ChainError> {
        let mut found = Vec::new();
        let mut start = None;
        loop {
            let request = QueryPinnedCodesRequest {
                pagination: page(start, 100),
            };
            let path = "/cosmwasm.wasm.v1.Query/PinnedCodes";
            let answer: QueryPinnedCodesResponse = self.ask(path, &request).await?;
            found.extend(answer.code_ids);
            start = next(answer.pagination.map(|page| page.next_key));
            if start.is_none() {
                return Ok(found);
            }
        }
    }
}

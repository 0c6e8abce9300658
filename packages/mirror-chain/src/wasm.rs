//! Contracts and their codes.

use cosmrs::proto::cosmos::base::query::v1beta1::PageRequest;
use cosmrs::proto::cosmwasm::wasm::v1::{
    QueryAllContractStateRequest, QueryAllContractStateResponse, QueryBuildAddressRequest,
    QueryBuildAddressResponse, QueryCodesRequest, QueryCodesResponse, QueryContractInfoRequest,
    QueryContractInfoResponse, QueryRawContractStateRequest, QueryRawContractStateResponse,
    QuerySmartContractStateRequest, QuerySmartContractStateResponse,
};
use serde::de::DeserializeOwned;
use serde::Serialize;

use crate::error::{unexpected, ChainError};
use crate::node::Node;

/// How many entries a page of a list has.
const PAGE: u64 = 1_000;

/// How many a page of stored things has, which may be large.
const STATE_PAGE: u64 = 100;

const CODES: &str = "/cosmwasm.wasm.v1.Query/Codes";

/// What the chain knows of a contract.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ContractInfo {
    /// The number of its code.
    pub code_id: u64,
    /// Who created it.
    pub creator: String,
    /// Who may migrate it, if anybody may.
    pub admin: Option<String>,
    /// The label that explorers show.
    pub label: String,
    /// The height at which it was made; `None` where the chain does not say.
    pub created_height: Option<u64>,
}

/// What the chain knows of a code.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CodeInfo {
    /// Its number.
    pub code_id: u64,
    /// Who stored it.
    pub creator: String,
    /// The SHA-256 of its bytes, in lower-case hexadecimal digits.
    pub checksum: String,
}

/// A page of what a contract has stored.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StatePage {
    /// Keys and values, in the order of the keys.
    pub entries: Vec<(Vec<u8>, Vec<u8>)>,
    /// What to ask the next page with; `None` after the last.
    pub next: Option<Vec<u8>>,
}

impl Node {
    /// Ask a contract.
    pub async fn smart<T: DeserializeOwned>(
        &self,
        contract: &str,
        question: &impl Serialize,
    ) -> Result<T, ChainError> {
        let question = serde_json::to_vec(question).map_err(unexpected)?;
        let answer = self.smart_bytes(contract, question).await?;
        serde_json::from_slice(&answer).map_err(unexpected)
    }

    /// Ask a contract, both in JSON.
    pub async fn smart_bytes(
        &self,
        contract: &str,
        question: Vec<u8>,
    ) -> Result<Vec<u8>, ChainError> {
        let request = QuerySmartContractStateRequest {
            address: contract.to_string(),
            query_data: question,
        };
        let path = "/cosmwasm.wasm.v1.Query/SmartContractState";
        let answer: QuerySmartContractStateResponse = self.ask(path, &request).await?;
        Ok(answer.data)
    }

    /// What a contract has stored under a key; `None` if nothing.
    pub async fn stored(&self, contract: &str, key: &[u8]) -> Result<Option<Vec<u8>>, ChainError> {
        let request = QueryRawContractStateRequest {
            address: contract.to_string(),
            query_data: key.to_vec(),
        };
        let path = "/cosmwasm.wasm.v1.Query/RawContractState";
        let answer: QueryRawContractStateResponse = self.ask(path, &request).await?;
        // The chain does not store empty values.
        Ok(Some(answer.data).filter(|data| !data.is_empty()))
    }

    /// A page of all that a contract has stored; begins with `None`.
    pub async fn state_page(
        &self,
        contract: &str,
        start: Option<Vec<u8>>,
    ) -> Result<StatePage, ChainError> {
        let request = QueryAllContractStateRequest {
            address: contract.to_string(),
            pagination: page(start, STATE_PAGE),
        };
        let path = "/cosmwasm.wasm.v1.Query/AllContractState";
        let answer: QueryAllContractStateResponse = self.ask(path, &request).await?;
        let entries = answer.models.into_iter();
        Ok(StatePage {
            entries: entries.map(|model| (model.key, model.value)).collect(),
            next: next(answer.pagination.map(|page| page.next_key)),
        })
    }

    /// What the chain knows of a contract.
    pub async fn contract_info(&self, contract: &str) -> Result<ContractInfo, ChainError> {
        let request = QueryContractInfoRequest {
            address: contract.to_string(),
        };
        let path = "/cosmwasm.wasm.v1.Query/ContractInfo";
        let answer: QueryContractInfoResponse = self.ask(path, &request).await?;
        let info = answer.contract_info;
        let info = info.ok_or_else(|| unexpected("a contract without content"))?;
        Ok(ContractInfo {
            code_id: info.code_id,
            creator: info.creator,
            admin: Some(info.admin).filter(|admin| !admin.is_empty()),
            label: info.label,
            created_height: info
                .created
                .map(|created| created.block_height)
                .filter(|height| *height > 0),
        })
    }

    /// What the chain knows of a code.
    pub async fn code(&self, code_id: u64) -> Result<CodeInfo, ChainError> {
        // A page of one that begins with this code: the query for a single code answers its bytes, too.
        let request = QueryCodesRequest {
            pagination: Some(PageRequest {
                key: code_id.to_be_bytes().to_vec(),
                limit: 1,
                ..PageRequest::default()
            }),
        };
        let answer: QueryCodesResponse = self.ask(CODES, &request).await?;
        let mut codes = answer.code_infos.into_iter();
        let found = codes.find(|code| code.code_id == code_id);
        let code = found.ok_or_else(|| unexpected(format!("there is no code {code_id}")))?;
        Ok(CodeInfo {
            code_id,
            checksum: hex(&code.data_hash),
            creator: code.creator,
        })
    }

    /// The codes that somebody stored, oldest first. The chain can only be asked for everybody's, so
    /// that this takes a question for each thousand of them.
    pub async fn codes_of(&self, creator: &str) -> Result<Vec<CodeInfo>, ChainError> {
        let mut found = Vec::new();
        let mut start = None;
        loop {
            let request = QueryCodesRequest {
                pagination: page(start, PAGE),
            };
            let answer: QueryCodesResponse = self.ask(CODES, &request).await?;
            let codes = answer.code_infos.into_iter();
            let his = codes.filter(|code| code.creator == creator);
            found.extend(his.map(|code| CodeInfo {
                code_id: code.code_id,
                checksum: hex(&code.data_hash),
                creator: code.creator,
            }));
            start = next(answer.pagination.map(|page| page.next_key));
            if start.is_none() {
                return Ok(found);
            }
        }
    }

    /// The address at which [`crate::Msg::Instantiate2`] makes a contract. The checksum is in
    /// hexadecimal digits.
    pub async fn build_address(
        &self,
        checksum: &str,
        creator: &str,
        salt: &[u8],
    ) -> Result<String, ChainError> {
        let request = QueryBuildAddressRequest {
            code_hash: checksum.to_string(),
            creator_address: creator.to_string(),
            salt: hex(salt),
            init_args: vec![],
        };
        let path = "/cosmwasm.wasm.v1.Query/BuildAddress";
        let answer: QueryBuildAddressResponse = self.ask(path, &request).await?;
        Ok(answer.address)
    }
}

pub(crate) fn page(start: Option<Vec<u8>>, limit: u64) -> Option<PageRequest> {
    Some(PageRequest {
        key: start.unwrap_or_default(),
        limit,
        ..PageRequest::default()
    })
}

pub(crate) fn next(key: Option<Vec<u8>>) -> Option<Vec<u8>> {
    key.filter(|key| !key.is_empty())
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

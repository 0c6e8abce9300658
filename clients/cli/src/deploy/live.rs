//! A real chain as a deployment sees it.

use std::cell::RefCell;
use std::io;
use std::rc::Rc;

use cosmwasm_std::Binary;
use mirror_chain::{Account, ChainError, Included, Msg, Outcome, Sent, Signed};
use mirror_deploy::{Artifact, Chain, ContractInfo, Receipt, Settled, Transaction};
use serde::de::DeserializeOwned;
use serde::Serialize;

use super::artifacts::Artifacts;
use super::refusal::LiveError;
use super::salt::Name;
use super::view::View;
use crate::connection::Session;

/// What was carried out last, for whoever shows it.
pub(super) type Last = Rc<RefCell<Option<Carried>>>;

/// A transaction that was carried out, and what it paid.
#[derive(Clone, Debug)]
pub(super) struct Carried {
    pub(super) included: Included,
    pub(super) fee: mirror_chain::Fee,
}

/// A real chain, and the account that signs.
pub(super) struct Live<'a> {
    session: &'a Session,
    /// The same chain, for questions.
    view: View<'a>,
    account: Account,
    artifacts: &'a Artifacts,
    name: &'a Name,
    last: Last,
    /// The first place in the account's sequence that the journal does not know of.
    next: u64,
    /// What took such places.
    unknown: Vec<Sent>,
}

impl<'a> Live<'a> {
    pub(super) fn new(
        session: &'a Session,
        account: Account,
        artifacts: &'a Artifacts,
        name: &'a Name,
        last: Last,
        next: u64,
    ) -> Self {
        let maker = account.address().to_string();
        Self {
            session,
            view: View::new(session, artifacts.checksums().clone(), maker),
            account,
            artifacts,
            name,
            last,
            next,
            unknown: Vec::new(),
        }
    }

    /// The height of the last block.
    pub(super) fn height(&self) -> Result<u64, ChainError> {
        let status = self.session.run(self.session.node.status());
        status.map(|status| status.height)
    }

    fn message(&self, transaction: &Transaction) -> Result<Msg, LiveError> {
        let wasm = |artifact| {
            let packed = self.artifacts.packed(artifact);
            packed.map_err(|error| unread(artifact, &error))
        };
        Msg::of_deployment(transaction, wasm, |label| Some(self.name.salt(label)))
    }

    /// The transaction of a step that was carried out, and whose entry in the journal was lost. Its
    /// memo is the step.
    fn sent_before(&mut self, step: &str, messages: &[Msg]) -> Result<Option<Signed>, LiveError> {
        let numbers = self.session.run(self.account.numbers())?;
        for sequence in self.next..numbers.sequence {
            let sent = self.session.node.sent_at(self.account.address(), sequence);
            self.unknown.extend(self.session.run(sent)?);
        }
        self.next = self.next.max(numbers.sequence);
        for (place, sent) in self.unknown.iter().enumerate() {
            if sent.is_success && sent.memo == step && sent.carries(messages)? {
                return Ok(Some(self.unknown.swap_remove(place).signed));
            }
        }
        Ok(None)
    }

    /// Where a contract is made must be free.
    fn free(&self, transaction: &Transaction) -> Result<(), LiveError> {
        let Transaction::Instantiate { code_id, label, .. } = transaction else {
            return Ok(());
        };
        let node = &self.session.node;
        let (maker, salt) = (self.account.address(), self.name.salt(label));
        let found = self.session.run(async {
            let code = node.code(*code_id).await?;
            let address = node.build_address(&code.checksum, maker, &salt).await?;
            match node.contract_info(&address).await {
                Ok(_) => Ok(Some(address)),
                Err(ChainError::QueryRefused { .. }) => Ok(None),
                Err(error) => Err(error),
            }
        });
        match found? {
            Some(address) => Err(LiveError::Taken {
                role: label.clone(),
                address,
            }),
            None => Ok(()),
        }
    }
}

impl Chain for Live<'_> {
    type Error = LiveError;
    type Signed = Signed;

    fn sender(&self) -> String {
        self.account.address().to_string()
    }

    fn sign(&mut self, step: &str, transaction: &Transaction) -> Result<Signed, LiveError> {
        let messages = [self.message(transaction)?];
        if let Some(sent) = self.sent_before(step, &messages)? {
            return Ok(sent);
        }
        self.free(transaction)?;
        let account = &mut self.account;
        let signed = self.session.run(async {
            let fee = account.estimate(&messages, step).await?;
            account.sign(&messages, step, &fee).await
        })?;
        self.next = signed.sequence.saturating_add(1);
        Ok(signed)
    }

    fn settle(&mut self, signed: &Signed) -> Result<Settled<LiveError>, LiveError> {
        match self.session.run(self.account.settle(signed))? {
            Outcome::Done(included) => {
                let receipt = receipt(&included);
                let fee = signed.fee.clone();
                self.last.replace(Some(Carried { included, fee }));
                Ok(Settled::Done(receipt))
            }
            Outcome::Void(reason) => Ok(Settled::Void(reason.into())),
        }
    }

    fn query<T: DeserializeOwned>(
        &mut self,
        contract: &str,
        question: &impl Serialize,
    ) -> Result<T, LiveError> {
        self.view.query(contract, question)
    }

    fn stored(&mut self, contract: &str, key: &[u8]) -> Result<Option<Binary>, LiveError> {
        self.view.stored(contract, key)
    }

    fn contract(&mut self, contract: &str) -> Result<ContractInfo, LiveError> {
        self.view.contract(contract)
    }

    fn checksum(&mut self, code_id: u64) -> Result<String, LiveError> {
        self.view.checksum(code_id)
    }

    fn published_checksum(&self, artifact: Artifact) -> Result<String, LiveError> {
        self.view.published_checksum(artifact)
    }

    fn published_code(&mut self, artifact: Artifact) -> Result<Option<u64>, LiveError> {
        self.view.published_code(artifact)
    }

    fn now(&mut self) -> Result<u64, LiveError> {
        self.view.now()
    }

    fn unexpected(&self, what: String) -> LiveError {
        self.view.unexpected(what)
    }
}

fn unread(artifact: Artifact, error: &io::Error) -> LiveError {
    LiveError::Artifact {
        artifact: artifact.name(),
        reason: error.to_string(),
    }
}

/// What the steps look for in a transaction: what contracts say, and what was stored or made.
fn receipt(included: &Included) -> Receipt {
    let code_id = included.value("store_code", "code_id");
    // What the contract itself makes comes after it.
    let contract = included.value("instantiate", "_contract_address");
    let attributes = included.wasm().flat_map(|event| event.attributes.clone());
    Receipt {
        code_id: code_id.and_then(|code_id| code_id.parse().ok()),
        contract: contract.map(str::to_string),
        attributes: attributes.collect(),
    }
}

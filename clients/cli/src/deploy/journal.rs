//! The journal of a work on a chain: opened for what it belongs to, and refused on a chain that was
//! begun anew under the same name.

use std::path::Path;

use mirror_chain::journal::FileJournal;
use mirror_chain::{ChainError, KnownBlock, Signed, Standing};
use mirror_deploy::Journal;

use super::error::DeployError;
use super::progress::Progress;
use crate::connection::Session;
use crate::failure::Failure;

/// The answer that tells on which chain a journal was begun.
pub(super) const LAST_BLOCK: &str = "the chain's last block at the start";

/// The journal at a path, of what is named and of the session's chain. It is made if there is none.
pub(super) fn open(
    session: &Session,
    path: &Path,
    of: &[(&str, &str)],
    progress: &Progress,
) -> Result<FileJournal<Signed>, Failure> {
    let chain = ("chain", session.config.chain_id.as_str());
    let binding = of.iter().chain([&chain]);
    let binding = binding.map(|(what, value)| (what.to_string(), value.to_string()));
    let journal = FileJournal::<Signed>::open(path, &binding.collect());
    let journal = journal.map_err(DeployError::from)?;
    if let Some(bytes) = journal.dropped() {
        progress.say(&format!(
            "The last {bytes} bytes of the journal are an entry that was not finished; it is left out, and \
             what it was about is looked for on the chain."
        ));
    }
    match missing(session, &journal)? {
        None => Ok(journal),
        Some(what) => Err(DeployError::OtherBeginning {
            path: path.to_path_buf(),
            what,
        }
        .into()),
    }
}

/// What the journal knows of its chain, and this one does not have.
fn missing(session: &Session, journal: &FileJournal<Signed>) -> Result<Option<String>, Failure> {
    if let Some(known) = journal.answer(LAST_BLOCK) {
        let known: KnownBlock = serde_json::from_value(known)
            .map_err(|error| ChainError::Unexpected(error.to_string()))?;
        match session.run(session.node.standing(&known))? {
            Standing::There => return Ok(None),
            Standing::Missing => {
                let KnownBlock { height, hash, .. } = known;
                return Ok(Some(format!("block {height} with the hash {hash}")));
            }
            Standing::Forgotten => {}
        }
    }
    let made = journal.steps().values().find_map(|entry| entry.made());
    let Some(contract) = made else {
        return Ok(None);
    };
    match session.run(session.node.contract_info(contract)) {
        Ok(_) => Ok(None),
        Err(ChainError::QueryRefused { .. }) => Ok(Some(format!("the contract {contract}"))),
        Err(error) => Err(error.into()),
    }
}

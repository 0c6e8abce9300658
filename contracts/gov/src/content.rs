//! The texts and the action of a poll. They are fixed when it is created. They have a record of
//! their own, since they may be long and are read only when the poll is executed or shown.

use cosmwasm_std::ensure;
use mirror_bytes::in_bytes;

use crate::action::Action;
use crate::error::ContractError;

const TITLE_BYTES: (usize, usize) = (4, 64);
const DESCRIPTION_BYTES: (usize, usize) = (4, 256);
const LINK_BYTES: (usize, usize) = (12, 128);

/// The texts of a poll. Only the action counts: the texts may lie about it.
#[derive(Clone, Debug, PartialEq)]
pub struct Texts {
    pub title: String,
    pub description: String,
    pub link: Option<String>,
}

/// The texts and the action of a poll.
#[derive(Clone, Debug, PartialEq)]
pub struct Content {
    pub texts: Texts,
    pub action: Action,
}

in_bytes!(Texts {
    title,
    description,
    link
});

in_bytes!(Content { texts, action });

impl Texts {
    /// Refuse texts that are too short or too long.
    pub fn ensure_lengths(&self) -> Result<(), ContractError> {
        let length = self.title.len();
        ensure!(
            length >= TITLE_BYTES.0,
            ContractError::TitleTooShort { length }
        );
        ensure!(
            length <= TITLE_BYTES.1,
            ContractError::TitleTooLong { length }
        );
        let length = self.description.len();
        ensure!(
            length >= DESCRIPTION_BYTES.0,
            ContractError::DescriptionTooShort { length }
        );
        ensure!(
            length <= DESCRIPTION_BYTES.1,
            ContractError::DescriptionTooLong { length }
        );
        if let Some(link) = &self.link {
            let length = link.len();
            ensure!(
                length >= LINK_BYTES.0,
                ContractError::LinkTooShort { length }
            );
            ensure!(
                length <= LINK_BYTES.1,
                ContractError::LinkTooLong { length }
            );
        }
        Ok(())
    }
}

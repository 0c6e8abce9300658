//! A stage, which is a list of accounts: whether it pays, and what is left of it.

use cosmwasm_schema::cw_serde;
use cosmwasm_std::{ensure, Addr, Binary, StdResult, Uint128};
use mirror_merkle::{fold, leaf, Hash, MOST_PROOF_ELEMENTS};

use crate::error::ContractError;

/// The terms of a stage. Every claim reads them, so the stored names are one letter each, and the root
/// is stored as bytes.
#[cw_serde]
pub struct Stage {
    /// The root of the list's tree.
    #[serde(rename = "r")]
    pub merkle_root: Binary,
    /// The sum of the list in micro-MIR, if known: this much is reserved for it.
    #[serde(rename = "t", default, skip_serializing_if = "Option::is_none")]
    pub total_amount: Option<Uint128>,
    /// The second from which on nothing can be claimed.
    #[serde(rename = "e", default, skip_serializing_if = "Option::is_none")]
    pub expiration: Option<u64>,
    /// Whether its rest was clawed back.
    #[serde(rename = "b", default, skip_serializing_if = "std::ops::Not::not")]
    pub clawed_back: bool,
}

impl Stage {
    /// The root as a hash.
    pub fn root(&self) -> StdResult<Hash> {
        Ok(Hash(self.merkle_root.to_array()?))
    }

    /// Refuse a claim at or after the expiration.
    pub fn ensure_open(&self, now: u64) -> Result<(), ContractError> {
        match self.expiration {
            Some(expiration) if now >= expiration => {
                Err(ContractError::StageExpired { expiration, now })
            }
            _ => Ok(()),
        }
    }

    /// Whether a proof leads from an account with its amount to the root.
    pub fn lists(
        &self,
        account: &Addr,
        amount: Uint128,
        proof: &[String],
    ) -> Result<bool, ContractError> {
        ensure!(
            proof.len() <= MOST_PROOF_ELEMENTS,
            ContractError::ProofTooLong {
                received: proof.len(),
                most: MOST_PROOF_ELEMENTS
            }
        );
        let proof = proof
            .iter()
            .map(|element| element.parse())
            .collect::<Result<Vec<Hash>, _>>()
            .map_err(ContractError::InvalidProof)?;

        let root = fold(leaf(account.as_str(), amount), &proof);
        Ok(root.as_slice() == self.merkle_root.as_slice())
    }

    /// What is left of the total after this much was claimed; `None` without a total.
    pub fn left(&self, claimed: Uint128) -> Option<Uint128> {
        self.total_amount.map(|total| total.saturating_sub(claimed))
    }

    /// What can be clawed back at second `now`.
    pub fn rest(&self, now: u64, claimed: Uint128) -> Result<Uint128, ContractError> {
        let expiration = self.expiration;
        ensure!(
            expiration.is_some_and(|second| now >= second),
            ContractError::StageNotExpired { expiration }
        );
        self.left(claimed).ok_or(ContractError::StageHasNoTotal {})
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn stage(total_amount: Option<u128>, expiration: Option<u64>) -> Stage {
        Stage {
            merkle_root: Binary::new(vec![7; 32]),
            total_amount: total_amount.map(Uint128::new),
            expiration,
            clawed_back: false,
        }
    }

    fn rest(stage: &Stage, now: u64, claimed: u128) -> Result<u128, ContractError> {
        stage
            .rest(now, Uint128::new(claimed))
            .map(|rest| rest.u128())
    }

    #[test]
    fn a_stage_is_open_until_the_second_of_its_expiration() {
        let limited = stage(None, Some(100));
        let endless = stage(None, None);

        assert_eq!(Ok(()), limited.ensure_open(99));
        for now in [100, 101, u64::MAX] {
            let expired = ContractError::StageExpired {
                expiration: 100,
                now,
            };
            assert_eq!(Err(expired), limited.ensure_open(now));
            assert_eq!(Ok(()), endless.ensure_open(now));
        }
    }

    #[test]
    fn what_is_left_can_be_clawed_back_from_the_expiration_on() {
        let limited = stage(Some(10_000_001), Some(100));

        assert_eq!(Ok(6_500_001), rest(&limited, 100, 3_500_000));
        assert_eq!(Ok(0), rest(&limited, u64::MAX, 10_000_001));
        let expiration = Some(100);
        assert_eq!(
            Err(ContractError::StageNotExpired { expiration }),
            rest(&limited, 99, 3_500_000)
        );
    }

    #[test]
    fn a_stage_without_expiration_or_total_has_no_rest() {
        let expiration = None;
        assert_eq!(
            Err(ContractError::StageNotExpired { expiration }),
            rest(&stage(Some(1), None), u64::MAX, 0)
        );
        assert_eq!(
            Err(ContractError::StageHasNoTotal {}),
            rest(&stage(None, Some(100)), 100, 0)
        );
    }

    #[test]
    fn a_stage_takes_few_bytes() {
        let text = |stage| String::from_utf8(cosmwasm_std::to_json_vec(&stage).unwrap()).unwrap();
        let root = Binary::new(vec![7; 32]).to_base64();

        assert_eq!(format!(r#"{{"r":"{root}"}}"#), text(stage(None, None)));
        assert_eq!(
            format!(r#"{{"r":"{root}","t":"5","e":7}}"#),
            text(stage(Some(5), Some(7)))
        );
    }
}

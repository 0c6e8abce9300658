//! Who runs the oracle, in which denom it states prices, and how it judges posts.

use cosmwasm_schema::cw_serde;
use cosmwasm_std::{ensure, Addr, Api, Decimal};
use mirror_bytes::in_bytes;
use mirror_protocol::oracle::{ConfigUpdate, DEFAULT_CONFIRM_SECONDS};

use crate::error::ContractError;

/// The shortest halt, in seconds. A price may be used for as long, so a shorter halt would stop
/// nothing.
pub const SHORTEST_HALT_SECONDS: u64 = 60;
/// The longest halt, in seconds: a day, in which the owner can act.
pub const LONGEST_HALT_SECONDS: u64 = 86_400;
/// The longest wait for a confirmation, in seconds: a day, so that a price that really jumped can be
/// used again in the end, whatever is configured.
pub const LONGEST_CONFIRMATION_SECONDS: u64 = 86_400;

/// The configuration without the limits. Posts do not read it, so it is stored as JSON.
#[cw_serde]
pub struct Config {
    /// Who registers assets.
    pub owner: Addr,
    /// The denom every price is stated in.
    pub base_asset: String,
    /// Who may halt assets for a while.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub guardian: Option<Addr>,
    /// How long a halt lasts, in seconds.
    pub halt_seconds: u64,
}

/// How posts are judged. Stored in bytes, since every post reads it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Limits {
    /// The band of all assets that have none of their own.
    pub max_deviation: Option<Decimal>,
    /// How long a post outside the band waits for its confirmation, and how long an anchor stays at
    /// least, in seconds.
    pub confirm_seconds: u64,
}

in_bytes!(Limits {
    max_deviation,
    confirm_seconds
});

impl Config {
    /// Refuse all senders but the owner.
    pub fn ensure_owner(&self, sender: &Addr) -> Result<(), ContractError> {
        ensure!(self.owner == *sender, ContractError::Unauthorized {});
        Ok(())
    }

    /// Refuse everybody but the owner and the guardian.
    pub fn ensure_owner_or_guardian(&self, sender: &Addr) -> Result<(), ContractError> {
        ensure!(
            self.owner == *sender || self.guardian.as_ref() == Some(sender),
            ContractError::Unauthorized {}
        );
        Ok(())
    }

    /// Change what the message names.
    pub fn apply(&mut self, api: &dyn Api, update: &ConfigUpdate) -> Result<(), ContractError> {
        if let Some(owner) = &update.owner {
            self.owner = api.addr_validate(owner)?;
        }
        if let Some(guardian) = &update.guardian {
            self.guardian = optional_address(api, guardian)?;
        }
        if let Some(halt_seconds) = update.halt_seconds {
            ensure!(
                (SHORTEST_HALT_SECONDS..=LONGEST_HALT_SECONDS).contains(&halt_seconds),
                ContractError::HaltSecondsOutOfRange {
                    received: halt_seconds,
                    least: SHORTEST_HALT_SECONDS,
                    most: LONGEST_HALT_SECONDS,
                }
            );
            self.halt_seconds = halt_seconds;
        }
        Ok(())
    }
}

impl Limits {
    /// No band, and the shortest wait.
    pub fn none() -> Self {
        Self {
            max_deviation: None,
            confirm_seconds: DEFAULT_CONFIRM_SECONDS,
        }
    }

    /// Change what the message names.
    pub fn apply(&mut self, update: &ConfigUpdate) -> Result<(), ContractError> {
        self.max_deviation = replace_band(self.max_deviation, update.max_deviation);
        if let Some(confirm_seconds) = update.confirm_seconds {
            ensure!(
                confirm_seconds <= LONGEST_CONFIRMATION_SECONDS,
                ContractError::ConfirmationTooLong {
                    received: confirm_seconds,
                    most: LONGEST_CONFIRMATION_SECONDS,
                }
            );
            // A shorter wait than a minute counts as a minute.
            self.confirm_seconds = confirm_seconds.max(DEFAULT_CONFIRM_SECONDS);
        }
        Ok(())
    }
}

/// The band after a message: an absent one keeps `present`, 0 removes it.
pub fn replace_band(present: Option<Decimal>, given: Option<Decimal>) -> Option<Decimal> {
    given.or(present).filter(|band| !band.is_zero())
}

/// A checked address, or none for "".
pub fn optional_address(api: &dyn Api, address: &str) -> Result<Option<Addr>, ContractError> {
    if address.is_empty() {
        return Ok(None);
    }
    Ok(Some(api.addr_validate(address)?))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_band_is_kept_replaced_or_removed() {
        let half = Some(Decimal::percent(50));

        assert_eq!(half, replace_band(half, None));
        assert_eq!(half, replace_band(None, half));
        assert_eq!(None, replace_band(None, None));
        assert_eq!(None, replace_band(None, Some(Decimal::zero())));
        assert_eq!(
            Some(Decimal::percent(10)),
            replace_band(half, Some(Decimal::percent(10)))
        );
        assert_eq!(None, replace_band(half, Some(Decimal::zero())));
    }

    #[test]
    fn a_confirmation_waits_for_a_minute_at_least_and_a_day_at_most() {
        let after = |seconds| {
            let mut limits = Limits::none();
            let update = ConfigUpdate {
                confirm_seconds: Some(seconds),
                ..ConfigUpdate::default()
            };
            limits.apply(&update).map(|()| limits.confirm_seconds)
        };

        for (given, kept) in [
            (0, 60),
            (1, 60),
            (59, 60),
            (60, 60),
            (61, 61),
            (86_400, 86_400),
        ] {
            assert_eq!(Ok(kept), after(given));
        }
        for received in [86_401, u64::MAX] {
            let most = 86_400;
            assert_eq!(
                Err(ContractError::ConfirmationTooLong { received, most }),
                after(received)
            );
        }
    }
}

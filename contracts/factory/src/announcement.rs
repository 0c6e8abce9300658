//! A delisting that an asset's feeder announced, and what has to be true when it is carried out.
//!
//! The feeder's key may be stolen. So a delisting that a feeder asks for is only announced, and those
//! who may cancel it get time: one day where there is a guardian; fifteen days where a poll has to do
//! it, which takes eight (factory.md section 3).

use cosmwasm_std::{ensure, Addr, Decimal};
use mirror_bytes::in_bytes;
use mirror_protocol::mint::AssetConfigResponse;

use crate::error::ContractError;

/// Seconds from the announcement to the delisting where the oracle has a guardian.
pub const NOTICE_WITH_GUARDIAN: u64 = 86_400;
/// Seconds from the announcement to the delisting where it has none, and only a poll can cancel.
pub const NOTICE_WITHOUT_GUARDIAN: u64 = 1_296_000;
/// Seconds after a cancellation in which no feeder may announce the asset's delisting again.
pub const PAUSE: u64 = 604_800;

/// An announced delisting. Its price and its time are fixed: nothing that happens later changes them.
#[derive(Clone, Debug, PartialEq)]
pub struct Announcement {
    /// The price at which the asset will be redeemed for ever.
    pub end_price: Decimal,
    /// When it was announced, in UNIX seconds.
    pub announced: u64,
    /// From when on anybody may carry it out, in UNIX seconds.
    pub due: u64,
    /// Whether a successor is listed when it is carried out.
    pub migrates: bool,
    /// Whether `end_price` is the price from before an IPO.
    pub is_pre_ipo: bool,
    /// The feeder that announced it.
    pub feeder: Addr,
}

in_bytes!(Announcement {
    end_price,
    announced,
    due,
    migrates,
    is_pre_ipo,
    feeder
});

impl Announcement {
    /// When a delisting that is announced `now` becomes due.
    pub fn due(now: u64, has_guardian: bool) -> u64 {
        let notice = if has_guardian {
            NOTICE_WITH_GUARDIAN
        } else {
            NOTICE_WITHOUT_GUARDIAN
        };
        now.saturating_add(notice)
    }

    /// Refuse to carry it out before its time.
    pub fn ensure_due(&self, asset: &Addr, now: u64) -> Result<(), ContractError> {
        ensure!(
            now >= self.due,
            ContractError::DelistingNotDue {
                asset: asset.to_string(),
                due: self.due
            }
        );
        Ok(())
    }

    /// Whether it may still be carried out: the same account feeds the asset, the asset is not
    /// delisted, and its price is of the same kind (before or after an IPO) as when it was announced.
    pub fn holds(&self, feeder: Option<&str>, asset_config: &AssetConfigResponse) -> bool {
        let pre_ipo_price = asset_config
            .ipo_params
            .as_ref()
            .map(|ipo| ipo.pre_ipo_price);
        let announced = self.is_pre_ipo.then_some(self.end_price);
        asset_config.end_price.is_none()
            && feeder == Some(self.feeder.as_str())
            && pre_ipo_price == announced
    }
}

/// Refuse a new announcement within [`PAUSE`] of the time an earlier one was `cancelled`.
pub fn ensure_no_pause(
    asset: &Addr,
    cancelled: Option<u64>,
    now: u64,
) -> Result<(), ContractError> {
    let until = cancelled.map_or(0, |cancelled| cancelled.saturating_add(PAUSE));
    ensure!(
        now >= until,
        ContractError::DelistingCancelled {
            asset: asset.to_string(),
            until
        }
    );
    Ok(())
}

#[cfg(test)]
mod tests {
    use mirror_bytes::Bytes;
    use mirror_protocol::mint::IPOParams;

    use super::*;

    fn announced(is_pre_ipo: bool) -> Announcement {
        Announcement {
            end_price: Decimal::percent(150),
            announced: 1_000,
            due: 87_400,
            migrates: false,
            is_pre_ipo,
            feeder: Addr::unchecked("feeder"),
        }
    }

    fn asset(pre_ipo_price: Option<u64>) -> AssetConfigResponse {
        let ipo = |percent| IPOParams {
            mint_end: 10,
            pre_ipo_price: Decimal::percent(percent),
            min_collateral_ratio_after_ipo: Decimal::percent(200),
            trigger_addr: None,
        };
        AssetConfigResponse {
            token: "token".to_string(),
            auction_discount: Decimal::percent(20),
            min_collateral_ratio: Decimal::percent(150),
            end_price: None,
            ipo_params: pre_ipo_price.map(ipo),
            debt_cap: None,
            delisting_price: None,
            collateral: None,
            collateral_due: None,
        }
    }

    #[test]
    fn a_guardian_has_a_day_and_a_vote_has_fifteen() {
        assert_eq!(1_000 + 86_400, Announcement::due(1_000, true));
        assert_eq!(1_000 + 15 * 86_400, Announcement::due(1_000, false));
        assert_eq!(u64::MAX, Announcement::due(u64::MAX, false));
    }

    #[test]
    fn a_delisting_is_due_from_its_second_on() {
        let asset = Addr::unchecked("token");
        let refused = ContractError::DelistingNotDue {
            asset: "token".to_string(),
            due: 87_400,
        };
        assert_eq!(Err(refused), announced(false).ensure_due(&asset, 87_399));
        assert_eq!(Ok(()), announced(false).ensure_due(&asset, 87_400));
    }

    #[test]
    fn an_announcement_holds_while_the_same_account_feeds_a_price_of_the_same_kind() {
        let cases = [
            (false, Some("feeder"), None, true),
            (false, Some("standby"), None, false),
            (false, None, None, false),
            (true, Some("feeder"), Some(150), true),
            // The IPO took place, or the owner changed the price before it.
            (true, Some("feeder"), None, false),
            (true, Some("feeder"), Some(151), false),
            (false, Some("feeder"), Some(150), false),
        ];
        for (is_pre_ipo, feeder, price, holds) in cases {
            let case = (is_pre_ipo, feeder, price);
            let found = announced(is_pre_ipo).holds(feeder, &asset(price));
            assert_eq!(holds, found, "{case:?}");
        }

        let delisted = AssetConfigResponse {
            end_price: Some(Decimal::percent(150)),
            ..asset(None)
        };
        assert!(!announced(false).holds(Some("feeder"), &delisted));
    }

    #[test]
    fn after_a_cancellation_there_are_seven_days_without_another_one() {
        let asset = Addr::unchecked("token");
        let refused = ContractError::DelistingCancelled {
            asset: "token".to_string(),
            until: 1_000 + 7 * 86_400,
        };
        assert_eq!(Ok(()), ensure_no_pause(&asset, None, 0));
        assert_eq!(
            Err(refused),
            ensure_no_pause(&asset, Some(1_000), 1_000 + 7 * 86_400 - 1)
        );
        assert_eq!(
            Ok(()),
            ensure_no_pause(&asset, Some(1_000), 1_000 + 7 * 86_400)
        );
    }

    #[test]
    fn an_announcement_is_read_as_it_was_written() {
        for is_pre_ipo in [false, true] {
            let written = announced(is_pre_ipo);
            assert_eq!(Ok(written.clone()), Bytes::from_bytes(&written.to_bytes()));
        }
    }
}

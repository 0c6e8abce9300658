//! What may back positions (I-39).

use mirror_protocol::collateral_oracle::{
    CollateralInfoResponse, CollateralInfosResponse, QueryMsg,
};

use super::findings::Findings;
use super::view::View;
use crate::error::SimulationError;

/// I-39: what is priced by anything but a feeder has a cap, or was revoked.
pub(super) fn check(view: &View, findings: &mut Findings) -> Result<(), SimulationError> {
    let mut start_after = None;
    loop {
        let question = QueryMsg::CollateralAssetInfos {
            start_after,
            limit: None,
        };
        let oracle = &view.at.collateral_oracle;
        let page: CollateralInfosResponse = view.query(oracle, &question)?;
        let Some(last) = page.collaterals.last() else {
            return Ok(());
        };
        start_after = Some(last.asset.clone());
        for one in page.collaterals {
            findings.expect("I-39", is_bounded(&one), || {
                format!("{} of {} has no cap", one.asset, one.source_type)
            });
        }
    }
}

fn is_bounded(one: &CollateralInfoResponse) -> bool {
    one.is_revoked || one.source_type == "mirror_oracle" || one.value_cap.is_some()
}

#[cfg(test)]
mod tests {
    use cosmwasm_std::{Decimal, Uint128};

    use super::*;

    #[test]
    fn only_a_cap_a_feeder_or_a_revocation_bounds_what_a_price_can_do() {
        let pair = CollateralInfoResponse {
            asset: "uluna".into(),
            multiplier: Decimal::one(),
            source_type: "amm_pair".into(),
            is_revoked: false,
            value_cap: None,
        };
        let capped = CollateralInfoResponse {
            value_cap: Some(Uint128::one()),
            ..pair.clone()
        };
        let fed = CollateralInfoResponse {
            source_type: "mirror_oracle".into(),
            ..pair.clone()
        };
        let revoked = CollateralInfoResponse {
            is_revoked: true,
            ..pair.clone()
        };

        assert!(!is_bounded(&pair));
        assert!([capped, fed, revoked].iter().all(is_bounded));
    }
}

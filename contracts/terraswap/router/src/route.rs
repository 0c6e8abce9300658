//! A route through several pairs.

use cosmwasm_std::ensure;
use terraswap::asset::AssetInfo;
use terraswap::router::SwapOperation;

use crate::error::ContractError;

/// The most swaps of one message, so that its cost is limited.
pub const MOST_OPERATIONS: usize = 50;

/// Swaps of which each pays in what the one before gave, so that nothing is left in the router.
#[derive(Debug, PartialEq)]
pub struct Route {
    operations: Vec<SwapOperation>,
    offer: AssetInfo,
    target: AssetInfo,
}

impl Route {
    pub fn new(operations: Vec<SwapOperation>) -> Result<Self, ContractError> {
        let (Some(first), Some(last)) = (operations.first(), operations.last()) else {
            return Err(ContractError::NoOperations {});
        };
        let offer = first.offer_asset_info().clone();
        let target = last.ask_asset_info().clone();
        ensure!(
            operations.len() <= MOST_OPERATIONS,
            ContractError::TooManyOperations {
                received: operations.len(),
                most: MOST_OPERATIONS
            }
        );

        for (one, next) in operations.iter().zip(operations.iter().skip(1)) {
            let (given, wanted) = (one.ask_asset_info(), next.offer_asset_info());
            ensure!(
                given == wanted,
                ContractError::OperationsNotChained {
                    given: given.to_string(),
                    wanted: wanted.to_string()
                }
            );
        }

        Ok(Self {
            operations,
            offer,
            target,
        })
    }

    /// What is paid in to the first swap.
    pub fn offer(&self) -> &AssetInfo {
        &self.offer
    }

    /// What comes out of the last.
    pub fn target(&self) -> &AssetInfo {
        &self.target
    }

    /// The swaps, in order.
    pub fn operations(&self) -> &[SwapOperation] {
        &self.operations
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn hop(offer: &str, ask: &str) -> SwapOperation {
        SwapOperation::TerraSwap {
            offer_asset_info: AssetInfo::native(offer),
            ask_asset_info: AssetInfo::native(ask),
        }
    }

    #[test]
    fn a_route_knows_its_ends() {
        let route = Route::new(vec![hop("ua", "ub"), hop("ub", "uc")]).unwrap();

        assert_eq!(&AssetInfo::native("ua"), route.offer());
        assert_eq!(&AssetInfo::native("uc"), route.target());
    }

    #[test]
    fn a_route_has_1_to_50_swaps() {
        let back_and_forth = |swaps: usize| {
            let hops = [hop("ua", "ub"), hop("ub", "ua")];
            Route::new(hops.into_iter().cycle().take(swaps).collect())
        };

        assert_eq!(Err(ContractError::NoOperations {}), back_and_forth(0));
        assert!(back_and_forth(1).is_ok());
        assert!(back_and_forth(50).is_ok());
        assert_eq!(
            Err(ContractError::TooManyOperations {
                received: 51,
                most: 50
            }),
            back_and_forth(51)
        );
    }

    #[test]
    fn each_swap_pays_in_what_the_one_before_gave() {
        let broken = Route::new(vec![hop("ua", "ub"), hop("uc", "ud"), hop("ud", "ua")]);

        assert_eq!(
            Err(ContractError::OperationsNotChained {
                given: "ub".into(),
                wanted: "uc".into()
            }),
            broken
        );
    }

    #[test]
    fn a_denom_is_not_the_token_of_the_same_name() {
        let token = SwapOperation::TerraSwap {
            offer_asset_info: AssetInfo::token("ub"),
            ask_asset_info: AssetInfo::native("uc"),
        };

        assert_eq!(
            Err(ContractError::OperationsNotChained {
                given: "ub".into(),
                wanted: "ub".into()
            }),
            Route::new(vec![hop("ua", "ub"), token])
        );
    }
}
